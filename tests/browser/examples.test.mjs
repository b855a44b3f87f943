// The examples for the portal's programmers, each opened as it stands in web/examples: it logs in
// with the portal's token, opens a report, and hears what happens in the widget.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const EXAMPLES = [
  "plain.html",
  "jquery.html",
  "vue2-element-ui.html",
  "vue3.html",
  "react.html",
  "portal.jsp",
  "qiankun.html",
  "wujie.html",
];
const [PROJECT] = PROJECTS;

for (const name of EXAMPLES) {
  scenario(`${name} logs in, opens a report and hears of it`, async (here) => {
    const device = await here.device("clerk");
    const clerk = new Clerk(device, PEOPLE.clerk);
    const ready = device.told("yuebao-ready");
    device.page = await device.visit(here.portal.example(name));
    assert.deepEqual(await ready, { user: PEOPLE.clerk.user });
    await device.page.getByText(`已登录：${PEOPLE.clerk.user}`).waitFor();
    await device.synced();

    const there = device.told("yuebao-navigate", ({ view }) => view === "form");
    await device.page.locator("#open").click();
    assert.deepEqual(await there, { view: "form", project: PROJECT.id, month: MONTH });
    await device.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
    await clerk.type("本月完成投资", "250");
    await device.page.getByRole("button", { name: "填入" }).first().click();
    await device.page.getByRole("button", { name: "填入" }).click();
    await clerk.rest("完成路面三公里");
    await device.picture(`example-${name}-768`);
    await clerk.submit();
    await device.page.getByText(`已上报：${PROJECT.id} ${MONTH}`).waitFor();
    await device.synced();
    const waiting = () => device.page.evaluate(() => document.title);
    assert.equal(await waiting(), "0 项待传");

    const out = device.told("yuebao-signed-out");
    await device.page.locator("#out").click();
    assert.deepEqual(await out, { user: PEOPLE.clerk.user });
    await device.page.getByText("已退出").waitFor();
    await clerk.box("用户名").waitFor();
    // the portal's callback does not log in again who has just logged out
    assert.equal(here.portal.asked, name === "portal.jsp" ? 0 : 1);
    assert.deepEqual(device.errors, []);
    const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
    assert.equal(report.state, "submitted");
  });
}

// what else such portals do to an application: isolation in a shadow root, a frame instead of it, and
// a script that is marked as a module
const MICRO = [
  ["qiankun.html", "qiankun.start()", "qiankun.start({ sandbox: { strictStyleIsolation: true } })"],
  ["qiankun.html", "qiankun.start()", "qiankun.start({ sandbox: { experimentalStyleIsolation: true } })"],
  ["qiankun.html", "qiankun.start()", "qiankun.start({ sandbox: { loose: true } })"],
  ["qiankun.html", "qiankun.start()", "qiankun.start({ sandbox: false })"],
  ["qiankun.html", '<script src="http://report', '<script type="module" src="http://report'],
  ["wujie.html", '<script src="http://report', '<script type="module" src="http://report'],
  ["wujie.html", 'name: "monthly"', 'degrade: true, name: "monthly"'],
  ["micro-app.html", "", ""],
];

for (const [name, from, to] of MICRO) {
  scenario(`${name} with ${to || "nothing around it"}`, async (here) => {
    const device = await here.device("clerk");
    here.portal.rewrite = (text) => text.replace(from, to);
    device.page = await device.visit(here.portal.example(name));
    const where = to.includes("degrade") ? device.page.frameLocator("iframe >> visible=true") : device.page;
    await where.getByText(`已登录：${PEOPLE.clerk.user}`).waitFor();
    await where.locator("#open").click();
    await where.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
    await where.getByRole("textbox", { name: "形象进度" }).fill("完成路面三公里");
    await where.getByText("已保存在本机", { exact: true }).waitFor();
  });
}
