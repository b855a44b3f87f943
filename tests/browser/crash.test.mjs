// What the screen called saved is there after the worst.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

scenario("fault_05_a_ the tab is killed in mid-write: what was saved is there, and whole", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await device.goOffline();
  await clerk.openForm(PROJECT);
  const text = (number) => `第${number}稿${"，完成路面三公里".repeat(200)}`;
  let saved = 0;
  for (let number = 1; number <= 40; number++) {
    await clerk.type("形象进度", text(number));
    if (number % 10 === 0 && number < 40) {
      await clerk.saved();
      saved = number;
    }
  }
  await device.crashTab();

  await device.goOnline();
  await device.open();
  await clerk.logInIfAsked();
  await device.synced();
  await clerk.openForm(PROJECT);
  const found = await clerk.shown("形象进度");
  const number = Number(/^第(\d+)稿/.exec(found)?.[1]);
  assert.ok(number >= saved && found === text(number), `draft ${number}, of which ${saved} was saved`);
  assert.equal(await clerk.page.getByText("读不出").count(), 0);
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(report.values.visual_progress, found);
});

scenario("fault_05_b_ the browser is killed: the saved draft is intact", async (here) => {
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
