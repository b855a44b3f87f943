// The custom element around the widget: an open shadow root with one adopted style sheet, and what
// the host page may set, call and hear. `web/EMBEDDING.md` tells it to the page's programmers.

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

/** Whose a place is. Nothing here holds an element that is out of the page. */
const hosts = new WeakMap();

export function settle(place, host) {
  hosts.set(place, new WeakRef(host));
}

const hostOf = (place) => hosts.get(place)?.deref();

/**
 * Widgets whose elements are out of the page, `{ widget }` each, the longest away first: a portal's
 * tabs bring some of them back. Of those that it has dropped each ends with its element, when the
 * browser gets to that, and the oldest before.
 */
const away = [];
const MOST_AWAY = 4;
const dropped = new FinalizationRegistry(endAway);

function keepAway(element, kept) {
  dropped.register(element, kept, element);
  away.push(kept);
  if (away.length > MOST_AWAY) endAway(away[0]);
}

/** Its widget, if that was not ended meanwhile. */
function takeBack(element, kept) {
  dropped.unregister(element);
  const at = away.indexOf(kept);
  if (at >= 0) away.splice(at, 1);
  return kept.widget;
}

function endAway(kept) {
  const at = away.indexOf(kept);
  if (at >= 0) away.splice(at, 1);
  if (!instead) kept.widget?.destroy();
  kept.widget = null;
}

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
export function tell(place, name, detail) {
  const how = { bubbles: true, composed: true, cancelable: name === "yuebao-login" };
  return hostOf(place)?.dispatchEvent(new CustomEvent(name, { ...how, detail: parse(detail) })) ?? false;
}

/** What the page's `getToken` gives: `["token", it]`, or why it is none. */
export async function askToken(place) {
  let late;
  const tooLate = new Promise((give) => (late = setTimeout(give, PATIENCE, LATE)));
  try {
    const token = await Promise.race([hostOf(place)?.getToken?.(), tooLate]);
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
      /** While the element is out of the page: `{ widget }`, and what the widget was not told. */
      #kept = null;
      #missed = new Map();
      /** Calls from before the element was in a page. */
      #early = [];
      #token = null;
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

      /** While the element is out of the page its widget rests, and hears of this when it is back. */
      #tell(method, ...given) {
        if (!this.#kept) return this.#widget?.[method](...given);
        if (method === "configure") given[1] ??= this.#missed.get(method)?.[1];
        this.#missed.set(method, given);
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
        const isEarly = !this.#widget && !this.#kept && !instead;
        if (!this.isConnected && !isEarly) return Promise.reject(refusal(...NOT_IN_A_PAGE));
        const number = ++called;
        return new Promise((resolve, reject) => {
          calls.set(number, { host: this, resolve, reject });
          const ask = () => this.#widget[method](number, ...given);
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
          dress(this.attachShadow({ mode: "open" }));
          keepInside(this.shadowRoot);
        }
        this.#show(mount(this));
        for (const ask of this.#early.splice(0)) ask();
      }

      #show(widget) {
        this.#widget = widget;
        this.shadowRoot.appendChild(widget.place);
        widget.place.style.setProperty("--yb-reader", readersScale(widget.place));
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
        const widget = takeBack(this, this.#kept);
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
        const widget = this.#widget;
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
