// The line between one device and the server, where everything can happen that happens to lines.
//
// It forwards over TCP rather than inside the browser, so that Chromium itself meets the closed
// port, the reset, the half answer, and a login page where the server should be.
import { once } from "node:events";
import { createServer, request } from "node:http";

/** What can happen to a request. `pass` is what should. */
export const FAULTS = {
  /** It never reaches the server. */
  refuse: "refuse",
  /** The server does what it asks, and the answer is lost. */
  lose: "lose",
  /** The answer ends in the middle. */
  cut: "cut",
  /** A captive portal answers in the server's place. */
  captive: "captive",
  /** The answer takes its time. */
  delay: "delay",
};

const LOGIN_PAGE =
  '<!doctype html><meta charset="utf-8"><title>Wi-Fi</title><h1>请先登录无线网络</h1>';
const DELAY = 150;

export class Line {
  /** Every exchange that belongs to `POST /api/v1/sync`: what was asked, and what became of it. */
  exchanges = [];
  #port = 0;
  #decide = () => "pass";
  #waiters = [];

  constructor(server) {
    this.server = server;
  }

  async start() {
    this.http = createServer((asked, answer) => void this.#forward(asked, answer));
    this.http.listen(0, "127.0.0.1");
    await once(this.http, "listening");
    this.#port = this.http.address().port;
  }

  /** Where the browser finds the server: a name that is not localhost, over plain http. */
  get url() {
    return `http://yuebao.test:${this.#port}`;
  }

  /** `decide` says what happens to each request to the interface from now on. */
  disturb(decide) {
    this.#decide = decide;
  }

  calm() {
    this.#decide = () => "pass";
  }

  /** Every operation that left the device, by its identifier. */
  get operations() {
    const all = this.exchanges.flatMap((exchange) => exchange.asked.operations);
    return new Map(all.map((operation) => [operation.op_id, operation]));
  }

  /** Resolves with the next sync exchange, when it is over, that `wanted` says yes to. */
  next(wanted = () => true) {
    return new Promise((resolve) => this.#waiters.push({ wanted, resolve }));
  }

  async stop() {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }

  async #forward(asked, answer) {
    const body = await whole(asked).catch(() => null);
    if (body === null) return;
    const isInterface = asked.url.startsWith("/api/") && asked.method !== "OPTIONS";
    const fate = isInterface ? this.#decide(asked) : "pass";
    if (fate === FAULTS.refuse) {
      answer.destroy();
    } else if (fate === FAULTS.captive) {
      captive(answer);
    } else {
      await this.#ask(asked, body, answer, fate);
    }
    if (asked.url === "/api/v1/sync" && asked.method === "POST") {
      this.#note({ asked: JSON.parse(body), fate, token: asked.headers.authorization });
    }
  }

  async #ask(asked, body, answer, fate) {
    const { method, url: path, headers } = asked;
    const got = await fetchWhole({ port: this.server.port, method, path, headers }, body);
    if (got === null || fate === FAULTS.lose) {
      answer.destroy();
      return;
    }
    if (fate === FAULTS.delay) await new Promise((resolve) => setTimeout(resolve, DELAY));
    if (answer.destroyed) return;
    answer.writeHead(got.status, { ...got.headers, "content-length": got.body.length });
    if (fate === FAULTS.cut) {
      answer.write(got.body.subarray(0, got.body.length / 2), () => answer.destroy());
    } else {
      answer.end(got.body);
      await once(answer, "close");
    }
  }

  #note(exchange) {
    this.exchanges.push(exchange);
    const waiting = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiting) {
      if (waiter.wanted(exchange)) waiter.resolve(exchange);
      else this.#waiters.push(waiter);
    }
  }
}

function captive(answer) {
  answer.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "access-control-allow-origin": "*",
  });
  answer.end(LOGIN_PAGE);
}

async function whole(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** `null` if there is no server. */
function fetchWhole(options, body) {
  return new Promise((resolve) => {
    const call = request({ host: "127.0.0.1", agent: false, ...options }, async (got) => {
      const content = await whole(got).catch(() => null);
      const { "transfer-encoding": _, ...headers } = got.headers;
      resolve(content && { status: got.statusCode, headers, body: content });
    });
    call.on("error", () => resolve(null));
    call.end(body);
  });
}
