// Text as large as somebody needs it, and a keyboard that takes half of the screen.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

/** The size of running text, in pixels. */
async function size(device) {
  const root = device.page.locator("yuebao-report .yb-root");
  return root.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
}

scenario("the size that is set in the browser is followed, whatever the page does to its own text", async (here) => {
  const device = await here.device("clerk", { text: 24 });
  for (const options of [{}, { hostile: 1 }]) {
    await device.open(options);
    await device.page.getByRole("textbox", { name: "用户名" }).waitFor();
    assert.equal(await size(device), 24);
  }
  await device.picture("large-browser-768");
});

scenario("the size that is chosen in the menu stays on the device, above what the page asks for", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  assert.equal(await size(device), 16);
  const ask = (size) =>
    device.page.locator("yuebao-report").evaluate((element, size) => element.setAttribute("text-size", size), size);
  const drawn = (size) => device.page.locator(`yuebao-report .yb-root[data-text-size=${size}]`).waitFor();
  await ask("large");
  await drawn("large");
  assert.equal(await size(device), 20);

  const menu = device.page.getByRole("banner").getByText(PEOPLE.clerk.name);
  await menu.click();
  const choice = (name) => device.page.getByRole("button", { name, exact: true, pressed: true });
  await choice("大").waitFor();
  await device.picture("text-size-menu-768");
  await device.page.getByRole("button", { name: "特大", exact: true }).click();
  await choice("特大").waitFor();
  assert.equal(await size(device), 24);
  await device.picture("text-size-menu-360", { width: 360, height: 740 });
  await ask("normal");
  await device.page.reload();
  await device.page.getByText(PROJECT.name).waitFor();
  assert.equal(await size(device), 24);
  await clerk.logOut();
  assert.equal(await size(device), 24);
  await clerk.logIn();
  await menu.click();
  await device.page.getByRole("button", { name: "标准", exact: true }).click();
  await drawn("normal");
  assert.equal(await size(device), 16);
  assert.deepEqual(device.errors, []);
});

scenario("the box that is typed into stays in sight when the keyboard comes up", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(PROJECT);
  const screen = await device.context.newCDPSession(device.page);
  const show = (height) =>
    screen.send("Emulation.setDeviceMetricsOverride", { width: 768, height, deviceScaleFactor: 1, mobile: true });
  await show(1024);
  for (const label of ["形象进度", "本月完成投资"]) {
    const box = clerk.box(label);
    // just above the bar at the foot of the form
    await box.evaluate((one) => one.scrollIntoView({ block: "end" }));
    await box.focus();
    const before = await box.boundingBox();
    assert.ok(before.y > 600, `${label} is at ${before.y}, where the keyboard will be`);
    await show(560);
    await box.evaluate(inSight);
    await device.keep(`keyboard-${label}`, await device.page.screenshot());
    await show(1024);
  }
});

/** In the page: waits until the whole box is above the keyboard and nothing covers it. */
async function inSight(box) {
  const isSeen = () => {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    const corners = [[left + 5, top + 5], [right - 5, bottom - 5]];
    return corners.every(([x, y]) => box.getRootNode().elementFromPoint(x, y) === box);
  };
  for (let frame = 0; !isSeen(); frame++) {
    if (frame > 300) throw new Error(`it is at ${box.getBoundingClientRect().top} of ${visualViewport.height}`);
    await new Promise(requestAnimationFrame);
  }
}
