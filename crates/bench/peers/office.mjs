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
      // the first counts as much as the others: it is what somebody waits for
      const times = (run) =>
        Array.from({ length: runs }, (_, at) => {
          const start = performance.now();
          run(at);
          return performance.now() - start;
        });
      const median = (times) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)];
      const table = () => ours.officeOpen("monthly-table", 11);
      const [first, ...again] = times(table);
      return [
        [`发布 opened: a month of ${projects} projects`, median([first, ...again])],
        ["发布 opened for the first time", first],
        [
          "发布 after one changed report of another month",
          median(
            times((at) => {
              ours.officeChange((at * 97) % projects);
              table();
            }),
          ),
        ],
        ["总结 over twelve months", median(times(() => ours.officeOpen("summary", 12)))],
      ];
    },
    { projects: Number(projects), runs: Number(runs) },
  );
  for (const [what, value] of took) line(what, "yuebao", "chromium", value);
} finally {
  await close();
}
