// The main job from end to end: a month of a clerk, with a connection as it is in the field.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { dice, shuffled } from "./support/dice.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const OWN = PROJECTS.filter((project) => project.units[0] === PEOPLE.clerk.unit);
const FOREIGN = PROJECTS.find((project) => project.units[0] !== PEOPLE.clerk.unit);

/** What is completed in May, 万元: a twelfth of the annual plan each, so that nobody lags. */
const MAY = { p1: "250", p2: "200", p3: "150", p4: "100", p5: "300" };

/** 序时: what all five have completed by the end of May. */
const TOTALS = {
  month: "1,000.00",
  year: "5,000.00",
};

const SEED = 20220531;

scenario("a clerk's month, through a lost connection, to the county's totals", async (here, t) => {
  const { server, office } = here;
  const tablet = await here.device("clerk");
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  const { line } = tablet;

  await t.test("the portal shows the clerk's projects of the month", async () => {
    await clerk.begin();
    assert.equal(await clerk.page.evaluate(() => window.isSecureContext), false);
    assert.ok(!(await clerk.page.evaluate(() => location.hostname)).includes("localhost"));
    for (const project of OWN) await clerk.page.getByText(project.name).waitFor();
    assert.equal(await clerk.page.getByText(FOREIGN.name).count(), 0);
    await clerk.page.getByRole("heading", { name: "2022年5月任务" }).waitFor();
    await tablet.picture("tasks-768");
  });

  await t.test("wrong figures are found as they are typed, beside the box", async () => {
    const [project] = OWN;
    await clerk.openForm(project);
    await clerk.type("本月完成投资", "250");
    await clerk.type("本年累计完成投资", "1300");
    await clerk
      .beside("本年累计完成投资")
      .says(
        "本年累计 1,300.00 万元 ≠ 上月累计 1,000.00 万元 + 本月完成 250.00 万元，相差 50.00 万元",
      );
    await tablet.picture("form-wrong-768");
  });

  await t.test("three reports are filled and handed in", async () => {
    for (const project of OWN.slice(0, 3)) await report(clerk, project);
    await tablet.synced();
    await tablet.picture("form-submitted-768");
  });

  await t.test("two more are filled, checked and totalled without server and network", async () => {
    await server.stop();
    await tablet.goOffline();
    await clerk.badge("离线");

    const [fourth, fifth] = OWN.slice(3);
    await clerk.openForm(fourth);
    await clerk.type("本月完成投资", MAY[fourth.id]);
    await clerk.type("本年累计完成投资", "1");
    await clerk.beside("本年累计完成投资").says("本年累计 1.00 万元 ≠ 上月累计 400.00 万元");
    for (const project of [fourth, fifth]) await report(clerk, project);

    // on a slow machine a draft was on its way before its report was handed in, and counts as well
    await clerk.badge(/[2-4] 项待传/);
    await clerk.show("待处理");
    await clerk.page.getByText(fourth.name).waitFor();
    await tablet.picture("pending-offline-768");
    await clerk.show("汇总");
    assertTotals(await clerk.totals("合计"));
    await tablet.picture("summary-768");
    await tablet.picture("summary-1280", { width: 1280, height: 800 });
  });

  await t.test("the tab is closed and opened again on a bad line: nothing is lost", async () => {
    await clerk.page.close();
    await server.start();
    const { refuse, lose, cut, captive, delay } = FAULTS;
    const fates = shuffled([refuse, lose, cut, captive, lose, refuse], dice(SEED));
    fates.push(delay);
    line.disturb(({ url }) => (url === "/api/v2/sync" && fates.shift()) || "pass");
    await tablet.goOnline();
    await clerk.reopen();
    await clerk.page.getByText(OWN[4].name).waitFor();
    await clerk.show("汇总");
    assertTotals(await clerk.totals("合计"));
    while (fates.length > 0) {
      const next = line.next();
      await tablet.blink();
      await next;
    }
    await tablet.synced();
    await clerk.badge("已同步");
  });

  await t.test("everything has reached the database exactly once", async () => {
    const sent = line.exchanges.flatMap(({ asked }) => asked.operations);
    const lost = line.exchanges.filter(({ fate }) => fate === FAULTS.lose);
    assert.ok(lost.some(({ asked }) => asked.operations.length > 0), "no answer was lost");
    assert.ok(sent.length > line.operations.size, "no operation had to be sent again");
    // what a server says that was started anew stands in its file
    await server.stop();
    await server.start();
    const { reports } = await office.everything(PEOPLE.clerk);
    for (const project of OWN) {
      const held = reports.get(`${project.id} ${MONTH}`);
      const operations = [...line.operations.values()].filter((one) => one.subject.project === project.id);
      assert.equal(held.state, "submitted", project.id);
      assert.equal(held.values.month_investment, MAY[project.id], project.id);
      assert.equal(Number(held.values.year_to_date), (Number(project.annual_plan) * 5) / 12);
      assert.equal(held.rev, operations.length, `${project.id}: one revision for each operation`);
    }
  });

  await t.test("a second device of the unit sees it", async () => {
    const second = await here.device("colleague");
    const colleague = new Clerk(second, PEOPLE.colleague);
    await colleague.begin();
    await colleague.openForm(OWN[3]);
    assert.equal(await colleague.shown("本月完成投资"), "100.00");
    assert.equal(await colleague.shown("形象进度"), progress(OWN[3]));
    await second.stop();
  });

  await t.test("the county coordinator sees the clerk's totals", async () => {
    const county = await here.device("coordinator");
    const coordinator = new Clerk(county, PEOPLE.coordinator);
    await coordinator.begin();
    await coordinator.show("汇总");
    await clerk.show("汇总");
    const [, ...clerks] = await clerk.totals("合计");
    const groups = coordinator.page.getByRole("group", { name: "分组" });
    await groups.getByRole("button", { name: "责任单位" }).click();
    const [, ...countys] = await coordinator.totals("示例县交通运输局");
    assert.deepEqual(countys, clerks);
    await county.picture("summary-county-1280", { width: 1280, height: 800 });
  });

  assert.deepEqual(tablet.errors, []);
});

function progress(project) {
  return `${project.name}完成路面三公里`;
}

async function report(clerk, project) {
  await clerk.fill(project, MAY[project.id], progress(project));
  await clerk.saved();
  assert.deepEqual(await clerk.submit(), { project: project.id, month: MONTH });
}

function assertTotals([, projects, reported, , , month, year]) {
  assert.deepEqual(
    { projects, reported, month, year },
    { projects: "5", reported: "5", ...TOTALS },
  );
}
