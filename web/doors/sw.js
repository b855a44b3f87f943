// Keeps the installed page on the device: one cache for one build, filled whole or not at all. It
// answers for the page and the files of its build and leaves everything else alone.
//
// The next build is fetched when the browser finds this file changed, and waits. It takes over when
// no page is open, or when a page that has saved everything asks for it (element.js).

const CACHE = "yuebao-app-@CACHE@";
/**
 * Address and SHA-256 of each file, put here by the build: files of two builds never come together.
 * @type {[string, string][]}
 */
const LISTED = JSON.parse("@FILES@");
const FILES = new Map(LISTED);

const PAGE = new URL("./app", location.href).href;
const kept = new Set([...FILES.keys()].map((name) => new URL(name, location.href).href));

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("install", (event) => event.waitUntil(fill()));

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll(
    [...FILES].map(([name, integrity]) => new Request(name, { integrity, cache: "no-cache" })),
  );
}

worker.addEventListener("activate", (event) => event.waitUntil(clear()));

// The build before stays: a page of it may still be open and come for one of its files.
async function clear() {
  const names = (await caches.keys()).filter((name) => name.startsWith("yuebao-app-"));
  const old = names.filter((name) => name !== CACHE).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
}

worker.addEventListener("message", ({ data }) => {
  if (data === "take over") worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const [address] = url.split(/[?#]/);
  if (method !== "GET") return;
  const page = mode === "navigate" && (address === PAGE || address === `${PAGE}.html`);
  if (page) event.respondWith(answer(PAGE, event.request));
  else if (kept.has(address) || /-[0-9a-f]{16,}/.test(address)) {
    event.respondWith(answer(address, event.request));
  }
});

/**
 * @param {string} address
 * @param {Request} request
 */
async function answer(address, request) {
  const own = await caches.open(CACHE);
  // what varies is the packing, and that is undone by now
  const how = { ignoreVary: true };
  return (await own.match(address, how)) ?? (await caches.match(address, how)) ?? fetch(request);
}
