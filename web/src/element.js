// The custom element around the widget: an open shadow root with one adopted style sheet, and what
// the host page may set, call and hear. `web/EMBEDDING.md` tells it to the page's programmers.

/** @import { Call, Host, Kept, Method, ReportClass, Setting, Show, Widget } from "../scripts.js" */
/** @import { YuebaoTokenGiver } from "../yuebao.js" */

// Pages put something of their own in the place of these; what they do later is no matter.
const { parse } = JSON;
const { fetch, CustomEvent, File, FinalizationRegistry, Map, Promise, URL: Addresses, WeakMap, WeakRef } = globalThis;
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

/** @type {[string, string]} */
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
/** @type {CSSStyleSheet | undefined} */
let sheet;

/**
 * The widgets that are in the page, and what shows words in their place once one has trapped.
 * @type {Set<any>}
 */
const living = new Set();
/** @type {Show | null} */
let instead = null;

/**
 * Whose a place is. Nothing here holds an element that is out of the page.
 * @type {WeakMap<Element, WeakRef<Host>>}
 */
const hosts = new WeakMap();

/**
 * @param {Element} place
 * @param {HTMLElement} host
 */
export function settle(place, host) {
  hosts.set(place, new WeakRef(host));
}

const hostOf = (/** @type {Element} */ place) => hosts.get(place)?.deref();

/**
 * Widgets whose elements are out of the page, `{ widget }` each, the longest away first: a portal's
 * tabs bring some of them back. Of those that it has dropped each ends with its element, when the
 * browser gets to that, and the oldest before.
 * @type {Kept[]}
 */
const away = [];
const MOST_AWAY = 4;
const dropped = new FinalizationRegistry(endAway);

/**
 * @param {HTMLElement} element
 * @param {Kept} kept
 */
function keepAway(element, kept) {
  dropped.register(element, kept, element);
  away.push(kept);
  if (away.length > MOST_AWAY) endAway(away[0]);
}

/**
 * Its widget, if that was not ended meanwhile.
 * @param {HTMLElement} element
 * @param {Kept} kept
 */
function takeBack(element, kept) {
  dropped.unregister(element);
  const at = away.indexOf(kept);
  if (at >= 0) away.splice(at, 1);
  return kept.widget;
}

/** @param {Kept} kept */
function endAway(kept) {
  const at = away.indexOf(kept);
  if (at >= 0) away.splice(at, 1);
  if (!instead) kept.widget?.destroy();
  kept.widget = null;
}

/** @param {ShadowRoot | Omit<ShadowRoot, "adoptedStyleSheets">} root */
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

/**
 * After everything inside has heard of it.
 * @param {ShadowRoot} root
 */
function keepInside(root) {
  const keep = (/** @type {Event} */ event) => event.stopPropagation();
  for (let at = 0; at < OUR_OWN.length; at++) root.addEventListener(OUR_OWN[at], keep);
  for (let at = 0; at < DRAGGED.length; at++) root.addEventListener(DRAGGED[at], /** @type {EventListener} */ (keepDragged));
}

/**
 * A file that is dropped beside a box would take the place of the page: the page may forbid that.
 * @param {DragEvent} event
 */
function keepDragged(event) {
  const types = event.dataTransfer?.types ?? [];
  let isFile = false;
  for (let at = 0; at < types.length; at++) isFile ||= types[at] === "Files";
  if (!isFile || /** @type {HTMLInputElement} */ (event.target).type === "file") event.stopPropagation();
}

/**
 * Adds to the style sheet of every widget that is there or will be.
 * @param {string} css
 */
export function addStyles(css) {
  if (styles.endsWith(css)) return;
  styles += css;
  sheet?.replaceSync(styles);
  for (const { shadowRoot } of living) {
    const own = shadowRoot?.querySelector("style");
    if (own) own.textContent = styles;
  }
}

/**
 * How many times larger than usual this browser's own text is; no style of the page has a say.
 * @param {HTMLElement} element
 */
function readersScale(element) {
  element.style.font = "medium sans-serif";
  const size = parseFloat(getComputedStyle(element).fontSize);
  return size > 0 ? Math.min(Math.max(size / 16, 0.75), 2) : 1;
}

/** A soft keyboard takes a part of the screen: what is typed into stays in sight above it. */
function makeRoomForKeyboard() {
  const visualViewport = /** @type {VisualViewport} */ (globalThis.visualViewport);
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

/**
 * Loads the page anew, with the newest build whatever was kept here and on the way.
 * @param {string} loader
 */
export async function reloadPage(loader) {
  // a portal's own bundle is the portal's to renew
  if (loader === "") return location.reload();
  const kept = await navigator.serviceWorker?.getRegistration();
  if (kept?.active?.scriptURL === new Addresses("sw.js", loader).href) await takeNewest(kept);
  else await fetch(loader, { cache: "reload" }).catch(() => "offline: what was kept will do");
  location.reload();
}

/**
 * An installed page keeps one whole build; it changes to the next one only when asked, here.
 * @param {ServiceWorkerRegistration} kept
 */
async function takeNewest(kept) {
  await kept.update().catch(() => "offline: what was kept will do");
  const next = kept.installing ?? kept.waiting;
  while (next?.state === "installing") await once(next, "statechange");
  if (next?.state !== "installed") return;
  const taken = once(navigator.serviceWorker, "controllerchange");
  next.postMessage("take over");
  await taken;
}

/**
 * @param {EventTarget} target
 * @param {string} name
 */
function once(target, name) {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}

/** @param {boolean} isChinese */
export function rulePage(isChinese) {
  return (isChinese ? RULES.zh : RULES.en).href;
}

/** @param {Request} request */
export function askServer(request) {
  return fetch(request);
}

/**
 * Offers a file for download; whether nothing around the page can forbid it in silence.
 * @param {string} name
 * @param {string | Uint8Array<ArrayBuffer>} content
 */
export function download(name, content) {
  const link = document.createElement("a");
  link.href = Addresses.createObjectURL(file(name, content));
  link.download = name;
  link.click();
  // the browser reads it after this call; a minute is ample
  setTimeout(() => Addresses.revokeObjectURL(link.href), 60_000);
  return mayDownload(window);
}

/**
 * A frame's `sandbox` forbids downloads, and no browser says so; that of another site cannot be seen.
 * @param {Window} view
 * @returns {boolean}
 */
function mayDownload(view) {
  if (view.parent === view) return true;
  try {
    const frame = /** @type {HTMLIFrameElement} */ (view.frameElement);
    const isFree = !frame.hasAttribute("sandbox") || frame.sandbox.contains("allow-downloads");
    return isFree && mayDownload(view.parent);
  } catch {
    return false;
  }
}

/** @param {HTMLTextAreaElement} area */
export function copyFrom(area) {
  area.focus();
  area.select();
  // the clipboard of today is for https alone
  return document.execCommand("copy");
}

/**
 * @param {string} name
 * @param {string | Uint8Array<ArrayBuffer>} content
 */
function file(name, content) {
  const type = typeof content !== "string" ? "application/octet-stream" : name.endsWith(".csv") ? "text/csv" : "application/json";
  return new File([content], name, { type });
}

/**
 * Sends an event to the page; `detail` is JSON. A page that sees to the login itself cancels that one.
 * @param {Element} place
 * @param {string} name
 * @param {string} detail
 */
export function tell(place, name, detail) {
  const how = { bubbles: true, composed: true, cancelable: name === "yuebao-login" };
  return hostOf(place)?.dispatchEvent(new CustomEvent(name, { ...how, detail: parse(detail) })) ?? false;
}

/**
 * What the page's `getToken` gives: `["token", it]`, or why it is none.
 * @param {Element} place
 */
export async function askToken(place) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;
  const tooLate = new Promise((give) => (late = setTimeout(give, PATIENCE, LATE)));
  try {
    const token = await Promise.race([hostOf(place)?.getToken?.(), tooLate]);
    if (token === LATE) return ["late"];
    if (token == null || token === "") return ["none"];
    return typeof token === "string" ? ["token", token] : ["no text"];
  } catch (fault) {
    console.error("yuebao-report: getToken()", fault);
    return ["failed", String(/** @type {Error | undefined} */ (fault)?.message ?? fault)];
  } finally {
    clearTimeout(late);
  }
}

/**
 * Calls of the element's methods that were not answered yet, by number.
 * @type {Map<number, Call & { host: HTMLElement }>}
 */
const calls = new Map();
let called = 0;

/**
 * @param {number} number
 * @param {string} [value]
 */
export function answer(number, value) {
  settled(number)?.resolve(value === undefined ? undefined : parse(value));
}

/**
 * @param {number} number
 * @param {string} name
 * @param {string} content
 */
export function answerFile(number, name, content) {
  settled(number)?.resolve(file(name, content));
}

/**
 * @param {number} number
 * @param {string} code
 * @param {string} words
 */
export function refuse(number, code, words) {
  settled(number)?.reject(refusal(code, words));
}

/** @param {number} number */
function settled(number) {
  const call = calls.get(number);
  calls.delete(number);
  return call;
}

/**
 * @param {string} code
 * @param {string} words
 */
function refusal(code, words) {
  return assign(new Error(words), { name: "YuebaoError", code });
}

/**
 * @param {string} name
 * @param {string} css
 * @param {(host: HTMLElement) => Widget} mount
 */
export function define(name, css, mount) {
  const early = elementNamed.call(customElements, /** @type {"yuebao-report"} */ (name));
  if (early && !early.grow) return;
  addStyles(css);
  makeRoomForKeyboard();
  const made = (/** @type {ReportClass} */ report) =>
    early ? early.grow?.(report) : defineElement.call(customElements, name, report);
  made(
    class extends /** @type {typeof HTMLElement} */ (early?.Base ?? HTMLElement) {
      static observedAttributes = ["server", "lang", "view", "text-size", "back"];

      /**
       * The program has trapped: `show` says so in the place of every widget, now and later.
       * @param {Show} show
       */
      static breakDown(show) {
        if (instead) return;
        instead = show;
        for (const element of living) element.#start();
      }

      /** @type {Widget | null} */
      #widget = null;
      /**
       * While the element is out of the page: its widget, and what that was not told.
       * @type {Kept | null}
       */
      #kept = null;
      /** @type {Map<Setting, any[]>} */
      #missed = new Map();
      /**
       * Calls from before the element was in a page.
       * @type {(() => void)[]}
       */
      #early = [];
      /** @type {string | null} */
      #token = null;
      /** @type {YuebaoTokenGiver | null} */
      #getToken = null;

      get token() {
        return this.#token;
      }

      set token(value) {
        const token = value == null || value === "" ? null : String(value);
        if (token === this.#token) return;
        this.#token = token;
        this.#tell("set_token", token ?? undefined);
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
        if (had !== (value != null)) this.#tell("gives_tokens", !had);
      }

      sync() {
        return this.#call("sync");
      }

      /**
       * @param {string} project
       * @param {string | null} [month]
       */
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
        for (const property of /** @type {const} */ (["token", "getToken"])) this.#adopt(property);
        if (this.#kept) this.#return();
        // moved by one script
        else if (this.#widget && !instead) this.#widget.come_back(this);
        else this.#start();
      }

      disconnectedCallback() {
        // a script that moves the element has put it elsewhere by then
        queueMicrotask(() => this.isConnected || this.#leave());
      }

      /** `moveBefore`: the browser keeps all there is. */
      connectedMoveCallback() {}

      /**
       * @param {string} attribute
       * @param {string | null} before
       * @param {string | null} after
       */
      attributeChangedCallback(attribute, before, after) {
        if (before === after) return;
        if (attribute !== "server") {
          return this.#tell(
            "configure",
            this.getAttribute("lang") ?? undefined,
            (attribute === "view" && after) || undefined,
            this.getAttribute("text-size") ?? undefined,
          );
        }
        if (this.#kept) endAway(this.#kept);
        if (!this.#widget) return;
        this.#stop();
        if (this.isConnected) this.#start();
      }

      /**
       * While the element is out of the page its widget rests, and hears of this when it is back.
       * @param {Setting} method
       * @param {any[]} given
       */
      #tell(method, ...given) {
        if (!this.#kept) return this.#widget?.[method](...given);
        if (method === "configure") given[1] ??= this.#missed.get(method)?.[1];
        this.#missed.set(method, given);
      }

      /**
       * What was set before the element was defined hides the property of the class.
       * @param {"token" | "getToken"} property
       */
      #adopt(property) {
        if (!hasOwn(this, property)) return;
        const early = this[property];
        delete (/** @type {any} */ (this)[property]);
        try {
          /** @type {any} */ (this)[property] = early;
        } catch (fault) {
          console.error(fault);
        }
      }

      /**
       * @param {Method} method
       * @param {any[]} given
       * @returns {Promise<any>}
       */
      #call(method, ...given) {
        const isEarly = !this.#widget && !this.#kept && !instead;
        if (!this.isConnected && !isEarly) return Promise.reject(refusal(...NOT_IN_A_PAGE));
        const number = ++called;
        return new Promise((resolve, reject) => {
          calls.set(number, { host: this, resolve, reject });
          const ask = () => /** @type {Widget} */ (this.#widget)[method](number, ...given);
          if (isEarly) this.#early.push(ask);
          else if (this.#widget) ask();
          else refuse(number, ...NOT_IN_A_PAGE);
        });
      }

      #start() {
        living.add(this);
        if (instead) {
          this.#widget = null;
          this.#refuseCalls();
          return instead(this);
        }
        if (this.#widget) return;
        if (!this.shadowRoot) {
          const root = this.attachShadow({ mode: "open" });
          dress(root);
          keepInside(root);
        }
        this.#show(mount(this));
        for (const ask of this.#early.splice(0)) ask();
      }

      /** @param {Widget} widget */
      #show(widget) {
        this.#widget = widget;
        /** @type {ShadowRoot} */ (this.shadowRoot).appendChild(widget.place);
        widget.place.style.setProperty("--yb-reader", String(readersScale(widget.place)));
      }

      /** Out of the page, perhaps for good. */
      #leave() {
        living.delete(this);
        this.#refuseCalls();
        if (!this.#widget || instead) return;
        this.#widget.leave();
        this.#widget.place.remove();
        this.#kept = { widget: this.#widget };
        this.#widget = null;
        keepAway(this, this.#kept);
      }

      /** As it was. */
      #return() {
        const widget = this.#kept && takeBack(this, this.#kept);
        this.#kept = null;
        const missed = [...this.#missed];
        this.#missed.clear();
        if (!widget || instead) return this.#start();
        living.add(this);
        this.#show(widget);
        widget.come_back(this);
        for (const [method, given] of missed) widget[method](...given);
      }

      #stop() {
        living.delete(this);
        const widget = /** @type {Widget} */ (this.#widget);
        this.#widget = null;
        widget.place.remove();
        if (!instead) widget.destroy();
        this.#refuseCalls();
      }

      #refuseCalls() {
        for (const [number, { host }] of calls) {
          if (host === this) refuse(number, ...NOT_IN_A_PAGE);
        }
      }
    },
  );
}
