// A store that gives no answer: `open`, a read, or the end of a write. Nothing waits for it for ever.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const PROGRESS = "形象进度";
const SILENT = "本机存储没有回应";

/** A tablet whose store answers as `hush` and `answer` say. */
async function tablet(here) {
  const device = await here.device("clerk");
  await device.context.addInitScript(listen);
  const clerk = new Clerk(device, PEOPLE.clerk);
  return {
    device,
    clerk,
    stored: (project) => here.office.report(PEOPLE.clerk, project.id, MONTH),
    away: () => device.line.disturb(({ url }) => (url === "/api/v2/sync" ? FAULTS.refuse : "pass")),
    /** From now on these are not answered, or from the next page on. */
    hush: (what) => clerk.page.evaluate((what) => window.store.hush(what), what),
    answer: () => clerk.page.evaluate(() => window.store.answer()),
    /** What a method of the element brings; none may wait for ever. */
    call: (name) =>
      clerk.page.evaluate(async (name) => {
        await customElements.whenDefined("yuebao-report");
        const late = new Promise((_, no) => setTimeout(() => no(new Error(`${name} never settled`)), 15_000));
        const done = await Promise.race([document.querySelector("yuebao-report")[name](), late]);
        return done instanceof Blob ? done.text() : JSON.parse(JSON.stringify(done ?? null));
      }, name),
  };
}

for (const what of ["open", "read"]) {
  scenario(`fault_34_ early: ${what} is never answered`, async (here) => {
    const { device, clerk, stored, away, hush, answer, call } = await tablet(here);
    await clerk.begin();
    away();
    await clerk.openForm(PROJECT);
    await clerk.type(PROGRESS, "此前已保存的进度");
    await clerk.saved();
    await hush(what);
    await clerk.page.reload();
    // what the tab's key would open does not answer, so that it takes the server's word
    await clerk.logIn();
    const settled = call("sync");
    await clerk.page.getByText(SILENT).waitFor();
    assert.equal(typeof (await settled).state, "string");
    await call("exportRescueFile");
    device.line.calm();
    await clerk.syncNow();
    await clerk.openForm(OTHER);
    await device.picture(`store-silent-${what}-768`);
    await clerk.type("本月完成投资", "260");
    await clerk.page.getByText("未保存", { exact: true }).waitFor();
    assert.equal(await clerk.page.getByText("已保存在本机", { exact: true }).count(), 0);
    while ((await stored(OTHER))?.values.month_investment !== "260") await clerk.syncNow();

    away();
    await clerk.type("本月完成投资", "261");
    const asked = clerk.page.waitForEvent("dialog");
    await clerk.page.close({ runBeforeUnload: true });
    await (await asked).dismiss();

    await answer();
    await clerk.saved();
    assert.equal(await clerk.page.getByText(SILENT).count(), 0);
    assert.equal(await clerk.shown("本月完成投资"), "261.00");
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "此前已保存的进度");
    device.line.calm();
    await clerk.syncNow();
    await device.synced();
    assert.equal((await stored(PROJECT)).values.visual_progress, "此前已保存的进度");
    assert.equal((await stored(OTHER)).values.month_investment, "261");
    assert.deepEqual(device.errors, []);
  });
}

scenario("fault_34_ in mid-work: the end of a write is never told", async (here) => {
  const { device, clerk, stored, away, hush, answer, call } = await tablet(here);
  await clerk.begin();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.saved();
  await device.synced();
  await hush("write");
  const seen = await clerk.page.evaluateHandle(watch, ["已上报，正在上传", "已保存在本机"]);
  await clerk.type(PROGRESS, "完成路面四公里");
  await clerk.page.getByText("正在保存", { exact: true }).waitFor();
  await clerk.submit();
  assert.equal(typeof (await call("sync")).state, "string");
  await clerk.page.getByText("未保存", { exact: true }).waitFor();
  await device.picture("form-store-silent-768");
  while ((await stored(PROJECT)).state !== "submitted") await clerk.syncNow();
  assert.equal((await stored(PROJECT)).values.visual_progress, "完成路面四公里");
  assert.deepEqual(await seen.evaluate((seen) => [...seen]), [], "said although nothing was stored");

  away();
  await clerk.show("待处理");
  await clerk.openForm(OTHER);
  await clerk.type(PROGRESS, "只在此页面中的进度");
  await clerk.show("待处理");
  const download = clerk.page.waitForEvent("download");
  await clerk.page.getByRole("main").getByRole("button", { name: "导出救援文件" }).click();
  const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
  assert.equal(file.reports[0].values.visual_progress, "只在此页面中的进度");
  await answer();
  await clerk.openForm(OTHER);
  await clerk.saved();
  await clerk.page.reload();
  await clerk.openForm(OTHER);
  assert.equal(await clerk.shown(PROGRESS), "只在此页面中的进度");
  assert.deepEqual(device.errors, []);
});

scenario("fault_34_ a database without its object store is made anew", async (here) => {
  const { device, clerk } = await tablet(here);
  await clerk.begin();
  const other = await device.aside();
  await clerk.page.close();
  await other.evaluate(hollow);
  await clerk.reopen();
  await device.synced();
  await clerk.openForm(PROJECT);
  await clerk.type(PROGRESS, "完成路面五公里");
  await clerk.saved();
  await other.close();
  await clerk.page.reload();
  await clerk.openForm(PROJECT);
  assert.equal(await clerk.shown(PROGRESS), "完成路面五公里");
  assert.deepEqual(device.errors, []);
});

/** In the page, before anything else: lets the store's answers be held back. */
function listen() {
  const kept = sessionStorage.getItem("hush");
  const held = [];
  window.store = {
    quiet: kept,
    hush(what) {
      this.quiet = what;
      sessionStorage.setItem("hush", what);
    },
    answer() {
      this.quiet = null;
      sessionStorage.removeItem("hush");
      for (const tell of held.splice(0)) tell();
    },
  };
  const kind = (source) => {
    if (source instanceof IDBOpenDBRequest) return "open";
    if (source instanceof IDBTransaction) return source.mode === "readwrite" ? "write" : "read";
    return source.transaction?.mode === "readonly" ? "read" : "request";
  };
  const hold = (prototype, names) => {
    for (const name of names) {
      const { get, set } = Object.getOwnPropertyDescriptor(prototype, name);
      Object.defineProperty(prototype, name, {
        get,
        set(handler) {
          const source = this;
          set.call(this, handler && function (event) {
            const tell = () => handler.call(source, event);
            if (window.store.quiet === kind(source)) held.push(tell);
            else tell();
          });
        },
      });
    }
  };
  hold(IDBRequest.prototype, ["onsuccess", "onerror"]);
  hold(IDBTransaction.prototype, ["oncomplete", "onabort", "onerror"]);
}

/** In the page: which of these words are ever shown from now on. */
function watch(words) {
  const seen = new Set();
  const root = document.querySelector("yuebao-report").shadowRoot;
  const look = () => {
    for (const one of words) if (root.textContent.includes(one)) seen.add(one);
  };
  const first = root.textContent;
  new MutationObserver(() => root.textContent !== first && look()).observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  return seen;
}

/** In the page: the database as it is when its making was cut off. */
async function hollow() {
  const { name, version } = (await indexedDB.databases()).find(({ name }) => name.startsWith("yuebao:"));
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  await done(indexedDB.deleteDatabase(name));
  (await done(indexedDB.open(name, version))).close();
}
