// The same cells written by exceljs: node workbook.mjs CELLS FILE WHAT RUNS. Time, and the most memory.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const ExcelJS = require("exceljs");
const { version } = require("exceljs/package.json");
const [source, file, what, runs] = process.argv.slice(2);
const { rows, merged, repeated } = JSON.parse(readFileSync(source, "utf8"));

const cell = (value) =>
  typeof value === "string" && value.startsWith("=") ? { formula: value.slice(1) } : value;

async function write() {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("table");
  for (const row of rows) sheet.addRow(row.map(cell));
  for (const [first, left, last, right] of merged) {
    sheet.mergeCells(first + 1, left + 1, last + 1, right + 1);
  }
  sheet.pageSetup.printTitlesRow = (repeated ?? "$1:$1").replaceAll("$", "");
  await book.xlsx.writeFile(file);
}

const line = (what, value, unit) => {
  const engine = `exceljs ${version}`;
  console.log(JSON.stringify({ what, engine, where: "native", value, unit }));
};
const times = [];
for (let run = 0; run < Number(runs); run += 1) {
  const start = performance.now();
  await write();
  times.push(performance.now() - start);
}
times.sort((one, other) => one - other);
line(what, Number(times[Math.floor(times.length / 2)].toFixed(6)), "ms");
line(`${what}, memory`, Math.floor(process.resourceUsage().maxRSS / 1024), "MB");
