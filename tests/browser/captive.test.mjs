// A wireless network that answers everything with its own login page, and 200.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

scenario("fault_28_ a captive portal never empties the outbox", async (here) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const [project] = PROJECTS;
  await clerk.begin();
  clerk.device.line.disturb(() => FAULTS.captive);
  await clerk.fill(project, "250", "完成路面三公里");
  const answered = clerk.device.line.next(({ asked }) => asked.operations.length > 0);
  await clerk.submit();
  assert.equal((await answered).fate, FAULTS.captive);
  await clerk.badge("1 项待传");
  await clerk.page.getByText("收到的不是月报服务器的回答").waitFor();
  await clerk.stands(project, "待传");
  await clerk.device.picture("captive-768");
  assert.equal(await here.office.report(PEOPLE.clerk, project.id, MONTH), undefined);

  clerk.device.line.calm();
  await clerk.syncNow();
  await clerk.device.synced();
  await clerk.stands(project, "已报");
  const report = await here.stored(PEOPLE.clerk, project, MONTH);
  assert.equal(report.state, "submitted");
});
