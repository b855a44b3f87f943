// Settings of one computer, where no administrator has made them for all. The browser asks the
// person here whether the extension may see the portal's pages and the server.
import { configuration, isAddress, list, pattern } from "./config.js";

const words = (name) => chrome.i18n.getMessage(name);
const field = (name) => document.getElementById(name);
const outcome = field("outcome");

document.documentElement.lang = chrome.i18n.getUILanguage();
document.title = words("title");
for (const element of document.querySelectorAll("[data-words]")) {
  element.textContent = words(element.dataset.words);
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
  label.classList.add("locked");
  label.dataset.locked = words("locked");
}

const form = document.querySelector("form");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const values = {
    server: field("server").value.trim(),
    portals: list(field("portals").value),
    selector: field("selector").value.trim(),
    lang: field("lang").value,
  };
  const wrong = firstWrong(values);
  for (const name of Object.keys(values)) field(name).setAttribute("aria-invalid", name === wrong?.name);
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

/** The first box that cannot be saved, and what is wrong with it. */
function firstWrong({ server, portals, selector }) {
  if (!server) return { name: "server", words: words("serverMissing") };
  if (!isAddress(server)) return { name: "server", words: words("badAddress") + server };
  if (portals.length === 0) return { name: "portals", words: words("portalsMissing") };
  const wrong = portals.find((portal) => !isAddress(portal));
  if (wrong) return { name: "portals", words: words("badAddress") + wrong };
  if (selector && !isSelector(selector)) return { name: "selector", words: words("badSelector") + selector };
  return null;
}

function isSelector(text) {
  try {
    return document.createDocumentFragment().querySelector(text) === null;
  } catch {
    return false;
  }
}

async function save(values, asked) {
  for (const name of set.locked) delete values[name];
  await chrome.storage.local.set(values);
  const isAllowed = await asked.catch((fault) => console.error(fault));
  // a package that was made for a portal asks for nothing else
  const { optional_host_permissions: askable } = chrome.runtime.getManifest();
  say(words(isAllowed ? "allowed" : askable ? "refused" : "madeForOther"));
}

function say(text) {
  outcome.textContent = text;
}
