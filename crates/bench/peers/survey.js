// survey-core: a form with one question a box, and one expression question a rule, which is 1 where
// the rule fires. Expression validators would say the same, but SurveyJS parses them anew at each
// validation, which took nearly twice as long. Sums are of doubles that SurveyJS rounds in its own
// way: figures that differ by less than half of the finest unit (10⁻⁶) count as equal.
import { Model } from "survey-core";

const has = (...names) => names.map((name) => `{${name}} notempty`).join(" and ");
const all = (...parts) => parts.map((part) => `(${part})`).join(" and ");
const any = (...parts) => parts.map((part) => `(${part})`).join(" or ");
const below = (one, other) => all(has(one, other), `{${one}} < {${other}}`);
const HALF = "0.0000005";
const differ = (one, other) => any(`(${one}) - (${other}) > ${HALF}`, `(${other}) - (${one}) > ${HALF}`);
const orZero = (name) => `iif({${name}} notempty, {${name}}, 0)`;
const halted = "{status} = 'halted'";

const AMOUNTS = [
  "total_investment", "annual_plan", "year_to_date", "since_start", "construction", "installation",
  "equipment", "other_cost", "funds_received", "central_issued", "central_paid", "bond_issued",
  "bond_used",
];
const PARTS = ["construction", "installation", "equipment", "other_cost"];
/** What may be below 0 once a month of the year was a correction. */
const OF_THE_YEAR = ["year_to_date", ...PARTS];
const NEVER_NEGATIVE = AMOUNTS.filter((name) => !OF_THE_YEAR.includes(name));
const OTHERS = [
  "nature", "plan_total", "plan_annual", "plan_before", "corrected", "last_year_to_date", "last_since_start",
  "month_investment", "status", "halt_reason", "resume_this_year", "resume_date", "resume_plan",
  "basis", "basis_reason", "actual_start", "actual_completion", "visual_progress",
];

const RULES = {
  M101: any(
    ...NEVER_NEGATIVE.map((name) => all(has(name), `{${name}} < 0`)),
    all("{corrected} empty", any(...OF_THE_YEAR.map((name) => all(has(name), `{${name}} < 0`)))),
  ),
  M102: all(has("month_investment"), "{month_investment} < 0"),
  M103: all(
    has("month_investment", "year_to_date"),
    any(
      all("{month} = 1", differ("{year_to_date}", "{month_investment}")),
      all(
        "{month} > 1",
        has("last_year_to_date"),
        differ("{year_to_date}", "{last_year_to_date} + {month_investment}"),
      ),
    ),
  ),
  M104: all(
    has("month_investment", "since_start", "last_since_start"),
    differ("{since_start}", "{last_since_start} + {month_investment}"),
    any(
      "{plan_before} empty",
      "{year_to_date} empty",
      differ("{since_start}", "{plan_before} + {year_to_date}"),
    ),
  ),
  M105: below("since_start", "year_to_date"),
  M106: all(
    has("year_to_date"),
    any(...PARTS.map((name) => has(name))),
    differ(PARTS.map(orZero).join(" + "), "{year_to_date}"),
  ),
  M107: below("plan_total", "since_start"),
  M108: all(has("year_to_date", "plan_annual"), `{year_to_date} > {plan_annual} * iif({month} = 12, 1.2, 1.1) + ${HALF}`),
  M113: any(
    all(has("total_investment", "plan_total"), "{total_investment} <> {plan_total}"),
    all(has("annual_plan", "plan_annual"), "{annual_plan} <> {plan_annual}"),
  ),
  M115: any(below("funds_received", "since_start"), below("plan_total", "funds_received")),
  M118: all("{month} > 1", below("year_to_date", "month_investment")),
  H301: all(halted, "{halt_reason} empty"),
  H302: all(halted, "{resume_this_year} = 'yes'", any("{resume_date} empty", "{resume_plan} empty")),
  H303: all(halted, has("month_investment"), "{month_investment} > 0"),
  S501: any(below("central_issued", "central_paid"), below("bond_issued", "bond_used")),
  S505: all("{basis} = 'expenditure'", "{basis_reason} empty"),
  T201: below("actual_completion", "actual_start"),
  T204: all(
    has("actual_start"),
    "{visual_progress} empty",
    "{actual_completion} empty",
    "({status} empty) or ({status} <> 'halted')",
  ),
  T206: all(
    has("actual_completion", "since_start", "plan_total"),
    "{plan_total} > 0",
    `{since_start} < {plan_total} * 0.8 - ${HALF}`,
  ),
  T216: any(
    all(
      "({nature} = 'continuing') or ({nature} = 'completing')",
      all(has("actual_start"), "{actual_start} > 20220000"),
    ),
    all("{nature} = 'new_start'", all(has("actual_start"), "{actual_start} < 20220000")),
  ),
};

export const engine = "survey-core";
export const expresses = Object.keys(RULES);
export const prepare = (record) => record;

export function build(codes) {
  const asked = codes.flatMap((code, place) => (code in RULES ? [{ code, bit: 1 << place }] : []));
  const survey = new Model({
    elements: [
      ...AMOUNTS.concat(OTHERS).map((name) => ({ type: "text", name })),
      ...asked.map(({ code }) => ({ type: "expression", name: code, expression: `iif(${RULES[code]}, 1, 0)` })),
    ],
  });
  const rules = asked.map(({ code, bit }) => ({ question: survey.getQuestionByName(code), bit }));
  const found = () => rules.reduce((bits, { question, bit }) => (question.value === 1 ? bits | bit : bits), 0);
  let held;
  return {
    verdict(record) {
      held = record;
      survey.data = record;
      return found();
    },
    edit(record, key, value) {
      // the form shows one report: opening it is not part of the edit
      if (held !== record) throw new Error("open the report first");
      survey.setValue(key, value);
      return found();
    },
  };
}
