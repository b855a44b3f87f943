// The plan lives: a supplement is imported, a unit proposes offline, the office answers, a nature changes
// from its month on, and the month that is closed keeps its figures.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PLAN, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const PHONE = { width: 360, height: 740 };
const CITY = { id: "city", name: "示例市重点项目办公室" };
const OFFICE = { user: "office", name: "市重点办", role: "city_office", unit: CITY.id, password: PEOPLE.clerk.password };
const SETTING = { plan: { ...PLAN, units: [...PLAN.units, CITY] }, people: { office: OFFICE } };
const NEW = "示例县城南水厂工程";
const SUPPLEMENT = `工程名称,性质,行业,县区,责任单位,总投资,今年要完成
${NEW},新开工,基础设施,灵山县,示例县水利局,9000,2500
${PROJECT.name},续建,基础设施,灵山县,示例县交通运输局,12000,3200
`;

async function story(here, t) {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const office = new Clerk(await here.device("office"), OFFICE);
  await clerk.begin();
  await office.begin();
  const press = (person, name) => person.page.getByRole("button", { name, exact: true }).click();
  const choose = (name, content) =>
    office.page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
  /** The page of a project, from the list. */
  const open = async (person, name) => {
    await person.show("计划");
    await person.page.getByRole("listitem").getByRole("button", { name }).click();
    await person.page.getByRole("heading", { level: 1, name }).waitFor();
  };

  await t.test("a hostile file is refused in words, and nothing is lost without a network", async () => {
    await office.show("计划");
    await office.device.picture("plan-768");
    await office.device.picture("plan-360", PHONE);
    await press(office, "导入");
    await choose("计划.xlsx", "PK\u0003\u0004<script>alert(1)</script>");
    await office.page.getByRole("alert").getByText("处问题，未作任何改动").waitFor();
    await office.device.picture("plan-import-hostile-768");
    await press(office, "不用这个文件");
    await office.device.goOffline();
    await choose("增补.csv", SUPPLEMENT);
    await office.page.getByText("已选的文件和所填内容都在").waitFor();
    await office.page.getByText("增补.csv").waitFor();
    await office.device.goOnline();
    await office.page.getByText("已选的文件和所填内容都在").waitFor({ state: "detached" });
  });

  await t.test("the columns of a supplement are corrected, then it is written as it was seen", async () => {
    await office.page.getByLabel("从哪个月起适用").fill("2022-05");
    await office.page.getByLabel("批次").fill("第二批");
    await office.page.getByLabel("文件", { exact: true }).fill("示例发〔2022〕9号");
    await press(office, "预览");
    await office.page.getByRole("heading", { name: "各列含义" }).waitFor();
    await office.page.getByLabel("A 列“工程名称”的含义").selectOption({ label: "项目名称" });
    const amounts = office.page.getByLabel("G 列“今年要完成”的含义");
    await office.page.getByText("工程名称").first().waitFor();
    await office.page.locator("select:not([disabled])").first().waitFor();
    await amounts.selectOption({ label: "年度计划投资" });
    await office.page.getByText("新增 1，变更 1，不再列入 0，未变 0").waitFor();
    await office.page.getByText("3,000.00 → 3,200.00").waitFor();
    await office.device.picture("plan-import-768");
    await office.device.picture("plan-import-360", PHONE);
    await press(office, "写入");
    await office.page.getByText("已全部写入").waitFor();
    await office.device.synced();
    await press(office, "返回计划");
    await office.page.getByRole("listitem").getByRole("button", { name: NEW }).waitFor();
    await chooseAgain(office, press, choose);
  });

  await t.test("the version says who decided what, and what differs from the one before", async () => {
    await open(office, PROJECT.name);
    const newest = office.page.getByRole("listitem").filter({ hasText: "第 2 版" });
    await newest.getByText("示例发〔2022〕9号").waitFor();
    await newest.getByText("第二批").waitFor();
    await newest.getByRole("row", { name: /年度计划投资/ }).getByText("3,200.00").waitFor();
    await office.device.picture("plan-project-768");
    await office.device.picture("plan-project-360", PHONE);
    await office.device.picture("plan-project-1280", { width: 1280, height: 800 });
  });

  await t.test("a clerk proposes offline, sees what would change, and what is asked beside its box", async () => {
    await clerk.syncNow();
    await clerk.show("计划");
    await clerk.device.goOffline();
    await open(clerk, OTHER.name);
    await press(clerk, "申报调整");
    await clerk.page.getByLabel(/^年度计划投资/).fill("90000");
    await clerk.page.getByText("大于剩余投资").waitFor();
    await clerk.page.getByLabel(/^年度计划投资/).fill("2600");
    await clerk.page.getByLabel(/^从哪个月起适用/).fill("2022-06");
    await clerk.page.getByLabel(/^理由/).fill("设计变更，工期提前");
    await clerk.device.picture("plan-propose-768");
    await press(clerk, "下一步：核对改动");
    await clerk.page.getByRole("row", { name: /年度计划投资/ }).getByText("2,600.00").waitFor();
    await clerk.device.picture("plan-propose-check-768");
    await press(clerk, "确认申报");
    await clerk.page.getByText("待上传").first().waitFor();
    await open(clerk, PROJECTS[2].name);
    await press(clerk, "申报调整");
    await clerk.page.getByLabel(/^建设规模及主要内容/).fill("改为沥青路面");
    await clerk.page.getByLabel(/^从哪个月起适用/).fill("2022-06");
    await press(clerk, "下一步：核对改动");
    await press(clerk, "确认申报");
    await clerk.device.goOnline();
    await clerk.device.synced();
  });

  await t.test("the office declines one with words and approves the other, offline as well", async () => {
    await office.syncNow();
    await office.show("计划");
    await office.page.getByText("2 项待核定").waitFor();
    await office.device.picture("plan-proposals-768");
    await office.device.picture("plan-proposals-360", PHONE);
    await office.device.goOffline();
    await press(office, `不予同意 ${PROJECTS[2].name}`);
    await office.page.getByRole("alert").getByText("不予同意须写明意见").waitFor();
    const declined = office.page.getByRole("listitem").filter({ hasText: `${PROJECTS[2].name} · 调整` });
    await declined.getByLabel("意见").fill("路面等级已批复，不再变更");
    await press(office, `不予同意 ${PROJECTS[2].name}`);
    await declined.getByText("未同意").waitFor();
    await press(office, `同意 ${OTHER.name}`);
    await office.device.goOnline();
    await office.device.synced();
  });

  await t.test("the clerk reads the office's words and the new version", async () => {
    await clerk.syncNow();
    await clerk.show("计划");
    await clerk.page.getByText("路面等级已批复，不再变更").waitFor();
    await open(clerk, OTHER.name);
    await clerk.page.getByRole("heading", { name: /第 2 版/ }).waitFor();
    await clerk.device.picture("plan-clerk-768");
  });

  await t.test("a nature changes from its month on, and the closed month's total stands", async () => {
    await office.show("汇总");
    const before = await office.totals("合计");
    await office.show("月度看板");
    await office.page.locator("summary").getByText("封账", { exact: true }).click();
    await office.page.getByRole("button", { name: /^确认封账/ }).click();
    await office.page.getByText("本月已封账。").waitFor();
    await open(office, PROJECT.name);
    await press(office, "性质变更");
    await office.page.getByText("最早可从 2022年6月 起适用").waitFor();
    await office.page.getByRole("combobox", { name: /^性质/ }).selectOption({ label: "竣工" });
    await office.page.getByLabel(/^从哪个月起适用/).fill("2022-05");
    await office.page.getByText("生效月份已封账").waitFor();
    await office.device.picture("plan-locked-768");
    await office.page.getByLabel(/^从哪个月起适用/).fill("2022-06");
    await press(office, "下一步：核对改动");
    await office.page.getByRole("row", { name: /性质/ }).getByText("竣工").waitFor();
    await office.offline(() => press(office, "确认核定"));
    await office.page.getByText("自 2022年6月 起适用").first().waitFor();
    await office.show("汇总");
    assert.deepEqual(await office.totals("合计"), before, "what is closed does not move");
  });
  for (const person of [clerk, office]) assert.deepEqual(person.device.errors, []);
}

/** The same file once more changes nothing, and its columns are known. */
async function chooseAgain(office, press, choose) {
  await press(office, "导入");
  await press(office, "不用这个文件");
  await office.page.getByLabel("从哪个月起适用").fill("2022-05");
  await choose("增补.csv", SUPPLEMENT);
  await office.page.getByText("与现有数据一致，没有要写入的。").waitFor();
}

scenario("the plan is imported, proposed, decided and changed, and what is closed stays", story, SETTING);
