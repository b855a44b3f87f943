// What is left to do after Trunk: the program in parts, the texts beside it, one name for all that
// is of one build, the loader, the doors, and compressed twins of the files.
// Trunk's hook runs this on the folder it is about to publish as dist.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { openDoors } from "./doors.mjs";
import { bundle, OLD_BROWSERS, takeApart } from "./parts.mjs";
import { rulePages } from "./rule-pages.mjs";

const COMPRESSIBLE = /\.(js|mjs|wasm|css|html|json|svg|txt|webmanifest)$/;
const WORTH_IT = 1024;

// The other names carry a hash of their content and change with it; a host page needs one that
// stays. It must be served so that browsers ask for it anew each time.
async function writeLoader(folder) {
  const loader = join(folder, "yuebao.js");
  await bundle(join(process.env.TRUNK_SOURCE_DIR, "src/served.js"), loader, OLD_BROWSERS);
  writeFileSync(loader, readFileSync(loader, "utf8").replaceAll("@BUILD@", buildName(folder)));
}

// Beside the script, so that it finds them by its own name.
function writeRulePages(folder) {
  const catalogue = readFileSync(join(process.env.TRUNK_SOURCE_DIR, "../crates/domain/CHECKS.md"), "utf8");
  const name = buildName(folder);
  for (const [language, lines] of Object.entries(rulePages(catalogue))) {
    writeFileSync(join(folder, `${name}.rules.${language}.txt`), lines);
  }
}

// Trunk's name stands for the wasm alone. What is kept for ever under a name must change with it:
// the script, the parts, and the texts.
function nameBuild(folder) {
  const name = buildName(folder);
  const own = readdirSync(folder).filter((file) => file.startsWith(name)).sort();
  const digest = createHash("sha256");
  for (const file of own) digest.update(readFileSync(join(folder, file)));
  // leading zeros are left out of the name that Trunk gives
  const build = name.replace(/[0-9a-f]+$/, digest.digest("hex").slice(0, 16));
  for (const file of own) renameSync(join(folder, file), join(folder, file.replace(name, build)));
  for (const file of [`${build}.js`, "index.html"]) {
    const text = readFileSync(join(folder, file), "utf8");
    writeFileSync(join(folder, file), text.replaceAll(name, build));
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
const target = process.env.CARGO_TARGET_DIR ?? join(process.env.TRUNK_SOURCE_DIR, "../target");
const program = join(target, "wasm32-unknown-unknown/wasm-release/yuebao-web.wasm");
await takeApart(program, folder, buildName(folder), join(target, "xtask/parts"));
writeRulePages(folder);
nameBuild(folder);
await writeLoader(folder);
await openDoors(join(process.env.TRUNK_SOURCE_DIR, "doors"), folder);
writeTwins(folder);
