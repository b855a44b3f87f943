// 账号: the administrator adds a unit and people, takes in a list, and ends the login of a lost tablet.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PLAN, PROJECTS } from "./support/plan.mjs";
import { scenario } from "./support/world.mjs";

const ADMIN = { user: "admin", name: "系统管理员", role: "admin", unit: "county", password: PEOPLE.clerk.password };
const NEW = { user: "tangyan", name: "唐燕" };
const UNIT = { id: "power", name: "示例县供电局" };

/** The label of a field, whatever is explained behind it in brackets. */
const field = (clerk, label) => clerk.page.locator(".yb-account-form").getByLabel(new RegExp(`^${label}`));

async function story(here, t) {
  const admin = new Clerk(await here.device("admin"), ADMIN);
  const clerk = new Clerk(await here.device("clerk"), PEOPLE.clerk);
  const press = (name) => admin.page.getByRole("button", { name, exact: true }).click();
  await clerk.begin();
  await admin.begin();
  let password;

  await t.test("a unit, and in it a clerk, whose password is shown once", async () => {
    await admin.show("账号");
    await admin.device.picture("accounts-768");
    await admin.device.picture("accounts-360", { width: 360, height: 740 });
    await press("新增单位");
    await field(admin, "标识").fill(UNIT.id);
    await field(admin, "名称").fill(UNIT.name);
    await field(admin, "上级单位").selectOption({ label: "示例县发展改革局" });
    await press("保存");
    await admin.page.getByText(UNIT.name).first().waitFor();
    await press("新增账号");
    await field(admin, "用户名").fill(NEW.user);
    await field(admin, "姓名").fill(NEW.name);
    await field(admin, "单位").selectOption({ label: UNIT.name });
    await press("保存");
    await admin.page.getByText("密码只显示这一次").waitFor();
    await admin.device.picture("accounts-password-768");
    password = (await admin.page.locator(".yb-secret").first().innerText()).trim();
    await press("已抄下");
    assert.equal(await admin.page.getByText(password).count(), 0, "it is gone");
  });

  await t.test("a wrong list changes nothing, a right one is tried and then written", async () => {
    const choose = (name, text) =>
      admin.page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    await choose("错.csv", "用户名,姓名,角色,单位\nliping,李萍,信息员,没有的单位\n");
    await admin.page.getByRole("alert").getByText("名单有误，未作任何改动").waitFor();
    await admin.device.picture("accounts-list-wrong-768");
    await press("关闭");
    await choose("对.csv", `用户名,姓名,角色,单位\nliping,李萍,信息员,${UNIT.name}\n`);
    await admin.page.getByText("新增 1，修改 0，未变 0").waitFor();
    await press("写入");
    await admin.page.getByText("已写入。").waitFor();
    await press("关闭");
  });

  await t.test("the new clerk logs in", async () => {
    const fresh = new Clerk(await here.device("fresh"), { ...NEW, password });
    await fresh.begin();
    await fresh.page.getByText("唐燕").first().waitFor();
    assert.deepEqual(fresh.device.errors, []);
  });

  await t.test("a lost tablet is logged out, and what it has not sent stays on it", async () => {
    await clerk.device.goOffline();
    await clerk.openForm(PROJECTS[0]);
    await clerk.type("备注", "丢失前写下的");
    await clerk.saved();
    await admin.show("待处理");
    await admin.show("账号");
    // what prepared the test has logged in as well
    const tablets = admin.page.getByRole("listitem").filter({ hasText: PEOPLE.clerk.name }).filter({ hasText: "登录中" });
    await tablets.first().waitFor();
    for (let left = await tablets.count(); left > 0; left--) {
      await tablets.first().getByRole("button", { name: "收回登录" }).click();
      await tablets.nth(left - 1).waitFor({ state: "detached" });
    }
    await admin.device.picture("accounts-revoked-768");
    await clerk.device.goOnline();
    await clerk.password();
    await clerk.device.synced();
    await clerk.openForm(PROJECTS[0]);
    await clerk.holds("备注", "丢失前写下的");
  });

  await t.test("without a network the screen says why it is empty", async () => {
    await admin.device.goOffline();
    await admin.page.getByText("本页须联网使用").waitFor();
  });
  for (const one of [clerk, admin]) assert.deepEqual(one.device.errors, []);
}

scenario("an administrator keeps units, people and tablets", story, { plan: PLAN, people: { admin: ADMIN } });
