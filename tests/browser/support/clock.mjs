// The server's clock as tablets hear of it. Theirs stand still on the last day of May, and the server
// goes by the machine's: what it says of the time is set on its way out, and nothing else is touched.
import { once } from "node:events";
import { createServer, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync, gzipSync } from "node:zlib";

export class Clock {
  /** Where the server listens; nowhere while it is stopped. */
  behind = 0;

  constructor(time) {
    this.time = time;
  }

  /** Resolves with the port that stands for the server's. */
  async start() {
    this.http = createServer((asked, answer) => this.#pass(asked, answer));
    this.http.listen(0, "127.0.0.1");
    await once(this.http, "listening");
    return this.http.address().port;
  }

  async stop() {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, "close");
  }

  #pass(asked, answer) {
    const { method, url: path, headers } = asked;
    const gone = () => answer.destroy();
    const call = request({ host: "127.0.0.1", port: this.behind, agent: false, method, path, headers });
    call.on("response", async (got) => {
      got.on("error", gone);
      if (!/\/api\/(v1\/hello|v[12]\/sync)$/.test(path)) {
        answer.writeHead(got.statusCode, got.headers);
        return got.pipe(answer);
      }
      const said = await buffer(got).catch(() => null);
      if (said === null) return gone();
      const set = this.#set(said, got.headers["content-encoding"] === "gzip");
      const { "transfer-encoding": _, ...rest } = got.headers;
      answer.writeHead(got.statusCode, { ...rest, "content-length": set.length });
      answer.end(set);
    });
    call.on("error", gone);
    asked.on("error", () => call.destroy());
    asked.pipe(call);
  }

  #set(body, isPacked) {
    const said = (isPacked ? gunzipSync(body) : body).toString("utf8");
    const set = Buffer.from(said.replace(/"time":"[^"]*"/, `"time":"${this.time.toISOString()}"`));
    return isPacked ? gzipSync(set) : set;
  }
}
