// A browser with the page opened from its file.

import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const page_file = process.env.KIGEN_PAGE ?? `${root}target/kigen.html`;
export const program = process.env.KIGEN ?? `${root}target/release/kigen`;

// Tuesday 9 September 2025, 10:00 in Japan.
export const NOW = "2025-09-09T10:00";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function browser(more = []) {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: [...ARGUMENTS, ...more] });
}

// Opens the page; what it asks of any network is kept in `asked`.
export async function opened(browser, { options = {}, url = `file://${page_file}`, now = NOW } = {}) {
  const context = await browser.newContext({ locale: "ja-JP", timezoneId: "Asia/Tokyo", ...options });
  const page = await context.newPage();
  const asked = [];
  const errors = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`${url}#now=${now}`);
  await page.waitForSelector("body[data-ready]", { timeout: 30_000 });
  return { page, context, asked, errors };
}

export async function type(page, text) {
  await page.fill("#text", text);
}

export const word = (page) => page.textContent("#word");

// The check's JSON as the page has it.
export const json = (page) => page.evaluate(() => document.querySelector("#answer").json);

export async function open_file(page, name, bytes) {
  await page.setInputFiles("#file", { name, mimeType: "application/octet-stream", buffer: Buffer.from(bytes) });
  await page.waitForFunction((name) => document.querySelector("#opened").textContent.includes(name), name);
}

export async function drop(page, name, bytes) {
  const data = await page.evaluateHandle(
    ([name, bytes]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    },
    [name, [...Buffer.from(bytes)]],
  );
  await page.dispatchEvent("#text", "drop", { dataTransfer: data });
  await page.waitForFunction((name) => document.querySelector("#opened").textContent.includes(name), name);
}

export const read = (path) => readFileSync(`${root}${path}`);
