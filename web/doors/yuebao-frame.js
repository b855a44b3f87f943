// For a portal that shows the widget in a frame: makes the frame as high as its content, and gives
// it the element's events, properties and methods.
//
//   <iframe id="report" src="http://report.example:8420/embed?lang=zh-CN" title="月报"></iframe>
//   <script src="http://report.example:8420/yuebao-frame.js"></script>
//   <script>
//     var report = yuebaoFrame(document.getElementById("report"));
//     report.token = "…";
//     report.getToken = function () { return fetch("/my-token").then(function (r) { return r.text(); }); };
//     report.open("qz-001", "2022-05");
//     document.addEventListener("yuebao-submitted", function (e) { console.log(e.detail); });
//   </script>
//
// Height and events need no call of yuebaoFrame(). The server must name the portal: --allow-origin.
// Messages are taken from the server's own frame and origin only; embed.js lists them.
(function () {
  "use strict";
  /** @import { Call, Handle } from "../scripts.js" */
  /** @import { YuebaoFrame, YuebaoTokenGiver } from "../yuebao.js" */

  // a micro-frontend evaluates this text: then its name stands in the stack alone
  var named = /** @type {RegExp} */ (/[\w-]+:\/\/[^\s()]+?\/yuebao-frame\.js/).exec(String(new Error().stack));
  var own = /** @type {HTMLScriptElement} */ (document.currentScript || { src: /** @type {RegExpExecArray} */ (named)[0] });
  var base = new URL("./", own.src);
  /** @type {Map<HTMLIFrameElement, Handle>} */
  var handles = new Map();

  /**
   * The handle of a frame that shows this server's page.
   * @param {HTMLIFrameElement} frame
   * @returns {Handle}
   */
  function yuebaoFrame(frame) {
    var handle = handles.get(frame) || /** @type {Handle} */ (/** @type {unknown} */ (new Report(frame)));
    handles.set(frame, handle);
    return handle;
  }

  /**
   * @constructor
   * @param {HTMLIFrameElement} frame
   */
  function Report(frame) {
    this.frame = frame;
    this.listens = false;
    this.kept = {};
    this.calls = new Map();
    this.shown = /** @type {Handle["shown"]} */ (null);
    this.askToken = /** @type {Handle["askToken"]} */ (null);
  }

  /** @type {Partial<Handle & YuebaoFrame> & ThisType<Handle>} */
  var members = {
    /** @param {any} value */
    set token(value) {
      this.set("token", value);
    },
    /** @param {any} value */
    set lang(value) {
      this.set("lang", value);
    },
    /** @param {any} value */
    set view(value) {
      this.set("view", value);
    },
    /** @param {any} value */
    set theme(value) {
      this.set("theme", value);
    },
    /** @param {any} value */
    set back(value) {
      this.set("back", value);
    },
    /** @param {any} value */
    set textSize(value) {
      this.set("text-size", value);
    },
    /**
     * `ask` gives a token, or a promise of one, whenever one is needed.
     * @param {YuebaoTokenGiver | null} ask
     */
    set getToken(ask) {
      this.askToken = ask;
      if (this.listens) this.tell({ yuebao: "use-get-token" });
    },
    sync: function () {
      return this.call("sync", []);
    },
    open: function (project, month) {
      return this.call("open", [project, month]);
    },
    exportRescueFile: function () {
      return this.call("exportRescueFile", []);
    },
    signOut: function () {
      return this.call("signOut", []);
    },

    set: function (name, value) {
      this.kept[name] = value;
      if (name === "view") this.shown = null;
      if (this.listens) this.tell({ yuebao: "set", name: name, value: value });
    },
    call: function (method, args) {
      var report = this;
      return new Promise(function (resolve, reject) {
        var id = String(Math.random());
        var message = { yuebao: "call", id: id, method: method, args: args };
        report.calls.set(id, { message: message, resolve: resolve, reject: reject });
        if (report.listens) report.tell(message);
      });
    },
    /** A frame that is out of the page has no window; what it was not told it hears when it is back. */
    tell: function (message) {
      if (this.frame.contentWindow) this.frame.contentWindow.postMessage(message, base.origin);
    },

    /**
     * The page in the frame is there, for the first time or anew: a browser loads a frame again that was
     * moved or taken out. It shows what it showed, and is asked again for what it has not answered.
     */
    greet: function () {
      var report = this;
      var unanswered = Array.from(this.calls.values());
      this.listens = true;
      this.tell({ yuebao: "hello" });
      if (this.askToken) this.tell({ yuebao: "use-get-token" });
      for (var name in this.kept) this.set(name, this.kept[name]);
      if (this.shown) this.showAgain(this.shown);
      unanswered.forEach(function (call) {
        report.tell(call.message);
      });
    },
    showAgain: function (shown) {
      if (shown.view !== "form") return this.tell({ yuebao: "set", name: "view", value: shown.view });
      this.call("open", [shown.project, shown.month]).catch(function () {
        return "it is not there any more";
      });
    },
    hear: function (data) {
      var report = this;
      if (data.yuebao === "loaded") {
        this.greet();
      } else if (data.yuebao === "height" && data.height > 0) {
        this.frame.style.height = Math.min(data.height, 100000) + "px";
      } else if (data.yuebao === "event" && /^yuebao-[a-z-]+$/.test(data.name)) {
        var options = { bubbles: true, detail: data.detail };
        if (data.name === "yuebao-navigate") this.shown = data.detail;
        if (data.name === "yuebao-signed-out") this.shown = null;
        this.frame.dispatchEvent(new CustomEvent(data.name, options));
      } else if (data.yuebao === "answer" && this.calls.has(data.id)) {
        var call = /** @type {Call} */ (this.calls.get(data.id));
        this.calls.delete(data.id);
        if (data.error) call.reject(refusal(data.error));
        else call.resolve(data.value);
      } else if (data.yuebao === "token-wanted" && this.askToken) {
        new Promise(function (give) {
          give(report.askToken && report.askToken());
        }).then(
          function (token) {
            // what is no text is said to be none there; not all of that can be sent
            var sent = token == null || typeof token === "string" ? token : {};
            report.tell({ yuebao: "token", id: data.id, token: sent });
          },
          function (fault) {
            report.tell({ yuebao: "token", id: data.id, failed: String((fault && fault.message) || fault) });
          }
        );
      }
    },
  };
  Report.prototype = members;

  /**
   * As the element's own.
   * @param {{ code: string, message: string }} error
   */
  function refusal(error) {
    return Object.assign(new Error(error.message), { name: "YuebaoError", code: error.code });
  }

  /** @param {HTMLIFrameElement} frame */
  function isOurs(frame) {
    return frame.src.indexOf(base.href + "embed") === 0;
  }

  addEventListener("message", function (event) {
    var data = event.data;
    if (event.origin !== base.origin || typeof data !== "object" || data === null) return;
    var frames = document.getElementsByTagName("iframe");
    for (var i = 0; i < frames.length; i++) {
      if (frames[i].contentWindow === event.source && isOurs(frames[i])) {
        yuebaoFrame(frames[i]).hear(data);
      }
    }
  });

  // a page that was there before this script has said `loaded` to nobody
  var frames = document.getElementsByTagName("iframe");
  for (var i = 0; i < frames.length; i++) {
    if (isOurs(frames[i])) yuebaoFrame(frames[i]).tell({ yuebao: "knock" });
  }

  window.yuebaoFrame = /** @type {(frame: HTMLIFrameElement) => any} */ (yuebaoFrame);
})();
