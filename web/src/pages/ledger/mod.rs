//! 台账: all that is held of one project on one page, to be read and printed; and its persons, to be kept.

mod facts;
mod months;
mod person;
mod persons;
mod said;
#[cfg(test)]
mod tests;
mod versions;
mod visits;

use rust_decimal::Decimal;
use yew::prelude::*;
use yuebao_domain::ledger::Ledger;
use yuebao_domain::money::{Money, printed};
use yuebao_domain::period::{Date, Month, show_day};
use yuebao_domain::profile::Profile;
use yuebao_domain::text::Lang;

use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, State, View};
use crate::text::{ledger as text, shell};

/// What every part of the page is drawn with.
struct Page<'a> {
    state: &'a State,
    project: &'a str,
    profile: &'a Profile,
    ledger: &'a Ledger<'a>,
    send: &'a Dispatch,
    lang: Lang,
}

/// The ledger of `project` at the end of the month that is shown.
pub(crate) fn view(state: &State, project: &str, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let device = state.device.get();
    let book = device.book(project);
    let month = state.screen.month;
    let ledger = month.and_then(|month| device.ledger(project, month, &book));
    let content = match (&ledger, state.profile()) {
        (Some(ledger), Some(profile)) => {
            let page = Page {
                state,
                project,
                profile,
                ledger,
                send,
                lang,
            };
            page.content()
        }
        _ => html! {
            <>
                <h1>{ text::TITLE.get(lang) }</h1>
                <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ text::NOT_HERE.get(lang) }</div>
            </>
        },
    };
    html! {
        <div class="yb-ledger" key={project.to_owned()}>
            { bar(state, project, ledger.is_some(), send) }
            { content }
        </div>
    }
}

fn bar(state: &State, project: &str, is_here: bool, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let to = state.screen.ledger_from.clone();
    let is_form = matches!(to, View::Form(_));
    let back = send.reform(move |_: MouseEvent| Action::Show(to.clone()));
    let form = View::Form(project.to_owned());
    let form = send.reform(move |_: MouseEvent| Action::Show(form.clone()));
    let print = send.reform(|_: MouseEvent| Action::Print);
    html! {
        <nav class="yb-ledger-bar">
            <button type="button" class="yb-button yb-button--plain" onclick={back}>
                { Icon::Left.view() }{ text::BACK.get(lang) }
            </button>
            if is_here {
                <span class="yb-ledger-actions">
                    if !is_form {
                        <button type="button" class="yb-button" onclick={form}>{ Icon::Pen.view() }{ text::TO_FORM.get(lang) }</button>
                    }
                    <button type="button" class="yb-button" onclick={print}>{ Icon::Print.view() }{ text::PRINT.get(lang) }</button>
                </span>
            }
        </nav>
    }
}

impl Page<'_> {
    fn content(&self) -> Html {
        let lang = self.lang;
        let name = &self.ledger.row.name;
        let month = self.state.screen.month;
        let until = month.map(|month| text::until(&shell::month(month, lang), lang));
        let until = until.unwrap_or_default();
        let is_complete = self.state.device.get().meta.complete;
        html! {
            <>
                <header>
                    <h1 class="yb-summary-print-title">{ name }{ " " }{ text::TITLE.get(lang) }</h1>
                    <p class="yb-muted">{ until }{ " · " }{ self.profile.title_in(lang) }{ " · " }{ text::FROM_DEVICE.get(lang) }</p>
                </header>
                if !is_complete {
                    <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }{ text::NOT_COMPLETE.get(lang) }</div>
                }
                { self.not_held() }
                { self.facts() }
                { self.persons() }
                { for self.ledger.years.iter().map(|year| self.year(year)) }
                { self.milestones() }
                { self.funds() }
                { self.visits() }
                { self.problems() }
                { self.said() }
                { self.versions() }
            </>
        }
    }

    fn not_held(&self) -> Html {
        let months = &self.ledger.not_held;
        if months.is_empty() {
            return Html::default();
        }
        let months: Vec<String> = months.iter().map(ToString::to_string).collect();
        let months = months.join(text::LIST_COMMA.get(self.lang));
        html! {
            <p class="yb-ledger-missing">{ Icon::Warn.view() }{ text::not_held(&months, self.lang) }</p>
        }
    }

    /// An amount of 万元, or a dash.
    fn amount(&self, amount: Option<Money>) -> String {
        let places = self.profile.decimals.shown;
        amount.map_or_else(dash, |amount| amount.grouped(places))
    }

    fn percent(&self, percent: Option<Decimal>) -> String {
        let places = self.profile.decimals.percent;
        percent.map_or_else(dash, |percent| printed(percent, places).to_string())
    }

    /// A difference in points, with its sign.
    fn points(&self, points: Option<Decimal>) -> String {
        let Some(points) = points else {
            return dash();
        };
        let points = printed(points, self.profile.decimals.percent);
        let sign = if points > Decimal::ZERO { "+" } else { "" };
        format!("{sign}{points}")
    }
}

fn dash() -> String {
    "—".to_owned()
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(dash, show_day)
}

fn month(month: Option<Month>) -> String {
    month.map_or_else(dash, |month| month.to_string())
}

/// A table with a head that is repeated on each page.
fn table(
    label: &str,
    head: &[&'static str],
    numbers: usize,
    rows: impl Iterator<Item = Html>,
) -> Html {
    let first_number = head.len().saturating_sub(numbers);
    let head = head.iter().enumerate().map(|(at, words)| {
        let class = (at >= first_number).then_some("yb-summary-number");
        html! { <th scope="col" {class}>{ *words }</th> }
    });
    html! {
        <div class="yb-summary-scroll yb-ledger-scroll" role="region" tabindex="0" aria-label={label.to_owned()}>
            <table class="yb-summary-table yb-ledger-table">
                <thead><tr>{ for head }</tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
