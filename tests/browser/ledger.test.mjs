// Who answers for a project: named offline by the office, seen by the clerk with the number and by the
// reader without it; and the project's ledger, on screen and on paper.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PLAN, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const PHONE = { width: 360, height: 740 };
// A4 landscape without its margins, at 96 dots an inch
const PAPER = { width: 1032, height: 703 };
const NUMBER = "0700-0004321";
const CITY = { id: "city", name: "示例市重点项目办公室" };
const { password } = PEOPLE.clerk;
const OFFICE = { user: "office", name: "市重点办", role: "city_office", unit: CITY.id, password };
const READER = { user: "reader", name: "督查室", role: "supervisor", unit: CITY.id, password };
const SETTING = { plan: { ...PLAN, units: [...PLAN.units, CITY] }, people: { office: OFFICE, reader: READER } };

/** The bodies of all answers to syncs of a device. */
function heard(device) {
  const bodies = [];
  device.context.on("response", (response) => {
    if (response.url().includes("/sync")) bodies.push(response.text().catch(() => ""));
  });
  return bodies;
}

/** Opens the ledger of the project from the totals. */
async function ledgerFromTotals(person) {
  await person.show("汇总");
  const { page } = person;
  const ledger = page.getByRole("button", { name: `台账 ${PROJECT.name}` });
  const total = page.getByRole("button", { name: "合计" });
  await total.waitFor();
  // the rows behind the total stay open from the time before
  if (!(await ledger.isVisible())) await total.click();
  await ledger.click();
  await page.getByRole("heading", { level: 1, name: `${PROJECT.name} 项目台账` }).waitFor();
}

/** How far what is on the page reaches beyond it, in CSS pixels. */
const beyond = (page) =>
  page.evaluate(() => {
    const host = document.querySelector("yuebao-report");
    const whole = host.shadowRoot.querySelector(".yb-ledger");
    const right = whole.getBoundingClientRect().right;
    const parts = [...whole.querySelectorAll("td, th, dd, p")].filter((part) => part.getClientRects().length > 0);
    return Math.max(0, ...parts.map((part) => part.getBoundingClientRect().right - right));
  });

async function story(here, t) {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const office = new Clerk(await here.device("office"), OFFICE);
  const reader = new Clerk(await here.device("reader"), READER);
  const told = heard(reader.device);

  await t.test("the office names somebody offline, and is asked about a number that is odd", async () => {
    await office.begin();
    await ledgerFromTotals(office);
    await office.device.goOffline();
    const { page } = office;
    await page.getByText("登记责任人", { exact: true }).click();
    await page.getByLabel("类别").selectOption({ label: "具体责任人" });
    await page.getByLabel("姓名").fill("示例甲");
    await page.getByLabel("联系电话").fill("4321");
    const save = page.getByRole("button", { name: "保存", exact: true });
    await save.click();
    await page.getByRole("alert").getByText("这个号码既不像手机号").waitFor();
    await page.getByLabel("联系电话").fill(NUMBER);
    await page.getByRole("button", { name: "号码无误，保存" }).click();
    await page.getByRole("link", { name: NUMBER }).waitFor();
    await page.getByText("有改动尚未上传，联网后自动上传。").waitFor();
    await office.device.picture("ledger-768");
    await office.device.picture("ledger-360", PHONE);
    await office.device.goOnline();
    await office.device.synced();
  });

  await t.test("the clerk sees the name and the number on the form", async () => {
    await clerk.begin();
    await clerk.openForm(PROJECT);
    const call = clerk.page.getByRole("link", { name: NUMBER });
    assert.equal(await call.getAttribute("href"), "tel:07000004321");
    const { height } = await call.boundingBox();
    assert.ok(height >= 44, `${height} px to touch`);
    await clerk.page.getByText("示例甲").waitFor();
    await clerk.device.picture("persons-form-768");
    await clerk.device.picture("persons-form-360", PHONE);
  });

  await t.test("the reader sees the name, and no number was sent", async () => {
    await reader.begin();
    await ledgerFromTotals(reader);
    await reader.page.getByText("示例甲").first().waitFor();
    const bodies = (await Promise.all(told)).join("\n");
    assert.ok(bodies.includes("示例甲"));
    assert.ok(!bodies.includes("4321"), "a number was sent");
  });

  await t.test("the reminder has whom to call, by choice", async () => {
    await office.show("月度看板");
    const list = office.page.getByRole("textbox", { name: "催报名单" });
    assert.ok(!(await list.inputValue()).includes(NUMBER));
    await office.page.getByLabel("附责任人和电话").check();
    assert.ok((await list.inputValue()).includes(`具体责任人 示例甲 ${NUMBER}`));
    await office.page.getByText("找谁催").click();
    await office.page.getByRole("link", { name: NUMBER }).waitFor();
    await office.device.picture("board-persons-768");
  });

  await t.test("the ledger is whole on paper", async () => {
    await ledgerFromTotals(office);
    const { page } = office;
    assert.equal(await beyond(page), 0);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize(PAPER);
    assert.equal(await beyond(page), 0);
    await office.device.picture("ledger-print", PAPER);
    await page.emulateMedia({ media: "screen" });
    assert.deepEqual(office.device.errors, []);
    assert.deepEqual(clerk.device.errors, []);
  });
}

scenario("persons of a project and its ledger", story, SETTING);
