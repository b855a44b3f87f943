// The extension's page with the widget: in a tab of its own, and in the frame that content.js puts
// into the portal. Everything comes from the package, so it opens without network.
import { configuration, isAddress } from "./config.js";

/** @import { YuebaoReportElement } from "../yuebao.js" */

/** Where in the widget this tab was: what takes the place of this page goes on there. */
const AT = "yuebao-extension:at";
/** What the widget takes at most to store the last that was typed, in milliseconds. */
const STORING = 500;

chrome.runtime.onMessage.addListener((message, _, reply) => {
  if (message?.ask === "isOpen") reply(true);
});

const { server, lang } = await configuration();
document.documentElement.lang = lang || chrome.i18n.getUILanguage();
document.title = chrome.i18n.getMessage("name");

if (parent !== window && !(await mayFrame())) say("notHere");
else if (!server) say("noServer");
else if (!isAddress(server)) say("badServer", server);
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
  keepPlace(widget);
  document.body.append(widget);
  import("./widget/yuebao.js");
  if (parent === window) return;
  endWhenAsked();
  // a height is no secret, so that whoever holds the frame may know it
  const tell = () => {
    const height = Math.ceil(widget.getBoundingClientRect().height);
    parent.postMessage({ yuebao: "height", height }, "*");
  };
  new ResizeObserver(tell).observe(widget);
}

/**
 * Opens the form that was open in this tab before.
 * @param {YuebaoReportElement} widget
 */
function keepPlace(widget) {
  const before = kept();
  const goOn = () => before && widget.open(before.project, before.month).catch((fault) => console.warn(fault));
  widget.addEventListener("yuebao-ready", goOn, { once: true });
  widget.addEventListener("yuebao-navigate", ({ detail }) => keep(detail));
  widget.addEventListener("yuebao-signed-out", () => keep({}));
}

/**
 * Without storage every page begins at its beginning.
 * @returns {{ project: string, month: string } | null}
 */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(AT) ?? "null");
  } catch {
    return null;
  }
}

/** @param {{ project?: string | null, month?: string | null }} place */
function keep({ project, month }) {
  try {
    if (project) sessionStorage.setItem(AT, JSON.stringify({ project, month }));
    else sessionStorage.removeItem(AT);
  } catch (fault) {
    console.warn(fault);
  }
}

/** A successor wants the place: a word that is being composed is ended by whoever types it. */
function endWhenAsked() {
  /** @type {Promise<unknown>} */
  let composed = Promise.resolve();
  // on the way down: the widget keeps them to itself
  const once = { capture: true, once: true };
  const begun = () => (composed = new Promise((resolve) => addEventListener("compositionend", resolve, once)));
  addEventListener("compositionstart", begun, true);
  addEventListener("message", async ({ source, data }) => {
    if (source !== parent || data?.yuebao !== "end") return;
    await composed;
    setTimeout(() => parent.postMessage({ yuebao: "ended" }, "*"), STORING);
  });
}

/** @param {string} message */
function say(message, detail = "") {
  const words = Object.assign(document.createElement("p"), { className: "note" });
  words.textContent = chrome.i18n.getMessage(message) + detail;
  document.body.append(words);
  if (message === "notHere") return;
  const settings = document.createElement("button");
  settings.textContent = chrome.i18n.getMessage("settings");
  settings.addEventListener("click", () => chrome.runtime.openOptionsPage());
  words.append(document.createElement("br"), settings);
}
