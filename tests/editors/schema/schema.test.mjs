// The published schemas in yaml-language-server, as VS Code, Helix and others run it: what is offered where an officer
// writes, and that what may be written is not marked.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { Client } from "./client.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const schema = (name) => pathToFileURL(`${root}schemas/${name}.schema.json`).href;
const read = (path) => readFileSync(`${root}${path}`, "utf8");

let client;
before(async () => {
  client = await Client.start({
    [schema("request")]: "/requests/*.yaml",
    [schema("config")]: "kigen.yaml",
    [schema("rule")]: "/rules/*.yaml",
  });
});
after(() => client.stop());

let files = 0;
const request = () => `/requests/${++files}.yaml`;
const labels = (items) => items.map((item) => item.label);

/** Each word once, none of a restriction's own, none without its colon. */
function clean(items, { keys }) {
  const found = labels(items);
  assert.deepEqual(found.toSorted(), [...new Set(found)].toSorted(), "offered twice");
  if (keys) for (const item of items) assert.match(item.insertText, /^[^\n]+:/, `${item.label} is no key`);
  return found;
}

test("every key is offered once, in Japanese and in English", async () => {
  const properties = JSON.parse(read("schemas/request.schema.json")).properties;
  const wanted = Object.keys(properties).filter((key) => !properties[key].doNotSuggest);
  const found = clean(await client.complete(request(), "|"), { keys: true });
  assert.deepEqual(found.toSorted(), wanted.toSorted());
  for (const key of ["種別", "kind", "発出日時", "回答期限", "due", "例外"]) assert.ok(found.includes(key), key);
  // One meaning is offered in its two names, and not in the others that are read besides.
  for (const key of ["〆切", "協議先", "担当", "備考"]) assert.ok(!found.includes(key), key);
});

test("a key that is there is not offered again", async () => {
  const found = clean(await client.complete(request(), "種別: 協議\n|"), { keys: true });
  assert.ok(!found.includes("種別") && found.includes("協議区分"));
});

test("the members of an office, a hearing and an exception are offered", async () => {
  for (const [text, some] of [
    ["宛先:\n  - |", ["府省", "部局", "勤務時間", "ministry"]],
    ["ヒアリング:\n  |", ["開始", "終了", "オンライン", "start"]],
    ["例外:\n  - |", ["規則", "理由", "承認者", "有効期限", "rule"]],
    ["例外:\n  - 規則: KG201\n    |", ["理由", "承認者"]],
  ]) {
    const found = clean(await client.complete(request(), text), { keys: true });
    for (const key of some) assert.ok(found.includes(key), `${text}: ${key} of ${found}`);
    assert.ok(!found.includes("種別"), text);
  }
});

test("kinds and answers are offered", async () => {
  const kinds = clean(await client.complete(request(), "種別: |"), {});
  for (const kind of ["協議", "査定・審査", "調査", "照会", "その他", "consultation"]) {
    assert.ok(kinds.includes(kind), `${kind} of ${kinds}`);
  }
  const answers = clean(await client.complete(request(), "種別: 照会\n相当の作業量: |"), {});
  assert.ok(answers.includes("あり") && answers.includes("なし"), `${answers}`);
});

test("an exception's rule is offered by every code that may be recorded, and by nothing else", async () => {
  const codes = readdirSync(`${root}rules/soumu-wlb`)
    .concat(readdirSync(`${root}rules/common`))
    .filter((name) => name.startsWith("KG"))
    .filter((name) => {
      const folder = name.startsWith("KG4") ? "common" : "soumu-wlb";
      return !/^protected: true$/m.test(read(`rules/${folder}/${name}`));
    })
    .map((name) => name.slice(0, 5));
  assert.ok(codes.length > 20);
  const items = await client.complete(request(), "種別: 査定・審査\n例外:\n  - 規則: |");
  assert.deepEqual(labels(items).filter((label) => label !== "null").toSorted(), codes.toSorted());
  assert.match(JSON.stringify(items.find((item) => item.label === "KG201")), /勤務時間/);
  const configured = await client.complete(`/${++files}/kigen.yaml`, "例外:\n  - 規則: |");
  for (const code of codes) assert.ok(labels(configured).includes(code), code);
});

test("what may be written is not marked", async () => {
  for (const name of readdirSync(`${root}fixtures/drafts`).filter((name) => name.endsWith(".yaml"))) {
    const { found } = await client.open(request(), read(`fixtures/drafts/${name}`));
    assert.deepEqual(found, [], name);
  }
  for (const name of readdirSync(`${root}rules/soumu-wlb`)) {
    const { found } = await client.open(`/rules/${name}`, read(`rules/soumu-wlb/${name}`));
    assert.deepEqual(found, [], name);
  }
  // The code of a pack of one's own.
  const own = read("fixtures/drafts/協議の案.yaml") + "例外: [{規則: MF901, 理由: a, 承認者: b}]\n";
  assert.deepEqual((await client.open(request(), own)).found, []);
});

test("what is mistaken is marked where it stands", async () => {
  const text = read("fixtures/drafts/協議の案.yaml").replace("件名:", "件銘:");
  const { found } = await client.open(request(), text);
  assert.deepEqual(found.map(({ range }) => range.start), [{ line: 2, character: 0 }]);
});
