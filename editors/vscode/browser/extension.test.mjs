// The extension as an officer sees it: what is found stands in Problems, the light bulb mends it, and so does saving.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { browser } from "../../../web/browser/browser.mjs";
import { started } from "./server.mjs";

// 47 hours 30 minutes: half an hour short.
const SHORT = `種別: 協議
協議区分: 法令
件名: 電気通信事業法（DX）の一部改正：A案について（協議）
発出元: 総務省総合通信基盤局
宛先: 財務省主計局
発出日時: 2025-09-09T17:30
回答期限: 2025-09-11T17:00
想定作業量: 6時間
`;
const MENDED = SHORT.replace("2025-09-11T17:00", "2025-09-11T17:30");
const WAIT = { timeout: 30_000 };

let server, chromium, page;

before(async () => {
  server = await started(
    { "kigen.now": "2025-09-09T10:00", "editor.codeActionsOnSave": { "source.fixAll.kigen": "explicit" } },
    { "bulb.yaml": SHORT, "save.yaml": SHORT, "new.yaml": "" },
  );
  chromium = await browser();
  page = await (await chromium.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${server.address}/?folder=${encodeURIComponent(server.folder)}`);
  await page.waitForSelector(".monaco-workbench .explorer-folders-view", WAIT);
});

after(async () => {
  if (process.env.KIGEN_PICTURE) await page?.screenshot({ path: process.env.KIGEN_PICTURE });
  await chromium?.close();
  await server?.stop();
});

const on_disk = (name) => readFileSync(join(server.folder, name), "utf8");

const editor = (name) => `.editor-container .monaco-editor[data-uri$="${name}"]`;
const problems = () => page.locator(".markers-panel .monaco-list-row");

async function open(name) {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
  await page.click(`${editor(name)} .view-lines`, WAIT);
}

async function save() {
  await page.locator(".tab.active.dirty").waitFor(WAIT);
  await page.keyboard.press("Control+S");
  await page.locator(".tab.active:not(.dirty)").waitFor(WAIT);
}

// What the palette is asked for; the first that it lists.
async function palette(words) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input[type=text]").first().fill(words);
  return page.locator(".quick-input-list .monaco-list-row").first();
}

test("what is found stands in Problems, with its rule and where it is", async () => {
  await open("bulb.yaml");
  await page.keyboard.press("Control+Shift+M");
  const found = problems().filter({ hasText: "KG101" });
  await found.waitFor(WAIT);
  const text = await found.innerText();
  assert.match(text, /47時間30分/);
  assert.match(text, /kigen/);
  assert.match(text, /7/);
});

test("full-width signs of Japanese are not marked as suspicious", async () => {
  assert.equal(await page.locator(".unicode-highlight").count(), 0);
});

test("the light bulb mends it, and the finding goes", async () => {
  await palette(":7:9");
  await page.keyboard.press("Enter");
  await page.locator(`${editor("bulb.yaml")} [class*="lightbulb"]`).first().click(WAIT);
  const fix = page.locator(".action-widget .monaco-list-row", { hasText: "17時30分" }).first();
  await fix.waitFor(WAIT);
  // The first of the list is chosen; a veil over the list keeps the mouse of a driver out.
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector(".markers-panel")?.textContent.includes("KG101"), null, WAIT);
  await save();
  assert.equal(on_disk("bulb.yaml"), MENDED);
});

test("saving mends what can be mended safely", async () => {
  await open("save.yaml");
  await problems().filter({ hasText: "KG101" }).waitFor(WAIT);
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# 確認前");
  await save();
  assert.equal(on_disk("save.yaml"), `${MENDED}# 確認前`);
});

test("a word of a kind offers the whole request to fill in", async () => {
  await open("new.yaml");
  await page.keyboard.insertText("協議");
  await page.keyboard.press("Control+Space");
  const offered = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "協議" }).first();
  await offered.waitFor(WAIT);
  await page.keyboard.press("Enter");
  await page.locator(`${editor("new.yaml")} .view-line`, { hasText: "回答期限" }).waitFor(WAIT);
});

test("the commands are in the palette", async () => {
  for (const words of ["ブラウザーのページを開く", "確認を始めから行う"]) {
    const first = await palette(`>${words}`);
    await first.filter({ hasText: words }).waitFor(WAIT);
    await page.keyboard.press("Escape");
  }
});
