// The widget in somebody else's page: neither bends the other, in either language.
import assert from "node:assert/strict";

import { Clerk, holds } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

/** The computed style of everything in the widget: `[element, { property: value }]` each. */
function styles(page) {
  return page.locator("yuebao-report").evaluate((element) => {
    const root = element.shadowRoot.querySelector(".yb-root");
    return [root, ...root.querySelectorAll("*")].map((one) => {
      const style = getComputedStyle(one);
      const all = [...style].map((name) => [name, style.getPropertyValue(name)]);
      return [`${one.tagName}.${one.getAttribute("class")}`, Object.fromEntries(all)];
    });
  });
}

/** The first few properties that differ, as people can read them. */
function differences(one, other) {
  const all = one.flatMap(([name, style], index) =>
    Object.keys(style)
      .filter((property) => style[property] !== other[index][1][property])
      .map((property) => `${name} ${property}: ${style[property]} → ${other[index][1][property]}`),
  );
  return all.slice(0, 20);
}

scenario("the portal's style sheet does not bend the widget", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const pages = {};
  for (const hostile of ["", "hostile"]) {
    const view = { view: `form:${PROJECTS[0].id}`, ...(hostile && { hostile }) };
    await clerk.page.goto(here.portal.page(device.line.url, view));
    await clerk.box("形象进度").waitFor();
    await clerk.badge("已同步");
    await clerk.page.getByText("正在保存").waitFor({ state: "detached" });
    pages[hostile] = await styles(clerk.page);
    await device.picture(`form-host-${hostile || "plain"}-768`);
  }
  const [plain, bent] = [pages[""], pages.hostile];
  assert.deepEqual(bent.map(([name]) => name), plain.map(([name]) => name));
  assert.deepEqual(differences(plain, bent), []);
});

scenario("the widget's style sheet does not bend the portal", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  const look = () =>
    clerk.page.locator(".portal").evaluate((element) => {
      const style = getComputedStyle(element);
      return [...style].map((name) => style.getPropertyValue(name)).join(";");
    });
  await device.open({ count: 0 });
  const without = await look();
  await clerk.page.goto(here.portal.page(device.line.url));
  await clerk.page.getByRole("textbox", { name: "用户名" }).waitFor();
  assert.equal(await look(), without);
});

scenario("the server's address leads to the page to work on, and IT staff to the two lines", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await device.open({ count: 0 });
  await clerk.page.goto(device.line.url);
  assert.equal(clerk.page.url(), `${device.line.url}/app`);
  await clerk.page.getByRole("link", { name: "给信息中心" }).click();
  const lines = await clerk.page.getByText("<yuebao-report server=").textContent();
  await device.picture("for-it-768");
  await clerk.page.goBack();
  await clerk.logIn();
  await clerk.page.getByText(PROJECTS[0].name).waitFor();
  assert.equal(await clerk.page.getByRole("link", { name: "给信息中心" }).count(), 0);
  // the very lines, in a page of the portal
  await clerk.page.goto(here.portal.page(device.line.url, { count: 0 }));
  const [element, script] = lines.split("\n");
  const [, src] = /src="([^"]+)"/.exec(script);
  await clerk.page.evaluate(
    ([element, src]) => {
      document.body.insertAdjacentHTML("beforeend", element);
      document.body.append(Object.assign(document.createElement("script"), { type: "module", src }));
    },
    [element, src],
  );
  await clerk.logInIfAsked();
  await clerk.page.getByText(PROJECTS[0].name).waitFor();
  assert.deepEqual(device.errors, []);
});

scenario("a demo shows a portal with the widget", async (here) => {
  await here.server.stop();
  here.server.demo = true;
  await here.server.start();
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await device.open({ count: 0 });
  await clerk.page.goto(device.line.url);
  await clerk.logIn();
  await device.synced();
  await clerk.page.getByText(PROJECTS[0].name).waitFor();
  await device.picture("demo-page-768");
  await device.picture("demo-page-1280", { width: 1280, height: 800 });
  assert.deepEqual(device.errors, []);
});

scenario("two elements on one page work, together and when one is gone", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await device.goTo({ count: 2, view: `form:${PROJECTS[0].id}` });
  const [first, second] = [0, 1].map((nth) => clerk.page.locator("yuebao-report").nth(nth));
  const progress = (widget) => widget.getByRole("textbox", { name: "形象进度" });
  await progress(second).waitFor();
  await progress(first).fill("在第一个组件里填写的");
  await first.getByText("已保存在本机", { exact: true }).waitFor();
  await progress(second).evaluate(holds, "在第一个组件里填写的");
  await device.picture("two-elements-768");
  await progress(second).fill("在第二个组件里接着填写的");
  await progress(first).evaluate(holds, "在第二个组件里接着填写的");
  await first.evaluate((element) => element.remove());
  await progress(first).fill("只剩一个组件时填写的");
  await first.getByText("已保存在本机", { exact: true }).waitFor();
  await clerk.page.reload();
  await progress(first).evaluate(holds, "只剩一个组件时填写的");
  assert.deepEqual(device.errors, []);
});

scenario("everything is there in English", async (here) => {
  const device = await here.device("clerk");
  await device.open({ lang: "en" });
  await device.page.getByRole("textbox", { name: "User name" }).fill(PEOPLE.clerk.user);
  await device.page.getByRole("textbox", { name: "Password" }).fill(PEOPLE.clerk.password);
  await device.page.getByRole("button", { name: "Log in" }).click();
  await device.synced();
  for (const screen of ["Tasks", "Totals", "Pending"]) {
    const tabs = device.page.getByRole("navigation", { name: "Screens" });
    await tabs.getByRole("button", { name: screen }).click();
    await tabs.locator("[aria-current=page]").filter({ hasText: screen }).waitFor();
    await device.picture(`${screen.toLowerCase()}-en-768`);
    assert.deepEqual(await chinese(device.page), [], screen);
  }
  await device.page.locator("yuebao-report").evaluate((element) => {
    element.setAttribute("view", "form:p1");
  });
  await device.page.getByRole("textbox", { name: "Completed this month" }).fill("250");
  await device.page.getByRole("textbox", { name: "Year to date" }).fill("1300");
  const fact = "Year to date 1,300.00 万元 ≠ last month's 1,000.00 万元";
  await device.page.getByRole("paragraph").filter({ hasText: fact }).waitFor();
  await device.picture("form-en-768");
  assert.deepEqual(await chinese(device.page), []);
});

/** Chinese words on an English screen that are neither data nor the unit of amounts. */
async function chinese(page) {
  const text = await page.locator("yuebao-report").evaluate((element) => {
    const main = element.shadowRoot.querySelector("main");
    return main.innerText;
  });
  const data = /示例[^\s,]*|陆兰|路基完成百分之四十|万元|亿元/gu;
  return [...text.replaceAll(data, "").matchAll(/\p{Script=Han}+/gu)].map(([words]) => words);
}
