// What browsers do to what a page keeps. `saved` is said only of what is kept.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const PROGRESS = "形象进度";
const ROOM = 6_000_000;

scenario("a store that is closed, full, and cleared", async (here, t) => {
  const tablet = await here.device("clerk", { room: ROOM });
  const { line } = tablet;
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  const stored = () => here.stored(PEOPLE.clerk, PROJECT, MONTH);
  const away = () => line.disturb(({ url }) => (url === "/api/v2/sync" ? FAULTS.refuse : "pass"));
  const send = async () => {
    line.calm();
    await clerk.syncNow();
    await tablet.synced();
  };
  await clerk.begin();

  await t.test("fault_06_ the browser closes the store: it is opened again and written", async () => {
    away();
    await clerk.openForm(PROJECT);
    await clerk.type("本月完成投资", "250");
    await clerk.saved();
    await tablet.closeStores();
    await clerk.type(PROGRESS, "完成路面三公里");
    await clerk.saved();
    await clerk.page.reload();
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown("本月完成投资"), "250.00");
    assert.equal(await clerk.shown(PROGRESS), "完成路面三公里");
    await send();
    assert.equal((await stored()).values.visual_progress, "完成路面三公里");
  });

  await t.test("fault_08_ no room: said before typing, never called saved, kept once there is room", async () => {
    away();
    const other = await tablet.aside();
    await other.evaluate(fill);
    await clerk.page.reload();
    await clerk.page.getByText("本机存储空间已满").waitFor();
    await tablet.picture("store-full-768");
    await clerk.openForm(PROJECT);
    await clerk.type(PROGRESS, "完成路面四公里");
    await clerk.page.getByText("未保存", { exact: true }).waitFor();
    assert.equal(await clerk.page.getByText("已保存在本机", { exact: true }).count(), 0);
    await tablet.picture("form-store-full-768");

    await clerk.show("待处理");
    const download = clerk.page.waitForEvent("download");
    await clerk.page.getByRole("main").getByRole("button", { name: "导出救援文件" }).click();
    const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
    assert.equal(file.reports[0].values.visual_progress, "完成路面四公里");

    await other.evaluate(makeRoom);
    await clerk.openForm(PROJECT);
    await clerk.saved(); // by itself: nothing was typed since
    await clerk.page.reload();
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "完成路面四公里");
    await other.close();
    await send();
    assert.equal((await stored()).values.visual_progress, "完成路面四公里");
  });

  await t.test("fault_10_a_ the store is cleared under an open page: what it holds is stored again", async () => {
    away();
    await clerk.openForm(PROJECT);
    await clerk.type(PROGRESS, "完成路面五公里");
    await clerk.saved();
    await tablet.clear();
    await clerk.type("本月完成投资", "251");
    await clerk.saved();
    await clerk.page.reload();
    line.calm();
    await clerk.logInIfAsked();
    await tablet.synced();
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "完成路面五公里");
    const { values } = await stored();
    assert.deepEqual([values.visual_progress, values.month_investment], ["完成路面五公里", "251"]);
  });

  await t.test("fault_10_b_ the store is evicted: another device id, and everything is fetched again", async () => {
    const before = line.exchanges.at(-1).asked.device;
    const other = await tablet.aside();
    await clerk.page.close();
    await tablet.clear();
    await tablet.open();
    await other.close();
    await clerk.logIn();
    await tablet.synced();
    assert.notEqual(line.exchanges.at(-1).asked.device, before);
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "完成路面五公里");
    await clerk.type(PROGRESS, "完成路面六公里");
    await clerk.saved();
    await send();
    const report = await stored();
    assert.equal(report.values.visual_progress, "完成路面六公里");
    assert.equal(report.conflicts ?? 0, 0);
  });

  assert.deepEqual(tablet.errors, []);
});

/** In the page: keeps things until the browser refuses. */
async function fill() {
  const open = indexedDB.open("ballast", 1);
  open.onupgradeneeded = () => open.result.createObjectStore("blobs", { autoIncrement: true });
  await new Promise((done) => (open.onsuccess = done));
  for (let size = 1_000_000; size >= 1_000; ) {
    const writing = open.result.transaction("blobs", "readwrite");
    writing.objectStore("blobs").add(new Blob([new Uint8Array(size)]));
    const isKept = await new Promise((done) => {
      writing.oncomplete = () => done(true);
      writing.onabort = () => done(false);
    });
    if (!isKept) size = Math.floor(size / 10);
  }
  window.ballast = open.result;
}

/** In the page: throws them away. */
async function makeRoom() {
  const writing = window.ballast.transaction("blobs", "readwrite");
  writing.objectStore("blobs").clear();
  await new Promise((done) => (writing.oncomplete = done));
}
