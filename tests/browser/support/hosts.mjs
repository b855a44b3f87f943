// Pages that the widget has to live in: what each does to everything in it.
import { readFile } from "node:fs/promises";

const packaged = (name) => readFile(new URL(`../node_modules/${name}`, import.meta.url), "utf8");

/**
 * What a page's own scripts leave behind: nothing that a later script calls works any more. Methods
 * of arrays stay: the clock of the tests needs them as well.
 */
const OVERRIDES = `
  const broken = () => { throw new Error("the page's own"); };
  window.fetch = broken;
  JSON.parse = broken;
  JSON.stringify = broken;
  window.CustomEvent = broken;
  window.File = broken;
  customElements.get = broken;
  customElements.define = broken;
`;

/** What old libraries add before anything else is loaded. */
const ADDITIONS = `
  Array.prototype.toJSON = function () { return "an array"; };
  Array.prototype.remove = function () {};
  String.prototype.toJSON = function () { return "a string"; };
  Object.defineProperty(Object.prototype, "extend", { value() {}, enumerable: false, writable: true });
  const own = window.fetch;
  window.fetch = (...given) => own.apply(window, given);
`;

/**
 * By name: `style` is its style sheet, `before` and `after` are scripts that run before the
 * widget is loaded and after it is defined, `html` are attributes of its root, `body` is markup
 * after the widget.
 */
export const HOSTS = {
  reset: { style: "body * { all: unset !important; }" },
  inherited: {
    style: `html { font-size: 62.5%; } body { font: italic bold 30px/3 fantasy; color: #c0c;
      letter-spacing: 4px; word-spacing: 1em; text-transform: uppercase; text-indent: 3em;
      text-align: center; white-space: pre; cursor: wait; visibility: visible; word-break: break-all;
      font-variant: small-caps; text-shadow: 2px 2px red; list-style: square; quotes: none;
      border-collapse: collapse; caption-side: bottom; tab-size: 1; direction: ltr; }`,
  },
  rules: {
    style: `button, input, select, textarea { color: red !important; border: 5px dotted lime !important;
      font-size: 30px !important; height: 18px !important; display: block !important; }
      table, td, th { border: 4px solid fuchsia !important; padding: 20px !important; }
      h1, h2, h3, p, label, summary, svg, li, ul { color: red !important; font-size: 40px !important; width: 50% !important; }
      .yb-root, .yb-button, main, :host { display: none !important; }
      * { --yb-accent: red; --yb-1: 40px; --yb-line: red; }`,
  },
  bootstrap: { style: await packaged("bootstrap/dist/css/bootstrap.min.css") },
  "element-ui": { style: await packaged("element-ui/lib/theme-chalk/index.css") },
  rtl: { html: ' dir="rtl"', style: "body { direction: rtl; unicode-bidi: bidi-override; }" },
  overrides: { before: ADDITIONS, after: OVERRIDES },
  themed: {
    style: `body { --yuebao-accent: #1d6a5a; --yuebao-font: serif; }
      yuebao-report { --yuebao-scale: 1.25; --yuebao-radius: 0px; }
      yuebao-report::part(header) { background: #e6f4f0; }`,
  },
  zoomed: { style: "body { zoom: 1.25; }" },
  scaled: { style: "body { transform: scale(0.75); transform-origin: 0 0; }" },
  layers: {
    style: `.portal { position: sticky; top: 0; z-index: 1000; }
      .mask { position: fixed; inset: 0; z-index: 2000; background: rgb(0 0 0 / 50%); display: none; }
      .mask:target { display: block; }
      .after { position: relative; padding: 200px 16px; background: #eee; }`,
    body: '<div class="after">页脚</div><div class="mask" id="mask"></div>',
  },
};
