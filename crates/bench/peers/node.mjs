// The peers in Node: node node.mjs FOLDER. Prints one JSON object a line.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { COLD_RUNS, PEERS, line } from "./peers.mjs";

const [folder, name, task] = process.argv.slice(2);
const set = JSON.parse(readFileSync(join(folder, "set.json"), "utf8"));
const address = (file) => pathToFileURL(join(folder, file)).href;
const measure = await import(address("measure.js"));

if (name === undefined) {
  // a process each, so that none profits from what another warmed up
  for (const peer of PEERS) {
    const run = (task) => {
      const { stdout, status } = spawnSync(
        process.execPath,
        [fileURLToPath(import.meta.url), folder, peer, task],
        { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8", maxBuffer: 1 << 24 },
      );
      if (status !== 0) process.exit(1);
      return JSON.parse(stdout);
    };
    console.error(`    ${peer} in Node`);
    const cold = Array.from({ length: COLD_RUNS }, () => run("cold")).sort((a, b) => a - b);
    const { engine, lines } = run("warm");
    line("cold start", engine, "node", cold[Math.floor(cold.length / 2)]);
    for (const [what, value] of lines) line(what, engine, "node", value);
  }
} else if (task === "cold") {
  console.log(await measure.coldPeer(address(`${name}.js`), { ...set, record: set.records[12] }));
} else {
  const module = await import(address(`${name}.js`));
  console.log(JSON.stringify({ engine: module.engine, lines: measure.peer(module, set) }));
}
