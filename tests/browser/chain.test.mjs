// 审批链: the course of a report through six hands, one after the other, each on a tablet of their own.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PLAN, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const AREA = "450202";
const COMMENT = "形象进度请写明桩号";
const REASON = "与物流园道路工程重复上报";
const CITY = { id: "city", name: "示例市重点项目办公室" };
const { password } = PEOPLE.clerk;
const person = (user, name, role, unit) => ({ user, name, role, unit, password });
const SIX = {
  liaison: person("liaison", "韦联络", "liaison", "transport"),
  lead: person("lead", "覃专员", "unit_lead", "transport"),
  office: person("office", "市重点办", "city_office", CITY.id),
  supervisor: person("supervisor", "督查室", "supervisor", CITY.id),
};
const [PROJECT, , , , MISTAKEN, WATERS] = PROJECTS;
const SETTING = {
  plan: {
    profile: "liuzhou-2022",
    units: [...PLAN.units, CITY],
    projects: PROJECTS.map((project) => ({ ...project, area: AREA })),
  },
  people: SIX,
};

async function story(here, t) {
  const who = async (name, account) => {
    const clerk = new Clerk(await here.device(name), account);
    await clerk.begin();
    return clerk;
  };
  const stands = async () => (await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH)).state;
  const step = (at, role) => at.page.getByRole("list", { name: "审批进度" }).getByRole("listitem").filter({ hasText: role });
  const open = async (reviewer) => {
    await reviewer.syncNow();
    await reviewer.show("审核");
    await reviewer.page.getByRole("button", { name: `打开审核 ${PROJECT.name}` }).click();
    await reviewer.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  };
  const press = (at, name) => at.page.getByRole("button", { name, exact: true }).click();
  /** Decides without a network. */
  const pass = async (reviewer) => {
    await open(reviewer);
    await reviewer.device.goOffline();
    await press(reviewer, "通过");
    await reviewer.device.goOnline();
    await reviewer.device.synced();
  };
  const clerk = await who("clerk", PEOPLE.clerk);
  const liaison = await who("liaison", SIX.liaison);
  const lead = await who("lead", SIX.lead);

  await t.test("the clerk hands in, the liaison passes it, the lead returns it with words", async () => {
    await clerk.fill(PROJECT, "250", "路面施工中");
    await clerk.submit();
    await clerk.device.synced();
    await pass(liaison);
    await open(lead);
    await step(lead, "联络员").getByText("韦联络").waitFor();
    await step(lead, "责任专员").getByText("待办理").waitFor();
    await lead.device.picture("chain-lead-768");
    await lead.type("审核意见", COMMENT);
    await press(lead, "退回");
    // whoever leads the unit may report too, and is shown that there is a return to be corrected
    await lead.device.told("yuebao-sync", ({ state, waiting }) => state === "attention" && waiting === 0);
  });

  await t.test("the clerk reads why, corrects it, and it begins anew", async () => {
    await clerk.syncNow();
    await clerk.stands(PROJECT, "退回");
    await clerk.openForm(PROJECT);
    await clerk.page.getByText(COMMENT).waitFor();
    await clerk.type("形象进度", "K0+000 至 K3+000 路面完成");
    await clerk.submit();
    await clerk.device.synced();
    await pass(liaison);
    await pass(lead);
    assert.equal(await stands(), "submitted", "old programs know of no steps");
  });

  await t.test("the office accepts it, and whoever looks sees each name", async () => {
    const office = await who("office", SIX.office);
    await pass(office);
    assert.equal(await stands(), "accepted");
    const supervisor = await who("supervisor", SIX.supervisor);
    await supervisor.openForm(PROJECT);
    for (const [role, name] of [["信息员", "陆兰"], ["联络员", "韦联络"], ["责任专员", "覃专员"], ["市", "市重点办"]]) {
      await step(supervisor, role).getByText(name).first().waitFor();
    }
    await supervisor.device.picture("chain-supervisor-768");
    await supervisor.device.picture("chain-supervisor-360", { width: 360, height: 740 });
    for (const name of ["通过", "退回", "上报", "确认作废"]) {
      assert.equal(await supervisor.page.getByRole("button", { name, exact: true }).count(), 0, name);
    }
    assert.deepEqual([...office.device.errors, ...supervisor.device.errors], []);
  });

  await t.test("the coordinator reports for a unit that cannot, and the record says so", async () => {
    const coordinator = await who("coordinator", PEOPLE.coordinator);
    await coordinator.openForm(WATERS);
    assert.equal(await coordinator.box("形象进度").count(), 0, "the boxes are read until it is chosen");
    await coordinator.device.picture("file-for-offered-768");
    await coordinator.device.goOffline();
    await press(coordinator, "代为填报");
    await coordinator.page.getByText("您正在代牵头单位填报").waitFor();
    await coordinator.type("本月完成投资", "125");
    await coordinator.page.getByRole("button", { name: "填入" }).first().click();
    await coordinator.page.getByRole("button", { name: "填入" }).click();
    await coordinator.rest("坝体灌浆完成六成");
    await coordinator.submit();
    await coordinator.device.goOnline();
    await coordinator.device.synced();
    await coordinator.openForm(WATERS);
    await step(coordinator, "信息员").getByText("农博（代报）").waitFor();
    await coordinator.device.picture("file-for-done-768");
    assert.deepEqual(coordinator.device.errors, []);
  });

  await t.test("a report that was filed by mistake is declared void, with a reason, offline", async () => {
    await clerk.fill(MISTAKEN, "300", "基层施工");
    await clerk.submit();
    await clerk.device.synced();
    await clerk.openForm(MISTAKEN);
    await clerk.device.goOffline();
    await clerk.page.getByText("作废本月月报…").click();
    await press(clerk, "确认作废");
    await clerk.page.getByRole("alert").getByText("请写明作废原因。").waitFor();
    await clerk.type("作废原因（必填）", REASON);
    await clerk.device.picture("void-reason-768");
    await press(clerk, "确认作废");
    await clerk.device.goOnline();
    await clerk.device.synced();
    await clerk.stands(MISTAKEN, "作废");
    const report = await here.office.report(PEOPLE.clerk, MISTAKEN.id, MONTH);
    assert.deepEqual([report.state, report.review?.comment], ["void", REASON]);
  });
  for (const one of [clerk, liaison, lead]) assert.deepEqual(one.device.errors, []);
}

scenario("a report passes six hands, is reported for a unit that cannot, and declared void", story, SETTING);
