// A portal's code in TypeScript, as its programmers would write it; only its types are checked.
import type { YuebaoError, YuebaoSyncDetail, YuebaoView } from "../../../web/yuebao.js";

const report = document.querySelector("yuebao-report")!;
report.token = "abc";
report.getToken = async () => null;
report.getToken = () => "abc";
// @ts-expect-error a token is no number
report.getToken = async () => 7;

report.addEventListener("yuebao-submitted", ({ detail }) => {
  const words: string = `${detail.project} ${detail.month}`;
  // @ts-expect-error there is no such thing in it
  detail.report;
  console.log(words);
});
report.addEventListener("yuebao-navigate", (event) => {
  const view: YuebaoView = event.detail.view;
  const project: string | null = event.detail.project;
  // @ts-expect-error not every screen has a project
  const name: string = event.detail.project;
  console.log(view, project, name);
});
report.addEventListener("click", (event) => event.clientX);
document.addEventListener("yuebao-ready", (event) => event.detail.user.length);
window.addEventListener("yuebao-login", (event) => {
  if (event.detail.asked && event.detail.reason === "expired") event.preventDefault();
  // @ts-expect-error there is no such reason
  if (event.detail.reason === "tired") console.log();
});
window.addEventListener("yuebao-signed-out", (event) => event.detail.user.length);

const { state, waiting }: YuebaoSyncDetail = await report.sync();
if (state === "login" && waiting > 0) await report.signOut();
// @ts-expect-error there is no such state
if (state === "saved") console.log();

const file: File = await report.exportRescueFile();
await report.open("p1");
await report.open("p1", "2022-05").catch((error: YuebaoError) => {
  if (error.code === "unknown-project") console.log(error.message, file.name);
});
// @ts-expect-error which project?
await report.open();

const framed = yuebaoFrame(document.querySelector("iframe")!);
framed.getToken = () => null;
framed.theme = "light";
// @ts-expect-error there is no such screen
framed.view = "totals";
const sent: number = (await framed.sync()).waiting;
await framed.open("p1", "2022-05");
framed.frame.addEventListener("yuebao-navigate", ({ detail }) => console.log(detail.view, sent));

const made: HTMLElement = document.createElement("yuebao-report");
document.body.append(made);
