// What does not go by itself is said and listed: a draft that a colleague forestalled, a report that
// came back months ago, a text beyond the limit; and what pressing 上报 will say is said before.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { APRIL, LAST_MONTH, MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER, THIRD] = PROJECTS;
const PROGRESS = "形象进度";

/** What goes on from April, with this much in May. */
function may(project, month, progress) {
  const april = APRIL[project.id];
  return {
    ...april,
    month_investment: String(month),
    year_to_date: String(Number(april.year_to_date) + month),
    since_start: String(Number(april.since_start) + month),
    visual_progress: progress,
  };
}

scenario("what does not go by itself is said and listed", async (here, t) => {
  const tablet = await here.device("clerk");
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  const stored = (project) => here.office.report(PEOPLE.clerk, project.id, MONTH);
  const section = (title) => clerk.page.locator("section").filter({ has: clerk.page.getByRole("heading", { name: title }) });
  await clerk.begin();

  await t.test("a draft that a colleague forestalled lies on top of what was handed in", async () => {
    await tablet.goOffline();
    await clerk.openForm(PROJECT);
    await clerk.type("本月完成投资", "250");
    await clerk.saved();
    const values = may(PROJECT, 260, "完成路面三公里");
    await here.office.submit(PEOPLE.colleague, [{ project: PROJECT.id, month: MONTH, values }]);
    await clerk.show("本月任务");
    await tablet.goOnline();
    await clerk.badge("需处理 1");
    await clerk.show("待处理");
    const item = section("没有上报的修改").getByRole("listitem").filter({ hasText: PROJECT.name });
    await item.getByText(MONTH).waitFor();
    await tablet.picture("held-pending-768");
    await item.getByRole("button", { name: "去填报页" }).click();
    await clerk.page.getByText("这份月报已经上报，您的修改还没有上报").waitFor();
    await clerk.page.getByText("本月完成投资（万元）：已报 260.00，您填的是 250").waitFor();
    await tablet.picture("held-form-768");
    assert.equal(await clerk.shown("本月完成投资"), "250.00");
    assert.equal(await clerk.shown(PROGRESS), "完成路面三公里");
    assert.equal(await clerk.shown("本年累计完成投资"), "1,260.00");
    await clerk.page.reload();
    await clerk.badge("需处理 1");
    await clerk.openForm(PROJECT);
    await clerk.page.getByRole("button", { name: "放弃我的修改" }).click();
    assert.equal(await clerk.shown("本月完成投资"), "260.00");
    await clerk.badge("已同步");
  });

  await t.test("a report of last month that came back is named behind the badge", async () => {
    const reviewer = new Clerk(await here.device("coordinator"), PEOPLE.coordinator);
    await reviewer.begin();
    await reviewer.page.getByRole("button", { name: "上一月" }).click();
    await reviewer.show("审核");
    await reviewer.page.getByRole("button", { name: `打开审核 ${OTHER.name}` }).click();
    await reviewer.type("审核意见", "请核对四月的");
    // left and come back to, and the page loaded anew
    await reviewer.show("本月任务");
    await reviewer.page.reload();
    await reviewer.show("审核");
    await reviewer.device.picture("review-other-months-768");
    const earlier = reviewer.page.getByRole("button", { name: `打开审核 2022年4月 ${OTHER.name}` });
    await earlier.click();
    assert.equal(await reviewer.box("审核意见").inputValue(), "请核对四月的");
    await reviewer.type("审核意见", "请核对四月的形象进度");
    await reviewer.page.getByRole("button", { name: "退回", exact: true }).click();
    await reviewer.device.synced();

    await clerk.syncNow();
    await clerk.badge("需处理 1");
    await clerk.show("待处理");
    const item = section("被退回的月报").getByRole("listitem");
    await item.getByText(LAST_MONTH).waitFor();
    await item.getByText("请核对四月的形象进度").waitFor();
    await tablet.picture("returned-pending-768");
    await item.getByRole("button", { name: `去填报页 ${OTHER.name}` }).click();
    await clerk.page.getByRole("heading", { level: 1, name: OTHER.name }).waitFor();
    await clerk.type(PROGRESS, "路基完成百分之四十五");
    await clerk.submit();
    await clerk.page.getByText("已上报，服务器已收到。").waitFor();
    await clerk.badge("已同步");
    await clerk.page.getByRole("button", { name: "下一月" }).click();
  });

  await t.test("a text beyond the limit is named and stays here, and the rest goes", async () => {
    await clerk.openForm(THIRD);
    await clerk.type(PROGRESS, "进".repeat(10_001));
    await clerk.beside(PROGRESS).says("形象进度有 10001 字，最多 10000 字");
    await clerk.type("备注", "连日降雨");
    await clerk.saved();
    await clerk.badge("需处理 1");
    while ((await stored(THIRD))?.values.remarks !== "连日降雨") await clerk.syncNow();
    assert.equal((await stored(THIRD)).values.visual_progress, undefined);
    await clerk.show("待处理");
    await section("没有上报的修改").getByRole("listitem").filter({ hasText: THIRD.name }).waitFor();
    await tablet.picture("too-long-pending-768");
    await clerk.openForm(THIRD);
    await clerk.type(PROGRESS, "路基完成百分之五十");
    await clerk.badge("已同步");
  });

  await t.test("the bar says what pressing will say", async () => {
    const bar = clerk.page.locator(".yb-submit");
    await bar.getByText(/^上报前还有 \d+ 处要填写或更正/).waitFor();
    const [, said] = /(\d+) 处要填写或更正/.exec(await bar.innerText());
    await tablet.picture("bar-before-768");
    await clerk.page.getByRole("button", { name: "上报", exact: true }).click();
    await clerk.page.getByText(`还不能上报：${said} 处需更正`).waitFor();
  });

  await t.test("logging out without a network says first what cannot be had", async () => {
    await tablet.goOffline();
    await clerk.badge("离线");
    await clerk.page.getByRole("banner").getByText(PEOPLE.clerk.name).click();
    await clerk.page.getByText("退出后要等联网才能重新登录").waitFor();
    await clerk.page.getByRole("button", { name: "仍要退出登录" }).waitFor();
    await tablet.picture("log-out-offline-768");
  });
  assert.deepEqual(tablet.errors, []);
});
