// Starts `kigen lsp` beside the editor: the program that the settings name, else the one in this extension, else the
// one on the PATH. What it finds, offers and explains is the program's own.

"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { Uri, commands, env, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { program, settings } = require("./program.js");

let client;

async function start(context) {
  const configured = workspace.getConfiguration("kigen");
  const command = program(configured.get("path"), context.extensionPath, process.platform);
  client = new LanguageClient(
    "kigen",
    "kigen",
    { command, args: ["lsp"] },
    {
      documentSelector: [
        { language: "yaml" },
        { language: "icalendar" },
        { language: "markdown" },
        { language: "plaintext" },
      ],
      initializationOptions: settings(configured),
      synchronize: { configurationSection: "kigen" },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    window.showErrorMessage(
      `kigen を起動できません（${command}）。設定「kigen.path」を御確認ください。 / kigen could not be started: ${error.message ?? error}`,
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

function openPage(context) {
  const named = workspace.getConfiguration("kigen").get("page");
  const page = named || join(context.extensionPath, "kigen.html");
  if (!existsSync(page)) {
    window.showErrorMessage(`${page} がありません。設定「kigen.page」に kigen.html の場所を記載してください。`);
    return undefined;
  }
  return env.openExternal(Uri.file(page));
}

exports.activate = async (context) => {
  context.subscriptions.push(
    commands.registerCommand("kigen.openPage", () => openPage(context)),
    commands.registerCommand("kigen.restart", async () => {
      await stop();
      await start(context);
    }),
    // Another program, or another page: the rest of the settings the server is told of by the client.
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("kigen.path")) {
        await stop();
        await start(context);
      }
    }),
  );
  await start(context);
};

exports.deactivate = stop;
