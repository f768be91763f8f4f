// A short form that writes a request's YAML.

import { make } from "./dom.js";
import { scalar } from "./text.js";

const KINDS = ["consultation", "survey", "review", "inquiry"];
const FIELDS = [
  ["subject", "text"],
  ["from", "text"],
  ["to", "text"],
  ["sent", "datetime-local"],
  ["due", "datetime-local"],
  ["hearing", "datetime-local"],
  ["hearingEnd", "datetime-local"],
  ["effort", "number"],
  ["necessity", "text"],
];
const KEYS = {
  ja: { kind: "種別", subject: "件名", from: "発出元", to: "宛先", sent: "発出日時", due: "回答期限", necessity: "必要性", effort: "想定作業量", hearing: "ヒアリング", start: "開始", end: "終了" },
  en: { kind: "kind", subject: "subject", from: "from", to: "to", sent: "sent", due: "due", necessity: "necessity", effort: "effort", hearing: "hearing", start: "start", end: "end" },
};

export function draw(form, words, make_request) {
  const select = make("select", { name: "kind" }, ...KINDS.map((kind) => make("option", { value: kind }, words[kind])));
  const rows = [make("label", {}, words.kind, select)];
  for (const [name, type] of FIELDS) {
    const input = make("input", { name, type, min: type === "number" ? "0" : null, step: type === "number" ? "0.5" : null });
    rows.push(make("label", {}, words[name], input));
  }
  form.replaceChildren(...rows, make("button", { type: "submit" }, words.make));
  form.onsubmit = (event) => {
    event.preventDefault();
    make_request(new FormData(form));
  };
}

// The request of a form, in YAML.
export function yaml(data, lang, words) {
  const key = KEYS[lang];
  const value = (name) => String(data.get(name) ?? "").trim();
  const time = (name) => value(name).replace("T", " ");
  const kind = lang === "ja" ? words[value("kind")] : value("kind");
  const lines = [`${key.kind}: ${kind}`];
  for (const name of ["subject", "from"]) if (value(name)) lines.push(`${key[name]}: ${scalar(value(name))}`);
  const to = value("to").split(/[、,，\n]/).map((office) => office.trim()).filter(Boolean);
  if (to.length) lines.push(`${key.to}:`, ...to.map((office) => `  - ${scalar(office)}`));
  for (const name of ["sent", "due"]) if (value(name)) lines.push(`${key[name]}: ${time(name)}`);
  if (value("hearing")) {
    const end = value("hearingEnd") ? `, ${key.end}: ${time("hearingEnd")}` : "";
    lines.push(`${key.hearing}: {${key.start}: ${time("hearing")}${end}}`);
  }
  if (value("effort")) lines.push(`${key.effort}: ${value("effort")}${lang === "ja" ? "時間" : "h"}`);
  if (value("necessity")) lines.push(`${key.necessity}: ${scalar(value("necessity"))}`);
  return lines.join("\n") + "\n";
}

// A request that was read, in YAML.
export function yamlOf(request, lang, words) {
  const key = KEYS[lang];
  const time = (at) => at.slice(0, 16).replace("T", " ");
  const lines = [];
  if (request.kind) lines.push(`${key.kind}: ${lang === "ja" ? words[request.kind] : request.kind}`);
  if (request.subject) lines.push(`${key.subject}: ${scalar(request.subject)}`);
  if (request.from) lines.push(`${key.from}: ${scalar(request.from)}`);
  if (request.recipients?.length) lines.push(`${key.to}:`, ...request.recipients.map((to) => `  - ${scalar(to.office)}`));
  if (request.sent) lines.push(`${key.sent}: ${time(request.sent)}`);
  const dues = request.dues ?? [];
  if (dues.length) lines.push(`${key.due}: {${dues.filter((due) => due.at).map((due) => `${scalar(due.name)}: ${time(due.at)}`).join(", ")}}`);
  else if (request.due) lines.push(`${key.due}: ${time(request.due)}`);
  if (request.hearing?.start) {
    const end = request.hearing.end ? `, ${key.end}: ${time(request.hearing.end)}` : "";
    lines.push(`${key.hearing}: {${key.start}: ${time(request.hearing.start)}${end}}`);
  }
  return lines.join("\n") + "\n";
}
