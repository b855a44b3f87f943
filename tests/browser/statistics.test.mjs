// 统计与函件: figures typed offline lead to a letter, which the unit reads and a correction flags.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PLAN } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const PHONE = { width: 360, height: 740 };
const password = "a-long-password-for-tests";
const CITY = { id: "city", name: "示例市重点项目办公室" };
const COUNTY = { id: "county", name: "示例县发展改革局", area: "450721" };
const PEOPLE_HERE = {
  office: { user: "office", name: "市重点办", role: "city_office", unit: CITY.id, password },
  supervisor: { user: "ducha", name: "督查室", role: "supervisor", unit: CITY.id, password },
};
const SETTING = {
  plan: { ...PLAN, profile: "qinzhou-ten-2022", units: [COUNTY, ...PLAN.units.slice(1), CITY] },
  people: PEOPLE_HERE,
};

/** The boxes of a row, by what it is called. */
const row = (page, name) => page.getByRole("group", { name, exact: true });
const box = (page, name, label) => row(page, name).getByRole("textbox", { name: label });

/** A column from a spreadsheet, put into a box as the browser does it. */
async function pasteColumn(target, column) {
  await target.focus();
  await target.evaluate((input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
  }, column);
}

async function letters(person) {
  await person.page.getByRole("button", { name: "函件", exact: false }).and(person.page.locator(".yb-toggle")).click();
  await person.page.getByRole("heading", { name: /^函件台账/ }).waitFor();
}

async function figures(person) {
  await person.page.locator(".yb-toggle").filter({ hasText: "统计数据" }).click();
  await person.page.getByRole("heading", { name: "投资增速" }).waitFor();
}

async function story(here, t) {
  const office = new Clerk(await here.device("office"), PEOPLE_HERE.office);
  const county = new Clerk(await here.device("county"), PEOPLE.coordinator);
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.stranger);
  await office.begin();
  const { page, device } = office;

  await t.test("a figure without its source, or that is none, is not stored, and why stands beside it", async () => {
    await office.show("统计与函件");
    await page.getByText("已录入 0 /").waitFor();
    await device.picture("statistics-empty-768");
    await box(page, "灵山县", "数值").fill("约9");
    await row(page, "灵山县").getByText("请填数字，例如 9.8").waitFor();
    await box(page, "灵山县", "数值").fill("９．８％");
    await box(page, "灵山县", "数值").blur();
    await box(page, "灵山县", "数值").evaluate((input) => {
      if (input.value !== "9.8") throw new Error(input.value);
    });
    await page.getByRole("button", { name: "保存 1 条" }).click();
    await row(page, "灵山县").getByText("请写明来源").waitFor();
    await page.getByText("其中 1 条须改正").waitFor();
    await device.picture("statistics-fault-768");
    await device.picture("statistics-fault-360", PHONE);
    await device.stored();
    await page.reload();
    await office.logInIfAsked();
    await office.show("统计与函件");
    assert.equal(await box(page, "灵山县", "数值").inputValue(), "9.8", "it was typed and not entered");
    await page.getByRole("button", { name: "放弃改动" }).click();
    await page.getByRole("button", { name: "放弃改动" }).waitFor({ state: "detached" });
    await device.stored();
    await page.reload();
    await office.logInIfAsked();
    await office.show("统计与函件");
    assert.equal(await box(page, "灵山县", "数值").inputValue(), "");
  });

  await t.test("a letter that is being written outlives a reload, until it is put away", async () => {
    await letters(office);
    await page.getByRole("button", { name: "人工发函" }).click();
    await page.getByLabel("文号").fill("钦重办函〔2022〕7号");
    await page.getByLabel("原因").fill("停工项目较多");
    await device.stored();
    await page.reload();
    await office.logInIfAsked();
    await office.show("统计与函件");
    await letters(office);
    assert.equal(await page.getByLabel("文号").inputValue(), "钦重办函〔2022〕7号");
    assert.equal(await page.getByLabel("原因").inputValue(), "停工项目较多");
    await page.getByRole("button", { name: "不发了" }).click();
    await page.getByRole("button", { name: "人工发函" }).waitFor();
    await figures(office);
  });

  await t.test("figures are pasted as a column and typed offline, kept on the device and sent with the network", async () => {
    await device.goOffline();
    await pasteColumn(box(page, "灵山县", "数值"), "8.0\n约9");
    await page.getByText("第 2 格“约9”不是数").waitFor();
    assert.equal(await box(page, "灵山县", "数值").inputValue(), "", "nothing of it was filled in");
    // in the order of the profile
    const first = page.locator(".yb-figures__value").first();
    await pasteColumn(first, Array(5).fill("16").join("\r\n"));
    await page.getByText("已填入 5 个数").waitFor();
    await box(page, "灵山县", "数值").fill("8.0");
    await box(page, "灵山县", "来源").fill("市统计局 6 月 10 日快报");
    // the source that was typed is proposed for the others
    assert.equal(await box(page, "浦北县", "来源").inputValue(), "市统计局 6 月 10 日快报");
    await box(page, "固定资产投资增速全区排名", "数值").fill("3");
    await device.picture("statistics-typed-768");
    await page.getByRole("button", { name: "保存 6 条" }).click();
    await page.getByText("6 条已存在本机，待上传").waitFor();
    await row(page, "灵山县").getByText("待上传").waitFor();
    await device.picture("statistics-waiting-768");
    await device.picture("statistics-waiting-360", PHONE);
    await device.goOnline();
    await device.synced();
    await page.getByText("6 条已存在本机").waitFor({ state: "detached" });
    await row(page, "固定资产投资增速全区排名").getByText("达到力争目标").waitFor();
  });

  await t.test("the letter that the growth leads to is drafted with its figures and sent offline", async () => {
    await letters(office);
    await device.goOffline();
    const card = page.getByRole("listitem").filter({ hasText: "灵山县" }).first();
    await card.getByText("依据", { exact: true }).click();
    await card.getByRole("row", { name: /灵山县/ }).waitFor();
    await device.picture("letters-proposed-768");
    await card.getByRole("button", { name: "起草 提醒函 灵山县" }).click();
    const send = page.getByRole("button", { name: "发出", exact: true });
    await send.click();
    await page.getByText("请选择日期").first().waitFor();
    await page.getByLabel("答复期限").fill("2022-06-10");
    const text = await page.getByLabel("正文").inputValue();
    assert.match(text, /灵山县1—5月投资增长8\.0%，低于目标7\.0个百分点，请于6月10日前书面报送措施/);
    await send.click();
    await page.getByText("请填写文号").waitFor();
    await page.getByLabel("文号").fill("钦重办函〔2022〕8号");
    await device.picture("letters-form-768");
    await device.picture("letters-form-360", PHONE);
    await send.click();
    await page.getByText("1 项办理已存在本机，待上传").waitFor();
    await page.getByText("待答复，还有 10 天").waitFor();
    await device.goOnline();
    await device.synced();
  });

  await t.test("the county reads the letter without buttons, and another unit has no such screen", async () => {
    await county.begin();
    await county.show("函件");
    await county.page.getByRole("button", { name: "查看 钦重办函〔2022〕8号" }).click();
    await county.page.getByText("请于6月10日前书面报送措施").waitFor();
    await county.device.picture("letters-unit-768");
    await county.device.picture("letters-unit-360", PHONE);
    for (const name of ["登记答复", "作废", "人工发函"]) {
      assert.equal(await county.page.getByText(name, { exact: true }).count(), 0, name);
    }
    assert.equal(await county.page.getByText("浦北县").count(), 0, "no other's figures");
    await clerk.begin();
    const tabs = clerk.page.getByRole("navigation", { name: "页面" });
    for (const name of ["函件", "统计与函件"]) assert.equal(await tabs.getByRole("button", { name }).count(), 0);
  });

  await t.test("a correction flags the letter and says what is another figure now", async () => {
    await figures(office);
    await box(page, "灵山县", "数值").fill("11");
    await page.getByRole("button", { name: "保存 1 条" }).click();
    await device.synced();
    await row(page, "灵山县").getByText("已更正").waitFor();
    await page.getByRole("button", { name: /^录入和更正记录/ }).click();
    await page.getByText(/投资增速 · 灵山县 8\.0/).waitFor();
    await device.picture("statistics-log-768");
    await letters(office);
    await page.getByText("依据已更正").first().waitFor();
    await page.getByRole("button", { name: "查看 钦重办函〔2022〕8号" }).click();
    await page.getByText("灵山县 2022年5月 8.0% → 11%").waitFor();
    await page.getByText("按现在的数应为：不发函").waitFor();
    await device.picture("letters-corrected-768");
    await device.picture("letters-corrected-360", PHONE);
  });

  await t.test("it is printed on one page, and answered", async () => {
    await page.evaluate(() => {
      globalThis.printed = [];
      const own = HTMLIFrameElement.prototype;
      const { get } = Object.getOwnPropertyDescriptor(own, "contentWindow");
      Object.defineProperty(own, "contentWindow", {
        get() {
          const view = get.call(this);
          if (view) view.print = () => globalThis.printed.push(view.document.body.firstChild.shadowRoot.textContent);
          return view;
        },
      });
    });
    await page.getByRole("button", { name: "打印", exact: true }).click();
    await page.waitForFunction(() => globalThis.printed.length === 1);
    const [paper] = await page.evaluate(() => globalThis.printed);
    for (const part of ["提醒函", "钦重办函〔2022〕8号", "灵山县：", CITY.name, "2022年5月31日"]) {
      assert.ok(paper.includes(part), `${part} in ${paper}`);
    }
    await page.locator("summary").getByText("登记答复", { exact: true }).click();
    const confirm = page.getByRole("button", { name: "确认登记答复" });
    await confirm.click();
    await page.getByRole("alert").getByText("请选择日期").waitFor();
    await page.getByLabel("答复日期").fill("2022-05-30");
    await confirm.click();
    await page.getByRole("alert").getByText("答复日期早于发出日期").waitFor();
    await page.getByLabel("答复日期").fill("2022-06-12");
    await page.getByLabel("答复情况（可不填）").fill("已报送整改方案");
    await confirm.click();
    await page.getByText("已答复，迟 2 天").waitFor();
    await device.synced();
    await county.syncNow();
    await county.page.getByText("已答复，迟 2 天").waitFor();
  });

  await t.test("who reads only has no boxes", async () => {
    const supervisor = new Clerk(await here.device("supervisor"), PEOPLE_HERE.supervisor);
    await supervisor.begin();
    await supervisor.show("统计与函件");
    await supervisor.page.getByText("由市重点办录入，您可以查阅。").waitFor();
    assert.equal(await supervisor.page.getByRole("main").getByRole("textbox").count(), 0);
    await supervisor.page.getByText("来源：市统计局 6 月 10 日快报").first().waitFor();
    await supervisor.device.picture("statistics-read-768");
    assert.deepEqual(supervisor.device.errors, []);
  });
  for (const person of [office, county, clerk]) assert.deepEqual(person.device.errors, []);
}

scenario("figures of the statistics lead to a letter, offline and online", story, SETTING);
