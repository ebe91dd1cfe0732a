// A SCORM 1.2 run-time that forgives nothing: scorm-again, the checks that it leaves out, and a record of every call.
(function () {
  "use strict";

  var api = new window.Scorm12API({ autocommit: false, logLevel: 5 });
  var before = JSON.parse(document.getElementById("before").textContent);
  api.loadFromJSON(before, "cmi");
  var begun = false, ended = false, last = 0;

  // Each check says whether a value, always a string, may be set.
  function matches(pattern) { return function (value) { return pattern.test(value); }; }
  function oneOf(words) { return function (value) { return words.indexOf(value) >= 0; }; }
  function atMost(length) { return function (value) { return value.length <= length; }; }
  function number(low, high) {
    return function (value) {
      return /^-?\d+(\.\d+)?$/.test(value) && Number(value) >= low && Number(value) <= high;
    };
  }
  function score(value) { return value === "" || number(0, 100)(value); }
  var identifier = matches(/^[A-Za-z0-9_.:-]{1,255}$/);
  var status = oneOf(["passed", "completed", "failed", "incomplete", "browsed"]);
  var span = matches(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
  var time = matches(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
  var kind = oneOf(["true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"]);
  function result(value) {
    return oneOf(["correct", "wrong", "unanticipated", "neutral"])(value) || number(-Infinity, Infinity)(value);
  }

  // Every element of SCORM 1.2: its name, whether it is read, written or both, and what may be set.
  var ELEMENTS = [
    ["cmi.core.(student_id|student_name|credit|entry|total_time|lesson_mode)", "r"],
    ["cmi.core.lesson_location", "rw", atMost(255)],
    ["cmi.core.lesson_status", "rw", status],
    ["cmi.core.score.(raw|min|max)", "rw", score],
    ["cmi.core.exit", "w", oneOf(["time-out", "suspend", "logout", ""])],
    ["cmi.core.session_time", "w", span],
    ["cmi.suspend_data", "rw", atMost(4096)],
    ["cmi.(launch_data|comments_from_lms)", "r"],
    ["cmi.comments", "rw", atMost(4096)],
    ["cmi.objectives.N.id", "rw", identifier],
    ["cmi.objectives.N.score.(raw|min|max)", "rw", score],
    ["cmi.objectives.N.status", "rw", status],
    ["cmi.student_data.(mastery_score|max_time_allowed|time_limit_action)", "r"],
    ["cmi.student_preference.audio", "rw", number(-1, 100)],
    ["cmi.student_preference.language", "rw", atMost(255)],
    ["cmi.student_preference.speed", "rw", number(-100, 100)],
    ["cmi.student_preference.text", "rw", number(-1, 1)],
    ["cmi.interactions.N.id", "w", identifier],
    ["cmi.interactions.N.objectives.N.id", "w", identifier],
    ["cmi.interactions.N.time", "w", time],
    ["cmi.interactions.N.type", "w", kind],
    ["cmi.interactions.N.correct_responses.N.pattern", "w", atMost(255)],
    ["cmi.interactions.N.weighting", "w", number(-Infinity, Infinity)],
    ["cmi.interactions.N.student_response", "w", atMost(255)],
    ["cmi.interactions.N.result", "w", result],
    ["cmi.interactions.N.latency", "w", span]
  ].map(function (row) {
    var pattern = "^" + row[0].replace(/\./g, "\\.").replace(/\bN\b/g, "(0|[1-9]\\d*)") + "$";
    return { named: new RegExp(pattern), access: row[1], allows: row[2] };
  });
  var KEYWORDS = new RegExp(
    "^cmi\\.((core|core\\.score|student_data|student_preference)\\._children"
    + "|(objectives|interactions)\\._(children|count)|objectives\\.\\d+\\.score\\._children"
    + "|interactions\\.\\d+\\.(objectives|correct_responses)\\._count)$");

  function faultOf(name, element, value) {
    if (name === "LMSInitialize" && begun) return 101;
    if (name !== "LMSInitialize" && (!begun || ended)) return 301;
    if (name !== "LMSGetValue" && name !== "LMSSetValue") return element === "" ? 0 : 201;
    if (typeof element !== "string" || element === "") return 201;
    var reading = name === "LMSGetValue";
    if (KEYWORDS.test(element)) return reading ? 0 : 402;
    var known = ELEMENTS.filter(function (one) { return one.named.test(element); })[0];
    if (!known) return 401;
    if (reading) return known.access === "w" ? 404 : 0;
    if (known.access === "r") return 403;
    return typeof value === "string" && known.allows(value) ? 0 : 405;
  }

  function state() {
    var cmi = JSON.parse(JSON.stringify(api.cmi));
    return { core: cmi.core, suspend_data: cmi.suspend_data, interactions: cmi.interactions };
  }

  function play(name) {
    return function (element, value) {
      // A test sets `broken` to play an LMS that is down.
      var code = window.broken ? 101 : faultOf(name, element, value);
      var answer = name === "LMSGetValue" ? "" : "false";
      if (!code) {
        answer = String(api[name](element, value));
        code = Number(api.LMSGetLastError());
        if (name === "LMSInitialize") begun = answer === "true";
        if (name === "LMSFinish") ended = answer === "true";
      }
      last = code;
      window.heard(JSON.stringify({
        name: name,
        element: element === undefined ? null : element,
        value: value === undefined ? null : value,
        answer: answer,
        code: code,
        saved: !code && (name === "LMSCommit" || name === "LMSFinish") ? state() : null
      }));
      return answer;
    };
  }

  window.API = {
    LMSGetLastError: function () { return String(last); },
    LMSGetErrorString: function (code) { return api.LMSGetErrorString(String(code)); },
    LMSGetDiagnostic: function (code) { return api.LMSGetDiagnostic(String(code)); }
  };
  ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"].forEach(function (name) {
    window.API[name] = play(name);
  });
})();
