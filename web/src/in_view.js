// What of a widget is in view: how far it and what scrolls inside it are scrolled, and which box
// somebody is at. A browser forgets all of that when an element is taken out of the page, and portals
// do so with each change of their tabs.

/**
 * Where the content of a scroller begins on screen, in CSS pixels.
 * @param {Element} scroller
 */
function edge(scroller) {
  return scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top + scroller.clientTop;
}

/**
 * What scrolls around `inside`: an element of the page, in whatever shadow, or the page itself.
 * @param {Element} inside
 */
function scrollerOf(inside) {
  for (let at = inside; at && at !== document.body; at = at.parentElement ?? /** @type {ShadowRoot} */ (at.getRootNode()).host) {
    const scrolls = /auto|scroll|overlay/.test(getComputedStyle(at).overflowY);
    if (scrolls && at.scrollHeight > at.clientHeight) return at;
  }
  return /** @type {Element} */ (document.scrollingElement);
}

const topOf = (/** @type {Element} */ element) => element.getBoundingClientRect().top;

export class InView {
  #place;
  /**
   * What scrolls inside, and how far each is scrolled: `[left, top]`.
   * @type {Map<Element, [number, number]>}
   */
  #scrolled = new Map();
  /**
   * Something in the middle of what is seen, and the whole, should that not be there any more: how far
   * below the scroller's edge each is.
   * @type {{ element: Element, below: number }[]}
   */
  #anchors = [];
  /**
   * The box that somebody is at.
   * @type {HTMLInputElement | null}
   */
  #box = null;
  #noteAround = () => this.#note();
  /** @type {Node[]} */
  #roots = [];

  /** @param {Element} place */
  constructor(place) {
    this.#place = place;
    place.addEventListener("scroll", ({ target }) => this.#noteInside(/** @type {Element} */ (target)), { capture: true, passive: true });
    place.addEventListener("focusin", ({ target }) => (this.#box = /** @type {HTMLInputElement} */ (target)));
    place.addEventListener("focusout", ({ target }) => this.#left(target));
  }

  /**
   * `host` is in the page. Of what is scrolled in a shadow around it, that shadow alone hears.
   * @param {Element} host
   */
  follow(host) {
    this.rest();
    for (let root = host.getRootNode(); root; root = /** @type {ShadowRoot} */ (root).host?.getRootNode()) {
      root.addEventListener("scroll", this.#noteAround, { capture: true, passive: true });
      this.#roots.push(root);
    }
  }

  rest() {
    for (const root of this.#roots) root.removeEventListener("scroll", this.#noteAround, { capture: true });
    this.#roots = [];
  }

  forget() {
    this.#scrolled.clear();
    this.#anchors = [];
    this.#box = null;
  }

  restore() {
    for (const [element, [left, top]] of this.#scrolled) element.scrollTo({ left, top, behavior: "instant" });
    this.#focus();
    const anchor = this.#anchors.find(({ element }) => element.isConnected);
    if (!anchor) return;
    this.#show(anchor);
    // rows that were not drawn yet have a height that is only guessed
    requestAnimationFrame(() => requestAnimationFrame(() => this.#show(anchor)));
  }

  /** The shadow that the widget is in. */
  #root() {
    return /** @type {ShadowRoot} */ (this.#place.getRootNode());
  }

  #note() {
    const { left, right, top, bottom } = this.#place.getBoundingClientRect();
    const scroller = scrollerOf(this.#place);
    const above = edge(scroller);
    this.#anchors = [];
    // the page around is the portal's own to scroll, as long as the widget begins in it
    if (top >= above) return;
    const below = Math.min(bottom, above + scroller.clientHeight);
    const found = this.#root().elementFromPoint((left + right) / 2, (above + below) / 2);
    const element = this.#place.contains(found) ? /** @type {Element} */ (found) : this.#place;
    this.#anchors = [
      { element, below: topOf(element) - above },
      { element: this.#place, below: top - above },
    ];
  }

  /** @param {{ element: Element, below: number }} anchor */
  #show({ element, below }) {
    if (!element.isConnected) return;
    const scroller = scrollerOf(this.#place);
    const moved = topOf(element) - edge(scroller) - below;
    if (Math.abs(moved) >= 1) scroller.scrollBy({ top: moved, behavior: "instant" });
  }

  /** @param {Element} element */
  #noteInside(element) {
    for (const known of this.#scrolled.keys()) if (!this.#place.contains(known)) this.#scrolled.delete(known);
    this.#scrolled.set(element, [element.scrollLeft, element.scrollTop]);
  }

  /**
   * A box that is taken out of the page loses the focus, but nobody has left it.
   * @param {EventTarget | null} box
   */
  #left(box) {
    queueMicrotask(() => {
      if (this.#place.isConnected && this.#root().activeElement !== box && this.#box === box) this.#box = null;
    });
  }

  /** Back to the box, at the same letter, unless something else of the page has the focus by now. */
  #focus() {
    const box = this.#box;
    const { activeElement, body } = document;
    if (!box?.isConnected || (activeElement && activeElement !== body)) return;
    const { selectionStart, selectionEnd } = box;
    box.focus({ preventScroll: true });
    if (selectionStart == null) return;
    // after what the box itself does about it
    requestAnimationFrame(() => {
      if (this.#root().activeElement === box) box.setSelectionRange(selectionStart, selectionEnd);
    });
  }
}
