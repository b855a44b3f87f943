// Settings of one computer, where no administrator has made them for all. The browser asks the
// person here whether the extension may see the portal's pages and the server.
import { configuration, isAddress, pattern } from "./config.js";

const words = (name) => chrome.i18n.getMessage(name);
const field = (name) => document.getElementById(name);
const lines = (text) => text.split(/\s+/).filter((line) => line !== "");
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
    portals: lines(field("portals").value),
    selector: field("selector").value.trim(),
    lang: field("lang").value,
  };
  const addresses = [values.server, ...values.portals];
  const wrong = addresses.find((address) => !isAddress(address));
  if (wrong !== undefined) return say(`${words("badAddress")}${wrong}`);
  // browsers ask only while the press of the button is under way: nothing may come before
  const asked = chrome.permissions.request({ origins: [...new Set(addresses.map(pattern))] });
  save(values, asked);
});
// nothing can be typed that what is set would overwrite
form.hidden = false;

async function save(values, asked) {
  for (const name of set.locked) delete values[name];
  await chrome.storage.local.set(values);
  const allowed = await asked.catch((fault) => console.error(fault));
  say(words(allowed ? "allowed" : "refused"));
}

function say(text) {
  outcome.textContent = text;
}
