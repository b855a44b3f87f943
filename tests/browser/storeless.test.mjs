// A browser that keeps nothing, as in a private window.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

scenario("fault_09_ without IndexedDB it is said before typing, and a file is offered", async (here) => {
  const device = await here.device("private");
  await device.context.addInitScript(() => {
    Object.defineProperty(Window.prototype, "indexedDB", { get: () => undefined });
    Object.defineProperty(window, "indexedDB", { get: () => undefined });
  });
  const clerk = new Clerk(device, PEOPLE.clerk);
  const [project] = PROJECTS;
  await clerk.begin();
  await clerk.page.getByText("本浏览器不能保存数据").waitFor();
  await clerk.page.getByRole("button", { name: "导出救援文件" }).waitFor();
  await clerk.openForm(project);
  await clerk.page.getByText("本机存储不可用").waitFor();
  await device.picture("form-without-store-768");

  await device.goOffline();
  await clerk.type("本月完成投资", "250");
  assert.equal(await clerk.page.getByText("已保存在本机", { exact: true }).count(), 0);
  await clerk.show("待处理");
  const download = clerk.page.waitForEvent("download");
  await clerk.page.getByRole("button", { name: /^导出/ }).click();
  const file = JSON.parse(await readFile(await (await download).path(), "utf8"));
  assert.equal(file.reports[0].values.month_investment, "250");

  // leaving the page would lose it
  const asked = clerk.page.waitForEvent("dialog");
  await clerk.page.close({ runBeforeUnload: true });
  const question = await asked;
  assert.equal(question.type(), "beforeunload");
  await question.dismiss();

  await device.goOnline();
  await device.synced();
  const report = await here.stored(PEOPLE.clerk, project, MONTH);
  assert.equal(report.values.month_investment, "250");
});
