// A report that was right when it was handed in, and is not any more when it arrives.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { APRIL, LAST_MONTH, MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

scenario("a refused report is shown with its reason, and goes through once corrected", async (here) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const [project, other] = PROJECTS;
  await clerk.begin();
  await clerk.device.goOffline();
  await clerk.fill(project, "250", "完成路面三公里");
  await clerk.submit();
  await clerk.fill(other, "200", "站房主体封顶");
  await clerk.submit();

  // meanwhile a colleague corrects April
  const values = { ...APRIL[project.id], year_to_date: "1010", since_start: "3010" };
  const corrected = { project: project.id, month: LAST_MONTH, values };
  await here.office.submit(PEOPLE.colleague, [corrected]);

  await clerk.device.goOnline();
  await clerk.badge("需处理 1");
  const held = (id) => here.office.report(PEOPLE.clerk, id, MONTH);
  assert.equal((await held(other.id)).state, "submitted", "the queue behind it flows");
  assert.equal(await held(project.id), undefined);

  await clerk.stands(project, "需处理");
  await clerk.show("待处理");
  await clerk.page.getByText("本年累计 1,250.00 万元 ≠ 上月累计 1,010.00 万元").waitFor();
  await clerk.device.picture("pending-refused-768");
  await clerk.page.getByRole("button", { name: "去填报页" }).click();
  assert.equal(await clerk.shown("本年累计完成投资"), "1,250.00");
  await clerk.page.getByRole("button", { name: "填入" }).first().click();
  await clerk.page.getByRole("button", { name: "填入" }).click();
  await clerk.submit();
  await clerk.device.synced();
  const report = await held(project.id);
  assert.deepEqual([report.state, report.values.year_to_date], ["submitted", "1260"]);
});
