// Frames with `sandbox`: the widget works with what they leave to it, or says what is missing.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

/** Somebody who works in a frame of the portal's page. */
class FramedClerk extends Clerk {
  get page() {
    return this.device.page.frameLocator("#sealed");
  }
}

/** A portal's page with this address in a frame with `sandbox`. */
async function framed(here, device, address, sandbox) {
  device.page = await device.visit(here.portal.page(device.line.url, { count: 0, lax: 1 }));
  await device.page.evaluate(
    ({ address, sandbox }) => {
      const frame = document.createElement("iframe");
      Object.assign(frame, { id: "sealed", width: 740, height: 900 });
      frame.setAttribute("sandbox", sandbox);
      frame.src = address;
      document.body.append(frame);
    },
    { address, sandbox },
  );
}


scenario("without scripts, or without an origin, it is said in words", async (here) => {
  const device = await here.device("clerk", { bare: true });
  const said = () => device.page.frameLocator("#sealed").getByText(/不能打开|没有打开/);
  await framed(here, device, `${device.line.url}/embed`, "allow-same-origin allow-forms");
  await said().first().waitFor();
  await device.picture("sandbox-no-scripts-768");
  for (const address of [`${device.line.url}/embed`, here.portal.page(device.line.url, { lax: 1 })]) {
    await framed(here, device, address, "allow-scripts allow-forms");
    await said().first().waitFor();
    await device.page.frameLocator("#sealed").getByText("allow-same-origin").first().waitFor();
    assert.equal(await device.page.frameLocator("#sealed").getByRole("textbox").count(), 0);
  }
  await device.picture("sandbox-no-origin-768");
});

scenario("without allow-forms one logs in, by the button and by Enter, and without allow-downloads there is the text", async (here) => {
  const device = await here.device("clerk", { bare: true });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  const own = here.portal.page(device.line.url, { lax: 1 });
  await framed(here, device, own, "allow-scripts allow-same-origin");
  await clerk.box("用户名").fill(PEOPLE.clerk.user);
  await clerk.page.getByRole("button", { name: "登录", exact: true }).click();
  await clerk.box("密码").fill("wrong");
  await clerk.page.getByRole("button", { name: "登录", exact: true }).click();
  await clerk.page.getByText("用户名或密码不正确").waitFor();
  await clerk.box("密码").fill(PEOPLE.clerk.password);
  await clerk.box("密码").press("Enter");
  await clerk.page.getByText(PROJECT.name).waitFor();
  await clerk.fill(PROJECT, "250", "完成路面三公里");
  await clerk.saved();
  await clerk.show("待处理");
  await clerk.page.getByRole("button", { name: /^导出/ }).click();
  const text = clerk.page.getByRole("textbox", { name: "救援文件的内容", exact: true });
  await text.waitFor();
  await device.picture("sandbox-no-downloads-768");
  const rescued = await text.inputValue();
  assert.equal(JSON.parse(rescued).user, PEOPLE.clerk.user);
  assert.ok(rescued.includes("完成路面三公里"));
  await clerk.page.getByRole("button", { name: "复制全部内容" }).click();
  await clerk.page.getByRole("button", { name: "已复制" }).waitFor();

  // pasted on another device, it goes on there
  const other = new Clerk(await here.device("other"), PEOPLE.clerk);
  await other.begin();
  await other.show("待处理");
  await other.page.getByRole("textbox", { name: "或在此粘贴救援文件的内容" }).evaluate((box, rescued) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", rescued);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true, cancelable: true }));
  }, rescued);
  await other.page.getByRole("button", { name: "读入为草稿" }).click();
  await other.page.getByText(/已读入 1 项/).waitFor();
  await other.openForm(PROJECT);
  await other.holds("形象进度", "完成路面三公里");
});

scenario("with all that it needs a frame of the portal's own downloads as ever", async (here) => {
  const device = await here.device("clerk", { bare: true });
  const clerk = new FramedClerk(device, PEOPLE.clerk);
  const all = "allow-scripts allow-same-origin allow-forms allow-downloads allow-modals";
  await framed(here, device, here.portal.page(device.line.url, { lax: 1 }), all);
  await clerk.logIn();
  await clerk.show("待处理");
  const download = device.page.waitForEvent("download");
  await clerk.page.getByRole("button", { name: /^导出/ }).click();
  await download;
  await clerk.page.getByText("救援文件已交给浏览器下载").waitFor();
  assert.equal(await clerk.page.getByRole("textbox", { name: "救援文件的内容", exact: true }).count(), 0);
});
