// The element in a portal's bundle, before its program has come: frameworks ask a new element at once
// which properties it has, and React drops a function that is none of them. The program's own class
// takes over the elements that are there then, and each that is made later (element.js).
//
// Written so that old browsers read it, as the loader is.

/** @import { EarlyClass, Lifecycle, ReportClass, Show } from "../scripts.js" */

const NAME = "yuebao-report";
const OBSERVED = ["server", "lang", "view", "text-size", "back"];
const PROPERTIES = ["token", "getToken"];
const METHODS = ["sync", "open", "exportRescueFile", "signOut"];

export function defineEarly() {
  if (!window.customElements || customElements.get(NAME)) return;
  /** @type {ReportClass | null} */
  let own = null;
  /** @type {Show | null} */
  let instead = null;
  /** @type {(value?: unknown) => void} */
  let come;
  const coming = new Promise((resolve) => (come = resolve));
  /** @type {Lifecycle[]} */
  const waiting = [];

  class Early extends HTMLElement {
    constructor() {
      super();
      if (own) become(this);
      else waiting.push(this);
    }
    connectedCallback() {
      if (own) own.prototype.connectedCallback.call(this);
      else if (instead) instead(this);
    }
    disconnectedCallback() {
      if (own) own.prototype.disconnectedCallback.call(this);
    }
    /** `moveBefore`: the browser keeps all there is. */
    connectedMoveCallback() {}
    /** @param {[string, string | null, string | null]} change */
    attributeChangedCallback(...change) {
      if (own) own.prototype.attributeChangedCallback.apply(this, change);
    }
    /**
     * The program cannot be had: `show` says so in the place of every element, now and later.
     * @param {Show} show
     */
    static breakDown(show) {
      if (own) return own.breakDown(show);
      instead = show;
      for (const element of waiting) if (element.isConnected) show(element);
    }
    /**
     * The program is here: `report` is its class, made from [`Early.Base`].
     * @param {ReportClass} report
     */
    static grow(report) {
      own = report;
      early.grow = null;
      for (const element of waiting.splice(0)) {
        become(element);
        if (element.isConnected) element.connectedCallback();
      }
      come();
    }
  }
  const early = /** @type {EarlyClass} */ (/** @type {unknown} */ (Early));
  early.observedAttributes = OBSERVED;
  for (const name of PROPERTIES) {
    Object.defineProperty(Early.prototype, name, {
      configurable: true,
      get: () => null,
      // as if it had been set before the element was defined: the program's class adopts it
      set(value) {
        Object.defineProperty(this, name, { value, configurable: true, enumerable: true, writable: true });
      },
    });
  }
  /** @type {Record<string, (this: any, ...given: unknown[]) => Promise<unknown>>} */
  const methods = /** @type {any} */ (Early.prototype);
  for (const name of METHODS) {
    methods[name] = function (...given) {
      return coming.then(() => this[name](...given));
    };
  }
  // a class made from this gives what belongs to it to an element that is there already
  const Base = function (/** @type {HTMLElement} */ element) {
    return element;
  };
  Base.prototype = Early.prototype;
  early.Base = /** @type {any} */ (Base);

  /** @param {HTMLElement} element */
  function become(element) {
    if (!own) return;
    new own(element);
    Object.setPrototypeOf(element, own.prototype);
  }

  customElements.define(NAME, Early);
}
