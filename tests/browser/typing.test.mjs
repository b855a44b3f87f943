// Figures as people type them: understood, or refused in words.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const BOX = "本月完成投资";

scenario("amounts as people type them", async (here, t) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(PROJECTS[0]);

  for (const [typed, shown] of [
    ["１，２５０．５", "1,250.50"],
    ["1,250.5 万元", "1,250.50"],
    ["0.3亿", "3,000.00"],
    ["12126800.8元", "1,212.68008"],
    ["1212.68008", "1,212.68008"],
    ["—", ""],
  ]) {
    await t.test(`“${typed}” is understood`, async () => {
      await clerk.type(BOX, typed);
      assert.equal(await clerk.shown(BOX), shown);
    });
  }

  for (const [typed, words] of [
    ["约200", "“约200”不是金额"],
    ["1,25", "1,25"],
    ["0.0000001", "0.0000001"],
  ]) {
    await t.test(`“${typed}” is refused in words and kept as it is`, async () => {
      await clerk.type(BOX, typed);
      assert.equal(await clerk.shown(BOX), typed);
      await clerk.beside(BOX).says(words);
    });
  }

  await t.test("nothing that was refused can be handed in", async () => {
    await clerk.page.getByRole("button", { name: "上报", exact: true }).click();
    await clerk.page.getByText("还不能上报").waitFor();
    await clerk.device.picture("form-not-ready-768");
    const told = clerk.device.events.filter(({ name }) => name === "yuebao-submitted");
    assert.deepEqual(told, []);
  });
});

scenario("a column from a spreadsheet, and taking it back", async (here, t) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(PROJECTS[0]);
  const parts = ["其中：建筑工程", "其中：安装工程", "其中：设备工器具购置"];
  const undo = clerk.page.getByRole("button", { name: /^撤消/ });
  await clerk.type(parts[0], "7");

  await t.test("a column goes into the boxes below one another, all at once", async () => {
    await paste(clerk, parts[0], "1,250.5\r\n\r\n３００\r\n");
    await clerk.page.getByText("已粘贴 2 个金额").waitFor();
    await clerk.box("本月完成投资").focus();
    assert.deepEqual(await shown(clerk, parts), ["1,250.50", "", "300.00"]);
    await clerk.device.picture("form-pasted-768");
  });

  await t.test("taking it back gives every box what it held", async () => {
    await undo.click();
    assert.deepEqual(await shown(clerk, parts), ["7.00", "", ""]);
    await undo.click();
    assert.deepEqual(await shown(clerk, parts), ["", "", ""]);
    await undo.waitFor({ state: "detached" });
  });

  await t.test("a column that is no column of amounts is refused whole", async () => {
    await paste(clerk, parts[0], "100\n合计\n200");
    await clerk.page.getByText("第 2 格“合计”不是金额，没有填入任何数").waitFor();
    await paste(clerk, parts[2], "1\n2\n3");
    await clerk.page.getByText("从这里往下只有 2 栏，没有填入任何数").waitFor();
    assert.deepEqual(await shown(clerk, parts), ["", "", ""]);
  });
});

scenario("words from an input method", async (here) => {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(PROJECTS[0]);
  const box = clerk.box("形象进度");
  await box.click();
  const keyboard = await clerk.page.context().newCDPSession(clerk.page);
  for (const letters of ["zhu", "zhu'ti", "zhu'ti'feng'ding"]) {
    const at = letters.length;
    await keyboard.send("Input.imeSetComposition", { text: letters, selectionStart: at, selectionEnd: at });
  }
  assert.equal(await box.inputValue(), "zhu'ti'feng'ding");
  await keyboard.send("Input.insertText", { text: "主体封顶" });
  assert.equal(await box.inputValue(), "主体封顶");
  await clerk.box("本月完成投资").focus();
  assert.equal(await box.inputValue(), "主体封顶");
});

/** As Ctrl+V, or the menu of a long touch, would. */
async function paste(clerk, name, text) {
  const box = clerk.box(name);
  await box.focus();
  await box.evaluate((element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true, composed: true }),
    );
  }, text);
}

/** What the boxes show without the focus. */
function shown(clerk, names) {
  return Promise.all(names.map((name) => clerk.shown(name)));
}
