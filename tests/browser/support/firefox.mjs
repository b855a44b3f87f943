// Firefox as people have it, with a profile of its own. Playwright drives only a Firefox of its own
// making, so this one is driven by puppeteer. `place` is a page or one of its frames.
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

import puppeteer from "puppeteer-core";

import { ARTIFACTS, EXTENSION_FIREFOX, FIREFOX } from "./paths.mjs";
import { NOW } from "./plan.mjs";

/** How the manifest names the extension, and how this profile does. */
const ID = "yuebao@yuebao.example";
const UUID = "6f1b3e0a-5c57-4d7e-9f0e-2d0c7a1b2c3d";
export const HOME = `moz-extension://${UUID}`;

const NAMED = { "extensions.webextensions.uuids": JSON.stringify({ [ID]: UUID }) };
/** Debian's Firefox takes packages that Mozilla has not signed, if it is told to. */
const WITH_EXTENSION = {
  ...NAMED,
  "xpinstall.signatures.required": false,
  "extensions.autoDisableScopes": 0,
  "extensions.startupScanScopes": 15,
};

/**
 * Starts it; with `extension` the package lies in the profile, installed as by an administrator.
 * `program` is a Firefox with policies, which see to that themselves. `refuses`: its settings block
 * all cookies of third parties, and what a frame of theirs stores.
 */
export async function start(profile, { extension = false, program, refuses = false } = {}) {
  await mkdir(join(profile, "extensions"), { recursive: true });
  if (extension) await copyFile(EXTENSION_FIREFOX, join(profile, "extensions", `${ID}.xpi`));
  return puppeteer.launch({
    browser: "firefox",
    executablePath: program ?? FIREFOX,
    headless: true,
    // to look at pages of the extension
    args: extension || program ? ["--remote-allow-system-access"] : [],
    userDataDir: profile,
    extraPrefsFirefox: {
      "network.dns.localDomains": "portal.test,yuebao.test",
      "intl.accept_languages": "zh-CN",
      ...(program && NAMED),
      ...(extension && WITH_EXTENSION),
      ...(refuses && { "network.cookie.cookieBehavior": 1 }),
    },
  });
}

/** A tab of a tablet, on the day of the plan. */
export async function visit(browser, address) {
  const page = await browser.newPage();
  await page.setViewport({ width: 768, height: 1024 });
  page.setDefaultTimeout(20_000);
  await page.evaluateOnNewDocument(stopTheClock, NOW.getTime());
  await page.goto(address);
  return page;
}

/** A tab with a page of the extension. Going there ends in another process, which is not reported. */
export async function visitExtension(browser, path) {
  const page = await browser.newPage();
  await page.setViewport({ width: 768, height: 1024 });
  page.setDefaultTimeout(20_000);
  page.goto(`${HOME}/${path}`).catch(() => "it is there all the same, or what follows fails");
  const isThere = () => page.waitForFunction((home) => location.href.startsWith(home), {}, HOME);
  // While one document takes the place of another, Firefox has none that could be asked.
  for (const began = Date.now(); ; ) {
    try {
      await isThere();
      return page;
    } catch (error) {
      if (Date.now() - began > 20_000) throw error;
    }
  }
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

export async function type(place, label, words) {
  const box = await find(place, "label:not(.yb-choice)", label, "control");
  await box.click({ count: 3 });
  await box.type(words);
}

/** Clicks the first button with these words. */
export async function click(place, words) {
  await (await find(place, "button", words)).click();
}

/** Waits until the widget says it. */
export function text(place, words) {
  return find(place, "*", words);
}

/** Waits for the first element in the widget that says so, or for what `of` it belongs to. */
export function find(place, selector, words, of) {
  const inside = (selector, words, of) => {
    const root = document.querySelector("yuebao-report")?.shadowRoot;
    const all = Array.from(root?.querySelectorAll(selector) ?? []);
    const found = all.find((one) => one.textContent.includes(words) && one.checkVisibility());
    // not below the bar at the foot of the form
    found?.scrollIntoView({ block: "center" });
    return of ? found?.[of] : found;
  };
  return place.waitForFunction(inside, {}, selector, words, of);
}

export async function picture(page, name) {
  await mkdir(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`), fullPage: true });
}
