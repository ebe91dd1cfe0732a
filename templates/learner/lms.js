// SCORM 1.2: finding the LMS and speaking with it. Nothing here knows what the page is about.
(function (learner) {
  "use strict";

  var HOPS = 20;

  function apiOf(frame) {
    try {
      return frame.API && typeof frame.API.LMSInitialize === "function" ? frame.API : null;
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
  function find(start) {
    var hops = HOPS, from = start;
    while (from && hops > 0) {
      var top = from;
      for (var frame = from; frame && hops > 0; frame = above(frame), hops -= 1) {
        var api = apiOf(frame);
        if (api) return api;
        top = frame;
      }
      from = openerOf(top) || (top !== from ? openerOf(from) : null);
    }
    return null;
  }

  // A session with the LMS, or null when there is none: {get, set, commit, finish, open, error}.
  learner.lms = function (start) {
    var api = find(start), session;
    if (!api) return null;

    function call(name) {
      try {
        return String(api[name].apply(api, Array.prototype.slice.call(arguments, 1)));
      } catch (broken) {
        return "";
      }
    }

    function done(answer) { return answer === "true"; }

    if (!done(call("LMSInitialize", ""))) return null;
    session = {
      open: true,
      get: function (name) { return call("LMSGetValue", name); },
      set: function (name, value) { return done(call("LMSSetValue", name, String(value))); },
      commit: function () { return done(call("LMSCommit", "")); },
      finish: function () {
        session.open = false;
        return done(call("LMSFinish", ""));
      },
      error: function () { return call("LMSGetLastError") || "?"; }
    };
    return session;
  };

  // HHHH:MM:SS.SS, as SCORM 1.2 writes a time span.
  learner.timeSpan = function (milliseconds) {
    var hundredths = Math.round(milliseconds / 10);
    function pad(number, size) { return ("0000" + number).slice(-size); }
    return pad(Math.min(9999, Math.floor(hundredths / 360000)), 4) + ":" + pad(Math.floor(hundredths / 6000) % 60, 2) +
      ":" + pad(Math.floor(hundredths / 100) % 60, 2) + "." + pad(hundredths % 100, 2);
  };
})((window.learner = window.learner || {}));
