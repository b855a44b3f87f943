// Makes one module of each peer with all that it imports: node bundle.mjs FOLDER
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: ["ajv.js", "json-logic.js", "survey.js", "formio.js", "dhis2.js", "measure.js"],
  outdir: process.argv[2],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  logLevel: "warning",
  // what libraries written for servers ask for by habit
  define: { global: "globalThis", "process.env.NODE_ENV": '"production"' },
});
