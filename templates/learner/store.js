// What the learner has done, and its way to the LMS: saved at each change, resumed at the next opening.
(function (learner) {
  "use strict";

  var TYPING = 300; // ms of quiet before a text is saved
  var RETRY = 15000;

  // `data` is the page's own description, `session` an open LMS session or null, `tell(name, code)` hears of
  // "saving", "saved", "failed" and "changed".
  learner.store = function (data, session, tell) {
    var codec = learner.codec(data.fields, data.limit);
    var fields = {};
    data.fields.forEach(function (field) { fields[field.id] = field; });

    var memory = codec.decode(""), status = "", recording = false, reviewing = false;
    var long = {}, fresh = {}, left = {}, sent = {}, timer = 0, failed = false;

    if (session) {
      var mode = session.get("cmi.core.lesson_mode");
      reviewing = mode === "review" || mode === "browse";
      status = session.get("cmi.core.lesson_status");
      memory = codec.decode(session.get("cmi.suspend_data"));
      recording = !reviewing && !memory.foreign;
      data.fields.forEach(function (field) {
        var value = memory.values[field.id];
        if (field.kind === "text" && value && learner.cost(value) > field.allowance) long[field.id] = value;
      });
    }
    var encoded = codec.encode(memory, long);
    sent["cmi.suspend_data"] = encoded.line;
    left = encoded.left;

    function get(id) { return memory.values[id]; }

    // Whether the LMS keeps this text as it now stands.
    function kept(id) { return recording && !left[id]; }

    function set(id, value) {
      var field = fields[id];
      if (field.kind === "text") value = learner.clean(value);
      if (memory.values[id] === value || (!value && memory.values[id] === undefined)) return;
      memory.values[id] = value;
      if (long[id] !== value) delete long[id];
      encoded = codec.encode(memory, long);
      left = encoded.left;
      if (field.kind === "text" || !recording) fresh[id] = true;
      schedule(field.kind === "text" ? TYPING : 0);
      tell("changed");
    }

    // A value from the journal, or the page's own beside the journal's `other`. What the journal does not hold waits.
    function restore(id, value, other) {
      delete memory.elsewhere[id];
      set(id, value);
      encoded = codec.encode(memory, long);
      left = encoded.left;
      if (String(value) === String(other)) delete fresh[id];
      else fresh[id] = true;
      schedule(0);
    }

    // The fields whose present value is nowhere but on this page.
    function waiting() {
      return Object.keys(fresh).filter(function (id) {
        return id !== "at" && memory.values[id] && !kept(id);
      });
    }

    function schedule(delay) {
      if (!recording || !session.open) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(save, delay);
      tell("saving");
    }

    function itemDone(item) {
      var ticked = item.ticks.every(function (id) { return get(id) === true; });
      if (!item.quiz) return ticked && item.ticks.length > 0;
      var best = get(item.quiz.best);
      if (best === undefined) return false;
      return ticked && (data.mastery !== null || best >= item.quiz.pass);
    }

    function counted() {
      var every = data.counts === "every";
      return data.items.filter(function (item) {
        return (every || item.required) && (item.ticks.length > 0 || item.quiz);
      });
    }

    // {done, all, finished, score}: items that count, and the mean of the best results once everything is done.
    function progress() {
      var items = counted();
      var done = items.filter(itemDone).length;
      var quizzes = items.filter(function (item) { return item.quiz; });
      var finished = items.length > 0 && done === items.length;
      var sum = quizzes.reduce(function (total, item) { return total + (get(item.quiz.best) || 0); }, 0);
      var score = quizzes.length ? Math.round(sum / quizzes.length) : 100;
      return { done: done, all: items.length, finished: finished, score: score };
    }

    // The status to report: never back from completed or passed.
    function nextStatus(now) {
      var graded = now.finished && data.mastery !== null;
      if (status === "passed" || (graded && now.score >= data.mastery)) return "passed";
      if (status === "completed" || status === "failed") return status;
      if (graded) return "failed";
      return now.finished ? "completed" : "incomplete";
    }

    function changes(closing) {
      var now = progress(), wanted = {};
      wanted["cmi.suspend_data"] = encoded.line;
      wanted["cmi.core.lesson_status"] = nextStatus(now);
      if (now.finished && data.mastery !== null) {
        wanted["cmi.core.score.min"] = 0;
        wanted["cmi.core.score.max"] = 100;
        wanted["cmi.core.score.raw"] = now.score;
      }
      wanted["cmi.core.exit"] = closing === "finish" && now.finished ? "" : "suspend";
      return wanted;
    }

    function send(wanted) {
      return Object.keys(wanted).every(function (name) {
        if (sent[name] === wanted[name]) return true;
        if (!session.set(name, wanted[name])) return false;
        sent[name] = wanted[name];
        return true;
      });
    }

    // Everything that changed, in one batch and one commit. `closing` is "leave" or "finish" at the end.
    function save(closing) {
      window.clearTimeout(timer);
      if (!recording || !session.open) return true;
      var wanted = changes(closing);
      var differs = failed || Object.keys(wanted).some(function (name) { return sent[name] !== wanted[name]; });
      var ok = true;
      if (differs || closing) {
        ok = send(wanted) && session.set("cmi.core.session_time", learner.timeSpan(window.performance.now()));
        ok = (!differs || session.commit()) && ok;
      }
      if (ok) status = wanted["cmi.core.lesson_status"];
      if (!ok && !closing) timer = window.setTimeout(save, RETRY);
      failed = !ok;
      if (failed) tell("failed", session.error());
      else tell("saved");
      return ok;
    }

    function close(closing) {
      if (!session || !session.open) return true;
      var ok = save(closing);
      if (closing === "finish" && !ok) return false;
      return session.finish() && ok;
    }

    // One line for each answer: [{id, type, response, right}].
    function report(answers) {
      if (!recording || !session.open) return;
      var next = sent.interactions === undefined ? Number(session.get("cmi.interactions._count")) || 0 : sent.interactions;
      answers.forEach(function (answer, at) {
        var name = "cmi.interactions." + (next + at) + ".";
        session.set(name + "id", answer.id);
        session.set(name + "type", answer.type);
        session.set(name + "student_response", answer.response.slice(0, 255));
        session.set(name + "result", answer.right ? "correct" : "wrong");
      });
      sent.interactions = next + answers.length;
    }

    sent["cmi.core.lesson_status"] = status;
    if (recording) save();

    return {
      get: get,
      set: set,
      kept: kept,
      close: close,
      report: report,
      waiting: waiting,
      progress: progress,
      itemDone: itemDone,
      failing: function () { return failed; },
      recording: recording,
      reviewing: reviewing,
      foreign: memory.foreign,
      save: save,
      downloaded: function () { fresh = {}; },
      restore: restore,
      isElsewhere: function (id) { return memory.elsewhere[id] === true; },
      elsewhere: function () { return Object.keys(memory.elsewhere); }
    };
  };
})((window.learner = window.learner || {}));
