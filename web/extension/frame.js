// The extension's page with the widget: in a tab of its own, and in the frame that content.js puts
// into the portal. Everything comes from the package, so it opens without network.
import { configuration } from "./config.js";

const { server, lang } = await configuration();
document.documentElement.lang = lang || chrome.i18n.getUILanguage();
document.title = chrome.i18n.getMessage("name");

if (parent !== window && !(await mayFrame())) say("notHere");
else if (!server) say("noServer");
else show();

/** Any page may try to frame this one; it shows itself to the portal's only. */
async function mayFrame() {
  const ancestors = location.ancestorOrigins && [...location.ancestorOrigins];
  // Firefox of 140 names none: there the page of the tab is known, and stands for itself alone
  const isDirect = parent === top;
  return chrome.runtime.sendMessage({ ask: "mayFrame", ancestors, isDirect });
}

function show() {
  const widget = document.createElement("yuebao-report");
  widget.setAttribute("server", server);
  if (lang) widget.setAttribute("lang", lang);
  widget.addEventListener("yuebao-ready", () => navigator.storage.persist(), { once: true });
  document.body.append(widget);
  import("./widget/yuebao.js");
  if (parent === window) return;
  // a height is no secret, so that whoever holds the frame may know it
  const tell = () => {
    const height = Math.ceil(widget.getBoundingClientRect().height);
    parent.postMessage({ yuebao: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(widget);
}

function say(message) {
  const words = Object.assign(document.createElement("p"), { className: "note" });
  words.textContent = chrome.i18n.getMessage(message);
  document.body.append(words);
  if (message !== "noServer") return;
  const settings = document.createElement("button");
  settings.textContent = chrome.i18n.getMessage("settings");
  settings.addEventListener("click", () => chrome.runtime.openOptionsPage());
  words.append(document.createElement("br"), settings);
}
