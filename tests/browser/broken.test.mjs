// When the program cannot go on, or cannot run here at all, there are words and a next step.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

scenario("a program that traps says so in every place, and goes on after a reload", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(PROJECT);
  await clerk.type("形象进度", "出故障之前填写的");
  await clerk.saved();

  // what the program takes for impossible: the page's tree cannot be changed
  await clerk.page.evaluate(() => {
    Node.prototype.insertBefore = () => {
      throw new DOMException("as if it was impossible", "HierarchyRequestError");
    };
  });
  await clerk.page.getByRole("navigation", { name: "页面" }).getByRole("button", { name: "汇总" }).click();
  const words = clerk.page.getByRole("alert").filter({ hasText: "月报程序出了故障" });
  await words.waitFor();
  await device.picture("broken-768");
  const [fault] = device.errors.splice(0);
  assert.equal(fault.name, "RuntimeError");
  // an element that comes later, and one that is taken away, do not wake the dead
  await clerk.page.evaluate(() => {
    const later = document.createElement("yuebao-report");
    later.lang = "en";
    document.body.append(later);
    document.querySelector("yuebao-report").remove();
  });
  await clerk.page.getByText("The report program has broken down").waitFor();
  assert.equal(await words.count(), 0);

  await clerk.page.getByRole("button", { name: "Reload" }).click();
  await clerk.openForm(PROJECT);
  assert.equal(await clerk.shown("形象进度"), "出故障之前填写的");
  assert.deepEqual(device.errors, []);
});

scenario("a fault of the portal's own is none of the widget's", async (here) => {
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.begin();
  await clerk.page.evaluate(() => {
    const trap = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11);
    const button = document.createElement("button");
    button.onclick = () => new WebAssembly.Instance(new WebAssembly.Module(trap)).exports.t();
    button.click();
  });
  await clerk.openForm(PROJECT);
  assert.equal(device.errors.splice(0)[0].name, "RuntimeError");
});

scenario("a browser that is too old is told so instead of a blank", async (here) => {
  const device = await here.device("clerk");
  const asked = [];
  await device.context.addInitScript(() => {
    if (location.hash !== "#new") WebAssembly.validate = () => false;
  });
  device.context.on("request", (request) => asked.push(request.url()));
  await device.open();
  await device.page.getByRole("alert").filter({ hasText: "内核 Chromium 96 以上" }).waitFor();
  await device.picture("too-old-768");
  assert.ok(!asked.some((url) => url.endsWith(".wasm")), "it is not fetched in vain");
  await device.open({ lang: "en" });
  await device.page.getByRole("alert").filter({ hasText: "too old to run" }).waitFor();

  // one that cannot read the loader runs this alone; a young one is told nothing by it
  await device.page.goto(here.portal.framed(device.line.url));
  await device.page.evaluate(() => {
    document.querySelector("iframe").replaceWith(document.createElement("yuebao-report"));
  });
  const old = { url: `${device.line.url}/yuebao-old.js` };
  await device.page.addScriptTag(old);
  assert.equal(await device.page.getByRole("alert").count(), 0);
  await device.page.evaluate(() => delete window.ResizeObserver);
  await device.page.addScriptTag(old);
  await device.page.getByRole("alert").filter({ hasText: "内核 Chromium 96 以上" }).waitFor();
  assert.deepEqual(device.errors, []);
});
