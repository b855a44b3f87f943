// What every page loads, as yuebao.js: it names the files of one build, which lie beside it.
//
// It is a module, a plain script, or text that a micro-frontend evaluates in a sandbox: so it has no
// `import.meta`, which is an error outside of modules. Old browsers read it (loader.js).

import { load, say } from "./loader.js";

/** @import { Build } from "../scripts.js" */

const HERE = ownAddress();

/** @returns {Build} */
function build() {
  const beside = (/** @type {string} */ name) => new URL(name, HERE).href;
  const [script, wasm] = ["./@BUILD@.js", "./@BUILD@_bg.wasm"].map(beside);
  const rest = ["./@BUILD@.shared.wasm", "./@BUILD@.program.wasm"].map(beside);
  return {
    here: HERE,
    names: ["@BUILD@"],
    files: [HERE, script, wasm, ...rest],
    wasm,
    rest,
    script: () => import(script),
    reach: () => fetch(beside("api/v1/hello")),
  };
}

/** Where this file came from; its name stands in the stack even of text that was evaluated. */
function ownAddress() {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (script && /\/yuebao\.js/.test(script.src)) return script.src;
  const stack = String(new Error().stack);
  const named = /[\w-]+:\/\/[^\s()]+?\/yuebao\.js(\?[^\s():]*)?/.exec(stack);
  const first = /[\w-]+:\/\/[^\s()]+?(?=:\d+)/.exec(stack.replace(/eval at .*?\), /g, ""));
  /** @type {HTMLScriptElement | null} */
  const tag = document.querySelector('script[src*="/yuebao.js"]');
  return named ? named[0] : tag ? tag.src : first ? first[0] : document.baseURI;
}

/**
 * wujie runs scripts in a frame and keeps the elements in the page around it: there it belongs.
 * @param {Document} page
 */
function moveOut(page) {
  const script = page.createElement("script");
  script.type = "module";
  script.src = HERE;
  script.onerror = () => {
    for (const host of document.querySelectorAll("yuebao-report")) say(build(), host, "missing", HERE);
  };
  // not `appendChild`, which wujie has replaced there
  page.head.append(script);
}

const outside = window.__POWERED_BY_WUJIE__ && (window.__WUJIE.degrade ? window.__WUJIE.document : parent.document);
if (outside) moveOut(outside);
else load(build());
