// What a person on a tablet stumbles over: a keypad without a minus, a message over the button, the
// other language, and a page whose scripts have taken the browser's own tools away.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const MONTHLY = "本月完成投资";

scenario("a figure below zero is entered without a minus key, where one makes sense", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(PROJECT);
  const all = clerk.page.getByRole("button", { name: "改变正负号" });
  const turn = all.first();
  // the month, the year to date and its parts can be corrected; no other amount can be below zero
  assert.equal(await all.count(), 6);
  const { width, height } = await turn.boundingBox();
  assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
  // an empty box: the sign first, then the figure
  await turn.tap();
  await clerk.page.keyboard.type("20");
  assert.equal(await clerk.box(MONTHLY).inputValue(), "-20");
  await clerk.beside(MONTHLY).says("-20.00");
  await device.picture("turned-sign-768");
  await clerk.box(MONTHLY).blur();
  // a figure that stands there: to and fro
  await turn.tap();
  await clerk.holds(MONTHLY, "20.00");
  await turn.tap();
  await clerk.holds(MONTHLY, "-20.00");
  await clerk.saved();
  await device.synced();
  const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.values.month_investment, "-20");
});

for (const width of [360, 768, 1280]) {
  scenario(`no message covers the bar with 上报, at ${width} px`, async (here) => {
    const device = await here.device("clerk");
    const clerk = new Clerk(device, PEOPLE.clerk);
    await clerk.begin();
    await device.page.setViewportSize({ width, height: 800 });
    await clerk.openForm(PROJECT);
    const submit = clerk.page.getByRole("button", { name: "上报", exact: true });
    await submit.click();
    const message = clerk.page.locator(".yb-notice");
    await message.waitFor();
    await device.keep(`notice-${width}`, await device.page.screenshot());
    const [bar, notice] = [await clerk.page.locator(".yb-submit").boundingBox(), await message.boundingBox()];
    assert.ok(notice.y + notice.height <= bar.y, `${notice.y} + ${notice.height} > ${bar.y}`);
    const isOnTop = await submit.evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return button.contains(button.getRootNode().elementFromPoint(left + width / 2, top + height / 2));
    });
    assert.ok(isOnTop, "the button can be pressed again");
    await clerk.show("本月任务");
    assert.equal(await message.count(), 0);
  });
}

scenario("the language is chosen in the menu and kept on the device, whatever the page says", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin({ lang: "zh-CN" });
  await clerk.page.getByRole("banner").getByText(PEOPLE.clerk.name).click();
  const english = clerk.page.getByRole("button", { name: "English", exact: true });
  const { height } = await english.boundingBox();
  assert.ok(height >= 44);
  await device.picture("menu-768");
  await english.click();
  await clerk.page.getByRole("navigation", { name: "Screens" }).waitFor();
  assert.equal(await clerk.page.locator(".yb-root").getAttribute("lang"), "en");
  await device.picture("menu-en-768");
  await clerk.page.reload();
  await clerk.page.getByRole("heading", { level: 1, name: "Tasks" }).waitFor();
  await clerk.page.locator("yuebao-report").evaluate((element) => element.setAttribute("lang", "zh-CN"));
  await clerk.page.getByRole("banner").getByText(PEOPLE.clerk.name).click();
  await clerk.page.getByRole("button", { name: "Log out", exact: true }).click();
  await clerk.page.getByRole("textbox", { name: "User name" }).waitFor();
  await clerk.page.reload();
  await clerk.page.getByRole("textbox", { name: "User name" }).fill(PEOPLE.clerk.user);
  await clerk.page.getByRole("textbox", { name: "Password" }).fill(PEOPLE.clerk.password);
  await clerk.page.getByRole("textbox", { name: "Password" }).press("Enter");
  await clerk.page.getByRole("banner").getByText(PEOPLE.clerk.name).click();
  await clerk.page.getByRole("button", { name: "中文", exact: true }).click();
  await clerk.page.getByRole("navigation", { name: "页面" }).waitFor();
});

scenario("what is printed is whole where the page has replaced what arrays, objects and lists can do", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  // instead of the dialogue: what would be on paper
  await device.context.addInitScript(() => {
    window.print = () => {
      const [host] = document.body.children;
      const { shadowRoot } = host ?? {};
      top.printed = {
        words: shadowRoot?.textContent ?? "",
        rules: shadowRoot?.adoptedStyleSheets[0].cssRules.length ?? 0,
        paper: document.adoptedStyleSheets.length,
      };
    };
  });
  await clerk.begin({ lax: 1 });
  await clerk.show("汇总");
  const print = clerk.page.getByRole("button", { name: "打印" });
  const printed = await print.evaluate(async (button) => {
    const kept = [];
    const take = (from, names) => {
      for (const name of names) {
        kept.push([from, name, from[name]]);
        from[name] = () => {
          throw new Error("the page's own");
        };
      }
    };
    const lists = ["map", "join", "forEach", "includes", "filter", "reduce", "find", "some", "every", "concat", "slice"];
    take(Array.prototype, lists);
    take(Array, ["from", "of"]);
    take(Object, ["assign", "entries", "keys", "hasOwn"]);
    take(NodeList.prototype, ["forEach", Symbol.iterator]);
    take(CSSRuleList.prototype, [Symbol.iterator]);
    take(String.prototype, ["concat"]);
    take(JSON, ["parse", "stringify"]);
    try {
      button.click();
      // the clock of the tests stands still with them
      for (let turns = 0; !window.printed && turns < 3000; turns++) {
        const { port1, port2 } = new MessageChannel();
        await new Promise((next) => {
          port1.onmessage = next;
          port2.postMessage("");
        });
      }
    } finally {
      // the tests need them as well
      for (let at = 0; at < kept.length; at++) {
        const [from, name, own] = kept[at];
        from[name] = own;
      }
    }
    return window.printed ?? { words: "nothing was printed" };
  });
  assert.ok(printed.words.includes("合计"), printed.words.slice(0, 100));
  assert.ok(printed.rules > 50 && printed.paper === 1, JSON.stringify(printed));
});
