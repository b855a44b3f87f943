// Makes a folder of pages to compare the widget with, as small as their own tools make them:
// node bundle.mjs FOLDER
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const folder = process.argv[2];
const names = ["survey", "formio"];
await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: names.map((name) => `${name}.js`),
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  logLevel: "error",
  define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
});
mkdirSync(folder, { recursive: true });
for (const name of names) {
  writeFileSync(
    join(folder, `${name}.html`),
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${name}</title><link rel="stylesheet" href="./${name}.css">
<div id="form"></div><script type="module" src="./${name}.js"></script></html>`,
  );
}
