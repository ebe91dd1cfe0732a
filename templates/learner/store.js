// What the learner has done, and its way to the LMS: saved at each change, resumed at the next opening.
(function (learner) {
  "use strict";

  var TYPING = 300; // ms of quiet before a text is saved
  var RETRY = 15000;

  // `data` is the page's own description; `tell(name, code, what)` hears of "saving", "saved", "failed" and "changed".
  // `session` is null without an LMS, or what `learner.connect` of this package's format gives:
  // - `reviewing`, `state` (the line that the LMS kept), `completed`, `success` ("passed", "failed" or "");
  // - `record(record, closing, then)` sends the record of `recordNow` and tells `then(ok, code, what)`; `closing` is
  //   "leave" or "finish" at the end; `what` is the word for what failed, if it is not "not-saved"; `report(answers)`
  //   sends the answers of a quiz; `end(then, closing)` closes and tells `then(ended, code)`;
  // - `lookOnly()` is called instead of all that when nothing is to be recorded.
  learner.store = function (data, session, tell) {
    var codec = learner.codec(data.fields, data.limit);
    var fields = {};
    data.fields.forEach(function (field) { fields[field.id] = field; });

    var memory = codec.decode(""), was = { completed: false, success: "" }, recording = false, reviewing = false;
    var long = {}, fresh = {}, left = {}, timer = 0, failed = false, open = Boolean(session);

    if (session) {
      reviewing = session.reviewing;
      was = { completed: session.completed, success: session.success };
      memory = codec.decode(session.state);
      recording = !reviewing && !memory.foreign;
      if (!recording) session.lookOnly();
      data.fields.forEach(function (field) {
        var value = memory.values[field.id];
        if (field.kind === "text" && value && learner.cost(value) > field.allowance) long[field.id] = value;
      });
    }
    var encoded = codec.encode(memory, long);
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
      if (!recording || !open) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { save(); }, delay);
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

    // {done, all, finished, score, good}: items that count, the mean of the best results, and whether all is done and the
    // mean reaches the mark, where there is one.
    function progress() {
      var items = counted();
      var done = items.filter(itemDone).length;
      var quizzes = items.filter(function (item) { return item.quiz; });
      var finished = items.length > 0 && done === items.length;
      var sum = quizzes.reduce(function (total, item) { return total + (get(item.quiz.best) || 0); }, 0);
      var score = quizzes.length ? Math.round(sum / quizzes.length) : 100;
      var good = finished && (data.mastery === null || score >= data.mastery);
      return { done: done, all: items.length, finished: finished, score: score, good: good };
    }

    // Per outcome, the items that serve it: {id: {done, all}}.
    function outcomes() {
      var parts = {};
      counted().forEach(function (item) {
        item.outcomes.forEach(function (id) {
          parts[id] = parts[id] || { done: 0, all: 0 };
          parts[id].all += 1;
          if (itemDone(item)) parts[id].done += 1;
        });
      });
      return parts;
    }

    // What the learner answered for their colleagues' use, once they say that they have asked.
    function comments() {
      var found = [];
      data.items.forEach(function (item) {
        if (item.kind !== "prompt" || !itemDone(item)) return;
        item.boxes.forEach(function (box) {
          if (!box.private && get(box.field)) found.push({ id: box.field, text: get(box.field) });
        });
      });
      return found;
    }

    // The record as it stands: never back from completed or passed. `score` is null until there is one.
    function recordNow() {
      var now = progress(), graded = data.mastery !== null, finished = now.finished && data.reports;
      var judged = graded && finished;
      var passed = was.success === "passed" || (judged && now.good) || (finished && data.passes);
      return {
        state: encoded.line,
        done: now.done,
        all: now.all,
        completed: was.completed || finished,
        graded: graded,
        success: passed ? "passed" : judged ? "failed" : was.success,
        score: judged ? now.score : null,
        outcomes: outcomes(),
        comments: comments(),
        acts: data.items.reduce(function (acts, item) {
          return acts.concat(item.acts.filter(function (act) { return get(act.field) === true; }));
        }, [])
      };
    }

    // Everything that changed, in one batch. `then(ok)` hears of the end.
    function save(closing, then) {
      window.clearTimeout(timer);
      if (!recording || !open) {
        if (then) then(true);
        return;
      }
      var record = recordNow();
      session.record(record, closing, function (ok, code, what) {
        if (ok) was = { completed: record.completed, success: record.success };
        if (!ok && !closing) {
          window.clearTimeout(timer);
          timer = window.setTimeout(function () { save(); }, RETRY);
        }
        failed = !ok;
        if (failed) tell("failed", code, what);
        else tell("saved");
        if (then) then(ok);
      });
    }

    // The end of the visit; `then(ok)`. A learner who presses Finish stays when not all of it was saved.
    function close(closing, then) {
      if (!open) return;
      save(closing, function (ok) {
        if (!open || (closing === "finish" && !ok)) {
          then(false);
          return;
        }
        open = false;
        session.end(function (ended, code) {
          if (!ended && closing === "finish") {
            open = true; // it may be pressed again
            failed = true;
            tell("failed", code || "?", "not-told");
          }
          then(ended && ok);
        }, closing);
      });
    }

    if (recording) save();

    return {
      get: get,
      set: set,
      kept: kept,
      close: close,
      report: function (answers) { if (recording && open) session.report(answers); },
      waiting: waiting,
      progress: progress,
      itemDone: itemDone,
      failing: function () { return failed; },
      recording: recording,
      reviewing: reviewing,
      foreign: memory.foreign,
      save: function () { save(); },
      downloaded: function () { fresh = {}; },
      restore: restore,
      isElsewhere: function (id) { return memory.elsewhere[id] === true; },
      elsewhere: function () { return Object.keys(memory.elsewhere); }
    };
  };
})((window.learner = window.learner || {}));
