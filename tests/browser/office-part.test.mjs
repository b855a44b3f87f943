// The office's screens are a part of the program of their own: a clerk's tablet does without, and who
// has them keeps them where there is no network.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const PART = /\.office\.wasm$/;

/** How often the part is asked for. */
function counted(device) {
  const asked = [];
  device.context.on("request", (request) => {
    if (PART.test(request.url())) asked.push(request.url());
  });
  return asked;
}

scenario("a clerk's tablet does without the office's screens, and the office has them offline", async (here) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const office = new Clerk(await here.device("office"), PEOPLE.office);
  const [byClerk, byOffice] = [counted(clerk.device), counted(office.device)];
  await clerk.begin();
  await clerk.show("待处理");
  assert.deepEqual(byClerk, []);
  await office.begin();
  await office.device.goOffline();
  await office.show("月度看板");
  await office.page.getByRole("heading", { name: "报送情况" }).waitFor();
  await office.show("审核");
  await office.page.getByRole("heading", { level: 1, name: "审核" }).waitFor();
  assert.equal(byOffice.length, 1);
  assert.deepEqual(office.device.errors, []);
});

scenario("screens that could not be fetched are told of, and come when they can", async (here) => {
  const office = new Clerk(await here.device("office"), PEOPLE.office);
  const { context } = office.device;
  await context.route(PART, (route) => route.abort());
  await office.begin();
  await office.show("月度看板");
  const alert = office.page.getByRole("alert").filter({ hasText: "本页的程序还没有取到" });
  await alert.waitFor();
  await office.show("本月任务");
  await office.page.getByRole("progressbar").waitFor();
  await context.unroute(PART);
  await office.show("月度看板");
  await alert.getByRole("button", { name: "重试" }).click();
  await office.page.getByRole("heading", { name: "报送情况" }).waitFor();
});
