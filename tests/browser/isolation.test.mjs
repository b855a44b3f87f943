// The widget in hostile pages looks as it does alone, works, and covers nothing of the page's.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { difference } from "./support/pixels.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const SCREENS = ["tasks", `form:${PROJECT.id}`, "summary"];

/** A picture of the widget alone, at its full height, once it has settled. */
async function shown(clerk, here, view, host) {
  const { page, device } = clerk;
  await page.goto(here.portal.page(device.line.url, { view, ...(host && { host }) }));
  await clerk.badge("已同步");
  await page.getByText("正在保存").waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
  return page.locator("yuebao-report .yb-root").screenshot({ animations: "disabled" });
}

async function prepared(here, t) {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.type("本年累计完成投资", "1300");
  await clerk.saved();
  await clerk.device.synced();
  const violations = [];
  clerk.page.on("console", (message) => {
    // the libraries' style sheets want fonts of their own
    const isOwn = message.text().startsWith("Loading the font");
    if (message.text().includes("Content Security Policy") && !isOwn) violations.push(message.text());
  });
  t.after(() => assert.deepEqual(violations, []));
  // as high as the longest screen: nothing sticks, nothing scrolls
  await clerk.page.setViewportSize({ width: 768, height: 4000 });
  return clerk;
}

for (const hosts of [["reset", "inherited", "rules"], ["bootstrap", "element-ui", "rtl", "overrides"]]) {
  scenario(`it looks in ${hosts.join(", ")} as it does alone`, async (here, t) => {
    const clerk = await prepared(here, t);
    const found = [];
    for (const view of SCREENS) {
      const alone = await shown(clerk, here, view);
      for (const host of hosts) {
        const name = `host-${host}-${view.split(":")[0]}`;
        found.push(await difference(name, alone, await shown(clerk, here, view, host)));
        if (view !== SCREENS[1]) continue;
        await clerk.device.picture(`${name}-768`);
        await clerk.page.setViewportSize({ width: 768, height: 4000 });
      }
    }
    assert.deepEqual(found.filter(Boolean), []);
    // the wire between the tests and the page is cut as well
    const own = clerk.device.errors.filter(({ stack }) => !stack.includes("BindingsController"));
    assert.deepEqual(own, []);
  });
}

scenario("a page that breaks fetch, JSON and arrays later does not stop the work", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await device.open({ host: "overrides" });
  await clerk.box("用户名").fill(PEOPLE.clerk.user);
  await clerk.password();
  await clerk.badge("已同步");
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.page.getByRole("button", { name: "上报", exact: true }).click();
  await clerk.page.getByText("已上报").first().waitFor();
  await clerk.badge("已同步");
  const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.state, "submitted");
  await clerk.logOut();
});

scenario("its layers stay among themselves: its menu is seen, the page's dialogue is above all", async (here) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin({ host: "layers" });
  const out = clerk.page.getByRole("button", { name: "退出登录" });
  const top = () =>
    out.evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      const at = [left + width / 2, top + height / 2];
      const hit = document.elementFromPoint(...at);
      return [hit.localName + (hit.id && `#${hit.id}`), button.getRootNode().elementFromPoint(...at) === button];
    });
  await clerk.page.getByRole("banner").getByText(PEOPLE.clerk.name).click();
  await out.waitFor();
  await clerk.device.picture("layers-menu-768");
  assert.deepEqual(await top(), ["yuebao-report", true]);
  await clerk.page.evaluate(() => (location.hash = "mask"));
  await clerk.device.picture("layers-dialogue-768");
  assert.equal((await top())[0], "div#mask");

  // on 汇总, whose head and first column stick
  await clerk.page.evaluate(() => (location.hash = ""));
  await clerk.show("汇总");
  await clerk.page.evaluate(() => scrollTo(0, 300));
  const covered = await clerk.page.locator(".portal").evaluate((bar) => {
    const { left, top, width, height } = bar.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2) === bar;
  });
  assert.ok(covered, "the page's own head is below the widget");
});

scenario("nothing is cut off when the page or the browser makes everything larger", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const session = await device.context.newCDPSession(clerk.page);
  for (const [name, host, metrics] of [
    // as the browser's own zoom: half as many pixels of the page on the same screen
    ["zoom-200", undefined, { width: 384, height: 512, deviceScaleFactor: 2, mobile: false }],
    ["zoomed", "zoomed", { width: 768, height: 1024, deviceScaleFactor: 1, mobile: false }],
    ["scaled", "scaled", { width: 768, height: 1024, deviceScaleFactor: 1, mobile: false }],
  ]) {
    for (const view of SCREENS) {
      await clerk.page.goto(here.portal.page(device.line.url, { view, ...(host && { host }) }));
      await clerk.badge("已同步");
      await session.send("Emulation.setDeviceMetricsOverride", metrics);
      const wide = await clerk.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(wide, 0, `${name} ${view}: ${wide} px stick out`);
      assert.deepEqual(await clipped(clerk.page), [], `${name} ${view}`);
      const { data } = await session.send("Page.captureScreenshot", { format: "png" });
      await device.keep(`${name}-${view.split(":")[0]}`, Buffer.from(data, "base64"));
    }
  }
});

/** Buttons and labels whose words do not fit into them. */
function clipped(page) {
  return page.locator("yuebao-report .yb-root").evaluate((root) =>
    [...root.querySelectorAll("button, label, h1, h2, h3, p, summary")]
      .filter((one) => one.offsetParent && !one.closest(".yb-hidden"))
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
      .filter((one) => getComputedStyle(one).display !== "inline")
      .map((one) => `${one.localName}.${one.className}: ${one.textContent.trim().slice(0, 30)}`),
  );
}
