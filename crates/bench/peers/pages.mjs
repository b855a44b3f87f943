// Pages of their own in Chromium, with the files of a folder behind them.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";

const { chromium } = createRequire(new URL("../../../tests/browser/package.json", import.meta.url))(
  "playwright-core",
);
const TYPES = { ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

/** Opens the browser: `inPage` runs a task in a page with nothing in its cache, `close` ends it all. */
export async function pages(folder) {
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
  return {
    async inPage(task, argument) {
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(0);
        await page.goto(home);
        return await page.evaluate(task, argument);
      } finally {
        await context.close();
      }
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
