// The page for a portal's frame, /embed. It makes the widget from its own address (the element's
// attributes, `project`, `month`), and talks with the portal's page by messages, each an object with the field
// `yuebao`. yuebao-frame.js is the other end.
//
//   frame → portal   loaded                    it listens now; said to whoever holds the frame
//                    height {height}           of its content, in CSS pixels
//                    event {name, detail}      one of the element's events
//                    answer {id, value|error}  to a call; `error` is {code, message}
//                    token-wanted {id}         the callback getToken() is asked for one
//   portal → frame   knock                     is there somebody? `loaded` is said again
//                    hello                     the portal listens; nothing but `loaded` goes out before
//                    set {name, value}         the property token, or an attribute
//                    call {id, method, args}   one of the element's methods
//                    use-get-token             the portal has a getToken()
//                    token {id, token|failed}  its answer, or the words with which it failed
//
// Written so that old browsers read it: they are told in words that they are too old (loader.js).
//
// The portal's page is the one that the browser lets frame this page (`frame-ancestors`), and its
// origin is looked at again with each message.

/** @import { FrameMethod, Message } from "../scripts.js" */

const EVENTS = ["ready", "submitted", "sync", "navigate", "login", "signed-out"].map((name) => `yuebao-${name}`);
/** @type {FrameMethod[]} */
const METHODS = ["sync", "open", "exportRescueFile", "signOut"];
const ATTRIBUTES = ["lang", "view", "theme", "text-size", "back"];

const { content: said } = /** @type {HTMLMetaElement} */ (document.querySelector("meta[name=yuebao-portals]"));
const portals = [location.origin, ...said.split(" ").filter((origin) => origin !== "")];
const wanted = new URLSearchParams(location.search);
const widget = document.createElement("yuebao-report");
const asked = new Map();
const called = new Set();
/**
 * The origin that may be spoken to: nobody's before it has spoken.
 * @type {string | null}
 */
let portal = null;

/**
 * @param {string} kind
 * @param {object} [more]
 */
function tell(kind, more) {
  if (portal !== null) parent.postMessage({ yuebao: kind, ...more }, portal);
}

/**
 * @param {string} attribute
 * @param {string | null} value
 */
function become(attribute, value) {
  if (value == null || value === "") widget.removeAttribute(attribute);
  else widget.setAttribute(attribute, value);
  if (attribute === "lang" && value) document.documentElement.lang = value;
}

function tellHeight() {
  tell("height", { height: Math.ceil(widget.getBoundingClientRect().height) });
}

/** @type {Record<string, (message: Message) => void>} */
const HEARD = {
  knock: () => tell("loaded"),
  hello: () => tellHeight(),
  set({ name, value }) {
    if (name === "token") widget.token = value;
    else if (ATTRIBUTES.includes(name)) become(name, value);
  },
  async call({ id, method, args }) {
    if (called.has(id)) return; // it was asked again because this page said `loaded` again
    called.add(id);
    try {
      if (!METHODS.includes(method)) throw new TypeError(`there is no method ${method}`);
      await customElements.whenDefined("yuebao-report");
      tell("answer", { id, value: await /** @type {any} */ (widget)[method](...args) });
    } catch (fault) {
      const { code, message } = /** @type {import("../yuebao.js").YuebaoError} */ (fault);
      tell("answer", { id, error: { code, message: message || String(fault) } });
    }
  },
  "use-get-token"() {
    widget.getToken = () =>
      new Promise((resolve, reject) => {
        const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
        asked.set(id, { resolve, reject });
        tell("token-wanted", { id });
      });
  },
  token({ id, token, failed }) {
    if (!asked.has(id)) return;
    const { resolve, reject } = asked.get(id);
    asked.delete(id);
    if (failed === undefined) resolve(token);
    else reject(new Error(failed));
  },
};

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || source === window || !portals.includes(origin)) return;
  if (typeof data !== "object" || data === null || !Object.hasOwn(HEARD, data.yuebao)) return;
  portal = origin;
  HEARD[data.yuebao](data);
});

for (const name of EVENTS) {
  widget.addEventListener(name, (event) => tell("event", { name, detail: /** @type {CustomEvent} */ (event).detail }));
}
new ResizeObserver(tellHeight).observe(widget);

const [project, month] = [wanted.get("project"), wanted.get("month")];
for (const attribute of ATTRIBUTES) become(attribute, wanted.get(attribute));
if (project) become("view", `form:${project}`);
if (project && month) {
  widget.addEventListener("yuebao-ready", () => widget.open && widget.open(project, month), { once: true });
}
// with nobody around it this is a page like any other
document.documentElement.classList.toggle("framed", parent !== window);
document.body.append(widget);
if (parent !== window) parent.postMessage({ yuebao: "loaded" }, "*");
