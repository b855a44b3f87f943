//! 封账, 更正, 延期, 谅解: what the office decides about the month, and what stands against it.

use yew::prelude::*;
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::month;
use yuebao_domain::text::Lang;

use super::model::{Closing, Model};
use crate::components::decision::{Decision, Said};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, MonthStep, State, Whom};
use crate::text::board as text;

/// Begins the key of a choice that is a unit, and of one that is a project.
const UNIT: &str = "unit/";
const PROJECT: &str = "project/";

pub(super) fn view(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let closing = &model.closing;
    let said = match closing.state {
        // what is on its way may be refused
        _ if closing.is_waiting => None,
        month::State::Open => None,
        month::State::Locked => Some(text::LOCKED.get(lang)),
        month::State::Reopened => Some(text::OPENED.get(lang)),
    };
    html! {
        <section class="yb-board-part yb-board-office">
            <h2>{ text::LOCK_TITLE.get(lang) }</h2>
            if let Some(said) = said {
                <p>
                    { Icon::Stamp.view() }{ said }
                    if let Some(number) = closing.edition { { " " }{ text::edition(number, lang) } }
                </p>
            }
            if closing.is_waiting { <p class="yb-muted">{ Icon::Up.view() }{ text::ON_ITS_WAY.get(lang) }</p> }
            { refused(state, model, send) }
            if closing.is_office { { office(closing, lang, send) } }
        </section>
    }
}

fn office(closing: &Closing, lang: Lang, send: &Dispatch) -> Html {
    if closing.state == month::State::Locked {
        return reopen(closing, lang, send);
    }
    html! {
        <>
            { lock(closing, lang, send) }
            { extend(closing, lang, send) }
            if !closing.to_excuse.is_empty() { { excuse(closing, lang, send) } }
        </>
    }
}

/// What stands in the way, what becomes 缺报, and the button.
fn lock(closing: &Closing, lang: Lang, send: &Dispatch) -> Html {
    let missing = closing.missing.clone();
    let onclick = send.reform(move |_: MouseEvent| Action::Month(MonthStep::Lock(missing.clone())));
    let is_blocked = !closing.blockers.is_empty();
    let names = |names: &[String]| html! { <ul>{ for names.iter().map(|name| html! { <li>{ name }</li> }) }</ul> };
    html! {
        <>
            if is_blocked {
                <p class="yb-board-bad">{ Icon::Warn.view() }{ text::BLOCKED.get(lang) }</p>
                { for closing.blockers.iter().map(|(why, who)| html! {
                    <details class="yb-board-names">
                        <summary>{ why.words().get(lang) }{ " " }<strong>{ who.len() }</strong></summary>
                        { names(who) }
                    </details>
                }) }
            } else {
                <p>{ Icon::Check.view() }{ text::NOTHING_BLOCKS.get(lang) }</p>
            }
            if !closing.missing_names.is_empty() {
                <details class="yb-board-names" open=true>
                    <summary>{ text::becomes_missing(closing.missing_names.len(), lang) }</summary>
                    { names(&closing.missing_names) }
                </details>
            }
            // one tap too many must not close a month
            if !is_blocked && !closing.is_waiting {
                <details class="yb-details">
                    <summary class="yb-details__summary">{ text::LOCK.get(lang) }</summary>
                    <p class="yb-muted">{ text::LOCK_HELP.get(lang) }</p>
                    if closing.not_yet_due > 0 {
                        <p class="yb-board-bad">{ Icon::Warn.view() }{ text::not_yet_due(closing.not_yet_due, lang) }</p>
                    }
                    <button type="button" class="yb-button yb-button--main" {onclick}>
                        { Icon::Stamp.view() }{ text::confirm_lock(closing.missing.len(), lang) }
                    </button>
                </details>
            }
        </>
    }
}

fn reopen(closing: &Closing, lang: Lang, send: &Dispatch) -> Html {
    let all = [(String::new(), text::ALL_PROJECTS.get(lang).to_owned())];
    let choices = all.into_iter().chain(closing.projects.iter().cloned());
    let onsay = send.reform(|Said { whom, reason, .. }: Said| {
        let projects = Some(whom).filter(|whom| !whom.is_empty());
        Action::Month(MonthStep::Reopen {
            projects: projects.into_iter().collect(),
            reason,
        })
    });
    html! {
        <Decision id="yb-reopen" title={text::REOPEN} help={text::REOPEN_HELP} choices={choices.collect::<Vec<_>>()} {lang} {onsay} />
    }
}

fn extend(closing: &Closing, lang: Lang, send: &Dispatch) -> Html {
    let keyed = |kind: &'static str| {
        move |(id, name): &(String, String)| (format!("{kind}{id}"), name.clone())
    };
    let units = closing.units.iter().map(keyed(UNIT));
    let choices = units.chain(closing.projects.iter().map(keyed(PROJECT)));
    let choices: Vec<_> = choices.collect();
    let onsay = {
        let send = send.clone();
        Callback::from(move |said: Said| {
            let unit = said.whom.strip_prefix(UNIT).map(str::to_owned);
            let project = said.whom.strip_prefix(PROJECT).map(str::to_owned);
            let whom = unit.map(Whom::Unit).or(project.map(Whom::Project));
            if let (Some(whom), Some(until)) = (whom, said.day) {
                send.emit(Action::Month(MonthStep::Extend {
                    whom,
                    until,
                    reason: said.reason,
                }));
            }
        })
    };
    html! {
        <Decision id="yb-extend" title={text::EXTEND} help={text::EXTEND_HELP} {choices} has_day=true {lang} {onsay} />
    }
}

fn excuse(closing: &Closing, lang: Lang, send: &Dispatch) -> Html {
    let choices = closing.to_excuse.iter();
    let choices =
        choices.map(|(id, name, mark)| (id.clone(), format!("{name} · {}", mark.say(lang))));
    let onsay = send.reform(|Said { whom, reason, .. }: Said| {
        Action::Month(MonthStep::Excuse {
            project: whom,
            reason,
        })
    });
    html! {
        <Decision id="yb-excuse" title={text::EXCUSE} help={text::EXCUSE_HELP} choices={choices.collect::<Vec<_>>()} {lang} {onsay} />
    }
}

/// What the server did not take.
fn refused(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let Some((refused, _)) = state.device.get().not_taken(&model.month.into()) else {
        return Html::default();
    };
    let why = refused.refusal.unwrap_or(Refusal::MonthChanged);
    let read = send.reform(|_: MouseEvent| Action::Month(MonthStep::Dismiss));
    html! {
        <div class="yb-banner yb-banner--warn">
            { Icon::Warn.view() }
            <p>{ text::REFUSED.get(lang) }{ " " }{ why.words().get(lang) }</p>
            <button type="button" class="yb-button" onclick={read}>{ text::READ.get(lang) }</button>
        </div>
    }
}
