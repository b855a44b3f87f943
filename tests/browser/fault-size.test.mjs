// A proxy that takes smaller bodies than the server: requests shrink until they pass.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const OWN = PROJECTS.slice(0, 5);
const PROGRESS = "形象进度";

scenario("fault_36_ a proxy takes small bodies only", async (here, t) => {
  const tablet = await here.device("clerk");
  const { line } = tablet;
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  const stored = (project) => here.office.report(PEOPLE.clerk, project.id, MONTH);
  const away = () => line.disturb(({ url }) => (url === "/api/v2/sync" ? FAULTS.refuse : "pass"));
  await clerk.begin();

  /** Five reports with a long text each, made without a network. */
  async function write(word) {
    away();
    for (const project of OWN) {
      await clerk.openForm(project);
      await clerk.type(PROGRESS, word.repeat(9_000));
      await clerk.saved();
    }
    line.calm();
  }

  const isThere = async (word) => {
    const reports = await Promise.all(OWN.map(stored));
    return reports.every((report) => report?.values.visual_progress?.startsWith(word));
  };

  const kinds = {
    "it says so": { isSaid: true },
    "it says so where a page of another origin may not read it": { isSaid: true, isReadable: false },
    "it hangs up": { isSaid: false },
  };
  for (const [index, [name, how]] of Object.entries(kinds).entries()) {
    await t.test(name, async () => {
      const word = "甲乙丙"[index];
      await write(word);
      line.narrow(60_000, how);
      for (let tries = 0; tries < 12 && !(await isThere(word)); tries++) await clerk.syncNow();
      assert.ok(await isThere(word));
      line.narrow(Infinity);
      await clerk.syncNow();
      await tablet.synced();
    });
  }

  await t.test("one report alone is too large: the limit is named, and the others go", async () => {
    away();
    const [large, small] = OWN;
    await clerk.openForm(large);
    await clerk.type(PROGRESS, "丁".repeat(9_000));
    await clerk.saved();
    await clerk.openForm(small);
    await clerk.type("备注", "连日降雨");
    await clerk.saved();
    line.calm();
    line.narrow(20_000);
    await clerk.syncNow();
    await clerk.page.getByText("有 1 份月报传不出去：最大的一次须发送约 27 KB").waitFor();
    await clerk.badge("1 项待传");
    await tablet.picture("too-large-768");
    while ((await stored(small))?.values.remarks !== "连日降雨") await clerk.syncNow();
    line.narrow(Infinity);
    await clerk.page.reload();
    await tablet.synced();
    assert.ok((await stored(large)).values.visual_progress.startsWith("丁"));
  });
  assert.deepEqual(tablet.errors, []);
});
