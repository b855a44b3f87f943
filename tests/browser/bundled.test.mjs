// The npm package in portals that are made with a bundler: every file comes out of the bundle, on
// Vite's development server and as Vite and webpack build it; and the examples do what they show.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { setTimeout } from "node:timers/promises";

import { check, stage, viteBuild, viteServer, webpackBuild } from "./support/bundled.mjs";
import { Clerk } from "./support/clerk.mjs";
import { EXAMPLE_SERVER } from "./support/examples.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
/** What is there first, what is loaded later, and what there is to read. */
const FILES = [/_bg/, /\.shared/, /\.program/, /\.rules\.zh/];

/** A tablet at the portal, and what the page fetches that is no script. */
async function visit(here, bundled) {
  here.portal.bundled = bundled;
  const device = await here.device("clerk");
  const fetched = new Map();
  device.context.on("response", (answer) => {
    if (/\.(wasm|txt)(\?|$)/.test(answer.url())) fetched.set(answer.url(), answer.status());
  });
  device.page = await device.visit(`${here.portal.origin}/`);
  return { device, fetched };
}

/** Each file once, whole, and from the portal alone. */
async function comeFromBundle(here, fetched) {
  for (let turn = 0; fetched.size < FILES.length && turn < 100; turn++) await setTimeout(100);
  assert.equal(fetched.size, FILES.length, [...fetched.keys()].join());
  for (const [url, status] of fetched) {
    assert.equal(new URL(url).origin, here.portal.origin);
    assert.equal(status, 200, url);
  }
}

/** Vite's own client misses the socket by which it would hear of changes. */
function assertNoErrors({ errors }) {
  assert.deepEqual(errors.filter(({ stack }) => !String(stack).includes("/@vite/client")), []);
}

async function openForm({ page }) {
  await page.getByText(`已登录：${PEOPLE.clerk.user}`).waitFor();
  await page.locator("#open").click();
  await page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
}

for (const [how, made] of Object.entries({ "vite dev": viteServer, "vite build": viteBuild })) {
  scenario(`React 19 in strict mode, ${how}: logs in, opens a report, is one widget`, async (here) => {
    const folder = await stage(join(here.folder, "portal"), "vite-react");
    const { device, fetched } = await visit(here, await made(folder, here));
    await openForm(device);
    await comeFromBundle(here, fetched);
    assert.equal(await device.page.locator("yuebao-report >> main").count(), 1);
    assert.equal(here.portal.asked, 1);
    await device.page.locator("#out").click();
    await device.page.getByText("已退出").waitFor();
    assertNoErrors(device);
  });

  scenario(`Vue 3 with Element Plus, ${how}: tab, kept alive, and dialogue`, async (here) => {
    const folder = await stage(join(here.folder, "portal"), "vite-vue");
    const { device, fetched } = await visit(here, await made(folder, here));
    await openForm(device);
    await comeFromBundle(here, fetched);
    const { page } = device;
    await page.getByRole("textbox", { name: "形象进度" }).fill("完成路面三公里");
    await page.getByText("已保存在本机", { exact: true }).waitFor();

    await page.getByRole("tab", { name: "首页" }).click();
    await page.locator("yuebao-report").waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "月报" }).click();
    // the form that was open, in the element that was kept
    await page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
    assert.equal(await page.getByRole("textbox", { name: "形象进度" }).inputValue(), "完成路面三公里");

    await page.getByRole("tab", { name: "首页" }).click();
    await page.locator("#dialog").click();
    const inside = page.getByRole("dialog");
    await inside.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
    assert.equal(await inside.getByRole("textbox", { name: "形象进度" }).inputValue(), "完成路面三公里");
    assertNoErrors(device);
  });
}

scenario("webpack without settings: the widget's login, and a form", async (here) => {
  const { device, fetched } = await visit(here, await webpackBuild(join(here.folder, "portal")));
  const clerk = new Clerk(device, PEOPLE.clerk);
  await clerk.logIn();
  await device.page.locator("yuebao-report").evaluate((element, id) => element.open(id), PROJECT.id);
  await device.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  await comeFromBundle(here, fetched);
  assertNoErrors(device);
});

scenario("a bundle says that it has to be told where the server is", async (here) => {
  const bundled = await webpackBuild(join(here.folder, "portal"), "<yuebao-report></yuebao-report>");
  const { device } = await visit(here, bundled);
  await device.page.getByText("不知道月报服务器在哪里").waitFor();
  assert.equal(await device.page.getByLabel("用户名").count(), 0);
});

scenario("a bundle defines the element at once: what is set and called before the program is there counts", async (here) => {
  const script = `
    const element = document.createElement("yuebao-report");
    const known = ["token", "getToken"].every((name) => name in element);
    element.getToken = async () => (await (await fetch("/report-token")).json()).token;
    element.setAttribute("server", "${EXAMPLE_SERVER}");
    document.body.append(element);
    element.open("${PROJECT.id}").then(() => {
      const report = customElements.get("yuebao-report");
      document.title = [known, element instanceof report, typeof element.getToken, Object.keys(element)].join(" ");
    });
    addEventListener("load", () => element.setAttribute("lang", "en"));`;
  const { device, fetched } = await visit(here, await webpackBuild(join(here.folder, "portal"), "<body>", script));
  await device.page.getByRole("heading", { level: 1, name: PROJECT.name }).waitFor();
  await device.page.getByRole("button", { name: "Totals" }).waitFor();
  await comeFromBundle(here, fetched);
  assert.equal((await device.page.title()).trim(), "true true function");
  // later ones are like it, and one that is gone stays so
  const later = await device.page.evaluate(() => {
    const [gone, next] = [document.querySelector("yuebao-report"), document.createElement("yuebao-report")];
    gone.remove();
    next.setAttribute("server", gone.getAttribute("server"));
    document.body.append(next);
    return next.sync().then(({ state }) => state);
  });
  assert.equal(later, "synced");
  assertNoErrors(device);
});

scenario("a bundle whose program cannot be had says so in the place of the element", async (here) => {
  const portal = await webpackBuild(join(here.folder, "portal"));
  const { device } = await visit(here, (asked, answer) => {
    if (asked.url.endsWith(".wasm")) answer.writeHead(404).end();
    else portal(asked, answer);
  });
  await device.page.getByRole("alert").getByText("月报程序没有装载成功").waitFor();
});

const WRONG = {
  "vite-react": ["tsx", 'import type {} from "yuebao-report/react";\nexport default <yuebao-report text-size="huge" />;\n'],
  "vite-vue": [
    "vue",
    '<script setup lang="ts">\nimport type {} from "yuebao-report/vue";\n</script>\n' +
      '<template><yuebao-report text-size="huge" /></template>\n',
  ],
};
for (const [example, [ending, text]] of Object.entries(WRONG)) {
  test(`tsc --strict takes ${example}, and no size of text that there is not`, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "yuebao-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await stage(folder, example);
    await check(folder);
    await writeFile(join(folder, `src/Wrong.${ending}`), text);
    await assert.rejects(check(folder), /huge/);
  });
}
