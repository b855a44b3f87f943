// All engines in Chromium: node chromium.mjs FOLDER. Prints one JSON object a line.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { pages } from "./pages.mjs";
import { COLD_RUNS, PEERS, line } from "./peers.mjs";

const folder = process.argv[2];
const { inPage, close } = await pages(folder);

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
  await close();
}
