// In the portal's page: a frame with the extension's own page, in the element that the administrator
// chose or in a panel behind a button at the right edge. The portal's scripts and styles reach
// neither. (Content scripts cannot define custom elements, so the widget lives in the frame.)
//
// It is run anew whenever the extension begins and whenever its settings change: what is there already
// stays, and what a predecessor of it left, which the browser has cut off, is replaced.
globalThis.yuebaoLook ??= (() => {
  /** @import { Place } from "../scripts.js" */

  const MARK = "data-yuebao-extension";
  /** What a frame has to end what is being typed in it, in milliseconds. */
  const PATIENCE = 3_000;
  const home = chrome.runtime.getURL("");
  const words = (/** @type {string} */ name) => chrome.i18n.getMessage(name);
  /** @type {Place | null} */
  let place = null;
  /** @type {HTMLElement | null} */
  let shown = null;
  let last = Promise.resolve();

  /** One after the other: two at once would show it twice. */
  function look() {
    last = last.then(arrange).catch((fault) => console.error(fault));
    return last;
  }

  async function arrange() {
    const wanted = await chrome.runtime.sendMessage({ ask: "place" });
    const isOther = JSON.stringify(wanted) !== JSON.stringify(place);
    const hosts = [...document.querySelectorAll(`[${MARK}]`)];
    const left = hosts.find((host) => isOther || host !== shown);
    const wasOpen = left ? await end(left) : false;
    left?.remove();
    place = wanted;
    stand(wasOpen);
  }

  /**
   * Puts it where it belongs, if that is there and it is not.
   * @param {boolean} isOpen
   */
  function stand(isOpen) {
    if (!place || shown?.isConnected || !document.body) return;
    const chosen = isSelector(place.selector) ? document.querySelector(place.selector) : null;
    if (chosen) shown = inElement(chosen);
    else if (!isSelector(place.selector)) shown = panel(isOpen);
  }

  /**
   * Lets a frame end what is being typed in it; gives whether it was open.
   * @param {Element} host
   * @returns {Promise<boolean> | boolean}
   */
  function end(host) {
    const frame = host.shadowRoot?.querySelector("iframe");
    const view = frame?.contentWindow;
    if (!view) return false;
    const wasOpen = frame.getClientRects().length > 0;
    return new Promise((resolve) => {
      addEventListener("message", ({ source, data }) => {
        if (source === view && data?.yuebao === "ended") resolve(wasOpen);
      });
      view.postMessage({ yuebao: "end" }, home);
      setTimeout(resolve, PATIENCE, wasOpen);
    });
  }

  /** @param {string} text */
  function isSelector(text) {
    try {
      return Boolean(text) && document.createDocumentFragment().querySelector(text) === null;
    } catch {
      return false;
    }
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string>} style
   */
  function make(tag, style, content = {}) {
    const element = Object.assign(document.createElement(tag), content);
    // set one by one and important: no rule of the page goes before it, and no policy forbids it
    for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value, "important");
    return element;
  }

  /** @param {Record<string, string>} style */
  function makeFrame(style) {
    const frame = make("iframe", { display: "block", border: "0", width: "100%", ...style });
    frame.title = words("name");
    frame.src = `${home}frame.html`;
    return frame;
  }

  /**
   * @param {HTMLElement} content
   * @param {Record<string, string>} style
   */
  function shadowed(content, style) {
    const host = make("div", { all: "initial", ...style });
    host.setAttribute(MARK, "");
    host.attachShadow({ mode: "open" }).append(content);
    return host;
  }

  /**
   * In a chosen element the frame is as high as its content.
   * @param {Element} chosen
   */
  function inElement(chosen) {
    const frame = makeFrame({ height: "480px" });
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== frame.contentWindow || !home.startsWith(`${origin}/`)) return;
      if (data?.yuebao !== "height" || !(data.height > 0)) return;
      frame.style.setProperty("height", `${Math.min(data.height, 100_000)}px`, "important");
    });
    const host = shadowed(frame, { display: "block" });
    chosen.append(host);
    return host;
  }

  /** @param {boolean} isOpen */
  function panel(isOpen) {
    const box = make("div", {});
    const host = shadowed(box, { position: "relative", "z-index": "2147483647" });
    const side = { position: "fixed", top: "0", right: "0", bottom: "0" };
    const sheet = make("div", {
      ...side,
      display: "none",
      "flex-direction": "column",
      width: "min(860px, 100vw)",
      background: "#fff",
      "box-shadow": "0 0 24px rgb(0 0 0 / 35%)",
    });
    const font = { font: "16px/1.4 sans-serif", color: "#fff", background: "#14508c", border: "0", cursor: "pointer" };
    const close = make("button", { ...font, "min-height": "44px" }, { textContent: `${words("close")} ›` });
    const open = make(
      "button",
      {
        ...font,
        position: "fixed",
        top: "40%",
        right: "0",
        padding: "16px 12px",
        "min-width": "44px",
        "writing-mode": "vertical-rl",
        "letter-spacing": "2px",
        "border-radius": "8px 0 0 8px",
        "box-shadow": "0 2px 10px rgb(0 0 0 / 30%)",
      },
      { textContent: words("button"), title: words("open") },
    );
    /** @type {HTMLIFrameElement | null} */
    let frame = null;
    const show = (/** @type {boolean} */ isShown) => {
      // switched off or taken away by the browser's settings: nothing would come
      if (isShown && !frame && !isAlive()) return host.remove();
      if (isShown && !frame) sheet.append((frame = makeFrame({ flex: "1 1 auto" })));
      sheet.style.setProperty("display", isShown ? "flex" : "none", "important");
      open.style.setProperty("display", isShown ? "none" : "block", "important");
      (isShown && frame ? frame : open).focus();
    };
    open.addEventListener("click", () => show(true));
    close.addEventListener("click", () => show(false));
    sheet.append(close);
    box.append(open, sheet);
    document.body.append(host);
    if (isOpen) show(true);
    return host;
  }

  /** Not after the extension was renewed or switched off: then this is the predecessor. */
  function isAlive() {
    return Boolean(chrome.runtime?.id);
  }

  // pages that are built by scripts have their elements later, and throw them away; not at once, or
  // a page that always takes it away would never come to rest
  const observer = new MutationObserver(() => {
    if (!isAlive()) observer.disconnect();
    else if (place && !shown?.isConnected) setTimeout(stand, 0, false);
  });
  observer.observe(document, { childList: true, subtree: true });
  chrome.storage.onChanged.addListener(look);
  return look;
})();
globalThis.yuebaoLook();
