// The engine compiled for the browser finds in 10,000 generated drafts what the host's build finds,
// to the byte: codes, severities, fields, values, both languages' wording, and what could not be
// evaluated. The server runs the host's build.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";

import { chromium } from "playwright-core";

import { CHROMIUM, ENGINE, HOST_ENGINE } from "./support/paths.mjs";

const SEED = 2022;
const COUNT = 10_000;
const FILES = {
  "/": [undefined, "text/html"],
  "/engine.js": ["engine.js", "text/javascript"],
  "/engine_bg.wasm": ["engine_bg.wasm", "application/wasm"],
};

/** What the host's build says. */
function host(...command) {
  const { status, stdout, stderr } = spawnSync(HOST_ENGINE, command.map(String), {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Serves the wasm to a page, and does `task` there. */
async function inBrowser(task) {
  const server = createServer(async ({ url }, response) => {
    const [file, type] = FILES[url] ?? [];
    response.writeHead(type ? 200 : 404, { "Content-Type": type ?? "text/plain" });
    response.end(file ? await readFile(join(ENGINE, file)) : "<!doctype html>");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(async () => {
      const engine = await import("/engine.js");
      await engine.default({ module_or_path: "/engine_bg.wasm" });
      globalThis.engine = engine;
    });
    return await task(page);
  } finally {
    await browser.close();
    server.close();
  }
}

test("the browser's build and the host's find the same in 10,000 drafts", async () => {
  const onHost = host("drafts", SEED, COUNT).split("\n");
  await inBrowser(async (page) => {
    const lines = ([seed, count]) => globalThis.engine.draft_lines(seed, count);
    const found = (await page.evaluate(lines, [SEED, COUNT])).split("\n");
    const other = found.findIndex((line, index) => line !== onHost[index]);
    if (other >= 0) {
      // the whole draft, where digests differ: it says what to look at
      const shown = ([seed, index]) => globalThis.engine.draft_shown(seed, index);
      assert.equal(await page.evaluate(shown, [SEED, other]), host("draft", SEED, other));
    }
    assert.deepEqual(found, onHost);
  });
  const drafts = onHost.filter((line) => line !== "").map((line) => line.split(" "));
  assert.equal(drafts.length, COUNT);
  assert.equal(new Set(drafts.map(([, draft]) => draft)).size, COUNT, "every draft is another one");
  const findings = drafts.reduce((sum, [, , , count]) => sum + Number(count), 0);
  assert.ok(findings > COUNT, `only ${findings} findings: drafts without faults prove nothing`);
});
