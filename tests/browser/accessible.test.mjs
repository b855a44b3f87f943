// Every screen by axe-core's rules, a report from login to 上报 with the keyboard alone, and what a
// screen reader is told without asking.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PLAN, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const AXE = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Widths, and text sizes of the element. */
const LOOKS = [[360], [768], [1280], [360, "x-large"], [768, "x-large"]];

/** Violations in the widget, each as `rule: element, why`. Rules about whole pages are the page's. */
async function violations(page) {
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { violations } = await axe.run("yuebao-report", {
      runOnly: { type: "tag", values: rules },
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
        return `${id}: ${target.flat().at(-1)}, ${why}`;
      }),
    );
  }, RULES);
}

/** What is cut off in the widget, or sticks out of its box without anything to scroll it by. */
function cut(page) {
  return page.locator("yuebao-report .yb-root").evaluate((root) =>
    [...root.querySelectorAll("*:not(svg *)")]
      .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
      .filter((one) => Array.from(one.childNodes).some(({ nodeType, data }) => nodeType === 3 && data.trim()))
      .filter((one) => getComputedStyle(one).display !== "inline")
      .filter((one) => !["auto", "scroll"].includes(getComputedStyle(one).overflowX))
      .map((one) => `${one.className || one.localName}: ${one.scrollWidth} px in ${one.clientWidth}`),
  );
}

/** As the portal does it; waits until it is drawn. */
async function setTextSize(page, size) {
  await page.locator("yuebao-report").evaluate((element, size) => {
    if (size) element.setAttribute("text-size", size);
    else element.removeAttribute("text-size");
  }, size);
  await page.locator(`yuebao-report .yb-root[data-text-size=${size ?? "normal"}]`).waitFor();
}

/**
 * Looks at the screen in each width, with large text too: axe is content, nothing is cut off or
 * sticks out; pictures for people.
 */
async function look(t, clerk, name) {
  const { page, device } = clerk;
  const found = [];
  for (const [width, size] of LOOKS) {
    await setTextSize(page, size);
    // as high as the longest screen: what sticks to the lower edge covers nothing
    await page.setViewportSize({ width, height: 6000 });
    const wrong = [...(await violations(page)), ...(await cut(page))];
    found.push(...wrong.map((one) => `${width} ${size ?? ""}: ${one}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.push(`${width} ${size ?? ""}: ${wide} px stick out`);
    await device.picture(["a11y", name, width, size].filter(Boolean).join("-"), { width, height: 1024 });
  }
  await setTextSize(page);
  await t.test(name, () => assert.deepEqual(found, []));
}

scenario("axe is content with a clerk's screens at every width", async (here, t) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.device.open();
  await clerk.box("用户名").waitFor();
  await look(t, clerk, "login");
  await clerk.logIn();
  await clerk.device.synced();
  await look(t, clerk, "tasks");
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.type("本年累计完成投资", "1300");
  await clerk.beside("本年累计完成投资").says("≠");
  await look(t, clerk, "form");
  await clerk.page.getByRole("button", { name: /规则说明/ }).first().click();
  await look(t, clerk, "rule");
  await clerk.saved();
  await clerk.device.synced();
  await clerk.page.getByRole("button", { name: "历史", exact: true }).click();
  await clerk.page.getByRole("region", { name: "历史" }).getByRole("listitem").first().waitFor();
  await look(t, clerk, "history");
  await clerk.show("汇总");
  await look(t, clerk, "summary");
  await clerk.show("待处理");
  await look(t, clerk, "pending-empty");
});

scenario("axe is content with reviews, conflicts and decisions that were not taken", async (here, t) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const colleague = new Clerk(await here.device("colleague"), PEOPLE.colleague);
  const reviewer = new Clerk(await here.device("coordinator"), PEOPLE.coordinator);
  await clerk.begin();
  await colleague.begin();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.submit();
  await clerk.device.synced();
  await reviewer.begin();
  await reviewer.show("审核");
  await reviewer.page.getByText("1 份等待审核").waitFor();
  await look(t, reviewer, "review");
  await reviewer.page.getByRole("button", { name: `打开审核 ${PROJECT.name}` }).click();
  await reviewer.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  await look(t, reviewer, "review-form");

  // the reviewer returns what the clerk has meanwhile handed in anew
  await reviewer.device.goOffline();
  await reviewer.type("审核意见", "形象进度写得太笼统，请写明完成的桩号和里程");
  await reviewer.page.getByRole("button", { name: "退回", exact: true }).click();
  await reviewer.page.getByText("已办理，待上传").first().waitFor();
  await clerk.openForm(PROJECT);
  await clerk.type("形象进度", "K0+000 至 K6+500 路基完成");
  const again = clerk.device.told("yuebao-submitted");
  await clerk.page.getByRole("button", { name: "重新上报" }).click();
  await again;
  await clerk.device.synced();
  await reviewer.device.goOnline();
  await reviewer.badge("需处理");
  await reviewer.show("待处理");
  await reviewer.page.getByText("未被接受的处理").first().waitFor();
  await look(t, reviewer, "declined");

  // the same box twice
  await colleague.openForm(OTHER);
  await clerk.openForm(OTHER);
  await colleague.device.goOffline();
  await colleague.type("本月完成投资", "260");
  await colleague.saved();
  await clerk.type("本月完成投资", "250");
  await clerk.saved();
  await clerk.device.synced();
  await colleague.device.goOnline();
  await colleague.badge("需处理");
  await colleague.show("待处理");
  await colleague.page.getByRole("article", { name: OTHER.name }).waitFor();
  await look(t, colleague, "conflict");
});

scenario("axe is content with the office's month and what tablets could not deliver", async (here, t) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const colleague = new Clerk(await here.device("colleague"), PEOPLE.colleague);
  const office = new Clerk(await here.device("office"), PEOPLE.office);
  await clerk.begin();
  await colleague.begin();
  await colleague.openForm(OTHER);
  await clerk.openForm(OTHER);
  await colleague.device.goOffline();
  await colleague.type("本月完成投资", "260");
  await colleague.saved();
  await clerk.type("本月完成投资", "250");
  await clerk.saved();
  await clerk.device.synced();
  await colleague.device.goOnline();
  await colleague.badge("需处理");

  await office.begin();
  await office.show("月度看板");
  await office.page.getByRole("heading", { name: "报送情况" }).waitFor();
  await look(t, office, "board");
  await office.show("设备");
  await office.page.getByRole("heading", { name: PEOPLE.colleague.name }).waitFor();
  await office.page.getByText("逐条查看").first().click();
  await office.page.getByRole("button", { name: `打开月报 ${OTHER.name}` }).waitFor();
  await look(t, office, "console");
  await office.device.goOffline();
  await office.page.getByText("现在没有网络").waitFor();
  await office.show("汇总");
  await office.show("设备");
  await office.page.getByText("本页须联网使用").waitFor();
  await look(t, office, "console-offline");
});

scenario("axe is content with the plan, a proposal and an import", async (here, t) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const office = new Clerk(await here.device("office"), PEOPLE.office);
  const press = (person, name) => person.page.getByRole("button", { name, exact: true }).click();
  await clerk.begin();
  await clerk.show("计划");
  await clerk.page.getByRole("listitem").getByRole("button", { name: OTHER.name }).click();
  await press(clerk, "申报调整");
  await clerk.page.getByLabel(/^年度计划投资/).fill("90000");
  await clerk.page.getByText("大于剩余投资").waitFor();
  await look(t, clerk, "plan-form");
  await clerk.page.getByLabel(/^年度计划投资/).fill("2600");
  await press(clerk, "下一步：核对改动");
  await clerk.page.getByRole("heading", { name: "将作如下改动" }).waitFor();
  await look(t, clerk, "plan-confirm");
  await press(clerk, "确认申报");
  await clerk.device.synced();
  await office.begin();
  await office.show("计划");
  await office.page.getByText("1 项待核定").waitFor();
  await look(t, office, "plan");
  await office.page.getByRole("listitem").getByRole("button", { name: PROJECT.name }).click();
  await office.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  await look(t, office, "plan-project");
  await office.show("计划");
  await press(office, "导入");
  const table = `项目名称,性质,县区,责任单位,今年要完成\n甲路,新开工,灵山县,没有的单位,500\n`;
  await office.page.getByLabel("从哪个月起适用").fill("2022-05");
  await office.page
    .locator("input[type=file]")
    .setInputFiles({ name: "增补.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await office.page.getByRole("heading", { name: "各列含义" }).waitFor();
  await office.page.getByRole("button", { name: "下载问题清单" }).waitFor();
  await look(t, office, "plan-import");
});

scenario("axe is content with the ledger and with what is published", async (here, t) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const office = new Clerk(await here.device("office"), PEOPLE.office);
  await clerk.begin();
  await clerk.fill(PROJECT, "300", "路基完成");
  await clerk.submit();
  await clerk.device.synced();
  await office.begin();
  await office.show("汇总");
  await office.page.getByRole("button", { name: "合计" }).click();
  await office.page.getByRole("button", { name: `台账 ${PROJECT.name}` }).click();
  await office.page.getByRole("heading", { level: 1, name: `${PROJECT.name} 项目台账` }).waitFor();
  await office.page.getByText("登记责任人", { exact: true }).click();
  await look(t, office, "ledger");
  await office.show("发布");
  await office.page.getByRole("button", { name: /^合计（实施项目/ }).click();
  await office.page.getByRole("region", { name: /所含项目$/ }).first().waitFor();
  await look(t, office, "publish");
  await office.page.getByRole("button", { name: "通报", exact: true }).click();
  await office.page.getByRole("img", { name: /完成率/ }).first().waitFor();
  await look(t, office, "publish-bulletin");
});

scenario("axe is content with the statistics and the letters", async (here, t) => {
  const office = new Clerk(await here.device("office"), PEOPLE.office);
  await office.begin();
  const { page } = office;
  const row = (name) => page.getByRole("group", { name, exact: true });
  await office.show("统计与函件");
  await row("灵山县").getByRole("textbox", { name: "数值" }).fill("约9");
  await row("浦北县").getByRole("textbox", { name: "数值" }).fill("16");
  await look(t, office, "statistics");
  await row("灵山县").getByRole("textbox", { name: "数值" }).fill("8.0");
  await row("灵山县").getByRole("textbox", { name: "来源" }).fill("市统计局");
  await page.getByRole("button", { name: "保存 2 条" }).click();
  await page.getByRole("button", { name: /^录入和更正记录/ }).click();
  await look(t, office, "statistics-log");
  await page.locator(".yb-toggle").filter({ hasText: "函件" }).click();
  await page.getByText("依据", { exact: true }).first().click();
  await page.getByRole("button", { name: "起草 提醒函 灵山县" }).click();
  await page.getByRole("button", { name: "发出", exact: true }).click();
  await page.getByText("请选择日期").first().waitFor();
  await look(t, office, "letters-form");
  await page.getByLabel("答复期限").fill("2022-06-10");
  await page.getByLabel("文号").fill("8号");
  await page.getByRole("button", { name: "发出", exact: true }).click();
  await page.getByRole("button", { name: "查看 8号" }).click();
  await page.locator("summary").getByText("登记答复", { exact: true }).click();
  await look(t, office, "letters");
}, { plan: { ...PLAN, profile: "qinzhou-ten-2022" } });

scenario("axe is content with the summaries", async (here, t) => {
  for (const [name, person] of [["clerk", PEOPLE.clerk], ["office", PEOPLE.office]]) {
    const who = new Clerk(await here.device(name), person);
    await who.begin();
    for (let month = 4; month >= 0; month -= 1) {
      await who.page.getByRole("button", { name: "上一月" }).click();
      const reached = month > 0 ? `2022年${month}月` : "2021年12月";
      await who.page.getByText(reached, { exact: true }).first().waitFor();
    }
    await who.show("总结");
    await who.page.getByRole("heading", { level: 1, name: "2021年全年总结" }).waitFor();
    await look(t, who, `summaries-${name}`);
  }
}, {
  plan: {
    ...PLAN,
    profile: "guigang-2021",
    projects: PLAN.projects.map((project) => ({ ...project, area: "450802", entered: "2021-01" })),
  },
});

scenario("a report goes from the login to 上报 with the keyboard alone", async (here) => {
  const device = await here.device("clerk");
  const page = await device.open();
  await page.getByRole("textbox", { name: "用户名" }).waitFor();
  const { keyboard } = page;
  /** Tab until the focus is on what `wanted` names; each stop shows where it is. */
  const reach = async (wanted, tag) => {
    for (let step = 0; step < 80; step++) {
      await keyboard.press("Tab");
      const at = await focused(page);
      assert.ok(at.outlined, `the focus cannot be seen on “${at.name}”`);
      if (at.name.includes(wanted) && (!tag || at.tag === tag)) return;
    }
    throw new Error(`“${wanted}” cannot be reached with Tab`);
  };
  await reach("用户名");
  await keyboard.type(PEOPLE.clerk.user);
  await reach("密码");
  await keyboard.type(PEOPLE.clerk.password);
  await keyboard.press("Enter");
  await device.synced();
  await reach(PROJECT.name);
  await keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  await reach("本月完成投资");
  await keyboard.type("250");
  await reach("填入");
  await keyboard.press("Enter");
  await reach("自开工累计");
  await keyboard.type("3250");
  await reach("形象进度", "textarea");
  await keyboard.type("完成路面三公里");
  await reach("实际开工日期");
  // a box of the browser's own: month, day, year in this one
  await keyboard.type("03152021");
  // of a group of radios the first has the focus, and arrows choose
  await reach("未开工");
  await keyboard.press("ArrowDown");
  const told = device.told("yuebao-submitted");
  await reach("上报");
  await keyboard.press("Enter");
  assert.equal((await told).project, PROJECT.id);
  await device.synced();
});

/** What has the focus, inside the widget: its name, and whether one sees it. */
function focused(page) {
  return page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement;
    if (!inner) return { name: "", tag: "", outlined: true };
    const labels = [...(inner.labels ?? [])].map((label) => label.textContent);
    const style = getComputedStyle(inner);
    const around = inner.parentElement ? getComputedStyle(inner.parentElement) : style;
    const outlined = [style, around].some((one) => one.outlineStyle !== "none" && one.outlineWidth !== "0px");
    const name = [inner.getAttribute("aria-label"), ...labels, inner.textContent].filter(Boolean).join(" ");
    return { name, tag: inner.localName, outlined };
  });
}

scenario("findings and the state of synchronisation are told without asking", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(PROJECT);
  /** What stands in live regions, visible or not. */
  const live = () =>
    device.page
      .locator("yuebao-report .yb-root")
      .evaluate((root) =>
        [...root.querySelectorAll("[role=status], [role=alert], [aria-live=polite]")].map((one) => one.textContent),
      );
  const says = async (words) => {
    const status = device.page.locator("yuebao-report :is([role=status], [role=alert], [aria-live=polite])");
    await status.filter({ hasText: words }).first().waitFor({ state: "attached" });
  };
  const before = await live();
  assert.ok(before.length > 0);
  await clerk.type("本月完成投资", "250");
  await clerk.type("本年累计完成投资", "1300");
  await clerk.box("本年累计完成投资").blur();
  await says("必须更正 1 项");
  await device.goOffline();
  await says("离线");
  await device.goOnline();
  await says("已同步");
});
