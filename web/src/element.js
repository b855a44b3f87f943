// The custom element around the widget: an open shadow root with one adopted style sheet, and what
// the host page may set, call and hear. `web/EMBEDDING.md` tells it to the page's programmers.

// Pages put something of their own in the place of these; what they do later is no matter.
const { parse } = JSON;
const { fetch, CustomEvent, File, Promise, URL: Addresses } = globalThis;
const { define: defineElement, get: elementNamed } = customElements;
const { assign, hasOwn } = Object;

/**
 * What there is to read about the rules. Bundlers find a file by these very words, with nothing of
 * one's own in the place of `URL`; `main` becomes the name of the build (parts.mjs).
 */
const RULES = {
  zh: new URL("./main.rules.zh.txt", import.meta.url),
  en: new URL("./main.rules.en.txt", import.meta.url),
};

/** The longest that a page may take to give a token, in milliseconds. */
const PATIENCE = 20_000;
/** What no page gives. */
const LATE = Symbol();

const NOT_IN_A_PAGE = [
  "removed",
  "yuebao-report: 元素不在页面中，或被移出了页面 · the element is not in a page, or was taken out of it",
];

/**
 * What somebody types, marks, copies and drops here is no business of the page around it: portals
 * filter keys and forbid copying by what an event's target is, and outside it is always the element.
 */
const OUR_OWN = [
  "keydown", "keypress", "keyup", "beforeinput", "input", "change",
  "compositionstart", "compositionupdate", "compositionend",
  "copy", "cut", "paste", "beforecopy", "beforecut", "beforepaste", "contextmenu",
  "select", "selectstart", "selectionchange",
];
const DRAGGED = ["dragstart", "drag", "dragend", "dragenter", "dragover", "dragleave", "drop"];

/** The style sheet as far as it is here. */
let styles = "";
let sheet;

/** The widgets that are in the page, and what shows words in their place once one has trapped. */
const living = new Set();
let instead = null;

function dress(root) {
  if ("adoptedStyleSheets" in root) {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
    }
    root.adoptedStyleSheets = [sheet];
  } else {
    const style = document.createElement("style");
    style.textContent = styles;
    root.prepend(style);
  }
}

/** After everything inside has heard of it. */
function keepInside(root) {
  const keep = (event) => event.stopPropagation();
  for (let at = 0; at < OUR_OWN.length; at++) root.addEventListener(OUR_OWN[at], keep);
  for (let at = 0; at < DRAGGED.length; at++) root.addEventListener(DRAGGED[at], keepDragged);
}

/** A file that is dropped beside a box would take the place of the page: the page may forbid that. */
function keepDragged(event) {
  const types = event.dataTransfer?.types ?? [];
  let isFile = false;
  for (let at = 0; at < types.length; at++) isFile ||= types[at] === "Files";
  if (!isFile || event.target.type === "file") event.stopPropagation();
}

/** Adds to the style sheet of every widget that is there or will be. */
export function addStyles(css) {
  if (styles.endsWith(css)) return;
  styles += css;
  sheet?.replaceSync(styles);
  for (const { shadowRoot } of living) {
    const own = shadowRoot?.querySelector("style");
    if (own) own.textContent = styles;
  }
}

/** How many times larger than usual this browser's own text is; no style of the page has a say. */
function readersScale(element) {
  element.style.font = "medium sans-serif";
  const size = parseFloat(getComputedStyle(element).fontSize);
  return size > 0 ? Math.min(Math.max(size / 16, 0.75), 2) : 1;
}

/** A soft keyboard takes a part of the screen: what is typed into stays in sight above it. */
function makeRoomForKeyboard() {
  const { visualViewport } = globalThis;
  let { height, scale } = visualViewport;
  visualViewport.addEventListener("resize", () => {
    const isLower = visualViewport.height < height && visualViewport.scale === scale;
    ({ height, scale } = visualViewport);
    if (!isLower) return;
    for (const { shadowRoot } of living) {
      const box = shadowRoot?.activeElement;
      if (box?.matches("input, textarea, select")) box.scrollIntoView({ block: "nearest" });
    }
  });
}

/** Prints what the widget shows, and nothing of the page around it. */
export function printAlone(host) {
  const shown = host.shadowRoot?.querySelector(".yb-root");
  if (!shown) return;
  const frame = document.createElement("iframe");
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  assign(frame.style, { position: "fixed", inset: "0 auto auto 0", border: "0", opacity: "0" });
  assign(frame.style, { width: "1px", height: "1px" });
  document.body.append(frame);
  try {
    fill(frame, shown, host.shadowRoot);
  } catch (fault) {
    frame.remove();
    throw fault;
  }
  const view = frame.contentWindow;
  view.addEventListener("afterprint", () => frame.remove(), { once: true });
  view.focus();
  view.print();
}

function fill(frame, shown, root) {
  const { contentDocument: page, contentWindow: view } = frame;
  page.documentElement.lang = shown.lang;
  page.title = shown.querySelector(".yb-summary-print-title")?.textContent ?? document.title;
  const inside = page.body.appendChild(page.createElement("div")).attachShadow({ mode: "open" });
  inside.append(page.importNode(shown, true));
  // a style sheet belongs to one document, and a page rule to the document itself
  // one by one: what pages put into the place of the methods of arrays is no matter
  const { cssRules } = sheetOf(root);
  let rules = "";
  for (let at = 0; at < cssRules.length; at++) rules += cssRules[at].cssText;
  inside.adoptedStyleSheets = [adoptable(view, rules)];
  page.adoptedStyleSheets = [adoptable(view, "@page { size: A4 landscape; margin: 12mm } body { margin: 0 }")];
}

function adoptable(view, rules) {
  const made = new view.CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}

function sheetOf(root) {
  return root.adoptedStyleSheets?.[0] ?? root.querySelector("style").sheet;
}

/** Loads the page anew, with the newest build whatever was kept here and on the way. */
export async function reloadPage(loader) {
  // a portal's own bundle is the portal's to renew
  if (loader === "") return location.reload();
  const kept = await navigator.serviceWorker?.getRegistration();
  if (kept?.active?.scriptURL === new Addresses("sw.js", loader).href) await takeNewest(kept);
  else await fetch(loader, { cache: "reload" }).catch(() => "offline: what was kept will do");
  location.reload();
}

/** An installed page keeps one whole build; it changes to the next one only when asked, here. */
async function takeNewest(kept) {
  await kept.update().catch(() => "offline: what was kept will do");
  const next = kept.installing ?? kept.waiting;
  while (next?.state === "installing") await once(next, "statechange");
  if (next?.state !== "installed") return;
  const taken = once(navigator.serviceWorker, "controllerchange");
  next.postMessage("take over");
  await taken;
}

function once(target, name) {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}

export function rulePage(isChinese) {
  return (isChinese ? RULES.zh : RULES.en).href;
}

export function askServer(request) {
  return fetch(request);
}

/** Offers a file for download; whether nothing around the page can forbid it in silence. */
export function download(name, content) {
  const link = document.createElement("a");
  link.href = Addresses.createObjectURL(file(name, content));
  link.download = name;
  link.click();
  // the browser reads it after this call; a minute is ample
  setTimeout(() => Addresses.revokeObjectURL(link.href), 60_000);
  return mayDownload(window);
}

/** A frame's `sandbox` forbids downloads, and no browser says so; that of another site cannot be seen. */
function mayDownload(view) {
  if (view.parent === view) return true;
  try {
    const frame = view.frameElement;
    const isFree = !frame.hasAttribute("sandbox") || frame.sandbox.contains("allow-downloads");
    return isFree && mayDownload(view.parent);
  } catch (fault) {
    return false;
  }
}

export function copyFrom(area) {
  area.focus();
  area.select();
  // the clipboard of today is for https alone
  return document.execCommand("copy");
}

function file(name, content) {
  return new File([content], name, { type: "application/json" });
}

/** Sends an event to the page; `detail` is JSON. A page that sees to the login itself cancels that one. */
export function tell(host, name, detail) {
  const how = { bubbles: true, composed: true, cancelable: name === "yuebao-login" };
  return host.dispatchEvent(new CustomEvent(name, { ...how, detail: parse(detail) }));
}

/** What the page's `getToken` gives: `["token", it]`, or why it is none. */
export async function askToken(host) {
  let late;
  const tooLate = new Promise((give) => (late = setTimeout(give, PATIENCE, LATE)));
  try {
    const token = await Promise.race([host.getToken?.(), tooLate]);
    if (token === LATE) return ["late"];
    if (token == null || token === "") return ["none"];
    return typeof token === "string" ? ["token", token] : ["no text"];
  } catch (fault) {
    console.error("yuebao-report: getToken()", fault);
    return ["failed", String(fault?.message ?? fault)];
  } finally {
    clearTimeout(late);
  }
}

/** Calls of the element's methods that were not answered yet: by number, `{ host, resolve, reject }`. */
const calls = new Map();
let called = 0;

export function answer(number, value) {
  settled(number)?.resolve(value === undefined ? undefined : parse(value));
}

export function answerFile(number, name, content) {
  settled(number)?.resolve(file(name, content));
}

export function refuse(number, code, words) {
  settled(number)?.reject(refusal(code, words));
}

function settled(number) {
  const call = calls.get(number);
  calls.delete(number);
  return call;
}

function refusal(code, words) {
  return assign(new Error(words), { name: "YuebaoError", code });
}

export function define(name, css, mount) {
  const early = elementNamed.call(customElements, name);
  if (early && !early.grow) return;
  addStyles(css);
  makeRoomForKeyboard();
  const made = early ? (report) => early.grow(report) : (report) => defineElement.call(customElements, name, report);
  made(
    class extends (early?.Base ?? HTMLElement) {
      static observedAttributes = ["server", "lang", "view", "text-size", "back"];

      /** The program has trapped: `show` says so in the place of every widget, now and later. */
      static breakDown(show) {
        if (instead) return;
        instead = show;
        for (const element of living) element.#start();
      }

      #widget = null;
      #inner = null;
      #token = null;
      #getToken = null;

      get token() {
        return this.#token;
      }

      set token(value) {
        const token = value == null || value === "" ? null : String(value);
        if (token === this.#token) return;
        this.#token = token;
        this.#widget?.set_token(token ?? undefined);
      }

      get getToken() {
        return this.#getToken;
      }

      set getToken(value) {
        if (value != null && typeof value !== "function") {
          throw new TypeError("yuebao-report: getToken 应为函数 · getToken must be a function");
        }
        const had = this.#getToken !== null;
        this.#getToken = value ?? null;
        // a framework sets a new function at each turn, with nothing new to tell
        if (had !== (value != null)) this.#widget?.gives_tokens(!had);
      }

      sync() {
        return this.#call("sync");
      }

      open(project, month) {
        const wanted = month == null ? undefined : String(month);
        return this.#call("open", String(project ?? ""), wanted);
      }

      exportRescueFile() {
        return this.#call("export_rescue_file");
      }

      signOut() {
        return this.#call("sign_out");
      }

      connectedCallback() {
        for (const property of ["token", "getToken"]) this.#adopt(property);
        this.#start();
      }

      disconnectedCallback() {
        this.#stop();
      }

      attributeChangedCallback(attribute, before, after) {
        if (!this.#widget || before === after) return;
        if (attribute === "server") {
          this.#stop();
          this.#start();
        } else {
          this.#widget.configure(
            this.getAttribute("lang") ?? undefined,
            (attribute === "view" && after) || undefined,
            this.getAttribute("text-size") ?? undefined,
          );
        }
      }

      /** What was set before the element was defined hides the property of the class. */
      #adopt(property) {
        if (!hasOwn(this, property)) return;
        const early = this[property];
        delete this[property];
        try {
          this[property] = early;
        } catch (fault) {
          console.error(fault);
        }
      }

      #call(method, ...given) {
        if (!this.#widget) return Promise.reject(refusal(...NOT_IN_A_PAGE));
        const number = ++called;
        return new Promise((resolve, reject) => {
          calls.set(number, { host: this, resolve, reject });
          this.#widget[method](number, ...given);
        });
      }

      #start() {
        living.add(this);
        if (instead) {
          this.#widget = this.#inner = null;
          return instead(this);
        }
        if (this.#widget) return;
        if (!this.shadowRoot) {
          dress(this.attachShadow({ mode: "open" }));
          keepInside(this.shadowRoot);
        }
        this.#widget = mount(this);
        this.#inner = this.shadowRoot.appendChild(this.#widget.place);
        this.#inner.style.setProperty("--yb-reader", readersScale(this.#inner));
      }

      #stop() {
        living.delete(this);
        if (!instead) this.#widget?.destroy();
        this.#widget = null;
        this.#inner?.remove();
        this.#inner = null;
        for (const [number, { host }] of calls) {
          if (host === this) refuse(number, ...NOT_IN_A_PAGE);
        }
      }
    },
  );
}
