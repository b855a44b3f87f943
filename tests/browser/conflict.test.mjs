// Two devices, one report: different boxes are both kept, the same box waits for a decision.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

async function two(here) {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const colleague = new Clerk(await here.device("colleague"), PEOPLE.colleague);
  for (const one of [clerk, colleague]) {
    await one.begin();
    await one.openForm(PROJECT);
  }
  const held = () => here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  const stored = () => here.stored(PEOPLE.clerk, PROJECT, MONTH);
  return { clerk, colleague, held, stored };
}

/** Types without a network, then has it again and sends. */
async function typeOffline(clerk, label, text) {
  await clerk.device.goOffline();
  await clerk.type(label, text);
  await clerk.saved();
}

async function reconnect(clerk) {
  await clerk.device.goOnline();
  await clerk.device.synced();
}

scenario("fault_12_a_ different boxes of one report are both kept", async (here) => {
  const { clerk, colleague, stored } = await two(here);
  await typeOffline(clerk, "本月完成投资", "250");
  await typeOffline(colleague, "形象进度", "完成路面三公里");
  await reconnect(clerk);
  await reconnect(colleague);
  const report = await stored();
  assert.equal(report.values.month_investment, "250");
  assert.equal(report.values.visual_progress, "完成路面三公里");
  assert.equal(report.conflicts ?? 0, 0);
  await clerk.syncNow();
  await clerk.holds("形象进度", "完成路面三公里");
});

scenario("fault_12_b_ the same box waits, side by side, until somebody decides", async (here) => {
  const { clerk, colleague, held, stored } = await two(here);
  await typeOffline(clerk, "本月完成投资", "250");
  await typeOffline(colleague, "本月完成投资", "260");
  await reconnect(clerk);
  await colleague.device.goOnline();
  await colleague.badge("需处理");
  await colleague.stands(PROJECT, "冲突");

  await clerk.syncNow();
  await clerk.badge("需处理");
  await clerk.show("待处理");
  const conflict = clerk.page.getByRole("article", { name: PROJECT.name });
  const row = conflict.getByRole("row").filter({ hasText: "本月完成投资" });
  const cells = await row.getByRole("cell").allInnerTexts();
  assert.deepEqual(cells.map((cell) => cell.trim()), ["（未填）", "250.00", "260.00"]);
  for (const who of [PEOPLE.clerk, PEOPLE.colleague]) {
    await conflict.getByRole("columnheader").filter({ hasText: who.name }).waitFor();
  }
  await clerk.device.picture("conflict-768");
  assert.equal((await held()).values.month_investment, "250");

  await conflict.getByRole("button", { name: "确认选定" }).click();
  await conflict.getByText("请先选择以哪个值为准").waitFor();
  await conflict.getByRole("radio", { name: "后收到的值" }).check();
  await conflict.getByRole("button", { name: "确认选定" }).click();
  await clerk.badge("已同步");
  await colleague.syncNow();
  await colleague.badge("已同步");

  for (const one of [clerk, colleague]) {
    await one.openForm(PROJECT);
    assert.equal(await one.shown("本月完成投资"), "260.00");
  }
  const report = await stored();
  assert.equal(report.values.month_investment, "260");
  assert.equal(report.conflicts ?? 0, 0);
});
