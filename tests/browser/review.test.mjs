// A report on its way between who fills it and who reviews it: returned, corrected, accepted, and
// changed once more as the reviewer decides.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const COMMENT = "形象进度写得太笼统，请写明完成的桩号和里程";
const VAGUE = "路基施工中";
const PRECISE = "K0+000 至 K6+500 路基完成，占百分之五十";
const FINISHED = "K0+000 至 K8+200 路基完成，占百分之六十三";
const REMARK = "七月起铺装";
const AMENDED = "K0+000 至 K7+000 路基完成，占百分之五十五";

scenario("a report is returned, corrected, accepted and amended", async (here, t) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const reviewer = new Clerk(await here.device("coordinator"), PEOPLE.coordinator);
  const held = () => here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  const queue = () => reviewer.page.getByRole("main").getByRole("listitem");
  const open = async () => {
    await reviewer.show("审核");
    await reviewer.page.getByRole("button", { name: `打开审核 ${PROJECT.name}` }).click();
    await reviewer.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  };
  await t.test("the clerk hands it in without a network", async () => {
    await clerk.begin();
    await clerk.device.goOffline();
    await clerk.fill(PROJECT, "250", VAGUE);
    await clerk.submit();
    await clerk.badge("1 项待传");
    await clerk.device.goOnline();
    await clerk.device.synced();
    assert.equal((await held()).state, "submitted");
  });

  await t.test("the coordinator reads it and returns it, not without a comment", async () => {
    await reviewer.begin();
    await reviewer.show("审核");
    await reviewer.page.getByText("1 份等待审核").waitFor();
    await reviewer.device.picture("review-queue-768");
    await reviewer.device.picture("review-queue-1280", { width: 1280, height: 800 });
    await open();
    assert.equal(await reviewer.box("形象进度").count(), 0, "a reviewer only reads");
    await reviewer.page.getByText(VAGUE).waitFor();
    await reviewer.device.picture("review-form-768");
    await reviewer.page.getByRole("button", { name: "退回", exact: true }).click();
    await reviewer.page.getByRole("alert").getByText("请写明哪里要改、怎么改").waitFor();
    await reviewer.type("审核意见", COMMENT);
    await reviewer.page.getByRole("button", { name: "退回", exact: true }).click();
    await reviewer.page.getByRole("heading", { name: "本月没有等待审核的月报。" }).waitFor();
    await reviewer.device.synced();
    const report = await held();
    assert.deepEqual([report.state, report.review.comment], ["returned", COMMENT]);
  });

  await t.test("the clerk sees who returned it and why, corrects it and hands it in", async () => {
    await clerk.syncNow();
    await clerk.stands(PROJECT, "退回");
    await clerk.page.getByText(`${PEOPLE.coordinator.name}退回：${COMMENT}`).waitFor();
    await clerk.device.picture("review-returned-tasks-768");
    await clerk.openForm(PROJECT);
    await clerk.page.getByText(`已退回：${PEOPLE.coordinator.name}`).waitFor();
    await clerk.page.getByText(COMMENT).waitFor();
    await clerk.device.picture("review-returned-form-768");
    await clerk.type("形象进度", PRECISE);
    await clerk.submit();
    await clerk.device.synced();
    assert.equal((await held()).state, "submitted");
  });

  await t.test("the coordinator accepts it without a network, and it says so", async () => {
    await reviewer.syncNow();
    await open();
    await reviewer.device.goOffline();
    await reviewer.page.getByRole("button", { name: "通过", exact: true }).click();
    await reviewer.page.getByText("服务器尚未收到，填报单位还看不到").waitFor();
    await queue().filter({ hasText: PROJECT.name }).getByText("已办理，待上传").waitFor();
    await reviewer.device.picture("review-waiting-768");
    assert.equal((await held()).state, "submitted", "the server has not heard of it");
    await reviewer.device.goOnline();
    await reviewer.device.synced();
    // the county's step; the city's is the last, and a program of before hears that it is handed in
    assert.equal((await held()).state, "submitted");
  });

  await t.test("what is accepted is read; the clerk asks for a change", async () => {
    await clerk.syncNow();
    await clerk.stands(PROJECT, "已审");
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.box("形象进度").count(), 0);
    await clerk.device.picture("review-accepted-768");
    await clerk.page.getByRole("button", { name: "申请修改" }).click();
    await clerk.type("形象进度", AMENDED);
    const told = clerk.device.told("yuebao-submitted");
    await clerk.device.goOffline();
    await clerk.page.getByRole("button", { name: "提交修改申请" }).click();
    await told;
    await clerk.badge("1 项待传");
    await clerk.page.getByText("已上报，待传到服务器").waitFor();
    await clerk.device.goOnline();
    await clerk.device.synced();
    const report = await held();
    assert.equal(report.state, "submitted");
    assert.equal(report.values.visual_progress, PRECISE, "the accepted value counts");
    await clerk.page.getByText("待审修改").waitFor();
    await clerk.device.picture("review-amended-768");
  });

  await t.test("the coordinator takes the change", async () => {
    await reviewer.syncNow();
    await reviewer.show("审核");
    await queue().filter({ hasText: PROJECT.name }).getByText("1 处修改申请待审").waitFor();
    await reviewer.show("待处理");
    const amendment = reviewer.page.getByRole("article", { name: PROJECT.name });
    for (const words of [PRECISE, AMENDED]) await amendment.getByText(words).first().waitFor();
    await reviewer.device.picture("review-amendment-768");
    await amendment.getByRole("radio", { name: "采用修改" }).check();
    await amendment.getByRole("button", { name: "确认" }).click();
    await reviewer.device.synced();
    const report = await held();
    assert.deepEqual([report.state, report.values.visual_progress], ["submitted", AMENDED]);
    await clerk.syncNow();
    await clerk.openForm(PROJECT);
    await clerk.page.getByText(AMENDED).waitFor();
  });

  await t.test("two changes are taken at once, and a third is withdrawn", async () => {
    const propose = async (boxes) => {
      await clerk.openForm(PROJECT);
      await clerk.page.getByRole("button", { name: "申请修改" }).click();
      for (const [box, words] of boxes) await clerk.type(box, words);
      await clerk.page.getByRole("button", { name: "提交修改申请" }).click();
      await clerk.device.synced();
    };
    await propose([["形象进度", FINISHED], ["备注", REMARK]]);
    await reviewer.syncNow();
    await reviewer.show("待处理");
    await reviewer.device.picture("review-together-768");
    await reviewer.device.picture("review-together-360", { width: 360, height: 740 });
    await reviewer.page.getByRole("button", { name: "一并采用 2 处修改" }).click();
    await reviewer.page.getByText("修改申请已处理").waitFor();
    await reviewer.device.synced();
    let { values } = await held();
    assert.deepEqual([values.visual_progress, values.remarks], [FINISHED, REMARK]);

    await clerk.syncNow();
    await propose([["备注", "写错了"]]);
    await clerk.show("待处理");
    await clerk.device.picture("review-withdraw-768");
    await clerk.device.goOffline();
    await clerk.page.getByRole("button", { name: "撤回申请" }).click();
    await clerk.badge("离线 · 1 项待传");
    await clerk.page.getByText("修改申请已撤回").waitFor();
    await clerk.page.getByText("已撤回，待传").waitFor();
    await clerk.device.picture("review-withdrawn-360", { width: 360, height: 740 });
    await clerk.device.goOnline();
    await clerk.device.synced();
    ({ values } = await held());
    assert.equal(values.remarks, REMARK, "the accepted value stands");
    await clerk.page.getByText("没有需要处理的事项").waitFor();
    await clerk.openForm(PROJECT);
  });

  await t.test("the history tells all of it, box by box, and says when it cannot", async () => {
    const beside = clerk.page.getByRole("button", { name: "形象进度的历史" });
    await beside.click();
    const history = clerk.page.getByRole("region", { name: "历史" });
    for (const words of [VAGUE, PRECISE, AMENDED]) await history.getByText(words).first().waitFor();
    await history.getByText(`修改申请，${PEOPLE.coordinator.name}`).first().waitFor();
    await history.getByText("仅供参考").first().waitFor();
    await clerk.device.picture("history-box-768");
    await beside.click();
    await history.waitFor({ state: "detached" });

    await clerk.page.getByRole("button", { name: "历史", exact: true }).click();
    await history.getByText(COMMENT).waitFor();
    const steps = await history.getByRole("list").first().getByRole("listitem").allInnerTexts();
    const did = steps.map((step) => step.split(/\s/)[0]).filter((word) => word !== "保存草稿");
    assert.deepEqual(did, ["选定取值", "上报", "选定取值", "上报", "选定取值", "上报", "通过", "上报", "退回", "上报"]);
    await clerk.device.picture("history-report-768");
    await clerk.page.getByRole("button", { name: "历史", exact: true }).click();

    await clerk.device.goOffline();
    await beside.click();
    await history.getByText("现在连不上服务器").waitFor();
    await clerk.device.goOnline();
    await history.getByRole("button", { name: "再试一次" }).click();
    await history.getByText(VAGUE).first().waitFor();
  });
});
