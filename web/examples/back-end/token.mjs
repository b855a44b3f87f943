// 门户后台：替已登录的人签一个月报 token（HS256）。Node.js，不用任何包。
// The portal's back end: signs a token for the person who is logged in (HS256). Node.js, no package.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

/** `id` 永不转给他人，其余如门户所知 · `id` never goes to another person; the rest is as the portal knows it. */
export function token(secret, { id, user, name, unit, role }) {
  const now = Math.floor(Date.now() / 1000); // 秒，不是毫秒 · seconds, not milliseconds
  const claims = { iss: "https://portal.example", aud: "yuebao", iat: now, exp: now + 8 * 3600, sub: id, user, name, unit, role };
  const encoded = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encoded({ typ: "JWT", alg: "HS256" })}.${encoded(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

// node token.mjs portal.secret 4711 li.ming 李明 2041 填报
const [, , file, id, user, name, unit, role] = process.argv;
if (role) console.log(token(readFileSync(file, "utf8").trim(), { id, user, name, unit, role }));
