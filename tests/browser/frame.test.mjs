// The widget in a frame: as high as its content, heard by the portal alone, and in no other page.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { Portal } from "./support/portal.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

/** Somebody who works in the frame. */
class FramedClerk extends Clerk {
  get page() {
    return this.device.page.frameLocator("#report");
  }
}

function inside(device) {
  return device.page.frames().find((frame) => frame.url().startsWith(`${device.line.url}/embed`));
}

/** Waits until the frame is exactly as high as what is in it, and says how high. */
async function fits(device) {
  const content = () => document.querySelector("yuebao-report").getBoundingClientRect().height;
  for (let looks = 0; ; looks++) {
    const wanted = Math.ceil(await inside(device).evaluate(content));
    const [height, scrolls] = [
      await device.page.locator("#report").evaluate((frame) => frame.getBoundingClientRect().height),
      await inside(device).evaluate(() => document.documentElement.scrollHeight > innerHeight),
    ];
    if (wanted > 0 && height === wanted && !scrolls) return height;
    assert.ok(looks < 200, `the frame is ${height} px high, its content ${wanted}, scrolls ${scrolls}`);
    await device.page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

scenario("a report is filled in a frame that is as high as its content", async (here) => {
  const device = await here.device("clerk", { bare: true });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  await device.open({ count: 0 });
  await device.page.goto(here.portal.framed(device.line.url));
  await clerk.logIn();
  await device.synced();
  await clerk.page.getByText(PROJECT.name).waitFor();
  const list = await fits(device);
  await device.picture("frame-tasks-768");

  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.saved();
  const form = await fits(device);
  assert.ok(form > list + 200, `${list} px with the list, ${form} px with the form`);
  await device.picture("frame-form-768");
  await device.picture("frame-form-1280", { width: 1280, height: 800 });
  await fits(device);
  const told = device.page.evaluate(
    () => new Promise((done) => addEventListener("yuebao-submitted", (event) => done(event.detail))),
  );
  await clerk.submit();
  assert.deepEqual(await told, { project: PROJECT.id, month: MONTH }, "the portal's page is told");
  await device.synced();
  await clerk.show("汇总");
  await fits(device);
  await device.picture("frame-summary-768");
  await clerk.show("本月任务");
  assert.ok((await fits(device)) < form - 200, "it becomes lower again");
  const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.values.month_investment, "250");
  assert.deepEqual(device.errors, []);
});

scenario("the portal hands over a token, and nobody else is listened to", async (here, t) => {
  const foreign = new Portal();
  await foreign.start();
  t.after(() => foreign.stop());
  const device = await here.device("clerk", { bare: true });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  const token = await here.office.login(PEOPLE.clerk);
  await device.open({ count: 0 });
  await device.page.goto(here.portal.framed(device.line.url, { view: "summary", lang: "zh-CN" }));
  const ready = device.told("yuebao-ready");
  await device.page.evaluate((token) => {
    window.report = yuebaoFrame(document.getElementById("report"));
    window.report.token = token;
  }, token);
  assert.equal((await ready).user, PEOPLE.clerk.user);
  await clerk.page.getByRole("rowheader", { name: "合计" }).first().waitFor();

  // a page of another origin inside the portal's, as an advertisement would be
  await device.page.evaluate((address) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.append(frame);
  }, foreign.page(device.line.url, { count: 0, lax: 1 }));
  await device.page.frameLocator("iframe >> nth=1").locator(".portal").waitFor();
  const stranger = device.page.frames().find((frame) => frame.url().startsWith(foreign.origin));
  const heard = (origin) =>
    new Promise((done) => {
      addEventListener("message", (event) => event.origin === origin && done(event.data.yuebao));
    });
  const inFrame = inside(device).evaluate(heard, foreign.origin);
  const inPortal = device.page.evaluate(heard, foreign.origin);
  await inside(device).evaluate(() => "listens");
  await device.page.evaluate(() => "listens");
  const height = await fits(device);
  await stranger.evaluate(() => {
    const reports = parent.frames[0];
    reports.postMessage({ yuebao: "set", name: "lang", value: "en" }, "*");
    parent.postMessage({ yuebao: "height", height: 7 }, "*");
  });
  assert.deepEqual([await inFrame, await inPortal], ["set", "height"], "both arrived");
  await clerk.page.getByRole("navigation", { name: "页面" }).waitFor();
  assert.equal(await fits(device), height);

  // the same message from the portal is obeyed
  await device.page.evaluate(() => {
    window.report.lang = "en";
  });
  await clerk.page.getByRole("navigation", { name: "Screens" }).waitFor();
  assert.deepEqual(device.errors, []);
});

/** As a script of the portal does it: `{ value }`, or the error's name, code and words. */
function call(device, method, ...given) {
  return device.page.evaluate(
    ({ method, given }) =>
      yuebaoFrame(document.getElementById("report"))
        [method](...given)
        .then(
          async (value) => ({ value: value instanceof File ? JSON.parse(await value.text()) : value }),
          ({ name, code, message }) => ({ name, code, message }),
        ),
    { method, given },
  );
}

scenario("the portal calls the methods through the frame and hears of every step", async (here) => {
  const device = await here.device("clerk", { bare: true });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  await device.open({ count: 0 });
  await device.page.goto(here.portal.framed(device.line.url, { theme: "light" }));
  // called before anybody is logged in, perhaps before the page in the frame is there
  const opened = call(device, "open", PROJECT.id, MONTH);
  const there = device.told("yuebao-navigate", ({ view }) => view === "form");
  await clerk.logIn();
  assert.deepEqual(await opened, { value: undefined });
  assert.deepEqual(await there, { view: "form", project: PROJECT.id, month: MONTH });
  await clerk.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  await device.synced();

  await device.goOffline();
  await clerk.type("形象进度", "完成路面三公里");
  await clerk.saved();
  const offline = (await call(device, "sync")).value;
  assert.deepEqual(offline, { state: "offline", waiting: 1 });
  const rescued = (await call(device, "exportRescueFile")).value;
  assert.equal(rescued.user, PEOPLE.clerk.user);
  assert.ok(JSON.stringify(rescued).includes("完成路面三公里"));
  await device.goOnline();
  assert.deepEqual(await call(device, "sync"), { value: { state: "synced", waiting: 0 } });

  const refused = await call(device, "open", "p99");
  assert.deepEqual([refused.name, refused.code], ["YuebaoError", "unknown-project"]);
  assert.match(refused.message, /p99/);
  const moved = device.told("yuebao-navigate", ({ view }) => view === "summary");
  await clerk.show("汇总");
  assert.deepEqual(await moved, { view: "summary", project: null, month: MONTH });

  const out = device.told("yuebao-signed-out");
  assert.deepEqual(await call(device, "signOut"), { value: undefined });
  assert.deepEqual(await out, { user: PEOPLE.clerk.user });
  assert.equal((await call(device, "exportRescueFile")).code, "not-signed-in");
  assert.deepEqual(device.errors, []);
});

scenario("a page that is no portal's cannot put the page into a frame", async (here, t) => {
  const foreign = new Portal();
  await foreign.start();
  t.after(() => foreign.stop());
  const device = await here.device("clerk", { bare: true });
  await device.open({ count: 0 });
  const framed = async (portal, path) => {
    const address = `${device.line.url}${path}`;
    const answered = device.page.waitForResponse((response) => response.url() === address);
    await device.page.goto(portal.page(device.line.url, { count: 0, lax: 1 }));
    await device.page.evaluate((address) => {
      const frame = document.createElement("iframe");
      frame.id = "report";
      window.settled = new Promise((done) => (frame.onload = done));
      frame.src = address;
      document.body.append(frame);
    }, address);
    await answered;
    await device.page.evaluate(() => window.settled);
    return device.page.frames()[1].evaluate(() => location.href).catch(() => "refused");
  };
  assert.equal(await framed(here.portal, "/embed"), `${device.line.url}/embed`);
  for (const [portal, path] of [[foreign, "/embed"], [foreign, "/"], [here.portal, "/app"]]) {
    assert.equal(await framed(portal, path), "chrome-error://chromewebdata/", path);
  }
});
