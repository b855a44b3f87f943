// All engines in Chromium: node chromium.mjs FOLDER. Prints one JSON object a line.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

import { COLD_RUNS, PEERS, line } from "./peers.mjs";

const { chromium } = createRequire(new URL("../../../tests/browser/package.json", import.meta.url))(
  "playwright-core",
);
const folder = process.argv[2];
const TYPES = { ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  // isolated pages have the finer clock
  const headers = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cache-Control": "no-store",
  };
  if (path === "/") {
    response.writeHead(200, { ...headers, "Content-Type": "text/html" }).end("<!doctype html>");
    return;
  }
  try {
    const body = await readFile(join(folder, path));
    response.writeHead(200, { ...headers, "Content-Type": TYPES[extname(path)] ?? "text/plain" });
    response.end(body);
  } catch {
    response.writeHead(404, headers).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const home = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
console.error(`    Chromium ${browser.version()}`);

/** In a page of its own with nothing in its cache. */
async function inPage(task, argument) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    await page.goto(home);
    return await page.evaluate(task, argument);
  } finally {
    await context.close();
  }
}

async function cold(task, argument) {
  const times = [];
  for (let run = 0; run < COLD_RUNS; run += 1) times.push(await inPage(task, argument));
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length / 2)];
}

const small = async () => {
  const { rules, records, first } = JSON.parse(await readFile(join(folder, "set.json"), "utf8"));
  return { rules, record: records[12], first };
};
const first = await small();
try {
  for (const build of ["widget", "speed"]) {
    const engine = build === "widget" ? "yuebao" : "yuebao, opt-level 3";
    console.error(`    ${engine} in Chromium`);
    const start = await cold(
      async ({ build, first }) => {
        const { coldOurs } = await import("/measure.js");
        return coldOurs(`/${build}/ours.js`, `/${build}/engine_bg.wasm`, first);
      },
      { build, first },
    );
    line("cold start", engine, "chromium", start);
    const lines = await inPage(async (build) => {
      const { ours } = await import("/measure.js");
      const set = await (await fetch("/set.json")).json();
      return ours(await import(`/${build}/ours.js`), `/${build}/engine_bg.wasm`, set);
    }, build);
    for (const [what, value] of lines) line(what, engine, "chromium", value);
  }
  for (const peer of PEERS) {
    console.error(`    ${peer} in Chromium`);
    const start = await cold(
      async ({ peer, first }) => {
        const { coldPeer } = await import("/measure.js");
        return coldPeer(`/${peer}.js`, first);
      },
      { peer, first },
    );
    const { engine, lines } = await inPage(async (peer) => {
      const measure = await import("/measure.js");
      const set = await (await fetch("/set.json")).json();
      const module = await import(`/${peer}.js`);
      return { engine: module.engine, lines: measure.peer(module, set) };
    }, peer);
    line("cold start", engine, "chromium", start);
    for (const [what, value] of lines) line(what, engine, "chromium", value);
  }
} finally {
  await browser.close();
  server.close();
}
