// A SCORM 2004 run-time that forgives nothing: scorm-again, the checks that it leaves out, and a record of every call.
(function () {
  "use strict";

  var api = new window.Scorm2004API({ autocommit: false, logLevel: 5 });
  var before = JSON.parse(document.getElementById("before").textContent);
  api.loadFromJSON(before, "cmi");
  var begun = false, ended = false, last = 0;

  // Each check gives the error for a value that may not be set, or 0.
  function matches(pattern) { return function (value) { return pattern.test(value) ? 0 : 406; }; }
  function oneOf(words) { return function (value) { return words.indexOf(value) >= 0 ? 0 : 406; }; }
  function atMost(length) { return function (value) { return value.length <= length ? 0 : 406; }; }
  function number(low, high) {
    return function (value) {
      if (!/^-?\d+(\.\d{1,7})?$/.test(value)) return 406;
      return Number(value) >= low && Number(value) <= high ? 0 : 407;
    };
  }
  var any = number(-Infinity, Infinity);
  var identifier = matches(/^[A-Za-z0-9_.:/-]{1,4000}$/);
  var completion = oneOf(["completed", "incomplete", "not attempted", "unknown"]);
  var success = oneOf(["passed", "failed", "unknown"]);
  var span = matches(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);
  var time = matches(/^(19[7-9]\d|20[0-3]\d)-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,2})?(Z|[+-]\d\d(:\d\d)?)?$/);
  var kind = oneOf(["true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert",
    "numeric", "other"]);
  function result(value) { return oneOf(["correct", "incorrect", "unanticipated", "neutral"])(value) && any(value); }

  // Every element of SCORM 2004 4th edition: its name, whether it is read, written or both, and what may be set.
  var ELEMENTS = [
    ["cmi.(_version|completion_threshold|credit|entry|launch_data|learner_id|learner_name|max_time_allowed|mode)", "r"],
    ["cmi.(scaled_passing_score|time_limit_action|total_time)", "r"],
    ["cmi.completion_status", "rw", completion],
    ["cmi.success_status", "rw", success],
    ["cmi.exit", "w", oneOf(["time-out", "suspend", "logout", "normal", ""])],
    ["cmi.session_time", "w", span],
    ["cmi.location", "rw", atMost(1000)],
    ["cmi.progress_measure", "rw", number(0, 1)],
    ["cmi.score.scaled", "rw", number(-1, 1)],
    ["cmi.score.(raw|min|max)", "rw", any],
    ["cmi.suspend_data", "rw", atMost(64000)],
    ["cmi.learner_preference.(audio_level|delivery_speed)", "rw", number(0, Infinity)],
    ["cmi.learner_preference.language", "rw", atMost(250)],
    ["cmi.learner_preference.audio_captioning", "rw", oneOf(["-1", "0", "1"])],
    ["cmi.comments_from_learner.N.comment", "rw", atMost(4000)],
    ["cmi.comments_from_learner.N.location", "rw", atMost(250)],
    ["cmi.comments_from_learner.N.timestamp", "rw", time],
    ["cmi.comments_from_lms.N.(comment|location|timestamp)", "r"],
    ["cmi.objectives.N.id", "rw", identifier],
    ["cmi.objectives.N.score.scaled", "rw", number(-1, 1)],
    ["cmi.objectives.N.score.(raw|min|max)", "rw", any],
    ["cmi.objectives.N.completion_status", "rw", completion],
    ["cmi.objectives.N.success_status", "rw", success],
    ["cmi.objectives.N.progress_measure", "rw", number(0, 1)],
    ["cmi.objectives.N.description", "rw", atMost(250)],
    ["cmi.interactions.N.id", "rw", identifier],
    ["cmi.interactions.N.type", "rw", kind],
    ["cmi.interactions.N.objectives.N.id", "rw", identifier],
    ["cmi.interactions.N.timestamp", "rw", time],
    ["cmi.interactions.N.correct_responses.N.pattern", "rw", atMost(4000)],
    ["cmi.interactions.N.weighting", "rw", any],
    ["cmi.interactions.N.learner_response", "rw", atMost(4000)],
    ["cmi.interactions.N.result", "rw", result],
    ["cmi.interactions.N.latency", "rw", span],
    ["cmi.interactions.N.description", "rw", atMost(250)]
  ].map(function (row) {
    var pattern = "^" + row[0].replace(/\./g, "\\.").replace(/\bN\b/g, "(0|[1-9]\\d*)") + "$";
    return { named: new RegExp(pattern), access: row[1], check: row[2] };
  });
  var KEYWORDS = new RegExp(
    "^cmi\\.((score|learner_preference)\\._children|objectives\\.\\d+\\.score\\._children"
    + "|(objectives|interactions|comments_from_learner|comments_from_lms)\\._(children|count)"
    + "|interactions\\.\\d+\\.(objectives|correct_responses)\\._count)$");
  // By the type of an interaction, what may be answered.
  var RESPONSES = {
    "true-false": /^(true|false)$/,
    "choice": /^([\w.-]{1,250}(\[,\][\w.-]{1,250}){0,35})?$/,
    "sequencing": /^[\w.-]{1,250}(\[,\][\w.-]{1,250}){0,35}$/,
    "fill-in": /^[^]{0,250}$/
  };
  var UNSAID = /^cmi\.(suspend_data|location|progress_measure|score\.(scaled|raw|min|max))$/;

  function faultOf(name, element, value) {
    var reading = name === "GetValue", writing = name === "SetValue";
    if (name === "Initialize" && begun) return ended ? 104 : 103;
    if (name === "Terminate" && !begun) return 112;
    if (name === "Terminate" && ended) return 113;
    if (!begun && name !== "Initialize") return reading ? 122 : writing ? 132 : 142;
    if (ended) return reading ? 123 : writing ? 133 : 143;
    if (!reading && !writing) return element === "" ? 0 : 201;
    if (typeof element !== "string" || element === "") return reading ? 301 : 351;
    if (KEYWORDS.test(element)) return reading ? 0 : 404;
    var known = ELEMENTS.filter(function (one) { return one.named.test(element); })[0];
    if (!known) return 401;
    if (reading) {
      if (known.access === "w") return 405;
      return UNSAID.test(element) && String(api.GetValue(element)) === "" ? 403 : 0;
    }
    if (known.access === "r") return 404;
    if (typeof value !== "string") return 406;
    var response = element.match(/^(cmi\.interactions\.\d+\.)learner_response$/);
    var allowed = response && RESPONSES[String(api.GetValue(response[1] + "type"))];
    if (response && !allowed) return 408;
    if (response && !allowed.test(value)) return 406;
    return known.check(value);
  }

  function state() { return JSON.parse(JSON.stringify(api.cmi)); }

  function play(name) {
    return function (element, value) {
      // A test sets `broken` to play an LMS that is down.
      var code = window.broken ? 101 : faultOf(name, element, value);
      var answer = name === "GetValue" ? "" : "false";
      if (!code) {
        answer = String(api[name](element, value));
        code = Number(api.GetLastError());
        if (name === "Initialize") begun = answer === "true";
        if (name === "Terminate") ended = answer === "true";
      }
      last = code;
      window.heard(JSON.stringify({
        name: name,
        element: element === undefined ? null : element,
        value: value === undefined ? null : value,
        answer: answer,
        code: code,
        saved: !code && (name === "Commit" || name === "Terminate") ? state() : null
      }));
      return answer;
    };
  }

  window.API_1484_11 = {
    GetLastError: function () { return String(last); },
    GetErrorString: function (code) { return api.GetErrorString(String(code)); },
    GetDiagnostic: function (code) { return api.GetDiagnostic(String(code)); }
  };
  ["Initialize", "Terminate", "GetValue", "SetValue", "Commit"].forEach(function (name) {
    window.API_1484_11[name] = play(name);
  });
})();
