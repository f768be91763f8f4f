// Which program is started and what it is told; apart from the editor, so that it can be tried without one.

"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

/** The program: as the settings name it, else the one in the extension, else by the PATH. */
exports.program = (named, folder, platform) => {
  if (named) return named;
  const bundled = join(folder, "server", platform === "win32" ? "kigen.exe" : "kigen");
  return existsSync(bundled) ? bundled : "kigen";
};

/** What the server is told when it starts: nothing that is not set. */
exports.settings = (configured) => {
  const told = {};
  for (const name of ["lang", "rules", "plan", "now"]) {
    const value = configured.get(name);
    if (value !== undefined && value !== "") told[name] = value;
  }
  return told;
};
