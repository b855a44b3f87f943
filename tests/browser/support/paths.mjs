// Where things are. `cargo xtask test` sets the variables; the defaults are what it would set.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
export const YUEBAO = process.env.YUEBAO_BIN ?? root("target/debug/yuebao");
/** A folder to take the widget from; without it the server delivers what it always does. */
export const ASSETS = process.env.YUEBAO_ASSETS;
/** What the server delivers of itself. */
export const DIST = root("dist");
/** Where the pages of the doors come from. */
export const DOORS = root("web/doors");
/** The browser extension for the portal and the server of these tests, unpacked. */
export const EXTENSION = process.env.YUEBAO_EXTENSION ?? root("target/xtask/extension");
/** The same for Firefox, packed. */
export const EXTENSION_FIREFOX = process.env.YUEBAO_EXTENSION_FIREFOX ?? root("target/xtask/extension.xpi");
/** What an administrator is given: two folders of packages and policies, the second made anew. */
export const PACKAGES = process.env.YUEBAO_PACKAGES ?? root("target/xtask/packages");
/** The widget as `npm pack` leaves it. */
export const NPM = process.env.YUEBAO_NPM ?? root("target/xtask/yuebao-report-0.1.0.tgz");
/** The check engine alone: built for the browser, and as a program of this machine. */
export const ENGINE = process.env.YUEBAO_ENGINE ?? root("target/bench/widget");
export const HOST_ENGINE = process.env.YUEBAO_BENCH_BIN ?? root("target/debug/yuebao-bench");
export const ARTIFACTS = root("tests/artifacts");

for (const [path, remedy] of [
  [CHROMIUM, "install Chromium, or name it in the variable CHROMIUM"],
  [FIREFOX, "install Firefox, or name it in the variable FIREFOX"],
  [YUEBAO, "run `cargo build --bin yuebao`, or name it in the variable YUEBAO_BIN"],
]) {
  if (!existsSync(path)) throw new Error(`${path} does not exist: ${remedy}`);
}
