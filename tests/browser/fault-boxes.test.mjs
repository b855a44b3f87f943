// Boxes whose element shows what its value does not tell: half a date, words that an input method
// still holds, a choice that this program does not know.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT, OTHER] = PROJECTS;
const UNFINISHED = "日期没有填完";

/** A date box, by its label. */
function day(clerk, label) {
  return clerk.page.getByLabel(label, { exact: false }).and(clerk.page.locator("input")).first();
}

const isBad = (box) => box.evaluate((one) => one.validity.badInput);

/** What is said beside a box. */
const said = (clerk) => clerk.page.getByRole("paragraph").filter({ hasText: UNFINISHED });

async function tried(clerk) {
  await clerk.page.getByRole("button", { name: "上报", exact: true }).click();
}

async function sent(here) {
  const report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  return report?.state;
}

scenario("fault_44_ half a date is neither empty nor handed in, and what was saved stays", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  const { keyboard } = (await clerk.begin(), device.page);
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.saved();

  // month and day, and no year: nothing is in the box's value
  const completion = day(clerk, "实际竣工日期");
  await completion.focus();
  await keyboard.type("0530");
  assert.equal(await completion.inputValue(), "");
  assert.ok(await isBad(completion), "the browser shows half a date");
  assert.equal(await said(clerk).count(), 0, "somebody is at it");
  await tried(clerk);
  await said(clerk).waitFor();
  await device.picture("half-a-date-768");
  assert.ok(await isBad(completion), "it still stands there");
  await device.synced();
  assert.notEqual(await sent(here), "submitted");

  // cleared to its end it is empty, and everything is well
  await completion.focus();
  for (let part = 0; part < 3; part++) {
    await keyboard.press("Backspace");
    await keyboard.press("ArrowRight");
  }
  await completion.blur();
  await said(clerk).waitFor({ state: "detached" });

  // a part of a saved date is taken out: the date stays saved
  const start = day(clerk, "实际开工日期");
  assert.equal(await start.inputValue(), "2021-03-15");
  await start.focus();
  await keyboard.press("Backspace");
  assert.equal(await start.inputValue(), "");
  await start.blur();
  await said(clerk).waitFor();
  await device.synced();
  let report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.values.actual_start, "2021-03-15");
  // other boxes are filled meanwhile, and it is still half
  await clerk.type("备注", "另有说明");
  await clerk.saved();
  assert.ok(await isBad(start));
  await start.focus();
  assert.ok(await isBad(start), "also once it has the focus again");
  await start.fill("2021-03-15");
  await said(clerk).waitFor({ state: "detached" });
  await clerk.submit();
  await device.synced();
  report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.deepEqual([report.state, report.values.actual_start], ["submitted", "2021-03-15"]);
  assert.equal(report.values.actual_completion, undefined);
  assert.deepEqual(device.errors, []);
});

scenario("fault_44_ a saved date that is cleared as a whole is gone, and Undo and milestones know halves too", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  const { keyboard } = device.page;
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  const start = day(clerk, "实际开工日期");
  await start.focus();
  await keyboard.press("Backspace");
  await start.blur();
  await said(clerk).waitFor();
  // left for another screen, nothing is half any more: what was saved is shown again
  await clerk.show("汇总");
  await clerk.openForm(PROJECT);
  assert.equal(await start.inputValue(), "2021-03-15");
  assert.equal(await said(clerk).count(), 0);
  await start.fill("");
  await start.blur();
  await clerk.saved();
  await device.synced();
  let report = await here.office.report(PEOPLE.clerk, PROJECT.id, MONTH);
  assert.equal(report.values.actual_start, undefined, "who clears all of it means it");

  await clerk.page.getByRole("heading", { name: "前期工作" }).click();
  const planned = clerk.page.locator("input[type=date][id*=milestone]").first();
  await planned.focus();
  await keyboard.type("0530");
  await planned.blur();
  await said(clerk).waitFor();
  await device.picture("half-a-milestone-768");
  await planned.fill("2022-05-30");
  await said(clerk).waitFor({ state: "detached" });
});

scenario("fault_44_ words that an input method still holds are not handed in, and are kept once chosen", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.saved();
  const progress = clerk.box("形象进度");
  const input = await device.context.newCDPSession(device.page);
  const compose = (text) =>
    input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await progress.focus();
  await progress.press("End");
  await compose("lujichengxing");
  // as a screen reader or a switch presses it: the box keeps the focus and the input method its words
  await clerk.page.getByRole("button", { name: "上报", exact: true }).evaluate((button) => button.click());
  await clerk.page.getByText("还不能上报：1 处需更正").waitFor();
  assert.notEqual(await sent(here), "submitted");
  await device.picture("held-words-768");
  await progress.fill("完成路面三公里");
  await progress.press("End");
  await compose("lujichengxing");
  await input.send("Input.insertText", { text: "，路基成型" });
  assert.equal(await progress.inputValue(), "完成路面三公里，路基成型");

  // cut off: the composition ends with nothing, and no event says what the box holds now
  await compose("abc");
  await progress.evaluate((box) => {
    const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
    value.set.call(box, "完成路面三公里，路基成型。");
  });
  await progress.blur();
  await clerk.saved();
  await clerk.submit();
  await device.synced();
  const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
  assert.equal(report.values.visual_progress, "完成路面三公里，路基成型。");
});

scenario("fault_44_ what a box cannot show as its kind it shows as it is stored", async (here) => {
  const values = {
    status: "paused_by_a_newer_form",
    actual_start: "2021年春",
    "problem.1-x": { type: "a_newer_kind", description: "征地" },
  };
  await here.office.draft(PEOPLE.clerk, { project: OTHER.id, month: MONTH, values });
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(OTHER);
  const start = day(clerk, "实际开工日期");
  assert.deepEqual([await start.inputValue(), await start.getAttribute("type")], ["2021年春", "text"]);
  assert.ok(await clerk.page.getByRole("radio", { name: "paused_by_a_newer_form" }).isChecked());
  assert.equal(await clerk.page.getByLabel("问题类型").first().inputValue(), "a_newer_kind");
  await clerk.device.picture("unknown-values-768");
  await start.fill("2021-03-15");
  await start.blur();
  assert.equal(await start.getAttribute("type"), "date");
  assert.equal(await clerk.page.locator("yuebao-report input[type=number], yuebao-report input[type=month]").count(), 0);
});
