// Everything a test needs: a server with the plan and the reports of April, the portal, devices.
// It ends with the test, and so do all processes.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

import { Clock } from "./clock.mjs";
import { Device } from "./device.mjs";
import { Line } from "./line.mjs";
import { Office } from "./office.mjs";
import { APRIL, LAST_MONTH, NOW, PEOPLE, PLAN } from "./plan.mjs";
import { Portal } from "./portal.mjs";
import { Server, yuebao } from "./server.mjs";

/** Beyond this something hangs, in milliseconds. */
const PATIENCE = 180_000;

/**
 * A test in a world of its own: `play` is given it, and the test's context. `plan` stands in the place
 * of the common one, `people` are there beside the common ones.
 */
export function scenario(name, play, setting = {}) {
  test(name, { timeout: PATIENCE }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "yuebao-"));
    const world = new World(folder, name, setting);
    t.after(() => world.end());
    await world.begin();
    await play(world, t);
  });
}

class World {
  #devices = [];
  #lines = [];
  #others = [];

  constructor(folder, name, { plan = PLAN, people = {} }) {
    Object.assign(this, { folder, name, plan, people: { ...PEOPLE, ...people } });
    this.portal = new Portal();
  }

  async begin() {
    const data = join(this.folder, "data");
    const plan = join(this.folder, "plan.json");
    await writeFile(plan, JSON.stringify(this.plan));
    await yuebao(["import-plan", "--data", data, plan]);
    for (const { user, name, role, unit, password } of Object.values(this.people)) {
      const args = ["user", "add", "--data", data, user, "--name", name, "--role", role];
      await yuebao([...args, "--unit", unit, "--password-stdin"], `${password}\n`);
    }
    await this.portal.start();
    this.server = new Server(data, this.portal.origin);
    this.server.clock = new Clock(NOW);
    await this.server.start();
    this.office = new Office(this.server);
    this.portal.token = () => this.office.login(PEOPLE.clerk);
    for (const person of [PEOPLE.clerk, PEOPLE.stranger]) {
      const own = this.plan.projects.filter((project) => project.units[0] === person.unit);
      const reports = own.map(({ id }) => ({ project: id, month: LAST_MONTH, values: APRIL[id] }));
      await this.office.submit(person, reports);
    }
  }

  /** A tablet of its own, switched on, with its own line to the server. */
  async device(name, options) {
    const line = new Line(this.server);
    await line.start();
    this.#lines.push(line);
    const device = new Device(name, join(this.folder, `device-${name}`), this.portal, line, options);
    this.#devices.push(device);
    await device.start();
    return device;
  }

  /** What stands in the file: the report as a server says it that was stopped and started anew. */
  async stored(person, project, month) {
    await this.server.stop();
    await yuebao(["verify", "--data", this.server.data]);
    await this.server.start();
    return this.office.report(person, project.id, month);
  }

  /** What else has to end, before the folder goes that it may write to. */
  ends(how) {
    this.#others.push(how);
  }

  async end() {
    // the last thing seen, for whoever has to find out why a test failed
    for (const device of this.#devices) {
      await device.picture(join("ends", `${this.name}, ${device.name}`)).catch(() => "it shows nothing");
      await device.stop();
    }
    for (const how of this.#others) await how();
    for (const line of this.#lines) await line.stop();
    await this.server?.stop();
    await this.server?.clock.stop();
    await this.portal.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
