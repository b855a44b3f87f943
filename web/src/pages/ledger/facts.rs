//! The head of the ledger, what was planned and done, funds and problems.

use yew::prelude::*;
use yuebao_domain::ledger::KnownProblem;
use yuebao_domain::period::show_day;
use yuebao_domain::report::Field;

use super::{Page, day, month, table};
use crate::state::totals::unit_name;
use crate::text::{form, ledger as text};

impl Page<'_> {
    pub(super) fn facts(&self) -> Html {
        let (row, lang) = (self.ledger.row, self.lang);
        let device = self.state.device.get();
        let units: Vec<String> = row.units.iter().map(|id| unit_name(device, id)).collect();
        let category = row.category.as_ref();
        let category = category.map(|category| self.profile.category_label(category, lang));
        let facts = [
            (
                form::NATURE,
                self.profile.nature_label_in(row.nature, lang).to_owned(),
            ),
            (form::CATEGORY, category.unwrap_or_default().to_owned()),
            (
                form::AREA,
                self.profile.area_name_in(&row.area, lang).to_owned(),
            ),
            (form::CODE, row.code.clone().unwrap_or_default()),
            (form::OWNER, row.owner.clone()),
            (form::UNITS, units.join(text::LIST_COMMA.get(lang))),
            (form::SCALE, row.scale.clone()),
            (form::TOTAL, self.amount(row.total_investment)),
            (form::ANNUAL, self.amount(row.annual_plan)),
            (form::BEFORE_YEAR, self.amount(row.before_year)),
            (text::PLANNED_START, month(row.planned_start)),
            (text::ACTUAL_START, day(self.ledger.started)),
            (text::PLANNED_COMPLETION, month(row.planned_completion)),
            (text::ACTUAL_COMPLETION, day(self.ledger.completed)),
        ];
        let facts = facts.into_iter().chain(self.entry());
        let facts = facts.filter(|(_, value)| !value.is_empty());
        html! {
            <dl class="yb-facts">
                { for facts.map(|(label, value)| html! {
                    <div class="yb-fact"><dt>{ label.get(lang) }</dt><dd>{ value }</dd></div>
                }) }
            </dl>
        }
    }

    pub(super) fn milestones(&self) -> Html {
        let lang = self.lang;
        let known = &self.ledger.milestones;
        let rows = known.iter().map(|(kind, one)| {
            html! {
                <tr>
                    <th scope="row">{ kind.label().get(lang) }</th>
                    <td>{ day(one.planned) }</td>
                    <td>{ day(one.done) }</td>
                </tr>
            }
        });
        let head = [text::MILESTONE, text::PLANNED, text::DONE].map(|words| words.get(lang));
        html! {
            <section>
                <h2>{ yuebao_domain::report::records::MILESTONE.title.get(lang) }</h2>
                if known.is_empty() {
                    <p class="yb-muted">{ text::NO_MILESTONES.get(lang) }</p>
                } else {
                    { table(yuebao_domain::report::records::MILESTONE.title.get(lang), &head, 0, rows) }
                }
            </section>
        }
    }

    pub(super) fn funds(&self) -> Html {
        let lang = self.lang;
        let newest = self.ledger.newest.as_ref();
        let facts = newest.map(|(_, one)| {
            [
                (
                    Field::FundsReceived,
                    one.funds_received.map(|it| self.amount(Some(it))),
                ),
                (Field::CentralIssuedOn, one.central_issued_on.map(show_day)),
                (
                    Field::CentralIssued,
                    one.central_issued.map(|it| self.amount(Some(it))),
                ),
                (
                    Field::CentralPaid,
                    one.central_paid.map(|it| self.amount(Some(it))),
                ),
                (
                    Field::BondIssued,
                    one.bond_issued.map(|it| self.amount(Some(it))),
                ),
                (
                    Field::BondUsed,
                    one.bond_used.map(|it| self.amount(Some(it))),
                ),
            ]
        });
        let facts: Vec<_> = facts.into_iter().flatten().collect();
        let facts: Vec<_> = (facts.into_iter())
            .filter_map(|(field, value)| Some((field.label().get(lang), value?)))
            .collect();
        html! {
            <section>
                <h2>{ text::FUNDS.get(lang) }</h2>
                if let (Some((month, _)), false) = (newest, facts.is_empty()) {
                    <p class="yb-muted">{ text::funds_of(&month.to_string(), lang) }</p>
                    <dl class="yb-facts">
                        { for facts.into_iter().map(|(label, value)| html! {
                            <div class="yb-fact"><dt>{ label }</dt><dd class="yb-ledger-figure">{ value }</dd></div>
                        }) }
                    </dl>
                } else {
                    <p class="yb-muted">{ text::NO_FUNDS.get(lang) }</p>
                }
            </section>
        }
    }

    pub(super) fn problems(&self) -> Html {
        let lang = self.lang;
        let head = [
            text::TOLD,
            text::WHAT,
            text::LEVEL,
            text::DEADLINE,
            text::PERSON,
            text::CLOSED,
        ]
        .map(|words| words.get(lang));
        let rows = self.ledger.problems.iter().map(|one| self.problem(one));
        html! {
            <section>
                <h2>{ text::PROBLEMS.get(lang) }</h2>
                if self.ledger.problems.is_empty() {
                    <p class="yb-muted">{ text::NO_PROBLEMS.get(lang) }</p>
                } else {
                    { table(text::PROBLEMS.get(lang), &head, 0, rows) }
                }
            </section>
        }
    }

    fn problem(&self, one: &KnownProblem) -> Html {
        let lang = self.lang;
        let problem = &one.problem;
        let told = if one.first == one.last {
            one.first.to_string()
        } else {
            format!("{}–{}", one.first, one.last)
        };
        let kind = problem.kind.map(|kind| kind.label().get(lang));
        let words = [
            kind,
            problem.description.as_deref(),
            problem.request.as_deref(),
        ];
        let level = problem.level.map(|level| level.label().get(lang));
        let closed = match problem.closed {
            Some(day) => show_day(day),
            None if one.is_dropped => text::DROPPED.get(lang).to_owned(),
            None => text::STILL_OPEN.get(lang).to_owned(),
        };
        html! {
            <tr>
                <th scope="row">{ told }</th>
                <td class="yb-ledger-words">{ for words.into_iter().flatten().map(|words| html! { <p>{ words }</p> }) }</td>
                <td>{ level.unwrap_or("—") }</td>
                <td>{ day(problem.deadline) }</td>
                <td>{ problem.owner.as_deref().unwrap_or("—") }</td>
                <td>{ closed }</td>
            </tr>
        }
    }
}
