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
