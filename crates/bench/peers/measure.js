// The measurements, the same in Chromium and in Node. Each first compares verdicts with this
// engine's native ones, and throws where they differ.

/** Enough runs for a median, but no more of a slow engine than this many milliseconds. */
const RUNS = 9;
const PATIENCE = 6_000;
const EDITS = 6_000;

const sorted = (times) => times.toSorted((one, other) => one - other);
const median = (times) => sorted(times)[Math.floor(times.length / 2)];
const percentile = (times, percent) => sorted(times)[Math.floor(((times.length - 1) * percent) / 100)];

function time(action) {
  const start = performance.now();
  action();
  return performance.now() - start;
}

function medianOf(action) {
  const times = [];
  const begin = performance.now();
  do times.push(time(action));
  while (times.length < RUNS && performance.now() - begin < PATIENCE);
  return median(times);
}

function edits(one) {
  const times = [];
  const begin = performance.now();
  for (let index = 0; index < EDITS; index += 1) {
    times.push(one(index));
    if (times.length >= 200 && performance.now() - begin > PATIENCE) break;
  }
  return [
    ["p50", percentile(times, 50)],
    ["p99", percentile(times, 99)],
  ];
}

function same(found, expected, rules, engine) {
  const wrong = found.findIndex((verdict, index) => verdict !== expected[index]);
  if (wrong < 0 && found.length === expected.length) return;
  const codes = (bits) => rules.filter((_, place) => bits & (1 << place)).join(" ") || "nothing";
  throw new Error(
    `${engine} finds ${codes(found[wrong])} in report ${wrong}, where yuebao finds ` +
      `${codes(expected[wrong])}: the comparison would be of different things`,
  );
}

/** The bits of those codes. */
const mask = (rules, codes) =>
  rules.reduce((bits, code, place) => (codes.includes(code) ? bits | (1 << place) : bits), 0);

export function peer(module, set) {
  const lines = [];
  const inputs = set.records.map(module.prepare);
  const measured = (what, codes) => {
    const only = set.rules.map((code) => (codes.includes(code) ? code : undefined));
    const built = module.build(only);
    const bits = mask(set.rules, codes);
    let found;
    const run = () => {
      found = inputs.map((input) => built.verdict(input));
    };
    const first = time(run);
    same(found, set.verdicts.map((verdict) => verdict & bits), set.rules, module.engine);
    lines.push([`whole set, ${what}`, first > PATIENCE ? first : medianOf(run)]);
    const took = edits((index) => {
      const input = inputs[(index * 7) % inputs.length];
      built.verdict(input);
      return time(() => built.edit(input, "month_investment", (index % 900) + 0.5));
    });
    for (const [rank, value] of took) lines.push([`one edit, ${what}, ${rank}`, value]);
  };
  if (set.rules.every((code) => module.expresses.includes(code))) measured("20 rules", set.rules);
  else measured("15 comparisons", set.comparisons);
  return lines;
}

export async function ours(module, wasm, set) {
  await module.open(wasm, set.seed);
  const lines = [];
  for (const rules of ["full", "compared"]) {
    same([...module.verdicts(rules)], set.verdicts, set.rules, "yuebao in wasm");
  }
  for (const [what, rules] of [
    ["full catalogue", "full"],
    ["20 rules", "compared"],
    ["15 comparisons", "comparisons"],
  ]) {
    module.checkAll(rules);
    lines.push([`whole set, ${what}`, medianOf(() => module.checkAll(rules))]);
    const took = edits((index) => {
      const text = `${index % 900}.5`;
      const report = (index * 7) % set.records.length;
      return time(() => module.edit(report, "month_investment", text, rules));
    });
    for (const [rank, value] of took) lines.push([`one edit, ${what}, ${rank}`, value]);
  }
  lines.push(["reading the whole set", medianOf(() => module.readAll())]);
  return lines;
}

/** From nothing loaded to the first verdict. */
export async function coldPeer(address, set) {
  const start = performance.now();
  const module = await import(address);
  const built = module.build(set.rules);
  built.verdict(module.prepare(set.record));
  return performance.now() - start;
}

export async function coldOurs(address, wasm, set) {
  const start = performance.now();
  const module = await import(address);
  await module.cold(wasm, set.first);
  return performance.now() - start;
}
