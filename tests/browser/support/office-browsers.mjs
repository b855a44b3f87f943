// Browsers as an administrator sets them up: with policies, and packages from a server of his own.
import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, join } from "node:path";

import { CHROMIUM, FIREFOX, PACKAGES } from "./paths.mjs";

/** A file that `cargo xtask dist extension` made `first`, or that was `renewed`. */
export function packaged(made, name) {
  return readFileSync(join(PACKAGES, made, name), "utf8");
}

/** A web server with the packages that were made first, or `made` later. */
export class PackageServer {
  made = "first";
  #gate = null;

  async start() {
    this.http = createServer((asked, answer) => void this.#answer(asked.url.split("?")[0], answer));
    this.http.listen(0, "127.0.0.1");
    await once(this.http, "listening");
    this.address = `127.0.0.1:${this.http.address().port}`;
  }

  /** Lets nobody have anything until the function that it gives is called. */
  hold() {
    let release;
    this.#gate = new Promise((resolve) => (release = resolve));
    return release;
  }

  async stop() {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }

  async #answer(path, answer) {
    await this.#gate;
    try {
      const content = readFileSync(join(PACKAGES, this.made, path));
      answer.writeHead(200, { "content-type": "application/octet-stream" }).end(content);
    } catch {
      answer.writeHead(404).end();
    }
  }
}

/** Debian's Chromium can be told of no other place for policies. */
const START = `#!/bin/sh
# with $POLICY in a file system of its own, so that no other browser here has it; where that is not
# allowed the others have it as well while this one runs
put='mkdir -p /etc/chromium/policies/managed && cp "$POLICY" /etc/chromium/policies/managed/yuebao.json'
if unshare --mount --map-root-user true; then
  exec unshare --mount --map-root-user sh -c "mount -t tmpfs none /etc/chromium && $put && exec \\"\\$@\\"" sh "$CHROMIUM" "$@"
fi
trap 'rm -f /etc/chromium/policies/managed/yuebao.json' EXIT
eval "$put"
"$CHROMIUM" "$@"
`;

/** A program that starts Chromium with this policy. */
export function chromiumWith(policy, folder) {
  const [file, program] = ["policy.json", "chromium"].map((name) => join(folder, name));
  writeFileSync(file, policy);
  const variables = `export POLICY='${file}' CHROMIUM='${CHROMIUM}'`;
  writeFileSync(program, START.replace("\n", `\n${variables}\n`), { mode: 0o755 });
  return program;
}

/** A Firefox of its own: it looks for policies beside its program. */
export class FirefoxWithPolicies {
  constructor(folder) {
    const program = realpathSync(FIREFOX);
    this.folder = join(folder, "firefox-with-policies");
    this.program = join(this.folder, basename(program));
    mkdirSync(join(this.folder, "distribution"), { recursive: true });
    for (const name of readdirSync(dirname(program))) {
      const [from, to] = [dirname(program), this.folder].map((one) => join(one, name));
      // what it is a link to would be taken for its folder
      if (name.startsWith("firefox")) copyFileSync(from, to);
      else if (name !== "distribution") symlinkSync(from, to);
    }
  }

  set policies(text) {
    writeFileSync(join(this.folder, "distribution/policies.json"), text);
  }
}
