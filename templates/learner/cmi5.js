// The learner's record in the words of cmi5: the state as a document of the LRS, and a statement for each act.
((learner) => {
  "use strict";

  const ADL = "http://adlnet.gov/expapi/", CMI5 = "https://w3id.org/xapi/cmi5/context/";
  const RESULTS = { completed: { completion: true }, passed: { success: true }, failed: { success: false } };

  const now = () => new Date().toISOString();
  const web = (url) => /^https?:/i.test(url);
  const good = (answer) => answer.status >= 200 && answer.status < 300;

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch (broken) {
      return null;
    }
  }

  // What the LMS hands over in the address, or null.
  function launchOf(search) {
    const launch = Object.fromEntries(new URLSearchParams(search));
    launch.agent = parsed(launch.actor);
    launch.digits = (launch.registration || "").replace(/-/g, "").toLowerCase();
    const whole = launch.agent && launch.activityId && /^[0-9a-f]{32}$/.test(launch.digits);
    return whole && web(launch.endpoint) && web(launch.fetch) ? launch : null;
  }

  // What this tab knows of the visit when the page is loaded again: the token is given out only once.
  function visitOf(launch) {
    let visit;
    try {
      visit = parsed(window.sessionStorage.getItem(launch.fetch));
    } catch (blocked) {}
    return visit || { seed: learner.chance(), since: Date.now() };
  }

  function keep(launch, visit) {
    try {
      window.sessionStorage.setItem(launch.fetch, JSON.stringify(visit));
    } catch (blocked) {}
  }

  learner.connect = async (start, data, ready) => {
    const launch = launchOf(start.location.search), visit = launch && visitOf(launch);
    if (!launch || visit.ended) return ready(null, launch ? "visit-over" : "no-lms");
    const { activityId, registration } = launch, agent = JSON.stringify(launch.agent);
    const place = (stateId) => ({ activityId, agent, registration, stateId });
    let made = null;
    try {
      if (!visit.token) {
        const given = parsed((await learner.ask("POST", launch.fetch)).text);
        visit.token = given["auth-token"].replace(/^Basic\s+/i, "");
        keep(launch, visit);
      }
      const lrs = learner.lrs(launch.endpoint.replace(/\/?$/, "/"), visit.token);
      const [given, before] = await Promise.all([
        lrs("GET", "activities/state", place("LMS.LaunchData")),
        lrs("GET", "activities/state", place(data.xapi.state)),
        lrs("GET", "agents/profile", { agent, profileId: "cmi5LearnerPreferences" }) // the standard wants it read
      ]);
      if (!good(given) || (!good(before) && before.status !== 404)) throw given;
      made = session(data, launch, visit, lrs, place(data.xapi.state), parsed(given.text), before);
    } catch (broken) {}
    return ready(made, "no-answer");
  };

  // The statements of one visit; `given` is what the LMS asks for.
  function speech(data, launch, visit, given) {
    const { seed, since } = visit, { digits } = launch, { marks } = data.xapi;

    function statement(id, verb, display, object, timestamp, result, categories, more) {
      const context = { ...given.contextTemplate, registration: launch.registration };
      const groups = context.contextActivities = { ...context.contextActivities };
      groups.category = [].concat(groups.category || [], categories.map((one) => ({ id: one })));
      if (more.parent) groups.parent = [].concat(groups.parent || [], more.parent);
      context.extensions = { ...more.extensions, ...context.extensions };
      return { id, actor: launch.agent, verb: { id: verb, display: { en: display } }, object, context, timestamp, result };
    }

    // A word that cmi5 defines, about the page as a whole; `of` is the registration or the visit, for the id.
    function defined(name, of, at, more) {
      const result = more && { ...RESULTS[name], ...more }, extensions = {}, categories = [CMI5 + "categories/cmi5"];
      if (RESULTS[name]) categories.push(CMI5 + "categories/moveon");
      if (result && "success" in result && given.masteryScore !== undefined) {
        extensions[CMI5 + "extensions/masteryscore"] = given.masteryScore;
      }
      const object = { objectType: "Activity", id: launch.activityId };
      return statement(learner.uuid(of, marks[name]), ADL + "verbs/" + name, name, object, at, result, categories, { extensions });
    }

    function allowed(id, [verb, display], path, definition, at, result) {
      const object = { objectType: "Activity", id: data.xapi.course + path, definition };
      return statement(id, verb, display, object, at, result, [data.xapi.profile], { parent: { id: launch.activityId } });
    }

    const inWords = (text) => ({ [data.language]: text });
    const opened = new Date(since).toISOString();
    const span = (from, before = 0) => "PT" + Math.max(0, before + Date.now() - from) / 1000 + "S";

    return {
      // {duration, score} as it stands; `spent` are the ms of earlier visits.
      result: (score, spent) => ({
        duration: span(since, spent), ...(score !== null && { score: { scaled: score / 100, raw: score, min: 0, max: 100 } })
      }),
      initialized: () => defined("initialized", seed, opened),
      failed: (result) => defined("failed", seed, now(), result),
      terminated: () => defined("terminated", seed, now(), { duration: span(since) }),

      // Of something that waits; null where this package no longer knows what it was about. What an earlier visit left
      // behind belongs to this one, where nothing may be earlier than “initialized”.
      waiting: ({ key, at: done, result, answer }) => {
        const at = done < opened ? opened : done;
        if (RESULTS[key]) return defined(key, digits, at, result);
        if (answer) {
          const definition = {
            type: ADL + "activities/cmi.interaction", interactionType: answer.type, description: inWords(answer.prompt)
          };
          const verb = [ADL + "verbs/answered", "answered"];
          return allowed(key, verb, "/questions/" + answer.id, definition, at, result);
        }
        const item = data.items.find((one) => one.acts.some((act) => act.field === key));
        if (!item || !marks[key]) return null;
        const act = item.acts.find((one) => one.field === key);
        const definition = { type: data.xapi.types[item.kind], name: inWords(item.title) };
        return allowed(learner.uuid(digits, marks[key]), data.xapi.verbs[act.verb], "/items/" + item.id, definition, at);
      }
    };
  }

  // What `learner.store` works with. `where` is the place of our document, `before` the answer that it came with.
  function session(data, launch, visit, lrs, where, given, before) {
    if (given.masteryScore !== undefined) {
      data.mastery = Math.round(given.masteryScore * 1e6) / 1e4; // the LMS may have set another; 0.55 * 100 is over 55
    }
    const doc = { line: "", completed: false, success: "", sent: [], waiting: [], spent: 0, ...parsed(before.text) };
    const say = speech(data, launch, visit, given), spent = doc.spent, refused = {};
    let held = JSON.stringify(doc), stamp = doc.by, fresh = !good(before), etag = before.etag, saves = 0;
    let looking = false, begun = false, running = false, putting = false, twice = false, failing = null, heard = [];

    const knows = (key) => doc.sent.includes(key) || doc.waiting.some((one) => one.key === key);
    const differs = () => !twice && JSON.stringify(doc) !== held;
    const asState = (method, text, headers) => lrs(method, "activities/state", where, text, headers);
    const wait = (key, more) => doc.waiting.push({ key, at: now(), ...more });

    // 409 says that it is there already: the answer to an earlier try was lost.
    async function put(statement) {
      const answer = await lrs("PUT", "statements", { statementId: statement.id }, JSON.stringify(statement));
      if (!good(answer) && answer.status !== 409) throw answer;
    }

    const quietly = (statement) => { if (statement) put(statement).catch(() => {}); };

    // The document as it goes out; `by` tells whose writing it is.
    function written() {
      saves += 1;
      doc.by = visit.seed + saves;
      doc.spent = spent + Date.now() - visit.since;
      return JSON.stringify(doc);
    }

    const conditions = () => fresh ? { "If-None-Match": "*" } : etag ? { "If-Match": etag } : {};

    // Learns the tag of the document as it is there. It must be one of `mine`: elsewhere a page may be open for this too.
    async function look(mine) {
      const answer = await asState("GET");
      if (!good(answer)) throw answer;
      stamp = parsed(answer.text).by;
      etag = answer.etag;
      if (mine.includes(stamp)) return;
      twice = true;
      throw { status: 412, what: "not-saved-twice" };
    }

    async function save() {
      putting = true;
      try {
        if (!fresh && !etag) await look([stamp]);
        const text = written(), { by } = doc, answer = await asState("PUT", text, conditions());
        if (answer.status === 409 || answer.status === 412) {
          await look([stamp, by]); // somebody else's, or ours, whose answer was lost
          if (stamp !== by) throw answer;
        } else if (!good(answer)) throw answer;
        else etag = answer.etag;
        fresh = false;
        stamp = by;
        held = text;
      } finally {
        putting = false;
      }
    }

    async function deliver(one) {
      const statement = say.waiting(one);
      try {
        if (statement) await put(statement);
        doc.waiting.splice(doc.waiting.indexOf(one), 1);
        if (!one.answer) doc.sent.push(one.key);
      } catch (answer) {
        if (learner.mayPass(answer.status)) throw { status: answer.status, what: "not-told" };
        refused[one.key] = answer.status; // the others need not wait for it
      }
    }

    // One request after the other, until nothing is left to say.
    async function work() {
      for (;;) {
        const one = doc.waiting.find((each) => !refused[each.key]);
        if (!looking && differs()) await save();
        else if (!begun) begun = await put(say.initialized()).then(() => true);
        else if (one && !looking) await deliver(one);
        else break;
      }
      if (twice) throw { status: 412, what: "not-saved-twice" };
      for (const key in refused) throw { status: refused[key], what: "not-told" };
    }

    async function run() {
      if (running) return;
      running = true;
      const wrong = await work().then(() => null, (answer) => answer);
      running = false;
      heard.splice(0).forEach((then) => then(!wrong, wrong && wrong.status, wrong && wrong.what));
    }

    function over() {
      visit.ended = true;
      keep(launch, visit);
    }

    return {
      reviewing: given.launchMode !== "Normal",
      state: doc.line,
      completed: doc.completed,
      success: doc.success,
      lookOnly: () => {
        looking = true;
        run();
      },
      record: (record, closing, then) => {
        Object.assign(doc, { line: record.state, completed: record.completed, success: record.success });
        failing = record.success === "failed" ? record.score : null;
        record.acts.forEach((act) => knows(act.field) || wait(act.field));
        if (record.completed && !knows("completed")) wait("completed", { result: say.result(null, spent) });
        // Within one visit it is passed or failed, never both.
        if (record.success === "passed" && !visit.failed && !knows("passed")) {
          wait("passed", { result: say.result(record.score, spent) });
        }
        if (closing !== "leave") {
          heard.push(then);
          run();
          return;
        }
        // The page is being left: all that is still unsaid goes out at once.
        if (differs()) asState("PUT", written(), putting ? {} : conditions());
        if (!begun) quietly(say.initialized());
        doc.waiting.forEach((one) => quietly(say.waiting(one)));
        then(true);
      },
      report: (answers) => answers.forEach((one) => {
        const chosen = one.type === "true-false" ? String(one.chosen[0] === 0) : one.chosen.join("[,]");
        const response = one.type === "fill-in" ? one.text : chosen, { id, type, prompt } = one;
        wait(learner.uuid(learner.chance(), launch.digits), { answer: { id, type, prompt }, result: { response, success: one.right } });
      }),
      end: async (then, closing) => {
        const last = failing === null ? null : say.failed(say.result(failing, spent));
        if (closing === "leave") {
          quietly(last);
          quietly(say.terminated());
          over();
          return then(true);
        }
        try {
          if (last) {
            await put(last);
            visit.failed = true;
            keep(launch, visit);
          }
          await put(say.terminated());
        } catch (answer) {
          return then(false, answer.status);
        }
        over();
        then(true);
        if (web(given.returnURL)) window.location.assign(given.returnURL);
      }
    };
  }
})(window.learner = window.learner || {});
