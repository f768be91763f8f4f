"use strict";

const assert = require("node:assert/strict");
const { mkdirSync, mkdtempSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { test } = require("node:test");

const { program, settings } = require("../program.js");

test("the program is the one named, else the extension's own, else that of the PATH", () => {
  const folder = mkdtempSync(join(tmpdir(), "kigen-"));
  assert.equal(program("/opt/kigen", folder, "linux"), "/opt/kigen");
  assert.equal(program("", folder, "linux"), "kigen");
  mkdirSync(join(folder, "server"));
  writeFileSync(join(folder, "server", "kigen"), "");
  assert.equal(program("", folder, "linux"), join(folder, "server", "kigen"));
  assert.equal(program("", folder, "win32"), "kigen");
  writeFileSync(join(folder, "server", "kigen.exe"), "");
  assert.equal(program(undefined, folder, "win32"), join(folder, "server", "kigen.exe"));
});

test("what is not set is not told", () => {
  const of = (values) => settings({ get: (name) => values[name] });
  assert.deepEqual(of({ lang: "ja", rules: [], now: "" }), { lang: "ja", rules: [] });
  assert.deepEqual(of({}), {});
});
