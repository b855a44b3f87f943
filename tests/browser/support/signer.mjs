// The portal's half of sign-on: it signs who works on its page, as any library for JWT does.
import { generateKeyPairSync, sign } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

const ISSUER = "https://portal.test";

/** Somebody whom only the portal knows. */
export const NEWCOMER = { user: "sunqi", name: "孙七", department: 2041, roles: ["填报"] };

export class Signer {
  #pair = generateKeyPairSync("rsa", { modulusLength: 2048 });

  /**
   * Has the server take tokens of the portal, whose keys it fetches there. With `login`, the portal's
   * page for that, it takes no passwords.
   */
  async introduce(here, login) {
    const key = this.#pair.publicKey.export({ format: "jwk" });
    here.portal.keys = { keys: [{ ...key, use: "sig", alg: "RS256", kid: "2022" }] };
    const { port } = new URL(here.portal.origin);
    here.server.signOn = join(here.folder, "sign-on.toml");
    await writeFile(
      here.server.signOn,
      `issuer = "${ISSUER}"
${login ? `login_url = "${login}"` : ""}
audience = "yuebao"
algorithms = ["RS256"]
[keys]
jwks_url = "http://127.0.0.1:${port}/keys"
[claims]
user = "user"
name = "name"
unit = "department"
role = "roles"
[accounts]
passwords = ${!login}
[units]
2041 = "transport"
[roles]
"填报" = "clerk"
`,
    );
    await here.server.stop();
    await here.server.start();
  }

  /** A token for `person`, from `since` until `until`: seconds from now. */
  token(person, since, until) {
    return this.#sign("JWT", { sub: person.user, ...person }, since, until);
  }

  /** Ends all that was handed over for `person` until `since`, as the portal's server does it. */
  async signOut(here, person, since) {
    const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
    const token = this.#sign("logout+jwt", { sub: person.user, events }, since, 60);
    const url = `http://127.0.0.1:${here.server.port}/api/v1/sign-out`;
    const body = new URLSearchParams({ logout_token: token });
    const answer = await fetch(url, { method: "POST", body });
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  }

  #sign(typ, what, since, until) {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: ISSUER, aud: "yuebao", iat: now + since, exp: now + until, ...what };
    const parts = [{ typ, alg: "RS256", kid: "2022" }, claims];
    const message = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    const signature = sign("sha256", Buffer.from(message), this.#pair.privateKey);
    return `${message}.${signature.toString("base64url")}`;
  }
}
