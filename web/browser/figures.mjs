// Prints how long a person waits: from opening the file to the first answer, and from a key to the new answer in a
// text of 2 KB. Medians of several runs.

import { browser, opened } from "./browser.mjs";

const RUNS = 15;
const LATE = "種別: 協議\n件名: 法案について\n宛先: 財務省主計局\n発出日時: 9月9日（火）17時30分\n回答期限: 9月11日（木）17時\n";
const TEXT = `${LATE}本文: |\n${"  本文の一行です。つきましては、御回答願います。\n".repeat(28)}`;

const median = (all) => all.sort((a, b) => a - b)[all.length >> 1].toFixed(1);

const chromium = await browser();
const first = [];
const keys = [];
for (let run = 0; run < RUNS; run++) {
  const { page, context } = await opened(chromium);
  first.push(await page.evaluate(() => performance.now()));
  await page.fill("#text", TEXT);
  keys.push(
    await page.evaluate(() => {
      const area = document.querySelector("#text");
      const begun = performance.now();
      area.value += "あ";
      area.dispatchEvent(new Event("input"));
      // The layout is what the next frame shows.
      document.body.getBoundingClientRect();
      return performance.now() - begun;
    }),
  );
  await context.close();
}
await chromium.close();
console.log(`${new TextEncoder().encode(TEXT).length} bytes of text`);
console.log(`from opening the file to the first answer: ${median(first)} ms`);
console.log(`from a key to the new answer: ${median(keys)} ms`);
