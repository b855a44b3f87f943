// Takes the program apart: what is there first, and the parts that web/src/parts.rs names. Trunk has
// bound the program as a whole; that is replaced by the parts, each made small, and one script.
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

export const run = promisify(execFile);
/** The script that wasm-split-cli writes, and the name that it knows the bound program by. */
const [LINK, MAIN] = ["__wasm_split.js", "main"];
const WASM_OPT = ["-Oz", "--low-memory-unused"];
/**
 * A browser compiles a function when it is first called: with every screen inlined into the function
 * that chooses one, all were compiled to show the first.
 */
const APART = "--one-caller-inline-max-function-size=100";
/** In a part with thousands of functions the number of one that is often called is a byte shorter. */
const BY_USE = "--reorder-functions";
/** What esbuild may write: the browsers that web/src/loader.js lets through. */
export const BROWSERS = "--target=chrome96,firefox92,safari15.4";
/** Those that read the loader, to be told in words; a plain script's names would be the page's. */
export const OLD_BROWSERS = ["--target=chrome64,firefox67", "--format=iife"];

/** Puts the parts of `program`, as cargo has built it, into `folder` in the place of Trunk's files. */
export async function takeApart(program, folder, name, aside) {
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  await run("wasm-split-cli", [program, aside, "--out-name", MAIN]);
  const bound = join(aside, "bound");
  const web = ["--target", "web", "--no-typescript", "--keep-lld-exports"];
  const out = ["--out-dir", bound, "--out-name", MAIN];
  await run("wasm-bindgen", [join(aside, `${MAIN}.wasm`), ...web, ...out]);

  removeWhole(folder, name);
  const parts = readdirSync(aside).filter((file) => /^(split|chunk)_\w+\.wasm$/.test(file));
  const chunks = parts.filter((file) => file.startsWith("chunk_"));
  if (chunks.length > 1) throw new Error(`${chunks} would be one file: give each a name of its own here`);
  const endings = new Map(parts.map((file) => [file, ending(file)]));
  const small = (from, to, ...more) => run("wasm-opt", [...WASM_OPT, APART, ...more, from, "-o", join(folder, to)]);
  await small(join(bound, `${MAIN}_bg.wasm`), `${name}_bg.wasm`);
  await Promise.all(parts.map((file) => small(join(aside, file), name + endings.get(file), BY_USE)));

  writeFileSync(join(bound, LINK), link(readFileSync(join(aside, LINK), "utf8")));
  const script = join(folder, `${name}.js`);
  const entry = join(bound, `${MAIN}.js`);
  await bundle(entry, script, [BROWSERS, "--format=esm"]);
  let text = readFileSync(script, "utf8").replaceAll(`${MAIN}_bg.wasm`, `${name}_bg.wasm`);
  text = text.replaceAll(`./${MAIN}.rules.`, `./${name}.rules.`);
  for (const [file, ending] of endings) text = text.replaceAll(file, name + ending);
  writeFileSync(script, text);
}

/**
 * How a part's file ends: by its name in web/src; what several have in common, and comes with each, is
 * there once.
 */
function ending(file) {
  const [, kind, name] = /^(split|chunk)_(\w+)\.wasm$/.exec(file) ?? [];
  return kind === "split" ? `.${name}.wasm` : ".shared.wasm";
}

/** Makes one small script of `entry` and what it imports. */
export function bundle(entry, script, how) {
  const out = ["--minify", "--charset=utf8", "--log-level=warning", `--outfile=${script}`];
  return run("esbuild", [entry, "--bundle", ...out, ...how]);
}

/** What Trunk has made of the program as a whole. */
function removeWhole(folder, name) {
  for (const file of [`${name}.js`, `${name}_bg.wasm`, "snippets"]) {
    rmSync(join(folder, file), { recursive: true });
  }
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  writeFileSync(page, html.replaceAll(/<link[^>]*\/snippets\/[^>]*>/g, ""));
}

/**
 * The script that fetches the parts, as wasm-split-cli writes it, but for pages that put something of
 * their own in the place of `fetch`, for servers that do not know the type of wasm, for a part that
 * was kept in pieces, and for bundlers, which know the address of a file by `new URL` alone.
 */
function link(text) {
  const plain = /fetch\((new URL\([^)]*\))\)/g;
  const streaming = "WebAssembly.instantiateStreaming(src, imports)";
  if (!plain.test(text) || !text.includes(streaming)) throw new Error(`${LINK} is not as it was`);
  const addresses = [];
  const asked = text.replaceAll(plain, (_, address) => `ask(PARTS[${addresses.push(address) - 1}])`);
  return `const { fetch, Promise, WebAssembly } = globalThis;
const PARTS = [${addresses}];
const failed = new Set();
function ask(url) {
  return fetch(url, { cache: failed.has(url.href) ? "reload" : "default" });
}
async function instantiate(coming, imports) {
  const answer = await coming;
  try {
    if (!answer.ok) throw new Error(\`\${answer.url}: \${answer.status}\`);
    const known = answer.headers.get("content-type")?.startsWith("application/wasm");
    if (known) return await WebAssembly.instantiateStreaming(answer, imports);
    return await WebAssembly.instantiate(await answer.arrayBuffer(), imports);
  } catch (fault) {
    failed.add(answer.url);
    throw fault;
  }
}
${asked.replaceAll(streaming, "instantiate(src, imports)")}`;
}
