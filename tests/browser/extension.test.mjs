// The browser extension in a portal whose pages nobody may change: plain http, no script tag.
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { id } from "../../crates/xtask/src/dist/extension/crx.mjs";
import { Clerk } from "./support/clerk.mjs";
import { chromiumWith, PackageServer, packaged } from "./support/office-browsers.mjs";
import { EXTENSION } from "./support/paths.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { Portal } from "./support/portal.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const PROGRESS = "形象进度";

const MANIFEST = JSON.parse(await readFile(join(EXTENSION, "manifest.json"), "utf8"));
const ID = id(MANIFEST.key);
const HOME = `chrome-extension://${ID}`;

/** Somebody who works in the frame that the extension puts into the page. */
class FramedClerk extends Clerk {
  get page() {
    return this.device.page.frameLocator("iframe");
  }
}

/** Sets the extension up as a person does, on its options page. */
async function setUp(device, { selector = "", portals = `${device.portal.origin}/projects` } = {}) {
  const page = await openOptions(device);
  await page.getByLabel("月报服务器").fill(device.line.url);
  await page.getByLabel("门户页面").fill(portals);
  await page.getByLabel("页面中的位置").fill(selector);
  await save(page, "浏览器已允许访问");
  await page.evaluate(async () => {
    while ((await chrome.scripting.getRegisteredContentScripts()).length === 0) {
      await new Promise(requestAnimationFrame);
    }
  });
  await page.close();
}

async function openOptions(device) {
  const page = await device.context.newPage();
  await page.goto(`${HOME}/options.html`);
  await page.getByRole("button").waitFor();
  return page;
}

async function save(page, words) {
  await page.getByRole("button", { name: "保存并允许访问" }).click();
  await page.getByRole("status").filter({ hasText: words }).waitFor();
}

/** What a person does in the browser's own list of extensions. */
async function inTheList(device, act, on = ID) {
  const page = await device.context.newPage();
  await page.goto("chrome://extensions");
  const found = await page.evaluate(act, on);
  await page.close();
  return found;
}

const switchOff = (id) => chrome.management.setEnabled(id, false);
const switchOn = (id) => chrome.management.setEnabled(id, true);
const versionOf = (device, id) => inTheList(device, async (id) => (await chrome.management.get(id)).version, id);

async function reload(id) {
  await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  await chrome.developerPrivate.reload(id, { failQuietly: true });
}

/** Looks for renewals, until there is this version. */
async function update({ id, wanted }) {
  await chrome.developerPrivate.autoUpdate();
  for (let looks = 0; ; looks++) {
    const { version } = await chrome.management.get(id);
    if (version === wanted) return;
    if (looks > 600) throw new Error(`it is ${version} still`);
    await new Promise(requestAnimationFrame);
  }
}

/** The same extension, of another version and in another folder. */
async function renewed(folder) {
  const place = join(folder, "renewed");
  await cp(EXTENSION, place, { recursive: true });
  await writeFile(join(place, "manifest.json"), JSON.stringify({ ...MANIFEST, version: `${MANIFEST.version}.1` }));
  return place;
}

async function openPortal(device, portal = device.portal) {
  device.page = await device.context.newPage();
  device.page.on("pageerror", (error) => device.errors.push(error));
  await device.page.goto(portal.page(device.line.url, { count: 0 }));
}

scenario("the extension brings the widget into the portal, and keeps what is filled", async (here) => {
  const device = await here.device("clerk", { extension: EXTENSION });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  await openPortal(device);
  await setUp(device);
  // the page was there before, and nobody has loaded it anew
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
  device.extension = await renewed(here.folder);
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

scenario("pages that are open follow the extension, and what is being typed in them is kept", async (here) => {
  const device = await here.device("clerk", { extension: EXTENSION });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  await openPortal(device);
  await setUp(device);
  const button = device.page.getByRole("button", { name: "月报", exact: true });
  const frames = device.page.locator("iframe");
  await button.click();
  await clerk.logIn();
  await clerk.openForm(PROJECT);
  await here.server.stop();
  await clerk.box(PROGRESS).pressSequentially("正在填写");
  await clerk.saved();
  await device.page.evaluate(() => (document.querySelector("[data-yuebao-extension]").id = "predecessor"));

  // renewed: the form is there again, with all that stood in it, and one panel
  await inTheList(device, reload);
  await device.page.locator("#predecessor").waitFor({ state: "detached" });
  await clerk.holds(PROGRESS, "正在填写");
  assert.equal(await frames.count(), 1);
  await clerk.box(PROGRESS).pressSequentially("，还在填写");
  await clerk.saved();
  await device.picture("extension-renewed-768");

  // switched off and on again
  await device.page.evaluate(() => (document.querySelector("[data-yuebao-extension]").id = "predecessor"));
  await inTheList(device, switchOff);
  await clerk.box(PROGRESS).pressSequentially("，填完了");
  await clerk.saved();
  await inTheList(device, switchOn);
  await device.page.locator("#predecessor").waitFor({ state: "detached" });
  await clerk.holds(PROGRESS, "正在填写，还在填写，填完了");

  // set to another place, then to a place that no selector can mean, and to another portal
  await setUp(device, { selector: ".portal" });
  await device.page.locator(".portal iframe").waitFor();
  await clerk.holds(PROGRESS, "正在填写，还在填写，填完了");
  await device.page.evaluate(() => document.querySelector(".portal").replaceChildren("made anew by the portal's own script"));
  await clerk.holds(PROGRESS, "正在填写，还在填写，填完了");
  assert.equal(await frames.count(), 1);
  assert.equal(await button.count(), 0);
  await setUp(device, { portals: `${device.portal.origin}/elsewhere` });
  await frames.waitFor({ state: "detached" });
  await setUp(device);
  await button.waitFor();
  assert.equal(await button.count(), 1);
  assert.deepEqual(device.errors, []);
});

scenario("the options page says what is wrong, and the panel that nothing is set", async (here) => {
  const device = await here.device("clerk", { extension: EXTENSION });
  device.page = await openOptions(device);
  const page = device.page;
  const [server, portals, selector] = ["月报服务器", "门户页面", "页面中的位置"].map((label) => page.getByLabel(label));
  for (const [box, value, words] of [
    [server, "", "请填写月报服务器的地址"],
    [server, "report.example:8420", "不是完整的地址（应以 http:// 或 https:// 开头）：report.example:8420"],
    [server, "http://", "不是完整的地址（应以 http:// 或 https:// 开头）：http://"],
    [portals, "", "请至少填写一个门户页面的地址"],
    [portals, "http://portal.test/\nportal.test/projects", "不是完整的地址（应以 http:// 或 https:// 开头）：portal.test/projects"],
    [selector, "##content", "不是 CSS 选择器（例如 #content）：##content"],
  ]) {
    const before = await box.inputValue();
    await box.fill(value);
    await save(page, words);
    assert.equal(await box.getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator("[aria-invalid=true]").count(), 1);
    assert.ok(await box.evaluate((one) => one === document.activeElement));
    if (box === selector) await device.picture("extension-options-wrong-768");
    await box.fill(before);
  }
  await portals.fill("http://another.test/");
  await save(page, "这个扩展包是为别的地址制作的");
  await device.picture("extension-options-768");
  for (const [server, words] of [
    ["", "还没有设定月报服务器。请打开设置填写地址"],
    ["report.example:8420", "月报服务器的地址不完整（应以 http:// 或 https:// 开头）"],
  ]) {
    await page.evaluate((server) => chrome.storage.local.set({ server }), server);
    const frame = await device.visit(`${HOME}/frame.html`);
    await frame.getByText(words).waitFor();
    await frame.getByRole("button", { name: "打开设置" }).waitFor();
    device.page = frame;
    await device.picture(`extension-${server ? "wrong" : "no"}-server-768`);
  }
});

/** The policy that was made with the packages, for this portal and this server. */
function policyFor(device, made = "first") {
  const policy = JSON.parse(
    packaged(made, "yuebao-extension-chromium-policy.json")
      .replaceAll("http://portal.test", `${device.portal.origin}/projects`)
      .replaceAll("http://yuebao.test", device.line.url),
  );
  for (const own of Object.values(policy["3rdparty"].extensions)) own.lang = "zh-CN";
  return JSON.stringify(policy);
}

scenario("a policy installs, sets and renews the extension, and what was filled in stays", async (here) => {
  const packages = new PackageServer();
  await packages.start();
  here.ends(() => packages.stop());
  const release = packages.hold();
  const program = (device) => chromiumWith(policyFor(device), here.folder);
  const device = await here.device("clerk", { program, updates: packages.address });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  await openPortal(device);
  release();
  // Debian's browsers speak English
  const button = () => device.page.getByRole("button", { name: "Reports", exact: true });
  await button().click();
  await clerk.logIn();
  await clerk.page.getByText(PROJECT.name).waitFor();
  await clerk.badge("已同步");
  await here.server.stop();
  await clerk.openForm(PROJECT);
  await clerk.type(PROGRESS, "更新以前填写的");
  await clerk.saved();
  await device.picture("extension-by-policy-1280", { width: 1280, height: 800 });
  const frame = () => device.page.frames().find((one) => one.url().startsWith("chrome-extension:"));
  const { host } = new URL(frame().url());
  assert.equal(await versionOf(device, host), MANIFEST.version);

  await device.stop();
  packages.made = "renewed";
  await device.start();
  await openPortal(device);
  // the page is open, and nothing of the extension in it, when the browser looks for renewals
  await button().waitFor();
  await inTheList(device, update, { id: host, wanted: `${MANIFEST.version}.1` });
  await device.page.bringToFront();
  await button().click();
  await clerk.logInIfAsked();
  assert.equal(new URL(frame().url()).host, host);
  await clerk.openForm(PROJECT);
  assert.equal(await clerk.shown(PROGRESS), "更新以前填写的");
  assert.deepEqual(device.errors, []);
});
