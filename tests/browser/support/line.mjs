// The line between one device and the server, where everything can happen that happens to lines.
//
// It forwards over TCP rather than inside the browser, so that Chromium itself meets the closed
// port, the reset, the half answer, and a login page where the server should be.
import { once } from "node:events";
import { createServer, request } from "node:http";
import { gunzipSync, gzipSync } from "node:zlib";

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
  /** A proxy passes on half of the answer as if it were the whole. */
  half: "half",
  /** A proxy takes the login out of the request. */
  noToken: "noToken",
  /** A proxy takes out of the answer that it is packed. */
  stillPacked: "stillPacked",
};

const LOGIN_PAGE =
  '<!doctype html><meta charset="utf-8"><title>Wi-Fi</title><h1>请先登录无线网络</h1>';
const DELAY = 150;

export class Line {
  /** Bodies that are longer, in bytes, do not get through: see `narrow`. */
  #widest = Infinity;
  #isSaid = true;
  #isReadable = true;
  /** Every exchange that belongs to `POST /api/v2/sync`: what was asked, and what became of it. */
  exchanges = [];
  #port = 0;
  #decide = () => "pass";
  #gate = null;
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

  /** Where it listens. */
  get address() {
    return `127.0.0.1:${this.#port}`;
  }

  /** `decide` says what happens to each request to the interface from now on. */
  disturb(decide) {
    this.#decide = decide;
  }

  /**
   * Holds the next push: before it reaches the server, or, with `answered`, its answer after the
   * server has committed. `arrived` resolves when there is one, `release` lets it go on.
   */
  hold({ answered = false } = {}) {
    const gate = { answered };
    gate.arrived = new Promise((resolve) => (gate.arrive = resolve));
    gate.open = new Promise((resolve) => (gate.release = (fate = "pass") => resolve(fate)));
    this.#gate = gate;
    return gate;
  }

  /**
   * As a proxy that takes bodies of so many bytes: it says so (413, in a page of its own, which a page
   * of another origin may read or not), or hangs up.
   */
  narrow(widest, { isSaid = true, isReadable = true } = {}) {
    this.#widest = widest;
    this.#isSaid = isSaid;
    this.#isReadable = isReadable;
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
    let fate = isInterface ? this.#decide(asked) : "pass";
    const gate = this.#gate;
    const isHeld = gate && isPush(asked, body);
    if (isHeld) this.#gate = null;
    if (isHeld && !gate.answered) {
      gate.arrive();
      fate = await gate.open;
    }
    const isTooLarge = body.length > this.#widest;
    if (isTooLarge && this.#isSaid) {
      fate = "413";
      const open = this.#isReadable && { "access-control-allow-origin": "*" };
      answer.writeHead(413, { "content-type": "text/html", ...open });
      answer.end("<h1>413 Request Entity Too Large</h1>");
    } else if (fate === FAULTS.refuse || isTooLarge) {
      fate = FAULTS.refuse;
      answer.destroy();
    } else if (fate === FAULTS.captive) {
      captive(answer);
    } else {
      await this.#ask(asked, body, answer, fate, isHeld && gate.answered ? gate : null);
    }
    if (asked.url === "/api/v2/sync" && asked.method === "POST") {
      this.#note({ asked: JSON.parse(body), fate, token: asked.headers.authorization });
    }
  }

  async #ask(asked, body, answer, fate, gate) {
    const { method, url: path, headers } = asked;
    if (fate === FAULTS.noToken) delete headers.authorization;
    const got = await fetchWhole({ port: this.server.port, method, path, headers }, body);
    if (got === null || fate === FAULTS.lose) {
      answer.destroy();
      return;
    }
    if (gate) {
      gate.arrive();
      await gate.open;
    }
    if (fate === FAULTS.stillPacked) packInSecret(got);
    if (fate === FAULTS.half) got.body = halved(got);
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

function isPush(asked, body) {
  const isSync = asked.url === "/api/v2/sync" && asked.method === "POST";
  return isSync && JSON.parse(body).operations.length > 0;
}

/** The first half of what was said, honestly packed and with an honest length. */
function halved({ headers, body }) {
  const isPacked = headers["content-encoding"] === "gzip";
  const said = isPacked ? gunzipSync(body) : body;
  const half = said.subarray(0, said.length / 2);
  return isPacked ? gzipSync(half) : half;
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

/** The server sends small answers as they are; a proxy may pack them all the same. */
function packInSecret(got) {
  if (!got.headers["content-encoding"]) got.body = gzipSync(got.body);
  delete got.headers["content-encoding"];
}
