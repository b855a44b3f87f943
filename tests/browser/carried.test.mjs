// What was explained last month is not written anew while its figures stay.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { APRIL, LAST_MONTH, MONTH, PEOPLE, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const PROJECT = PROJECTS[1];
const WORDS = "施工许可资料已报审批局，边施工边补办，六月底前领取";
const START = APRIL[PROJECT.id].actual_start;
const PERMIT = { planned: "2022-06-30" };

scenario("an explanation is carried into the next month and confirmed with one tap", async (here, t) => {
  // as widgets of before write it
  const fingerprint = `milestone=施工许可;start=${START};`;
  const explained = {
    ...APRIL[PROJECT.id],
    "milestone.permit": PERMIT,
    "explanation.T215.milestone.permit": { text: WORDS, fingerprint },
  };
  await here.office.submit(PEOPLE.clerk, [
    { project: PROJECT.id, month: LAST_MONTH, values: explained },
  ]);
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  await clerk.begin();
  await clerk.openForm(PROJECT);
  await clerk.fill(PROJECT, "200", "路基完成百分之五十");
  await clerk.page.locator("summary").filter({ hasText: "前期工作" }).click();
  await clerk.page.locator("input[aria-label^=施工许可]").first().fill(PERMIT.planned);
  const box = clerk.page.locator(".yb-explanation").filter({ hasText: "上月已说明" });

  await t.test("last month's words stand beside the finding", async () => {
    await box.waitFor();
    assert.equal(await box.locator("blockquote").innerText(), WORDS);
    assert.equal(await box.getByRole("textbox").inputValue(), "");
    await box.scrollIntoViewIfNeeded();
    await clerk.device.picture("form-carried-768");
  });

  await t.test("one tap confirms them, and the report can be handed in", async () => {
    await box.getByRole("button", { name: "沿用上月说明" }).click();
    const now = clerk.page.locator(".yb-explanation").filter({ hasText: "已说明" });
    await now.waitFor();
    assert.equal(await now.getByRole("textbox").inputValue(), WORDS);
    await clerk.submit();
    await clerk.device.synced();
    const report = await here.stored(PEOPLE.clerk, PROJECT, MONTH);
    const kept = report.values["explanation.T215.milestone.permit"];
    const values = `;milestone=permit;start=${START}`;
    assert.deepEqual(kept, { text: WORDS, values, fingerprint }, "and widgets of before know it");
  });
});
