// @formio/core: a form with the boxes that rules are shown at; each has the rules as its custom
// validation, JavaScript in a text, as Form.io's own builder writes it. Sums are of doubles: figures
// that differ by less than half of the finest unit (10⁻⁶) count as equal.
import { processSync, ProcessorMap } from "@formio/core";

const has = (...names) => names.map((name) => `data.${name} != null`).join(" && ");
const all = (...parts) => parts.map((part) => `(${part})`).join(" && ");
const any = (...parts) => parts.map((part) => `(${part})`).join(" || ");
const below = (one, other) => all(has(one, other), `data.${one} < data.${other}`);
const differ = (one, other) => `Math.abs((${one}) - (${other})) > 5e-7`;
const halted = "data.status === 'halted'";

const AMOUNTS = [
  "total_investment", "annual_plan", "year_to_date", "since_start", "construction", "installation",
  "equipment", "other_cost", "funds_received", "central_issued", "central_paid", "bond_issued",
  "bond_used",
];
const PARTS = ["construction", "installation", "equipment", "other_cost"];
/** What may be below 0 once a month of the year was a correction. */
const OF_THE_YEAR = ["year_to_date", ...PARTS];
const NEVER_NEGATIVE = AMOUNTS.filter((name) => !OF_THE_YEAR.includes(name));

/** The box that each rule is shown at, and when it fires. */
const RULES = {
  M101: [
    "construction",
    any(
      ...NEVER_NEGATIVE.map((name) => `data.${name} < 0`),
      all("data.corrected == null", any(...OF_THE_YEAR.map((name) => `data.${name} < 0`))),
    ),
  ],
  M102: ["month_investment", "data.month_investment < 0"],
  M103: [
    "year_to_date",
    all(
      has("month_investment", "year_to_date"),
      any(
        all("data.month === 1", differ("data.year_to_date", "data.month_investment")),
        all(
          "data.month > 1",
          has("last_year_to_date"),
          differ("data.year_to_date", "data.last_year_to_date + data.month_investment"),
        ),
      ),
    ),
  ],
  M104: [
    "since_start",
    all(
      has("month_investment", "since_start", "last_since_start"),
      differ("data.since_start", "data.last_since_start + data.month_investment"),
      any(
        "data.plan_before == null || data.year_to_date == null",
        differ("data.since_start", "data.plan_before + data.year_to_date"),
      ),
    ),
  ],
  M105: ["since_start", below("since_start", "year_to_date")],
  M106: [
    "construction",
    all(
      has("year_to_date"),
      any(...PARTS.map((name) => has(name))),
      differ(PARTS.map((name) => `(data.${name} || 0)`).join(" + "), "data.year_to_date"),
    ),
  ],
  M107: ["since_start", below("plan_total", "since_start")],
  M108: [
    "year_to_date",
    all(has("year_to_date", "plan_annual"), "data.year_to_date > data.plan_annual * (data.month === 12 ? 1.2 : 1.1) + 5e-7"),
  ],
  M113: [
    "total_investment",
    any(
      all(has("total_investment", "plan_total"), "data.total_investment !== data.plan_total"),
      all(has("annual_plan", "plan_annual"), "data.annual_plan !== data.plan_annual"),
    ),
  ],
  M115: [
    "funds_received",
    any(below("funds_received", "since_start"), below("plan_total", "funds_received")),
  ],
  M118: ["month_investment", all("data.month !== 1", below("year_to_date", "month_investment"))],
  H301: ["halt_reason", all(halted, "data.halt_reason == null")],
  H302: [
    "resume_date",
    all(
      halted,
      "data.resume_this_year === 'yes'",
      any("data.resume_date == null", "data.resume_plan == null"),
    ),
  ],
  H303: ["month_investment", all(halted, "data.month_investment > 0")],
  S501: ["bond_used", any(below("central_issued", "central_paid"), below("bond_issued", "bond_used"))],
  S505: ["basis_reason", all("data.basis === 'expenditure'", "data.basis_reason == null")],
  T201: ["actual_completion", below("actual_completion", "actual_start")],
  T204: [
    "visual_progress",
    all(
      has("actual_start"),
      "data.visual_progress == null",
      "data.actual_completion == null",
      "data.status !== 'halted'",
    ),
  ],
  T206: [
    "actual_completion",
    all(
      has("actual_completion", "since_start", "plan_total"),
      "data.plan_total > 0 && data.since_start < data.plan_total * 0.8 - 5e-7",
    ),
  ],
  T216: [
    "actual_start",
    any(
      "(data.nature === 'continuing' || data.nature === 'completing') && data.actual_start > 20220000",
      "data.nature === 'new_start' && data.actual_start < 20220000",
    ),
  ],
};

export const engine = "@formio/core";
export const expresses = Object.keys(RULES);
export const prepare = (record) => record;

export function build(codes) {
  const boxes = new Map();
  codes.forEach((code, place) => {
    const [box, fires] = RULES[code] ?? [];
    if (box) boxes.set(box, [...(boxes.get(box) ?? []), `((${fires}) ? ${1 << place} : 0)`]);
  });
  const components = [...boxes].map(([key, rules]) => ({
    type: AMOUNTS.includes(key) || key === "month_investment" ? "number" : "textfield",
    key,
    input: true,
    validate: { custom: `valid = String(${rules.join(" | ")}); if (valid === '0') valid = true;` },
  }));
  const processors = [ProcessorMap.validateCustom];
  const verdict = (record) => {
    const scope = { errors: [] };
    processSync({ form: { components }, components, data: record, scope, processors, instances: {}, config: {} });
    return scope.errors.reduce((bits, error) => bits | Number(error.errorKeyOrMessage), 0);
  };
  return { verdict, edit: (record, key, value) => verdict({ ...record, [key]: value }) };
}
