// In the portal's page: a frame with the extension's own page, in the element that the administrator
// chose or in a panel behind a button at the right edge. The portal's scripts and styles reach
// neither. (Content scripts cannot define custom elements, so the widget lives in the frame.)
(async () => {
  const place = await chrome.runtime.sendMessage({ ask: "place" });
  if (!place) return;
  const words = (name) => chrome.i18n.getMessage(name);
  const home = chrome.runtime.getURL("");

  function make(tag, style, content = {}) {
    const element = Object.assign(document.createElement(tag), content);
    // set one by one and important: no rule of the page goes before it, and no policy forbids it
    for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value, "important");
    return element;
  }

  function makeFrame(style) {
    const frame = make("iframe", { display: "block", border: "0", width: "100%", ...style });
    frame.title = words("name");
    frame.src = `${home}frame.html`;
    return frame;
  }

  /** In a chosen element the frame is as high as its content. */
  function stand(chosen) {
    const frame = makeFrame({ height: "480px" });
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== frame.contentWindow || !home.startsWith(`${origin}/`)) return;
      if (data?.yuebao !== "height" || !(data.height > 0)) return;
      frame.style.setProperty("height", `${Math.min(data.height, 100_000)}px`, "important");
    });
    chosen.append(shadowed(frame, { display: "block" }));
  }

  function shadowed(content, style) {
    const host = make("div", { all: "initial", ...style });
    host.attachShadow({ mode: "open" }).append(content);
    return host;
  }

  function panel() {
    const box = make("div", {});
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
    let frame = null;
    const show = (shown) => {
      if (shown && !frame) sheet.append((frame = makeFrame({ flex: "1 1 auto" })));
      sheet.style.setProperty("display", shown ? "flex" : "none", "important");
      open.style.setProperty("display", shown ? "none" : "block", "important");
      (shown ? frame : open).focus();
    };
    open.addEventListener("click", () => show(true));
    close.addEventListener("click", () => show(false));
    sheet.append(close);
    box.append(open, sheet);
    document.body.append(shadowed(box, { position: "relative", "z-index": "2147483647" }));
  }

  /** Pages that are built by scripts have their elements later. */
  function whenThere(selector, use) {
    const look = () => {
      const chosen = document.querySelector(selector);
      if (chosen) use(chosen);
      return chosen !== null;
    };
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document.documentElement, { childList: true, subtree: true });
  }

  if (place.selector) whenThere(place.selector, stand);
  else panel();
})();
