// Totals in Chromium, as the widget ships the engine: node totals.mjs FOLDER PROJECTS RUNS.
import { pages } from "./pages.mjs";
import { line } from "./peers.mjs";

const [folder, projects, runs] = process.argv.slice(2);
const { inPage, close } = await pages(folder);
try {
  for (const build of ["widget", "speed"]) {
    const engine = build === "widget" ? "yuebao" : "yuebao, opt-level 3";
    const took = await inPage(
      async ({ build, projects, runs }) => {
        const ours = await import(`/${build}/ours.js`);
        await ours.openTotals(`/${build}/engine_bg.wasm`, 1, projects);
        const median = (run) => {
          const times = Array.from({ length: runs }, (_, at) => {
            const start = performance.now();
            run(at);
            return performance.now() - start;
          });
          return times.sort((one, other) => one - other)[Math.floor(runs / 2)];
        };
        const changed = (at) => [(at * 97) % projects, 1 + (at % 12)];
        return [
          ["every dimension and pair", median(() => ours.totalsAll())],
          ["one changed report, its month by all", median((at) => ours.totalsChange(...changed(at)))],
          ["one changed report, the totals shown", median((at) => ours.totalsShown(...changed(at)))],
        ];
      },
      { build, projects: Number(projects), runs: Number(runs) },
    );
    for (const [what, value] of took) line(`${projects} × 12, ${what}`, engine, "chromium", value);
  }
} finally {
  await close();
}
