// The browser's Back leads from our screens to our list and only then out of the page, and the page's
// own history and routers hear of nothing.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const TASKS = /任务$/;

/** In the page: what routers of every kind listen for, and what they keep. */
function route() {
  window.heard = [];
  history.replaceState({ key: "the portal's", position: 3 }, "");
  for (const name of ["popstate", "hashchange"]) {
    for (const captures of [true, false]) {
      addEventListener(name, () => window.heard.push(`${name} ${location.hash}`), captures);
    }
  }
}

const at = (page) => page.evaluate(() => [location.href, JSON.stringify(history.state)]);
const heard = (page) => page.evaluate(() => window.heard);

function onList(clerk) {
  return clerk.page.getByRole("heading", { level: 1, name: TASKS }).waitFor();
}

function onForm(clerk, project) {
  return clerk.page.getByRole("heading", { level: 1, name: project.name }).waitFor();
}

scenario("back leads to the list, forward to the form again, and out of the page only from the list", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = device;
  await page.evaluate(route);
  const before = await at(page);
  await clerk.openForm(PROJECT);
  await clerk.type("形象进度", "完成路面三公里");
  assert.deepEqual(await at(page), before, "address and state of the page are its own");
  await page.goBack();
  await onList(clerk);
  await page.goForward();
  await onForm(clerk, PROJECT);
  await clerk.holds("形象进度", "完成路面三公里");
  await page.goBack();
  await onList(clerk);

  // among the screens, and back by our own button: one step is never two
  await clerk.show("汇总");
  await clerk.show("待处理");
  await page.goBack();
  await onList(clerk);
  for (const project of [PROJECT, OTHER]) {
    await clerk.openForm(project);
    await clerk.show("本月任务");
    await onList(clerk);
  }
  assert.deepEqual(await at(page), before);
  assert.deepEqual(await heard(page), []);
  await page.goBack();
  assert.equal(page.url(), "about:blank", "from the list it leads out of the page");
  await page.goForward();
  await onList(clerk);
  assert.deepEqual(device.errors, []);
});

scenario("back takes the page's own steps in their order, and our button takes none of them", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = device;
  await page.evaluate(route);
  // a hash router before, a history router meanwhile
  await page.evaluate(() => (location.hash = "#/before"));
  await clerk.openForm(PROJECT);
  await page.evaluate(() => history.pushState({ key: "meanwhile" }, "", "#/meanwhile"));
  await clerk.show("本月任务");
  await onList(clerk);
  assert.equal((await at(page))[1], '{"key":"meanwhile"}', "the page's step stays");
  await clerk.openForm(OTHER);
  await page.goBack();
  await onList(clerk);
  assert.equal((await at(page))[1], '{"key":"meanwhile"}');
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => location.hash === "#/before");
  await onList(clerk);
  const events = (await heard(page)).filter((line) => line.startsWith("popstate"));
  assert.ok(events.every((line) => line !== "popstate "), events.join());
  assert.deepEqual(device.errors, []);
});

scenario("two widgets step one after the other, and the page can keep Back for itself", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = device;
  const before = page.url();
  await device.goTo({ count: 2 });
  const [first, second] = [0, 1].map((nth) => page.locator("yuebao-report").nth(nth));
  const list = (widget) => widget.getByRole("heading", { level: 1, name: TASKS }).waitFor();
  const form = (widget) => widget.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  for (const widget of [first, second]) {
    await widget.getByRole("main").getByRole("button", { name: PROJECT.name }).click();
    await form(widget);
  }
  await page.goBack();
  await list(second);
  await form(first);
  await page.goBack();
  await list(first);

  await first.evaluate((element) => element.setAttribute("back", "off"));
  await first.getByRole("main").getByRole("button", { name: PROJECT.name }).click();
  await form(first);
  await page.goBack();
  assert.equal(page.url(), before);
});

scenario("a screen that the page has chosen is no step of ours", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.page.close();
  await clerk.reopen({ view: "summary" });
  const { page } = device;
  await page.getByRole("heading", { level: 1, name: "汇总" }).waitFor();
  await page.locator("yuebao-report").evaluate((element) => element.setAttribute("view", "pending"));
  await page.getByRole("heading", { level: 1, name: "待处理" }).waitFor();
  await page.goBack();
  assert.equal(page.url(), "about:blank");
});
