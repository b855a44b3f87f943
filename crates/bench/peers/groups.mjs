// The same reports added up by hand-written JavaScript: node groups.mjs FOLDER REPORTS RUNS. What it gives
// has to be what is expected before it is measured. Sums are whole millionths, which a double holds exactly
// up to 2^53 and a BigInt beyond.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, reports, runs] = process.argv.slice(2);
const [, ...lines] = readFileSync(join(folder, "reports.csv"), "utf8").trimEnd().split("\n");
const rows = lines.map((line) => {
  const [month, area, nature, annual, invested, toDate] = line.split(",");
  return { month, area, nature, annual: +annual, invested: +invested, toDate: +toDate };
});

function groups() {
  const found = new Map();
  for (const row of rows) {
    const key = `${row.month},${row.area},${row.nature}`;
    let group = found.get(key);
    if (group === undefined) {
      group = { count: 0, annual: 0, invested: 0, toDate: 0 };
      found.set(key, group);
    }
    group.count += 1;
    group.annual += row.annual;
    group.invested += row.invested;
    group.toDate += row.toDate;
  }
  return found;
}

const shown = [...groups()].map(([key, { count, annual, invested, toDate }]) => {
  for (const sum of [annual, invested, toDate]) {
    if (!Number.isSafeInteger(sum)) throw new Error(`${sum} is no exact sum`);
  }
  return `${key},${count},${annual},${invested},${toDate}`;
});
const expected = readFileSync(join(folder, "groups.csv"), "utf8").split("\n").sort();
if (shown.sort().join("\n") !== expected.join("\n")) throw new Error("JavaScript adds up otherwise");

const times = [];
for (let run = 0; run < Number(runs); run += 1) {
  const start = performance.now();
  groups();
  times.push(performance.now() - start);
}
times.sort((one, other) => one - other);
const value = Number(times[Math.floor(times.length / 2)].toFixed(6));
const what = `${reports} reports by month, area, nature`;
const engine = `JavaScript, node ${process.versions.node}`;
console.log(JSON.stringify({ what, engine, where: "native", value, unit: "ms" }));
