// The portal knows who works on its page, and says so with a signed token.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { NEWCOMER, Signer } from "./support/signer.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

/** As a script of the portal does it. */
function hand(device, token) {
  return device.page.locator("yuebao-report").evaluate((element, token) => {
    element.token = token;
  }, token);
}

/** The server's next answer to one of the interface's addresses. */
function answered(device, address) {
  const path = `/api/v1/${address}`;
  return device.page.waitForResponse((answer) => {
    return answer.url().endsWith(path) && answer.request().method() !== "OPTIONS";
  });
}

scenario("the portal's token opens the widget, ends while it is offline, and a new one sends what waited", async (here) => {
  const portal = new Signer();
  await portal.introduce(here);
  const device = await here.device("sign-on");
  const clerk = new Clerk(device, NEWCOMER);
  await device.open();
  const ready = device.told("yuebao-ready");
  await hand(device, portal.token(NEWCOMER, -600, 3_600));
  assert.equal((await ready).user, NEWCOMER.user);
  await device.synced();
  await device.picture("sign-on-768");

  await device.goOffline();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.submit();
  await clerk.badge("离线 · 1 项待传");
  await portal.signOut(here, NEWCOMER, -300);
  await device.goOnline();
  await clerk.badge("需登录 · 1 项待传");
  // he may have no password here
  await device.page.getByText("您在门户的登录已结束").waitFor();
  assert.equal(await device.page.getByRole("textbox", { name: "密码" }).count(), 0);
  assert.equal(await device.page.getByRole("button", { name: "已在门户登录" }).count(), 0, "nobody to ask");
  // the portal's page was open for longer than its token lives
  const refused = answered(device, "session");
  await hand(device, portal.token(NEWCOMER, -120, -60));
  assert.equal((await refused).status(), 401);
  await clerk.badge("需登录 · 1 项待传");
  await device.picture("sign-on-expired-768");
  await device.page.reload();
  await device.page.getByText("您在门户的登录已结束").waitFor();
  assert.equal(await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH), undefined);

  const token = portal.token(NEWCOMER, -60, 3_600);
  await hand(device, token);
  await device.synced();
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.deepEqual([report.state, report.by], ["submitted", NEWCOMER.name]);

  const session = () => {
    const headers = { authorization: `Bearer ${token}` };
    return fetch(`http://127.0.0.1:${here.server.port}/api/v1/session`, { headers });
  };
  assert.equal((await session()).status, 200);
  const ended = answered(device, "logout");
  await clerk.logOut();
  assert.equal((await ended).status(), 204);
  assert.equal((await session()).status, 401, "a token that was ended does not begin anew");
});
