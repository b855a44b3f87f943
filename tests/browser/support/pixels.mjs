// Pictures of one run, compared pixel by pixel. What differs is kept for people to look at.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

import { ARTIFACTS } from "./paths.mjs";

/** Edges may be drawn on another fraction of a pixel: one pixel in so many may differ. */
const ONE_IN = 2_000;

/** `undefined` if both show the same; else what differs, in words. */
export async function difference(name, expected, shown) {
  const [one, other] = [PNG.sync.read(expected), PNG.sync.read(shown)];
  const { width, height } = one;
  if (width !== other.width || height !== other.height) {
    await keep(name, shown);
    return `${name}: ${other.width} × ${other.height} instead of ${width} × ${height}`;
  }
  const seen = new PNG({ width, height });
  const pixels = pixelmatch(one.data, other.data, seen.data, width, height, { threshold: 0.1 });
  if (pixels <= (width * height) / ONE_IN) return undefined;
  await keep(name, shown);
  await keep(`${name}-difference`, PNG.sync.write(seen));
  return `${name}: ${pixels} of ${width * height} pixels differ`;
}

async function keep(name, picture) {
  await mkdir(ARTIFACTS, { recursive: true });
  await writeFile(join(ARTIFACTS, `${name}.png`), picture);
}
