// @dhis2/expression-parser: each rule is a validation-rule expression over data elements that is 1
// where the rule fires. Data elements are numbers there, so choices are numbered and a text counts
// only as filled (1) or not. The expressions are parsed once. Sums are of doubles: figures that
// differ by less than half of the finest unit (10⁻⁶) count as equal.
import { DataItemJs, DataItemType, ExpressionDataJs, ExpressionJs, ExpressionMode } from "@dhis2/expression-parser";

const AMOUNTS = [
  "total_investment", "annual_plan", "year_to_date", "since_start", "construction", "installation",
  "equipment", "other_cost", "funds_received", "central_issued", "central_paid", "bond_issued",
  "bond_used",
];
const PARTS = ["construction", "installation", "equipment", "other_cost"];
/** What may be below 0 once a month of the year was a correction. */
const OF_THE_YEAR = ["year_to_date", ...PARTS];
const NEVER_NEGATIVE = AMOUNTS.filter((name) => !OF_THE_YEAR.includes(name));
const BOXES = [
  ...AMOUNTS, "month", "nature", "plan_total", "plan_annual", "last_year_to_date",
  "last_since_start", "plan_before", "corrected", "month_investment", "status", "halt_reason", "resume_this_year",
  "resume_date", "resume_plan", "basis", "basis_reason", "actual_start", "actual_completion",
  "visual_progress",
];
const CHOICES = { halted: 2, new_start: 2, continuing: 3, completing: 4, yes: 2, expenditure: 2 };

/** A data element has an id of 11 characters, the first a letter. */
const id = (name) => `B${String(BOXES.indexOf(name)).padStart(10, "0")}`;
const raw = (name) => `#{${id(name)}}`;
/** An operator asks both its sides, and a comparison with nothing is an error: so 0 stands in. */
const v = (name) => `firstNonNull(${raw(name)}, 0)`;
const has = (...names) => names.map((name) => `isNotNull(${raw(name)})`).join(" && ");
const lacks = (name) => `isNull(${raw(name)})`;
const given = (names, ...parts) => all(has(...names), ...parts);
const all = (...parts) => parts.map((part) => `(${part})`).join(" && ");
const any = (...parts) => parts.map((part) => `(${part})`).join(" || ");
const chosen = (name) => `${v(name)} == 2`;
const below = (one, other) => given([one, other], `${v(one)} < ${v(other)}`);
const HALF = "0.0000005";
const differ = (one, other) => any(`(${one}) - (${other}) > ${HALF}`, `(${other}) - (${one}) > ${HALF}`);
const positive = (name) => `${v(name)} > 0`;

const RULES = {
  M101: any(
    ...NEVER_NEGATIVE.map((name) => `${v(name)} < 0`),
    all(lacks("corrected"), any(...OF_THE_YEAR.map((name) => `${v(name)} < 0`))),
  ),
  M102: `${v("month_investment")} < 0`,
  M103: given(
    ["month_investment", "year_to_date"],
    any(
      all(`${v("month")} == 1`, differ(v("year_to_date"), v("month_investment"))),
      all(
        `${v("month")} > 1`,
        has("last_year_to_date"),
        differ(v("year_to_date"), `${v("last_year_to_date")} + ${v("month_investment")}`),
      ),
    ),
  ),
  M104: given(
    ["month_investment", "since_start", "last_since_start"],
    differ(v("since_start"), `${v("last_since_start")} + ${v("month_investment")}`),
    any(
      lacks("plan_before"),
      lacks("year_to_date"),
      differ(v("since_start"), `${v("plan_before")} + ${v("year_to_date")}`),
    ),
  ),
  M105: below("since_start", "year_to_date"),
  M106: given(
    ["year_to_date"],
    any(...PARTS.map((name) => has(name))),
    differ(PARTS.map(v).join(" + "), v("year_to_date")),
  ),
  M107: below("plan_total", "since_start"),
  M108: given(
    ["year_to_date", "plan_annual"],
    `${v("year_to_date")} > ${v("plan_annual")} * if(${v("month")} == 12, 1.2, 1.1) + ${HALF}`,
  ),
  M113: any(
    given(["total_investment", "plan_total"], `${v("total_investment")} != ${v("plan_total")}`),
    given(["annual_plan", "plan_annual"], `${v("annual_plan")} != ${v("plan_annual")}`),
  ),
  M115: any(below("funds_received", "since_start"), below("plan_total", "funds_received")),
  M118: all(`${v("month")} > 1`, below("year_to_date", "month_investment")),
  H301: all(chosen("status"), lacks("halt_reason")),
  H302: all(
    chosen("status"),
    chosen("resume_this_year"),
    any(lacks("resume_date"), lacks("resume_plan")),
  ),
  H303: all(chosen("status"), positive("month_investment")),
  S501: any(below("central_issued", "central_paid"), below("bond_issued", "bond_used")),
  S505: all(chosen("basis"), lacks("basis_reason")),
  T201: below("actual_completion", "actual_start"),
  T204: given(
    ["actual_start"],
    lacks("visual_progress"),
    lacks("actual_completion"),
    `${v("status")} != 2`,
  ),
  T206: given(
    ["actual_completion", "since_start", "plan_total"],
    `${v("plan_total")} > 0`,
    `${v("since_start")} < ${v("plan_total")} * 0.8 - ${HALF}`,
  ),
  T216: any(
    all(`${v("nature")} > 2`, `${v("actual_start")} > 20220000`),
    given(["actual_start"], chosen("nature"), `${v("actual_start")} < 20220000`),
  ),
};

export const engine = "@dhis2/expression-parser";
export const expresses = Object.keys(RULES);

const items = new Map();
const number = (value) => (typeof value === "number" ? value : (CHOICES[value] ?? 1));

export function prepare(record) {
  if (items.size === 0) {
    const probe = new ExpressionJs(BOXES.map(raw).join(" + "), ExpressionMode.VALIDATION_RULE_EXPRESSION);
    for (const item of probe.collectDataItems()) items.set(item.uid0.value, item);
  }
  const values = new Map();
  for (const [name, value] of Object.entries(record)) {
    if (BOXES.includes(name)) values.set(items.get(id(name)), number(value));
  }
  return values;
}

export function build(codes) {
  const unsupported = (name) => {
    throw new Error(`${name} is not supported`);
  };
  const rules = codes.map((code) =>
    code in RULES
      ? new ExpressionJs(`if(${RULES[code]}, 1, 0)`, ExpressionMode.VALIDATION_RULE_EXPRESSION)
      : undefined,
  );
  const verdict = (values) => {
    const data = new ExpressionDataJs(new Map(), new Map(), new Map(), values, new Map());
    return rules.reduce(
      (bits, rule, place) => (rule?.evaluate(unsupported, data) === 1 ? bits | (1 << place) : bits),
      0,
    );
  };
  return {
    verdict,
    edit: (values, key, value) => verdict(new Map(values).set(items.get(id(key)), number(value))),
  };
}
