// A county's proxy before the server: the real nginx or Apache, as an ordinary process on free ports of
// this machine, with the configuration that is packaged. Around it stands what a portal may well have
// besides, such as packing of its own.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { request } from "./raw.mjs";

const packaged = (name) => fileURLToPath(new URL(`../../../server/packaging/proxy/${name}.conf`, import.meta.url));

const PATH = "/yuebao";
const MODULES = "/usr/lib/apache2/modules";

export class Proxy {
  #child = null;

  /** `kind` is nginx or apache; `door` is `host` or `path`: where the server is found behind it. */
  constructor(kind, door, server, folder) {
    Object.assign(this, { kind, door, server, folder: join(folder, `${kind}-${door}`) });
  }

  async start() {
    await mkdir(this.folder);
    [this.port, this.tlsPort] = await freePorts(2);
    this.#certify();
    const own = adapted(await readFile(packaged(`${this.kind}-${this.door}`), "utf8"), this);
    const file = join(this.folder, "proxy.conf");
    await writeFile(file, this.kind === "nginx" ? nginx(this, own) : apache(this, own));
    const [program, args] = {
      nginx: ["/usr/sbin/nginx", ["-p", this.folder, "-e", "error.log", "-c", file]],
      apache: ["/usr/sbin/apache2", ["-D", "FOREGROUND", "-d", this.folder, "-f", file]],
    }[this.kind];
    this.#child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });
    await this.#answers();
  }

  async stop() {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  }

  /** Where the server is, for somebody who asks over `scheme`. */
  url(scheme, host = "127.0.0.1") {
    const port = scheme === "https" ? this.tlsPort : this.port;
    return `${scheme}://${host}:${port}${this.door === "path" ? PATH : ""}`;
  }

  async #answers() {
    for (let tries = 0; tries < 100; tries++) {
      if (this.#child.exitCode !== null) break;
      const answer = await request(`${this.url("https")}/healthz`).catch(() => null);
      if (answer?.status === 200) return;
      await pause(50);
    }
    const log = await readFile(join(this.folder, "error.log"), "utf8").catch(() => "");
    throw new Error(`${this.kind} does not answer:\n${log}`);
  }

  #certify() {
    const [key, cert] = ["key.pem", "chain.pem"].map((name) => join(this.folder, name));
    const args = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    execFileSync("openssl", [...args, "-days", "2", "-subj", "/CN=report.example", "-keyout", key, "-out", cert], {
      stdio: "ignore",
    });
  }
}

/** The packaged file with the ports and paths of this machine; nothing else in it changes. */
function adapted(text, { server, folder, port, tlsPort }) {
  return text
    .replace(/^.*\[::\].*\n/gm, "")
    .replaceAll("127.0.0.1:8420", `127.0.0.1:${server.port}`)
    .replaceAll("/etc/ssl/yuebao", folder)
    .replaceAll("listen 80;", `listen 127.0.0.1:${port};`)
    .replaceAll("listen 443 ssl;", `listen 127.0.0.1:${tlsPort} ssl;`)
    .replaceAll("*:80>", `*:${port}>`)
    .replaceAll("*:443>", `*:${tlsPort}>`);
}

/** The portal's own page, with the widget of the server below its path. */
const PAGE = `<!doctype html><html lang=zh-CN><meta charset=utf-8><title>门户</title><yuebao-report></yuebao-report><script type=module src=${PATH}/yuebao.js></script></html>`;

function nginx({ door, folder, port, tlsPort }, own) {
  const portal = `server { listen 127.0.0.1:${port}; listen 127.0.0.1:${tlsPort} ssl;
    ssl_certificate ${folder}/chain.pem; ssl_certificate_key ${folder}/key.pem;
    location = /projects { default_type "text/html; charset=utf-8"; return 200 '${PAGE}'; }
    ${own} }`;
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off; pid ${folder}/pid; ${process.getuid() === 0 ? "user root;" : ""}
    events {}
    http { access_log off; gzip on; gzip_types *; gzip_min_length 1; gzip_proxied any;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
      ${door === "host" ? own : portal} }`;
}

function apache({ door, folder, port, tlsPort }, own) {
  const names = ["mpm_event", "authz_core", "alias", "env", "filter", "deflate", "proxy", "proxy_http", "ssl"];
  const tls = `SSLEngine on\nSSLCertificateFile ${folder}/chain.pem\nSSLCertificateKeyFile ${folder}/key.pem`;
  const portal = `<VirtualHost *:${port}>\n${own}\n</VirtualHost>\n<VirtualHost *:${tlsPort}>\n${tls}\n${own}\n</VirtualHost>`;
  return `ServerName portal.test
${names.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join("\n")}
DefaultRuntimeDir ${folder}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
${process.getuid() === 0 ? "User www-data\nGroup www-data" : ""}
Listen 127.0.0.1:${port}
Listen 127.0.0.1:${tlsPort}
SetOutputFilter DEFLATE
${door === "host" ? own : portal}
`;
}

async function freePorts(count) {
  const held = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(held.map((server) => once(server, "listening")));
  const ports = held.map((server) => server.address().port);
  await Promise.all(held.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
