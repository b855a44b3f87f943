// Old and new programs beside each other: on the tablet, on the server, in the store.
import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { asBuild, serve } from "./support/builds.mjs";
import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const PROGRESS = "形象进度";
const NEWER = "fedcba9876543210";
const BROKEN = '{"seen_rev":1,"draft":{"visual_progress":"没有写完';

scenario("old and new programs on one tablet", async (here, t) => {
  const tablet = await here.device("clerk");
  const { line } = tablet;
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  const stored = (project) => here.stored(PEOPLE.clerk, project, MONTH);
  const refuse = () => line.disturb(({ url }) => (url === "/api/v2/sync" ? FAULTS.refuse : "pass"));
  const banner = (words) => clerk.page.getByText(words);
  const reload = () => clerk.page.getByRole("button", { name: "重新加载" });
  await clerk.begin();

  await t.test("fault_26_ an old store is upgraded: one row is malformed, the others go on", async (t) => {
    refuse();
    await clerk.openForm(PROJECT);
    await clerk.type(PROGRESS, "升级之前填写的");
    await clerk.saved();
    const old = await tablet.aside();
    await clerk.page.close();
    await old.evaluate(asFormat1, { [`report/${OTHER.id}/${MONTH}`]: BROKEN });

    await t.test("fault_07_a_ an old tab holds the store: the new one says so and waits", async () => {
      await tablet.open();
      await clerk.page.getByRole("textbox", { name: "用户名" }).fill(PEOPLE.clerk.user);
      await clerk.password();
      await banner("另一个标签页里开着旧版本的月报程序").waitFor();
      await tablet.picture("store-blocked-768");
      await old.close();
    });
    await banner("本机有 1 条数据读不出").waitFor();
    await tablet.picture("tasks-set-aside-768");
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "升级之前填写的");
    await clerk.show("待处理");
    const row = clerk.page.getByRole("listitem").filter({ hasText: `${OTHER.name} ${MONTH}` });
    await row.getByText("月报", { exact: false }).first().waitFor();
    await tablet.picture("pending-set-aside-768");
    const download = clerk.page.waitForEvent("download");
    await clerk.page.getByRole("button", { name: "导出救援文件" }).click();
    const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
    assert.deepEqual(Object.values(file.set_aside), [BROKEN]);

    // the report of the malformed row is filled anew, and the row is still there
    await clerk.openForm(OTHER);
    await clerk.type(PROGRESS, "升级之后填写的");
    await clerk.saved();
    line.calm();
    await clerk.syncNow();
    await tablet.synced();
    assert.equal((await stored(PROJECT)).values.visual_progress, "升级之前填写的");
    assert.equal((await stored(OTHER)).values.visual_progress, "升级之后填写的");
    await clerk.page.reload();
    await banner("本机有 1 条数据读不出").waitFor();
    const kept = await clerk.page.evaluate(rows);
    assert.equal(kept[`aside/0001/report/${OTHER.id}/${MONTH}`], BROKEN);
  });

  await t.test("fault_27_a_ the server has a newer build: loaded anew, but not before all is saved", async () => {
    line.calm();
    const newer = join(here.folder, "newer");
    await asBuild(NEWER, newer);
    await serve(here, newer);
    await clerk.openForm(PROJECT);
    for (let answers = 0; answers < 12 && !(await reload().isVisible()); answers++) {
      await clerk.syncNow();
    }
    await banner("服务器上有新版本的月报程序").waitFor();
    await tablet.picture("new-build-768");

    refuse();
    await clerk.page.evaluate(breakStore);
    await clerk.type(PROGRESS, "换新版本之前填写的");
    await banner("有内容还没有保存").waitFor();
    assert.equal(await reload().count(), 0);
    await tablet.picture("new-build-unsaved-768");
    await clerk.page.evaluate(mendStore);
    await clerk.saved();
    const asked = [];
    clerk.page.on("request", (request) => asked.push(request.url()));
    const loaded = clerk.page.waitForEvent("load");
    await reload().click();
    await loaded;
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "换新版本之前填写的");
    assert.ok(asked.some((url) => url.includes(NEWER)), asked.join("\n"));
    assert.equal(await reload().count(), 0);
    line.calm();
    await clerk.syncNow();
    await tablet.synced();
    assert.equal((await stored(PROJECT)).values.visual_progress, "换新版本之前填写的");
  });

  await t.test("fault_27_b_ an old script meets a new wasm: words and a button, no blank page", async () => {
    const mixed = join(here.folder, "mixed");
    await asBuild("0123456789abcdef", mixed);
    const wasm = (await readdir(mixed)).find((name) => name.endsWith("_bg.wasm"));
    const whole = await readFile(join(mixed, wasm));
    await writeFile(join(mixed, wasm), Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    await serve(here, mixed);
    line.calm();
    await clerk.page.reload();
    await banner("月报程序没有装载成功").waitFor();
    await tablet.picture("not-loaded-768");
    await writeFile(join(mixed, wasm), whole);
    await reload().click();
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "换新版本之前填写的");
  });

  await t.test("fault_07_b_ a newer tab upgrades the store: this one says so at once, and sends", async () => {
    await clerk.show("本月任务");
    const newer = await tablet.aside();
    assert.equal(await newer.evaluate(openNewer), "upgraded", "nobody holds it up");
    await banner("另一个标签页已升级程序").waitFor();
    await tablet.picture("store-outdated-768");
    await clerk.openForm(PROJECT);
    refuse();
    await clerk.type(PROGRESS, "升级时正在填写的");
    await clerk.page.getByText("未保存", { exact: true }).waitFor();
    assert.equal(await reload().count(), 0, "it would lose what is typed");
    line.calm();
    await clerk.syncNow();
    await reload().waitFor();
    assert.equal((await stored(PROJECT)).values.visual_progress, "升级时正在填写的");
  });

  assert.deepEqual(tablet.errors, []);
});

/** In the page: the store as a program of format 1 left it, with `more` rows, and held open. */
async function asFormat1(more) {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("yuebao:"));
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const current = await done(indexedDB.open(name));
  const store = current.transaction("rows").objectStore("rows");
  const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
  current.close();
  await done(indexedDB.deleteDatabase(name));
  const open = indexedDB.open(name, 1);
  open.onupgradeneeded = () => open.result.createObjectStore("rows");
  window.old = await done(open);
  const writing = window.old.transaction("rows", "readwrite");
  keys.forEach((key, index) => {
    if (key === "format") return;
    const isReport = key.startsWith("report/");
    const row = isReport ? JSON.parse(values[index]) : null;
    if (row) delete row.seen_tag;
    // it was always there
    if (row) row.base ??= row.server?.values ?? {};
    if (row?.server) delete row.server.tag;
    writing.objectStore("rows").put(row ? JSON.stringify(row) : values[index], key);
  });
  for (const [key, value] of Object.entries(more)) writing.objectStore("rows").put(value, key);
  await new Promise((resolve) => (writing.oncomplete = resolve));
}

/** In the page: every row of the store. */
async function rows() {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("yuebao:"));
  const open = indexedDB.open(name);
  await new Promise((done) => (open.onsuccess = done));
  const cursor = open.result.transaction("rows").objectStore("rows").openCursor();
  const found = {};
  await new Promise((done) => {
    cursor.onsuccess = () => {
      if (!cursor.result) return done();
      found[cursor.result.key] = cursor.result.value;
      cursor.result.continue();
    };
  });
  open.result.close();
  return found;
}

/** In the page: what a program of a later version does to the store. */
async function openNewer() {
  const { name, version } = (await indexedDB.databases()).find(({ name }) => name.startsWith("yuebao:"));
  const open = indexedDB.open(name, version + 1);
  return new Promise((done) => {
    open.onsuccess = () => done("upgraded");
    open.onerror = () => done(String(open.error));
  });
}

function breakStore() {
  window.real = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = () => {
    throw new DOMException("as if it was broken", "UnknownError");
  };
}

function mendStore() {
  IDBDatabase.prototype.transaction = window.real;
}
