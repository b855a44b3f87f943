// The browser extension in a portal whose pages nobody may change: plain http, no script tag.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { id } from "../../crates/xtask/src/dist/extension/crx.mjs";
import { Clerk } from "./support/clerk.mjs";
import { EXTENSION } from "./support/paths.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { Portal } from "./support/portal.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const PROGRESS = "形象进度";

const { key } = JSON.parse(readFileSync(join(EXTENSION, "manifest.json"), "utf8"));
const HOME = `chrome-extension://${id(key)}`;

/** Somebody who works in the frame that the extension puts into the page. */
class FramedClerk extends Clerk {
  get page() {
    return this.device.page.frameLocator("iframe");
  }
}

/** Sets the extension up as a person does, on its options page. */
async function setUp(device, { selector = "" } = {}) {
  const page = await device.context.newPage();
  await page.goto(`${HOME}/options.html`);
  device.page = page;
  await page.getByLabel("月报服务器").fill(device.line.url);
  await page.getByLabel("门户页面").fill(`${device.portal.origin}/projects`);
  await page.getByLabel("页面中的位置").fill(selector);
  await device.picture("extension-options-768");
  await page.getByRole("button", { name: "保存并允许访问" }).click();
  await page.getByText("浏览器已允许访问").waitFor();
  await page.evaluate(async () => {
    while ((await chrome.scripting.getRegisteredContentScripts()).length === 0) {
      await new Promise(requestAnimationFrame);
    }
  });
  await page.close();
}

async function openPortal(device, portal = device.portal) {
  device.page = await device.context.newPage();
  device.page.on("pageerror", (error) => device.errors.push(error));
  await device.page.goto(portal.page(device.line.url, { count: 0 }));
}

scenario("the extension brings the widget into the portal, and keeps what is filled", async (here) => {
  const device = await here.device("clerk", { extension: EXTENSION });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  await setUp(device);
  await openPortal(device);
  const button = () => device.page.getByRole("button", { name: "月报", exact: true });
  await button().waitFor();
  await device.picture("extension-button-768");

  // nothing of the widget has been opened before the line is cut, except to log in once
  await button().click();
  await clerk.logIn();
  await clerk.page.getByText(PROJECT.name).waitFor();
  await clerk.badge("已同步");
  await device.picture("extension-panel-1280", { width: 1280, height: 800 });
  await openPortal(device);
  await here.server.stop();
  await device.goOffline();
  await button().click();
  await clerk.logInIfAsked();
  await clerk.fill(PROJECT, "250", "没有网络时在门户里填写的");
  await clerk.saved();
  await device.picture("extension-offline-768");
  await device.page.getByRole("button", { name: "收起月报" }).click();
  await button().waitFor();

  await device.stop();
  await device.start();
  await device.goOffline();
  device.page = await device.context.newPage();
  await device.page.goto(`${HOME}/frame.html`);
  const alone = new Clerk(device, PEOPLE.clerk);
  await alone.logInIfAsked();
  await alone.openForm(PROJECT);
  assert.equal(await alone.shown(PROGRESS), "没有网络时在门户里填写的");
  await device.picture("extension-tab-offline-768");

  await here.server.start();
  await device.goOnline();
  await alone.submit();
  await alone.badge("已同步");
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(report.values.visual_progress, "没有网络时在门户里填写的");
  assert.equal(report.state, "submitted");
  assert.deepEqual(device.errors, []);
});

scenario("it stands in a chosen element, as high as its content, and in no other page", async (here, t) => {
  const foreign = new Portal();
  await foreign.start();
  t.after(() => foreign.stop());
  const device = await here.device("clerk", { extension: EXTENSION });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  await setUp(device, { selector: ".portal" });
  await openPortal(device);
  await clerk.logIn();
  await clerk.openForm(OTHER);
  const frame = device.page.locator("iframe");
  const inside = device.page.frames().find((one) => one.url().startsWith(HOME));
  const content = () =>
    inside.evaluate(() => Math.ceil(document.querySelector("yuebao-report").getBoundingClientRect().height));
  const height = () => frame.evaluate((one) => one.getBoundingClientRect().height);
  for (let looks = 0; (await height()) !== (await content()); looks++) {
    assert.ok(looks < 200, `${await height()} px for ${await content()}`);
    await device.page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.ok((await height()) > 1000);
  await device.picture("extension-element-768");

  // another page of the same host gets nothing, and may not take the frame for itself
  await openPortal(device, foreign);
  await device.page.goto(foreign.page(device.line.url, { count: 0, lax: 1 }));
  await device.page.evaluate((address) => {
    const own = document.createElement("iframe");
    own.src = address;
    document.body.append(own);
  }, `${HOME}/frame.html`);
  await clerk.page.getByText("此页面不在管理员列出的门户页面之中").waitFor();
  assert.equal(await device.page.locator("iframe").count(), 1);
  assert.deepEqual(device.errors, []);
});
