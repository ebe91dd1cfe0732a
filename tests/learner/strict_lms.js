// The LMS of the tests: scorm-again, with the checks that it leaves out, and a record of every call.
(function () {
  "use strict";
  var api = new window.Scorm12API({ autocommit: false, logLevel: 4 });
  var before = JSON.parse(document.getElementById("before").textContent);
  if (before) api.loadFromJSON({ core: before.core, suspend_data: before.suspend_data }, "cmi");
  var begun = false, ended = false;

  function fault(name, element, value) {
    if (name === "LMSInitialize") return begun ? 101 : 0;
    if (!begun || ended) return 301;
    if (name !== "LMSSetValue") return 0;
    if (element === "cmi.suspend_data" && value.length > 4096) return 405;
    if (/\.student_response$/.test(element) && value.length > 255) return 405;
    if (/\.id$/.test(element) && !/^[\w.-]{1,255}$/.test(value)) return 405;
    return 0;
  }

  function state() {
    var cmi = JSON.parse(JSON.stringify(api.cmi));
    return { core: cmi.core, suspend_data: cmi.suspend_data, interactions: cmi.interactions };
  }

  window.API = {};
  ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"].forEach(function (name) {
    window.API[name] = function (element, value) {
      var code = fault(name, element, value), answer = "false";
      if (window.broken) code = 101;
      if (!code) {
        answer = String(api[name](element, value));
        code = Number(api.LMSGetLastError());
      }
      if (name === "LMSInitialize") begun = true;
      if (name === "LMSFinish") ended = true;
      window.API.last = String(code);
      var saved = !code && (name === "LMSCommit" || name === "LMSFinish") ? state() : null;
      window.heard(JSON.stringify({ name: name, element: element, value: value, answer: answer, code: code, saved: saved }));
      return answer;
    };
  });
  window.API.LMSGetLastError = function () { return window.API.last; };
  window.API.LMSGetErrorString = function () { return ""; };
  window.API.LMSGetDiagnostic = function () { return ""; };
})();
