// The real server, as a process of its own on a data folder of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

import { ASSETS, YUEBAO } from "./paths.mjs";

/** Runs a command of the program to its end; `input` is what is typed into it. */
export async function yuebao(args, input = "") {
  const child = spawn(YUEBAO, args);
  child.stdin.on("error", () => "it does not want to read");
  child.stdin.end(input);
  const ended = once(child, "close");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  if (code !== 0) throw new Error(`yuebao ${args.join(" ")} ended with ${code}:\n${out}${err}`);
  return out;
}

export class Server {
  #child = null;
  #log = [];

  constructor(data, portal) {
    this.data = data;
    this.portal = portal;
    this.port = 0;
    this.assets = ASSETS;
    /** What sets the time that it tells; without one it is the machine's. */
    this.clock = undefined;
    /** The configuration of sign-on, if the portal's tokens are taken. */
    this.signOn = undefined;
    /** Whether a made-up portal stands at /. */
    this.demo = false;
    /** Further options. */
    this.more = [];
  }

  /** What it has logged: the fields of each line, oldest first. */
  get log() {
    return this.#log.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line).fields);
  }

  /** Starts; a second start is on the port of the first. With `clock`, behind that. */
  async start() {
    if (this.clock && !this.port) this.port = await this.clock.start();
    const listen = this.clock ? 0 : this.port;
    const args = ["serve", "--data", this.data, "--listen", `127.0.0.1:${listen}`];
    args.push("--allow-origin", this.portal, "--log-format", "json");
    if (this.signOn) args.push("--sign-on", this.signOn);
    if (this.demo) args.push("--demo");
    args.push(...this.more);
    if (this.assets) args.push("--assets", this.assets);
    const child = spawn(YUEBAO, args, { stdio: ["ignore", "ignore", "pipe"] });
    this.#child = child;
    const port = await new Promise((resolve, reject) => {
      createInterface(child.stderr).on("line", (line) => {
        this.#log.push(line);
        const address = /serving http:\/\/[^:]+:(\d+)/.exec(line);
        if (address) resolve(Number(address[1]));
      });
      child.once("error", reject);
      child.once("exit", (code) => {
        reject(new Error(`the server ended with ${code}:\n${this.#log.join("\n")}`));
      });
    });
    if (this.clock) this.clock.behind = port;
    else this.port = port;
  }

  /** As an administrator would: it finishes what is under way. */
  async stop(signal = "SIGTERM") {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  }

  /** As a power cut would. */
  kill() {
    return this.stop("SIGKILL");
  }
}
