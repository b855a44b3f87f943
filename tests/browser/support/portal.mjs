// A stand-in for the county's project-management portal: another origin, plain http at a name that
// is not localhost, a strict content security policy, and style sheets as such portals have them.
import { once } from "node:events";
import { createServer } from "node:http";

import { EXAMPLE_SERVER, example, library } from "./examples.mjs";
import { HOSTS } from "./hosts.mjs";

/** What Element UI, Bootstrap and years of patches do to a page, at its worst. */
const HOSTILE = `
  html { font-size: 62.5%; }
  * { box-sizing: content-box; margin: 0; padding: 0; line-height: 3; letter-spacing: 2px; }
  body { font-family: serif; color: #c00; text-align: center; }
  button, input, select, textarea { color: red !important; border: 5px dotted lime !important;
    font-size: 30px !important; text-transform: uppercase !important; display: block !important; }
  table, td, th { border: 4px solid fuchsia !important; padding: 20px !important; }
  h1, h2, h3, p, label, summary { color: red !important; font-size: 40px !important; }
  .yb-root, .yb-button, main { display: none !important; }
  @media print { body * { display: none; } }
`;

const PLAIN = `body { margin: 0; } .portal { padding: 8px 16px; background: #1f3a5f; color: #fff; }
  iframe { display: block; width: 100%; border: 0; }`;

export class Portal {
  /** What it offers at /keys: a JWK set. */
  keys = { keys: [] };
  /** Gets a token for whoever is logged in at the portal; `null` if it cannot. */
  token = async () => null;
  /** How an example is written where a test wants it otherwise. */
  rewrite = (text) => text;
  /** Answers what else is asked: a portal that is made with a bundler. */
  bundled = (asked, answer) => answer.writeHead(404).end();
  /** How often a page has asked for one. */
  asked = 0;

  async start() {
    this.http = createServer((asked, answer) => void this.#answer(asked, answer));
    this.http.listen(0, "127.0.0.1");
    await once(this.http, "listening");
  }

  get origin() {
    return `http://portal.test:${this.http.address().port}`;
  }

  /**
   * The address of a page with the widget. `lang` and `view` become attributes, `count` is how
   * many elements there are, `hostile` brings the portal's worst style sheet, `host` one of the
   * pages of `hosts.mjs`, `lax` a portal that lets every script run.
   */
  page(server, options = {}) {
    return `${this.origin}/projects?${new URLSearchParams({ server, ...options })}`;
  }

  /** The address of a page with the server's own page in a frame; `frame` is what that is asked. */
  framed(server, frame = {}) {
    const query = new URLSearchParams(frame);
    return `${this.origin}/framed?${new URLSearchParams({ server, query })}`;
  }

  /** The address of one of the examples for the portal's programmers. */
  example(name) {
    return `${this.origin}/examples/${name}`;
  }

  async stop() {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }

  async #answer(asked, answer) {
    const { pathname, searchParams } = new URL(asked.url, this.origin);
    if (pathname === "/hostile.css" || pathname === "/plain.css") {
      answer.writeHead(200, { "content-type": "text/css" });
      answer.end(pathname === "/hostile.css" ? HOSTILE : PLAIN);
    } else if (pathname === "/keys") {
      answer.writeHead(200, { "content-type": "application/json" });
      answer.end(JSON.stringify(this.keys));
    } else if (pathname.startsWith("/hosts/")) {
      const [, , name, file] = pathname.split("/");
      const type = file === "style" ? "text/css" : "text/javascript";
      answer.writeHead(200, { "content-type": type });
      answer.end(file === "after" ? later(HOSTS[name].after) : HOSTS[name][file]);
    } else if (pathname === "/projects") {
      const server = searchParams.get("server");
      const strict =
        `default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval' ${server}; ` +
        `connect-src ${server}; img-src data:`;
      answer.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        ...(!searchParams.has("lax") && { "content-security-policy": strict }),
      });
      answer.end(page(searchParams));
    } else if (pathname === "/framed") {
      const server = searchParams.get("server");
      answer.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": `default-src 'none'; style-src 'self'; script-src ${server}; frame-src *`,
      });
      answer.end(framed(server, searchParams.get("query")));
    } else if (pathname === "/report-token") {
      this.asked += 1;
      answer.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
      answer.end(JSON.stringify({ token: await this.token() }));
    } else if (pathname.startsWith("/examples/lib/")) {
      const found = await library(pathname.slice("/examples/lib/".length));
      answer.writeHead(found ? 200 : 404, { "content-type": found?.type ?? "text/plain" });
      answer.end(found?.body);
    } else if (pathname.startsWith("/examples/")) {
      const page = await example(pathname, {
        "sessionScope.user.name": "<陆兰>",
        "sessionScope.reportToken": (await this.token()) ?? "",
        "project.id": "p1",
        "initParam.reportServer": EXAMPLE_SERVER,
        "pageContext.request.contextPath": "",
      });
      answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      answer.end(this.rewrite(page));
    } else {
      this.bundled(asked, answer);
    }
  }
}

function framed(server, query) {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>项目管理平台</title>
<link rel="stylesheet" href="/plain.css">
<div class="portal">示例县项目管理平台</div>
<iframe id="report" src="${server}/embed?${query}" title="月报"></iframe>
<div class="portal">版权所有 示例县</div>
<script src="${server}/yuebao-frame.js"></script>
</html>`;
}

/** Once the widget is there. */
function later(script) {
  return `customElements.whenDefined("yuebao-report").then(() => { ${script} });`;
}

function page(wanted) {
  const server = wanted.get("server");
  const attributes = ["lang", "view"]
    .filter((name) => wanted.has(name))
    .map((name) => ` ${name}="${wanted.get(name)}"`)
    .join("");
  const element = `<yuebao-report server="${server}"${attributes}></yuebao-report>`;
  const style = wanted.has("hostile") ? "hostile.css" : "plain.css";
  const name = wanted.get("host");
  const host = HOSTS[name] ?? {};
  const sheet = host.style ? `<link rel="stylesheet" href="/hosts/${name}/style">` : "";
  const scripts = ["before", "after"].filter((when) => host[when]);
  const own = scripts.map((when) => `<script src="/hosts/${name}/${when}"></script>`);
  return `<!doctype html>
<html lang="zh-CN"${host.html ?? ""}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>项目管理平台</title>
<link rel="stylesheet" href="/${style}">${sheet}${own.join("")}
<div class="portal">示例县项目管理平台</div>
${element.repeat(Number(wanted.get("count") ?? 1))}
${host.body ?? ""}
<script type="module" src="${server}/yuebao.js"></script>
</html>`;
}
