(function () {
"use strict";
var data = JSON.parse(document.getElementById("data").textContent);
var book = data.codebook;
var words = {
  en: {
    title: "Coding", coder: "coder", skip: "To the codes", post: "Post {0} of {1}", coded: "{0} of {1} coded",
    save: "Save file", load: "Load file", context: "The post that this one answers, or what it quotes", empty: "(no text)",
    previous: "Previous", next: "Next", open: "Next without a code", undo: "Undo", unsure: "Unsure", comment: "Comment",
    codes: "Codes", what: "Definition and examples", include: "Belongs here", exclude: "Does not belong here",
    examples: "Examples", borderline: "Borderline", instead: "code", rules: "General rules of the codebook",
    keys: "Keys", keysOn: "Keys are on", none: "none of the topics",
    on: "{0}: on", off: "{0}: off", unsureOn: "unsure", unsureOff: "not unsure any more", nothing: "nothing to undo",
    undone: "undone", last: "This is the last post. {0} have no code.", done: "All posts have a code: save the file.",
    first: "This is the first post.", saved: "{0} saved; {1} of {2} coded", loaded: "{0} posts taken from the file; u takes this back",
    other: "Not loaded: the file is of another sample or coder.", bad: "Not loaded: this is no file of codes.",
    store: "This browser keeps nothing here: save the file often.", twice: "This page is open in another window too: close one.",
    pick: "Choose a topic first; its subtopics then have shift and a number.",
    help: [["1–9", "topic on or off"], ["Shift + 1–9", "subtopic of the topic chosen last"], ["0", "none"], ["j", "next"], ["k", "previous"],
      ["g", "next without a code"], ["u", "undo"], ["?", "unsure"], ["c", "comment (Esc leaves it)"], ["o", "open or fold what it answers"],
      ["d", "definition of the topic chosen last"], ["s", "save file"]]
  },
  nl: {
    title: "Coderen", coder: "codeur", skip: "Naar de codes", post: "Bericht {0} van {1}", coded: "{0} van {1} gecodeerd",
    save: "Bestand opslaan", load: "Bestand laden", context: "Het bericht waarop dit antwoordt, of wat het citeert", empty: "(geen tekst)",
    previous: "Vorige", next: "Volgende", open: "Volgende zonder code", undo: "Herstel", unsure: "Onzeker", comment: "Opmerking",
    codes: "Codes", what: "Definitie en voorbeelden", include: "Hoort hierbij", exclude: "Hoort hier niet bij",
    examples: "Voorbeelden", borderline: "Grensgevallen", instead: "code", rules: "Algemene regels van het codeboek",
    keys: "Toetsen", keysOn: "Toetsen staan aan", none: "geen van de onderwerpen",
    on: "{0}: aan", off: "{0}: uit", unsureOn: "onzeker", unsureOff: "niet meer onzeker", nothing: "niets te herstellen",
    undone: "hersteld", last: "Dit is het laatste bericht. {0} zonder code.", done: "Alle berichten hebben een code: sla het bestand op.",
    first: "Dit is het eerste bericht.", saved: "{0} opgeslagen; {1} van {2} gecodeerd", loaded: "{0} berichten uit het bestand overgenomen; u maakt dit ongedaan",
    other: "Niet geladen: het bestand is van een andere steekproef of codeur.", bad: "Niet geladen: dit is geen bestand met codes.",
    store: "Deze browser bewaart hier niets: sla het bestand vaak op.", twice: "Deze pagina is ook in een ander venster open: sluit er een.",
    pick: "Kies eerst een onderwerp; de subonderwerpen ervan hebben dan shift en een cijfer.",
    help: [["1–9", "onderwerp aan of uit"], ["Shift + 1–9", "subonderwerp van het laatst gekozen onderwerp"], ["0", "geen"], ["j", "volgende"],
      ["k", "vorige"], ["g", "volgende zonder code"], ["u", "herstel"], ["?", "onzeker"], ["c", "opmerking (Esc eruit)"],
      ["o", "waarop het antwoordt openen of sluiten"], ["d", "definitie van het laatst gekozen onderwerp"], ["s", "bestand opslaan"]]
  }
}[data.language];
function say(text) {
  for (var i = 1; i < arguments.length; i++) text = text.split("{" + (i - 1) + "}").join(String(arguments[i]));
  return text;
}

// Elements are made one by one and texts put in as text: no string is ever read as HTML.
function make(tag, attributes, children) {
  var element = document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (name) {
    if (name === "text") element.textContent = attributes[name];
    else element.setAttribute(name, attributes[name]);
  });
  (children || []).forEach(function (child) { if (child) element.appendChild(child); });
  return element;
}

// --- What is known -------------------------------------------------------------------------------

var columns = ["post_id", "coder", "label", "value", "unsure", "seconds", "comment", "sample_hash", "repeat", "context"];
var labels = [];
book.topics.forEach(function (topic) {
  labels.push({ code: topic.id, topic: topic.id, name: topic.name });
  topic.subtopics.forEach(function (sub) { labels.push({ code: sub.id, topic: topic.id, isSub: true, name: sub.name }); });
});
labels.push({ code: book.none.id, topic: book.none.id, name: book.none.name });
var count = data.order.length;
var isRepeat = {};
data.repeats.forEach(function (place) { isRepeat[place] = true; });
var key = "schakel:" + data.sample + ":" + data.coder;
var state = { at: 0, items: {} };
var history = [];
var chosen = null;
var keysAreOn = true;
var stores = true;
var clock = Date.now();

function item(place) {
  return state.items[place] || (state.items[place] = { codes: {}, unsure: false, comment: "", seconds: 0, context: false });
}
function isCoded(place) { var one = state.items[place]; return !!one && Object.keys(one.codes).length > 0; }
function codedCount() { var n = 0; for (var p = 0; p < count; p++) if (isCoded(p)) n++; return n; }

function keep() {
  try { localStorage.setItem(key, JSON.stringify(state)); stores = true; }
  catch (error) { stores = false; note(words.store); }
}
function recall() {
  try {
    var text = localStorage.getItem(key);
    if (!text) return;
    var old = JSON.parse(text);
    for (var p = 0; p < count; p++) if (old.items && old.items[p]) state.items[p] = cleaned(old.items[p]);
    if (old.at >= 0 && old.at < count) state.at = Math.floor(old.at);
  } catch (error) { stores = false; }
}
function cleaned(old) {
  var codes = {};
  labels.forEach(function (label) { if (old.codes && old.codes[label.code]) codes[label.code] = 1; });
  return { codes: codes, unsure: !!old.unsure, comment: String(old.comment || ""), seconds: Number(old.seconds) || 0, context: !!old.context };
}

// Time in sight of the post; an absence counts for two minutes at most.
function tick() {
  var now = Date.now();
  if (document.visibilityState !== "hidden") item(state.at).seconds += Math.min(now - clock, 120000) / 1000;
  clock = now;
}
function change(doing) {
  tick();
  history.push({ at: state.at, items: [[state.at, JSON.stringify(item(state.at))]] });
  if (history.length > 500) history.shift();
  doing(item(state.at));
  keep();
  show();
}
function undo() {
  var last = history.pop();
  if (!last) return tell(words.nothing);
  tick();
  last.items.forEach(function (pair) {
    if (pair[1] === null) delete state.items[pair[0]];
    else {
      var seconds = item(pair[0]).seconds;
      state.items[pair[0]] = JSON.parse(pair[1]);
      state.items[pair[0]].seconds = seconds;
    }
  });
  state.at = last.at;
  keep();
  show(true);
  tell(words.undone);
}
function toggle(code) {
  var label = labels.filter(function (one) { return one.code === code; })[0];
  change(function (one) {
    if (one.codes[code]) {
      delete one.codes[code];
      if (!label.isSub) labels.forEach(function (other) { if (other.topic === code) delete one.codes[other.code]; });
    } else {
      if (code === book.none.id) one.codes = {};
      else delete one.codes[book.none.id];
      one.codes[code] = 1;
      if (label.isSub) one.codes[label.topic] = 1;
    }
  });
  if (code !== book.none.id) chosen = label.topic;
  tell(say(item(state.at).codes[code] ? words.on : words.off, label.name));
}
function unsure() {
  change(function (one) { one.unsure = !one.unsure; });
  tell(item(state.at).unsure ? words.unsureOn : words.unsureOff);
}
function move(place) {
  if (place < 0) return tell(words.first);
  if (place >= count) {
    var left = count - codedCount();
    return tell(left ? say(words.last, left) : words.done);
  }
  tick();
  state.at = place;
  chosen = null;
  keep();
  show(true);
}
function nextOpen() {
  for (var step = 1; step <= count; step++) {
    var place = (state.at + step) % count;
    if (!isCoded(place)) return move(place);
  }
  tell(words.done);
}

// --- Files ---------------------------------------------------------------------------------------

function field(text) { text = String(text); return /[",\r\n]/.test(text) ? '"' + text.split('"').join('""') + '"' : text; }
function csv() {
  var lines = [columns.join(",")];
  for (var place = 0; place < count; place++) {
    var one = state.items[place];
    if (!one || (!isCoded(place) && !one.unsure && !one.comment)) continue;
    labels.forEach(function (label) {
      // A post that was looked at and not coded has no value: it is missing, not "none".
      var value = isCoded(place) ? (one.codes[label.code] ? "1" : "0") : "";
      lines.push([data.posts[data.order[place]].id, data.coder, label.code, value, one.unsure ? "1" : "0", one.seconds.toFixed(1),
        one.comment, data.sample, isRepeat[place] ? "1" : "0", one.context ? "1" : "0"].map(field).join(","));
    });
  }
  return lines.join("\n") + "\n";
}
function save() {
  tick();
  keep();
  var name = "codes-" + data.coder + ".csv";
  var url = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
  var link = make("a", { href: url, download: name });
  document.body.appendChild(link);
  link.click();
  link.remove();
  setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
  tell(say(words.saved, name, codedCount(), count));
}
function records(text) {
  if (text.charCodeAt(0) === 0xFEFF) text = text.slice(1);
  var rows = [], row = [], cell = "", quoted = false;
  for (var i = 0; i < text.length; i++) {
    var sign = text[i];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') { cell += '"'; i++; }
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ",") { row.push(cell); cell = ""; }
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[i + 1] === "\n") i++;
      row.push(cell); rows.push(row); row = []; cell = "";
    } else cell += sign;
  }
  if (cell || row.length) { row.push(cell); rows.push(row); }
  return rows;
}
function take(text) {
  var rows = records(text);
  var at = {};
  (rows[0] || []).forEach(function (name, place) { at[name] = place; });
  if (!columns.every(function (name) { return name in at; })) return note(words.bad);
  var places = {};
  data.order.forEach(function (post, place) { places[data.posts[post].id + (isRepeat[place] ? "\u001f1" : "\u001f0")] = place; });
  var known = {};
  labels.forEach(function (label) { known[label.code] = true; });
  var found = {};
  for (var i = 1; i < rows.length; i++) {
    var row = rows[i];
    if (row.length === 1 && row[0] === "") continue;
    if (row[at.sample_hash] !== data.sample || row[at.coder] !== data.coder) return note(words.other);
    var place = places[row[at.post_id] + "\u001f" + row[at.repeat]];
    if (place === undefined || !known[row[at.label]]) return note(words.other);
    var one = found[place] || (found[place] = { codes: {}, unsure: row[at.unsure] === "1", comment: row[at.comment],
      seconds: Number(row[at.seconds]) || 0, context: row[at.context] === "1" });
    if (row[at.value] === "1") one.codes[row[at.label]] = 1;
  }
  tick();
  var all = Object.keys(found);
  history.push({ at: state.at, items: all.map(function (place) {
    return [place, state.items[place] ? JSON.stringify(state.items[place]) : null];
  }) });
  all.forEach(function (place) { state.items[place] = found[place]; });
  for (var p = 0; p < count; p++) if (!isCoded(p)) { state.at = p; break; }
  note("");
  keep();
  show(true);
  tell(say(words.loaded, all.length));
}

// --- The page ------------------------------------------------------------------------------------

var parts = {};
var boxes = {};
function tell(text) { parts.status.textContent = ""; parts.status.textContent = text; }
function note(text) { parts.note.textContent = text; }
function list(title, items) {
  return items.length ? make("div", {}, [make("h3", { text: title }), make("ul", {}, items)]) : null;
}
function codesOf(codes) { return make("span", { "class": "codes", text: codes.length ? " → " + codes.join(", ") : "" }); }
function example(one) {
  var tongue = { mixed: "", zgh: "zgh", ary: "ary" };
  var lang = one.lang in tongue ? tongue[one.lang] : one.lang;
  return make("li", {}, [make("q", { dir: "auto", lang: lang, text: one.text }),
    make("span", { text: one.gloss ? " (" + one.gloss + ")" : "" }), codesOf(one.codes), make("span", { text: ": " + one.why })]);
}
function definition(label) {
  return make("div", { "class": "book" }, [make("p", { text: label.definition }),
    list(words.include, label.include.map(function (text) { return make("li", { text: text }); })),
    list(words.exclude, label.exclude.map(function (one) { return make("li", {}, [make("span", { text: one.text }), codesOf(one.codes)]); })),
    list(words.examples, label.examples.map(example)), list(words.borderline, label.borderline.map(example))]);
}
function box(code, name, cap, id) {
  var input = make("input", { type: "checkbox", id: id });
  input.addEventListener("change", function () { toggle(code); });
  boxes[code] = input;
  return make("label", { "for": id }, [input, cap ? make("kbd", { text: cap, "aria-hidden": "true" }) : null, make("span", { text: name })]);
}
function topicSet(topic, number) {
  var id = "code-" + number;
  var set = make("fieldset", { id: "set-" + number }, [make("legend", {}, [box(topic.id, topic.name, String(number), id)])]);
  if (topic.subtopics.length) {
    set.appendChild(make("ul", { "class": "subs" }, topic.subtopics.map(function (sub, place) {
      return make("li", {}, [box(sub.id, sub.name, place < 9 ? "⇧" + (place + 1) : "", id + "-" + (place + 1))]);
    })));
  }
  var what = make("details", {}, [make("summary", { text: words.what })]);
  what.appendChild(definition(topic));
  topic.subtopics.forEach(function (sub) {
    what.appendChild(make("h3", { text: topic.name + ": " + sub.name }));
    what.appendChild(definition(sub));
  });
  set.appendChild(what);
  set.addEventListener("focusin", function () { if (topic.id !== book.none.id) chosen = topic.id; });
  return set;
}
function button(text, cap, doing, look) {
  var one = make("button", { type: "button", "class": look || "" }, [cap ? make("kbd", { text: cap, "aria-hidden": "true" }) : null, make("span", { text: text })]);
  one.addEventListener("click", doing);
  return one;
}
function build() {
  parts.status = make("p", { "class": "hidden", role: "status", id: "status" });
  parts.note = make("p", { "class": "note", role: "alert", id: "note" });
  parts.progress = make("progress", { max: String(count), value: "0", "aria-labelledby": "coded" });
  parts.coded = make("span", { id: "coded" });
  parts.file = make("input", { type: "file", accept: ".csv,text/csv", id: "file" });
  parts.file.addEventListener("change", function () {
    var file = parts.file.files[0];
    if (!file) return;
    var reader = new FileReader();
    reader.onload = function () { take(String(reader.result)); };
    reader.onerror = function () { note(words.bad); };
    reader.readAsText(file, "utf-8");
    parts.file.value = "";
  });
  var keysBox = make("input", { type: "checkbox", id: "keys" });
  keysBox.checked = true;
  keysBox.addEventListener("change", function () { keysAreOn = keysBox.checked; });
  parts.where = make("h2", { id: "where", tabindex: "-1" });
  parts.contextText = make("p", { "class": "text", dir: "auto", lang: "" });
  parts.context = make("details", { "class": "context", id: "context" }, [make("summary", {}, [make("kbd", { text: "o", "aria-hidden": "true" }), make("span", { text: words.context })]), parts.contextText]);
  parts.context.addEventListener("toggle", function () {
    if (parts.context.open && !item(state.at).context) { item(state.at).context = true; keep(); }
  });
  parts.post = make("p", { "class": "text post", dir: "auto", lang: "", id: "post" });
  parts.unsure = button(words.unsure, "?", unsure, "unsure");
  parts.comment = make("textarea", { id: "comment", dir: "auto" });
  parts.comment.addEventListener("change", function () {
    var text = parts.comment.value;
    if (text !== item(state.at).comment) change(function (one) { one.comment = text; });
  });
  var app = document.getElementById("app");
  [
    make("a", { "class": "skip", href: "#codes", text: words.skip }),
    make("header", {}, [
      make("h1", { text: words.title + " · " + words.coder + " " + data.coder }), parts.progress, parts.coded,
      make("div", { "class": "files" }, [
        button(words.save, "s", save, "main"), make("label", { "class": "button" }, [parts.file, make("span", { text: words.load })])
      ])
    ]),
    parts.note, parts.status,
    make("div", { "class": "columns" }, [
      make("main", { "aria-labelledby": "where" }, [
        parts.where, parts.context, parts.post,
        make("div", { "class": "moves" }, [
          button(words.previous, "k", function () { move(state.at - 1); }), button(words.next, "j", function () { move(state.at + 1); }),
          button(words.open, "g", nextOpen), button(words.undo, "u", undo), parts.unsure
        ]),
        make("label", { "for": "comment" }, [make("kbd", { text: "c", "aria-hidden": "true" }), make("span", { text: words.comment })]), parts.comment,
        make("details", {}, [make("summary", { text: words.keys }),
          make("p", {}, [make("label", { "for": "keys" }, [keysBox, make("span", { text: words.keysOn })])]),
          make("ul", { "class": "keys" }, words.help.map(function (pair) {
            return make("li", {}, [make("kbd", { text: pair[0] }), make("span", { text: pair[1] })]);
          }))])
      ]),
      make("section", { id: "codes", tabindex: "-1", "aria-labelledby": "codes-title" }, [make("h2", { id: "codes-title", text: words.codes })].concat(
        book.topics.map(function (topic, place) { return topicSet(topic, place + 1); }), [topicSet(book.none, 0)],
        [make("details", { "class": "book" }, [make("summary", { text: words.rules })].concat(book.rules.map(function (rule) {
          return make("div", {}, [make("h3", { text: rule.name }), make("p", { text: rule.text })]);
        })))]))
    ])
  ].forEach(function (element) { app.appendChild(element); });
}
function show(isMoved) {
  var post = data.posts[data.order[state.at]];
  var one = item(state.at);
  labels.forEach(function (label) { boxes[label.code].checked = !!one.codes[label.code]; });
  book.topics.concat([book.none]).forEach(function (topic, place) {
    var number = topic === book.none ? 0 : place + 1;
    document.getElementById("set-" + number).className = one.codes[topic.id] ? "on" : "";
  });
  parts.unsure.setAttribute("aria-pressed", one.unsure ? "true" : "false");
  parts.comment.value = one.comment;
  var n = codedCount();
  parts.progress.value = n;
  parts.coded.textContent = say(words.coded, n, count);
  parts.where.textContent = say(words.post, state.at + 1, count);
  if (parts.post.textContent !== (post.text || words.empty)) parts.post.textContent = post.text || words.empty;
  if (isMoved) {
    parts.contextText.textContent = post.context;
    parts.context.hidden = !post.context;
    parts.context.open = false;
    parts.where.focus({ preventScroll: true });
    parts.post.parentNode.scrollTop = 0;
    if (parts.where.getBoundingClientRect().top < 0) parts.where.scrollIntoView();
  }
}
function digit(event) {
  var found = /^(?:Digit|Numpad)([0-9])$/.exec(event.code || "");
  return found ? Number(found[1]) : /^[0-9]$/.test(event.key) ? Number(event.key) : -1;
}
function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target === parts.comment) {
    if (event.key === "Escape") { event.preventDefault(); parts.comment.blur(); parts.where.focus(); }
    return;
  }
  if (!keysAreOn) return;
  var number = event.key === "?" ? -1 : digit(event);
  var letter = event.key.length === 1 ? event.key.toLowerCase() : "";
  if (number >= 0 && event.shiftKey && number > 0) {
    var topic = book.topics.filter(function (one) { return one.id === chosen; })[0];
    if (!topic) tell(words.pick);
    else if (topic.subtopics[number - 1]) toggle(topic.subtopics[number - 1].id);
  } else if (number === 0) toggle(book.none.id);
  else if (number > 0) { if (book.topics[number - 1]) toggle(book.topics[number - 1].id); }
  else if (letter === "j") move(state.at + 1);
  else if (letter === "k") move(state.at - 1);
  else if (letter === "g") nextOpen();
  else if (letter === "u") undo();
  else if (letter === "?") unsure();
  else if (letter === "c") parts.comment.focus();
  else if (letter === "o") { if (!parts.context.hidden) parts.context.open = !parts.context.open; }
  else if (letter === "d") {
    var place = book.topics.map(function (one) { return one.id; }).indexOf(chosen);
    var what = document.querySelector("#set-" + (place + 1) + " details");
    what.open = !what.open;
  } else if (letter === "s") save();
  else return;
  event.preventDefault();
}

build();
recall();
document.addEventListener("keydown", press);
document.addEventListener("visibilitychange", function () {
  if (document.visibilityState === "hidden") { item(state.at).seconds += Math.min(Date.now() - clock, 120000) / 1000; keep(); }
  clock = Date.now();
});
window.addEventListener("beforeunload", function (event) {
  if (parts.comment.value !== item(state.at).comment) item(state.at).comment = parts.comment.value;
  tick();
  keep();
  if (!stores) { event.preventDefault(); event.returnValue = ""; }
});
window.addEventListener("storage", function (event) { if (event.key === key) note(words.twice); });
keep();
show(true);
})();
