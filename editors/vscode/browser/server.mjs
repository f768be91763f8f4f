// code-server with the extension in it, on a folder of its own.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const entry = join(here, "node_modules/code-server/out/node/entry.js");
const extension = process.env.KIGEN_VSIX ?? join(here, "../../../target/kigen.vsix");

// Nothing of this is the extension's: a quiet editor.
const QUIET = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "editor.minimap.enabled": false,
  "git.enabled": false,
  // A browser's editor saves by itself, without what is to be done on saving.
  "files.autoSave": "off",
};

// Starts the server with settings and files; answers where it is, the folder, and how it is stopped.
export async function started(settings, files) {
  const place = mkdtempSync(join(tmpdir(), "kigen-vscode-"));
  const folder = join(place, "依頼");
  const [data, extensions] = [join(place, "data"), join(place, "extensions")];
  mkdirSync(folder);
  mkdirSync(join(data, "User"), { recursive: true });
  writeFileSync(join(data, "User", "settings.json"), JSON.stringify({ ...QUIET, ...settings }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const env = { ...process.env, XDG_CONFIG_HOME: join(place, "config"), XDG_DATA_HOME: join(place, "share") };
  const common = [entry, "--user-data-dir", data, "--extensions-dir", extensions];
  const installed = spawnSync(process.execPath, [...common, "--install-extension", extension], { env, encoding: "utf8" });
  if (installed.status !== 0) throw new Error(`the extension could not be installed: ${installed.stdout}${installed.stderr}`);
  const server = spawn(
    process.execPath,
    [...common, "--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry", "--disable-update-check", folder],
    { env, stdio: ["ignore", "pipe", "inherit"] },
  );
  const address = await new Promise((resolve, reject) => {
    let said = "";
    server.stdout.on("data", (part) => {
      said += part;
      const found = said.match(/listening on (http:\S+?)\/?\s/i);
      if (found) resolve(found[1]);
    });
    server.on("exit", () => reject(new Error(`code-server did not start: ${said}`)));
  });
  const stop = async () => {
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill();
    await gone;
    rmSync(place, { recursive: true, force: true });
  };
  return { address, folder, stop };
}
