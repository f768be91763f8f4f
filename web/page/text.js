// Places in a text, and edits to it.

// Where a contract's position stands in a string, in UTF-16 units.
export function offsetOf(starts, position) {
  return (starts[position.line - 1] ?? 0) + position.utf16 - 1;
}

export function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

// The text with a fix's edits made; none of them overlap.
export function edited(text, edits) {
  const starts = lineStarts(text);
  const placed = edits.map((edit) => ({
    from: offsetOf(starts, edit.range.start),
    to: offsetOf(starts, edit.range.end),
    text: edit.text,
  }));
  placed.sort((one, other) => other.from - one.from);
  for (const { from, to, text: by } of placed) text = text.slice(0, from) + by + text.slice(to);
  return text;
}

// The parts of a text between its marks: [words, severity or null]. What overlaps takes the graver's.
export function parts(text, marks) {
  const graver = { error: 2, warning: 1, info: 0 };
  const kept = [];
  for (const mark of [...marks].sort((a, b) => graver[b.severity] - graver[a.severity] || a.from - b.from)) {
    if (mark.from < mark.to && !kept.some((other) => mark.from < other.to && other.from < mark.to)) kept.push(mark);
  }
  kept.sort((a, b) => a.from - b.from);
  const out = [];
  let done = 0;
  for (const { from, to, severity } of kept) {
    if (done < from) out.push([text.slice(done, from), null]);
    out.push([text.slice(from, to), severity]);
    done = to;
  }
  out.push([text.slice(done), null]);
  return out;
}

const KEYS = {
  kind: ["種別", "kind"],
  subject: ["件名", "subject"],
  from: ["発出元", "from"],
  to: ["宛先", "to"],
  sent: ["発出日時", "sent"],
  due: ["回答期限", "due"],
};

// A value as a YAML scalar: quoted wherever plain words could be read as something else.
export function scalar(value) {
  return /^[\p{L}\p{N}（）・〇○、。～〜／ー\-－]+$/u.test(value) && !/^[\d.\-]*$/.test(value)
    ? value
    : JSON.stringify(value);
}

// Where each document of a YAML text stands: [from, to]. What says nothing is none.
export function documents(text) {
  const out = [];
  let from = 0;
  const add = (to) => /^[^\S\n]*[^\s#%]/m.test(text.slice(from, to)) && out.push([from, to]);
  for (const mark of text.matchAll(/^(?:---|\.\.\.)(?:[ \t].*)?(?:\n|$)/gm)) {
    add(mark.index);
    from = mark.index + mark[0].length;
  }
  add(text.length);
  return out;
}

// A text with a field stated: in the request's YAML, or in front matter before a letter.
export function stated(text, isYaml, lang, field, value) {
  const [ja, en] = KEYS[field];
  const written = Array.isArray(value) ? `[${value.map(scalar).join(", ")}]` : scalar(value);
  const line = `${lang === "ja" ? ja : en}: ${written}\n`;
  const front = /^---\n([\s\S]*?\n)?---\n/.exec(text);
  if (!isYaml && !front) return `---\n${line}---\n${text}`;
  const from = !isYaml && front ? 4 : 0;
  const until = !isYaml && front ? front[0].length - 4 : text.length;
  const body = text.slice(from, until);
  // The key's line, and the lines below it that are indented or begin an item.
  const old = new RegExp(`^(?:${ja}|${en})[ \\t]*:.*\\n?(?:(?:[ \\t]+.*|-[ \\t].*)\\n?)*`, "m");
  const next = old.test(body) ? body.replace(old, () => line) : line + body;
  return text.slice(0, from) + next + text.slice(until);
}
