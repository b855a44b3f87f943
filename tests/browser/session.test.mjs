// Who is working: a login that expires, and a tablet that is shared.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { FAULTS } from "./support/line.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { yuebao } from "./support/server.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

scenario("fault_25_ a login expires while offline: the outbox is kept, and a new login sends it", async (here) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin();
  await clerk.device.goOffline();
  // setting a password ends the account's logins
  const { user, password } = PEOPLE.clerk;
  const args = ["user", "passwd", "--data", here.server.data, user, "--password-stdin"];
  await yuebao(args, `${password}\n`);

  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.submit();
  await clerk.badge("离线 · 1 项待传");
  await clerk.device.goOnline();
  await clerk.badge("需登录 · 1 项待传");
  await clerk.page.getByText("登录已失效").waitFor();
  await clerk.device.picture("login-expired-768");
  assert.equal(await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH), undefined);

  // nobody is logged in, so nothing is shown and nothing can be typed, nor after a reload
  assert.equal(await clerk.page.getByRole("textbox", { name: "备注" }).isVisible(), false);
  await clerk.page.reload();
  await clerk.logIn();
  await clerk.device.synced();
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(report.state, "submitted");
});

scenario("fault_24_ another user of the tablet neither sees nor sends what is not theirs", async (here) => {
  const tablet = await here.device("shared");
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  const stranger = new Clerk(tablet, PEOPLE.stranger);
  await clerk.begin();
  tablet.line.disturb(({ url }) => (url === "/api/v2/sync" ? FAULTS.refuse : "pass"));
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.submit();
  await clerk.badge("1 项待传");
  await clerk.logOut();
  await tablet.picture("login-768");
  const before = tablet.line.exchanges.length;

  tablet.line.calm();
  await stranger.logIn();
  await stranger.badge("已同步");
  await stranger.page.getByRole("main").getByText(PROJECTS[5].name).waitFor();
  for (const project of PROJECTS.slice(0, 5)) {
    assert.equal(await stranger.page.getByText(project.name).count(), 0);
  }
  await stranger.show("待处理");
  await stranger.page.getByText("没有需要处理的事项").waitFor();
  const sent = tablet.line.exchanges.slice(before).flatMap(({ asked }) => asked.operations);
  assert.deepEqual(sent, []);
  assert.equal(await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH), undefined);

  await stranger.logOut();
  await clerk.logIn();
  await tablet.synced();
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.deepEqual([report.state, report.by], ["submitted", PEOPLE.clerk.name]);
});

scenario("fault_43_ a planted entry opens nothing, and in the field the password does", async (here) => {
  const tablet = await here.device("shared");
  const clerk = new Clerk(tablet, PEOPLE.clerk);
  await clerk.begin();
  await tablet.goOffline();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.saved();
  const name = await clerk.page.evaluate(() => Object.keys(localStorage).find((one) => one.startsWith("yuebao:session:")));
  await clerk.page.close();

  // the next person has the browser's tools
  await tablet.goOnline();
  tablet.line.disturb(({ url }) => (url.startsWith("/api/") ? FAULTS.refuse : "pass"));
  await tablet.open();
  await clerk.page.evaluate(plant, [name, PEOPLE.clerk.user]);
  await clerk.page.reload();
  await clerk.page.getByRole("textbox", { name: "用户名" }).waitFor();
  assert.equal(await clerk.page.getByText(PROJECT.name).count(), 0);
  const wrong = new Clerk(tablet, { ...PEOPLE.clerk, password: "guessed-guessed" });
  await wrong.box("用户名").fill(wrong.person.user);
  await wrong.box("密码").fill(wrong.person.password);
  await wrong.box("密码").press("Enter");
  await clerk.page.getByText("用户名或密码不正确").waitFor();
  await tablet.picture("offline-login-768");

  // the rightful one has the password, and no network
  await clerk.logIn();
  await clerk.openForm(PROJECT);
  assert.equal(await clerk.shown("形象进度"), "完成路面三公里");
  await clerk.page.reload();
  await clerk.openForm(PROJECT);
  tablet.line.calm();
  await clerk.syncNow();
  await tablet.synced();

  // and leaves the tablet as if nobody had been there
  await clerk.page.getByRole("banner").getByText(PEOPLE.clerk.name).click();
  await tablet.picture("menu-forget-768");
  await clerk.page.getByRole("button", { name: "退出并清除本机" }).click();
  await clerk.page.getByRole("textbox", { name: "用户名" }).waitFor();
  await clerk.page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  assert.equal(await clerk.page.evaluate(() => Object.keys(localStorage).filter((one) => one.startsWith("yuebao:session:")).length), 0);
  assert.deepEqual(tablet.errors, []);
});

/** In the page: what a program of before kept, and what this one keeps, made up. */
function plant([name, user]) {
  const entry = JSON.stringify({ user, token: "planted", key: "planted", entry: "Password" });
  localStorage.setItem(name, entry);
  sessionStorage.setItem(name, `planted ${user}`);
}
