// Starts the program, and says so in words when its files cannot be had, do not fit together, cannot
// run in this browser, or have broken down. served.js is this for a page, packed.js for a bundler.
//
// Written so that old browsers read it as far as the sentence that they are too old: nothing here
// is younger than `import()` (Chromium 63, Firefox 67). Older ones still have yuebao-old.js.

// A module with everything that the program needs of WebAssembly, and that only a browser accepts
// which knows it: sign extension, conversion that does not trap, bulk memory, several results, and
// references, the youngest (Chromium and its WebView 96, Firefox 79, Safari 15).
//   (module (memory 1) (table $t 1 externref)
//     (func (result i32 i32)
//       (memory.copy (i32.const 0) (i32.const 0) (i32.const 0))
//       (i32.extend8_s (i32.trunc_sat_f64_s (f64.const 0)))
//       (table.grow $t (ref.null extern) (i32.const 0))))
const PROBE =
  "AGFzbQEAAAABBgFgAAJ/fwMCAQAEBAFvAAEFAwEAAQohAR8AQQBBAEEA/AoAAEQAAAAAAAAAAPwCwNBvQQD8DwAL";

const WORDS = {
  zh: {
    again: "重新加载",
    missing: [
      "月报程序没有装载成功：程序文件缺失，或新旧版本混在一起。填写过的内容仍保存在本机。",
      "请点“重新加载”。仍然不行时，请告诉系统管理员：此地址及同目录下的文件须原样、成套提供：",
    ],
    tooOld: [
      "这个浏览器版本太旧，不能运行月报程序。填写过的内容不受影响。",
      "请升级浏览器，或换用 Chrome、Edge、360、QQ 等浏览器的新版本（内核 Chromium 96 以上），或 Firefox 92 以上。本机浏览器：",
    ],
    sealed: [
      "月报没有打开，也没有发出任何内容：这个页面在沙箱框架（iframe sandbox）里，那里没有 allow-same-origin，浏览器不让它访问月报服务器，也不让它在本机保存。",
      "请告诉门户的管理员：框架的 sandbox 属性须有 allow-scripts allow-same-origin allow-forms allow-downloads allow-modals。本程序：",
    ],
    broken: [
      "月报程序出了故障，已经停下。标明“已保存”的内容都在本机，不会丢失。",
      "请点“重新加载”继续；没有网络时，请等网络恢复后再点。反复出现时，请把这一行告诉系统管理员：",
    ],
  },
  en: {
    again: "Reload",
    missing: [
      "The report program could not be loaded: a file is missing, or files of two versions are mixed. What was filled in is still on this device.",
      "Reload. If that does not help, tell the administrator: this file and those beside it must be served as they are, all of one version:",
    ],
    tooOld: [
      "This browser is too old to run the report program. What was filled in is not affected.",
      "Update the browser, or use Chrome or Edge from version 96 on, or Firefox from version 92 on. This browser:",
    ],
    sealed: [
      "The reports were not opened and nothing was sent: this page is in a frame with sandbox and without allow-same-origin, so that the browser lets it neither reach the report server nor keep anything on this device.",
      "Tell the portal's administrator: the frame's sandbox needs allow-scripts allow-same-origin allow-forms allow-downloads allow-modals. This program:",
    ],
    broken: [
      "The report program has broken down and stopped. Everything that was called saved is on this device and will not be lost.",
      "Reload to go on; without network, wait until it is back. If it happens again, tell the administrator this line:",
    ],
  },
};

/** @import { Build, Fault, Show } from "../scripts.js" */

/**
 * Starts the program of one build.
 * @param {Build} build
 */
export function load(build) {
  const start = () => begin(build);
  if (isTooOld()) standIn(build, "tooOld", navigator.userAgent);
  // a server that takes anybody's requests takes those as well
  else if (isSealed()) build.reach().then(start, () => standIn(build, "sealed", build.here));
  else start();
}

/** @param {Build} build */
function begin(build) {
  // the script is read while this comes
  const wasm = fetch(build.wasm);
  wasm.catch(() => "it is said below");
  if (isAwaited()) build.rest.forEach(preload);
  build
    .script()
    .then((program) => program.default({ module_or_path: wasm }))
    .then(() => watch(build))
    .catch((fault) => {
      console.error(fault);
      standIn(build, "missing", build.here);
    });
}

/**
 * Puts the words into the place of the widget in `host`.
 * @param {Build} build
 * @param {HTMLElement} host
 * @param {Fault} kind
 * @param {string} detail
 */
export function say(build, host, kind, detail) {
  const language = host.lang || document.documentElement.lang || "";
  const words = language.slice(0, 2) === "en" ? WORDS.en : WORDS.zh;
  const box = document.createElement("div");
  box.setAttribute("role", "alert");
  Object.assign(box.style, { all: "initial", display: "block", padding: "16px", color: "#1b1f24" });
  Object.assign(box.style, { font: "16px/1.6 sans-serif", background: "#fdf1ef", borderLeft: "4px solid #b3261e" });
  box.appendChild(paragraph(words[kind][0]));
  box.appendChild(paragraph(`${words[kind][1]} ${detail}`));
  if (kind !== "tooOld") box.appendChild(reloadButton(words.again, kind === "missing" ? build.files : []));
  // an element that had no shadow before browsers had them
  const root = host.shadowRoot || (host.attachShadow ? host.attachShadow({ mode: "open" }) : host);
  root.textContent = "";
  root.appendChild(box);
}

/** @param {string} words */
function paragraph(words) {
  const one = document.createElement("p");
  one.textContent = words;
  Object.assign(one.style, { margin: "0 0 12px", overflowWrap: "anywhere" });
  return one;
}

/**
 * @param {string} words
 * @param {string[]} files
 */
function reloadButton(words, files) {
  const button = document.createElement("button");
  button.textContent = words;
  Object.assign(button.style, { font: "inherit", minHeight: "44px", padding: "0 20px" });
  button.addEventListener("click", () => {
    button.disabled = true;
    refetch(files).then(() => location.reload());
  });
  return button;
}

/**
 * Past everything that was kept, here and on the way.
 * @param {string[]} files
 */
function refetch(files) {
  const gone = () => "what was kept will do";
  return Promise.all(files.map((file) => fetch(file, { cache: "reload" }).catch(gone)));
}

/**
 * Takes the place of the widget, wherever it stands and will stand in this page.
 * @param {Build} build
 * @param {Fault} kind
 * @param {string} detail
 */
function standIn(build, kind, detail) {
  /** @type {Show} */
  const show = (host) => say(build, host, kind, detail);
  const known = window.customElements && customElements.get("yuebao-report");
  if (!window.customElements) {
    for (const host of document.querySelectorAll("yuebao-report")) show(host);
  } else if (!known) {
    customElements.define(
      "yuebao-report",
      class extends HTMLElement {
        connectedCallback() {
          show(this);
        }
      },
    );
  } else if (known.breakDown && known.grow) {
    known.breakDown(show);
  }
}

function isTooOld() {
  if (typeof WebAssembly !== "object" || !Object.hasOwn || !window.customElements) return true;
  return !WebAssembly.validate(Uint8Array.from(atob(PROBE), (one) => one.charCodeAt(0)));
}

/**
 * A program that has trapped, whatever the reason, is not called again.
 * @param {Build} build
 */
function watch(build) {
  const isOurs = (/** @type {Error} */ { stack }) => build.names.some((name) => String(stack).includes(name));
  const trapped = (/** @type {ErrorEvent | PromiseRejectionEvent} */ event) => {
    const fault = "error" in event ? event.error : event.reason;
    if (!(fault instanceof WebAssembly.RuntimeError) || !isOurs(fault)) return;
    const detail = `${fault.message} · ${build.names[0]} · ${navigator.userAgent}`;
    const report = customElements.get("yuebao-report");
    if (report) report.breakDown((host) => say(build, host, "broken", detail));
  };
  addEventListener("error", trapped);
  addEventListener("unhandledrejection", trapped);
}

/** Whether somebody is logged in in this tab: then nothing can be shown without the program. */
function isAwaited() {
  try {
    return Object.keys(sessionStorage).some((key) => key.slice(0, 15) === "yuebao:session:");
  } catch (fault) {
    return false;
  }
}

/** @param {string} file */
function preload(file) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
  link.href = file;
  document.head.appendChild(link);
}

/** In a frame with `sandbox` and without `allow-same-origin` a page is nobody's. */
function isSealed() {
  return window.origin === "null" && location.protocol !== "file:";
}
