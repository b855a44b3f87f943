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
