// A server that signs nobody in by password: no form for one is shown, and when the portal's sign-on
// lets nobody in, the person reads why and is led to the portal's login.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { NEWCOMER, Signer } from "./support/signer.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

/** A portal with a login of its own, and a tablet whose page gives what `give` gives. */
async function begin(here, give) {
  const portal = new Signer();
  const login = `${here.portal.origin}/login`;
  await portal.introduce(here, login);
  here.portal.bundled = (_, answer) => {
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    answer.end("<!doctype html><title>门户</title><h1>登录门户</h1>");
  };
  const device = await here.device("clerk");
  await device.context.addInitScript(watch);
  if (give) {
    const page = { give };
    await device.context.exposeBinding("portalToken", () => page.give());
    await device.context.addInitScript(giveEarly);
    return { portal, device, page };
  }
  return { portal, device };
}

/** In the page: whether a form for a password was there at any time, and a wait that is not so long. */
function watch() {
  const look = () => {
    const root = document.querySelector("yuebao-report")?.shadowRoot;
    if (root?.querySelector("[type=password]")) window.sawPassword = true;
    requestAnimationFrame(look);
  };
  look();
  const wait = setTimeout;
  window.setTimeout = (act, time, ...more) => wait(act, time === 20_000 ? 500 : time, ...more);
}

/** In the page: before the widget's script runs, as a portal's own script does it. */
function giveEarly() {
  document.addEventListener("readystatechange", () => {
    const element = document.querySelector("yuebao-report");
    if (element) element.getToken = () => window.portalToken();
  });
}

async function assertNoForm({ page }) {
  assert.equal(await page.getByRole("textbox").count(), 0);
  assert.equal(await page.evaluate(() => window.sawPassword), undefined, "nor for a moment");
}

scenario("each way in which nobody is signed in has words of its own, and the page hears of it", async (here) => {
  const { portal, device, page } = await begin(here, () => null);
  const told = () => device.told("yuebao-login");
  const other = new Signer();
  const cases = [
    ["no-token", "门户没有给出登录", () => null],
    ["failed", "getToken() portal is down", () => Promise.reject(new Error("portal is down"))],
    ["timeout", "没有给出登录凭证", () => new Promise(() => {})],
    ["malformed", "应给出 token 的文本", () => ({ token: portal.token(NEWCOMER, -60, 3_600) })],
    ["expired", "登录凭证已过期", () => portal.token(NEWCOMER, -120, -60)],
    ["refused", "签名不被接受", () => other.token(NEWCOMER, -60, 3_600)],
    ["refused", "给另一个系统", () => portal.token({ ...NEWCOMER, aud: "mail" }, -60, 3_600)],
    ["malformed", "门户交来的不是登录凭证", () => "<html>请先登录</html>"],
    ["refused", "不是可读的登录凭证", () => "undefined"],
    ["refused", "尚未生效", () => portal.token(NEWCOMER, 600, 3_600)],
    ["no-account", "没有唯一对应的角色", () => portal.token({ ...NEWCOMER, roles: ["出纳"] }, -60, 3_600)],
  ];
  for (const [reason, words, give] of cases) {
    page.give = give;
    const heard = told();
    if (device.page) await device.page.reload();
    else await device.open();
    assert.deepEqual(await heard, { reason, asked: false }, words);
    const alert = device.page.getByRole("alert");
    await alert.getByText(words).waitFor();
    assert.ok(!(await alert.textContent()).includes(" / "), "one language");
    await assertNoForm(device);
    await device.picture(`sign-on-${reason}-${words.slice(0, 4)}-768`);
  }
  page.give = () => portal.token(NEWCOMER, -60, 3_600);
  const ready = device.told("yuebao-ready");
  await device.page.getByRole("button", { name: "已在门户登录，继续" }).click();
  assert.equal((await ready).user, NEWCOMER.user);
  await device.synced();
  await assertNoForm(device);
  assert.deepEqual(device.errors, []);
});

scenario("an expired token leads to the portal and back, and what was being done goes on", async (here) => {
  const { portal, device, page } = await begin(here, () => null);
  page.give = () => portal.token(NEWCOMER, -600, 3_600);
  const clerk = new Clerk(device, NEWCOMER);
  const ready = device.told("yuebao-ready");
  await device.open();
  await ready;
  await device.synced();
  await clerk.openForm(PROJECT);
  await clerk.type("形象进度", "完成路面三公里");
  await clerk.saved();
  await device.page.getByRole("textbox", { name: "备注" }).pressSequentially("连日");

  // the same moment at the portal: its session has ended
  await portal.signOut(here, NEWCOMER, -300);
  page.give = () => null;
  const needed = device.told("yuebao-login");
  await clerk.syncNow();
  assert.deepEqual(await needed, { reason: "no-token", asked: false });
  await device.page.getByText("您在门户的登录已结束").waitFor();
  await device.page.getByRole("alert").getByText("门户没有给出登录").waitFor();
  assert.equal(await device.page.getByRole("textbox", { name: "备注" }).isVisible(), false);
  await assertNoPassword(device);
  await device.picture("sign-on-over-768");

  const opened = device.context.waitForEvent("page");
  const asked = device.told("yuebao-login");
  await device.page.getByRole("button", { name: "到门户登录" }).click();
  assert.deepEqual(await asked, { reason: "no-token", asked: true });
  const login = await opened;
  await login.getByRole("heading", { name: "登录门户" }).waitFor();
  assert.equal(await login.evaluate(() => window.opener), null);
  await login.close();
  await device.picture("sign-on-gone-768");
  page.give = () => portal.token(NEWCOMER, -60, 3_600);
  await device.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await device.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  await device.page.getByRole("textbox", { name: "备注" }).pressSequentially("降雨");
  assert.equal(await device.page.getByRole("textbox", { name: "备注" }).inputValue(), "连日降雨");
  await clerk.saved();
  await device.synced();
  await assertNoPassword(device);
  // the office of the tests logs in with a password
  here.server.signOn = undefined;
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(report.values.remarks, "连日降雨");
  assert.equal(report.values.visual_progress, "完成路面三公里");
  assert.deepEqual(device.errors, []);
});

async function assertNoPassword({ page }) {
  assert.equal(await page.getByRole("textbox", { name: "密码" }).count(), 0);
  assert.equal(await page.evaluate(() => window.sawPassword), undefined, "nor for a moment");
}

scenario("a page that sees to the login itself is asked to, and nothing is opened beside it", async (here) => {
  const { portal, device } = await begin(here);
  await device.open();
  const go = device.page.getByRole("button", { name: "到门户登录" });
  await go.waitFor();
  assert.equal(await device.page.getByRole("textbox").count(), 0);
  await device.picture("sign-on-nothing-given-768");
  await device.page.evaluate(() => {
    addEventListener("yuebao-login", (event) => {
      if (event.detail.asked) event.preventDefault();
      window.cancelled = event.defaultPrevented;
    });
  });
  const pages = device.context.pages().length;
  await go.click();
  await device.page.waitForFunction(() => window.cancelled === true);
  assert.equal(device.context.pages().length, pages);

  // where it was so before, no form is shown for a moment
  await device.page.reload();
  await go.waitFor();
  await assertNoForm(device);
  const ready = device.told("yuebao-ready");
  const token = portal.token(NEWCOMER, -60, 3_600);
  await device.page.locator("yuebao-report").evaluate((element, token) => (element.token = token), token);
  assert.equal((await ready).user, NEWCOMER.user);
});

scenario("without a network, and with nobody here before: it says that the first sign-on needs one", async (here) => {
  const { device } = await begin(here, () => Promise.reject(new Error("Failed to fetch")));
  device.line.disturb(({ url }) => (url.startsWith("/api/") ? FAULTS.refuse : "pass"));
  await device.open();
  await device.page.getByRole("alert").getByText("门户取登录凭证时出错").waitFor();
  await device.goOffline();
  await device.page.getByText("首次登录需要联网").waitFor();
  await assertNoForm(device);
  await device.picture("sign-on-offline-first-768");
});

scenario("in a frame the words and the event are the same", async (here) => {
  const { device } = await begin(here);
  await device.open({ count: 0 });
  await device.page.goto(here.portal.framed(device.line.url));
  const frame = device.page.frameLocator("#report");
  const heard = device.page.evaluate(() => {
    const told = new Promise((done) => addEventListener("yuebao-login", ({ detail }) => done(detail)));
    window.yuebaoFrame(document.getElementById("report")).getToken = () => {
      throw new Error("portal is down");
    };
    return told;
  });
  assert.deepEqual(await heard, { reason: "failed", asked: false });
  await frame.getByText("getToken() portal is down").waitFor();
  assert.equal(await frame.getByRole("textbox").count(), 0);
  await device.picture("sign-on-frame-768");
});
