// What the portal's programmers are promised in web/EMBEDDING.md, used as they would.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { yuebao } from "./support/server.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

test("the declarations take what is right and refuse what is wrong", async () => {
  const path = (name) => fileURLToPath(new URL(name, import.meta.url));
  const tsc = path("node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [tsc, "--project", path("types")]);
});

/** Calls a method of the element in the page; `{ value }` or `{ code, message }`. */
function call(page, method, ...given) {
  return page.locator("yuebao-report").evaluate(
    (element, { method, given }) =>
      element[method](...given).then(
        async (value) => ({
          value: value instanceof File ? { name: value.name, text: await value.text() } : value,
        }),
        ({ name, code, message }) => ({ name, code, message }),
      ),
    { method, given },
  );
}

scenario("what is set before the element is defined counts, and methods work around the login", async (here) => {
  const device = await here.device("clerk");
  await device.open({ count: 0 });
  const token = await here.portal.token();
  const ready = device.told("yuebao-ready");
  await device.page.evaluate(
    async ({ server, token }) => {
      const early = document.createElement("yuebao-report");
      early.setAttribute("server", server);
      early.setAttribute("view", "summary");
      early.token = token;
      document.body.append(early);
      await customElements.whenDefined("yuebao-report");
    },
    { server: device.line.url, token },
  );
  assert.deepEqual(await ready, { user: PEOPLE.clerk.user });
  await device.synced();
  assert.equal(await device.page.locator("yuebao-report").evaluate((one) => one.token), token);
  await device.page.getByRole("heading", { level: 1, name: "汇总" }).waitFor();

  assert.deepEqual(await call(device.page, "sync"), { value: { state: "synced", waiting: 0 } });
  assert.deepEqual(await call(device.page, "open", PROJECT.id, MONTH), { value: undefined });
  await device.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  for (const [given, code, words] of [
    [["p99"], "unknown-project", "p99"],
    [[], "unknown-project", "“”"],
    [[PROJECT.id, "5月"], "not-a-month", "5月"],
    [[PROJECT.id, "2022-13"], "not-a-month", "2022-13"],
    [[PROJECT.id, "2099-01"], "not-a-month", "2099-01"],
  ]) {
    const refused = await call(device.page, "open", ...given);
    assert.deepEqual([refused.name, refused.code], ["YuebaoError", code]);
    assert.match(refused.message, /^yuebao-report: .*[\p{Script=Han}]/u);
    assert.ok(refused.message.includes(words), refused.message);
  }
  const file = await call(device.page, "exportRescueFile");
  assert.equal(file.value.name, `yuebao-${PEOPLE.clerk.user}-2022-05-31.json`);
  assert.equal(JSON.parse(file.value.text).user, PEOPLE.clerk.user);

  await device.goOffline();
  assert.deepEqual(await call(device.page, "sync"), { value: { state: "offline", waiting: 0 } });
  await device.goOnline();
  assert.deepEqual(await call(device.page, "signOut"), { value: undefined });
  assert.deepEqual(await call(device.page, "sync"), { value: { state: "login", waiting: 0 } });
  assert.equal((await call(device.page, "exportRescueFile")).code, "not-signed-in");

  // a form that is asked for now is shown after the login
  const shown = call(device.page, "open", PROJECT.id, MONTH);
  const there = device.told("yuebao-navigate", ({ view }) => view === "form");
  await new Clerk(device, PEOPLE.clerk).logIn();
  assert.deepEqual(await shown, { value: undefined });
  assert.deepEqual(await there, { view: "form", project: PROJECT.id, month: MONTH });

  const removed = await device.page.locator("yuebao-report").evaluate(async (element) => {
    element.remove();
    return element.sync().catch(({ code }) => code);
  });
  assert.equal(removed, "removed");
  assert.deepEqual(device.errors, []);
});

scenario("every property that is set before the element is defined is taken up when it is", async (here) => {
  const device = await here.device("clerk");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await device.context.route(/_bg\.wasm/, async (route) => {
    await held;
    await route.continue();
  });
  await device.open({ count: 0 });
  const ready = device.told("yuebao-ready");
  const token = await here.portal.token();
  const isEarly = await device.page.evaluate(
    ({ server, token }) => {
      const early = document.createElement("yuebao-report");
      early.setAttribute("server", server);
      window.given = { token: null, getToken: () => token };
      Object.assign(early, window.given);
      document.body.append(early);
      return !customElements.get("yuebao-report");
    },
    { server: device.line.url, token },
  );
  assert.ok(isEarly);
  release();
  assert.deepEqual(await ready, { user: PEOPLE.clerk.user });
  const [names, taken] = await device.page.locator("yuebao-report").evaluate((element) => {
    const all = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(element)));
    const names = all.filter(([, { set }]) => set).map(([name]) => name);
    return [names, names.filter((name) => !Object.hasOwn(element, name) && element[name] === window.given[name])];
  });
  assert.deepEqual(names, ["token", "getToken"]);
  assert.deepEqual(taken, names);
  assert.deepEqual(device.errors, []);
});

scenario("a token that has expired is asked for once, and what waits is sent with the new one", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await device.open();
  const ready = device.told("yuebao-ready");
  let given = 0;
  await device.page.exposeFunction("portalToken", async () => {
    given += 1;
    return here.portal.token();
  });
  await device.page.locator("yuebao-report").evaluate((element) => {
    element.getToken = () => window.portalToken();
  });
  await ready;
  await device.synced();
  assert.equal(given, 1);

  const expire = async () => {
    // setting a password ends the account's logins
    const { user, password } = PEOPLE.clerk;
    const args = ["user", "passwd", "--data", here.server.data, user, "--password-stdin"];
    await yuebao(args, `${password}\n`);
  };
  await expire();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.submit();
  await device.synced();
  assert.equal(given, 2);
  assert.equal(await device.page.getByText("登录已失效").count(), 0);
  const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.state, "submitted");

  here.portal.token = async () => null;
  await expire();
  await clerk.syncNow();
  await clerk.badge("需登录");
  assert.equal(given, 3);
  // no token now: it is not asked for again before the person says that there is one
  assert.deepEqual(await call(device.page, "sync"), { value: { state: "login", waiting: 0 } });
  assert.equal(given, 3);
  const again = device.page.getByRole("button", { name: "已在门户登录，继续" });
  await again.click();
  await device.page.getByText("门户没有给出登录").waitFor();
  await device.picture("portal-ended-768");
  assert.equal(given, 4);
  here.portal.token = () => here.office.login(PEOPLE.clerk);
  await again.click();
  await device.synced();
  assert.equal(given, 5);
  assert.equal(await again.count(), 0);
  assert.deepEqual(device.errors, []);
});

scenario("who was not logged in at the portal goes there, comes back and is let in by its token", async (here) => {
  const device = await here.device("clerk");
  await device.open();
  let given = 0;
  let token = null;
  await device.page.exposeFunction("portalToken", async () => {
    given += 1;
    return token;
  });
  await device.page.locator("yuebao-report").evaluate((element) => {
    element.getToken = () => window.portalToken();
  });
  const enter = device.page.getByRole("button", { name: "用门户的登录进入" });
  await enter.click();
  await device.page.getByText("门户没有给出登录").waitFor();
  await device.page.getByRole("textbox", { name: "密码" }).waitFor();
  await device.picture("portal-enter-768");
  const asked = given;
  token = await here.portal.token();
  const ready = device.told("yuebao-ready");
  await enter.click();
  assert.deepEqual(await ready, { user: PEOPLE.clerk.user });
  await device.synced();
  assert.equal(given, asked + 1);
  assert.equal(await enter.count(), 0);
  assert.deepEqual(device.errors, []);
});

scenario("a token that comes while there is no network is used when it is back", async (here) => {
  const device = await here.device("clerk");
  await device.open();
  await device.page.getByRole("textbox", { name: "用户名" }).waitFor();
  const token = await here.portal.token();
  device.line.disturb(() => FAULTS.refuse);
  await device.page.locator("yuebao-report").evaluate((element, token) => {
    element.token = token;
  }, token);
  await device.page.getByRole("alert").getByText("连不上").waitFor();
  const ready = device.told("yuebao-ready");
  device.line.calm();
  await device.blink();
  assert.deepEqual(await ready, { user: PEOPLE.clerk.user });
});

scenario("the page's custom properties and parts change what they are meant to", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin({ host: "themed" });
  await clerk.openForm(PROJECT);
  await device.picture("themed-768");
  const look = await device.page.locator("yuebao-report").evaluate((element) => {
    const style = (selector) => getComputedStyle(element.shadowRoot.querySelector(selector));
    const root = style(".yb-root");
    const main = style(".yb-submit [part=button]");
    return {
      font: root.fontFamily,
      size: root.fontSize,
      accent: main.backgroundColor,
      radius: main.borderRadius,
      header: style("[part=header]").backgroundColor,
      line: root.getPropertyValue("--yb-line").trim(),
    };
  });
  assert.deepEqual(look, {
    font: "serif",
    size: "20px",
    accent: "rgb(29, 106, 90)",
    radius: "0px",
    header: "rgb(230, 244, 240)",
    line: "#d5dbe3",
  });
});
