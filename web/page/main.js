// What is typed, opened or dropped is judged at once; the answer stands at the top.

import { load } from "./core.js";
import { $, make } from "./dom.js";
import { documents, edited, lineStarts, offsetOf, parts, stated } from "./text.js";
import { fill, words as all } from "./words.js";
import * as calendar from "./calendar.js";
import * as form from "./form.js";
import * as timeline from "./timeline.js";

// Beyond this many UTF-16 units a pause in typing is waited for.
const LONG = 100_000;
const PAUSE = 300;
// What is longer is not marked: the marks are a second copy of the text.
const MARKED = 200_000;
const SHOWN = 200;

const state = {
  core: null,
  lang: navigator.language.startsWith("ja") ? "ja" : "en",
  name: "",
  // A file that is no plain text: its bytes are judged, and what was read of it is shown.
  bytes: null,
  // What a text area does not keep of a plain text: its line ends, and its byte order mark.
  ends: "\n",
  mark: "",
  judged: null,
  year: 0,
};

const words = () => all[state.lang];
const text = () => $("text").value;

// The present, in seconds; `#now=2025-09-09T10:00` (Japan time) stands in for the clock.
function now() {
  const said = /[#&]now=([\dT:-]+)/.exec(location.hash);
  const at = said ? Date.parse(`${said[1].padEnd(16, "0").slice(0, 16)}:00+09:00`) : Date.now();
  return Math.floor((Number.isNaN(at) ? Date.now() : at) / 1000);
}

function ask(what, file) {
  return state.core.ask({ ask: what, lang: state.lang, now: now(), shown: Boolean(state.bytes) }, file);
}

function file() {
  const whole = () => state.mark + (state.ends === "\n" ? text() : text().replaceAll("\n", state.ends));
  return state.bytes ?? new TextEncoder().encode(whole());
}

function judge() {
  const empty = !state.bytes && !text().trim();
  state.judged = null;
  if (!empty) {
    const { check, when, read, view, shown } = ask({ check: state.name || "<stdin>" }, file());
    const [parsed, times, understood] = [check, when, read].map((text) => JSON.parse(text));
    state.judged = { check: parsed, when: times, read: understood, view, json: check, places: placesOf(parsed.diagnostics, shown), body: shown?.body };
    if (shown) $("text").value = shown.text + (shown.is_cut ? "\n…" : "");
  }
  show();
}

// Where each finding stands in the text that is shown: [from, to].
function placesOf(found, shown) {
  if (shown) return shown.places;
  const starts = lineStarts(text());
  return found.map(({ range }) => [offsetOf(starts, range.start), offsetOf(starts, range.end)]);
}

let pause = 0;
function changed() {
  clearTimeout(pause);
  $("done").textContent = "";
  if (text().length > LONG) pause = setTimeout(judge, PAUSE);
  else judge();
}

function show() {
  const { judged } = state;
  const view = judged?.view ?? { state: "nothing", sentences: [], requests: [], findings: [], undetermined: [], notes: [] };
  showAnswer(view);
  showFacts();
  showFindings(view);
  const drawn = view.requests.find((request) => request.timeline)?.timeline;
  $("timeline").hidden = !drawn;
  if (drawn) timeline.draw($("days"), $("legend"), drawn, words());
  mark();
}

function showAnswer(view) {
  const { judged } = state;
  const none = view.state === "nothing" && judged;
  $("answer").dataset.state = view.state;
  // For whoever drives the page: `kigen check --format json`, to the byte.
  $("answer").json = judged?.json;
  const word = words().word[none ? "none" : view.state];
  const until = view.until && view.state === "may-send" ? fill(words().until, { at: view.until }) : "";
  $("word").textContent = word + until;
  // What the word has said is not said again.
  const said = [...new Set(view.sentences)].filter((sentence) => !until || view.sentences.length > 1);
  const rest = said.map((sentence) => (sentence.startsWith(word) ? sentence.slice(word.length).replace(/^[。.:]\s*/, "") : sentence));
  $("sentence").textContent = rest.slice(0, 3).join(" ");
  const remedies = [...new Set(view.requests.flatMap((request) => request.remedies))];
  $("remedies").replaceChildren(...remedies.slice(0, 5).map((remedy) => make("li", {}, remedy)));
  $("presses").hidden = !view.requests.length;
  const fix = dueFix();
  $("take-due").hidden = !fix;
  if (fix) $("take-due").textContent = fix.title || words().takeDue;
  $("copy-sentence").hidden = !sentences().length;
}

// The edit that takes the earliest due: that of the first finding on a due or a hearing which has one.
function dueFix() {
  if (state.bytes || !state.judged) return null;
  const timed = state.judged.check.diagnostics.filter((found) => found.fixes?.length && found.facts?.elapsed);
  return timed.flatMap((found) => found.fixes)[0] ?? null;
}

function sentences() {
  return state.judged?.when.requests.flatMap((request) => request.sentences) ?? [];
}

function showFacts() {
  const requests = state.judged?.check.requests ?? [];
  $("read").hidden = !requests.length;
  $("facts").replaceChildren(...requests.slice(0, 5).map((request, at) => facts(request, at)));
}

function facts(request, number) {
  const view = state.judged.view.requests[number];
  const { lang } = state;
  const at = (moment) => (moment ? moment.slice(0, 16).replace("T", " ") : words().unknown);
  const kinds = ["consultation", "review", "survey", "inquiry", "other"];
  const kind = make("select", { "aria-label": words().kind }, make("option", { value: "" }, words().unknown), ...kinds.map((kind) => make("option", { value: kind, selected: kind === request.kind }, words()[kind])));
  const say = (field, value) => {
    const [inYaml, isOneOf] = [isYaml(), requestsOf() > 1];
    if (state.bytes) takeText(request);
    const whole = text();
    const [from, to] = isOneOf ? documents(whole)[number] : [0, whole.length];
    $("text").value = whole.slice(0, from) + stated(whole.slice(from, to), inYaml, lang, field, value) + whole.slice(to);
    changed();
  };
  // Of several requests each is a document of its own.
  const isOne = requestsOf() === 1 || (isYaml() && documents(text()).length === requestsOf());
  kind.addEventListener("change", () => kind.value && say("kind", lang === "ja" ? words()[kind.value] : kind.value));
  const to = make("input", { value: (request.recipients ?? []).map((to) => to.office).join("、"), "aria-label": words().to });
  to.addEventListener("change", () => say("to", to.value.split(/[、,，]/).map((office) => office.trim()).filter(Boolean)));
  const sent = make("input", { type: "datetime-local", value: request.sent?.slice(0, 16), "aria-label": words().sent });
  sent.addEventListener("change", () => sent.value && say("sent", sent.value.replace("T", " ")));
  const dues = request.dues?.length ? request.dues.map((due) => `${due.name} ${at(due.at)}`) : [at(request.due)];
  for (const input of [kind, to, sent]) input.disabled = !isOne || (Boolean(state.bytes) && !view.is_letter);
  // The words that a letter says it in.
  const understood = state.judged.read.requests.find((read) => read.index === request.index);
  const said = (field) => (understood?.facts ?? []).filter((fact) => fact.field === field && fact.words && fact.words.length < 80).map((fact) => `←「${fact.words}」`);
  const row = (name, value, field) => [make("dt", {}, name), make("dd", {}, value, ...(isYaml() ? [] : said(field)).map((words) => make("span", { class: "said" }, ` ${words}`)))];
  const from = understood?.from?.office;
  return make("dl", {},
    ...row(words().kind, kind, "kind"),
    ...row(words().subject, request.subject ?? "—"),
    ...(from ? row(words().from, from, "from") : []),
    ...row(words().to, to, "to"),
    ...row(words().sent, sent, "sent"),
    ...row(words().due, dues.join("、"), "due"),
    ...(request.hearing?.start ? row(words().hearing, `${at(request.hearing.start)} – ${at(request.hearing.end)}`) : []),
  );
}

// A mail or a document goes on as a text: what its header says as front matter, the dues in its prose.
function takeText(request) {
  const { from } = state.judged.read.requests[0] ?? {};
  const known = { ...request, from: from?.office, due: null, dues: [], hearing: null, sent: request.sent_basis === "stated" ? request.sent : null };
  const own = text().slice(...state.judged.body);
  close();
  $("text").value = `---\n${form.yamlOf(known, state.lang, words())}---\n${own}`;
}

function requestsOf() {
  return state.judged?.check.requests.length ?? 0;
}

function isYaml() {
  return !state.bytes && !state.judged?.view.requests.some((request) => request.is_letter);
}

function showFindings(view) {
  const found = state.judged?.check.diagnostics ?? [];
  const besides = [...view.undetermined, ...view.notes];
  $("findings").hidden = !found.length && !besides.length;
  $("list").replaceChildren(...found.slice(0, SHOWN).map((one, at) => finding(one, view.findings[at], state.judged.places[at])));
  $("besides").replaceChildren(...besides.slice(0, SHOWN).map((line) => make("li", {}, line)));
}

function finding(found, extra, [from, to]) {
  const line = state.bytes ? text().slice(0, from).split("\n").length : found.range.start.line;
  const place = make("button", { type: "button", class: "place", onclick: () => select(from, to) }, fill(words().lineAt, { line }));
  const fixes = state.bytes ? [] : (found.fixes ?? []);
  return make("li", { class: found.severity },
    make("p", { class: "message" }, make("strong", {}, `${extra.severity}`), ` ${found.message} `, make("span", { class: "code" }, found.code), " ", place),
    found.help ? make("p", {}, found.help) : null,
    extra.clause ? make("p", { class: "clause" }, extra.clause) : null,
    ...fixes.map((fix) => make("p", { class: "fix" }, fill(words().fix, { title: fix.title }), " ", make("button", { type: "button", onclick: () => apply(fix) }, words().apply))),
  );
}

function select(from, to) {
  $("text").focus();
  $("text").setSelectionRange(from, to);
}

function apply(fix) {
  $("text").value = edited(text(), fix.edits);
  changed();
  $("done").textContent = words().taken;
}

function mark() {
  const value = text();
  const found = state.judged?.check.diagnostics ?? [];
  if (!found.length || value.length > MARKED) {
    $("marked").replaceChildren();
    return;
  }
  const marks = found.slice(0, SHOWN).map(({ severity }, at) => ({ from: state.judged.places[at][0], to: state.judged.places[at][1], severity }));
  $("marked").replaceChildren(...parts(value, marks).map(([part, severity]) => (severity ? make("mark", { class: severity }, part) : part)), "\n");
  scrolled();
}

function scrolled() {
  $("marked").scrollTop = $("text").scrollTop;
  $("marked").scrollLeft = $("text").scrollLeft;
}

async function copy(value) {
  try {
    await navigator.clipboard.writeText(value);
    $("done").textContent = words().copied;
  } catch {
    $("done").textContent = fill(words().notCopied, { text: value });
  }
}

function save(name, type, value) {
  const link = make("a", { href: URL.createObjectURL(new Blob([value], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function open(picked) {
  const bytes = new Uint8Array(await picked.arrayBuffer());
  state.name = picked.name;
  let decoded = null;
  try {
    decoded = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Shown by what is read of it, not as text.
  }
  // A text area turns every line end into one line feed: a text with ends of one kind can be put back as it was.
  const lines = decoded?.replaceAll("\r\n", "\n");
  const ends = lines !== decoded ? "\r\n" : "\n";
  const isPlain = decoded != null && !/[\0\r]/.test(lines) && (ends === "\n" || !/(^|[^\r])\n/.test(decoded)) && !/\.(eml|ics|msg|docx)$/i.test(picked.name);
  const mark = isPlain && lines.startsWith("\ufeff") ? "\ufeff" : "";
  Object.assign(state, { bytes: isPlain ? null : bytes, ends: isPlain ? ends : "\n", mark });
  $("text").value = isPlain ? lines.slice(mark.length) : "";
  $("text").readOnly = !isPlain;
  const size = `${Math.ceil(bytes.length / 1024)} KB`;
  $("opened").replaceChildren(fill(words().opened, { name: picked.name, size }), " ", isPlain ? "" : `${words().readOnly} `, make("button", { type: "button", onclick: close }, words().clear));
  $("opened").hidden = false;
  judge();
}

function close() {
  Object.assign(state, { name: "", bytes: null, ends: "\n", mark: "" });
  $("text").value = "";
  $("text").readOnly = false;
  $("file").value = "";
  $("opened").hidden = true;
  judge();
}

function begin(value) {
  if (state.name) close();
  $("text").value = value;
  changed();
}

function speak() {
  document.documentElement.lang = state.lang;
  document.title = `kigen – ${words().title}`;
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = words()[element.dataset.words];
  $("lang").textContent = state.lang === "ja" ? "English" : "日本語";
  $("lang").lang = state.lang === "ja" ? "en" : "ja";
  $("year-before").setAttribute("aria-label", words().yearBefore);
  $("year-after").setAttribute("aria-label", words().yearAfter);
  form.draw($("fields"), words(), (data) => begin(form.yaml(data, state.lang, words())));
  if ($("closed").open) year(0);
}

function year(by) {
  state.year = Math.min(2150, Math.max(1948, state.year + by));
  calendar.draw(state.year, ask({ "closed-days": state.year }), words());
}

function wire() {
  $("text").addEventListener("input", changed);
  $("text").addEventListener("scroll", scrolled);
  $("file").addEventListener("change", () => $("file").files[0] && open($("file").files[0]));
  $("sample").addEventListener("change", () => {
    const value = $("sample").value && ask({ sample: $("sample").value });
    if (value) begin(value);
    $("sample").value = "";
  });
  $("lang").addEventListener("click", () => {
    state.lang = state.lang === "ja" ? "en" : "ja";
    speak();
    judge();
  });
  $("take-due").addEventListener("click", () => apply(dueFix()));
  $("copy-sentence").addEventListener("click", () => copy(sentences().join("\n")));
  $("copy-yaml").addEventListener("click", () => copy(state.judged.check.requests.map((request) => form.yamlOf(request, state.lang, words())).join("---\n")));
  $("save-ics").addEventListener("click", () => save("kigen.ics", "text/calendar", ask({ calendar: state.name || "<stdin>" }, file())));
  $("closed").addEventListener("toggle", () => $("closed").open && year(0));
  $("year-before").addEventListener("click", () => year(-1));
  $("year-after").addEventListener("click", () => year(1));
  for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const { files } = event.dataTransfer;
    const dropped = event.dataTransfer.getData("text/plain");
    if (files.length) open(files[0]);
    else if (dropped) begin(dropped);
  });
}

async function start() {
  speakWithout();
  const fatal = (message) => {
    $("fatal").textContent = message;
    $("fatal").hidden = false;
  };
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") return fatal(words().tooOld);
  try {
    state.core = await load($("program"));
  } catch (error) {
    return fatal(error instanceof WebAssembly.CompileError ? words().tooOld : fill(words().failed, { error: error.message }));
  }
  state.year = new Date(now() * 1000 + 9 * 3600_000).getUTCFullYear();
  speak();
  wire();
  $("version").textContent = state.core.ask({ ask: "version", lang: state.lang, now: now() });
  judge();
  document.body.dataset.ready = "";
}

// Before the library is there.
function speakWithout() {
  document.documentElement.lang = state.lang;
  for (const element of document.querySelectorAll("[data-words]")) element.textContent = words()[element.dataset.words];
}

start();
