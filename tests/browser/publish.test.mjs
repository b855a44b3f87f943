// What the city publishes, on the office's tablet: read, printed and kept offline, as files with a network.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PLAN, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
const PHONE = { width: 360, height: 740 };
/** A plan of more rows than fit on any screen. */
const MANY = Array.from({ length: 400 }, (_, at) => ({
  ...PROJECT,
  id: `q${at}`,
  units: ["county"],
  name: `示例第${at + 1}号标段${"很长的名称".repeat(at % 7)}`,
  code: `2018-450721-48-03-9${String(at).padStart(5, "0")}`,
}));
const SETTING = { plan: { ...PLAN, projects: [...PROJECTS, ...MANY] } };

/** What a button offers for download. */
async function kept(page, name) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  return readFile(await (await download).path());
}

/** How many rows of the big table are drawn, and of how many heights, once all that is in sight is among them. */
const inSight = () => {
  const { shadowRoot } = document.querySelector("yuebao-report");
  const place = shadowRoot.querySelector(".yb-publish__scroll");
  const top = place.querySelector("thead").getBoundingClientRect().bottom;
  const bottom = place.getBoundingClientRect().top + place.clientTop + place.clientHeight;
  const rows = [...place.querySelectorAll("tr[data-row]")].map((row) => row.getBoundingClientRect());
  const begins = Math.min(...rows.map((row) => row.top));
  const ends = Math.max(...rows.map((row) => row.bottom));
  const heights = new Set(rows.map((row) => row.height)).size;
  return begins <= top + 1 && ends >= bottom - 1 && { drawn: rows.length, heights };
};

async function story(here, t) {
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const office = new Clerk(await here.device("office"), PEOPLE.office);
  /** @type {import("playwright-core").Page} */
  let page;

  await t.test("a clerk has no such screen, and the office reads the documents offline", async () => {
    await clerk.begin();
    await clerk.fill(PROJECT, "300", "路基完成");
    await clerk.submit();
    await clerk.device.synced();
    assert.equal(await clerk.page.getByRole("button", { name: "发布" }).count(), 0);
    await office.begin();
    ({ page } = office);
    await office.device.goOffline();
    await office.show("发布");
    await page.getByRole("heading", { name: /进展情况月报表/ }).waitFor();
    await page.getByText("暂计数，尚未封账").waitFor();
    const row = page.getByRole("row", { name: new RegExp(PROJECT.name) });
    await row.getByText("300.00").first().waitFor();
    await office.device.picture("publish-table-768");
    await office.device.picture("publish-table-360", PHONE);
  });

  await t.test("of a long table what is in sight is drawn, wherever it is scrolled to", async () => {
    const table = page.getByRole("region", { name: /^表1/ }).first();
    for (const share of [0, 0.35, 0.9, 1, 0]) {
      await table.evaluate((place, share) => place.scrollTo(0, share * place.scrollHeight), share);
      const seen = await page.waitForFunction(inSight);
      const { drawn, heights } = await seen.jsonValue();
      assert.ok(drawn < 150, `${drawn} rows at ${share}`);
      assert.equal(heights, 1, "rows of several heights");
    }
  });

  await t.test("a total leads to the projects behind it, and a project to its ledger", async () => {
    await page.getByRole("button", { name: /^合计（实施项目/ }).click();
    const behind = page.getByRole("region", { name: "所含项目", exact: true });
    await behind.getByRole("button", { name: PROJECT.name }).waitFor();
    await office.device.picture("publish-behind-768");
    await behind.getByRole("button", { name: PROJECT.name }).click();
    await page.getByRole("heading", { level: 1, name: `${PROJECT.name} 项目台账` }).waitFor();
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByRole("heading", { level: 1, name: "发布" }).waitFor();
  });

  await t.test("every document is there, charts too", async () => {
    for (const name of ["通报", "简报", "预警", "报送情况", "清单", "总结", "指标", "绩效"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.locator(".yb-document__title").waitFor();
      assert.equal(await page.getByText("表内数据不符").count(), 0, name);
    }
    await page.getByRole("button", { name: "通报", exact: true }).click();
    await page.getByRole("img", { name: /完成率/ }).first().waitFor();
    await office.device.picture("publish-bulletin-768");
    await page.getByRole("button", { name: "预警", exact: true }).click();
    await page.getByRole("img", { name: "各地预警" }).waitFor();
    await office.device.picture("publish-lights-768");
  });

  await t.test("a table is kept as .csv offline, and the whole of it is printed", async () => {
    await page.getByRole("button", { name: "月报表", exact: true }).click();
    const text = (await kept(page, "下载 .csv")).toString("utf8");
    assert.ok(text.startsWith("\ufeff钦州市"), text.slice(0, 40));
    assert.equal(text.match(/^\d+,示例第\d+号标段/gm).length, MANY.length);
    await page.evaluate(() => {
      globalThis.printed = [];
      const own = HTMLIFrameElement.prototype;
      const { get } = Object.getOwnPropertyDescriptor(own, "contentWindow");
      Object.defineProperty(own, "contentWindow", {
        get() {
          const view = get.call(this);
          if (view) view.print = () => globalThis.printed.push(view.document.body.firstChild.shadowRoot.textContent);
          return view;
        },
      });
    });
    await page.getByRole("button", { name: "打印", exact: true }).click();
    await page.waitForFunction(() => globalThis.printed.length === 1);
    const [paper] = await page.evaluate(() => globalThis.printed);
    const rows = new Set(paper.match(/示例第\d+号标段/g));
    assert.equal(rows.size, MANY.length);
    await page.getByRole("button", { name: "打印", exact: true }).waitFor();
  });

  await t.test("files for offices are the server's", async () => {
    await page.getByRole("button", { name: "下载 .xlsx" }).click();
    await page.getByRole("status").filter({ hasText: "连不上服务器" }).waitFor();
    await office.device.goOnline();
    await office.device.synced();
    for (const name of ["下载 .xlsx", "下载 .docx"]) {
      const file = await kept(page, name);
      assert.equal(file.subarray(0, 2).toString(), "PK", name);
    }
    assert.deepEqual(office.device.errors, []);
    assert.deepEqual(clerk.device.errors, []);
  });
}

scenario("the documents of a month on the office's tablet", story, SETTING);
