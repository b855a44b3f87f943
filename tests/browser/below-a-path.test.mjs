// The report server below a path of the portal's own host: whatever door is taken, what is asked and
// every password goes there, and the portal sees nothing of it.
import assert from "node:assert/strict";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { Prefix } from "./support/prefix.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;

/** Somebody who works in a frame of the portal's page. */
class FramedClerk extends Clerk {
  get page() {
    return this.device.page.frameLocator("iframe");
  }
}

async function portal(here) {
  const prefix = new Prefix(here.server);
  await prefix.start();
  here.ends(() => prefix.stop());
  return prefix;
}

const bare = "<yuebao-report></yuebao-report>";
const frame = '<iframe id="report" src="/yuebao/embed" title="月报" width="700"></iframe>';
const DOORS = {
  "the bare tag": { at: (prefix) => prefix.page(bare) },
  "a path as the attribute": { at: (prefix) => prefix.page('<yuebao-report server="/yuebao"></yuebao-report>') },
  "the server's own page": { at: (prefix) => prefix.url },
  "the installed page": { at: (prefix) => `${prefix.url}app` },
  "the page for frames, alone": { at: (prefix) => `${prefix.url}embed` },
  "a frame": {
    at: (prefix) => prefix.page(frame, '<script src="/yuebao/yuebao-frame.js"></script>'),
    Person: FramedClerk,
  },
};

for (const [door, { at, Person = Clerk }] of Object.entries(DOORS)) {
  scenario(`below a path: ${door}`, async (here) => {
    const prefix = await portal(here);
    // a frame of another site has no storage under Playwright's flags; this one is the portal's own
    const device = await here.device("clerk");
    const clerk = new Person(device, PEOPLE.clerk);
    device.page = await device.visit(at(prefix));
    await clerk.logIn();
    await clerk.page.getByText(PROJECT.name).waitFor();
    await clerk.badge("已同步");
    await clerk.openForm(PROJECT);
    await clerk.type("形象进度", "完成路面三公里");
    await clerk.saved();
    for (const path of ["v1/hello", "v1/login", "v2/sync"]) {
      assert.ok(prefix.passed.includes(`/api/${path}`), `${path} was asked for below the path`);
    }
    const leaked = prefix.own.filter((line) => line !== "GET /projects/list" && line !== "GET /favicon.ico");
    assert.deepEqual(leaked, [], "the portal was asked for nothing of ours");
    assert.deepEqual(device.errors, []);
  });
}

scenario("below a path: an attribute that is no address asks nobody, and says so", async (here) => {
  const prefix = await portal(here);
  const device = await here.device("clerk");
  for (const server of ["report.example:8420", "report.example", "192.168.1.5:8420/yuebao", "ftp://report.example"]) {
    device.page = await device.visit(prefix.page(`<yuebao-report server="${server}"></yuebao-report>`));
    await device.page.getByRole("alert").getByText(server).waitFor();
    assert.equal(await device.page.getByRole("textbox").count(), 0, "no password is asked for");
    await device.page.locator("yuebao-report").evaluate((element) => element.setAttribute("server", "/yuebao"));
    await device.page.getByRole("textbox", { name: "密码" }).waitFor();
    await device.page.close();
  }
  device.page = await device.visit(prefix.page('<yuebao-report server="report.example:8420"></yuebao-report>'));
  await device.page.getByRole("alert").waitFor();
  await device.picture("server-attribute-768");
  const refused = await device.page.locator("yuebao-report").evaluate((one) => one.sync().catch(({ code }) => code));
  assert.equal(refused, "not-signed-in", "no promise is left open");
  const leaked = prefix.own.filter((line) => line !== "GET /projects/list" && line !== "GET /favicon.ico");
  assert.deepEqual(leaked, []);
});
