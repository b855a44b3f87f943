// Somebody who asks the server directly: prepares what a test needs, and says what the database
// holds. Each call is a fresh device that knows nothing, so that what it sees is what is stored.
import { randomUUID } from "node:crypto";

export class Office {
  constructor(server) {
    this.server = server;
  }

  async login(person) {
    const answer = await this.#post("login", { user: person.user, password: person.password });
    return answer.token;
  }

  /** Everything that this person may see: `{ projects, reports }` by their keys. */
  async everything(person) {
    const token = await this.login(person);
    const device = randomUUID();
    const projects = new Map();
    const reports = new Map();
    for (let cursor = 0, more = true; more; ) {
      const answer = await this.#sync(token, { device, cursor });
      for (const project of answer.changes.projects ?? []) projects.set(project.id, project);
      for (const report of answer.changes.reports ?? []) {
        reports.set(`${report.project} ${report.month}`, report);
      }
      ({ cursor, more } = answer);
    }
    return { projects, reports };
  }

  async report(person, project, month) {
    const { reports } = await this.everything(person);
    return reports.get(`${project} ${month}`);
  }

  /** Hands in reports, on top of whatever the server holds; throws unless it takes them all. */
  submit(person, reports) {
    return this.#hand(person, reports, "submit");
  }

  /** The same as a draft. */
  draft(person, ...reports) {
    return this.#hand(person, reports, "set");
  }

  async #hand(person, reports, kind) {
    const token = await this.login(person);
    const held = await this.everything(person);
    const operations = reports.map(({ project, month, values }, index) => ({
      op_id: randomUUID(),
      sequence: index + 1,
      project,
      month,
      form_version: 1,
      base_rev: held.reports.get(`${project} ${month}`)?.rev ?? 0,
      kind,
      changes: values,
    }));
    const { results } = await this.#sync(token, { device: randomUUID(), operations });
    const refused = results.filter((result) => !["applied", "merged"].includes(result.outcome));
    if (refused.length > 0) throw new Error(`not taken: ${JSON.stringify(refused, null, 1)}`);
  }

  #sync(token, request) {
    return this.#post("sync", { protocol: 1, nonce: randomUUID(), ...request }, token);
  }

  async #post(path, body, token) {
    const headers = { "content-type": "application/json" };
    if (token) headers.authorization = `Bearer ${token}`;
    const url = `http://127.0.0.1:${this.server.port}/api/v1/${path}`;
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    const content = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${content}`);
    return JSON.parse(content);
  }
}
