// For browsers that cannot even read yuebao.js, which says so in younger ones (loader.js): without
// modules, or with modules but without `import()` and `import.meta` (Chromium 61 to 63, Firefox 60
// to 66, Safari 10 to 11). They would show nothing at all.
(function () {
  // in all of their engines it came after these
  if ("ResizeObserver" in window) return;
  var words = [
    "这个浏览器版本太旧，不能运行月报程序。请升级浏览器，或换用 Chrome、Edge、360、QQ 等浏览器的新版本（内核 Chromium 96 以上），或 Firefox 92 以上。",
    "This browser is too old to run the report program. Update it, or use Chrome or Edge from version 96 on, or Firefox from version 92 on."
  ];
  function say() {
    /** @type {ArrayLike<Element>} */
    var hosts = document.getElementsByTagName("yuebao-report");
    if (!hosts.length) hosts = [document.body];
    for (var i = 0; i < hosts.length; i++) {
      var box = document.createElement("p");
      var language = hosts[i].getAttribute("lang") || document.documentElement.lang || "";
      box.setAttribute("role", "alert");
      box.appendChild(document.createTextNode(words[language.slice(0, 2) === "en" ? 1 : 0]));
      box.style.cssText = "padding:16px;font:16px/1.6 sans-serif;color:#1b1f24;background:#fdf1ef;border-left:4px solid #b3261e";
      hosts[i].appendChild(box);
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", say);
  else say();
})();
