//! Twelve months of a year.

use yew::prelude::*;
use yuebao_domain::ledger::{Line, Stands, Year};

use super::{Page, table};
use crate::components::icon::Icon;
use crate::text::ledger as text;

impl Page<'_> {
    pub(super) fn year(&self, year: &Year) -> Html {
        let lang = self.lang;
        let has_months = year.lines.iter().any(|line| line.scheduled.is_some());
        let mut head = vec![
            text::MONTH,
            text::STANDS,
            text::OWN,
            text::TO_DATE,
            text::SINCE_START,
            text::COMPLETION,
            text::ELAPSED,
            text::GAP,
        ];
        if has_months {
            head.extend([text::SCHEDULED, text::AGAINST]);
        }
        let head: Vec<&'static str> = head.into_iter().map(|words| words.get(lang)).collect();
        let plan = year.plan.map(|plan| self.amount(Some(plan)));
        let rows = year.lines.iter().map(|line| self.line(line, has_months));
        html! {
            <section class="yb-ledger-year">
                <div class="yb-ledger-head">
                    <h2>{ text::year(year.year, plan.as_deref(), lang) }</h2>
                    <span class="yb-muted">{ text::MONEY_UNIT.get(lang) }</span>
                </div>
                { table(&text::year(year.year, plan.as_deref(), lang), &head, head.len() - 2, rows) }
            </section>
        }
    }

    fn line(&self, line: &Line, has_months: bool) -> Html {
        let lang = self.lang;
        let is_known = matches!(line.stands, Stands::Counts(_));
        let gap = line.progress.gap();
        let elapsed = Some(line.progress.elapsed).filter(|_| line.stands != Stands::ToCome);
        html! {
            <tr class={classes!((!is_known).then_some("yb-ledger-blank"))}>
                <th scope="row">{ line.month.to_string() }</th>
                <td>{ text::stands(line.stands, lang) }</td>
                <td class="yb-amount">{ self.amount(line.completed) }</td>
                <td class="yb-amount">{ self.amount(line.year_to_date) }</td>
                <td class="yb-amount">{ self.amount(line.since_start) }</td>
                <td class="yb-amount">{ self.percent(line.progress.completion) }</td>
                <td class="yb-amount">{ self.percent(elapsed) }</td>
                <td class={classes!("yb-amount", line.is_behind.then_some("yb-summary-behind"))}>
                    if gap.is_some() {
                        <span class="yb-ledger-light">
                            if line.is_behind { { Icon::Warn.view() }{ text::BEHIND.get(lang) } }
                            else { { Icon::Check.view() }{ text::ON_TIME.get(lang) } }
                        </span>
                        { " " }
                    }
                    { self.points(gap) }
                </td>
                if has_months {
                    <td class="yb-amount">{ self.amount(line.scheduled) }</td>
                    <td class="yb-amount">{ self.points(line.against_schedule) }</td>
                }
            </tr>
        }
    }
}
