// The page that people install, /app: the widget alone, kept on the device as one whole build.

const WORDS = {
  zh: [
    "此地址是普通 http，浏览器不能保存这个页面：没有网络时打不开。请系统管理员改用 https。",
    "填写的内容不受影响，仍保存在本机。",
  ],
  en: [
    "This address is plain http, so the browser cannot keep this page: it does not open without network. Ask the administrator for https.",
    " What is filled in is kept on this device all the same.",
  ],
};

const FOR_IT = { zh: "给信息中心：把月报放进门户", en: "For IT staff: put this into your portal" };

/** A browser may be set to keep nothing: then the widget says so itself. */
function keeps() {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
}

const wanted = new URLSearchParams(location.search);
const widget = document.createElement("yuebao-report");
const [language, view] = [wanted.get("lang"), wanted.get("view")];
if (language) document.documentElement.lang = language;
if (view) widget.setAttribute("view", view);

if ("serviceWorker" in navigator) {
  navigator.serviceWorker
    .register("./sw.js", { scope: "./app", updateViaCache: "none" })
    .catch((fault) => console.error(fault));
  // asked once somebody works here: a browser that asks the person asks at the right moment
  widget.addEventListener("yuebao-ready", () => navigator.storage.persist(), { once: true });
} else if (!isSecureContext) {
  const note = document.createElement("p");
  note.className = "note";
  const [words, more] = document.documentElement.lang.startsWith("en") ? WORDS.en : WORDS.zh;
  note.textContent = keeps() ? words + more : words;
  document.body.append(note);
}
document.body.append(widget);

// for whoever types the server's address to see what it is; not for those who work here
if (!matchMedia("(display-mode: standalone)").matches) {
  const line = document.createElement("a");
  line.className = "for-it";
  line.href = "./embedding";
  line.textContent = document.documentElement.lang.startsWith("en") ? FOR_IT.en : FOR_IT.zh;
  document.body.append(line);
  widget.addEventListener("yuebao-ready", () => line.remove(), { once: true });
}
