// Other builds of the widget, made of the one that is there.
import { cp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { writeWorker } from "../../../crates/xtask/src/widget/doors.mjs";
import { ASSETS, DIST, DOORS } from "./paths.mjs";

const HASH = /-([0-9a-f]{16,})_bg\.wasm/;

/** The hash in the names of the build in `folder`. */
export async function buildIn(folder = ASSETS ?? DIST) {
  return HASH.exec((await readdir(folder)).join("\n"))[1];
}

/** The widget as if it was another build: the same files under another hash. */
export async function asBuild(hash, folder) {
  await cp(ASSETS ?? DIST, folder, { recursive: true });
  const own = await buildIn(folder);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (/\.(br|gz)$/.test(name)) await rm(path);
    else if (/\.(js|html)$/.test(name)) {
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replaceAll(own, hash));
    }
    if (name.includes(own) && !/\.(br|gz)$/.test(name)) {
      await rename(path, join(folder, name.replace(own, hash)));
    }
  }
  writeWorker(folder, await readFile(join(DOORS, "sw.js"), "utf8"));
}

/** From now on the server delivers the files in `assets`. */
export async function serve(here, assets) {
  await here.server.stop();
  here.server.assets = assets;
  await here.server.start();
}
