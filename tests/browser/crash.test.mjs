// What the screen called saved is there after the worst.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

scenario("the browser is killed: the saved draft is intact", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await device.goOffline();
  await clerk.openForm(PROJECT);
  await clerk.type("本月完成投资", "250");
  await clerk.saved();
  await device.crash();

  await device.start();
  await device.open();
  // who is logged in is no part of the promise: browsers write that down some seconds later
  await clerk.logInIfAsked();
  await device.synced();
  await clerk.openForm(PROJECT);
  assert.equal(await clerk.shown("本月完成投资"), "250.00");
  const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.values.month_investment, "250");
});

scenario("the server is killed after it has answered: what it took is there", async (here) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.submit();
  await clerk.device.synced();
  await here.server.kill();
  await here.server.start();
  const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.state, "submitted");
  await clerk.syncNow();
  await clerk.badge("已同步");
  await clerk.stands(PROJECT, "已报");
});
