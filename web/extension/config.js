// What is set, and by whom: the administrator's policy goes before the options page, and that
// before what the package was built with.

/** @import { Configuration } from "../scripts.js" */

const EMPTY = { server: "", portals: [], selector: "", lang: "" };
const KEYS = Object.keys(EMPTY);

/** @returns {Promise<Configuration>} */
export async function configuration() {
  const built = fetch(chrome.runtime.getURL("built.json")).then((file) => file.json());
  // a browser without any policy for extensions refuses to be asked
  const policy = chrome.storage.managed.get(KEYS).catch(() => ({}));
  const all = await Promise.all([built, chrome.storage.local.get(KEYS), policy]);
  const set = Object.assign({}, EMPTY, ...all);
  const [server, selector, lang] = [set.server, set.selector, set.lang].map(text);
  return { server, portals: list(set.portals), selector, lang, locked: Object.keys(all[2]) };
}

/** Firefox hands on whatever a policy holds. */
const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value.trim() : "");

/**
 * The parts of what is an array, or one text with white space between them.
 * @param {unknown} value
 */
export function list(value) {
  const parts = Array.isArray(value) ? value.map(text) : text(value).split(/\s+/);
  return parts.filter((part) => part !== "");
}

/**
 * Whether a page is one of the portals'.
 * @param {string[]} portals
 * @param {string} address
 */
export function covers(portals, address) {
  return portals.some((portal) => isAddress(portal) && address.startsWith(new URL(portal).href));
}

/**
 * Whether an origin is one of the portals'.
 * @param {string[]} portals
 * @param {string} origin
 */
export function isPortal(portals, origin) {
  return portals.some((portal) => isAddress(portal) && new URL(portal).origin === origin);
}

/**
 * The browser's name for all pages of an address's host; it knows no ports.
 * @param {string} address
 */
export function pattern(address) {
  const { protocol, hostname } = new URL(address);
  return `${protocol}//${hostname}/*`;
}

/** @param {string} address */
export function isAddress(address) {
  try {
    return /^https?:\/\//i.test(address) && new URL(address).hostname !== "";
  } catch {
    return false;
  }
}
