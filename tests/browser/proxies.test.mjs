// The configurations for nginx and Apache that are packaged, run by the real programs: the server has
// a host of its own or a path of the portal, over http and https.
import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { Clerk } from "./support/clerk.mjs";
import { PEOPLE, PROJECTS } from "./support/plan.mjs";
import { Proxy } from "./support/proxy.mjs";
import { post, request } from "./support/raw.mjs";
import { scenario } from "./support/world.mjs";

const [PROJECT] = PROJECTS;
/** What the server takes at most, in bytes. */
const LARGEST = 2 * 1024 * 1024;
/** Two people in the county, both on this machine. */
const [HERE, ELSEWHERE] = ["127.0.0.7", "127.0.0.8"];

/** The server as its own comment in the configuration says, behind the proxy. */
async function behind(here, kind, door) {
  await here.server.stop();
  here.server.more = ["--proxy", "127.0.0.1", ...(door === "path" ? ["--base-path", "/yuebao"] : [])];
  await here.server.start();
  const proxy = new Proxy(kind, door, here.server, here.folder);
  here.ends(() => proxy.stop());
  await proxy.start();
  return proxy;
}

const logIn = (url, password, from, headers) =>
  post(`${url}/api/v1/login`, { user: PEOPLE.clerk.user, password }, { from, headers });

async function pagesAndFiles(url, door) {
  const { status, headers } = await request(`${url}/`);
  assert.deepEqual([status, headers.location], [307, "app"]);
  assert.equal((await request(`${url}/app`)).status, 200);
  if (door === "path") {
    const bare = await request(url);
    assert.ok([301, 308].includes(bare.status), `${bare.status}`);
    assert.match(bare.headers.location, /\/yuebao\/$/);
  }
  for (const [coding, unpack] of [["gzip", gunzipSync], ["br", brotliDecompressSync]]) {
    const script = await request(`${url}/yuebao.js`, { headers: { "accept-encoding": coding } });
    assert.equal(script.headers["content-encoding"], coding);
    assert.match(unpack(script.body).toString(), /import/, "it was packed once");
  }
}

async function theInterface(url, kind) {
  const login = await logIn(url, PEOPLE.clerk.password, HERE);
  assert.equal(login.status, 200, `${login.body}`);
  const headers = { authorization: `Bearer ${JSON.parse(login.body).token}` };
  const asked = { protocol: 1, nonce: "n", device: "d", cursor: 0, operations: [] };
  const sync = (body) => post(`${url}/api/v1/sync`, body, { headers: { ...headers, "accept-encoding": "gzip" } });
  const text = JSON.stringify(asked);
  const largest = await sync(text + " ".repeat(LARGEST - text.length));
  assert.equal(largest.status, 200, "as much as the server takes gets through");
  const isPacked = largest.headers["content-encoding"] === "gzip";
  const said = JSON.parse(isPacked ? gunzipSync(largest.body) : largest.body);
  assert.equal(said.nonce, "n");
  const larger = await sync(" ".repeat(LARGEST + 1));
  assert.equal(larger.status, 413);
  // Apache of today passes on whatever is to be passed on, and the server refuses it itself
  if (kind === "nginx") assert.match(larger.headers["content-type"], /^text\/html/, "the proxy keeps it away");
  const odd = await request(`${url}/api/v1/reports/a%2Fb/2022-05/history`, { headers });
  assert.equal(odd.headers["content-type"], "application/problem+json", "the server answers, whatever the name");
}

async function theAddress(url, server) {
  const before = server.log.length;
  const wrong = await logIn(url, "wrong-wrong", HERE, { "x-forwarded-for": "10.9.9.9" });
  assert.equal(wrong.status, 401);
  const failed = server.log.slice(before).find(({ message }) => message.includes("a login failed"));
  assert.equal(failed.address, HERE, "neither the proxy nor what the asker wrote");
}

for (const kind of ["nginx", "apache"]) {
  for (const door of ["host", "path"]) {
    scenario(`${kind}, ${door}: the packaged configuration, over http and https`, async (here) => {
      const proxy = await behind(here, kind, door);
      for (const scheme of ["http", "https"]) {
        const url = proxy.url(scheme);
        await pagesAndFiles(url, door);
        await theInterface(url, kind);
        await theAddress(url, here.server);
      }
      const device = await here.device("clerk");
      const clerk = new Clerk(device, PEOPLE.clerk);
      device.page = await device.visit(`${proxy.url("http", "portal.test")}/app`);
      await clerk.logIn();
      await clerk.openForm(PROJECT);
      await clerk.type("形象进度", "完成路面三公里");
      await clerk.saved();
      assert.deepEqual(device.errors, []);
    });
  }
}

scenario("behind a proxy, who guesses is held up and the neighbour is not", async (here) => {
  const url = (await behind(here, "nginx", "path")).url("http");
  const guesses = [];
  for (let guess = 0; guess < 12; guess++) guesses.push((await logIn(url, "wrong-wrong", HERE)).status);
  assert.equal(guesses.at(-1), 429, `${guesses}`);
  assert.equal((await logIn(url, PEOPLE.clerk.password, ELSEWHERE)).status, 200);
});

scenario("the portal's page itself, with the bare tag below its path", async (here) => {
  const proxy = await behind(here, "nginx", "path");
  const device = await here.device("clerk");
  const clerk = new Clerk(device, PEOPLE.clerk);
  device.page = await device.visit(`http://portal.test:${proxy.port}/projects`);
  await clerk.logIn();
  await clerk.page.getByText(PROJECT.name).waitFor();
  await clerk.badge("已同步");
  const told = here.server.log.filter(({ message }) => message.includes("--allow-origin"));
  assert.deepEqual(told, [], "it is of the same origin");
});
