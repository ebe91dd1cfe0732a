// Checking a quiz: what is right is in the page's data, what was chosen in the store.
(function (learner) {
  "use strict";

  function plain(text) { return text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase(); }

  function same(one, other) {
    return one.length === other.length && one.every(function (id, at) { return id === other[at]; });
  }

  learner.isAnswered = function (question, value) {
    if (question.kind === "order") return true; // the order that is shown may be the one that is meant
    return value !== undefined && plain(String(value)) !== "";
  };

  learner.isRight = function (question, value) {
    if (question.kind === "text") {
      return question.accept.some(function (one) { return plain(one) === plain(value || ""); });
    }
    var chosen = [].concat(value === undefined ? [] : value);
    if (question.kind === "order") return same(chosen.length ? chosen : question.shown, question.right);
    return same(chosen.slice().sort(), question.right.slice().sort());
  };

  // {right, all, percent, unanswered} for the answers as they stand.
  learner.markQuiz = function (quiz, get) {
    var right = 0, unanswered = 0;
    quiz.questions.forEach(function (question) {
      if (!learner.isAnswered(question, get(question.field))) unanswered += 1;
      else if (learner.isRight(question, get(question.field))) right += 1;
    });
    var all = quiz.questions.length;
    return { right: right, all: all, percent: all ? Math.floor(100 * right / all) : 100, unanswered: unanswered };
  };

  // Binds the form of one quiz. `tools` is {store, say, announce}.
  learner.quizView = function (item, form, tools) {
    var quiz = item.quiz, store = tools.store, say = tools.say;
    var result = form.querySelector(".result");
    var boxes = {};
    Array.prototype.forEach.call(form.querySelectorAll("[data-question]"), function (box) {
      boxes[box.getAttribute("data-question")] = box;
    });

    function inputs(box) { return Array.prototype.slice.call(box.querySelectorAll("input[value]")); }

    function rows(box) { return Array.prototype.slice.call(box.querySelectorAll("li[data-option]")); }

    function idOf(row) { return row.getAttribute("data-option"); }

    // Options that the page has gained since the learner put them in order come last.
    function restore(question, box) {
      var value = store.get(question.field);
      if (question.kind === "text") box.querySelector("input").value = value || "";
      if (question.kind === "order") {
        var list = box.querySelector("ol"), all = rows(box);
        [].concat(value || []).concat(question.shown).forEach(function (id, at, order) {
          if (order.indexOf(id) !== at) return;
          list.appendChild(all.filter(function (row) { return idOf(row) === id; })[0]);
        });
        edges(box);
      }
      var chosen = [].concat(value === undefined ? [] : value);
      inputs(box).forEach(function (input) { input.checked = chosen.indexOf(input.value) >= 0; });
    }

    function edges(box) {
      rows(box).forEach(function (row, at, all) {
        row.querySelector("[data-move='-1']").setAttribute("aria-disabled", String(at === 0));
        row.querySelector("[data-move='1']").setAttribute("aria-disabled", String(at === all.length - 1));
      });
    }

    function take(question, box) {
      var value;
      if (question.kind === "text") value = box.querySelector("input").value;
      else if (question.kind === "order") value = rows(box).map(idOf);
      else {
        value = inputs(box).filter(function (input) { return input.checked; }).map(function (input) { return input.value; });
        if (question.kind === "single") value = value[0];
      }
      store.set(question.field, value);
      if (store.get(quiz.checked)) {
        store.set(quiz.checked, false);
        show();
      }
    }

    function move(question, box, button) {
      var row = button.closest("li"), by = Number(button.getAttribute("data-move"));
      var all = rows(box), to = all.indexOf(row) + by;
      if (to < 0 || to >= all.length) return;
      row.parentNode.insertBefore(row, by < 0 ? all[to] : all[to].nextSibling);
      edges(box);
      button.focus();
      take(question, box);
      tools.announce(say("moved", { title: row.querySelector(".text").textContent, n: to + 1, all: all.length }));
    }

    function showQuestion(question, box, checked) {
      var value = store.get(question.field), chosen = [].concat(value === undefined ? [] : value);
      var right = learner.isRight(question, value), verdict = box.querySelector(".verdict");
      Array.prototype.forEach.call(box.querySelectorAll("[data-feedback]"), function (line) {
        var id = line.getAttribute("data-feedback");
        line.textContent = question.feedback[id] || "";
        line.hidden = !checked || chosen.indexOf(id) < 0 || !line.textContent;
      });
      verdict.hidden = !checked;
      verdict.className = "verdict " + (right ? "right" : "wrong");
      verdict.textContent = (right ? say("right") + ". " + question.whenRight : say("wrong") + ". " + question.whenWrong).trim();
    }

    function show() {
      var checked = store.get(quiz.checked) === true, mark = learner.markQuiz(quiz, store.get);
      quiz.questions.forEach(function (question) { showQuestion(question, boxes[question.field], checked); });
      mark.needed = quiz.pass;
      var best = store.get(quiz.best), text = "";
      if (checked) {
        text = say(!quiz.pass ? "result" : mark.percent >= quiz.pass ? "result-passed" : "result-failed", mark);
        if (mark.right < mark.all) text += " " + say("again");
      }
      if (best !== undefined && (!checked || best > mark.percent)) text += " " + say("best", { percent: best });
      result.textContent = text.trim();
    }

    function check() {
      var mark = learner.markQuiz(quiz, store.get);
      if (mark.unanswered) {
        result.textContent = say("unanswered", { n: mark.unanswered });
        var first = quiz.questions.filter(function (one) { return !learner.isAnswered(one, store.get(one.field)); })[0];
        boxes[first.field].querySelector("input").focus();
        return;
      }
      quiz.questions.forEach(function (question) {
        if (question.kind === "order") store.set(question.field, rows(boxes[question.field]).map(idOf));
      });
      store.set(quiz.best, Math.max(mark.percent, store.get(quiz.best) || 0));
      store.set(quiz.checked, true);
      store.report(learner.interactions(quiz, store.get));
      store.save();
      show();
    }

    quiz.questions.forEach(function (question) {
      var box = boxes[question.field];
      box.addEventListener("input", function () { take(question, box); });
      box.addEventListener("click", function (event) {
        var button = event.target.closest("[data-move]");
        if (button) move(question, box, button);
      });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      check();
    });

    function restoreAll() {
      quiz.questions.forEach(function (question) { restore(question, boxes[question.field]); });
      show();
    }
    restoreAll();
    return restoreAll;
  };

  var TYPES = { "single": "choice", "multiple": "choice", "true-false": "true-false", "order": "sequencing", "text": "fill-in" };

  // The answers as every LMS format reports them: [{id, type, prompt, chosen, text, right}]; `chosen` counts options from 0.
  learner.interactions = function (quiz, get) {
    return quiz.questions.map(function (question) {
      var value = get(question.field);
      var chosen = [].concat(value === undefined || question.kind === "text" ? [] : value);
      if (question.kind === "order" && !chosen.length) chosen = question.shown;
      return {
        id: question.name,
        type: TYPES[question.trueFalse ? "true-false" : question.kind],
        prompt: question.prompt,
        chosen: chosen.map(function (id) { return question.all.indexOf(id); }),
        text: question.kind === "text" ? plain(value || "") : "",
        right: learner.isRight(question, value)
      };
    });
  };
})((window.learner = window.learner || {}));
