// A county's portal that lets the report server stand below a path of its own, as nginx does with
// `location /yuebao/ { proxy_pass http://report:8420/; }`. All else is the portal's.
import { once } from "node:events";
import { createServer, request } from "node:http";

const PATH = "/yuebao";

export class Prefix {
  /** Addresses that the report server was asked for, below the path. */
  passed = [];
  /** What was asked of the portal itself: `METHOD address`. */
  own = [];

  constructor(server) {
    this.server = server;
  }

  async start() {
    this.http = createServer((asked, answer) => this.#answer(asked, answer));
    this.http.listen(0, "127.0.0.1");
    await once(this.http, "listening");
  }

  async stop() {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }

  get origin() {
    return `http://portal.test:${this.http.address().port}`;
  }

  /** Where the report server is for a browser. */
  get url() {
    return `${this.origin}${PATH}/`;
  }

  /** The address of a page of the portal with this in it, and the script at its end. */
  page(markup, script = `<script type="module" src="${PATH}/yuebao.js"></script>`) {
    return `${this.origin}/projects/list?${new URLSearchParams({ markup, script })}`;
  }

  #answer(asked, answer) {
    if (asked.url.startsWith(`${PATH}/`)) return this.#pass(asked, answer);
    this.own.push(`${asked.method} ${asked.url.split("?")[0]}`);
    const { pathname, searchParams } = new URL(asked.url, this.origin);
    if (pathname !== "/projects/list") return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    answer.end(`<!doctype html><html lang="zh-CN"><meta charset="utf-8">
      <meta name="viewport" content="width=device-width"><title>项目管理平台</title>
      <h1>项目管理平台</h1>${searchParams.get("markup")}${searchParams.get("script")}</html>`);
  }

  #pass(asked, answer) {
    const { method, headers } = asked;
    const path = asked.url.slice(PATH.length);
    this.passed.push(path.split("?")[0]);
    const call = request({ host: "127.0.0.1", port: this.server.port, agent: false, method, path, headers });
    call.on("response", (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    call.on("error", () => answer.destroy());
    asked.pipe(call);
  }
}
