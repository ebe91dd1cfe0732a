// The page itself: binds what the learner does to the store, and shows where they are.
(function (learner) {
  "use strict";

  var data = JSON.parse(document.getElementById("learner-data").textContent);
  var fields = {}, refreshers = [], strange = { values: {}, texts: [] };
  data.fields.forEach(function (field) { fields[field.id] = field; });

  function one(selector, inside) { return (inside || document).querySelector(selector); }

  function all(selector, inside) { return Array.prototype.slice.call((inside || document).querySelectorAll(selector)); }

  function byId(id) { return document.getElementById(id); }

  function say(name, values) {
    return data.words[name].replace(/\{([a-z]+)\}/g, function (found, key) {
      return values && values[key] !== undefined ? String(values[key]) : found;
    });
  }

  var rules = new Intl.PluralRules(data.language);

  // The form that goes with a number, by the rules of the language: `name-one`, `name-few` …, else `name`.
  function formOf(name, n) {
    var form = name + "-" + (n === 1 ? "one" : rules.select(n));
    return data.words[form] === undefined ? name : form;
  }

  function sayCount(name, n) { return say(formOf(name, n), { n: n }); }

  function time(minutes) {
    var rest = minutes % 60;
    if (minutes < 120) return say("minutes", { minutes: minutes });
    return say(rest ? "hours-minutes" : "hours", { hours: (minutes - rest) / 60, minutes: rest });
  }

  function put(element, text) {
    if (element && element.textContent !== text) element.textContent = text; // an unchanged status is not announced again
  }

  function weekName(number) { return say("week", { number: number }); }

  // Saving ------------------------------------------------------------------------------------------------------------

  function heard(name, code, what) {
    var status = byId("status");
    status.classList.toggle("busy", name === "saving");
    status.classList.toggle("bad", name === "failed");
    if (name === "saved") put(status, say("saved"));
    if (name === "failed") put(status, say(what || "not-saved", { code: code }));
    if (name === "changed") refresh();
  }

  var queued = false, shown = false;
  function refresh() {
    if (queued || !store) return; // several changes of one moment are shown once
    queued = true;
    window.requestAnimationFrame(function () {
      queued = false;
      showProgress();
      showNotices();
      all("textarea[data-field]").forEach(showKeep);
    });
  }

  var store = null; // until the LMS has answered

  // Texts and ticks ---------------------------------------------------------------------------------------------------

  function showKeep(area) {
    var field = fields[area.getAttribute("data-field")];
    var line = byId(area.id + "-keep"), text = store.get(field.id) || "", n = learner.cost(text);
    line.classList.toggle("over", false);
    if (field.private) return;
    if (store.isElsewhere(field.id) && !text) put(line, say("elsewhere"));
    else if (!store.recording) put(line, text ? say("unkept") : "");
    else if (!field.allowance) put(line, say("journal-only"));
    else if (text && !store.kept(field.id)) {
      put(line, say("too-long", { n: n, max: field.allowance }));
      line.classList.add("over");
    } else put(line, say("kept", { n: n, max: field.allowance }));
  }

  function bind(input) {
    var id = input.getAttribute("data-field"), tick = input.type === "checkbox";
    function restore() {
      if (tick) input.checked = store.get(id) === true;
      else if (input.value !== (store.get(id) || "")) input.value = store.get(id) || "";
      if (input.tagName === "TEXTAREA") showKeep(input);
    }
    input.addEventListener("input", function () {
      var item = input.closest(".item");
      if (item) store.set("at", item.id);
      store.set(id, tick ? input.checked : input.value);
    });
    restore();
    refreshers.push(restore);
  }

  // Progress ----------------------------------------------------------------------------------------------------------

  function doable(item) { return item.ticks.length > 0 || item.quiz; }

  function counts(item) { return doable(item) && (item.required || data.counts === "every"); }

  function tally(items) {
    return { done: items.filter(store.itemDone).length, all: items.length };
  }

  function itemsOf(week, which) {
    return data.items.filter(function (item) { return item.week === week && which(item); });
  }

  function showProgress() {
    var now = store.progress();
    put(byId("overall"), now.finished ? say("all-done") : say("progress", now));
    data.weeks.forEach(function (week) {
      var id = "week-" + week.number, part = tally(itemsOf(week.number, counts));
      all('[data-count="' + id + '"]').forEach(function (place) {
        put(place, part.all ? (place.closest(".pages") ? part.done + "/" + part.all : say("progress", part)) : "");
      });
      all('[data-progress="' + id + '"]').forEach(function (bar) {
        bar.max = part.all || 1;
        bar.value = part.all ? part.done : 0;
        bar.hidden = !part.all;
      });
    });
    data.items.forEach(function (item) {
      var done = doable(item) && store.itemDone(item), card = byId("item-" + item.id);
      card.classList.toggle("is-done", Boolean(done));
      one(".done", card).hidden = !done;
    });
    all("[data-level]").forEach(showLevel);
    showPart(now.good);
    showNext();
    showLeave(now);
  }

  // The code of a part that is done. It is told once, as it comes; later it stands on the first page.
  function showPart(done) {
    var card = byId("part-done");
    if (!card) return;
    if (done && card.hidden && shown) announce(one("p", card).textContent);
    card.hidden = !done;
    shown = true;
  }

  function showLevel(row) {
    var id = row.getAttribute("data-level");
    var part = tally(data.items.filter(function (item) { return item.level === id && doable(item); }));
    var count = one("[data-level-count]", row);
    if (count) put(count, !part.all ? say("level-none") : say(formOf("level-tasks", part.all), part));
    row.classList.toggle("is-climbed", part.done > 0);
    one(".climbed", row).hidden = part.done === 0;
  }

  function openIn(week) {
    return itemsOf(week.number, function (item) { return counts(item) && !store.itemDone(item); });
  }

  // The week that it is by the cohort's dates; none before the first, after the last and without a cohort.
  function weekOfToday() {
    var now = new Date(), found = null;
    data.weeks.forEach(function (week) {
      var part = week.monday.split("-").map(Number);
      var begins = week.monday ? new Date(part[0], part[1] - 1, part[2]) : null;
      var ends = begins && new Date(part[0], part[1] - 1, part[2] + 7);
      if (begins && begins <= now && now < ends) found = week;
    });
    return found;
  }

  // This week, by the dates; otherwise the first week with something open.
  function showNext() {
    var today = weekOfToday(), first = data.weeks.filter(function (one) { return openIn(one).length; })[0];
    var week = first && today && (openIn(today).length || first.number > today.number) ? today : first;
    var list = byId("next-items"), link = byId("next-link");
    list.textContent = "";
    list.hidden = link.hidden = !week;
    if (!week) {
      put(byId("next-title"), say("all-done"));
      put(byId("next-text"), say("next-none"));
      return;
    }
    var open = openIn(week), behind = 0;
    data.weeks.forEach(function (one) { if (week === today && one.number < week.number) behind += openIn(one).length; });
    var minutes = open.reduce(function (sum, item) { return sum + item.minutes; }, 0);
    var name = weekName(week.number);
    var title = week === today ? "now-title" : "next-title";
    put(byId("next-title"), say(title, { week: week.title ? say("week-titled", { week: name, title: week.title }) : name }));
    var texts = [minutes ? say("time-left", { time: time(minutes) }) : open.length ? "" : say("now-done")];
    if (behind) texts.push(sayCount("behind", behind));
    put(byId("next-text"), texts.join(" ").trim());
    list.hidden = !open.length;
    open.forEach(function (item) {
      var row = document.createElement("li"), to = document.createElement("a"), kind = document.createElement("span");
      to.href = "#item-" + item.id;
      to.textContent = item.title;
      kind.className = "meta";
      kind.textContent = say("kind-" + item.kind) + (item.minutes ? " · " + time(item.minutes) : "") +
        (item.due ? " · " + say("by-day", { day: item.due }) : "");
      row.appendChild(to);
      row.appendChild(document.createTextNode(" "));
      row.appendChild(kind);
      list.appendChild(row);
    });
    link.href = "#week-" + week.number;
    put(link, say("start", { week: name }));
  }

  function showLeave(now) {
    byId("leave").hidden = !store.recording;
    put(byId("leave-title"), say(now.finished ? "finish-done-title" : "finish-title"));
    put(byId("leave-text"), say(now.finished ? "finish-done-text" : "finish-text"));
    put(one("[data-do=finish]"), say(now.finished ? "finish" : "finish-later"));
  }

  // Notices -----------------------------------------------------------------------------------------------------------

  function notice(text) {
    byId("lms-notice").hidden = false;
    put(byId("lms-notice"), text);
  }

  function showNotices() {
    var box = byId("journal-notice"), elsewhere = store.elsewhere().length, waiting = store.waiting();
    var texts = waiting.filter(function (id) { return fields[id].kind === "text"; }).length;
    var parts = [];
    if (elsewhere) parts.push(sayCount("journal-elsewhere", elsewhere));
    if (texts) parts.push(sayCount("journal-waiting", texts));
    else if (waiting.length) parts.push(say("journal-unkept"));
    put(one("p", box), parts.join(" "));
    one("[data-do=journal-open]", box).hidden = !elsewhere;
    one("[data-do=journal-save]", box).hidden = !waiting.length;
    box.classList.toggle("is-open", parts.length > 0);
    box.hidden = !parts.length;
  }

  // Portfolio and journal ---------------------------------------------------------------------------------------------

  function showWritten() {
    var place = byId("written"), texts = learner.written(data, store), last = "";
    place.textContent = "";
    function add(tag, text, name) {
      var element = document.createElement(tag);
      element.textContent = text;
      if (name) element.className = name;
      place.appendChild(element);
      return element;
    }
    if (!texts.length) add("p", say("portfolio-empty"), "lead");
    texts.forEach(function (entry) {
      var head = weekName(entry.week) + ": " + entry.item;
      if (head !== last) add("h3", head);
      last = head;
      add("h4", entry.label + (entry.private ? " (" + say("private-mark") + ")" : ""));
      add("p", entry.text, "written");
    });
  }

  function journalSaid(text) {
    put(byId("journal-said"), text);
    announce(text);
  }

  var actions = {
    "journal-save": function () {
      learner.download(data.program + "-journal.json", "application/json", learner.writeJournal(data, store, strange));
      store.downloaded();
      showNotices();
      journalSaid(say("journal-saved"));
    },
    "journal-open": function () { byId("journal-file").click(); },
    "journal-page": function () {
      var page = learner.portfolioPage(data, learner.written(data, store), weekName, say("private-mark"));
      learner.download(data.program + "-portfolio.html", "text/html", page);
    },
    "share": function () {
      var answers = learner.answers(data, store, true);
      var place = byId("share-said"), agreed = answers.filter(function (one) { return one.consent; }).length;
      if (byId("share-region") && !learner.regionOf(data, store)) {
        put(place, say("share-where"));
        byId("share-region").focus();
      } else if (!answers.length) put(place, say("share-none"));
      else {
        learner.download(data.program + "-answers.json", "application/json", learner.writeAnswers(data, store));
        put(place, sayCount("share-saved", agreed));
      }
    },
    "journal-print": function () { window.print(); },
    "finish": function () {
      store.close("finish", function (ended) {
        if (!ended) return;
        notice(say("finished"));
        byId("leave").hidden = true;
        all("textarea, input, form button, .moves button").forEach(function (part) { part.disabled = true; });
        byId("lms-notice").scrollIntoView();
        announce(say("finished"));
      });
    }
  };

  function openJournal(input) {
    var file = input.files[0];
    if (!file) return;
    learner.readFile(file, function (text) {
      var journal = text === null ? null : learner.readJournal(data, text);
      input.value = ""; // the same file may be chosen again
      if (!journal) {
        journalSaid(say("journal-wrong"));
        return;
      }
      strange = journal.strange;
      var stayed = learner.mergeJournal(data, store, journal.values);
      refreshers.forEach(function (restore) { restore(); });
      showProgress();
      showNotices();
      showWritten();
      journalSaid(stayed ? say("journal-kept", { n: stayed }) : say("journal-opened"));
    });
  }

  function announce(text) {
    var place = byId("said");
    place.textContent = "";
    window.setTimeout(function () { place.textContent = text; }, 50);
  }

  // Views -------------------------------------------------------------------------------------------------------------

  function placeOf(hash) {
    var target = hash.length > 1 ? byId(decodeURIComponent(hash.slice(1))) : null;
    var view = target && target.closest(".view");
    return view ? { target: target, view: view } : null;
  }

  function show(place, focus) {
    all(".view").forEach(function (view) { view.hidden = view !== place.view; });
    all(".pages a").forEach(function (link) {
      if (link.getAttribute("href") === "#" + place.view.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    var heading = one("h2, h3", place.target);
    document.title = one("h2", place.view).textContent + " · " + data.title;
    if (place.view.id === "portfolio") showWritten();
    if (focus && heading) {
      heading.setAttribute("tabindex", "-1");
      heading.focus({ preventScroll: true });
    }
    // Measured first: until then the page still lies under what hid it while it came in.
    if (place.target !== place.view && document.body.offsetHeight) place.target.scrollIntoView();
    else if (focus) window.scrollTo(0, 0);
  }

  function follow() {
    var place = placeOf(location.hash);
    if (!place) return;
    show(place, true);
    store.set("at", place.target.id in placeIds ? place.target.id : place.view.id);
  }

  var placeIds = {};
  fields.at.options.forEach(function (id) { placeIds[id] = true; });

  // Begin -------------------------------------------------------------------------------------------------------------

  // Without a session, `why` is the word that says why there is none.
  function begin(session, why) {
    store = learner.store(data, session, heard);
    byId("main").inert = false;
    document.documentElement.classList.add("js");
    all("[data-field]").forEach(function (input) {
      if (!input.closest("[data-question]")) bind(input);
    });
    data.items.forEach(function (item) {
      if (!item.quiz) return;
      var form = byId("quiz-" + item.id);
      form.addEventListener("input", function () { store.set("at", "item-" + item.id); });
      refreshers.push(learner.quizView(item, form, { store: store, say: say, announce: announce }));
    });
    document.addEventListener("click", function (event) {
      var button = event.target.closest("[data-do]");
      if (button) actions[button.getAttribute("data-do")]();
    });
    byId("journal-file").addEventListener("change", function () { openJournal(this); });

    if (store.foreign) notice(say("foreign"));
    else if (store.reviewing) notice(say("review"));
    else if (!store.recording) notice(say(why || "no-lms"));
    if (store.recording && !store.failing()) put(byId("status"), say("saved"));

    showProgress();
    showNotices();
    show(placeOf(location.hash) || placeOf("#" + store.get("at")) || placeOf("#journey"), false);
    window.addEventListener("hashchange", follow);
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") store.save();
    });
    window.addEventListener("beforeunload", function (event) {
      if (!store.waiting().length && !store.failing()) return;
      event.preventDefault();
      event.returnValue = "";
    });
    window.addEventListener("pagehide", function () { store.close("leave", function () {}); });
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) location.reload(); // the session was closed when the page was left
    });
  }

  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = all("details:not([open])");
    folded.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (part) { part.open = false; });
  });

  byId("main").inert = true; // what is typed before the course has answered would be lost
  learner.connect(window, data, begin);
})((window.learner = window.learner || {}));
