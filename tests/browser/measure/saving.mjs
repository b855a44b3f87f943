// How long a clerk without a network waits for 已保存: from each key to the end of the store's
// transaction, and to the word on the screen. A whole city's plan with three months of reports is on
// the device. Prints one JSON object a line; `cargo xtask bench sync` calls it.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { Office } from "../support/office.mjs";
import { CHROMIUM } from "../support/paths.mjs";
import { Portal } from "../support/portal.mjs";
import { Server, yuebao } from "../support/server.mjs";

const PROFILE = "qinzhou-2022";
const PASSWORD = "yuebao-demo";
const UNIT = "unit-1-1";
const KEYS = 400;
/** A key whose saving takes longer has failed, in milliseconds. */
const LONGEST = 10_000;
/** The first keys meet code that has not been compiled yet, as they do once a day. */
const WARM = 20;

const folder = await mkdtemp(join(tmpdir(), "yuebao-saving-"));
const portal = new Portal();
await portal.start();
const server = new Server(join(folder, "data"), portal.origin);
let context;
try {
  const made = await demo();
  await server.start();
  const { projects } = await new Office(server).everything({ user: "office", password: PASSWORD });
  await giveAllToOneUnit(projects);
  context = await chromium.launchPersistentContext(join(folder, "device"), {
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--host-resolver-rules=MAP portal.test 127.0.0.1, MAP yuebao.test 127.0.0.1",
    ],
    viewport: { width: 768, height: 1024 },
    hasTouch: true,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  const clerk = made.accounts.find(({ role, unit }) => role === "clerk" && unit === UNIT);
  const times = await type(await context.newPage(), clerk.user, projects.size);
  line("projects on the device", projects.size, "");
  for (const [what, some] of Object.entries(times)) {
    const sorted = some.slice(WARM).sort((one, other) => one - other);
    for (const percent of [50, 95, 99]) {
      const value = sorted[Math.floor((sorted.length * percent) / 100)];
      line(`${what}, p${percent}`, value, "ms");
    }
  }
} finally {
  await context?.close();
  await server.stop();
  await portal.stop();
  await rm(folder, { recursive: true, force: true });
}

function line(what, value, unit) {
  console.log(JSON.stringify({ what, engine: "yuebao", where: "chromium", value, unit }));
}

async function demo() {
  return JSON.parse(await yuebao(["demo", "--profile", PROFILE, "--data", server.data, "--json"]));
}

/** So that one clerk's tablet holds every project. */
async function giveAllToOneUnit(projects) {
  const plan = join(folder, "plan.json");
  const rows = [...projects.values()].map((row) => ({ ...row, units: [UNIT] }));
  await writeFile(plan, JSON.stringify({ projects: rows }));
  await yuebao(["import-plan", "--data", server.data, plan]);
}

/** Logs in, cuts the network, opens a form and writes a long text, a key at a time. */
async function type(page, user, count) {
  await page.addInitScript(watch);
  await page.goto(portal.page(`http://yuebao.test:${server.port}`));
  await page.getByRole("textbox", { name: "用户名" }).fill(user);
  await page.getByRole("textbox", { name: "密码" }).fill(PASSWORD);
  await page.getByRole("textbox", { name: "密码" }).press("Enter");
  const rows = page.getByRole("main").getByRole("listitem");
  // the demo has returned reports, which wait for a person
  await page.getByRole("button", { name: /同步状态.*(已同步|需处理)/ }).first().waitFor();
  await rows.first().waitFor();
  const shown = await rows.count();
  console.error(`    ${count} projects on the device, ${shown} of them to be reported this month`);
  await page.context().setOffline(true);
  await rows.first().getByRole("button").first().click();
  const box = page.getByRole("textbox", { name: "形象进度" });
  await box.click();
  for (let key = 1; key <= KEYS; key++) {
    await page.keyboard.press("a");
    const late = await page.evaluate((asked) => window.saved(...asked), [key, LONGEST]);
    if (late) throw new Error(`key ${key}: not said to be saved within ${LONGEST} ms; ${late}`);
  }
  return page.evaluate(() => window.saveTimes);
}

/** In the page: when a box was typed in, when its transaction ended, when the word was there. */
function watch() {
  const SAVED = "已保存在本机";
  window.saveTimes = { "key to stored": [], "key to 已保存": [] };
  let typed = null;
  let stored = false;
  let looked = () => {};
  const said = window.saveTimes["key to 已保存"];
  /** Resolves once so many keys are saved, be it before this is asked; with words if it is late. */
  window.saved = (keys, longest) =>
    new Promise((resolve) => {
      looked = () => said.length >= keys && resolve(null);
      setTimeout(() => resolve(`typed ${typed}, stored ${stored}, said ${said.length}`), longest);
      looked();
    });
  addEventListener(
    "input",
    (event) => {
      typed = event.timeStamp;
      stored = false;
      const root = event.composedPath()[0].getRootNode();
      if (!root.watched) {
        root.watched = new MutationObserver(() => look(root));
        root.watched.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      }
    },
    true,
  );
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...wanted) {
    const begun = transaction.apply(this, wanted);
    if (wanted[1] === "readwrite" && typed !== null) {
      begun.addEventListener("complete", () => {
        if (typed === null || stored) return;
        stored = true;
        window.saveTimes["key to stored"].push(performance.now() - typed);
      });
    }
    return begun;
  };
  function look(root) {
    if (typed === null || !stored) return;
    const chips = [...root.querySelectorAll(".yb-chip--good")];
    if (!chips.some((chip) => chip.textContent.includes(SAVED))) return;
    said.push(performance.now() - typed);
    typed = null;
    looked();
  }
}
