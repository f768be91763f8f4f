// A client of yaml-language-server: what an editor asks it, over its standard input and output.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const SERVER = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");

export class Client {
  #process = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  #rest = Buffer.alloc(0);
  #last = 0;
  #version = 0;
  #answers = new Map();
  #found = new Map();
  #schemas;

  /** Starts the server with schemas by the ends of paths. */
  static async start(schemas) {
    const client = new Client();
    client.#schemas = schemas;
    client.#process.stdout.on("data", (data) => client.#read(data));
    await client.#ask("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true },
        textDocument: { completion: { completionItem: { documentationFormat: ["markdown"] } } },
      },
    });
    client.#say("initialized", {});
    return client;
  }

  /** Opens a document and gives what the server finds in it. */
  async open(path, text) {
    const uri = pathToFileURL(path).href;
    const found = new Promise((resolve) => this.#found.set(uri, resolve));
    this.#say("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: ++this.#version, text } });
    return { uri, found: await found };
  }

  /** What is offered where `|` stands in the text. */
  async complete(path, marked) {
    const at = marked.indexOf("|");
    const text = marked.slice(0, at) + marked.slice(at + 1);
    const { uri } = await this.open(path, text);
    const before = marked.slice(0, at).split("\n");
    const position = { line: before.length - 1, character: before.at(-1).length };
    const answer = await this.#ask("textDocument/completion", { textDocument: { uri }, position });
    this.#say("textDocument/didClose", { textDocument: { uri } });
    return Array.isArray(answer) ? answer : answer.items;
  }

  async stop() {
    await this.#ask("shutdown", null);
    this.#say("exit", null);
  }

  #read(data) {
    this.#rest = Buffer.concat([this.#rest, data]);
    for (;;) {
      const end = this.#rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#rest.subarray(0, end))[1]);
      if (this.#rest.length < end + 4 + length) return;
      const message = JSON.parse(this.#rest.subarray(end + 4, end + 4 + length));
      this.#rest = this.#rest.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result, error }) {
    if (method === undefined) {
      const { resolve, reject } = this.#answers.get(id);
      this.#answers.delete(id);
      return error ? reject(new Error(error.message)) : resolve(result);
    }
    if (method === "textDocument/publishDiagnostics") {
      this.#found.get(params.uri)?.(params.diagnostics);
      this.#found.delete(params.uri);
    } else if (method === "workspace/configuration") {
      const yaml = { schemas: this.#schemas, completion: true, validate: true, schemaStore: { enable: false } };
      this.#send({ id, result: params.items.map(({ section }) => (section === "yaml" ? yaml : null)) });
    } else if (id !== undefined) {
      this.#send({ id, result: null });
    }
  }

  #ask(method, params) {
    const id = ++this.#last;
    const answer = new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    return answer;
  }

  #say(method, params) {
    this.#send({ method, params });
  }

  #send(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }
}
