// What every page loads, as yuebao.js: it names the files of one build, and says so in words when
// they cannot be had or do not fit together.

const SCRIPT = "./@BUILD@.js";
const WASM = "./@BUILD@_bg.wasm";

const WORDS = {
  zh: [
    "月报程序没有装载成功：程序文件缺失，或新旧版本混在一起。填写过的内容仍保存在本机。",
    "请点“重新加载”。仍然不行时，请告诉系统管理员：此地址及同目录下的文件须原样、成套提供：",
    "重新加载",
  ],
  en: [
    "The report program could not be loaded: a file is missing, or files of two versions are mixed. What was filled in is still on this device.",
    "Reload. If that does not help, tell the administrator: this file and those beside it must be served as they are, all of one version:",
    "Reload",
  ],
};

/** Takes the place of the widget, wherever it stands and will stand in this page. */
class NotLoaded extends HTMLElement {
  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const language = this.lang || document.documentElement.lang;
    const [what, remedy, again] = language.startsWith("en") ? WORDS.en : WORDS.zh;
    const box = document.createElement("div");
    box.setAttribute("role", "alert");
    Object.assign(box.style, { all: "initial", display: "block", padding: "16px", color: "#1b1f24" });
    Object.assign(box.style, { font: "16px/1.6 sans-serif", background: "#fdf1ef", borderInlineStart: "4px solid #b3261e" });
    const button = document.createElement("button");
    button.textContent = again;
    Object.assign(button.style, { font: "inherit", minHeight: "44px", padding: "0 20px" });
    button.addEventListener("click", () => reload(button));
    box.append(paragraph(what), paragraph(`${remedy} ${import.meta.url}`), button);
    root.replaceChildren(box);
  }
}

function paragraph(words) {
  const one = document.createElement("p");
  one.textContent = words;
  Object.assign(one.style, { margin: "0 0 12px", overflowWrap: "anywhere" });
  return one;
}

/** Past everything that was kept, here and on the way. */
async function reload(button) {
  button.disabled = true;
  const files = [import.meta.url, SCRIPT, WASM].map((name) => new URL(name, import.meta.url));
  await Promise.allSettled(files.map((file) => fetch(file, { cache: "reload" })));
  location.reload();
}

try {
  const { default: init } = await import(SCRIPT);
  await init({ module_or_path: new URL(WASM, import.meta.url) });
} catch (fault) {
  console.error(fault);
  if (!customElements.get("yuebao-report")) customElements.define("yuebao-report", NotLoaded);
}
