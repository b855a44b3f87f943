// The login form is there before the program behind it: what is typed and asked until then is kept,
// and a program that cannot be had is told of, with a way to try again.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const PROGRAM = /\.program\.wasm$/;
const MISSING = "现在取不到其余部分";

scenario("what is typed before the program is here stays where it is", async (here) => {
  const device = await here.device("clerk");
  const release = await hold(device);
  const page = await device.open();
  await page.getByRole("textbox", { name: "用户名" }).fill(PEOPLE.clerk.user);
  await page.getByRole("textbox", { name: "密码" }).fill(PEOPLE.clerk.password.slice(0, 3));
  await page.evaluate(() => (document.querySelector("yuebao-report").shadowRoot.activeElement.same = true));
  await device.picture("arriving-768");
  // what the page asks until then is heard at once, and not forgotten
  await page.evaluate(() => document.querySelector("yuebao-report").setAttribute("lang", "en"));
  await page.getByRole("heading", { name: "Log in" }).waitFor();

  const begun = page.waitForResponse(/\/api\/v1\/hello$/);
  release();
  await begun;
  await page.getByText(await title(device)).waitFor();
  assert.ok(await page.evaluate(() => document.querySelector("yuebao-report").shadowRoot.activeElement.same));
  const ready = device.told("yuebao-ready");
  await page.keyboard.type(PEOPLE.clerk.password.slice(3));
  await page.keyboard.press("Enter");
  await ready;
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  assert.deepEqual(device.errors, []);
});

scenario("a login that is sent before the program is here is made when it is", async (here) => {
  const device = await here.device("clerk");
  const release = await hold(device);
  const page = await device.open();
  const ready = device.told("yuebao-ready");
  await page.getByRole("textbox", { name: "用户名" }).fill(PEOPLE.clerk.user);
  await page.getByRole("textbox", { name: "密码" }).fill(PEOPLE.clerk.password);
  await page.keyboard.press("Enter");
  const button = page.getByRole("button", { name: "正在登录" });
  await button.waitFor();
  assert.ok(await button.isDisabled());
  release();
  await ready;
  assert.deepEqual(device.errors, []);
});

scenario("a program that cannot be had is told of, and comes when it can", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await device.context.route(PROGRAM, (route) => route.abort());
  const page = await device.open();
  const alert = () => clerk.page.getByRole("alert").filter({ hasText: MISSING });
  await alert().waitFor();
  await device.picture("not-arrived-768");
  await page.getByRole("textbox", { name: "用户名" }).fill(PEOPLE.clerk.user);
  await page.getByRole("textbox", { name: "密码" }).fill(PEOPLE.clerk.password);
  await page.keyboard.press("Enter");

  // it comes in pieces, then from a server that does not know what it is
  await device.context.unroute(PROGRAM);
  await device.context.route(PROGRAM, (route) => route.fulfill({ body: "<html>", contentType: "text/html" }));
  const again = () => alert().getByRole("button", { name: "再取一次" });
  const refused = page.waitForResponse(PROGRAM);
  await again().click();
  await refused;
  await alert().waitFor();
  await device.context.unroute(PROGRAM);
  await device.context.route(PROGRAM, async (route) => {
    const { pathname } = new URL(route.request().url());
    const program = await fetch(`http://${device.line.address}${pathname}`);
    const body = Buffer.from(await program.arrayBuffer());
    const headers = { "access-control-allow-origin": "*", "content-type": "application/octet-stream" };
    await route.fulfill({ body, headers });
  });
  const ready = device.told("yuebao-ready");
  await again().click();
  await ready;
  await device.synced();

  // who is logged in is not asked to log in, but told the same
  await device.context.unroute(PROGRAM);
  await device.context.route(PROGRAM, (route) => route.abort());
  await clerk.page.reload();
  await alert().waitFor();
  assert.equal(await clerk.page.getByRole("textbox", { name: "用户名" }).count(), 0);
  await device.context.unroute(PROGRAM);
  await again().click();
  await clerk.openForm(PROJECTS[0]);
  assert.deepEqual(device.errors, []);
});

/** The program does not come before the answer is called. */
async function hold(device) {
  let release;
  const open = new Promise((resolve) => (release = resolve));
  await device.context.route(PROGRAM, async (route) => {
    await open;
    await route.continue();
  });
  return release;
}

/** What the server calls itself. */
async function title({ line }) {
  return (await (await fetch(`http://${line.address}/api/v1/hello`)).json()).title;
}
