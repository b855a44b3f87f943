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

/** What the browser says when a page of it asks for its stores. */
function refusal(page) {
  return page.evaluate(async () => {
    const asked = indexedDB.open("tried");
    const opened = await new Promise((done) => {
      asked.onsuccess = () => done("opened");
      asked.onerror = () => done(asked.error.name);
    });
    try {
      return [typeof localStorage, opened];
    } catch ({ name }) {
      return [name, opened];
    }
  });
}

for (const [how, options] of Object.entries({ "a frame of another site": {}, "every page": { bare: true, refuses: true } })) {
  scenario(`a browser that refuses ${how} its storage: it is said for good, and nothing is lost in silence`, async (here) => {
    const device = await here.device("clerk", options);
    const clerk = new FramedClerk(device, PEOPLE.clerk);
    const page = await device.open({ count: 0 });
    await page.goto(here.portal.framed(device.line.url));
    await clerk.page.getByText("填报时须有网络").waitFor();
    assert.deepEqual(await refusal(inside(device)), ["SecurityError", "UnknownError"]);
    await device.picture(`frame-refused-login-${options.refuses ? "all" : "frame"}-768`);

    // a portal calls it as soon as its own page is there
    await page.goto(here.portal.framed(device.line.url));
    const token = await here.office.login(PEOPLE.clerk);
    const opened = page.evaluate(
      ([token, project, month]) => {
        const report = yuebaoFrame(document.getElementById("report"));
        const opened = report.open(project, month);
        report.getToken = async () => token;
        return opened.then(() => "opened", ({ code, message }) => `${code}: ${message}`);
      },
      [token, PROJECT.id, MONTH],
    );
    assert.equal(await opened, "opened");
    await clerk.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
    const words = clerk.page.getByText("不会自行恢复");
    await words.waitFor();
    assert.equal(await clerk.page.getByText("正在重试").count(), 0);
    await device.picture(`frame-refused-form-${options.refuses ? "all" : "frame"}-768`);
    await clerk.show("汇总");
    await words.waitFor();
    await clerk.page.getByRole("button", { name: "导出救援文件" }).waitFor();
    await device.synced();

    // what is typed is sent, and without a network the page asks before it is left
    await device.goOffline();
    await clerk.openForm(PROJECT);
    await clerk.type("形象进度", "只在这里");
    assert.equal(await clerk.page.getByText("已保存在本机", { exact: true }).count(), 0);
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const question = await asked;
    assert.equal(question.type(), "beforeunload");
    await question.dismiss();
    await device.goOnline();
    await device.synced();
    const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
    assert.equal(report.values.visual_progress, "只在这里");

    // a window of its own has a store, where it is the frame alone that has none
    const alone = device.context.waitForEvent("page");
    await clerk.page.getByRole("button", { name: "在单独的窗口中打开" }).click();
    device.page = await alone;
    assert.equal(device.page.url(), `${device.line.url}/app`);
    const own = new Clerk(device, PEOPLE.clerk);
    await own.logIn();
    await own.openForm(PROJECT);
    await own.type("形象进度", "在单独的窗口里填写的");
    if (options.refuses) {
      await own.page.getByText("浏览器的设置不允许本页保存数据").waitFor();
      assert.equal(await own.page.getByText("仍保存在本机").count(), 0);
    } else {
      await own.saved();
    }
    await device.picture(`frame-refused-alone-${options.refuses ? "all" : "frame"}-768`);
    assert.deepEqual(device.errors, []);
  });
}

scenario("a frame that is moved, taken out or loaded anew shows what it showed, and answers what it was asked", async (here) => {
  const device = await here.device("clerk", { bare: true });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  await device.open({ count: 0 });
  await device.page.goto(here.portal.framed(device.line.url));
  await device.page.evaluate(() => (window.report = yuebaoFrame(document.getElementById("report"))));
  await clerk.logIn();
  await device.synced();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.saved();
  await device.synced();
  const title = clerk.page.getByRole("heading", { level: 1, name: PROJECT.name });
  const out = () =>
    device.page.evaluate(() => {
      window.frame = report.frame;
      window.frame.remove();
    });
  await out();
  // a portal's tab is elsewhere; what it asks for meanwhile is done once the frame is back
  const asked = device.page.evaluate(() => report.sync());
  await device.page.evaluate(() => document.body.append(window.frame));
  await title.waitFor();
  assert.deepEqual(await asked, { state: "synced", waiting: 0 });
  await clerk.holds("形象进度", "完成路面三公里");
  await clerk.show("汇总");
  await device.page.evaluate(() => document.body.prepend(report.frame));
  await clerk.page.getByRole("heading", { level: 1, name: "汇总" }).waitFor();
  // what the portal chose last goes before what was shown
  await out();
  await device.page.evaluate(() => {
    report.view = "pending";
    document.body.append(window.frame);
  });
  await clerk.page.getByRole("heading", { level: 1, name: "待处理" }).waitFor();
  assert.deepEqual(device.errors, []);
});
