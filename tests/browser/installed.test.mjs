// The page that people install: opens without network, and never has files of two builds.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { asBuild, buildIn, serve } from "./support/builds.mjs";
import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const PROGRESS = "形象进度";
const NEWER = "fedcba9876543210";
const NEWEST = "0123456789abcdef";

scenario("the installed page opens offline and changes its build whole, after saving", async (here, t) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  const own = await buildIn();
  // what browsers take for safe is https and this very machine
  const address = `http://127.0.0.1:${new URL(device.line.url).port}/app`;
  const reload = () => clerk.page.getByRole("button", { name: "重新加载" });
  /** The builds of which the page that is open has files. */
  const found = new Set();
  const builds = () => [...found];
  // until then the page before may still come for one of its own
  device.context.on("page", (page) => {
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) found.clear();
    });
  });
  device.context.on("request", (request) => {
    if (request.serviceWorker()) return;
    const hash = /-([0-9a-f]{16,})/.exec(request.url())?.[1];
    if (hash) found.add(hash);
  });
  const untilNewBuild = async () => {
    for (let answers = 0; answers < 12 && !(await reload().isVisible()); answers++) {
      await clerk.syncNow();
    }
    await reload().waitFor();
  };
  await device.open({ count: 0 });
  await clerk.page.goto(address);
  const manifest = await clerk.page.evaluate(async () => {
    const link = document.querySelector("link[rel=manifest]");
    return (await fetch(link.href)).json();
  });
  assert.equal(new URL(manifest.start_url, address).href, address);
  await clerk.logIn();
  await device.synced();
  await clerk.page.evaluate(() => navigator.serviceWorker.ready.then(() => "kept"));

  await t.test("it opens and works without network", async () => {
    await device.goOffline();
    await here.server.stop();
    await clerk.page.reload();
    await clerk.openForm(PROJECT);
    await clerk.type(PROGRESS, "没有网络时填写的");
    await clerk.saved();
    await device.picture("installed-offline-768");
    // as from its icon
    await clerk.page.close();
    device.page = await device.context.newPage();
    await clerk.page.goto(address);
    await clerk.logIn();
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "没有网络时填写的");
    assert.deepEqual(builds(), [own]);
  });

  await t.test("a newer build waits until all is saved, and then comes whole", async () => {
    const newer = join(here.folder, "newer");
    await asBuild(NEWER, newer);
    await serve(here, newer);
    await device.goOnline();
    await clerk.page.reload();
    await clerk.openForm(PROJECT);
    assert.deepEqual(builds(), [own], "nothing new before it is asked for");
    await untilNewBuild();
    await clerk.type(PROGRESS, "换新版本之前填写的");
    await clerk.saved();
    const loaded = clerk.page.waitForEvent("load");
    await reload().click();
    await loaded;
    await clerk.openForm(PROJECT);
    assert.equal(await clerk.shown(PROGRESS), "换新版本之前填写的");
    assert.deepEqual(builds(), [NEWER]);
    assert.equal(await reload().count(), 0);
    await device.goOffline();
    await clerk.page.reload();
    await clerk.openForm(PROJECT);
    assert.deepEqual(builds(), [NEWER]);
  });

  await t.test("a build that is half there is not taken", async () => {
    const mixed = join(here.folder, "mixed");
    await asBuild(NEWEST, mixed);
    const loader = await readFile(join(mixed, "yuebao.js"), "utf8");
    await writeFile(join(mixed, "yuebao.js"), `${loader}\n// not the file that the list means\n`);
    await serve(here, mixed);
    await device.goOnline();
    const taken = await clerk.page.evaluate(async () => {
      const kept = await navigator.serviceWorker.getRegistration();
      const found = new Promise((done) => kept.addEventListener("updatefound", done, { once: true }));
      await kept.update();
      await found;
      const next = kept.installing ?? kept.waiting;
      while (next?.state === "installing") {
        await new Promise((done) => next.addEventListener("statechange", done, { once: true }));
      }
      return next?.state ?? "redundant";
    });
    assert.equal(taken, "redundant");
    await untilNewBuild();
    const loaded = clerk.page.waitForEvent("load");
    await reload().click();
    await loaded;
    await clerk.openForm(PROJECT);
    assert.deepEqual(builds(), [NEWER]);
    assert.equal(await clerk.shown(PROGRESS), "换新版本之前填写的");
  });

  await clerk.syncNow();
  await device.synced();
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(report.values.visual_progress, "换新版本之前填写的");
  assert.deepEqual(device.errors, []);
});

scenario("over plain http the page says that it cannot be kept", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await device.open({ count: 0 });
  await clerk.page.goto(`${device.line.url}/app`);
  await clerk.page.getByText("此地址是普通 http").waitFor();
  await clerk.logIn();
  await clerk.page.getByText(PROJECT.name).waitFor();
  await device.picture("installed-plain-http-768");
  assert.deepEqual(device.errors, []);
});
