// 疑问: somebody reviews a report and asks about one of its boxes; who fills it answers beside the
// box; both without a network. Whoever asks closes the question, or takes it back.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const BOX = "本月完成投资";
const ASKED = "本月只有上月的一半，是停工了还是漏报？";
const ANSWER = "连日降雨停工十天，路面五月二十日复工";
const SECOND = "请补充完成的桩号";
const TOO_LATE = "K0+000 至 K6+500";
const PHONE = { width: 360, height: 740 };

scenario("a question on a box is asked, answered and closed, offline at both ends", async (here, t) => {
  const values = { month_investment: "125", visual_progress: "路基施工中" };
  await here.office.draft(PEOPLE.clerk, { project: PROJECT.id, month: MONTH, values });
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const reviewer = new Clerk(await here.device("coordinator"), PEOPLE.coordinator);
  /** The question about `box`, as its form shows it. */
  const question = (person, box) => person.page.getByRole("group", { name: `疑问 ${box}` });
  const press = (where, name) => where.getByRole("button", { name, exact: true }).click();
  const list = (person) => person.page.getByRole("region", { name: "疑问" });

  await t.test("somebody who reviews it asks without a network", async () => {
    await reviewer.begin();
    await reviewer.openForm(PROJECT);
    await reviewer.device.picture("question-none-768");
    await reviewer.device.goOffline();
    await press(reviewer.page, `对${BOX}提出疑问`);
    await press(reviewer.page, "提出疑问");
    await reviewer.page.getByRole("alert").getByText("请先写明内容").waitFor();
    await reviewer.type("想问什么", ASKED.slice(0, 6));
    await reviewer.show("本月任务");
    await reviewer.openForm(PROJECT);
    await reviewer.holds("想问什么", ASKED.slice(0, 6));
    await reviewer.type("想问什么", ASKED);
    await reviewer.device.picture("question-asking-768");
    await press(reviewer.page, "提出疑问");
    await question(reviewer, BOX).getByText("待传").first().waitFor();
    await reviewer.badge("1 项待传");
    await reviewer.show("待处理");
    const waits = reviewer.page.getByRole("listitem").filter({ hasText: PROJECT.name });
    await waits.getByText("提出疑问").waitFor();
    await reviewer.device.goOnline();
    await reviewer.device.synced();
  });

  await t.test("who fills the report finds it, and it leads to its box", async () => {
    await clerk.device.open();
    await clerk.logIn();
    await clerk.badge("需处理 1");
    await clerk.show("待处理");
    await list(clerk).getByText("待我答复").waitFor();
    await clerk.device.picture("question-list-clerk-768");
    await clerk.device.picture("question-list-clerk-360", PHONE);
    await list(clerk).getByRole("button", { name: `打开栏目 ${PROJECT.name}` }).click();
    await clerk.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
    await clerk.box(BOX).and(clerk.page.locator(":focus")).waitFor();
    const asked = question(clerk, BOX);
    for (const words of [ASKED, PEOPLE.coordinator.name, "待我答复", "今天"]) {
      await asked.getByText(words).first().waitFor();
    }
    const [box, place] = [await clerk.box(BOX).boundingBox(), await asked.boundingBox()];
    assert.ok(place.y > box.y && place.y - box.y < 400, "it stands at its box");
    await clerk.device.picture("question-asked-768");
    await clerk.device.picture("question-asked-360", PHONE);
    assert.equal(await clerk.page.getByRole("button", { name: /提出疑问/ }).count(), 0);
  });

  await t.test("it is answered without a network, and the tab is killed", async () => {
    await clerk.device.goOffline();
    await clerk.type("答复内容", ANSWER);
    await press(question(clerk, BOX), "答复");
    await question(clerk, BOX).getByText("待传").first().waitFor();
    await question(clerk, BOX).getByText("待审核人办结").waitFor();
    await clerk.badge("1 项待传");
    await clerk.saved();
    await clerk.device.picture("question-answered-offline-768");
    await clerk.device.crashTab();
    await clerk.device.goOnline();
    await clerk.device.open();
    await clerk.logInIfAsked();
    await clerk.device.synced();
    await clerk.openForm(PROJECT);
    await question(clerk, BOX).getByText(ANSWER).waitFor();
    assert.equal(await question(clerk, BOX).getByText("待传").count(), 0);
  });

  await t.test("whoever asked reads the answer and closes the question", async () => {
    await reviewer.syncNow();
    await reviewer.show("审核");
    await list(reviewer).getByText("待我办结").waitFor();
    await list(reviewer).getByText(ANSWER).waitFor();
    await reviewer.device.picture("question-list-reviewer-768");
    await press(list(reviewer), "3 天以上");
    await list(reviewer).getByText("没有符合条件的疑问").waitFor();
    await press(list(reviewer), "全部");
    await list(reviewer).getByRole("button", { name: `打开栏目 ${PROJECT.name}` }).click();
    await question(reviewer, BOX).getByText(ANSWER).waitFor();
    await reviewer.device.picture("question-answered-768");
    await reviewer.device.picture("question-answered-360", PHONE);
    await press(question(reviewer, BOX), "办结");
    const over = reviewer.page.locator("details").filter({ hasText: "疑问 · 已办结" });
    await over.waitFor();
    await reviewer.device.synced();
    await reviewer.device.picture("question-closed-768");
    await press(reviewer.page, "历史");
    const history = reviewer.page.getByRole("region", { name: "历史" });
    for (const words of [ASKED, ANSWER, PEOPLE.clerk.name, PEOPLE.coordinator.name, "办结"]) {
      await history.getByText(words).first().waitFor();
    }
    await reviewer.device.picture("question-history-768");
  });

  await t.test("one that is taken back meanwhile: the words of the answer stay and are said", async () => {
    await press(reviewer.page, "对形象进度提出疑问");
    await reviewer.type("想问什么", SECOND);
    await press(reviewer.page, "提出疑问");
    await question(reviewer, "形象进度").waitFor();
    await reviewer.device.synced();
    await clerk.syncNow();
    await clerk.openForm(PROJECT);
    await question(clerk, "形象进度").getByText(SECOND).waitFor();
    await clerk.device.goOffline();
    await clerk.type("答复内容", TOO_LATE);
    await press(question(clerk, "形象进度"), "答复");
    await clerk.badge("1 项待传");
    await question(reviewer, "形象进度").getByText("撤回这条疑问").click();
    await press(question(reviewer, "形象进度"), "撤回");
    await reviewer.page.getByText("疑问 · 已撤回").waitFor();
    await reviewer.device.synced();
    await clerk.device.goOnline();
    const refused = question(clerk, "形象进度");
    await refused.getByText("这条疑问已经办结或撤回").waitFor();
    await refused.getByText(TOO_LATE).waitFor();
    await clerk.badge("需处理 1");
    await clerk.device.picture("question-too-late-768");
    await clerk.device.picture("question-too-late-360", PHONE);
    await clerk.show("待处理");
    await list(clerk).getByText(TOO_LATE).waitFor();
    await clerk.openForm(PROJECT);
    await press(refused, "知道了");
    await refused.waitFor({ state: "detached" });
    await clerk.badge("已同步");
    const shown = clerk.page.getByText("疑问 · 已撤回");
    await shown.waitFor();
  });
});
