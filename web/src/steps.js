// The browser's Back leads from a screen of the widget to the one before it, and only then out of the
// page. Each step is an entry in the history of an empty frame inside the widget: the page around it
// keeps its address and its `history.state` and hears no event, so that its router is not concerned,
// and several widgets step one after the other. A page switches it off with `back="off"`.

/** Chromium 156 as a whole ends when a frame in an extension's page writes to the history. */
const IS_A_SITE = /^https?:$/.test(location.protocol);

/** Where the page itself is: no entry of its own may be taken for ours. */
const standing = () => `${history.length} ${location.href}`;

export class Steps {
  #place;
  #back;
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** How deep the screen is, and how many steps there are behind it. */
  #wanted = 0;
  #depth = 0;
  /** Entries have numbers; those up to the floor lead nowhere any more. */
  #last = 0;
  #floor = 0;
  /** A step back of our own is under way. */
  #goes = false;
  #top = "";

  /**
   * `back` is told how many steps the browser has gone: -1 for one back, 1 for one forward.
   * @param {Element} place
   * @param {(steps: number) => void} back
   */
  constructor(place, back) {
    this.#place = place;
    this.#back = back;
  }

  /**
   * The screen that is shown now is so deep.
   * @param {number} depth
   */
  follow(depth) {
    if (!IS_A_SITE) return;
    this.#wanted = depth;
    try {
      this.#move();
    } catch (fault) {
      console.warn("yuebao-report: back", fault); // a sealed page has no history that could be written
    }
  }

  end() {
    this.#frame?.remove();
    this.#frame = null;
  }

  /** The frame was taken out of the page, which ends its history. */
  renew() {
    this.end();
    this.#depth = 0;
    this.#floor = this.#last;
    this.#goes = false;
    this.follow(this.#wanted);
  }

  #move() {
    if (this.#goes || this.#wanted === this.#depth || !this.#place.isConnected) return;
    const root = /** @type {ShadowRoot} */ (this.#place.getRootNode());
    if (this.#wanted > this.#depth && root.host.getAttribute("back") === "off") return;
    if (!this.#frame) return this.#make(root);
    const { history } = /** @type {Window} */ (this.#frame.contentWindow);
    if (this.#wanted > this.#depth) {
      if (this.#frame.dataset.ready) this.#deepen(history);
    } else if (this.#top === standing()) {
      this.#goes = true;
      history.go(this.#wanted - this.#depth);
    } else {
      // what the page has put on top of ours stays where it is
      this.#floor = this.#last;
      this.#depth = this.#wanted;
    }
  }

  /** @param {History} history */
  #deepen(history) {
    while (this.#depth < this.#wanted) history.pushState([++this.#last, ++this.#depth], "");
    this.#top = standing();
  }

  /** @param {ShadowRoot} root */
  #make(root) {
    const frame = document.createElement("iframe");
    frame.style.display = "none";
    frame.srcdoc = "<!doctype html>";
    frame.onload = () => {
      frame.dataset.ready = "yes";
      frame.contentWindow?.addEventListener("popstate", (event) => this.#popped(event));
      this.follow(this.#wanted);
    };
    this.#frame = frame;
    root.append(frame);
  }

  /** @param {PopStateEvent} event */
  #popped({ state }) {
    const number = state?.[0] ?? 0;
    this.#depth = number > this.#floor ? state[1] : 0;
    this.#top = standing();
    if (this.#goes) {
      this.#goes = false;
      return this.#move();
    }
    const gone = this.#depth - this.#wanted;
    if (gone === 0) return;
    this.#wanted = this.#depth;
    this.#back(gone);
    // to the page nothing has changed; who drives the browser waits for the page itself to say so
    history.replaceState(history.state, "");
  }
}
