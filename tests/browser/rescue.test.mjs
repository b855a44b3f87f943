// The rescue file: off a tablet that has no network, and into another.
import assert from "node:assert/strict";
import { join } from "node:path";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

scenario("what one tablet could not send goes on in another", async (here) => {
  const file = join(here.folder, "rescue.json");
  const [project] = PROJECTS;
  const old = new Clerk(await here.device("old"), PEOPLE.clerk);
  await old.begin();
  await old.device.goOffline();
  await old.fill(project, "250", "完成路面三公里");
  await old.saved();
  await old.show("待处理");
  const download = old.page.waitForEvent("download");
  await old.page.getByRole("button", { name: /^导出/ }).click();
  await (await download).saveAs(file);
  await old.page.getByText("救援文件已交给浏览器下载").waitFor();

  const other = new Clerk(await here.device("other"), PEOPLE.clerk);
  await other.begin();
  await other.show("待处理");
  await other.page.getByLabel("选择以前导出的").setInputFiles(file);
  await other.page.getByText("已读入 1 份报告").waitFor();
  await other.openForm(project);
  assert.equal(await other.shown("本年累计完成投资"), "1,250.00");
  await other.submit();
  await other.device.synced();

  // the old tablet comes back and says the same: nothing is doubled, nothing in conflict
  await old.device.goOnline();
  await old.device.synced();
  const report = await here.office.report(PEOPLE.clerk, project.id, MONTH);
  assert.equal(report.state, "submitted");
  assert.equal(report.values.year_to_date, "1250");
  assert.equal(report.conflicts ?? 0, 0);

  const stranger = new Clerk(await here.device("stranger"), PEOPLE.stranger);
  await stranger.begin();
  await stranger.show("待处理");
  await stranger.page.getByLabel("选择以前导出的").setInputFiles(file);
  await stranger.page.getByText(`此救援文件属于用户“${PEOPLE.clerk.user}”，没有读入`).waitFor();
});
