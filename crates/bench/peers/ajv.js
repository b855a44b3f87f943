// JSON Schema by ajv: each rule is a schema that a sound report satisfies, compiled once to a
// function of its own. `$data` compares boxes with each other. A schema cannot add or multiply, so
// the rules with sums and shares are not expressed; nothing here needs a tolerance, because doubles
// compare as the decimals they were read from.
import { Ajv } from "ajv";

const data = (name) => ({ $data: `1/${name}` });
const has = (...names) => ({ required: names });
const where = (condition, then) => ({ if: condition, then });
const only = (name, schema) => ({ properties: { [name]: schema } });
const absent = (name) => ({ not: has(name) });
/** Holds where both are filled. */
const both = (one, other, schema) => where(has(one, other), only(one, schema));
const is = (name, value) => ({ allOf: [has(name), only(name, { const: value })] });
const halted = is("status", "halted");

const AMOUNTS = [
  "total_investment", "annual_plan", "year_to_date", "since_start", "construction", "installation",
  "equipment", "other_cost", "funds_received", "central_issued", "central_paid", "bond_issued",
  "bond_used",
];

const PARTS = ["construction", "installation", "equipment", "other_cost"];
/** What may be below 0 once a month of the year was a correction. */
const OF_THE_YEAR = ["year_to_date", ...PARTS];
const NEVER_NEGATIVE = AMOUNTS.filter((name) => !OF_THE_YEAR.includes(name));
const notNegative = (names) => ({
  properties: Object.fromEntries(names.map((name) => [name, { minimum: 0 }])),
});

const RULES = {
  M101: {
    allOf: [notNegative(NEVER_NEGATIVE), { anyOf: [has("corrected"), notNegative(OF_THE_YEAR)] }],
  },
  M102: only("month_investment", { minimum: 0 }),
  M105: both("since_start", "year_to_date", { minimum: data("year_to_date") }),
  M107: both("since_start", "plan_total", { maximum: data("plan_total") }),
  M113: {
    allOf: [
      both("total_investment", "plan_total", { const: data("plan_total") }),
      both("annual_plan", "plan_annual", { const: data("plan_annual") }),
    ],
  },
  M115: {
    allOf: [
      both("funds_received", "since_start", { minimum: data("since_start") }),
      both("funds_received", "plan_total", { maximum: data("plan_total") }),
    ],
  },
  M118: {
    anyOf: [
      only("month", { const: 1 }),
      both("month_investment", "year_to_date", { maximum: data("year_to_date") }),
    ],
  },
  H301: where(halted, has("halt_reason")),
  H302: where({ allOf: [halted, is("resume_this_year", "yes")] }, has("resume_date", "resume_plan")),
  H303: where(halted, only("month_investment", { maximum: 0 })),
  S501: {
    allOf: [
      both("central_paid", "central_issued", { maximum: data("central_issued") }),
      both("bond_used", "bond_issued", { maximum: data("bond_issued") }),
    ],
  },
  S505: where(is("basis", "expenditure"), has("basis_reason")),
  T201: both("actual_completion", "actual_start", { minimum: data("actual_start") }),
  T204: where(
    { allOf: [has("actual_start"), absent("actual_completion"), { not: halted }] },
    has("visual_progress"),
  ),
  T216: {
    allOf: [
      where(
        { anyOf: [is("nature", "continuing"), is("nature", "completing")] },
        only("actual_start", { maximum: 20220000 }),
      ),
      where(is("nature", "new_start"), only("actual_start", { minimum: 20220000 })),
    ],
  },
};

export const engine = "ajv";
export const expresses = Object.keys(RULES);
export const prepare = (record) => record;

export function build(codes) {
  const ajv = new Ajv({ $data: true, strict: false });
  const rules = codes.flatMap((code, place) =>
    code in RULES ? [{ holds: ajv.compile(RULES[code]), bit: 1 << place }] : [],
  );
  const verdict = (record) => {
    let bits = 0;
    for (const { holds, bit } of rules) if (!holds(record)) bits |= bit;
    return bits;
  };
  return { verdict, edit: (record, key, value) => verdict({ ...record, [key]: value }) };
}
