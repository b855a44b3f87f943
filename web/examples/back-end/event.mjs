// 门户后台：核对月报服务器送来的一条通知（webhook）。Node.js，不用任何包。
// The portal's back end: checks an event that the report server has posted. Node.js, no package.
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";

const OLDEST = 300; // 秒；再早的不收 · seconds; nothing older is taken

/** 头 yuebao-timestamp、yuebao-signature 和正文原样字节 · both headers, and the body's bytes as they came. */
export function accepted(secret, timestamp, signature, body) {
  const signed = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  const [ours, theirs] = [`v1=${signed}`, signature].map((text) => Buffer.from(text));
  // 不是月报服务器送的 · not from the report server
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return null;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= OLDEST)) return null;
  return JSON.parse(body); // 同一 id 只办一次 · act once on the same id
}

// node event.mjs webhook.secret "$YUEBAO_TIMESTAMP" "$YUEBAO_SIGNATURE" < body
const [, , file, timestamp, signature] = process.argv;
if (signature) {
  const event = accepted(readFileSync(file, "utf8").trim(), timestamp, signature, readFileSync(0));
  if (event) {
    console.log(event.event, event.id);
  } else {
    console.error("refused");
    process.exitCode = 1;
  }
}
