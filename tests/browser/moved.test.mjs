// The element is moved in the page, or taken out and put back, as the tabs of portals do it: its screen
// is as it was, its widget rests meanwhile, and one that the page has dropped is gone.
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";

import { Clerk, holds } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;

/** In the page: the ways of a portal. */
function ways() {
  const element = document.querySelector("yuebao-report");
  const { parentNode } = element;
  const pane = document.createElement("div");
  parentNode.insertBefore(pane, element);
  window.report = element;
  window.pane = pane;
  window.out = () => element.remove();
  window.back = () => pane.append(element);
  window.move = () => {
    const place = document.createElement("section");
    pane.append(place);
    place.append(element);
  };
  window.moveBefore = () => {
    const place = document.createElement("section");
    pane.append(place);
    place.moveBefore(element, null);
  };
  pane.append(element);
}

/** What somebody sees: where something in the middle is on screen, what the boxes hold, what is open. */
function seen(page) {
  return page.evaluate(() => {
    const root = window.report.shadowRoot;
    const { activeElement } = root;
    return {
      title: root.querySelector("h1")?.textContent,
      boxes: [...root.querySelectorAll("input, textarea")].map((box) => [box.id, box.type === "radio" ? box.checked : box.value]),
      open: [...root.querySelectorAll("details")].map((one) => one.open),
      at: Math.round(root.querySelector("[id=yb-f-visual_progress], .yb-task:last-of-type, .yb-summary-scroll").getBoundingClientRect().top),
      inside: [...root.querySelectorAll("*")].filter((one) => one.scrollLeft || one.scrollTop).map((one) => [one.className, one.scrollLeft, one.scrollTop]),
      focus: activeElement && [activeElement.id, activeElement.selectionStart, activeElement.selectionEnd],
    };
  });
}

/** Two pictures of the page, for the browser to have done what it does in between. */
const drawn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));

/** A form with words that are half written, a figure likewise, scrolled to its middle. */
async function halfway(clerk) {
  await clerk.openForm(PROJECT);
  await clerk.type("本月完成投资", "12.");
  const box = clerk.box("形象进度");
  await box.fill("完成路面三公");
  await clerk.saved();
  // words about it come and go above the box
  await clerk.device.synced();
  await box.evaluate((area) => area.setSelectionRange(2, 4));
  await clerk.page.evaluate(() => scrollBy({ top: 70, behavior: "instant" }));
  await drawn(clerk.page);
}

for (const way of ["move", "moveBefore"]) {
  scenario(`${way}: the form, its scrolling, the box and the letter in it are as they were`, async (here) => {
    const device = await here.device("clerk");
    const clerk = new Clerk(device, PEOPLE.clerk);
    await clerk.begin();
    await clerk.page.evaluate(ways);
    await clerk.page.getByRole("navigation", { name: "页面" }).waitFor();
    await halfway(clerk);
    const before = await seen(clerk.page);
    assert.ok(before.at < 1024 && before.focus?.[1] === 2, JSON.stringify(before));
    const told = device.events.length;
    // asked before, answered after
    const answer = await clerk.page.evaluate((way) => {
      const asked = window.report.sync().catch(({ code }) => code);
      window[way]();
      return asked;
    }, way);
    assert.deepEqual(answer.state, "synced");
    await drawn(clerk.page);
    assert.deepEqual(await seen(clerk.page), before);
    const again = device.events.slice(told).map(({ name }) => name);
    assert.ok(!again.includes("yuebao-ready") && !again.includes("yuebao-navigate"), again.join());
    // what is typed goes where it would have gone
    await clerk.page.keyboard.type("水泥");
    await clerk.holds("形象进度", "完成水泥三公");
    await clerk.saved();
    await clerk.page.goBack();
    await clerk.page.getByRole("heading", { level: 1, name: /任务$/ }).waitFor();
    assert.deepEqual(device.errors, []);
  });
}

scenario("taken out for seconds and put back beside another element, every screen is as it was", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = clerk;
  await page.evaluate(ways);
  const outAndBack = async (name) => {
    await drawn(page);
    const before = await seen(page);
    await page.evaluate(() => window.out());
    const asked = device.line.exchanges.length;
    await setTimeout(1500);
    assert.equal(device.line.exchanges.length, asked, "nobody is asked meanwhile");
    await page.evaluate(() => window.back());
    await drawn(page);
    assert.deepEqual(await seen(page), before, name);
  };
  await halfway(clerk);
  await outAndBack("form");
  await device.picture("moved-form-768");

  await clerk.show("本月任务");
  await page.getByRole("searchbox").or(page.getByPlaceholder("按名称、代码或地点查找")).first().fill("公路");
  await page.setViewportSize({ width: 400, height: 300 });
  await page.evaluate(() => scrollTo({ top: 250, behavior: "instant" }));
  await outAndBack("list");
  assert.equal(await page.getByText(OTHER.name).count(), 0, "what was looked for is still looked for");

  await clerk.show("汇总");
  await page.locator(".yb-summary-scroll").first().evaluate((table) => table.scrollTo({ left: 60, top: 20, behavior: "instant" }));
  await outAndBack("totals");
  const { inside } = await seen(page);
  assert.ok(inside.length > 0, "the table was scrolled");
  assert.deepEqual(device.errors, []);
});

scenario("what scrolls is an element of the portal's, in a shadow of its own", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = clerk;
  await page.evaluate(() => {
    const element = document.querySelector("yuebao-report");
    const shadow = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    const scroller = document.createElement("div");
    Object.assign(scroller.style, { height: "400px", overflow: "auto", scrollBehavior: "smooth" });
    shadow.append(scroller);
    scroller.append(element);
    Object.assign(window, { report: element, out: () => element.remove(), back: () => scroller.append(element), scroller });
  });
  await clerk.openForm(PROJECT);
  await page.evaluate(() => window.scroller.scrollTo({ top: 700, behavior: "instant" }));
  await drawn(page);
  const before = await seen(page);
  await page.evaluate(() => window.out());
  await setTimeout(300);
  await page.evaluate(() => window.back());
  await drawn(page);
  assert.deepEqual(await seen(page), before);
});

scenario("it rests while it is out: the call is refused, work is kept, what others did comes in after", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = clerk;
  await page.evaluate(ways);
  await page.evaluate(() => document.body.append(document.createElement("yuebao-report")));
  const server = device.line.url;
  await page.evaluate((server) => {
    const second = document.querySelectorAll("yuebao-report")[1];
    second.setAttribute("server", server);
    window.second = second;
  }, server);
  const [first, second] = [0, 1].map((nth) => page.locator("yuebao-report").nth(nth));
  const progress = (widget) => widget.getByRole("textbox", { name: "形象进度" });
  for (const widget of [first, second]) {
    await widget.getByRole("main").getByRole("button", { name: PROJECT.name }).click();
    await progress(widget).waitFor();
  }
  await device.goOffline();
  await progress(first).fill("在第一个里填写的");
  await first.getByText("已保存在本机", { exact: true }).waitFor();
  const refused = await page.evaluate(async () => {
    const asked = window.report.open("p99").then(() => "opened", ({ code }) => code);
    window.out();
    return [await asked, await window.report.sync().catch(({ code }) => code)];
  });
  assert.deepEqual(refused, ["removed", "removed"]);
  // the page's only element now is the second
  await progress(first).evaluate(holds, "在第一个里填写的");
  await progress(first).fill("在第二个里接着填写的");
  await first.getByText("已保存在本机", { exact: true }).waitFor();
  await page.evaluate(() => window.report.setAttribute("lang", "en"));
  await page.evaluate(() => window.back());
  await first.getByRole("navigation", { name: "Screens" }).waitFor();
  await first.getByRole("textbox", { name: /progress/i }).evaluate(holds, "在第二个里接着填写的");
  await device.goOnline();
  await device.synced();
  const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.values.visual_progress, "在第二个里接着填写的");
  assert.deepEqual(device.errors, []);
});

scenario("who has logged out meanwhile is not shown again, and another server is asked anew", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = clerk;
  await page.evaluate(ways);
  await clerk.openForm(PROJECT);
  await page.evaluate((server) => {
    const second = document.createElement("yuebao-report");
    second.setAttribute("server", server);
    window.out();
    document.body.append(second);
  }, device.line.url);
  await clerk.logOut();
  await page.evaluate(() => {
    document.querySelector("yuebao-report").remove();
    window.back();
  });
  await page.getByRole("textbox", { name: "用户名" }).waitFor();
  assert.equal(await page.getByText(PROJECT.name).count(), 0);

  await clerk.logIn();
  await clerk.openForm(PROJECT);
  await page.evaluate(() => window.out());
  await setTimeout(50);
  await page.evaluate(() => {
    window.report.setAttribute("server", "nowhere.example:1");
    window.back();
  });
  await page.getByText("nowhere.example:1").waitFor();
  assert.equal(await page.getByText(PROJECT.name).count(), 0);
  assert.deepEqual(device.errors, []);
});

scenario("what is not saved is still asked about when the page is left, and is there again", async (here) => {
  const device = await here.device("private");
  await device.context.addInitScript(() => {
    Object.defineProperty(Window.prototype, "indexedDB", { get: () => undefined });
    Object.defineProperty(window, "indexedDB", { get: () => undefined });
  });
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.page.evaluate(ways);
  await clerk.openForm(PROJECT);
  await device.goOffline();
  await clerk.type("形象进度", "只在这里");
  await clerk.page.evaluate(() => window.out());
  await setTimeout(50);
  const asked = clerk.page.waitForEvent("dialog");
  await clerk.page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await clerk.page.evaluate(() => window.back());
  await clerk.holds("形象进度", "只在这里");
});

scenario("of more elements than a portal has tabs the one that is out longest begins anew, with all that was filled", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = clerk;
  await page.evaluate(ways);
  await clerk.openForm(PROJECT);
  await clerk.type("形象进度", "最早移出的");
  await clerk.saved();
  await page.evaluate((server) => {
    window.out();
    window.more = [1, 2, 3, 4].map(() => document.createElement("yuebao-report"));
    for (const element of window.more) element.setAttribute("server", server);
  }, device.line.url);
  for (const nth of [0, 1, 2, 3]) {
    await page.evaluate((nth) => document.body.append(window.more[nth]), nth);
    await clerk.openForm(OTHER);
    await page.evaluate((nth) => window.more[nth].remove(), nth);
  }
  const title = page.getByRole("heading", { level: 1 });
  await page.evaluate(() => document.body.append(window.more[0]));
  assert.equal(await title.textContent(), OTHER.name);
  const ready = device.told("yuebao-ready");
  await page.evaluate(() => {
    window.more[0].remove();
    window.back();
  });
  await ready;
  await clerk.openForm(PROJECT);
  await clerk.holds("形象进度", "最早移出的");
  assert.deepEqual(device.errors, []);
});

/** What the page holds after everything that can go has gone. */
async function held(browser) {
  for (let times = 0; times < 4; times++) {
    await browser.send("HeapProfiler.collectGarbage");
    await setTimeout(50);
  }
  const { metrics } = await browser.send("Performance.getMetrics");
  const all = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  const { Nodes, Documents, JSEventListeners, JSHeapUsedSize } = all;
  return { Nodes, Documents, JSEventListeners, JSHeapUsedSize };
}

scenario("taken out and put back fifty times it is one widget, and dropped elements are gone", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { page } = clerk;
  await page.evaluate(ways);
  const browser = await device.context.newCDPSession(page);
  await browser.send("Performance.enable");
  await clerk.openForm(PROJECT);
  const rounds = (count) =>
    page.evaluate(async (count) => {
      for (let round = 0; round < count; round++) {
        window.out();
        await new Promise((done) => setTimeout(done, 5));
        window.back();
        await new Promise(requestAnimationFrame);
      }
    }, count);
  await rounds(10);
  await device.synced();
  const early = await held(browser);
  await rounds(50);
  await device.synced();
  const late = await held(browser);
  const words = JSON.stringify({ early, late });
  assert.equal(late.Documents, early.Documents, words);
  assert.ok(late.Nodes - early.Nodes <= 5, words);
  assert.ok(late.JSEventListeners - early.JSEventListeners <= 2, words);
  assert.ok(late.JSHeapUsedSize - early.JSHeapUsedSize < 50 * 4096, words);
  assert.equal(await page.evaluate(() => window.report.shadowRoot.childElementCount), 2, "the place, and the frame of Back");

  // a page that makes a new element each time, and drops the old one
  const gone = await page.evaluate(async () => {
    window.pane.remove();
    window.dropped = [new WeakRef(window.report)];
    for (const name of ["report", "pane", "out", "back", "move", "moveBefore"]) delete window[name];
    return window.dropped.length;
  });
  assert.equal(gone, 1);
  for (let round = 0; round < 6; round++) {
    const ready = device.told("yuebao-ready");
    await page.evaluate((server) => {
      const element = document.createElement("yuebao-report");
      element.setAttribute("server", server);
      document.body.append(element);
      window.dropped.push(new WeakRef(element));
    }, device.line.url);
    await ready;
    await page.getByText(PROJECT.name).first().waitFor();
    await page.evaluate(() => document.querySelector("yuebao-report").remove());
  }
  await held(browser);
  const alive = await page.evaluate(() => window.dropped.filter((one) => one.deref()).length);
  assert.equal(alive, 0, "no element is held");
  const after = await held(browser);
  assert.ok(after.Nodes < late.Nodes, JSON.stringify({ late, after }));
  assert.deepEqual(device.errors, []);
});
