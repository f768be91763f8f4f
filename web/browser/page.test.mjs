// The page as a person uses it: every way in, and what it then says and does.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import axe from "axe-core";
import { NOW, browser, drop, json, open_file, opened, page_file, program, read, root, type, word } from "./browser.mjs";

const LATE = "種別: 協議\n件名: 法案について\n宛先: 財務省主計局\n発出日時: 9月9日（火）17時30分\n回答期限: 9月11日（木）17時\n";
const shots = new URL("shots/", import.meta.url).pathname;

let chromium;
before(async () => {
  mkdirSync(shots, { recursive: true });
  chromium = await browser();
});
after(() => chromium.close());

async function with_page(options, use) {
  const open = await opened(chromium, options);
  try {
    await use(open.page, open);
    assert.deepEqual(open.errors, []);
    assert.deepEqual(open.asked.filter((url) => !/^(file|data|blob):/.test(url) && !url.startsWith(options.url ?? "file:")), []);
  } finally {
    await open.context.close();
  }
}

test("a breach that is typed is told at once, and one press takes the earliest due", () =>
  with_page({}, async (page) => {
    assert.equal(await word(page), "文書を入力してください");
    await type(page, LATE);
    assert.equal(await word(page), "このままでは発出できません");
    assert.equal(await page.getAttribute("#answer", "data-state"), "must-fix");
    assert.match(await page.textContent("#remedies"), /9月11日（木）17時30分/);
    assert.match(await page.textContent("#list"), /違反.*48時間に30分不足/);
    assert.match(await page.textContent("#list"), /Ⅲ.１.（１）①/);
    assert.equal(await page.locator("#marked mark").count(), 1);
    assert.equal(await page.textContent("#marked mark"), "9月11日（木）17時");
    await page.screenshot({ path: `${shots}breach.png`, fullPage: true });
    await page.click("#take-due");
    // In the draft's own notation.
    assert.match(await page.inputValue("#text"), /回答期限: 9月11日（木）17時30分\n/);
    assert.match(await word(page), /発出できます/);
    await page.screenshot({ path: `${shots}mended.png`, fullPage: true });
  }));

test("the form, the examples and the file picker lead to the same answer", () =>
  with_page({}, async (page) => {
    await page.click("#form summary");
    await page.selectOption("#fields [name=kind]", "survey");
    await page.fill("#fields [name=subject]", "A: 調査 #1");
    await page.fill("#fields [name=to]", "財務省、厚生労働省");
    await page.fill("#fields [name=sent]", "2025-09-09T17:45");
    await page.fill("#fields [name=due]", "2025-09-10T12:00");
    await page.click("#fields button");
    assert.equal(await word(page), "このままでは発出できません");
    assert.match(await page.textContent("#list"), /KG301/);
    for (const kind of ["consultation", "review", "survey", "inquiry"]) {
      await page.selectOption("#sample", kind);
      assert.match(await word(page), /発出できます/, kind);
    }
    await open_file(page, "案.yaml", LATE);
    assert.equal(await word(page), "このままでは発出できません");
  }));

test("what is read can be corrected, and the answer follows", () =>
  with_page({}, async (page) => {
    await type(page, LATE);
    await page.selectOption("#facts select", "inquiry");
    assert.match(await page.inputValue("#text"), /^種別: 照会\n/);
    assert.doesNotMatch(await page.textContent("#list"), /KG101/);
    await page.fill("#facts input[type=datetime-local]", "2025-09-08T10:00");
    await page.dispatchEvent("#facts input[type=datetime-local]", "change");
    assert.match(await page.inputValue("#text"), /発出日時: 2025-09-08 10:00|発出日時: "2025-09-08 10:00"/);
  }));

test("each of several requests is corrected by itself", () =>
  with_page({}, async (page) => {
    await type(page, `# 二件\n---\n${LATE}---\n${LATE}`);
    await page.locator("#facts select").nth(1).selectOption("inquiry");
    assert.equal(await page.inputValue("#text"), `# 二件\n---\n${LATE}---\n${LATE.replace("協議", "照会")}`);
    assert.deepEqual(JSON.parse(await json(page)).requests.map((request) => request.kind), ["consultation", "inquiry"]);
  }));

test("an iCalendar file is dropped, and one comes out that reads back the same", () =>
  with_page({}, async (page) => {
    const todo = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20250909T083000Z\r\nSUMMARY:協議\r\nX-KIGEN-KIND:協議\r\nX-KIGEN-TO:財務省\r\nX-KIGEN-SENT:2025-09-09 17:30\r\nDUE;TZID=Asia/Tokyo:20250911T170000\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    await drop(page, "依頼.ics", todo);
    assert.equal(await word(page), "このままでは発出できません");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save-ics")]);
    const saved = readFileSync(await download.path());
    await page.click("#opened button");
    await drop(page, "保存.ics", saved);
    const requests = JSON.parse(await json(page)).requests;
    assert.equal(requests[0].due, "2025-09-11T17:00:00+09:00");
    assert.equal(requests[0].recipients[0].office, "財務省");
  }));

test("a mail is pasted or dropped, and told as it would be in a terminal", () =>
  with_page({}, async (page) => {
    const mail = "財務省主計局　御担当者様\n\n総務省行政管理局です。標記の法律案について協議します。\nつきましては、９月１１日（木）９時までに御回答願います。\n";
    await type(page, mail.replace("（木）", "（金）"));
    assert.match(await page.textContent("#list"), /KG405/);
    assert.equal((await page.textContent("#marked mark")).slice(0, 8), "９月１１日（金）");
    await type(page, mail);
    assert.equal(await page.inputValue("#facts input"), "財務省主計局");
    // What the letter does not say is put before it, and goes before the prose.
    await page.selectOption("#facts select", "consultation");
    assert.match(await page.inputValue("#text"), /^---\n種別: 協議\n---\n財務省主計局/);
    assert.match(await page.textContent("#list"), /KG101/);
    // In the letter's own notation, wherever it says so.
    await type(page, "件名：○○法案について（協議）【９／１１　９時〆】\n\n" + mail);
    await page.click("#take-due");
    assert.equal(await page.inputValue("#text"), "件名：○○法案について（協議）【９／１１　１０時〆】\n\n" + mail.replace("９時", "１０時"));
    assert.match(await word(page), /発出できます/);
    const eml = read("fixtures/letters/協議の案.eml");
    await drop(page, "協議の案.eml", eml);
    assert.equal(await json(page), told("協議の案.eml", path.join(root, "fixtures/letters")));
    assert.match(await page.textContent("#facts"), /９月１１日（金）１６時/);
    await page.screenshot({ path: `${shots}mail.png`, fullPage: true });
  }));

function told(name, cwd) {
  return spawnSync(program, ["check", "--no-config", "--format", "json", "--now", NOW, "--lang", "ja", name], { cwd }).stdout.toString();
}

test("a file with Windows' line ends and a byte order mark is shown, edited and judged as it is", () =>
  with_page({}, async (page) => {
    const bytes = Buffer.from(`\ufeff${LATE.replaceAll("\n", "\r\n")}`);
    const folder = mkdtempSync(path.join(tmpdir(), "kigen-"));
    writeFileSync(path.join(folder, "案.yaml"), bytes);
    await open_file(page, "案.yaml", bytes);
    assert.equal(await page.inputValue("#text"), LATE);
    assert.equal(await json(page), told("案.yaml", folder));
    assert.equal(await page.textContent("#marked mark"), "9月11日（木）17時");
    await page.click("#take-due");
    assert.equal(await page.inputValue("#text"), LATE.replace("（木）17時", "（木）17時30分"));
    writeFileSync(path.join(folder, "案.yaml"), `\ufeff${(await page.inputValue("#text")).replaceAll("\n", "\r\n")}`);
    assert.equal(await json(page), told("案.yaml", folder));
    rmSync(folder, { recursive: true });
  }));

test("what was read of a file that is no plain text is shown, with the words concerned marked", () =>
  with_page({}, async (page) => {
    const todo = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20250909T083000Z\r\nSUMMARY:協議\r\nX-KIGEN-KIND:協議\r\nX-KIGEN-TO:財務省\r\nX-KIGEN-SENT:2025-09-09 17:30\r\nDUE;TZID=Asia/Tokyo:2025\r\n 0911T170000\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    const letters = path.join(root, "fixtures/letters");
    const files = [
      ["依頼.ics", todo, "20250911T170000"],
      ["協議の案.msg", read("fixtures/letters/協議の案.msg"), "９月１１日（金）１６時"],
      ["協議の案.eml", read("fixtures/letters/協議の案.eml"), "９月１１日（金）１６時"],
      ["案.yaml", Buffer.from("\ufeff種別: 協議\n期限: 9/11 9:00\n発出日時: 9/9 17:30\n", "utf16le"), "9/11 9:00"],
    ];
    for (const [name, bytes, words] of files) {
      await open_file(page, name, bytes);
      assert.equal(await word(page), "このままでは発出できません", name);
      assert.ok((await page.inputValue("#text")).includes(words), name);
      assert.ok((await page.locator("#marked mark").allTextContents()).some((mark) => mark === words || words.startsWith(mark)), name);
      assert.equal(await page.getAttribute("#text", "readonly"), "", name);
      await page.click("#list .place");
      const picked = await page.evaluate(() => {
        const { value, selectionStart, selectionEnd } = document.querySelector("#text");
        return value.slice(selectionStart, selectionEnd);
      });
      assert.ok(words.startsWith(picked) && picked, `${name}: ${picked}`);
      if (name.startsWith("協議")) assert.equal(await json(page), told(name, letters));
      await page.screenshot({ path: `${shots}shown.png`, fullPage: true });
      await page.click("#opened button");
    }
  }));

test("a mail that was opened can be corrected, and goes on as a text", () =>
  with_page({}, async (page) => {
    await drop(page, "協議の案.eml", read("fixtures/letters/協議の案.eml"));
    await page.selectOption("#facts select", "survey");
    const text = await page.inputValue("#text");
    assert.match(text, /^---\n種別: 調査\n件名: .*\n発出元: 総務省行政管理局\n宛先:\n {2}- 財務省主計局\n---\n財務省主計局　御担当者様\n/);
    assert.match(text, /９月１１日（金）１６時までに御回答願います。/);
    assert.equal(await page.getAttribute("#text", "readonly"), null);
    const [request] = JSON.parse(await json(page)).requests;
    assert.equal(request.kind, "survey");
    assert.equal(request.due, "2025-09-11T16:00:00+09:00");
    assert.doesNotMatch(await page.textContent("#list"), /KG101/);
  }));

test("the sentence and the YAML are copied", () =>
  with_page({ options: { permissions: ["clipboard-read", "clipboard-write"] } }, async (page) => {
    await type(page, LATE);
    await page.click("#copy-sentence");
    await page.waitForFunction(() => document.querySelector("#done").textContent);
    const said = await page.textContent("#done");
    const copied = said === "コピーしました。" ? await page.evaluate(() => navigator.clipboard.readText()) : said;
    assert.match(copied, /９月１１日（木）１７時３０分までに/);
    await page.click("#copy-yaml");
  }));

test("twenty documents get the command line's JSON to the byte", () =>
  with_page({}, async (page) => {
    const paths = [
      ...execFileSync("git", ["-C", root, "ls-files", "-z", "fixtures/ordinary", "fixtures/requests", "fixtures/calendars"])
        .toString()
        .split("\0")
        .filter((name) => /\.(yaml|ics)$/.test(name)),
    ];
    const some = paths.filter((_, at) => at % Math.ceil(paths.length / 30) === 0);
    assert.ok(some.length >= 20, String(some.length));
    for (const fixture of some) {
      const name = path.basename(fixture);
      await open_file(page, name, read(fixture));
      assert.equal(await json(page), told(name, path.join(root, path.dirname(fixture))), fixture);
    }
  }));

test("hostile files and a long text are answered", () =>
  with_page({}, async (page) => {
    const hostile = [
      ["a.yaml", Buffer.from([0xff, 0xfe, 0x00])],
      ["b.yaml", Buffer.from("種別: \u0000\n")],
      ["c.yaml", Buffer.from("[".repeat(20_000))],
      ["d.yaml", Buffer.from("<img src=x onerror=alert(1)>: <script>alert(1)</script>\n種別: 協議\n")],
      ["e.pdf", Buffer.from("%PDF-1.7\n")],
      ["f.ics", Buffer.from("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n")],
      ["g.yaml", Buffer.alloc(0)],
    ];
    for (const [name, bytes] of hostile) {
      await open_file(page, name, bytes);
      assert.doesNotMatch(await word(page), /発出できます/, name);
      await page.click("#opened button");
    }
    assert.equal(await page.locator("img, #list script").count(), 0);
    await page.evaluate((text) => {
      const area = document.querySelector("#text");
      area.value = text;
      area.dispatchEvent(new Event("input"));
    }, `${LATE}本文: |\n${"  本文です。\n".repeat(300_000)}`);
    await page.waitForFunction(() => document.querySelector("#answer").dataset.state === "must-fix", null, { timeout: 60_000 });
  }));

test("it says so where WebAssembly is off", async () => {
  const context = await chromium.newContext({ locale: "ja-JP" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    delete globalThis.WebAssembly;
  });
  await page.goto(`file://${page_file}`);
  assert.match(await page.textContent("#fatal"), /WebAssembly/);
  assert.equal(await page.isVisible("#fatal"), true);
  await context.close();
});

test("a server's strict policy stops nothing", async () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(page_file, "utf8"))[1];
  const server = createServer((_, answer) => {
    answer.setHeader("Content-Security-Policy", `${policy}; frame-ancestors 'none'`);
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    answer.end(readFileSync(page_file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${server.address().port}/`;
  await with_page({ url }, async (page) => {
    await type(page, LATE);
    assert.equal(await word(page), "このままでは発出できません");
  });
  server.close();
});

for (const [name, options] of [
  ["wide", { viewport: { width: 1280, height: 900 } }],
  ["narrow", { viewport: { width: 320, height: 640 } }],
  ["zoomed", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ["dark", { viewport: { width: 1280, height: 900 }, colorScheme: "dark" }],
]) {
  test(`it is readable and accessible: ${name}`, () =>
    with_page({ options }, async (page) => {
      await page.click("#closed summary");
      await page.click("#form summary");
      for (const text of ["", LATE, LATE.replace("9月11日（木）17時", "9月16日（火）17時")]) {
        await type(page, text);
        const across = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(across <= 0, `${across} pixels beyond the window`);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html.slice(0, 120))]), []);
      }
      await type(page, LATE);
      await page.screenshot({ path: `${shots}${name}.png`, fullPage: true });
    }));
}

test("the keyboard alone is enough", () =>
  with_page({}, async (page) => {
    const reached = new Set();
    await type(page, LATE);
    await page.focus("body");
    for (let press = 0; press < 30; press++) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent));
    }
    for (const id of ["lang", "take-due", "copy-sentence", "file", "sample", "text"]) assert.ok(reached.has(id), `${id}: ${[...reached]}`);
  }));

test("what a screen reader is given says all that is seen, in order", () =>
  with_page({}, async (page) => {
    await type(page, LATE);
    const heard = await page.locator("body").ariaSnapshot();
    const parts = ["heading \"結果\"", "status:", "このままでは発出できません", "button \"回答期限を9月11日（木）17時30分にする\"", "heading \"確認する文書\"", "textbox \"文書の内容\"", "heading \"読み取った内容\"", "combobox \"種別\"", "heading \"理由\"", "48時間に30分不足", "button \"5行目\"", "heading \"発出から期限まで\"", "▶ 発出 9月9日（火）17時30分", "group: 閉庁日"];
    let at = -1;
    for (const part of parts) {
      const next = heard.indexOf(part, at + 1);
      assert.ok(next > at, `${part} after ${heard.slice(Math.max(0, at), at + 80)}\n${heard}`);
      at = next;
    }
    // The marks are a copy of the text, and the bars are said in words.
    assert.doesNotMatch(heard, /mark/);
  }));

test("the other language is one press away, and nothing of the first is left", () =>
  with_page({}, async (page) => {
    await type(page, "kind: consultation\nsubject: Bill\nto: MOF\nsent: 2025-09-09 17:30\ndue: 2025-09-11 17:00\n");
    await page.click("#lang");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.equal(await word(page), "It cannot be sent as it is");
    const seen = await page.evaluate(() => document.body.innerText.replace(/日本語|「[^」]*」|“[^”]*”|Ⅲ\S*/g, ""));
    const left = seen.split("\n").filter((line) => /[぀-ヿ]/.test(line));
    assert.deepEqual(left, []);
    await page.screenshot({ path: `${shots}english.png`, fullPage: true });
  }));

test("it prints on one sheet", () =>
  with_page({}, async (page) => {
    await type(page, LATE);
    const sheet = await page.pdf({ format: "A4", path: `${shots}printed.pdf` });
    const sheets = sheet.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
    assert.equal(sheets, 1);
  }));
