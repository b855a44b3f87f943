// <yuebao-report> in the JSX of React 19: `import type {} from "yuebao-report/react"`, once.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { YuebaoEventMap, YuebaoReportAttributes, YuebaoReportElement } from "./yuebao.js";

type YuebaoListeners = { [K in keyof YuebaoEventMap as `on${K}`]?: (event: YuebaoEventMap[K]) => void };

/**
 * Without `token` and `getToken`: as long as the element is not defined React takes them for attributes
 * and drops them. They are set by a `ref`.
 */
type YuebaoReportProps = Omit<DetailedHTMLProps<HTMLAttributes<YuebaoReportElement>, YuebaoReportElement>, "lang"> &
  YuebaoReportAttributes &
  YuebaoListeners;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "yuebao-report": YuebaoReportProps;
    }
  }
}
