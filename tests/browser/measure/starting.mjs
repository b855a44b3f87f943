// How soon the widget can be used on a slow tablet and a slow line, beside pages of two form
// libraries: node starting.mjs PAGES, the folder that crates/bench/pages/bundle.mjs made. Prints one
// JSON object a line as it comes; `cargo xtask bench start` calls it.
import { readFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { chromium } from "playwright-core";

import { Office } from "../support/office.mjs";
import { CHROMIUM } from "../support/paths.mjs";
import { Server, yuebao } from "../support/server.mjs";

const RUNS = 5;
const CPU = 4;
const LINE = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 };
const OFF = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
/** Nothing here may take longer, in milliseconds. */
const PATIENCE = 30_000;
const KEYS = 60;
const PROFILE = "qinzhou-2022";
const PASSWORD = "yuebao-demo";
const UNIT = "unit-1-1";
const PLAIN = "yuebao.test";

const folder = await mkdtemp(join(tmpdir(), "yuebao-starting-"));
const server = new Server(join(folder, "data"), "http://portal.test");
const peers = await servePages(process.argv[2]);
const contexts = [];
try {
  const made = JSON.parse(await yuebao(["demo", "--profile", PROFILE, "--data", server.data, "--json"]));
  await server.start();
  for (const [host, where] of [[PLAIN, "plain http, gzip"], ["localhost", "localhost, brotli"]]) {
    await cold("yuebao", where, `http://${host}:${server.port}/`);
    await cold("survey-js-ui", where, `http://${host}:${peers.address().port}/survey.html`);
    await cold("@formio/js", where, `http://${host}:${peers.address().port}/formio.html`);
  }
  const { projects } = await new Office(server).everything({ user: "office", password: PASSWORD });
  await giveAllToOneUnit(projects);
  const clerk = made.accounts.find(({ role, unit }) => role === "clerk" && unit === UNIT);
  await again("plain http, gzip", `http://${PLAIN}:${server.port}/`, clerk.user, projects.size);
  await again("localhost, brotli", `http://localhost:${server.port}/app`, clerk.user, projects.size);
} finally {
  await Promise.allSettled(contexts.map((context) => context.close()));
  await server.stop();
  peers.closeAllConnections();
  peers.close();
  await rm(folder, { recursive: true, force: true });
}

function line(what, engine, where, value, unit) {
  console.log(JSON.stringify({ what, engine, where, value: Number(value.toFixed(1)), unit }));
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

async function launch(name) {
  const context = await chromium.launchPersistentContext(join(folder, name), {
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--host-resolver-rules=MAP *.test 127.0.0.1",
    ],
    viewport: { width: 768, height: 1024 },
    hasTouch: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  contexts.push(context);
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(watch);
  return context;
}

/** A page on a slow tablet; the bytes that come are counted in `wire`. */
async function slow(context, network) {
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  const wire = { bytes: 0 };
  await tools.send("Network.enable");
  tools.on("Network.loadingFinished", ({ encodedDataLength }) => (wire.bytes += encodedDataLength));
  await tools.send("Network.emulateNetworkConditions", { offline: false, ...network });
  await tools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  return { page, tools, wire };
}

/** A browser that has never been here: each run has a profile of its own. */
async function cold(engine, where, url) {
  const [times, bytes, begun, whole] = [[], [], [], []];
  for (let run = 0; run < RUNS; run++) {
    const context = await launch(`cold-${engine.replace(/\W/g, "")}-${where.slice(0, 5)}-${run}`);
    const { page, wire } = await slow(context, LINE);
    await page.goto(url, { waitUntil: "commit" });
    times.push(await firstField(page));
    bytes.push(wire.bytes);
    if (engine === "yuebao") {
      begun.push(await programBegun(page));
      whole.push(wire.bytes);
    }
    await context.close();
  }
  line("first field usable, cold", engine, where, median(times), "ms");
  line("on the wire until then", engine, where, median(bytes), "B");
  if (begun.length === 0) return;
  line("program behind it begins, cold", engine, where, median(begun), "ms");
  line("on the wire in all", engine, where, median(whole), "B");
}

/** When the program behind the login form has asked the server who it is, the first that it does. */
async function programBegun(page) {
  const asked = await page.waitForFunction(() => {
    const loaded = performance.getEntriesByType("resource");
    return loaded.find(({ name }) => name.endsWith("/api/v1/hello"))?.startTime;
  });
  return asked.jsonValue();
}

async function firstField(page) {
  await page.waitForFunction(() => window.firstField !== undefined);
  return page.evaluate(() => window.firstField);
}

/** Everything is here: only then a key meets what it will meet all day. */
async function synced(page) {
  await page.waitForFunction(() => window.synced).catch(async (fault) => {
    const said = await page.evaluate(() => document.querySelector("yuebao-report").shadowRoot.textContent);
    throw new Error(`never synchronised; the page says: ${said.slice(0, 500)}`, { cause: fault });
  });
}

/** The second visit of somebody who is logged in and has a whole city's plan on the tablet. */
async function again(where, url, user, count) {
  const context = await launch(`again-${where.slice(0, 5)}`);
  const first = await context.newPage();
  await first.goto(url);
  await first.getByRole("textbox", { name: "用户名" }).fill(user);
  await first.getByRole("textbox", { name: "密码" }).fill(PASSWORD);
  await first.getByRole("textbox", { name: "密码" }).press("Enter");
  await first.getByRole("main").getByRole("listitem").first().waitFor();
  await synced(first);
  line("projects on the device", "yuebao", where, count, "");
  await first.evaluate(() => navigator.serviceWorker?.ready.then(() => "kept"));
  await first.reload();
  await first.getByRole("main").getByRole("listitem").first().waitFor();
  const worker = await first.evaluate(() => Boolean(navigator.serviceWorker?.controller));
  await first.close();

  // a page that no service worker keeps needs the line, and takes the rest from the browser's cache
  const what = worker ? "second visit, no network" : "second visit, http cache";
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const { page, tools } = await slow(context, LINE);
    if (worker) await tools.send("Network.emulateNetworkConditions", OFF);
    await page.goto(url, { waitUntil: "commit" });
    times.push(await firstField(page));
    await page.close();
  }
  line(what, "yuebao", where, median(times), "ms");

  const { page, tools } = await slow(context, LINE);
  await page.goto(url);
  const rows = page.getByRole("main").getByRole("listitem");
  await rows.first().waitFor();
  await synced(page);
  // by touch: under a mouse Chromium looks anew what lies there, at each frame
  await rows.first().getByRole("button").first().tap();
  const box = page.locator("yuebao-report").locator("main input:enabled[inputmode=decimal]").first();
  await box.tap();
  await tools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await tools.send("Runtime.getHeapUsage");
  const memory = await page.evaluate(() => window.wasmBytes());
  line("heap, scripts and wasm", "yuebao", where, (usedSize + memory) / 1024 / 1024, "MiB");
  line("of it the wasm's memory", "yuebao", where, memory / 1024 / 1024, "MiB");
  for (const [how, delay] of [["keys without a pause", 0], ["ten keys a second", 100]]) {
    for (let key = 0; key < KEYS; key++) await page.keyboard.press(String(key % 10), { delay });
    const keys = await page.evaluate(() => window.takeKeys());
    for (const [name, values] of Object.entries(keys)) {
      const sorted = values.toSorted((one, other) => one - other);
      if (sorted.length < KEYS / 2) throw new Error(`${sorted.length} of ${KEYS} keys were seen`);
      for (const percent of [50, 95]) {
        const value = sorted[Math.floor((sorted.length * percent) / 100)];
        line(`${name}, ${how}, p${percent}`, "yuebao", where, value, "ms");
      }
    }
    await box.fill("");
    await page.evaluate(() => window.takeKeys());
  }
  await context.close();
}

/** So that one clerk's tablet holds every project. */
async function giveAllToOneUnit(projects) {
  const plan = join(folder, "plan.json");
  const rows = [...projects.values()].map((row) => ({ ...row, units: [UNIT] }));
  await writeFile(plan, JSON.stringify({ projects: rows }));
  await yuebao(["import-plan", "--data", server.data, plan]);
}

/** The peers' pages, packed beforehand as ours are: brotli where the browser takes it. */
async function servePages(pages) {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
  const files = new Map();
  for (const name of ["survey", "formio"]) {
    for (const ending of Object.keys(types)) {
      const content = await readFile(join(pages, name + ending));
      files.set(`/${name}${ending}`, { br: brotliCompressSync(content), gzip: gzipSync(content, { level: 9 }) });
    }
  }
  const http = createServer((asked, answer) => {
    const file = files.get(asked.url);
    if (!file) return answer.writeHead(404).end();
    const coding = /\bbr\b/.test(asked.headers["accept-encoding"]) ? "br" : "gzip";
    answer.writeHead(200, { "content-type": types[extname(asked.url)], "content-encoding": coding });
    answer.end(file[coding]);
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return http;
}

/** In the page: when the first field can be typed in, what the wasm holds, what a key costs. */
function watch() {
  const roots = () => [document, document.querySelector("yuebao-report")?.shadowRoot].filter(Boolean);
  const usable = (field) => !field.disabled && !field.readOnly && field.getClientRects().length > 0;
  const look = () => {
    const fields = roots().flatMap((root) => [...root.querySelectorAll("input, textarea")]);
    if (fields.some(usable)) window.firstField = performance.now();
    else requestAnimationFrame(look);
  };
  look();

  // the demo has conflicts, which wait for a person: "attention"
  addEventListener("yuebao-sync", ({ detail: { state, waiting } }) => {
    window.synced = ["synced", "attention"].includes(state) && waiting === 0;
  });

  const memories = [];
  window.wasmBytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const made = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await made.apply(WebAssembly, given);
      const { exports } = result.instance ?? result;
      if (exports.memory) memories.push(exports.memory);
      return result;
    };
  }

  // Before the widget hears of a key: a message comes after all that it does at once, and one
  // that is posted while the next frame is drawn comes when the frame is done. Chromium lets the
  // frame, and keys that are there already, go before a message: the first counts them as well.
  const none = () => ({ "work for a key": [], "key to its frame": [] });
  let keys = none();
  const { port1, port2 } = new MessageChannel();
  const waiting = [];
  port1.onmessage = () => waiting.shift()();
  const after = (then) => {
    waiting.push(then);
    port2.postMessage(null);
  };
  /** What was measured since, once the last key's frame is done. */
  window.takeKeys = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() =>
        after(() => {
          resolve(keys);
          keys = none();
        }),
      );
    });
  addEventListener(
    "input",
    () => {
      const begun = performance.now();
      const note = (name) => () => keys[name].push(performance.now() - begun);
      after(note("work for a key"));
      requestAnimationFrame(() => after(note("key to its frame")));
    },
    true,
  );
}
