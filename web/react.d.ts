// <yuebao-report> in the JSX of React 19: `import type {} from "yuebao-report/react"`, once.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { YuebaoEventMap, YuebaoReportAttributes, YuebaoReportElement, YuebaoTokenGiver } from "./yuebao.js";

type YuebaoListeners = { [K in keyof YuebaoEventMap as `on${K}`]?: (event: YuebaoEventMap[K]) => void };

/** The package defines the element as it is imported, so that React knows `token` and `getToken` for properties. */
type YuebaoReportProps = Omit<DetailedHTMLProps<HTMLAttributes<YuebaoReportElement>, YuebaoReportElement>, "lang"> &
  YuebaoReportAttributes & {
    token?: string | null;
    getToken?: YuebaoTokenGiver | null;
  } & YuebaoListeners;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "yuebao-report": YuebaoReportProps;
    }
  }
}
