// The examples of web/examples as a portal serves them: as they are, with the libraries beside
// them. The JSP page is rendered by a stand-in that knows just the expressions that are in it.
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const packaged = (name) => path(`../node_modules/${name}`);

const LIBRARIES = {
  "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
  "element-ui.css": "element-ui/lib/theme-chalk/index.css",
  "element-ui.js": "element-ui/lib/index.js",
  "qiankun.umd.min.js": "qiankun/dist/index.umd.min.js",
  "wujie.js": "wujie/lib/index.js",
  "jquery.min.js": "jquery/dist/jquery.min.js",
  "react.production.min.js": "react18/umd/react.production.min.js",
  "react-dom.production.min.js": "react-dom18/umd/react-dom.production.min.js",
  "vue2.min.js": "vue2/dist/vue.min.js",
  "vue3.global.prod.js": "vue/dist/vue.global.prod.js",
};

const TYPES = { ".css": "text/css", ".js": "text/javascript" };

/** What the examples call the server; the browser is told where it is. */
export const EXAMPLE_SERVER = "http://report.example:8420";

/** `{ type, body }` of a library; `undefined` for one that no example uses. */
export async function library(name) {
  if (!Object.hasOwn(LIBRARIES, name)) return undefined;
  return { type: TYPES[extname(name)], body: await readFile(packaged(LIBRARIES[name])) };
}

/** An example as HTML; `values` are what the JSP page's expressions stand for. */
export async function example(name, values) {
  const text = await readFile(path(`../../../web/examples/${basename(name)}`), "utf8");
  return extname(name) === ".jsp" ? render(text, values) : text;
}

const ESCAPES = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&#034;", "'": "&#039;" };

/** Directives and comments are for the container; expressions are looked up, escaped if they ask. */
function render(page, values) {
  const look = (name) => {
    if (!Object.hasOwn(values, name)) throw new Error(`the JSP page asks for ${name}`);
    return values[name];
  };
  return page
    .replaceAll(/<%(@|--)[\s\S]*?%>\s*/g, "")
    .replaceAll(/\$\{fn:escapeXml\(([\w.]+)\)\}/g, (_, name) =>
      look(name).replaceAll(/[<>&"']/g, (sign) => ESCAPES[sign]),
    )
    .replaceAll(/\$\{([\w.]+)\}/g, (_, name) => look(name));
}
