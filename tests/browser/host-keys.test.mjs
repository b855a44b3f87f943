// A portal that filters keys, forbids copying and has shortcuts of its own, by what the target of an
// event is: outside the widget that is always the element, never a box.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

/** In the page: what such portals do, on the document, the body and the window; `window.taken` tells. */
function greedy() {
  window.taken = [];
  const isBox = ({ target }) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !target.readOnly;
  const take = (event) => {
    window.taken.push(event.type);
    if (isBox(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const events = [
    "keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste", "copy", "cut", "contextmenu",
    "selectstart", "select", "dragstart", "dragenter", "dragover", "drop",
    "compositionstart", "compositionupdate", "compositionend",
  ];
  for (const name of events) {
    window.addEventListener(name, take);
    document.addEventListener(name, take);
    document.body.addEventListener(name, take);
  }
  document.onkeydown = (event) => isBox(event);
  document.onselectstart = document.oncontextmenu = document.onpaste = () => false;
}

scenario("a portal that takes keys, pastes and drops by their target does not get those of our boxes", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await device.open({ lax: 1 });
  await device.page.evaluate(greedy);
  const { keyboard } = device.page;
  const ready = device.told("yuebao-ready");
  await clerk.box("用户名").focus();
  await keyboard.type(PEOPLE.clerk.user);
  await clerk.box("密码").focus();
  await keyboard.type(PEOPLE.clerk.password);
  await keyboard.press("Enter");
  await ready;
  await clerk.openForm(PROJECT);

  const progress = clerk.box("形象进度");
  await progress.fill("");
  await progress.focus();
  await keyboard.type("abcd");
  await keyboard.press("Backspace");
  await keyboard.press("ArrowLeft");
  await keyboard.press("Delete");
  assert.equal(await progress.inputValue(), "ab");
  await keyboard.press("Control+A");
  await keyboard.press("Control+C");
  await keyboard.press("End");
  await keyboard.press("Control+V");
  assert.equal(await progress.inputValue(), "abab");
  await keyboard.press("Control+A");
  await keyboard.press("Control+X");
  assert.equal(await progress.inputValue(), "");
  const input = await device.context.newCDPSession(device.page);
  await input.send("Input.imeSetComposition", { text: "luji", selectionStart: 4, selectionEnd: 4 });
  await input.send("Input.insertText", { text: "路基" });
  assert.equal(await progress.inputValue(), "路基");

  // a column from a spreadsheet, and what is dropped
  const dropped = await clerk.box("备注").evaluate((box) => {
    const text = new DataTransfer();
    text.setData("text/plain", "拖来的");
    const drop = (type) =>
      box.dispatchEvent(new DragEvent(type, { dataTransfer: text, bubbles: true, composed: true, cancelable: true }));
    return [drop("dragover"), drop("drop")];
  });
  assert.deepEqual(dropped, [true, true], "nobody forbids the drop");
  await clerk.box("本月完成投资").evaluate((box) => {
    box.focus();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "250\n1250\n3250");
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
  });
  await clerk.holds("本年累计完成投资", "1,250.00");
  await device.page.getByRole("radio", { name: "在建" }).focus();
  await keyboard.press("Space");
  assert.ok(await device.page.getByRole("radio", { name: "在建" }).isChecked());
  // our buttons hear the keyboard as well
  await device.page.getByRole("navigation", { name: "页面" }).getByRole("button", { name: "汇总" }).focus();
  await keyboard.press("Enter");
  await device.page.getByRole("heading", { level: 1, name: "汇总" }).waitFor();
  assert.deepEqual(await device.page.evaluate(() => window.taken), []);
  assert.deepEqual(device.errors, []);
});

scenario("the portal's own boxes, shortcuts and its ban on dropped files stay its own", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin({ lax: 1 });
  await device.page.evaluate(() => {
    window.heard = [];
    const own = document.body.appendChild(document.createElement("input"));
    own.id = "own";
    for (const name of ["keydown", "paste", "dragover", "drop", "click", "pointerdown", "focusin"]) {
      document.addEventListener(name, (event) => window.heard.push(`${event.target.id || event.target.localName} ${name}`));
    }
    // what a listener that comes before the widget still sees
    document.addEventListener("keydown", ({ key }) => key === "F2" && window.heard.push("captured F2"), true);
  });
  const heard = () => device.page.evaluate(() => window.heard.splice(0));
  await device.page.locator("#own").press("s");
  assert.ok((await heard()).includes("own keydown"));
  await clerk.openForm(PROJECT);
  const clicks = await heard();
  assert.ok(clicks.includes("yuebao-report click") && clicks.includes("yuebao-report pointerdown"), clicks.join());
  await clerk.box("形象进度").press("F2");
  const keys = await heard();
  assert.deepEqual(keys.filter((line) => /keydown|F2/.test(line)), ["captured F2"]);
  await clerk.box("形象进度").evaluate((box) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "x.txt"));
    box.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, composed: true, cancelable: true }));
  });
  assert.ok((await heard()).includes("yuebao-report drop"), "a dropped file would take the place of the page");
});
