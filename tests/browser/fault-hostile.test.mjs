// Text that wants to be more than text: it is shown as it was typed, on every screen.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { APRIL, LAST_MONTH, MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { yuebao } from "./support/server.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const IMAGE = '<img src="x" onerror="window.struck=1">';
const SCRIPT = "<script>window.struck=1</script><svg onload=window.struck=1>";
const FORMULA = '=HYPERLINK("http://evil.example","点我")';
const BIDI = "\u202E额投成完\u2066";
const PROGRESS = `${IMAGE}${SCRIPT}${FORMULA}${BIDI}`;
const MAY = `${PROGRESS}？`;
/** Marks that nobody sees are no part of what somebody types. */
const TYPED = MAY.replaceAll(/[\u202E\u2066]/g, "");
const MALLORY = { ...PEOPLE.colleague, user: "mallory", name: IMAGE };

scenario("fault_23_ hostile text is inert on every screen", async (here) => {
  const add = ["user", "add", "--data", here.server.data, MALLORY.user, "--name", MALLORY.name];
  const role = ["--role", MALLORY.role, "--unit", MALLORY.unit, "--password-stdin"];
  await yuebao([...add, ...role], `${MALLORY.password}\n`);
  const values = { ...APRIL[PROJECT.id], visual_progress: PROGRESS };
  await here.office.submit(MALLORY, [{ project: PROJECT.id, month: LAST_MONTH, values }]);

  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin({ lax: 1 });
  const { page } = clerk;
  const inert = async (screen) => {
    assert.equal(await page.evaluate(() => window.struck), undefined, screen);
    const made = await page.locator("yuebao-report").evaluate((element) => {
      // the empty frame that has the steps of Back is our own
      const hostile = "img, script, iframe:not([srcdoc='<!doctype html>']), object, embed, [onerror], [onload], [href^='javascript']";
      return element.shadowRoot.querySelectorAll(hostile).length;
    });
    assert.equal(made, 0, screen);
  };

  // last month's words beside the box, and this month's own
  await clerk.openForm(PROJECT);
  await page.getByText(IMAGE).first().waitFor();
  await clerk.device.goOffline();
  await clerk.fill(PROJECT, "250", MAY);
  await clerk.saved();
  assert.equal(await clerk.shown("形象进度"), TYPED);
  await inert("填报");
  await clerk.device.picture("form-hostile-768");
  await clerk.submit();

  // two values for one box, by people with such names, side by side
  const same = { status: "under_construction" };
  const other = { ...values, ...same, visual_progress: `${PROGRESS}！`, ...after(PROJECT) };
  await here.office.submit(MALLORY, [{ project: PROJECT.id, month: MONTH, values: other }]);
  await clerk.device.goOnline();
  await clerk.badge("需处理 1");
  await clerk.show("待处理");
  const conflict = page.getByRole("article", { name: PROJECT.name });
  await conflict.getByText(`${PROGRESS}！`).first().waitFor();
  await conflict.getByText(MALLORY.name).first().waitFor();
  await inert("待处理");
  await clerk.device.picture("pending-hostile-768");
  for (const screen of ["本月任务", "汇总"]) {
    await clerk.show(screen);
    await inert(screen);
  }
  const search = page.getByRole("searchbox");
  await clerk.show("本月任务");
  if (await search.count()) await search.first().fill(IMAGE);
  await inert("本月任务, searched");

  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(report.values.visual_progress, `${PROGRESS}！`, "kept as it was typed");
  assert.equal(report.conflicts.length, 1);
  assert.deepEqual(clerk.device.errors, []);
});

/** May's amounts as they follow from April's. */
function after({ id, annual_plan }) {
  const month = Number(annual_plan) / 12;
  const plus = (amount) => String(Number(amount) + month);
  const { year_to_date, since_start } = APRIL[id];
  return {
    month_investment: String(month),
    year_to_date: plus(year_to_date),
    since_start: plus(since_start),
  };
}
