// The other engine: the same widget in a real Firefox, on plain http at a name that is not
// localhost; as an element of the page, and brought by the extension.
import assert from "node:assert/strict";
import { join } from "node:path";

import { HOME, click, find, picture, start, text, type, visit, visitExtension } from "./support/firefox.mjs";
import { FirefoxWithPolicies, PackageServer, packaged } from "./support/office-browsers.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const PROJECT = PROJECTS[0];
const MAY = "2022-05";

scenario("a report is filled without a connection and arrives, in Firefox", async (here, t) => {
  const profile = join(here.folder, "firefox");
  const address = here.portal.page(`http://yuebao.test:${here.server.port}`);
  let browser = await start(profile);
  here.ends(() => browser.close());
  let page = await visit(browser, address);

  await t.test("it logs in and shows what is to be reported", async () => {
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await logIn(page, page);
    await text(page, PROJECT.name);
    await text(page, "已同步");
  });

  await t.test("what is typed without a connection is checked and stored", async () => {
    await here.server.stop();
    await click(page, PROJECT.name);
    await type(page, "本月完成投资", "约200");
    await text(page, "“约200”不是金额");
    await type(page, "本月完成投资", "１８２．５");
    await click(page, "填入");
    await click(page, "填入");
    await type(page, "形象进度", "路基完成百分之五十");
    await (await find(page, "label.yb-choice", "在建")).click();
    await click(page, "沿用");
    await text(page, "已保存在本机");
    await text(page, "可以上报");
    await picture(page, "firefox-form-768");
  });

  await t.test("it is there when the browser is opened again, and is handed in", async () => {
    await browser.close();
    await here.server.start();
    browser = await start(profile);
    page = await visit(browser, address);
    await logIn(page, page);
    await text(page, PROJECT.name);
    await click(page, PROJECT.name);
    await text(page, "可以上报");
    await click(page, "上报");
    await text(page, "已上报，服务器已收到。");
  });

  const stored = await here.stored(PEOPLE.clerk, PROJECT, MAY);
  assert.equal(stored.state, "submitted");
  assert.equal(stored.values.month_investment, "182.5");
});

scenario("fault_44_ half a date is held back, and Back leads to the list, in Firefox", async (here) => {
  const browser = await start(join(here.folder, "firefox"));
  here.ends(() => browser.close());
  const page = await visit(browser, here.portal.page(`http://yuebao.test:${here.server.port}`));
  const address = page.url();
  await type(page, "用户名", PEOPLE.clerk.user);
  await type(page, "密码", PEOPLE.clerk.password);
  await page.keyboard.press("Enter");
  await click(page, PROJECT.name);
  await text(page, "形象进度和开竣工");
  await page.evaluate(() => history.back());
  await text(page, "2022年5月任务");
  assert.equal(page.url(), address);
  await click(page, PROJECT.name);
  const completion = await find(page, "label:not(.yb-choice)", "实际竣工日期", "control");
  await completion.focus();
  await page.keyboard.type("05");
  assert.ok(await completion.evaluate((box) => box.validity.badInput));
  await (await find(page, "label:not(.yb-choice)", "备注", "control")).focus();
  await text(page, "日期没有填完");
  await picture(page, "firefox-half-a-date-768");
});

scenario("an element that is moved, or taken out and put back, shows what it showed, in Firefox", async (here) => {
  const browser = await start(join(here.folder, "firefox"));
  here.ends(() => browser.close());
  const page = await visit(browser, here.portal.page(`http://yuebao.test:${here.server.port}`));
  await logIn(page, page);
  await click(page, PROJECT.name);
  await type(page, "形象进度", "完成路面三公");
  await text(page, "已保存在本机");
  const completion = await find(page, "label:not(.yb-choice)", "实际竣工日期", "control");
  await completion.focus();
  await page.keyboard.type("05");
  const progress = await find(page, "label:not(.yb-choice)", "形象进度", "control");
  await progress.focus();
  await progress.evaluate((box) => box.setSelectionRange(2, 4));
  const seen = () => progress.evaluate((box) => [Math.round(box.getBoundingClientRect().top), box.selectionStart, box.value]);
  const before = await seen();
  for (const wait of [0, 1000]) {
    await page.evaluate(async (wait) => {
      const element = document.querySelector("yuebao-report");
      element.remove();
      if (wait > 0) await new Promise((done) => setTimeout(done, wait));
      document.body.append(element);
      for (let frames = 0; frames < 4; frames++) await new Promise(requestAnimationFrame);
    }, wait);
    assert.deepEqual(await seen(), before, `${wait} ms`);
    assert.ok(await progress.evaluate((box) => box.getRootNode().activeElement === box), "it has the focus again");
    assert.ok(await completion.evaluate((box) => box.validity.badInput), "half a date is half a date");
  }
  await page.keyboard.type("水泥");
  await page.waitForFunction((box) => box.value === "完成水泥三公", {}, progress);
});

scenario("where storage is refused to third parties the frame says that it is for good, in Firefox", async (here) => {
  const browser = await start(join(here.folder, "firefox"), { refuses: true });
  here.ends(() => browser.close());
  const page = await visit(browser, here.portal.framed(`http://yuebao.test:${here.server.port}`));
  const frame = await page.waitForFrame((frame) => frame.url().includes("/embed"));
  await text(frame, "填报时须有网络");
  assert.equal(await frame.evaluate(() => new Promise((done) => {
    try {
      done(typeof localStorage);
    } catch ({ name }) {
      done(name);
    }
  })), "SecurityError");
  await logIn(page, frame);
  await click(frame, PROJECT.name);
  await text(frame, "不会自行恢复");
  await text(frame, "在单独的窗口中打开");
  await picture(page, "firefox-refused-768");
});

scenario("the extension brings the widget into the portal and keeps what is filled, in Firefox", async (here, t) => {
  const profile = join(here.folder, "firefox");
  const server = `http://yuebao.test:${here.server.port}`;
  const address = here.portal.page(server, { count: 0 });
  let browser = await start(profile, { extension: true });
  here.ends(() => browser.close());
  let page = await visit(browser, address);

  await t.test("it is set up on its options page", async () => {
    const options = await visitExtension(browser, "options.html");
    await options.locator("#server").fill(server);
    await options.locator("#portals").fill(`${here.portal.origin}/projects`);
    await options.locator("button").click();
    await options.waitForFunction(() => document.getElementById("outcome").textContent.includes("浏览器已允许访问"));
    await options.waitForFunction(async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0);
    await picture(options, "firefox-extension-options-768");
    await options.close();
  });

  await t.test("the panel opens in the page that was open already, and what is typed is stored without a connection", async () => {
    const panel = await openPanel(page);
    await logIn(page, panel);
    await text(panel, PROJECT.name);
    await text(panel, "已同步");
    await here.server.stop();
    await click(panel, PROJECT.name);
    await type(panel, "形象进度", "在火狐的扩展里填写的");
    await text(panel, "已保存在本机");
    await picture(page, "firefox-extension-768");
  });

  await t.test("renewed in that page, it goes on where it was", async () => {
    await page.evaluate(() => (document.querySelector("[data-yuebao-extension]").id = "predecessor"));
    const options = await visitExtension(browser, "options.html");
    await options.evaluate(() => setTimeout(() => chrome.runtime.reload()));
    // a page behind others draws no frame to ask in, and none is brought forward while tabs close
    await page.waitForFunction(() => !document.getElementById("predecessor"), { polling: 100 });
    await page.bringToFront();
    const panel = await panelOf(page);
    const box = await find(panel, "label:not(.yb-choice)", "形象进度", "control");
    await panel.waitForFunction((one) => one.value === "在火狐的扩展里填写的", {}, box);
    assert.equal(await page.evaluate(() => document.querySelectorAll("[data-yuebao-extension]").length), 1);
  });

  await t.test("it is there when the browser is opened again, without a connection", async () => {
    await browser.close();
    browser = await start(profile, { extension: true });
    page = await visit(browser, address);
    const panel = await openPanel(page);
    await logIn(page, panel);
    await click(panel, PROJECT.name);
    const box = await find(panel, "label:not(.yb-choice)", "形象进度", "control");
    assert.equal(await box.evaluate((one) => one.value), "在火狐的扩展里填写的");
  });
});

scenario("policies install, set and renew the extension, and what was filled in stays, in Firefox", async (here) => {
  const packages = new PackageServer();
  await packages.start();
  here.ends(() => packages.stop());
  const firefox = new FirefoxWithPolicies(here.folder);
  const server = `http://yuebao.test:${here.server.port}`;
  const policies = (made) => {
    const all = JSON.parse(
      packaged(made, "yuebao-extension-firefox-policies.json")
        .replaceAll("http://portal.test", `${here.portal.origin}/projects`)
        .replaceAll("http://yuebao.test", server)
        .replaceAll("http://updates.test", `http://${packages.address}`),
    );
    for (const own of Object.values(all.policies["3rdparty"].Extensions)) own.lang = "zh-CN";
    return JSON.stringify(all);
  };
  firefox.policies = policies("first");
  const release = packages.hold();
  const profile = join(here.folder, "firefox");
  let browser = await start(profile, { program: firefox.program });
  here.ends(() => browser.close());
  const address = here.portal.page(server, { count: 0 });
  let page = await visit(browser, address);
  release();
  let panel = await openPanel(page);
  await logIn(page, panel);
  await text(panel, "已同步");
  await here.server.stop();
  await click(panel, PROJECT.name);
  await type(panel, "形象进度", "更新以前填写的");
  await text(panel, "已保存在本机");
  await picture(page, "firefox-extension-by-policy-768");
  const version = (place) => place.evaluate(() => chrome.runtime.getManifest().version);
  const first = await version(panel);
  await browser.close();

  packages.made = "renewed";
  firefox.policies = policies("renewed");
  browser = await start(profile, { program: firefox.program });
  page = await visit(browser, address);
  panel = await openPanel(page);
  for (let looks = 0; (await version(panel).catch(() => first)) === first; looks++) {
    assert.ok(looks < 100, `it is ${first} still`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    panel = await panelOf(page);
  }
  await logIn(page, panel);
  await click(panel, PROJECT.name);
  const box = await find(panel, "label:not(.yb-choice)", "形象进度", "control");
  assert.equal(await box.evaluate((one) => one.value), "更新以前填写的");
});

/** Presses the button that the extension puts at the edge of the page; gives the frame that opens. */
async function openPanel(page) {
  const inside = () => {
    const hosts = Array.from(document.body.children, (one) => one.shadowRoot).filter(Boolean);
    const buttons = hosts.flatMap((root) => Array.from(root.querySelectorAll("button")));
    return buttons.find((one) => ["月报", "Reports"].includes(one.textContent));
  };
  await (await page.waitForFunction(inside)).click();
  return panelOf(page);
}

async function panelOf(page) {
  // its address is not reported either
  for (let looks = 0; ; looks++) {
    for (const frame of page.frames().slice(1)) {
      const address = await frame.evaluate(() => location.href).catch(() => "it is changing");
      if (address.startsWith(HOME)) return frame;
    }
    assert.ok(looks < 600, `there is no frame of the extension, but ${page.frames().map((one) => one.url())}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

/** With a network or without; `where` is the page or the extension's panel in it. */
async function logIn(page, where) {
  await type(where, "用户名", PEOPLE.clerk.user);
  await type(where, "密码", PEOPLE.clerk.password);
  await page.keyboard.press("Enter");
}
