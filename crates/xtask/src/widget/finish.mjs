// What is left to do after Trunk: the loader, the doors, and compressed twins of the files.
// Trunk's hook runs this on the folder it is about to publish as dist.
import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { openDoors } from "./doors.mjs";

const COMPRESSIBLE = /\.(js|mjs|wasm|css|html|json|svg|webmanifest)$/;
const WORTH_IT = 1024;

// The other names carry a hash of their content and change with it; a host page needs one that
// stays. It must be served so that browsers ask for it anew each time.
function writeLoader(folder) {
  const name = buildName(folder);
  const loader = readFileSync(join(process.env.TRUNK_SOURCE_DIR, "src/loader.js"), "utf8");
  writeFileSync(join(folder, "yuebao.js"), loader.replaceAll("@BUILD@", name));
}

// The script's own modules keep their names from build to build. Below a folder with the build's
// hash, an old script that a browser has kept never meets a newer module.
function nameModules(folder) {
  const name = buildName(folder);
  const hash = /-([0-9a-f]{16,})$/.exec(name)?.[1];
  const modules = join(folder, "snippets");
  if (!hash || !existsSync(modules)) return;
  renameSync(modules, join(folder, `snippets-${hash}`));
  for (const file of [`${name}.js`, "index.html"]) {
    const text = readFileSync(join(folder, file), "utf8");
    // the wasm asks for what it needs of them by the name that they had
    const places = /(from ['"]|="|=)\.\/snippets\//g;
    writeFileSync(join(folder, file), text.replaceAll(places, `$1./snippets-${hash}/`));
  }
}

function buildName(folder) {
  const modules = readdirSync(folder).filter((name) => name.endsWith("_bg.wasm"));
  if (modules.length !== 1) {
    throw new Error(`expected one *_bg.wasm in ${folder}, found ${modules.length}`);
  }
  return modules[0].replace(/_bg\.wasm$/, "");
}

function writeTwins(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    const file = statSync(path);
    if (!file.isFile() || file.size <= WORTH_IT || !COMPRESSIBLE.test(name)) continue;
    const content = readFileSync(path);
    const brotli = brotliCompressSync(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    });
    writeFileSync(`${path}.br`, brotli);
    writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  }
}

const folder = process.env.TRUNK_STAGING_DIR;
nameModules(folder);
writeLoader(folder);
openDoors(join(process.env.TRUNK_SOURCE_DIR, "doors"), folder);
writeTwins(folder);
