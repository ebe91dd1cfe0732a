// The journal: a file that the learner keeps, with everything written here, private texts too.
(function (learner) {
  "use strict";

  var FORMAT = "socialscaffold-journal";
  var LARGEST = 5000000;

  function has(object, name) { return Object.prototype.hasOwnProperty.call(object, name); }

  // What is written, in the order of the page: [{id, item, week, label, private, text}].
  learner.written = function (data, store) {
    var found = [];
    data.items.forEach(function (item) {
      item.boxes.forEach(function (box) {
        var text = store.get(box.field);
        if (!text) return;
        found.push({ id: box.field, item: item.title, week: item.week, label: box.label, private: box.private, text: text });
      });
    });
    return found;
  };

  // Six characters that tell this learner's files from others' and lead to no name: drawn once, then remembered.
  function pseudonym(store) {
    var drawn = store.get("me");
    if (drawn === undefined) {
      drawn = window.crypto.getRandomValues(new Uint32Array(1))[0] % (Math.pow(36, 6) - 1) + 1;
      store.set("me", drawn);
    }
    return ("00000" + drawn.toString(36)).slice(-6);
  }

  // The answers to local prompts: [{prompt, region, text, consent}]. For others' eyes (`shared`) only with consent.
  learner.answers = function (data, store, shared) {
    var found = [], region = learner.regionOf(data, store);
    data.items.forEach(function (item) {
      var text = item.consent && item.boxes.length && !item.boxes[0].private ? store.get(item.boxes[0].field) : "";
      if (!text) return;
      var consent = store.get(item.consent) === true;
      found.push({ prompt: item.id, region: region, text: shared && !consent ? "" : text, consent: consent });
    });
    return found;
  };

  // Where the learner works: what the package says, or what they chose; "" where neither does.
  learner.regionOf = function (data, store) {
    return data.regions.length === 1 ? data.regions[0] : store.get("region") || "";
  };

  function head(data, store, shared) {
    var asked = data.items.some(function (item) { return item.consent; });
    return {
      format: FORMAT, version: 1, program: data.program, title: data.title, language: data.language,
      learner: asked ? pseudonym(store) : "", region: learner.regionOf(data, store),
      answers: learner.answers(data, store, shared)
    };
  }

  // The answers as JSON, for whoever gathers them: docs/learner-export.md.
  learner.writeAnswers = function (data, store) {
    var file = head(data, store, true);
    file.texts = [];
    file.values = {};
    return JSON.stringify(file, null, 2);
  };

  // The journal as JSON. `strange` is what an opened journal held that this page does not know: it is kept.
  learner.writeJournal = function (data, store, strange) {
    var file = head(data, store, false), texts = learner.written(data, store), values = {}, inTexts = {};
    texts.forEach(function (one) { inTexts[one.id] = true; });
    data.fields.forEach(function (field) {
      var value = store.get(field.id);
      if (field.kind !== "place" && !inTexts[field.id] && value !== undefined && value !== "") values[field.id] = value;
    });
    Object.keys(strange.values).forEach(function (id) {
      if (!has(values, id)) values[id] = strange.values[id];
    });
    file.texts = texts.concat(strange.texts);
    file.values = values;
    return JSON.stringify(file, null, 2);
  };

  function fits(field, value) {
    if (field.kind === "text") return typeof value === "string";
    if (field.kind === "tick") return value === true;
    if (field.kind === "number") return Number.isInteger(value) && value >= 0 && value <= field.maximum;
    var known = function (id) { return field.options.indexOf(id) >= 0; };
    if (field.kind === "single" || field.kind === "place") return known(value);
    var distinct = Array.isArray(value) && value.every(known) && new Set(value).size === value.length;
    return distinct && (field.kind === "multiple" || value.length === field.options.length);
  }

  // {values, strange} of a journal of this program, or null.
  learner.readJournal = function (data, json) {
    var file;
    try {
      file = JSON.parse(json);
    } catch (broken) {
      return null;
    }
    if (!file || file.format !== FORMAT || file.program !== data.program || !Array.isArray(file.texts)) return null;
    var fields = {}, read = { values: {}, strange: { values: {}, texts: [] } };
    data.fields.forEach(function (field) { fields[field.id] = field; });
    var values = file.values && typeof file.values === "object" ? file.values : {};
    Object.keys(values).forEach(function (id) {
      if (has(fields, id) && fits(fields[id], values[id])) read.values[id] = values[id];
      else if (id !== "__proto__") read.strange.values[id] = values[id];
    });
    file.texts.forEach(function (one) {
      if (!one || typeof one.text !== "string" || typeof one.id !== "string") return;
      if (has(fields, one.id) && fields[one.id].kind === "text") read.values[one.id] = learner.clean(one.text);
      else read.strange.texts.push(one);
    });
    return read;
  };

  // Brings the journal's values to the store and loses neither side's words. Gives the number of texts that differ and
  // stayed as they are on the page: the LMS has kept those, and kept them later than the journal.
  learner.mergeJournal = function (data, store, values) {
    var stayed = 0;
    data.fields.forEach(function (field) {
      if (!has(values, field.id) || field.kind === "place") return;
      var now = store.get(field.id), then = values[field.id];
      if (field.kind === "number") store.restore(field.id, Math.max(now || 0, then), then);
      else if (field.kind === "tick" || now === undefined || now === "") store.restore(field.id, then, then);
      else if (field.kind !== "text" || now.indexOf(then) >= 0) store.restore(field.id, now, then);
      else if (then.indexOf(now) >= 0) store.restore(field.id, then, then);
      else if (store.kept(field.id) && !store.isElsewhere(field.id)) stayed += 1;
      else store.restore(field.id, then + "\n\n" + now, then);
    });
    return stayed;
  };

  function escaped(text) {
    return text.replace(/[&<>"']/g, function (one) { return "&#" + one.charCodeAt(0) + ";"; });
  }

  // The portfolio as an HTML page of its own, to print or to keep.
  learner.portfolioPage = function (data, texts, weekName, privateMark) {
    var parts = texts.map(function (one) {
      return "<h2>" + escaped(weekName(one.week) + ": " + one.item) + "</h2>\n<h3>" + escaped(one.label) +
        (one.private ? " (" + escaped(privateMark) + ")" : "") + "</h3>\n<p>" + escaped(one.text) + "</p>\n";
    });
    return '<!doctype html>\n<html lang="' + escaped(data.language) + '" dir="' + escaped(data.direction) + '">\n<head>\n' +
      '<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">\n' +
      '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>' + escaped(data.title) + "</title>\n" +
      "<style>body{font:1.05rem/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1.2rem}" +
      "h2{margin:2.5rem 0 0;font-size:1rem;color:#555}h3{margin:.2rem 0}p{white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0}</style>\n" +
      "</head>\n<body>\n<h1>" + escaped(data.title) + "</h1>\n" + parts.join("") + "</body>\n</html>\n";
  };

  learner.download = function (name, type, text) {
    var url = URL.createObjectURL(new Blob([text], { type: type }));
    var link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
  };

  // Hands the text of a chosen file to `then`, null when it is too large to be a journal or cannot be read.
  learner.readFile = function (file, then) {
    if (file.size > LARGEST) {
      then(null);
      return;
    }
    var reader = new FileReader();
    reader.onload = function () { then(String(reader.result)); };
    reader.onerror = function () { then(null); };
    reader.readAsText(file);
  };
})((window.learner = window.learner || {}));
