// A stand-in for the county's project-management portal: another origin, plain http at a name that
// is not localhost, a strict content security policy, and style sheets as such portals have them.
import { once } from "node:events";
import { createServer } from "node:http";

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

  async start() {
    this.http = createServer((asked, answer) => this.#answer(asked, answer));
    this.http.listen(0, "127.0.0.1");
    await once(this.http, "listening");
  }

  get origin() {
    return `http://portal.test:${this.http.address().port}`;
  }

  /**
   * The address of a page with the widget. `lang` and `view` become attributes, `count` is how
   * many elements there are, `hostile` brings the portal's worst style sheet, `lax` a portal that lets
   * every script run.
   */
  page(server, options = {}) {
    return `${this.origin}/projects?${new URLSearchParams({ server, ...options })}`;
  }

  /** The address of a page with the server's own page in a frame; `frame` is what that is asked. */
  framed(server, frame = {}) {
    const query = new URLSearchParams(frame);
    return `${this.origin}/framed?${new URLSearchParams({ server, query })}`;
  }

  async stop() {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }

  #answer(asked, answer) {
    const { pathname, searchParams } = new URL(asked.url, this.origin);
    if (pathname === "/hostile.css" || pathname === "/plain.css") {
      answer.writeHead(200, { "content-type": "text/css" });
      answer.end(pathname === "/hostile.css" ? HOSTILE : PLAIN);
    } else if (pathname === "/keys") {
      answer.writeHead(200, { "content-type": "application/json" });
      answer.end(JSON.stringify(this.keys));
    } else if (pathname === "/projects") {
      const server = searchParams.get("server");
      const strict =
        `default-src 'none'; style-src 'self'; script-src 'wasm-unsafe-eval' ${server}; ` +
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
    } else {
      answer.writeHead(404).end();
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

function page(wanted) {
  const server = wanted.get("server");
  const attributes = ["lang", "view"]
    .filter((name) => wanted.has(name))
    .map((name) => ` ${name}="${wanted.get(name)}"`)
    .join("");
  const element = `<yuebao-report server="${server}"${attributes}></yuebao-report>`;
  const style = wanted.has("hostile") ? "hostile.css" : "plain.css";
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>项目管理平台</title>
<link rel="stylesheet" href="/${style}">
<div class="portal">示例县项目管理平台</div>
${element.repeat(Number(wanted.get("count") ?? 1))}
<script type="module" src="${server}/yuebao.js"></script>
</html>`;
}
