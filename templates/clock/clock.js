// Walks a set through a meeting. Where the clock stands is kept in the address, and nowhere else.
(function () {
  "use strict";

  var MINUTE = 60000;
  var HASH = /^#meeting-(\d+)(?:\.(\d+)\.(r|p)(-?\d+)\.(\d+))?$/;
  var root = document.documentElement;
  var words = JSON.parse(byId("words").textContent);
  // `left` holds while the clock stands, `ends` (a moment) while it runs; `begun` is when the meeting began, 0 before.
  var now = null, steps = [], told = "", lock = null, sound = null;

  function byId(id) { return document.getElementById(id); }

  function all(selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); }

  function say(name, values) {
    return words[name].replace(/\{([a-z]+)\}/g, function (found, key) { return String(values[key]); });
  }

  function put(element, text) { if (element.textContent !== text) element.textContent = text; }

  function announce(text) {
    put(byId("said"), "");
    window.setTimeout(function () { put(byId("said"), text); }, 60);
  }

  function minutesOf(step) { return Number(step.getAttribute("data-minutes")); }

  function titleOf(step) { return step.querySelector("h3").textContent; }

  function left() { return now.running ? now.ends - Date.now() : now.left; }

  function clockTime(moment) {
    return new Date(moment).toLocaleTimeString(root.lang || undefined, { hour: "2-digit", minute: "2-digit" });
  }

  // In the address, so that a reload finds it. It says where the meeting is, and nothing about anybody.
  function keep() {
    var hash = "#meeting-" + now.meeting + "." + (now.step + 1) + "." +
      (now.running ? "r" + Math.round(now.ends) : "p" + Math.round(now.left)) + "." + Math.round(now.begun);
    if (hash === location.hash) return;
    try {
      history.replaceState(null, "", hash);
    } catch (refused) {
      location.replace(hash);
    }
  }

  function read() {
    var found = HASH.exec(location.hash), section = found && byId("meeting-" + found[1]);
    if (!section) return null;
    steps = all(".step", section);
    if (!steps.length) return null;
    var step = Math.min(steps.length, Math.max(1, Number(found[2] || 1))) - 1;
    return {
      meeting: Number(found[1]), section: section, step: step, running: found[3] === "r",
      ends: Number(found[4]) || 0, left: found[3] === "p" ? Number(found[4]) : minutesOf(steps[step]) * MINUTE,
      begun: Number(found[5]) || 0
    };
  }

  function open(focus) {
    now = read();
    told = "";
    root.classList.toggle("running", Boolean(now));
    ["clock", "after", "controls"].forEach(function (id) { byId(id).hidden = !now; });
    byId("home").hidden = !now;
    all(".meeting").forEach(function (one) { one.classList.toggle("shown", Boolean(now) && one === now.section); });
    if (!now) {
      wake(false);
      if (focus) byId("choose-title").focus();
      return;
    }
    showStep(focus);
    wake(now.running);
  }

  function showStep(focus) {
    steps.forEach(function (step, at) { step.classList.toggle("now", at === now.step); });
    var step = steps[now.step], following = steps[now.step + 1];
    put(byId("where"), say("step", { n: now.step + 1, all: steps.length }));
    put(byId("then"), following ? say("next-is", { title: titleOf(following), minutes: minutesOf(following) }) : words.last);
    all("[data-do=back]")[0].setAttribute("aria-disabled", String(now.step === 0));
    all("[data-do=next]")[0].setAttribute("aria-disabled", String(!following));
    if (focus) {
      window.scrollTo(0, 0);
      titleFocus(step);
    }
    show();
  }

  function titleFocus(step) { step.querySelector("h3").focus({ preventScroll: root.classList.contains("single") }); }

  function show() {
    if (!now) return;
    var rest = left(), seconds = Math.abs(Math.ceil(rest / 1000));
    var text = (rest < 0 && seconds ? "−" : "") + Math.floor(seconds / 60) + ":" + ("0" + seconds % 60).slice(-2);
    var whole = minutesOf(steps[now.step]) * MINUTE;
    put(byId("left"), text);
    document.title = text + " " + titleOf(steps[now.step]);
    byId("bar").value = Math.min(1, Math.max(0, 1 - rest / whole));
    root.classList.toggle("over", rest <= 0);
    put(all("[data-do=go]")[0], now.running ? words.pause : now.begun ? words["go-on"] : words.start);
    showEnd(rest);
    if (now.running) tell(rest, whole);
  }

  function showEnd(rest) {
    if (!now.begun) {
      put(byId("late"), "");
      return;
    }
    var ahead = steps.slice(now.step + 1).reduce(function (sum, step) { return sum + minutesOf(step) * MINUTE; }, 0);
    var end = Date.now() + Math.max(0, rest) + ahead;
    var off = Math.round((end - now.begun - Number(now.section.getAttribute("data-minutes")) * MINUTE) / MINUTE);
    put(byId("late"), say(off > 0 ? "late" : off < 0 ? "early" : "ends", { time: clockTime(end), n: Math.abs(off) }));
  }

  // Once each: a minute before the end of a longer step, and at the end.
  function tell(rest, whole) {
    var following = steps[now.step + 1];
    if (rest <= 0 && told !== "up") {
      told = "up";
      if (following && byId("by-itself").checked) {
        go(now.step + 1);
        return;
      }
      announce(following ? say("up", { next: byId("then").textContent }) : words.over);
      signal();
    } else if (rest > 0 && rest <= MINUTE && whole >= 3 * MINUTE && !told) {
      told = "one";
      announce(words["one-left"]);
    }
  }

  function signal() {
    if (navigator.vibrate && navigator.userActivation && navigator.userActivation.hasBeenActive) navigator.vibrate(300);
    if (!sound || !byId("tone").checked) return;
    var tone = sound.createOscillator(), volume = sound.createGain();
    tone.frequency.value = 523;
    volume.gain.setValueAtTime(.2, sound.currentTime);
    volume.gain.exponentialRampToValueAtTime(.001, sound.currentTime + 1.2);
    tone.connect(volume);
    volume.connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + 1.2);
  }

  function go(step) {
    if (step < 0 || step >= steps.length) return;
    var whole = minutesOf(steps[step]) * MINUTE;
    now.step = step;
    now.left = whole;
    now.ends = Date.now() + whole;
    told = "";
    keep();
    showStep(false);
    if (!root.classList.contains("single")) steps[step].scrollIntoView({ block: "center" });
    announce(say("begins", { title: titleOf(steps[step]), minutes: minutesOf(steps[step]) }));
    if (now.running) signal();
  }

  // The screen is asked to stay on while the clock runs; not every browser can.
  function wake(wanted) {
    if (lock) lock.release();
    lock = null;
    put(byId("awake"), "");
    if (!wanted) return;
    if (!navigator.wakeLock) {
      put(byId("awake"), words.asleep);
      return;
    }
    navigator.wakeLock.request("screen").then(function (held) {
      if (!now || !now.running) {
        held.release();
        return;
      }
      lock = held;
      put(byId("awake"), words.awake);
    }, function () { put(byId("awake"), words.asleep); });
  }

  var actions = {
    go: function () {
      if (now.running) now.left = left();
      else now.ends = Date.now() + now.left;
      now.running = !now.running;
      now.begun = now.begun || Date.now();
      keep();
      show();
      wake(now.running);
      if (!now.running) announce(words.paused);
    },
    next: function () { go(now.step + 1); },
    back: function () { go(now.step - 1); },
    longer: function () {
      var rest = Math.max(0, left()) + MINUTE;
      now.left = rest;
      now.ends = Date.now() + rest;
      told = rest > MINUTE ? "" : "one";
      keep();
      show();
      announce(words.longer);
    },
    whole: function () {
      var single = root.classList.toggle("single"), button = all("[data-do=whole]")[0];
      put(button, single ? words.whole : words.one);
    }
  };

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (button && now) actions[button.getAttribute("data-do")]();
  });
  byId("tone").addEventListener("change", function () {
    var Sound = window.AudioContext || window.webkitAudioContext;
    if (this.checked && Sound && !sound) sound = new Sound();
  });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible" && now && now.running) wake(true);
    show();
  });
  window.addEventListener("hashchange", function () { open(true); });
  window.setInterval(show, 250);
  root.classList.add("js", "single");
  open(false);
})();
