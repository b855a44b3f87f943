// The custom element around the widget: an open shadow root with one adopted style sheet, and the
// attributes and properties that the host page sets.

let sheet;

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

export function define(name, css, mount) {
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      static observedAttributes = ["server", "lang", "view"];
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
        if (this.#widget) return;
        if (!this.shadowRoot) dress(this.attachShadow({ mode: "open" }), css);
        this.#inner = this.shadowRoot.appendChild(document.createElement("div"));
        this.#widget = mount(this, this.#inner);
      }

      #stop() {
        this.#widget?.destroy();
        this.#widget = null;
        this.#inner?.remove();
        this.#inner = null;
      }
    },
  );
}
