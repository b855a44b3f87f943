// Tablets whose clock is wrong: the month that is due opens, the clock is named, filing goes on.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, NOW, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const CLOCKS = {
  1970: "1970-01-01T08:00:30+08:00",
  2015: "2015-01-01T00:03:00+08:00",
  2031: "2031-01-05T09:12:00+08:00",
  "a month behind": "2022-04-30T09:12:00+08:00",
};

scenario("fault_35_ the tablet's clock is wrong by years or by a month", async (here, t) => {
  const tablet = await here.device("clerk");
  const { line } = tablet;
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  const set = (time) => tablet.context.clock.setFixedTime(new Date(time));
  const shows = (words) => clerk.page.getByText(words).waitFor();
  const arrows = () =>
    Promise.all(["上一月", "下一月"].map((name) => clerk.page.getByRole("button", { name }).isEnabled()));
  const projects = [...PROJECTS];
  await set(CLOCKS[2015]);

  await t.test("the very first login, with a clock of 2015", async () => {
    await clerk.begin();
    await clerk.page.getByRole("heading", { level: 1, name: "2022年5月" }).waitFor();
    await shows("本机时钟不对：本机显示 2015-01-01，服务器上是 2022-05-31");
    assert.deepEqual(await arrows(), [true, false]);
    await tablet.picture("clock-2015-768");
  });

  for (const [name, time] of Object.entries(CLOCKS)) {
    await t.test(`${name}: filled without a network, and handed in`, async () => {
      const project = projects.shift();
      const away = ({ url }) => (url.startsWith("/api/") ? FAULTS.refuse : "pass");
      await set(NOW);
      line.calm();
      await clerk.page.reload();
      await clerk.page.getByRole("heading", { level: 1, name: "2022年5月" }).waitFor();
      await tablet.synced();
      assert.equal(await clerk.page.getByText("本机时钟").count(), 0);

      line.disturb(away);
      await set(time);
      await clerk.page.reload();
      await clerk.page.getByRole("heading", { level: 1, name: "2022年5月" }).waitFor();
      await shows("本机时钟可能不对");
      assert.equal((await arrows())[0], true);
      await tablet.picture(`clock-offline-${name.replaceAll(" ", "-")}-768`);
      await clerk.fill(project, "250", "完成路面三公里");
      await clerk.saved();
      await clerk.submit();
      line.calm();
      await clerk.syncNow();
      await tablet.synced();
      await clerk.page.getByText("本机时钟不对").waitFor();
      await clerk.show("本月任务");
      assert.deepEqual(await arrows(), [true, false]);
      const report = await here.office.report(PEOPLE.clerk, project.id, MONTH);
      assert.equal(report.state, "submitted");
    });
  }
  assert.deepEqual(tablet.errors, []);
});
