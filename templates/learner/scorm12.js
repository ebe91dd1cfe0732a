// The learner's record in the words of SCORM 1.2.
(function (learner) {
  "use strict";

  // HHHH:MM:SS.SS
  learner.timeSpan = function (milliseconds) {
    var hundredths = Math.round(milliseconds / 10);
    function pad(number, size) { return ("0000" + number).slice(-size); }
    return pad(Math.min(9999, Math.floor(hundredths / 360000)), 4) + ":" + pad(Math.floor(hundredths / 6000) % 60, 2) +
      ":" + pad(Math.floor(hundredths / 100) % 60, 2) + "." + pad(hundredths % 100, 2);
  };

  // One word says both: what was once completed or passed is not taken back.
  function statusOf(record, was) {
    if (record.success === "passed" || was === "passed") return "passed";
    if (was === "completed") return was;
    if (record.success === "failed") return "failed";
    return record.completed ? "completed" : "incomplete";
  }

  function responseOf(answer) {
    if (answer.type === "true-false") return answer.chosen[0] === 0 ? "t" : "f";
    if (answer.type === "fill-in") return answer.text.slice(0, 255);
    return answer.chosen.map(function (at) { return String.fromCharCode(97 + at); }).join(",").slice(0, 255);
  }

  // Gives `ready` the session, or null when the page is not in a course.
  learner.connect = function (start, data, ready) {
    var lms = learner.scorm(start, {
      api: "API", begin: "LMSInitialize", end: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit",
      error: "LMSGetLastError"
    });
    if (!lms) {
      ready(null);
      return;
    }
    var mode = lms.get("cmi.core.lesson_mode"), status = lms.get("cmi.core.lesson_status"), next;
    var state = lms.get("cmi.suspend_data");
    lms.holds("cmi.core.lesson_status", status);
    lms.holds("cmi.suspend_data", state);

    ready({
      reviewing: mode === "review" || mode === "browse",
      state: state,
      completed: /^(completed|passed|failed)$/.test(status),
      success: /^(passed|failed)$/.test(status) ? status : "",
      // Many LMSs drop the state of a visit that did not end in "suspend". Learners come back, also when all is done and
      // also to look back: then this is the one thing that is said.
      lookOnly: function () { lms.set("cmi.core.exit", "suspend"); },
      record: function (record, closing, then) {
        var wanted = { "cmi.suspend_data": record.state };
        wanted["cmi.core.lesson_status"] = statusOf(record, status);
        if (record.score !== null) {
          wanted["cmi.core.score.min"] = 0;
          wanted["cmi.core.score.max"] = 100;
          wanted["cmi.core.score.raw"] = record.score;
        }
        wanted["cmi.core.exit"] = "suspend";
        var span = { name: "cmi.core.session_time", value: learner.timeSpan(window.performance.now()) };
        lms.record(wanted, span, closing, function (ok, code) {
          if (ok) status = wanted["cmi.core.lesson_status"];
          then(ok, code);
        });
      },
      report: function (answers) {
        if (next === undefined) next = Number(lms.get("cmi.interactions._count")) || 0;
        answers.forEach(function (answer) {
          var name = "cmi.interactions." + next + ".";
          lms.set(name + "id", answer.id);
          lms.set(name + "type", answer.type);
          lms.set(name + "student_response", responseOf(answer));
          lms.set(name + "result", answer.right ? "correct" : "wrong");
          next += 1;
        });
      },
      end: lms.end
    });
  };
})((window.learner = window.learner || {}));
