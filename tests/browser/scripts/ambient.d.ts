// What is there only once the widget is built.

declare module "*@BUILD@.js" {
  export default function start(how: { module_or_path: Promise<Response> }): Promise<unknown>;
}
declare module "*widget/yuebao.js" {}
