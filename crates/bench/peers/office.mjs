// 发布 on an office's tablet, in Chromium: node office.mjs FOLDER PROJECTS RUNS.
import { pages } from "./pages.mjs";
import { line } from "./peers.mjs";

const [folder, projects, runs] = process.argv.slice(2);
const { inPage, close } = await pages(folder);
try {
  const took = await inPage(
    async ({ projects, runs }) => {
      const ours = await import("/widget/ours.js");
      await ours.openOffice("/widget/engine_bg.wasm", 1, projects);
      const timed = (run, at) => {
        const start = performance.now();
        run(at);
        return performance.now() - start;
      };
      const median = (run) => {
        const times = Array.from({ length: runs }, (_, at) => timed(run, at));
        return times.sort((one, other) => one - other)[Math.floor(runs / 2)];
      };
      const table = () => ours.officeOpen("monthly-table", 11);
      const changed = (at) => {
        ours.officeChange((at * 97) % projects);
        table();
      };
      // in this order: Chromium compiles what runs often once more, so that the later ones are faster
      return [
        [`发布 opened for the first time, a month of ${projects} projects`, timed(table)],
        ["发布 opened for the second time", timed(table)],
        ["发布 after one changed report of another month", median(changed)],
        ["发布 opened again and again", median(table)],
        ["总结 over twelve months", median(() => ours.officeOpen("summary", 12))],
      ];
    },
    { projects: Number(projects), runs: Number(runs) },
  );
  for (const [what, value] of took) line(what, "yuebao", "chromium", value);
} finally {
  await close();
}
