// A bar of 24 hours for each day, with what happens on it in words beside.

import { make } from "./dom.js";

const KINDS = { ".": "outside", x: "shut", "-": "waiting", "=": "working" };
const SIGNS = { sent: "▶", due: "◀", earliest: "★", hearing: "■" };

export function draw(into, legend, timeline, words) {
  into.replaceChildren(...timeline.rows.map(day));
  const kinds = ["working", "waiting", "shut"].map((kind, at) =>
    make("span", {}, make("i", { class: `hour ${kind}` }), ` ${words.legend[at]} `),
  );
  const signs = Object.values(SIGNS).map((sign, at) => make("span", {}, `${sign} ${words.legend[at + 3]} `));
  legend.replaceChildren(...kinds, ...signs, timeline.abroad ? words.abroad : "");
}

function day(row) {
  if (!row.hours) return make("p", { class: "folded" }, row.label);
  const bar = make("div", { class: "bar", "aria-hidden": "true" });
  for (const letter of row.hours) bar.append(make("i", { class: `hour ${KINDS[letter]}` }));
  for (const mark of row.marks) {
    const sign = make("b", { class: `mark ${mark.what}` }, SIGNS[mark.what]);
    sign.style.setProperty("--at", String(mark.minute / 1440));
    bar.append(sign);
  }
  const notes = row.marks.map((mark) =>
    make("li", { class: mark.complies === false ? "late" : mark.what }, `${SIGNS[mark.what]} ${mark.words}`),
  );
  if (row.closed) notes.unshift(make("li", { class: "shut" }, row.closed));
  return make("div", { class: "day" }, make("h3", {}, row.label), bar, make("ul", {}, ...notes));
}
