// The pages and scripts of the doors by which the widget gets into a portal besides the script
// tag: the frame, and the page that people install.
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { BROWSERS, run } from "./parts.mjs";

/** What the installed page needs besides the program itself, by its addresses. */
const PAGE = {
  "./app": "app.html",
  "./app.js": "app.js",
  "./app.webmanifest": "app.webmanifest",
  "./app-192.png": "app-192.png",
  "./app-512.png": "app-512.png",
  "./alone.css": "alone.css",
  "./yuebao.js": "yuebao.js",
  "./yuebao-old.js": "yuebao-old.js",
};
/** What each door's page has in its head beside what all have. */
const HEADS = {
  app: `    <meta name="theme-color" content="#14508c">
    <link rel="manifest" href="./app.webmanifest">
    <link rel="icon" href="./app-192.png">
    <link rel="apple-touch-icon" href="./app-192.png">`,
  // the server names the portals that may frame it
  embed: `    <meta name="yuebao-portals" content="">`,
};
/** What pages and worker are made from. */
const TEMPLATES = ["page.html", "sw.js"];
/** The hashed files of Trunk that belong to its own demonstration page. */
const DEMONSTRATION = /^(icon|portal)-/;

/** The scripts of the doors. */
const SCRIPTS = ["app.js", "embed.js", "embedding.js", "yuebao-frame.js"];

/** Puts the doors into the folder of a finished build, and makes their scripts small. */
export async function openDoors(doors, folder) {
  cpSync(doors, folder, { recursive: true, filter: (path) => !TEMPLATES.includes(basename(path)) });
  const page = readFileSync(join(doors, "page.html"), "utf8");
  for (const [door, head] of Object.entries(HEADS)) {
    const whole = page.replace("@HEAD@", `${head}\n${ahead(folder)}`).replace("@DOOR@", door);
    writeFileSync(join(folder, `${door}.html`), whole);
  }
  await shrink(folder);
  writeWorker(folder, readFileSync(join(doors, "sw.js"), "utf8"));
}

/** What the loader will ask for, so that the browser fetches it meanwhile. */
function ahead(folder) {
  const wasm = readdirSync(folder).find((name) => name.endsWith("_bg.wasm"));
  const script = wasm.replace(/_bg\.wasm$/, ".js");
  return `    <link rel="modulepreload" href="./${script}">
    <link rel="preload" href="./${wasm}" as="fetch" type="application/wasm" crossorigin="anonymous">`;
}

function shrink(folder) {
  const out = ["--minify", "--charset=utf8", `--outdir=${folder}`, "--allow-overwrite", "--log-level=warning"];
  return run("esbuild", [...SCRIPTS.map((script) => join(folder, script)), ...out, BROWSERS]);
}

/** The service worker names every file that it keeps, with its content: one build, one cache. */
export function writeWorker(folder, template) {
  const files = { ...PAGE };
  for (const name of program(folder)) files[`./${name}`] = name;
  const listed = Object.entries(files).map(([address, name]) => {
    const digest = createHash("sha256").update(readFileSync(join(folder, name)));
    return [address, `sha256-${digest.digest("base64")}`];
  });
  const list = JSON.stringify(listed, null, 2);
  const cache = createHash("sha256").update(list).digest("hex").slice(0, 16);
  const worker = template.replace('JSON.parse("@FILES@")', () => list).replace("@CACHE@", cache);
  writeFileSync(join(folder, "sw.js"), worker);
}

/** The program's files: those with a hash in their name or in their folder's. */
export function program(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /-[0-9a-f]{16,}/.test(name) && !DEMONSTRATION.test(name))
    .filter((name) => !/\.(br|gz)$/.test(name) && statSync(join(folder, name)).isFile())
    .sort();
}
