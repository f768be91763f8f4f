#!/usr/bin/env node
// Runs the program of this machine, which the package holds: nothing is fetched when it is installed or run.

"use strict";

const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const name = `${process.platform}-${process.arch}`;
const program = join(__dirname, "..", "programs", name, process.platform === "win32" ? "kigen.exe" : "kigen");
if (!existsSync(program)) {
  console.error(`kigen: this package holds no program for ${name}`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`kigen: ${error.message}`);
  process.exit(2);
}
if (signal) process.kill(process.pid, signal);
process.exit(status ?? 2);
