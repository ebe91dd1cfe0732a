// The learner's record in the words of SCORM 2004: completion and success each by itself, an objective for each outcome.
(function (learner) {
  "use strict";

  var LONGEST_COMMENT = 4000;

  // ISO 8601: PT1H2M3.4S, in seconds alone.
  learner.timeSpan = function (milliseconds) { return "PT" + (Math.round(milliseconds / 10) / 100) + "S"; };

  function now() { return new Date().toISOString().slice(0, 19); }

  function share(part) { return String(part.all ? Math.floor(100 * part.done / part.all) / 100 : 0); }

  function letter(at) { return String.fromCharCode(97 + at); }

  // Some LMSs take no line breaks here, and a brace at the beginning for the mark of a language.
  function inOneLine(text, most) { return text.trim().replace(/\s*[\r\n\u2028\u2029]+\s*/g, " / ").replace(/^\{/, " {").slice(0, most); }

  function responseOf(answer) {
    if (answer.type === "true-false") return answer.chosen[0] === 0 ? "true" : "false";
    if (answer.type === "fill-in") return inOneLine(answer.text, 250);
    return answer.chosen.map(letter).join("[,]");
  }

  learner.connect = function (start, data, ready) {
    var lms = learner.scorm(start, {
      api: "API_1484_11", begin: "Initialize", end: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit",
      error: "GetLastError"
    });
    if (!lms) {
      ready(null);
      return;
    }
    var mode = lms.get("cmi.mode"), fresh = lms.get("cmi.entry") === "ab-initio"; // nothing is read that was never set
    var completion = lms.get("cmi.completion_status"), success = lms.get("cmi.success_status");
    var state = fresh ? "" : lms.get("cmi.suspend_data"), next;
    lms.holds("cmi.completion_status", completion);
    lms.holds("cmi.success_status", success);
    lms.holds("cmi.suspend_data", state);

    // The rows of a list of the LMS by their names: an LMS may keep them in an order of its own.
    function rowsOf(list, naming) {
      var rows = {}, count = Number(lms.get(list + "._count")) || 0;
      for (var at = 0; at < count; at += 1) rows[lms.get(list + "." + at + "." + naming)] = at;
      return {
        // The beginning of the names of one row, which is made when there is none.
        of: function (name, wanted) {
          if (rows[name] === undefined) {
            rows[name] = count;
            count += 1;
            wanted[list + "." + rows[name] + "." + naming] = name;
          }
          return list + "." + rows[name] + ".";
        },
        known: function (name) { return rows[name] !== undefined; }
      };
    }

    var objectives = rowsOf("cmi.objectives", "id"), reached = {}, said = {};
    var comments = rowsOf("cmi.comments_from_learner", "location");
    data.outcomes.forEach(function (id) {
      if (fresh || !objectives.known(id)) return;
      reached[id] = lms.get(objectives.of(id, {}) + "completion_status") === "completed";
    });

    // Beside the record: the state holds these words already, and not every LMS takes every comment.
    function comment(texts) {
      texts.forEach(function (one) {
        var wanted = {}, row = comments.of(one.id, wanted), text = inOneLine(one.text, LONGEST_COMMENT);
        if (said[one.id] === text) return;
        said[one.id] = text;
        Object.keys(wanted).forEach(function (name) { lms.set(name, wanted[name]); });
        lms.set(row + "comment", text);
      });
    }

    ready({
      reviewing: mode === "review" || mode === "browse",
      state: state,
      completed: completion === "completed",
      success: success === "passed" || success === "failed" ? success : "",
      lookOnly: function () { lms.set("cmi.exit", "suspend"); },
      record: function (record, closing, then) {
        var wanted = { "cmi.suspend_data": record.state };
        wanted["cmi.completion_status"] = record.completed ? "completed" : "incomplete";
        wanted["cmi.success_status"] = record.success || (record.completed && !record.graded ? "passed" : "unknown");
        wanted["cmi.progress_measure"] = record.completed ? "1" : share(record);
        if (record.score !== null) {
          wanted["cmi.score.min"] = "0";
          wanted["cmi.score.max"] = "100";
          wanted["cmi.score.raw"] = String(record.score);
          wanted["cmi.score.scaled"] = String(record.score / 100);
        }
        wanted["cmi.exit"] = "suspend";
        Object.keys(record.outcomes).forEach(function (id) {
          var part = record.outcomes[id], row = objectives.of(id, wanted);
          reached[id] = reached[id] || part.done === part.all;
          wanted[row + "completion_status"] = reached[id] ? "completed" : "incomplete";
          wanted[row + "success_status"] = reached[id] ? "passed" : "unknown";
          wanted[row + "progress_measure"] = reached[id] ? "1" : share(part);
        });
        comment(record.comments);
        var span = { name: "cmi.session_time", value: learner.timeSpan(window.performance.now()) };
        lms.record(wanted, span, closing, then);
      },
      report: function (answers) {
        if (next === undefined) next = Number(lms.get("cmi.interactions._count")) || 0;
        answers.forEach(function (answer) {
          var name = "cmi.interactions." + next + ".";
          lms.set(name + "id", answer.id);
          lms.set(name + "type", answer.type);
          lms.set(name + "timestamp", now());
          lms.set(name + "learner_response", responseOf(answer));
          lms.set(name + "result", answer.right ? "correct" : "incorrect");
          lms.set(name + "description", inOneLine(answer.prompt, 250));
          next += 1;
        });
      },
      end: lms.end
    });
  };
})((window.learner = window.learner || {}));
