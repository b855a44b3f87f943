// 审核 below the totals: what a reader of the print would find, and where it leads.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

scenario("the office sees before printing what a reader of the print would find", async (here) => {
  const reviewer = new Clerk(await here.device("coordinator"), PEOPLE.coordinator);
  const pages = reviewer.device.context.waitForEvent("response", (answer) => answer.url().endsWith(".rules.zh.txt"));
  const { page } = await reviewer.begin().then(() => reviewer);
  await reviewer.show("汇总");
  const section = page.getByRole("region", { name: "审核", exact: true });
  const group = (title) => section.getByRole("button", { name: title });

  // nothing was reported for May: six are missing, each leads to its form, all without a network
  await (await pages).finished();
  await reviewer.device.goOffline();
  await group("未报").click();
  await section.getByText(`“${PROJECTS[0].name}”${MONTH} 未报`).waitFor();
  assert.equal(await section.getByRole("listitem").count(), PROJECTS.length);
  await section.getByRole("button", { name: "规则说明" }).click();
  await section.getByText("汇总的月份中，计划内应报的项目没有月报").waitFor();
  await section.getByRole("button", { name: PROJECTS[0].name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: PROJECTS[0].name }).waitFor();

  // in 万元 everything adds up; in 亿元 rounding shows, and leads to its cell
  await reviewer.show("汇总");
  assert.equal(await group("尾差").count(), 0);
  await page.getByRole("button", { name: "亿元", exact: true }).click();
  await group("尾差").click();
  const difference = section.getByRole("listitem").filter({ hasText: "总投资" });
  await difference.getByText("说明：尾差 0.01 亿元全部来自逐格四舍五入").waitFor();
  await reviewer.device.picture("summary-checks-768");
  await reviewer.device.picture("summary-checks-1280", { width: 1280, height: 800 });
  await difference.getByRole("button", { name: "看这一格" }).click();
  const there = await page.evaluate(() => {
    const { activeElement: cell } = document.querySelector("yuebao-report").shadowRoot;
    return [cell.tagName, cell.closest("tr").querySelector("th").innerText.trim()];
  });
  assert.deepEqual(there, ["TD", "合计"]);
});
