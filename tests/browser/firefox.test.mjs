// The other engine: the same widget in a real Firefox, on plain http at a name that is not
// localhost. Playwright drives only a Firefox of its own making, so this one is driven otherwise.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

import { ARTIFACTS, FIREFOX } from "./support/paths.mjs";
import { NOW, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const PROJECT = PROJECTS[0];
const MAY = "2022-05";

scenario("a report is filled without a connection and arrives, in Firefox", async (here, t) => {
  const profile = join(here.folder, "firefox");
  const address = here.portal.page(`http://yuebao.test:${here.server.port}`);
  let { browser, page } = await open(profile, address);
  t.after(() => browser.close());

  await t.test("it logs in and shows what is to be reported", async () => {
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await type(page, "用户名", PEOPLE.clerk.user);
    await type(page, "密码", PEOPLE.clerk.password);
    await page.keyboard.press("Enter");
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
    await click(page, "沿用");
    await click(page, "沿用");
    await text(page, "已保存在本机");
    await text(page, "可以上报");
    await picture(page, "firefox-form-768");
  });

  await t.test("it is there when the browser is opened again, and is handed in", async () => {
    await browser.close();
    await here.server.start();
    ({ browser, page } = await open(profile, address));
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

async function open(profile, address) {
  await mkdir(profile, { recursive: true });
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    headless: true,
    userDataDir: profile,
    extraPrefsFirefox: {
      "network.dns.localDomains": "portal.test,yuebao.test",
      "intl.accept_languages": "zh-CN",
    },
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 768, height: 1024 });
  page.setDefaultTimeout(20_000);
  await page.evaluateOnNewDocument(stopTheClock, NOW.getTime());
  await page.goto(address);
  return { browser, page };
}

/** In the page: it is the day of the plan. */
function stopTheClock(now) {
  const Real = Date;
  window.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(now);
      else super(...parts);
    }

    static now() {
      return now;
    }
  };
}

async function type(page, label, words) {
  const box = await find(page, "label:not(.yb-choice)", label, "control");
  await box.click({ count: 3 });
  await box.type(words);
}

/** Clicks the first button with these words. */
async function click(page, words) {
  await (await find(page, "button", words)).click();
}

/** Waits until the widget says it. */
function text(page, words) {
  return find(page, "*", words);
}

/** Waits for the first element in the widget that says so, or for what `of` it belongs to. */
function find(page, selector, words, of) {
  const inside = (selector, words, of) => {
    const root = document.querySelector("yuebao-report")?.shadowRoot;
    const all = Array.from(root?.querySelectorAll(selector) ?? []);
    const found = all.find((one) => one.textContent.includes(words) && one.checkVisibility());
    // not below the bar at the foot of the form
    found?.scrollIntoView({ block: "center" });
    return of ? found?.[of] : found;
  };
  return page.waitForFunction(inside, {}, selector, words, of);
}

async function picture(page, name) {
  await mkdir(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`), fullPage: true });
}
