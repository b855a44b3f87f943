// <yuebao-report> in the templates of Vue 3: `import type {} from "yuebao-report/vue"`, once.

import type { HTMLAttributes } from "vue";
import type { YuebaoEventMap, YuebaoReportAttributes, YuebaoTokenGiver } from "./yuebao.js";

type YuebaoListeners = {
  [K in keyof YuebaoEventMap as K extends `yuebao-${infer Rest}` ? `onYuebao${CamelCase<Rest>}` : never]?: (
    event: YuebaoEventMap[K],
  ) => void;
};

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${CamelCase<Tail>}`
  : Capitalize<Name>;

/** `token` and `getToken` are properties: `:get-token.camel.prop="…"`. */
type YuebaoReportProps = Omit<HTMLAttributes, "lang"> &
  Omit<YuebaoReportAttributes, "text-size"> & {
    textSize?: YuebaoReportAttributes["text-size"];
    token?: string | null;
    getToken?: YuebaoTokenGiver | null;
  } & YuebaoListeners;

declare module "vue" {
  interface GlobalComponents {
    "yuebao-report": new () => { $props: YuebaoReportProps };
  }
}
