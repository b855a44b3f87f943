// 总结: a unit writes that of its year without a network and hands it in, the office returns and accepts it,
// and what was accepted stands in the city's document.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PLAN } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const PHONE = { width: 360, height: 740 };
const UNIT = "示例县交通运输局";
const SETTING = {
  plan: {
    ...PLAN,
    profile: "guigang-2021",
    projects: PLAN.projects.map((project) => ({ ...project, area: "450802", entered: "2021-01" })),
  },
};

/** December of last year, with which the year ends. */
async function december(person) {
  for (const month of ["2022年4月", "2022年3月", "2022年2月", "2022年1月", "2021年12月"]) {
    await person.page.getByRole("button", { name: "上一月" }).click();
    await person.page.getByText(month, { exact: true }).first().waitFor();
  }
}

async function story(here, t) {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const office = new Clerk(await here.device("office"), PEOPLE.office);
  const other = new Clerk(await here.device("other"), PEOPLE.stranger);
  const press = (person, name) => person.page.getByRole("button", { name, exact: true }).click();
  const box = (person, name) => person.page.getByRole("textbox", { name: new RegExp(`^${name}：`) });
  const row = () => office.page.locator("details").filter({ hasText: UNIT });

  await t.test("a clerk is led there from the tasks, writes without a network, and it is kept and handed in", async () => {
    await clerk.begin();
    await december(clerk);
    await clerk.page.getByRole("button", { name: "填写总结（2022-01-04 截止）" }).waitFor();
    await clerk.device.goOffline();
    await press(clerk, "填写总结（2022-01-04 截止）");
    await clerk.page.getByRole("heading", { level: 1, name: "2021年全年总结" }).waitFor();
    await clerk.page.getByText("请先写成功经验和下一步计划").waitFor();
    await box(clerk, "成功经验").fill("提前介入。");
    await box(clerk, "下一步计划").fill("一季度路基全部贯通。\n二季度铺装路面。");
    await clerk.device.stored();
    await clerk.device.crash();
    await clerk.device.start();
    await clerk.reopen();
    await december(clerk);
    await clerk.show("总结");
    const next = await box(clerk, "下一步计划").inputValue();
    assert.equal(next, "一季度路基全部贯通。\n二季度铺装路面。", "its box was never left");
    await clerk.device.goOffline();
    await box(clerk, "成功经验").fill("提前介入，征地与招标同步推进。");
    await box(clerk, "成功经验").blur();
    await clerk.page.getByText("已保存在本机，联网后上传。").waitFor();
    await clerk.device.picture("summary-clerk-768");
    await clerk.device.picture("summary-clerk-360", PHONE);
    await clerk.device.crash();
    await clerk.device.start();
    await clerk.reopen();
    await december(clerk);
    await clerk.show("总结");
    assert.equal(await box(clerk, "成功经验").inputValue(), "提前介入，征地与招标同步推进。");
    await press(clerk, "上报");
    await clerk.page.getByText("已上报或审定，不能再改").waitFor();
    await clerk.device.goOnline();
    await clerk.device.synced();
  });

  await t.test("the office reads it and returns it with a reason", async () => {
    await office.begin();
    await december(office);
    await office.show("总结");
    await row().getByText("已报").waitFor();
    await row().locator("summary").click();
    await row().getByText("二季度铺装路面。").waitFor();
    await row().getByRole("button", { name: "退回", exact: true }).click();
    await row().getByText("请写明退回原因").waitFor();
    await row().getByRole("textbox", { name: "退回原因" }).fill("请写明征地面积");
    await row().getByRole("button", { name: "退回", exact: true }).click();
    await row().getByText("请写明征地面积").first().waitFor();
    await office.device.synced();
    await office.device.picture("summary-office-768");
  });

  await t.test("the clerk reads why, and what was accepted stands in the city's document", async () => {
    await clerk.syncNow();
    await clerk.page.getByText("请写明征地面积").first().waitFor();
    await box(clerk, "成功经验").fill("提前介入，首批征地320亩。");
    await press(clerk, "上报");
    await clerk.device.synced();
    await office.syncNow();
    await row().getByText("提前介入，首批征地320亩。").waitFor();
    await row().getByRole("button", { name: "审定", exact: true }).click();
    await office.device.synced();
    await office.show("发布");
    await office.page.getByRole("main").getByRole("button", { name: "总结", exact: true }).click();
    const document = office.page.getByRole("article");
    await document.getByText("提前介入，首批征地320亩。").waitFor();
    await document.getByRole("heading", { name: UNIT }).first().waitFor();
  });

  await t.test("another unit sees its own alone", async () => {
    await other.begin();
    await december(other);
    await other.show("总结");
    await other.page.getByRole("heading", { level: 1, name: "2021年全年总结" }).waitFor();
    await box(other, "成功经验").waitFor();
    assert.equal(await other.page.getByText("首批征地320亩").count(), 0);
    assert.equal(await other.page.getByText(UNIT).count(), 0);
  });
}

scenario("a unit's summary goes to the city and into its document", story, SETTING);
