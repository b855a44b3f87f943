// The rescue file: off a tablet that has no network, and into another.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
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
  await other.page.getByText("已核实：由您的设备导出").waitFor();
  await other.device.picture("rescue-list-768");
  assert.equal(await other.page.getByRole("button", { name: "1 项待传" }).count(), 0);
  await other.page.getByRole("button", { name: "读入为草稿" }).click();
  await other.page.getByText("已读入 1 项").waitFor();
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

scenario("fault_41_ a rescue file that somebody else has written decides nothing", async (here) => {
  const [project] = PROJECTS;
  const reviewer = new Clerk(await here.device("reviewer"), PEOPLE.coordinator);
  await reviewer.begin();
  await reviewer.device.goOffline();
  await reviewer.show("待处理");
  const download = reviewer.page.waitForEvent("download");
  await reviewer.page.getByRole("button", { name: /^导出/ }).click();
  const file = join(here.folder, "reviewer.json");
  await (await download).saveAs(file);
  const own = JSON.parse(await readFile(file, "utf8"));
  const decision = {
    op_id: "0197a1b2-0000-7000-8000-00000000f041",
    sequence: 1,
    project: project.id,
    month: "2022-04",
    form_version: 1,
    base_rev: 1,
    kind: "void",
    reason: "作废",
    made_at: "2022-05-31T08:00:00+08:00",
  };
  const choose = async (content) => {
    await writeFile(file, JSON.stringify(content));
    await reviewer.page.getByLabel("选择以前导出的").setInputFiles(file);
  };
  await choose({ ...own, decisions: [decision] });
  await reviewer.page.getByText("导出后被改动过，没有读入").waitFor();
  await choose({ ...own, server_id: "another" });
  await reviewer.page.getByText("此救援文件属于另一台服务器，没有读入").waitFor();
  await choose({ ...own, user: PEOPLE.clerk.user });
  await reviewer.page.getByText(`此救援文件属于用户“${PEOPLE.clerk.user}”，没有读入`).waitFor();

  // without a proof, as an older program wrote it: it is listed, and that is all
  const { proof, device, ...older } = own;
  await choose({ ...older, decisions: [decision] });
  await reviewer.page.getByText("无法核实是谁写的这份文件").waitFor();
  await reviewer.page.getByRole("button", { name: "确认作废并上传" }).waitFor();
  await reviewer.device.picture("rescue-unproven-768");
  await reviewer.device.goOnline();
  await reviewer.device.synced();
  const report = await here.office.report(PEOPLE.coordinator, project.id, "2022-04");
  assert.notEqual(report.state, "void");
  assert.equal(report.rev, 1);
});
