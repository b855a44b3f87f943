// Prints what a widget shows, in a frame of its own for as long as that takes.

const { assign } = Object;

/**
 * Prints what the widget shows, and nothing of the page around it.
 * @param {Element} place
 */
export function printAlone(place) {
  /** @type {HTMLElement | null} */
  const shown = place.querySelector(".yb-root");
  if (!shown) return;
  const frame = document.createElement("iframe");
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  assign(frame.style, { position: "fixed", inset: "0 auto auto 0", border: "0", opacity: "0" });
  assign(frame.style, { width: "1px", height: "1px" });
  document.body.append(frame);
  try {
    fill(frame, shown, /** @type {ShadowRoot} */ (place.getRootNode()));
  } catch (fault) {
    frame.remove();
    throw fault;
  }
  const view = /** @type {Window} */ (frame.contentWindow);
  view.addEventListener("afterprint", () => frame.remove(), { once: true });
  view.focus();
  view.print();
}

/**
 * @param {HTMLIFrameElement} frame
 * @param {HTMLElement} shown
 * @param {ShadowRoot} root
 */
function fill(frame, shown, root) {
  const page = /** @type {Document} */ (frame.contentDocument);
  const view = /** @type {Window} */ (frame.contentWindow);
  page.documentElement.lang = shown.lang;
  page.title = shown.querySelector(".yb-summary-print-title")?.textContent ?? document.title;
  const inside = page.body.appendChild(page.createElement("div")).attachShadow({ mode: "open" });
  inside.append(page.importNode(shown, true));
  // a style sheet belongs to one document, and a page rule to the document itself
  // one by one: what pages put into the place of the methods of arrays is no matter
  const { cssRules } = sheetOf(root);
  let rules = "";
  for (let at = 0; at < cssRules.length; at++) rules += cssRules[at].cssText;
  inside.adoptedStyleSheets = [adoptable(view, rules)];
  page.adoptedStyleSheets = [adoptable(view, `@page { size: ${paperOf(shown)}; margin: 12mm } body { margin: 0 }`)];
}

/**
 * The paper that what is shown is meant for, in the words of a page rule.
 * @param {HTMLElement} shown
 */
function paperOf(shown) {
  const paper = /** @type {HTMLElement | null} */ (shown.querySelector("[data-page]"));
  return paper?.dataset.page ?? "A4 landscape";
}

/**
 * @param {Window} view
 * @param {string} rules
 */
function adoptable(view, rules) {
  const made = new /** @type {Window & typeof globalThis} */ (view).CSSStyleSheet();
  made.replaceSync(rules);
  return made;
}

/**
 * @param {ShadowRoot} root
 * @returns {CSSStyleSheet}
 */
function sheetOf(root) {
  return root.adoptedStyleSheets?.[0] ?? /** @type {HTMLStyleElement} */ (root.querySelector("style")).sheet;
}
