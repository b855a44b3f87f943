// Settings of one computer, where no administrator has made them for all. The browser asks the
// person here whether the extension may see the portal's pages and the server.
import { configuration, isAddress, list, pattern } from "./config.js";

/** @import { Configuration } from "../scripts.js" */
/** @typedef {Omit<Configuration, "locked">} Values */

const words = (/** @type {string} */ name) => chrome.i18n.getMessage(name);
/** A box of the page; where it is none, it is not asked for its value. */
const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (document.getElementById(name));
const outcome = field("outcome");

document.documentElement.lang = chrome.i18n.getUILanguage();
document.title = words("title");
for (const element of document.querySelectorAll("[data-words]")) {
  element.textContent = words(element.getAttribute("data-words") ?? "");
}

const set = await configuration();
field("server").value = set.server;
field("portals").value = set.portals.join("\n");
field("selector").value = set.selector;
field("lang").value = set.lang || "zh-CN";
field("managed").hidden = set.locked.length === 0;
for (const name of set.locked) {
  field(name).disabled = true;
  const label = document.querySelector(`label[for=${name}]`);
  label?.classList.add("locked");
  label?.setAttribute("data-locked", words("locked"));
}

const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const values = {
    server: field("server").value.trim(),
    portals: list(field("portals").value),
    selector: field("selector").value.trim(),
    lang: field("lang").value,
  };
  const wrong = firstWrong(values);
  for (const name of Object.keys(values)) field(name).setAttribute("aria-invalid", String(name === wrong?.name));
  if (wrong) {
    field(wrong.name).focus();
    return say(wrong.words);
  }
  // browsers ask only while the press of the button is under way: nothing may come before
  const origins = [...new Set([values.server, ...values.portals].map(pattern))];
  save(values, chrome.permissions.request({ origins }));
});
// nothing can be typed that what is set would overwrite
form.hidden = false;

/**
 * The first box that cannot be saved, and what is wrong with it.
 * @param {Values} values
 */
function firstWrong({ server, portals, selector }) {
  if (!server) return { name: "server", words: words("serverMissing") };
  if (!isAddress(server)) return { name: "server", words: words("badAddress") + server };
  if (portals.length === 0) return { name: "portals", words: words("portalsMissing") };
  const wrong = portals.find((portal) => !isAddress(portal));
  if (wrong) return { name: "portals", words: words("badAddress") + wrong };
  if (selector && !isSelector(selector)) return { name: "selector", words: words("badSelector") + selector };
  return null;
}

/** @param {string} text */
function isSelector(text) {
  try {
    return document.createDocumentFragment().querySelector(text) === null;
  } catch {
    return false;
  }
}

/**
 * @param {Values} values
 * @param {Promise<boolean>} asked
 */
async function save(values, asked) {
  const own = Object.entries(values).filter(([name]) => !set.locked.includes(name));
  await chrome.storage.local.set(Object.fromEntries(own));
  const isAllowed = await asked.catch((fault) => console.error(fault));
  // a package that was made for a portal asks for nothing else
  const { optional_host_permissions: askable } = chrome.runtime.getManifest();
  say(words(isAllowed ? "allowed" : askable ? "refused" : "madeForOther"));
}

/** @param {string} text */
function say(text) {
  outcome.textContent = text;
}
