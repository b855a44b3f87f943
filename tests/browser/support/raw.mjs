// One request as it is on the wire: nothing is unpacked, nothing is followed, any certificate will do.
import * as http from "node:http";
import * as https from "node:https";
import { buffer } from "node:stream/consumers";

/** `from` is the address of this machine to ask from. */
export function request(url, { method = "GET", headers = {}, body, from } = {}) {
  const { request: ask } = url.startsWith("https:") ? https : http;
  return new Promise((resolve, reject) => {
    const how = { method, headers, localAddress: from, agent: false, rejectUnauthorized: false };
    const call = ask(url, how, async (answer) => {
      const got = await buffer(answer).catch(reject);
      resolve({ status: answer.statusCode, headers: answer.headers, body: got });
    });
    call.on("error", reject);
    call.end(body);
  });
}

/** The same with JSON both ways. */
export async function post(url, value, { headers, ...more } = {}) {
  const body = typeof value === "string" ? value : JSON.stringify(value);
  const json = { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers };
  return request(url, { ...more, method: "POST", headers: json, body });
}
