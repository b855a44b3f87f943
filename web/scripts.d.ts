// What the scripts know of one another and of the program; read by the type check alone.

import type { YuebaoTokenGiver } from "./yuebao.js";

/** One build, as its loader knows it. */
export interface Build {
  /** The address that words are about. */
  here: string;
  /** How a stack tells that it is this program's. */
  names: string[];
  /** All that is fetched anew when a file was missing. */
  files: string[];
  /** What is needed first, and later. */
  wasm: string;
  rest: string[];
  /** Imports the program's script. */
  script(): Promise<{ default(how: { module_or_path: Promise<Response> }): Promise<unknown> }>;
  /** Asks the server whether it takes a page that is nobody's. */
  reach(): Promise<unknown>;
}

/** Why there are words in the place of the widget. */
export type Fault = "missing" | "tooOld" | "sealed" | "broken";

/** Puts words into the place of an element. */
export type Show = (host: HTMLElement) => void;

/** The element as the browser knows it. */
export interface Lifecycle extends HTMLElement {
  connectedCallback(): void;
  disconnectedCallback(): void;
  attributeChangedCallback(attribute: string, before: string | null, after: string | null): void;
}

/** The class that element.js makes. */
export interface ReportClass {
  new (element?: HTMLElement): Lifecycle;
  prototype: Lifecycle;
  breakDown(show: Show): void;
}

/** The class that early.js defines before the program is there. */
export interface EarlyClass extends ReportClass {
  observedAttributes: string[];
  /** `null` once the program has come. */
  grow: ((report: ReportClass) => void) | null;
  /** A class made from this gives what belongs to it to an element that is there already. */
  Base: ReportClass;
}

/** What the page may set or configure, and what it may call. */
export type Setting = "configure" | "set_token" | "gives_tokens";
export type Method = "sync" | "open" | "export_rescue_file" | "sign_out";

/** A widget of the program: element.rs. A call has its number first. */
export interface Widget extends Record<Setting | Method, (...given: any[]) => void> {
  readonly place: HTMLElement;
  leave(): void;
  come_back(host: HTMLElement): void;
  destroy(): void;
}

/** The widget of an element that is out of the page, unless it was ended meanwhile. */
export interface Kept {
  widget: Widget | null;
}

/** The element as its own page may have furnished it. */
export interface Host extends HTMLElement {
  getToken?: YuebaoTokenGiver | null;
}

/** A call that was not answered yet. */
export interface Call {
  resolve(value: unknown): void;
  reject(fault: Error): void;
}

/** What yuebao-frame.js and embed.js say to one another; embed.js lists it. */
export interface Message {
  yuebao: string;
  [field: string]: any;
}

/** The element's methods, by the names that the frame's messages have. */
export type FrameMethod = "sync" | "open" | "exportRescueFile" | "signOut";

/** The portal's handle of a frame, inside yuebao-frame.js. */
export interface Handle {
  frame: HTMLIFrameElement;
  listens: boolean;
  /** What was set. */
  kept: Record<string, unknown>;
  calls: Map<string, Call & { message: Message }>;
  /** Where it was last. */
  shown: { view: string; project: string | null; month: string | null } | null;
  askToken: (() => unknown) | null;
  set(name: string, value: unknown): void;
  call(method: FrameMethod, args: unknown[]): Promise<any>;
  tell(message: Message): void;
  greet(): void;
  showAgain(shown: NonNullable<Handle["shown"]>): void;
  hear(data: Message): void;
}

/** What is set for the extension; `locked` names what the policy sets. */
export interface Configuration {
  server: string;
  portals: string[];
  selector: string;
  lang: string;
  locked: string[];
}

/** What a content script shows, and where. */
export type Place = Pick<Configuration, "server" | "selector" | "lang">;

declare global {
  interface Window {
    /** wujie, which runs scripts in a frame. */
    __POWERED_BY_WUJIE__?: boolean;
    __WUJIE: { degrade?: boolean; document: Document };
  }
  /** content.js, run once or more in one page. */
  var yuebaoLook: () => Promise<void>;
  interface CustomElementRegistry {
    get(name: "yuebao-report"): (ReportClass & Partial<EarlyClass>) | undefined;
  }
}
