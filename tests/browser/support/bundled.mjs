// Portals made with a bundler from the npm package as it is packed: the examples of web/examples that
// are folders, with Vite, and a bare page, with webpack. Each becomes what answers a portal's requests.
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { build, createServer } from "vite";
import webpack from "webpack";

import { EXAMPLE_SERVER } from "./examples.mjs";
import { NPM } from "./paths.mjs";

const run = promisify(execFile);
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const PACKAGES = path("../node_modules");

const ELEMENT = `<yuebao-report server="${EXAMPLE_SERVER}"></yuebao-report>`;

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** As `npm install` leaves an example behind: the packages that are pinned here, and ours as packed. */
export async function stage(folder, example) {
  await cp(path(`../../../web/examples/${example}`), folder, { recursive: true });
  await install(folder);
  return folder;
}

async function install(folder) {
  const packages = join(folder, "node_modules");
  await mkdir(join(packages, "yuebao-report"), { recursive: true });
  for (const name of await readdir(PACKAGES)) {
    if (!name.startsWith(".")) await symlink(join(PACKAGES, name), join(packages, name));
  }
  await run("tar", ["-xzf", NPM, "--strip-components=1", "-C", join(packages, "yuebao-report")]);
}

/** Checks the types of an example by its own script. */
export async function check(folder) {
  const { scripts } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const program = { tsc: "typescript/bin/tsc", "vue-tsc": "vue-tsc/bin/vue-tsc.js" }[scripts.check];
  await run(process.execPath, [join(PACKAGES, program)], { cwd: folder }).catch(({ stdout }) => {
    throw new Error(stdout);
  });
}

/** Vite's development server. */
export async function viteServer(folder, world) {
  const server = await createServer({
    root: folder,
    configFile: join(folder, "vite.config.js"),
    logLevel: "warn",
    // the pinned packages lie outside of the stage
    server: { middlewareMode: true, hmr: false, ws: false, allowedHosts: true, fs: { allow: [folder, PACKAGES] } },
  });
  world.ends(() => server.close());
  return server.middlewares;
}

/** What `vite build` makes, as any server delivers it. */
export async function viteBuild(folder) {
  await build({ root: folder, configFile: join(folder, "vite.config.js"), logLevel: "warn" });
  return files(join(folder, "dist"));
}

/** What webpack makes of a page with nothing but the element, without any settings of its own. */
export async function webpackBuild(folder, element = ELEMENT, script = "") {
  await mkdir(join(folder, "src"), { recursive: true });
  await install(folder);
  await writeFile(join(folder, "src/index.js"), `import "yuebao-report";\n${script}`);
  const made = await promisify(webpack)({ mode: "production", context: folder, output: { path: join(folder, "dist") } });
  if (made.hasErrors()) throw new Error(made.toString());
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8">${element}<script src="/main.js"></script></html>`;
  await writeFile(join(folder, "dist/index.html"), page);
  return files(join(folder, "dist"));
}

function files(folder) {
  return async (asked, answer) => {
    const { pathname } = new URL(asked.url, "http://portal.test");
    const name = pathname === "/" ? "/index.html" : pathname;
    const body = await readFile(join(folder, name)).catch(() => null);
    answer.writeHead(body ? 200 : 404, { "content-type": TYPES[extname(name)] ?? "text/plain" });
    answer.end(body);
  };
}
