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
  /** @type {chrome.scripting.RegisteredContentScript} */
  const script = { id: SCRIPT, matches, js: ["content.js"], runAt: "document_idle" };
  if (matches.length > 0) {
    // changed in place: a page that is loaded meanwhile has it too
    await (there ? chrome.scripting.updateContentScripts([script]) : chrome.scripting.registerContentScripts([script]));
  } else if (there) {
    await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
  }
  if (matches.length > 0) await serveOpenPages(matches);
}

/**
 * Nobody has to load a page anew that was open before.
 * @param {string[]} matches
 */
async function serveOpenPages(matches) {
  const tabs = await chrome.tabs.query({ url: matches });
  const files = ["content.js"];
  const ids = tabs.flatMap(({ id }) => id ?? []);
  const inserted = ids.map((tabId) => chrome.scripting.executeScript({ target: { tabId }, files }));
  // such as a page that could not be reached, or one that is just being left
  for (const one of await Promise.allSettled(inserted)) if (one.status === "rejected") console.warn(one.reason);
}

/** The browser tells nobody that it has switched the extension on again; its session is a new one then. */
async function begin() {
  const { begun } = await chrome.storage.session.get("begun");
  if (begun) return;
  await chrome.storage.session.set({ begun: true });
  await arrange();
}

/** A new version takes the place of this one at once where no page of ours is open. */
async function giveWay() {
  const isOpen = await chrome.runtime.sendMessage({ ask: "isOpen" }).catch(() => false);
  if (!isOpen) chrome.runtime.reload();
}

/**
 * What a content script or the page in its frame may know.
 * @type {Record<string, (message: any, sender: chrome.runtime.MessageSender) => Promise<unknown>>}
 */
const ANSWERS = {
  async place(_, { url }) {
    const { portals, server, selector, lang } = await configuration();
    return url && covers(portals, url) ? { server, selector, lang } : null;
  },
  /** Whether a page of ours may show itself below these origins. */
  async mayFrame({ ancestors, isDirect }, { tab }) {
    if (!ancestors && !isDirect) return false;
    const { portals } = await configuration();
    /** @type {string[]} */
    const origins = ancestors ?? [new URL(tab?.url ?? "").origin];
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

begin().catch((fault) => console.error(fault));
chrome.runtime.onUpdateAvailable.addListener(giveWay);
chrome.runtime.onInstalled.addListener(arrange);
chrome.runtime.onStartup.addListener(arrange);
chrome.storage.onChanged.addListener(arrange);
chrome.permissions.onAdded.addListener(arrange);
chrome.permissions.onRemoved.addListener(arrange);
