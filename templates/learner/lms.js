// SCORM of either version: finding the LMS and speaking with it. Nothing here knows what the page is about.
(function (learner) {
  "use strict";

  var HOPS = 20;

  function apiOf(frame, name, first) {
    try {
      return frame[name] && typeof frame[name][first] === "function" ? frame[name] : null;
    } catch (blocked) {
      return null; // a frame of another origin
    }
  }

  function above(frame) {
    try {
      return frame.parent && frame.parent !== frame ? frame.parent : null;
    } catch (blocked) {
      return null;
    }
  }

  function openerOf(frame) {
    try {
      return frame.opener && frame.opener !== frame ? frame.opener : null;
    } catch (blocked) {
      return null;
    }
  }

  // Up through the parents first, then the same from whoever opened the window.
  function find(start, name, first) {
    var hops = HOPS, from = start;
    while (from && hops > 0) {
      var top = from;
      for (var frame = from; frame && hops > 0; frame = above(frame), hops -= 1) {
        var api = apiOf(frame, name, first);
        if (api) return api;
        top = frame;
      }
      from = openerOf(top) || (top !== from ? openerOf(from) : null);
    }
    return null;
  }

  // An initialized LMS, or null when there is none. `calls` names the API and its functions: {api, begin, end, get, set,
  // commit, error}. `record(wanted, span, closing, then)` sends what differs from the last time in one batch with one
  // commit, and tells `then(ok, code)`.
  learner.scorm = function (start, calls) {
    var api = find(start, calls.api, calls.begin), sent = {}, failed = false, lms;
    if (!api) return null;

    function call(name) {
      try {
        return String(api[name].apply(api, Array.prototype.slice.call(arguments, 1)));
      } catch (broken) {
        return "";
      }
    }

    function set(name, value) { return call(calls.set, name, String(value)) === "true"; }

    function put(name, value) {
      if (sent[name] === value) return true;
      if (!set(name, value)) return false;
      sent[name] = value;
      return true;
    }

    if (call(calls.begin, "") !== "true") return null;
    lms = {
      get: function (name) { return call(calls.get, name); },
      set: set,
      // What the LMS is known to hold.
      holds: function (name, value) { sent[name] = value; },
      record: function (wanted, span, closing, then) {
        var names = Object.keys(wanted), ok = true;
        var differs = failed || names.some(function (name) { return sent[name] !== wanted[name]; });
        if (differs || closing) {
          ok = names.every(function (name) { return put(name, wanted[name]); }) && set(span.name, span.value);
          ok = (!differs || call(calls.commit, "") === "true") && ok;
        }
        failed = !ok;
        then(ok, ok ? "" : call(calls.error) || "?");
      },
      end: function (then) { then(call(calls.end, "") === "true"); }
    };
    return lms;
  };
})((window.learner = window.learner || {}));
