// The closed days of a year, a grid a month.

import { $, make } from "./dom.js";
import { fill } from "./words.js";

export function draw(year, closed, words) {
  const era = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { era: "long", year: "numeric", timeZone: "UTC" });
  $("year").textContent = fill(words.year, { year, era: era.format(Date.UTC(year, 11, 31)) });
  const reasons = new Map(closed.map((day) => [day.date, day]));
  $("months").replaceChildren(...Array.from({ length: 12 }, (_, month) => grid(year, month, reasons, words)));
}

function grid(year, month, reasons, words) {
  const head = make("tr", {}, ...[...words.weekdays].map((day) => make("th", { scope: "col" }, day)));
  const body = make("tbody");
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const named = [];
  for (let cell = 0; cell < first + days; cell++) {
    if (cell % 7 === 0) body.append(make("tr"));
    const day = cell - first + 1;
    if (day < 1) {
      body.lastElementChild.append(make("td"));
      continue;
    }
    const date = `${year}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    const closed = reasons.get(date);
    if (closed?.named) named.push(`${day} ${closed.reason}`);
    body.lastElementChild.append(make("td", { class: closed ? "shut" : null, title: closed?.reason }, String(day)));
  }
  const caption = make("caption", {}, fill(words.month, { month: month + 1 }));
  const table = make("table", {}, caption, make("thead", {}, head), body);
  return make("div", { class: "month" }, table, make("p", {}, named.join("、")));
}
