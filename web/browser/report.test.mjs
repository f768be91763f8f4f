// The page of kigen report in a browser: it asks for nothing, prints on four sheets of A4, and reads without colour.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import axe from "axe-core";
import { browser, program, root } from "./browser.mjs";

let chromium;
const folder = mkdtempSync(path.join(tmpdir(), "kigen-report-"));
before(async () => {
  chromium = await browser();
});
after(async () => {
  await chromium.close();
  rmSync(folder, { recursive: true });
});

for (const lang of ["ja", "en"]) {
  test(`the figures of a year print on four sheets (${lang})`, async () => {
    const file = path.join(folder, `${lang}.html`);
    const fixtures = ["fixtures/requests", "fixtures/letters"].map((name) => path.join(root, name));
    const options = ["--no-config", "--year", "2025", "--compare", "--with-subjects", "--lang", lang, "--format", "html"];
    execFileSync(program, ["report", ...options, "--output", file, ...fixtures]);
    const context = await chromium.newContext({ bypassCSP: true });
    try {
      const page = await context.newPage();
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`file://${file}`);
      assert.deepEqual(asked.filter((url) => !url.startsWith("file:")), []);
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g).length, 4);
      assert.match(pdf, /\/MediaBox\s*\[0 0 59[45]\.?\d* 84[12]\.?\d*\]/);
      for (const width of [1280, 800, 320]) {
        await page.setViewportSize({ width, height: 900 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["color-contrast", "svg-img-alt", "html-has-lang", "region", "scrollable-region-focusable"] }));
      assert.deepEqual(violations.map((one) => [one.id, one.nodes.map((node) => node.html)]), []);
    } finally {
      await context.close();
    }
  });
}
