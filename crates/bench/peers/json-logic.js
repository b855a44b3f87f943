// json-logic-js: each rule is an expression that is true where the rule fires. A missing box is
// null, which JavaScript compares as 0, so each rule asks first whether its boxes are filled. Sums
// are of doubles: figures that differ by less than half of the finest unit (10⁻⁶) count as equal.
import jsonLogic from "json-logic-js";

const v = (name) => ({ var: name });
const and = (...all) => ({ and: all });
const or = (...any) => ({ or: any });
const less = (one, other) => ({ "<": [one, other] });
const more = (one, other) => ({ ">": [one, other] });
const is = (name, value) => ({ "==": [v(name), value] });
const not = (one) => ({ "!": [one] });
const plus = (...all) => ({ "+": all });
const times = (one, factor) => ({ "*": [one, factor] });
const has = (...names) => and(...names.map((name) => ({ "!=": [v(name), null] })));
const orZero = (name) => ({ if: [has(name), v(name), 0] });

const HALF = 0.0000005;
const differ = (one, other) =>
  or(more({ "-": [one, other] }, HALF), less({ "-": [one, other] }, -HALF));
const below = (one, other) => and(has(one, other), less(v(one), v(other)));
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

const RULES = {
  M101: or(
    ...NEVER_NEGATIVE.map((name) => less(v(name), 0)),
    and(not(has("corrected")), or(...OF_THE_YEAR.map((name) => less(v(name), 0)))),
  ),
  M102: less(v("month_investment"), 0),
  M103: and(has("month_investment", "year_to_date"), {
    if: [
      is("month", 1),
      differ(v("year_to_date"), v("month_investment")),
      and(
        has("last_year_to_date"),
        differ(v("year_to_date"), plus(v("last_year_to_date"), v("month_investment"))),
      ),
    ],
  }),
  M104: and(
    has("month_investment", "since_start", "last_since_start"),
    differ(v("since_start"), plus(v("last_since_start"), v("month_investment"))),
    not(
      and(
        has("plan_before", "year_to_date"),
        not(differ(v("since_start"), plus(v("plan_before"), v("year_to_date")))),
      ),
    ),
  ),
  M105: below("since_start", "year_to_date"),
  M106: and(
    has("year_to_date"),
    or(...PARTS.map((name) => has(name))),
    differ(plus(...PARTS.map(orZero)), v("year_to_date")),
  ),
  M107: below("plan_total", "since_start"),
  M108: and(
    has("year_to_date", "plan_annual"),
    more(v("year_to_date"), plus(times(v("plan_annual"), { if: [is("month", 12), 1.2, 1.1] }), HALF)),
  ),
  M113: or(
    and(has("total_investment", "plan_total"), { "!=": [v("total_investment"), v("plan_total")] }),
    and(has("annual_plan", "plan_annual"), { "!=": [v("annual_plan"), v("plan_annual")] }),
  ),
  M115: or(below("funds_received", "since_start"), below("plan_total", "funds_received")),
  M118: and(not(is("month", 1)), below("year_to_date", "month_investment")),
  H301: and(halted, not(has("halt_reason"))),
  H302: and(halted, is("resume_this_year", "yes"), not(has("resume_date", "resume_plan"))),
  H303: and(halted, more(v("month_investment"), 0)),
  S501: or(below("central_issued", "central_paid"), below("bond_issued", "bond_used")),
  S505: and(is("basis", "expenditure"), not(has("basis_reason"))),
  T201: below("actual_completion", "actual_start"),
  T204: and(
    has("actual_start"),
    not(has("visual_progress")),
    not(has("actual_completion")),
    not(halted),
  ),
  T206: and(
    has("actual_completion", "since_start", "plan_total"),
    more(v("plan_total"), 0),
    less(v("since_start"), { "-": [times(v("plan_total"), 0.8), HALF] }),
  ),
  T216: or(
    and(or(is("nature", "continuing"), is("nature", "completing")), more(v("actual_start"), 20220000)),
    and(is("nature", "new_start"), has("actual_start"), less(v("actual_start"), 20220000)),
  ),
};

export const engine = "json-logic-js";
export const expresses = Object.keys(RULES);
export const prepare = (record) => record;

export function build(codes) {
  const rules = codes.map((code) => RULES[code] ?? false);
  const verdict = (record) =>
    rules.reduce((bits, rule, place) => (jsonLogic.apply(rule, record) ? bits | (1 << place) : bits), 0);
  return { verdict, edit: (record, key, value) => verdict({ ...record, [key]: value }) };
}
