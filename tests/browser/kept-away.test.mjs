// What a browser keeps from a page without telling its scripts: the answers of a server that does not
// name the page's origin, and every server of plain http from a page over https. Both end in words.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { Clerk } from "./support/clerk.mjs";
import { DIST } from "./support/paths.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { Portal } from "./support/portal.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

scenario("a portal that the server does not name: the page and the log name the option", async (here, t) => {
  const foreign = new Portal();
  await foreign.start();
  t.after(() => foreign.stop());
  const option = `--allow-origin ${foreign.origin}`;
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  device.page = await device.visit(foreign.page(device.line.url, { lax: 1 }));
  await clerk.page.getByText(option).waitFor();
  await device.picture("unlisted-768");
  await clerk.page.getByRole("textbox", { name: "用户名" }).fill(PEOPLE.clerk.user);
  await clerk.page.getByRole("textbox", { name: "密码" }).fill(PEOPLE.clerk.password);
  await clerk.page.getByRole("textbox", { name: "密码" }).press("Enter");
  await clerk.page.getByText(option).waitFor();
  const said = here.server.log.filter(({ message }) => message.endsWith(option));
  assert.equal(said.length, 1, "once, however often it was asked");

  // the option is added, and the page works as it stands there
  await here.server.stop();
  here.server.more = option.split(" ");
  await here.server.start();
  await clerk.logIn();
  await clerk.page.getByText(PROJECT.name).waitFor();
  assert.deepEqual(device.errors, []);
});

scenario("a portal whose origin is taken off the list keeps what was filled in, and says why nothing is sent", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await here.server.stop();
  const named = here.server.portal;
  here.server.portal = "http://another.example";
  await here.server.start();
  await clerk.openForm(PROJECT);
  await clerk.type("形象进度", "完成路面三公里");
  await clerk.saved();
  await clerk.page.getByText(`--allow-origin ${named}`).waitFor();
  here.server.portal = named;
  await here.server.stop();
  await here.server.start();
  await clerk.syncNow();
  await device.synced();
  assert.equal(await clerk.page.getByText("--allow-origin").count(), 0);
});

for (const [fault, disturb] of Object.entries({
  "is not there": (here) => here.server.stop(),
  "hangs up": (here, line) => line.disturb(() => "refuse"),
  "loses answers": (here, line) => line.disturb(() => "lose"),
  "sits behind a captive portal": (here, line) => line.disturb(() => "captive"),
})) {
  scenario(`a server that ${fault} is not taken for one that refuses the portal`, async (here) => {
    const device = await here.device("clerk");
    const clerk = new Clerk(device, PEOPLE.clerk);
    await clerk.begin();
    await disturb(here, device.line);
    await clerk.page.getByRole("banner").getByRole("button", { name: "同步状态" }).click();
    await clerk.badge("离线");
    assert.equal(await clerk.page.getByText("--allow-origin").count(), 0);
  });
}

scenario("a page over https says that a server of plain http is blocked", async (here) => {
  const device = await here.device("clerk");
  const portal = "https://secure.test";
  const types = { js: "text/javascript", wasm: "application/wasm" };
  const markup = `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
    <yuebao-report server="${device.line.url}"></yuebao-report><script type="module" src="/lib/yuebao.js"></script></html>`;
  await device.context.route(`${portal}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!pathname.startsWith("/lib/")) return route.fulfill({ contentType: "text/html", body: markup });
    const body = await readFile(join(DIST, pathname.slice("/lib/".length)));
    return route.fulfill({ contentType: types[pathname.split(".").pop()] ?? "text/plain", body });
  });
  device.page = await device.visit(`${portal}/projects`);
  await device.page.getByText(`本页面是 https，月报服务器却是 http（${device.line.url}）`).waitFor();
  await device.picture("mixed-content-768");
});
