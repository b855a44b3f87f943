// A tablet: a Chromium of its own with a profile of its own, so that nothing is shared with others
// and everything stored survives a closed tab and a restart.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { chromium } from "playwright-core";

import { ARTIFACTS, CHROMIUM } from "./paths.mjs";
import { NOW } from "./plan.mjs";

const TABLET = { width: 768, height: 1024 };
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The longest that anything may take: beyond it something is broken. */
const PATIENCE = 20_000;

/** Where names lead; the examples call the server by a name and a port of their own. */
function names(line, updates) {
  const own = ["portal.test", "yuebao.test"].map((name) => `MAP ${name} 127.0.0.1`);
  const others = [["report.example", line.address], ["updates.test", updates]].filter(([, address]) => address);
  return `--host-resolver-rules=${[...own, ...others.map((pair) => `MAP ${pair.join(" ")}`)].join(", ")}`;
}

/** Chromium's own setting; a page gets three quarters of the pool. */
function quota(room) {
  return `--enable-features=StorageQuotaSettings:PoolSizeBytes/${Math.round((room * 4) / 3)}`;
}

function bare({ profile, line, extension, program, updates }) {
  const args = [...ARGUMENTS, names(line, updates), "--headless=new", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
  // with it no package is fetched
  if (program) args.splice(args.indexOf("--disable-background-networking"), 1);
  if (extension) args.push(`--load-extension=${extension}`, `--disable-extensions-except=${extension}`);
  return { ignoreDefaultArgs: true, args };
}

/** As in the browser's settings, before it is started. */
async function set(profile, { text, refuses }) {
  const settings = {
    ...(text && { webkit: { webprefs: { default_font_size: text } } }),
    // "block all cookies", which is about all that a page stores
    ...(refuses && { profile: { default_content_setting_values: { cookies: 2 } } }),
  };
  await mkdir(join(profile, "Default"), { recursive: true });
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(settings));
}

export class Device {
  /** What the page was told: `{ name, detail }` of each of the element's events, oldest first. */
  events = [];
  /** What went wrong in the page. */
  errors = [];
  #waiters = [];

  /**
   * `room` is how many bytes a page of this tablet may keep, `extension` a folder to load, `text`
   * the size of text in pixels that is set in the browser. `refuses`: its settings let no page store
   * anything. `bare` is a browser as people have it: Playwright's flags refuse a frame of another site
   * its storage. `program` makes of the line and the portal what starts a browser with policies,
   * `updates` is where it finds its packages.
   */
  constructor(name, profile, portal, line, { room, extension, text, refuses, program, updates, ...how } = {}) {
    const bare = how.bare ?? Boolean(extension || program);
    Object.assign(this, { name, profile, portal, line, room, extension, text, refuses, updates, bare });
    this.program = program?.(this);
  }

  async start() {
    if (this.text || this.refuses) await set(this.profile, this);
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: this.program ?? CHROMIUM,
      args: [...ARGUMENTS, names(this.line), ...(this.room ? [quota(this.room)] : [])],
      ...(this.bare && bare(this)),
      viewport: TABLET,
      hasTouch: true,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      acceptDownloads: true,
    });
    this.context.setDefaultTimeout(PATIENCE);
    await this.context.clock.setFixedTime(NOW);
    await this.context.exposeBinding("yuebaoTold", (_, event) => this.#told(event));
    await this.context.addInitScript(() => {
      const names = ["ready", "submitted", "sync", "navigate", "login", "signed-out"];
      for (const name of names.map((name) => `yuebao-${name}`)) {
        addEventListener(name, ({ detail }) => window.yuebaoTold({ name, detail }));
      }
    });
  }

  /** Opens the portal's page in a new tab; see `Portal.page` for the options. */
  async open(options) {
    this.page = await this.tab(options);
    return this.page;
  }

  /** Another page of the portal in the same tab, which was let in. */
  async goTo(options) {
    await this.stored();
    await this.page.goto(this.portal.page(this.line.url, options));
  }

  /** A further tab, beside the one that is `page`. */
  async tab(options) {
    return this.visit(this.portal.page(this.line.url, options));
  }

  /** A further tab at this address. */
  async visit(address) {
    const page = await this.context.newPage();
    page.on("pageerror", (error) => this.errors.push(error));
    await page.goto(address);
    return page;
  }

  /** As from the tablet's own switch for the network. */
  async goOffline() {
    await this.context.setOffline(true);
  }

  async goOnline() {
    await this.context.setOffline(false);
  }

  /** As if the connection dropped and came back, which makes the browser say `online`. */
  async blink() {
    await this.goOffline();
    await this.goOnline();
  }

  /** Resolves with the next event `name` whose detail `wanted` says yes to. */
  told(name, wanted = () => true) {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        const heard = this.events.map((event) => JSON.stringify(event)).slice(-10);
        reject(new Error(`${this.name} never said ${name}; last said:\n${heard.join("\n")}`));
      }, PATIENCE);
      const done = (detail) => {
        clearTimeout(late);
        resolve(detail);
      };
      this.#waiters.push({ name, wanted, done });
    });
  }

  /** Resolves once nothing waits to be sent and the server has answered whoever is there now. */
  async synced() {
    const isSynced = ({ state, waiting }) => state === "synced" && waiting === 0;
    const ready = this.events.findLastIndex(({ name }) => name === "yuebao-ready");
    const last = this.events.slice(ready + 1).findLast(({ name }) => name === "yuebao-sync");
    if (!last || !isSynced(last.detail)) await this.told("yuebao-sync", isSynced);
  }

  /** Waits until what the page has begun to write is written: a reading waits its turn behind it. */
  async stored() {
    await this.page.evaluate(async () => {
      // a page that may store nothing has nothing to wait for, in whichever way it is told so
      const names = async () => indexedDB.databases();
      for (const { name } of await names().catch(() => [])) {
        const open = indexedDB.open(name);
        const database = await new Promise((resolve, reject) => {
          open.onsuccess = () => resolve(open.result);
          open.onerror = () => reject(open.error);
        });
        const reading = database.transaction([...database.objectStoreNames]);
        reading.objectStore(database.objectStoreNames[0]).count();
        await new Promise((resolve) => (reading.oncomplete = resolve));
        database.close();
      }
    });
  }

  /** Keeps a picture of the page, in full length, for people to look at. */
  async picture(name, size = TABLET) {
    const path = join(ARTIFACTS, `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.setViewportSize(size);
    // a window as high as the page: what sticks to its lower edge is in nobody's way
    const height = await this.page.evaluate(() => document.documentElement.scrollHeight);
    await this.page.setViewportSize({ ...size, height: Math.max(size.height, height) });
    await this.page.screenshot({ path });
    await this.page.setViewportSize(TABLET);
  }

  /** Keeps a picture that was taken already. */
  async keep(name, picture) {
    await mkdir(ARTIFACTS, { recursive: true });
    await writeFile(join(ARTIFACTS, `${name}.png`), picture);
  }

  /** A page of the portal without the widget: somebody else's script in the same origin. */
  async aside() {
    return this.tab({ count: 0 });
  }

  /** As the browser does when its storage has trouble: every connection to it is closed. */
  async closeStores() {
    const internals = await this.context.newPage();
    await internals.goto("chrome://indexeddb-internals");
    await internals.getByText("Force close").click();
    await internals.getByText("Open connections: 0").waitFor();
    await internals.close();
  }

  /** As the browser or a person does to make room: everything that pages keep here is gone. */
  async clear() {
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    const session = await this.context.newCDPSession(page);
    const { origin } = this.portal;
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
    await session.detach();
  }

  /** As if the tab was killed: the process behind it is gone. */
  async crashTab() {
    const gone = this.page.waitForEvent("crash");
    const session = await this.context.newCDPSession(this.page);
    session.send("Page.crash").catch(() => "it cannot answer any more");
    await gone;
    await this.page.close();
  }

  /** As if the power was cut: the browser writes nothing more. */
  async crash() {
    const closed = new Promise((resolve) => this.context.once("close", resolve));
    const browser = await this.context.newCDPSession(this.page);
    browser.send("Browser.crash").catch(() => "it cannot answer any more");
    await closed;
  }

  async stop() {
    await this.context?.close();
  }

  #told(event) {
    this.events.push(event);
    const waiting = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiting) {
      if (waiter.name === event.name && waiter.wanted(event.detail)) waiter.done(event.detail);
      else this.#waiters.push(waiter);
    }
  }
}
