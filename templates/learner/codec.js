// The state as one line of text: what an LMS keeps. socialscaffold/output/state.py describes it and proves that it fits.
(function (learner) {
  "use strict";

  var HEADER = "s1";
  var JOURNAL = "~@";
  var ESCAPES = {
    "~": "~", "|": "!", "<": "(", ">": ")", "&": "+", "\\": "/", '"': "'", "%": "5",
    "\x7f": "?", "\u2028": "2", "\u2029": "3", "\ufffe": "6", "\uffff": "7"
  };
  var PLAIN = {};
  Object.keys(ESCAPES).forEach(function (one) { PLAIN[ESCAPES[one]] = one; });
  var TO_ESCAPE = /[\x00-\x1f~|<>&\\"%\x7f\u2028\u2029\ufffe\uffff]/g;
  var LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g;

  function escape(text) {
    return text.replace(TO_ESCAPE, function (one) {
      return "~" + (one < " " ? String.fromCharCode(one.charCodeAt(0) + 64) : ESCAPES[one]);
    });
  }

  // Control characters move up by 64, to A-Z and [\]^_. "~@" would be NUL, which `clean` takes out of every text, so it
  // is free to be the journal's mark.
  function unescape(text) {
    return text.replace(/~([\s\S])/g, function (_, one) {
      return Object.prototype.hasOwnProperty.call(PLAIN, one) ? PLAIN[one] : String.fromCharCode(one.charCodeAt(0) - 64);
    });
  }

  // Half a surrogate pair is no character and breaks on the way to the LMS; nobody types NUL.
  function clean(text) {
    var last;
    do {
      last = text;
      text = text.replace(LONE, function (found, before) { return (before || "") + "\ufffd"; });
    } while (text !== last);
    return text.replace(/\r\n?/g, "\n").replace(/\x00/g, "");
  }

  function split(keys, size) {
    var found = [];
    for (var at = 0; at + size <= keys.length; at += size) found.push(keys.slice(at, at + size));
    return found;
  }

  function keyLength(text) { return text.charAt(0) === "." ? 8 : 4; }

  learner.clean = clean;
  learner.cost = function (text) { return escape(text).length; };

  // fields: [{id, kind, key, longKey, options: [id], optionKeys: [key], allowance, private}]
  // A memory is {values: {id: value}, elsewhere: {id: true}, unknown: [entry], unknownTicks: [key], foreign: boolean}.
  learner.codec = function (fields, limit) {
    var byKey = {};
    fields.forEach(function (field) {
      if (field.private) return;
      byKey[field.key] = field;
      byKey[field.longKey] = field;
    });

    function read(field, raw) {
      if (field.kind === "text") return unescape(raw);
      if (field.kind === "number") return /^\d+$/.test(raw) ? Number(raw) : undefined;
      var size = field.optionKeys[0].length;
      var chosen = split(raw, size).map(function (key) { return field.options[field.optionKeys.indexOf(key)]; })
        .filter(function (id) { return id !== undefined; });
      if (!chosen.length) return undefined;
      return field.kind === "single" || field.kind === "place" ? chosen[0] : chosen;
    }

    function write(field, value) {
      if (field.kind === "text") return escape(value);
      if (field.kind === "number") return String(value);
      return [].concat(value).map(function (id) { return field.optionKeys[field.options.indexOf(id)]; }).join("");
    }

    function decode(line) {
      var memory = { values: {}, elsewhere: {}, unknown: [], unknownTicks: [], foreign: false };
      if (line.slice(0, 2) !== HEADER) {
        memory.foreign = /^s[2-9]/.test(line);
        return memory;
      }
      var entries = line.slice(2).split("|");
      for (var ticks = entries[0]; ticks; ticks = ticks.slice(keyLength(ticks))) {
        var key = ticks.slice(0, keyLength(ticks));
        if (byKey[key] && byKey[key].kind === "tick") memory.values[byKey[key].id] = true;
        else memory.unknownTicks.push(key);
      }
      entries.slice(1).forEach(function (entry) {
        var field = byKey[entry.slice(0, keyLength(entry))];
        var raw = entry.slice(keyLength(entry));
        var known = field && field.kind !== "tick";
        if (known && field.kind === "text" && raw.slice(0, 2) === JOURNAL) {
          memory.elsewhere[field.id] = true;
          if (raw === JOURNAL) return;
          raw = raw.slice(2); // written since, before the journal was opened again
        }
        var value = known ? read(field, raw) : undefined;
        if (value === undefined) memory.unknown.push(entry);
        else memory.values[field.id] = value;
      });
      return memory;
    }

    // Gives the line and, by id, the texts that are not in it: they are for the journal. A text that an earlier
    // package kept whole stays whole while there is room (`long`), though this one would allow it less.
    function encode(memory, long) {
      var ticks = "", left = {}, taken = {}, entries = [];
      fields.forEach(function (field) {
        var value = memory.values[field.id];
        if (field.private) {
          if (value) left[field.id] = true;
        } else if (field.kind === "tick") {
          if (value) ticks += field.key;
        } else if (value !== undefined && value !== "" && value.length !== 0) {
          var raw = (memory.elsewhere[field.id] ? JOURNAL : "") + write(field, value);
          if (field.kind === "text" && raw.length > field.allowance) {
            left[field.id] = raw;
            raw = JOURNAL;
          }
          taken[field.key] = taken[field.longKey] = true;
          entries.push({ field: field, text: "|" + field.key + raw });
        } else if (memory.elsewhere[field.id]) {
          entries.push({ field: field, text: "|" + field.key + JOURNAL });
        }
      });
      var room = limit - HEADER.length - ticks.length;
      entries.forEach(function (entry) { room -= entry.text.length; });
      entries.forEach(function (entry) {
        var whole = left[entry.field.id];
        if (!whole || !long || !long[entry.field.id] || whole.length - JOURNAL.length > room) return;
        room -= whole.length - JOURNAL.length;
        entry.text = "|" + entry.field.key + whole;
        delete left[entry.field.id];
      });
      memory.unknownTicks.forEach(function (key) {
        if (key.length > room) return;
        room -= key.length;
        ticks += key;
      });
      memory.unknown.forEach(function (entry) {
        if (entry.length + 1 > room || taken[entry.slice(0, keyLength(entry))]) return;
        room -= entry.length + 1;
        entries.push({ text: "|" + entry });
      });
      var line = HEADER + ticks + entries.map(function (entry) { return entry.text; }).join("");
      return { line: line, left: left };
    }

    return { decode: decode, encode: encode };
  };
})((window.learner = window.learner || {}));
