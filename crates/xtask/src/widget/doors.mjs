// The pages and scripts of the doors by which the widget gets into a portal besides the script
// tag: the frame, and the page that people install.
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the installed page needs besides the program itself, by its addresses. */
const PAGE = {
  "./app": "app.html",
  "./app.js": "app.js",
  "./app.webmanifest": "app.webmanifest",
  "./app-192.png": "app-192.png",
  "./app-512.png": "app-512.png",
  "./alone.css": "alone.css",
  "./yuebao.js": "yuebao.js",
};
/** The hashed files of Trunk that belong to its own demonstration page. */
const DEMONSTRATION = /^(icon|portal)-/;

/** Puts the doors into the folder of a finished build. */
export function openDoors(doors, folder) {
  cpSync(doors, folder, { recursive: true });
  writeWorker(folder, readFileSync(join(doors, "sw.js"), "utf8"));
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
  const worker = template.replace("@FILES@", () => list).replace("@CACHE@", cache);
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
