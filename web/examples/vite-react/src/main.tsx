import { StrictMode, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

import "yuebao-report";
import type { YuebaoReportElement } from "yuebao-report";
import type {} from "yuebao-report/react";

async function getToken(): Promise<string | null> {
  return (await (await fetch("/report-token")).json()).token;
}

function Portal() {
  const report = useRef<YuebaoReportElement>(null);
  const [said, say] = useState("");
  const fail = (error: Error) => say(error.message);
  const open = () => report.current!.open("p1", "2022-05").catch(fail);
  const signOut = () => report.current!.signOut().then(() => say("已退出"), fail);
  return (
    <>
      <h1>项目管理平台</h1>
      <button id="open" type="button" onClick={open}>填报本项目</button>
      <button id="out" type="button" onClick={signOut}>退出门户</button>
      <span id="said">{said}</span>
      <yuebao-report
        ref={report}
        server="http://report.example:8420"
        getToken={getToken}
        onyuebao-ready={({ detail }) => say(`已登录：${detail.user}`)}
        onyuebao-submitted={({ detail }) => say(`已上报：${detail.project} ${detail.month}`)}
      />
    </>
  );
}

createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
