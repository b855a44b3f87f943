// What a person does with the widget, found as that person finds it: by roles, labels and words.
import assert from "node:assert/strict";

export class Clerk {
  constructor(device, person) {
    Object.assign(this, { device, person });
  }

  get page() {
    return this.device.page;
  }

  /** Opens the portal, logs in, and waits until everything has been fetched and stored. */
  async begin(options) {
    await this.device.open(options);
    await this.logIn();
    await this.device.synced();
    await this.device.stored();
  }

  async logIn() {
    const ready = this.device.told("yuebao-ready");
    await this.page.getByRole("textbox", { name: "用户名" }).fill(this.person.user);
    await this.password();
    await ready;
  }

  /** Opens the portal in a new tab, which asks who is there, with a network or without. */
  async reopen(options) {
    await this.device.open(options);
    await this.logIn();
  }

  /** Logs in if the widget asks for it. */
  async logInIfAsked() {
    const form = this.page.getByRole("textbox", { name: "用户名" });
    const inside = this.page.getByRole("navigation", { name: "页面" });
    await form.or(inside).waitFor();
    if (await form.isVisible()) await this.logIn();
  }

  /** The password alone, as when a login has expired. */
  async password() {
    const ready = this.page.getByRole("textbox", { name: "密码" });
    await ready.fill(this.person.password);
    await ready.press("Enter");
    await ready.waitFor({ state: "detached" });
  }

  /** `work` without a network, and then it goes through. */
  async offline(work) {
    await this.device.goOffline();
    await work();
    await this.device.goOnline();
    await this.device.synced();
  }

  /** One of the screens: 本月任务, 汇总, 待处理. */
  async show(screen) {
    const tabs = this.page.getByRole("navigation", { name: "页面" });
    await tabs.getByRole("button", { name: screen }).click();
    await tabs.locator("[aria-current=page]").filter({ hasText: screen }).waitFor();
  }

  /** Opens the form of a project from 本月任务. */
  async openForm(project) {
    await this.show("本月任务");
    await this.page.getByRole("main").getByRole("button", { name: project.name }).click();
    await this.page.getByRole("heading", { level: 1, name: project.name }).waitFor();
  }

  /** A box that takes words or an amount. */
  box(label) {
    return this.page.getByRole("textbox", { name: label });
  }

  async type(label, text) {
    await this.box(label).fill(text);
  }

  /** Waits until the box holds `text`, typed here or elsewhere. */
  async holds(label, text) {
    await this.box(label).evaluate(holds, text);
  }

  /** What the box shows once it is left. */
  async shown(label) {
    await this.box(label).blur();
    return this.box(label).inputValue();
  }

  /** The findings that stand beside a box and belong to it for a screen reader as well. */
  beside(label) {
    return new Finding(this.page, this.box(label));
  }

  /** Fills the form of `project` for May as last month's figures and this month's go on. */
  async fill(project, month, progress) {
    await this.openForm(project);
    await this.type("本月完成投资", month);
    // 本年累计, then 自开工累计: what is computed is a tap away
    await this.page.getByRole("button", { name: "填入" }).first().click();
    await this.page.getByRole("button", { name: "填入" }).click();
    await this.rest(progress);
  }

  /** All but the amounts. */
  async rest(progress) {
    await this.type("形象进度", progress);
    const started = this.page.getByLabel("实际开工日期").and(this.page.locator("input"));
    await started.fill("2021-03-15");
    await this.page.getByRole("radio", { name: "在建" }).check();
  }

  async submit() {
    const told = this.device.told("yuebao-submitted");
    await this.page.getByRole("button", { name: "上报", exact: true }).click();
    return told;
  }

  async saved() {
    await this.page.getByText("已保存在本机", { exact: true }).waitFor();
  }

  /** The badge, in words. */
  badge(words) {
    return this.page.getByRole("banner").getByRole("button", { name: words }).waitFor();
  }

  /** A tap on the badge; resolves with the exchange that comes of it. */
  async syncNow() {
    const exchange = this.device.line.next();
    await this.page.getByRole("banner").getByRole("button", { name: "同步状态" }).click();
    return exchange;
  }

  /** Where the report of `project` stands, as 本月任务 says. */
  async stands(project, standing) {
    await this.show("本月任务");
    const row = this.page.getByRole("listitem").filter({ hasText: project.name });
    await row.getByText(standing, { exact: true }).waitFor();
  }

  async logOut() {
    await this.page.getByRole("banner").getByText(this.person.name).click();
    await this.page.getByRole("button", { name: "退出登录" }).click();
    await this.page.getByRole("textbox", { name: "用户名" }).waitFor();
  }

  /** A row of 汇总 as its cells' words, the label first. */
  async totals(label) {
    const row = this.page.getByRole("row").filter({
      has: this.page.getByRole("rowheader", { name: label, exact: true }),
    });
    await row.waitFor();
    const cells = await row.locator("th, td").allInnerTexts();
    return cells.map((cell) => cell.trim());
  }
}

/** In the page: looks at each frame, for some seconds. */
export async function holds(box, text) {
  for (let frame = 0; box.value !== text; frame++) {
    if (frame > 600) throw new Error(`the box holds “${box.value}” instead of “${text}”`);
    await new Promise(requestAnimationFrame);
  }
}

class Finding {
  constructor(page, box) {
    Object.assign(this, { page, box });
  }

  /** Waits until it says `words`, and makes sure that it is the box's and near it. */
  async says(words) {
    const described = await this.box.getAttribute("aria-describedby");
    const id = described.split(" ").find((one) => one.endsWith("-findings"));
    const place = this.page.locator(`[id="${id}"]`);
    await place.getByText(words).waitFor();
    const [box, finding] = [await this.box.boundingBox(), await place.boundingBox()];
    const gap = finding.y - (box.y + box.height);
    assert.ok(gap > -box.height && gap < 120, `the finding is ${gap} px below its box`);
  }
}
