// The page for a portal's frame, /embed. It makes the widget from its own address (`lang`, `view`,
// `project`, `month`), and talks with the portal's page by messages, each an object with the field
// `yuebao`. yuebao-frame.js is the other end.
//
//   frame → portal   loaded                    it listens now; said to whoever holds the frame
//                    height {height}           of its content, in CSS pixels
//                    event {name, detail}      one of the element's events
//                    answer {id, value|error}  to a call
//                    token-wanted {id}         the callback getToken() is asked for one
//   portal → frame   knock                     is there somebody? `loaded` is said again
//                    hello                     the portal listens; nothing but `loaded` goes out before
//                    set {name, value}         a property or attribute: token, lang, view
//                    call {id, method, args}   one of the element's methods
//                    use-get-token             the portal has a getToken()
//                    token {id, token}         its answer
//
// The portal's page is the one that the browser lets frame this page (`frame-ancestors`), and its
// origin is looked at again with each message.

const EVENTS = ["yuebao-ready", "yuebao-submitted", "yuebao-sync"];
const METHODS = ["sync", "open", "exportRescueFile"];
const ATTRIBUTES = ["lang", "view"];

const said = document.querySelector("meta[name=yuebao-portals]").content;
const portals = [location.origin, ...said.split(" ").filter((origin) => origin !== "")];
const wanted = new URLSearchParams(location.search);
const widget = document.createElement("yuebao-report");
const asked = new Map();
/** The origin that may be spoken to: nobody's before it has spoken. */
let portal = null;

function tell(kind, more) {
  if (portal !== null) parent.postMessage({ yuebao: kind, ...more }, portal);
}

function tellHeight() {
  tell("height", { height: Math.ceil(widget.getBoundingClientRect().height) });
}

const HEARD = {
  knock: () => tell("loaded"),
  hello: tellHeight,
  set({ name, value }) {
    if (name === "token") widget.token = value;
    else if (ATTRIBUTES.includes(name)) widget.setAttribute(name, value);
    if (name === "lang") document.documentElement.lang = value;
  },
  async call({ id, method, args }) {
    try {
      if (!METHODS.includes(method)) throw new TypeError(`there is no method ${method}`);
      await customElements.whenDefined("yuebao-report");
      tell("answer", { id, value: await widget[method](...args) });
    } catch (fault) {
      tell("answer", { id, error: String(fault?.message ?? fault) });
    }
  },
  "use-get-token"() {
    widget.getToken = () =>
      new Promise((resolve) => {
        const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
        asked.set(id, resolve);
        tell("token-wanted", { id });
      });
  },
  token({ id, token }) {
    asked.get(id)?.(token);
    asked.delete(id);
  },
};

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || source === window || !portals.includes(origin)) return;
  if (typeof data !== "object" || data === null || !Object.hasOwn(HEARD, data.yuebao)) return;
  portal = origin;
  HEARD[data.yuebao](data);
});

for (const name of EVENTS) {
  widget.addEventListener(name, ({ detail }) => tell("event", { name, detail }));
}
new ResizeObserver(tellHeight).observe(widget);

const [project, month] = [wanted.get("project"), wanted.get("month")];
const view = project ? `form:${project}` : wanted.get("view");
if (wanted.get("lang")) document.documentElement.lang = wanted.get("lang");
if (view) widget.setAttribute("view", view);
if (project && month) {
  widget.addEventListener("yuebao-ready", () => widget.open?.(project, month), { once: true });
}
// with nobody around it this is a page like any other
document.documentElement.classList.toggle("framed", parent !== window);
document.body.append(widget);
if (parent !== window) parent.postMessage({ yuebao: "loaded" }, "*");
