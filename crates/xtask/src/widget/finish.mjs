// What is left to do after Trunk: the loader, and compressed twins of the files.
// Trunk's hook runs this on the folder it is about to publish as dist.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COMPRESSIBLE = /\.(js|mjs|wasm|css|html|json|svg)$/;
const WORTH_IT = 1024;

// The other names carry a hash of their content and change with it; a host page needs one that
// stays. It must be served so that browsers ask for it anew each time.
function writeLoader(folder) {
  const modules = readdirSync(folder).filter((name) => name.endsWith("_bg.wasm"));
  if (modules.length !== 1) {
    throw new Error(`expected one *_bg.wasm in ${folder}, found ${modules.length}`);
  }
  const [wasm] = modules;
  const script = wasm.replace(/_bg\.wasm$/, ".js");
  writeFileSync(
    join(folder, "yuebao.js"),
    `import init from "./${script}";\n` +
      `await init({ module_or_path: new URL("./${wasm}", import.meta.url) });\n`,
  );
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
writeLoader(folder);
writeTwins(folder);
