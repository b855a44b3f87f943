// The custom element around the widget: an open shadow root with one adopted style sheet, and the
// attributes and properties that the host page sets.

let sheet;

/** The widgets that are in the page, and what shows words in their place once one has trapped. */
const living = new Set();
let instead = null;

function dress(root, css) {
  if ("adoptedStyleSheets" in root) {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    }
    root.adoptedStyleSheets = [sheet];
  } else {
    const style = document.createElement("style");
    style.textContent = css;
    root.prepend(style);
  }
}

/** Prints what the widget shows, and nothing of the page around it. */
export function printAlone(host) {
  const shown = host.shadowRoot?.querySelector(".yb-root");
  if (!shown) return;
  const frame = document.createElement("iframe");
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  Object.assign(frame.style, { position: "fixed", inset: "0 auto auto 0", border: "0", opacity: "0" });
  Object.assign(frame.style, { width: "1px", height: "1px" });
  document.body.append(frame);
  try {
    fill(frame, shown, host.shadowRoot);
  } catch (fault) {
    frame.remove();
    throw fault;
  }
  const view = frame.contentWindow;
  view.addEventListener("afterprint", () => frame.remove(), { once: true });
  view.focus();
  view.print();
}

function fill(frame, shown, root) {
  const { contentDocument: page, contentWindow: view } = frame;
  page.documentElement.lang = shown.lang;
  page.title = shown.querySelector(".yb-summary-print-title")?.textContent ?? document.title;
  const inside = page.body.appendChild(page.createElement("div")).attachShadow({ mode: "open" });
  inside.append(page.importNode(shown, true));
  // a style sheet belongs to one document, and a page rule to the document itself
  const rules = Array.from(sheetOf(root).cssRules, (rule) => rule.cssText).join("");
  inside.adoptedStyleSheets = [adoptable(view, rules)];
  page.adoptedStyleSheets = [adoptable(view, "@page { size: A4 landscape; margin: 12mm } body { margin: 0 }")];
}

function adoptable(view, rules) {
  const made = new view.CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}

function sheetOf(root) {
  return root.adoptedStyleSheets?.[0] ?? root.querySelector("style").sheet;
}

/** Loads the page anew, with the newest build whatever was kept here and on the way. */
export async function reloadPage(loader) {
  const kept = await navigator.serviceWorker?.getRegistration();
  if (kept?.active?.scriptURL === new URL("sw.js", loader).href) await takeNewest(kept);
  else await fetch(loader, { cache: "reload" }).catch(() => "offline: what was kept will do");
  location.reload();
}

/** An installed page keeps one whole build; it changes to the next one only when asked, here. */
async function takeNewest(kept) {
  await kept.update().catch(() => "offline: what was kept will do");
  const next = kept.installing ?? kept.waiting;
  while (next?.state === "installing") await once(next, "statechange");
  if (next?.state !== "installed") return;
  const taken = once(navigator.serviceWorker, "controllerchange");
  next.postMessage("take over");
  await taken;
}

function once(target, name) {
  return new Promise((resolve) => target.addEventListener(name, resolve, { once: true }));
}

export function define(name, css, mount) {
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      static observedAttributes = ["server", "lang", "view"];

      /** The program has trapped: `show` says so in the place of every widget, now and later. */
      static breakDown(show) {
        if (instead) return;
        instead = show;
        for (const element of living) element.#start();
      }

      #widget = null;
      #inner = null;
      #token = null;

      get token() {
        return this.#token;
      }

      set token(value) {
        this.#token = value == null || value === "" ? null : String(value);
        this.#widget?.set_token(this.#token ?? undefined);
      }

      connectedCallback() {
        // a token that was set before the element was defined hides the property of the class
        if (Object.hasOwn(this, "token")) {
          const early = this.token;
          delete this.token;
          this.token = early;
        }
        this.#start();
      }

      disconnectedCallback() {
        this.#stop();
      }

      attributeChangedCallback(attribute, before, after) {
        if (!this.#widget || before === after) return;
        if (attribute === "server") {
          this.#stop();
          this.#start();
        } else {
          this.#widget.configure(
            this.getAttribute("lang") ?? undefined,
            (attribute === "view" && after) || undefined,
          );
        }
      }

      #start() {
        living.add(this);
        if (instead) {
          this.#widget = this.#inner = null;
          return instead(this);
        }
        if (this.#widget) return;
        if (!this.shadowRoot) dress(this.attachShadow({ mode: "open" }), css);
        this.#inner = this.shadowRoot.appendChild(document.createElement("div"));
        this.#widget = mount(this, this.#inner);
      }

      #stop() {
        living.delete(this);
        if (!instead) this.#widget?.destroy();
        this.#widget = null;
        this.#inner?.remove();
        this.#inner = null;
      }
    },
  );
}
