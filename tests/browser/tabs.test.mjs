// The same person twice: two tabs, two elements on one page, an element that goes and comes back.
import assert from "node:assert/strict";

import { Clerk, holds } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

scenario("fault_11_a_ two tabs: what is typed in one is in the other, and both are kept", async (here) => {
  const device = await here.device("clerk");
  const first = new Clerk(device, PEOPLE.clerk);
  await first.begin();
  await first.openForm(PROJECT);
  const page = await device.tab({ view: `form:${PROJECT.id}` });
  const second = new Clerk({ ...device, page }, PEOPLE.clerk);
  await second.box("用户名").fill(PEOPLE.clerk.user);
  await second.password();
  await second.box("形象进度").waitFor();

  await first.type("形象进度", "完成路面三公里");
  await first.saved();
  await second.holds("形象进度", "完成路面三公里");
  await second.type("本月完成投资", "250");
  await second.saved();
  await first.holds("本月完成投资", "250.00");
  await device.synced();
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(report.values.visual_progress, "完成路面三公里");
  assert.equal(report.values.month_investment, "250");
  assert.deepEqual(device.errors, []);
});

scenario("fault_11_b_ two tabs that cannot speak to each other lose nothing", async (here) => {
  const device = await here.device("clerk");
  await device.context.addInitScript(() => delete window.BroadcastChannel);
  const first = new Clerk(device, PEOPLE.clerk);
  await first.begin();
  assert.equal(await first.page.evaluate(() => typeof BroadcastChannel), "undefined");
  device.line.disturb(({ url }) => (url === "/api/v2/sync" ? FAULTS.refuse : "pass"));
  await first.openForm(PROJECT);
  const page = await device.tab({ view: `form:${PROJECT.id}` });
  const second = new Clerk({ ...device, page }, PEOPLE.clerk);
  await second.box("用户名").fill(PEOPLE.clerk.user);
  await second.password();
  await second.box("形象进度").waitFor();

  await first.type("形象进度", "完成路面三公里");
  await first.saved();
  assert.equal(await second.box("形象进度").inputValue(), "", "it has not heard of it");
  await second.type("本月完成投资", "250");
  await second.saved();
  await second.holds("形象进度", "完成路面三公里");
  await first.type("备注", "两个标签页");
  await first.saved();
  await first.holds("本月完成投资", "250.00");
  device.line.calm();
  await first.syncNow();
  await device.synced();
  const { values } = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(values.visual_progress, "完成路面三公里");
  assert.deepEqual([values.month_investment, values.remarks], ["250", "两个标签页"]);
  assert.deepEqual(device.errors, []);
});

scenario("two elements on one page, removed and added again", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.page.goto(here.portal.page(device.line.url, { count: 2, view: `form:${PROJECT.id}` }));
  const [upper, lower] = await clerk.page.locator("yuebao-report").all();
  const progress = (element) => element.getByRole("textbox", { name: "形象进度" });
  await progress(lower).waitFor();
  await progress(upper).fill("完成路面三公里");
  await progress(lower).evaluate(holds, "完成路面三公里");

  const removed = await upper.elementHandle();
  await clerk.page.evaluate((element) => element.remove(), removed);
  assert.equal(await clerk.page.locator("yuebao-report").count(), 1);
  await clerk.page.evaluate((element) => document.body.append(element), removed);
  const again = clerk.page.locator("yuebao-report").nth(1);
  await progress(again).evaluate(holds, "完成路面三公里");
  assert.equal(await again.getByRole("main").count(), 1);
  await progress(again).fill("完成路面四公里");
  await progress(clerk.page.locator("yuebao-report").first()).evaluate(holds, "完成路面四公里");
  assert.deepEqual(device.errors, []);
});
