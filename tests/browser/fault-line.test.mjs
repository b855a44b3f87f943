// What lines and proxies do between a tablet and the server. Each fault ends with the server's file.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { APRIL, MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [FIRST, SECOND, THIRD, FOURTH] = PROJECTS;

const isSync = ({ url }) => url === "/api/v2/sync";

scenario("a line and its proxies between tablet and server", async (here, t) => {
  const tablet = await here.device("clerk");
  const { line } = tablet;
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  const stored = (project) => here.stored(PEOPLE.clerk, project, MONTH);
  const made = (project) =>
    [...line.operations.values()].filter((operation) => operation.subject.project === project.id).length;
  await clerk.begin();

  await t.test("fault_01_ the answer is lost after the commit: one row, sent again", async () => {
    const fates = [FAULTS.lose, FAULTS.cut];
    await clerk.fill(FIRST, "250", "完成路面三公里");
    line.disturb((asked) => (isSync(asked) && fates.shift()) || "pass");
    await clerk.submit();
    while (fates.length > 0) await clerk.syncNow();
    await clerk.syncNow();
    await tablet.synced();
    const report = await stored(FIRST);
    assert.equal(report.state, "submitted");
    assert.equal(report.rev, made(FIRST), "one revision for each operation");
    const lost = line.exchanges.filter(({ fate }) => fate === FAULTS.lose);
    assert.ok(lost.some(({ asked }) => asked.operations.length > 0), "no answer was lost");
  });

  await t.test("fault_03_ a push that is cut off by closing the tab is not taken for sent", async () => {
    await clerk.syncNow();
    await clerk.fill(SECOND, "200", "站房主体封顶");
    const push = line.hold();
    await clerk.submit();
    await push.arrived;
    await clerk.page.close();
    line.disturb((asked) => (isSync(asked) ? FAULTS.refuse : "pass"));
    push.release(FAULTS.refuse);
    assert.equal((await stored(SECOND))?.state, undefined, "it never reached the server");

    await clerk.reopen();
    await clerk.badge("项待传");
    await clerk.stands(SECOND, "待传");
    line.calm();
    await clerk.syncNow();
    await tablet.synced();
    const report = await stored(SECOND);
    assert.equal(report.state, "submitted");
    assert.equal(report.rev, made(SECOND));
  });

  await t.test("fault_04_ what others send and what is typed during a push is not skipped", async () => {
    await clerk.syncNow();
    await clerk.openForm(THIRD);
    const push = line.hold({ answered: true });
    await clerk.type("本月完成投资", "150");
    await push.arrived; // the server has it, and its answer is on the way
    const april = APRIL[FOURTH.id];
    const values = {
      ...april,
      month_investment: "100",
      year_to_date: String(Number(april.year_to_date) + 100),
      since_start: String(Number(april.since_start) + 100),
      visual_progress: "桥面铺装完成",
    };
    await here.office.submit(PEOPLE.colleague, [{ project: FOURTH.id, month: MONTH, values }]);
    await clerk.type("形象进度", "完成路基五公里");
    await clerk.saved();
    push.release();
    await tablet.told("yuebao-sync", ({ state, waiting }) => state === "synced" && waiting === 0);
    await clerk.syncNow();
    await clerk.stands(FOURTH, "已报");
    const report = await stored(THIRD);
    assert.equal(report.values.month_investment, "150");
    assert.equal(report.values.visual_progress, "完成路基五公里");
    assert.equal(report.rev, made(THIRD));
  });

  for (const [fate, number, words] of [
    [FAULTS.noToken, "fault_29_a", "代理去掉了 Authorization 请求头"],
    [FAULTS.stillPacked, "fault_29_b", "代理却去掉了 Content-Encoding 响应头"],
    [FAULTS.half, "fault_29_c", "收到的不是月报服务器的回答"],
  ]) {
    await t.test(`${number}_ a proxy spoils the exchange (${fate}): said in words, nothing lost`, async () => {
      line.calm();
      await clerk.syncNow();
      await clerk.openForm(THIRD);
      line.disturb((asked) => (isSync(asked) ? fate : "pass"));
      const text = `完成路基五公里，${fate}`;
      await clerk.type("形象进度", text);
      await clerk.saved();
      const cursor = line.exchanges.at(-1).asked.cursor;
      assert.equal((await clerk.syncNow()).fate, fate);
      await clerk.page.getByText(words).waitFor();
      await clerk.badge("1 项待传");
      assert.equal(await clerk.page.getByLabel("密码").count(), 0, "a login would not help");
      await tablet.picture(`proxy-${fate}-768`);
      const again = await clerk.syncNow();
      assert.ok(again.asked.cursor <= cursor + 2 && again.asked.operations.length === 1);
      line.calm();
      await clerk.syncNow();
      await tablet.synced();
      assert.equal((await stored(THIRD)).values.visual_progress, text);
    });
  }
  assert.deepEqual(tablet.errors, []);
});
