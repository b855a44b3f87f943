// Puts the content script into the portal's pages, and only into those that the administrator lists
// and the browser allows.
import { configuration, covers, isAddress, isPortal, pattern } from "./config.js";

const SCRIPT = "portal";
let last = Promise.resolve();

/** One after the other: two at once would register the same script twice. */
function arrange() {
  last = last.then(register).catch((fault) => console.error(fault));
  return last;
}

async function register() {
  const { portals } = await configuration();
  const matches = [];
  for (const origin of new Set(portals.filter(isAddress).map(pattern))) {
    if (await chrome.permissions.contains({ origins: [origin] })) matches.push(origin);
  }
  const [there] = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  const script = { id: SCRIPT, matches, js: ["content.js"], runAt: "document_idle" };
  if (matches.length > 0) {
    // changed in place: a page that is loaded meanwhile has it too
    await (there ? chrome.scripting.updateContentScripts([script]) : chrome.scripting.registerContentScripts([script]));
  } else if (there) {
    await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  }
}

/** What a content script or the page in its frame may know. */
const ANSWERS = {
  async place(_, { url }) {
    const { portals, selector, lang } = await configuration();
    return covers(portals, url) ? { selector, lang } : null;
  },
  /** Whether a page of ours may show itself below these origins. */
  async mayFrame({ ancestors, isDirect }, { tab }) {
    if (!ancestors && !isDirect) return false;
    const { portals } = await configuration();
    const origins = ancestors ?? [new URL(tab.url).origin];
    return origins.every((origin) => isPortal(portals, origin));
  },
};

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id || !Object.hasOwn(ANSWERS, message?.ask)) return false;
  ANSWERS[message.ask](message, sender).then(reply, (fault) => {
    console.error(fault);
    reply(null);
  });
  return true;
});

chrome.action.onClicked.addListener(async () => {
  const { server } = await configuration();
  if (server) await chrome.tabs.create({ url: chrome.runtime.getURL("frame.html") });
  else await chrome.runtime.openOptionsPage();
});

chrome.runtime.onInstalled.addListener(arrange);
chrome.runtime.onStartup.addListener(arrange);
chrome.storage.onChanged.addListener(arrange);
chrome.permissions.onAdded.addListener(arrange);
chrome.permissions.onRemoved.addListener(arrange);
