// A month from the clerk's hand-in to the lock, by tablets that are offline whenever they decide.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PLAN, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const PHONE = { width: 360, height: 740 };
const CITY = { id: "city", name: "示例市重点项目办公室" };
const OFFICE = { user: "office", name: "市重点办", role: "city_office", unit: CITY.id, password: PEOPLE.clerk.password };
const SETTING = { plan: { ...PLAN, units: [...PLAN.units, CITY] }, people: { office: OFFICE } };

/** 批量通过, which asks once more. */
async function passAll(reviewer, count) {
  await reviewer.show("审核");
  const { page } = reviewer;
  await page.getByText(`批量通过 ${count} 份`).click();
  await page.getByRole("button", { name: `确认通过这 ${count} 份` }).click();
  await page.getByRole("heading", { name: "本月没有等待审核的月报。" }).waitFor();
}

/** What the server gives out of May to a portal that is logged in for the office. */
async function published(here, document, headers = {}) {
  const authorization = `Bearer ${await here.office.login(OFFICE)}`;
  const url = `http://127.0.0.1:${here.server.port}/api/v1/publications/2022-05/${document}`;
  return fetch(url, { headers: { authorization, ...headers } });
}

async function story(here, t) {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const coordinator = new Clerk(await here.device("coordinator"), PEOPLE.coordinator);
  const office = new Clerk(await here.device("office"), OFFICE);
  const board = office.device;

  await t.test("the office gives a unit more time, not without a day and a reason", async () => {
    await office.begin();
    await office.show("月度看板");
    const list = office.page.getByRole("textbox", { name: "催报名单" });
    assert.match(await list.inputValue(), new RegExp(`示例县交通运输局[^]*${PROJECT.name}`));
    await office.page.locator("summary").getByText("延期", { exact: true }).click();
    const give = office.page.getByRole("button", { name: "延期", exact: true });
    await give.click();
    await office.page.getByRole("alert").getByText("请选择日期。").waitFor();
    await office.page.getByLabel("对象").selectOption({ label: "示例县交通运输局" });
    await office.page.getByLabel("延期至").fill("2022-06-06");
    await office.page.getByLabel("事由").fill("汛期通信中断");
    await office.offline(() => give.click());
  });

  await t.test("the clerk hands in, and the county passes what has come", async () => {
    await clerk.begin();
    await clerk.offline(async () => {
      await clerk.fill(PROJECT, "250", "完成路面三公里");
      await clerk.submit();
    });
    await coordinator.begin();
    await coordinator.offline(() => passAll(coordinator, 1));
  });

  await t.test("the office accepts it and sees what a lock would mean", async () => {
    await office.syncNow();
    await office.offline(() => passAll(office, 1));
    await office.show("月度看板");
    await office.page.getByText("没有妨碍封账的事项。").waitFor();
    await office.page.getByText("封账时以下 5 项记为缺报").waitFor();
    await board.picture("board-768");
    await board.picture("board-360", PHONE);
    await board.picture("board-1280", { width: 1280, height: 800 });
  });

  await t.test("one tap closes nothing, the second does once there is a network", async () => {
    await board.goOffline();
    await office.page.locator("summary").getByText("封账", { exact: true }).click();
    await office.page.getByText("其中 5 项还没有到截止日，仍可上报").waitFor();
    await office.page.getByRole("button", { name: "确认封账，5 项记为缺报" }).click();
    await office.page.getByText("您的决定尚未上传，联网后自动上传。").waitFor();
    await board.picture("board-waiting-768");
    assert.equal(await office.page.getByText("本月已封账。").count(), 0, "it is not closed before the server says so");
    await board.goOnline();
    await office.page.getByText("本月已封账。").waitFor();
    await board.picture("board-locked-768");
  });

  await t.test("the clerk is told, and nothing can be typed", async () => {
    await clerk.syncNow();
    for (const project of [PROJECT, OTHER]) {
      await clerk.openForm(project);
      await clerk.page.getByText("已封账").first().waitFor();
      assert.equal(await clerk.box("本月完成投资").count(), 0, project.name);
    }
    await clerk.device.picture("form-locked-768");
  });

  await t.test("the office publishes it offline, and a portal fetches what was published", async () => {
    await office.show("发布");
    const { page } = office;
    await page.getByText(/^口径：封账数第1版/).waitFor();
    await office.offline(async () => {
      await page.locator("summary").getByText("发布封账数第1版").click();
      await page.getByLabel("简报", { exact: true }).uncheck();
      await page.getByLabel("备注（可不填）").fill("五月通报");
      await page.getByRole("button", { name: "确认发布 2 份文件" }).click();
      await page.getByText("待上传").waitFor();
      await board.picture("published-waiting-768");
    });
    await page.getByText("第1次（封账数第1版）").first().waitFor();
    await page.getByText("有效", { exact: true }).waitFor();
    await board.picture("published-768");
    const got = await published(here, "bulletin?format=json");
    assert.equal(got.status, 200, `${got.status}`);
    const { title, status } = await got.json();
    assert.match(title, /通报/);
    assert.deepEqual([status.is, status.edition], ["final", 1]);
    const tag = got.headers.get("etag");
    assert.equal((await published(here, "bulletin?format=json", { "if-none-match": tag })).status, 304);
    assert.equal((await published(here, "brief?format=json")).status, 404);
  });

  await t.test("what was published is taken back, with a reason", async () => {
    const { page } = office;
    await office.offline(async () => {
      await page.locator("summary").getByText("撤回发布", { exact: true }).click();
      await page.getByLabel("事由").fill("名次有误");
      await page.getByRole("button", { name: "撤回发布" }).click();
    });
    await page.getByText("市重点办 撤回：名次有误").waitFor();
    assert.equal((await published(here, "bulletin?format=json")).status, 404);
    await office.show("月度看板");
  });

  await t.test("opened again for one project, its correction is reviewed and makes edition 2", async () => {
    await office.page.locator("summary").getByText("打开更正", { exact: true }).click();
    await office.page.getByLabel("对象").selectOption({ label: PROJECT.name });
    await office.page.getByLabel("事由").fill("漏报设备投资");
    await office.offline(() => office.page.getByRole("button", { name: "打开更正" }).click());
    await clerk.syncNow();
    await clerk.openForm(OTHER);
    assert.equal(await clerk.box("本月完成投资").count(), 0, "the others stay closed");
    await clerk.openForm(PROJECT);
    await clerk.page.getByRole("button", { name: "申请修改" }).click();
    await clerk.type("备注", "补报设备投资，金额不变");
    await clerk.offline(() => clerk.page.getByRole("button", { name: "提交修改申请" }).click());
    await office.syncNow();
    await office.show("待处理");
    await board.picture("amendment-in-opened-month-768");
  });
  for (const person of [clerk, coordinator, office]) assert.deepEqual(person.device.errors, []);
}

scenario("a month is reported, reviewed at each step and closed, each of it decided offline", story, SETTING);
