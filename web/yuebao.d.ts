// What <yuebao-report> offers to the page around it. EMBEDDING.md explains it; a test holds both to
// the code.

export {};

/** The screens: 本月任务, 填报, 汇总, 月度看板, 审核, 待处理, 账号, 设备, 计划, 导入, 发布, 统计与函件, and 计划 and 台账 of one project. */
export type YuebaoView =
  | "tasks"
  | "form"
  | "summary"
  | "board"
  | "review"
  | "pending"
  | "accounts"
  | "console"
  | "plan"
  | "import"
  | "publish"
  | "statistics"
  | "summaries"
  | "project"
  | "ledger";

/** 标准, 大, 特大. */
export type YuebaoTextSize = "normal" | "large" | "x-large";

/** Where synchronisation stands. */
export type YuebaoSyncState = "synced" | "syncing" | "offline" | "attention" | "login";

export interface YuebaoReadyDetail {
  /** User name. */
  user: string;
}

export interface YuebaoSubmittedDetail {
  /** Project id. */
  project: string;
  /** `2022-05`. */
  month: string;
}

export interface YuebaoSyncDetail {
  state: YuebaoSyncState;
  /** Operations on this device that the server does not have yet. */
  waiting: number;
}

export interface YuebaoNavigateDetail {
  view: YuebaoView;
  /** Project id of the form, or of the project's plan. */
  project: string | null;
  /** `2022-05`; `null` before the first data are here. */
  month: string | null;
}

/** Why the portal has let nobody in. */
export type YuebaoLoginReason =
  | "no-token"
  | "failed"
  | "timeout"
  | "malformed"
  | "expired"
  | "refused"
  | "no-account"
  | "ended";

/** The event can be cancelled: then the widget opens no login of the portal itself. */
export interface YuebaoLoginDetail {
  reason: YuebaoLoginReason;
  /** The person has pressed 到门户登录. */
  asked: boolean;
}

export interface YuebaoSignedOutDetail {
  /** User name. */
  user: string;
}

export interface YuebaoEventMap {
  "yuebao-ready": CustomEvent<YuebaoReadyDetail>;
  "yuebao-submitted": CustomEvent<YuebaoSubmittedDetail>;
  "yuebao-sync": CustomEvent<YuebaoSyncDetail>;
  "yuebao-navigate": CustomEvent<YuebaoNavigateDetail>;
  "yuebao-login": CustomEvent<YuebaoLoginDetail>;
  "yuebao-signed-out": CustomEvent<YuebaoSignedOutDetail>;
}

export type YuebaoErrorCode = "not-signed-in" | "unknown-project" | "not-a-month" | "unsaved" | "removed";

/** What a method is rejected with; `message` says what to do. */
export interface YuebaoError extends Error {
  name: "YuebaoError";
  code: YuebaoErrorCode;
}

/** Gives a token, or `null` if there is none. */
export type YuebaoTokenGiver = () => Promise<string | null> | string | null;

export interface YuebaoReportElement extends HTMLElement {
  /** A token of the person who works here. */
  token: string | null;
  /** Asked when a token is needed: nobody is logged in, or the token has expired. */
  getToken: YuebaoTokenGiver | null;
  /** Sends what waits and fetches what is new; resolves when the server has been asked. */
  sync(): Promise<YuebaoSyncDetail>;
  /** Shows the form of a project; waits for the login if need be. */
  open(project: string, month?: string | null): Promise<void>;
  /** Everything that was not sent yet, for another device to read in. */
  exportRescueFile(): Promise<File>;
  /** Logs out; what is stored stays on the device; the widget opens it for that user alone. */
  signOut(): Promise<void>;

  addEventListener<K extends keyof YuebaoEventMap>(
    type: K,
    listener: (this: YuebaoReportElement, event: YuebaoEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: YuebaoReportElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof YuebaoEventMap>(
    type: K,
    listener: (this: YuebaoReportElement, event: YuebaoEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** For templates and JSX. */
export interface YuebaoReportAttributes {
  server?: string;
  lang?: "zh-CN" | "en";
  view?:
    | "tasks"
    | "summary"
    | "board"
    | "review"
    | "pending"
    | "accounts"
    | "console"
    | "plan"
    | "import"
    | "publish"
    | "statistics"
    | "summaries"
    | `form:${string}`
    | `project:${string}`
    | `ledger:${string}`;
  theme?: "light";
  "text-size"?: YuebaoTextSize;
  /** The browser's Back is left to the page. */
  back?: "off";
}

/** What `yuebaoFrame()` gives for a frame with the server's page /embed: the element's, at a distance. */
export interface YuebaoFrame {
  readonly frame: HTMLIFrameElement;
  set token(value: string | null);
  set getToken(value: YuebaoTokenGiver | null);
  set lang(value: YuebaoReportAttributes["lang"] | null);
  set view(value: YuebaoReportAttributes["view"]);
  set theme(value: YuebaoReportAttributes["theme"] | null);
  set back(value: YuebaoReportAttributes["back"] | null);
  set textSize(value: YuebaoTextSize | null);
  sync(): Promise<YuebaoSyncDetail>;
  open(project: string, month?: string | null): Promise<void>;
  exportRescueFile(): Promise<File>;
  signOut(): Promise<void>;
}

declare global {
  /** From yuebao-frame.js. Events are sent by the frame and bubble. */
  function yuebaoFrame(frame: HTMLIFrameElement): YuebaoFrame;
  interface HTMLElementTagNameMap {
    "yuebao-report": YuebaoReportElement;
  }
  interface HTMLElementEventMap extends YuebaoEventMap {}
  interface DocumentEventMap extends YuebaoEventMap {}
  interface WindowEventMap extends YuebaoEventMap {}
}
