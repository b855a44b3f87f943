// What a portal's bundler finds in the npm package, as index.js. Bundlers see a file, and put it beside
// what they make, by `new URL("…", import.meta.url)` written out like this and in no other way.

import { defineEarly } from "./early.js";
import { load } from "./loader.js";

const WASM = new URL("./@BUILD@_bg.wasm", import.meta.url).href;
const SHARED = new URL("./@BUILD@.shared.wasm", import.meta.url).href;
const REST = new URL("./@BUILD@.program.wasm", import.meta.url).href;

// a portal may be drawn on its server first, where there is nothing to show
if (typeof window === "object") {
  defineEarly();
  load({
    here: WASM,
    names: [WASM, SHARED, REST].map((file) => file.split(/[?#]/)[0].split("/").pop() || file),
    files: [WASM, SHARED, REST],
    wasm: WASM,
    rest: [SHARED, REST],
    script: () => import("./@BUILD@.js"),
    reach: () => Promise.reject(new Error("which server is known to the element alone")),
  });
}
