//! 待处理: what could not be sent, was refused or contradicts itself, and the rescue file.

mod card;
mod conflict;
mod edit_box;
mod import;
pub(crate) mod model;
mod months;
mod rescue;
mod settle_all;
#[cfg(test)]
mod tests;
pub(crate) mod when;

use yew::prelude::*;
use yuebao_domain::device::{PersonsKey, ReportKey};
use yuebao_domain::merge::ClashKind;
use yuebao_domain::rights::Action as Right;
use yuebao_domain::text::{Lang, Words};

use self::card::ConflictCard;
use self::conflict::Conflict;
use self::model::{AsideRow, OpenReport, RefusedDecision, RefusedReport, WaitingReport};
use self::months::RefusedMonth;
use crate::components::icon::Icon;
use crate::components::rule_page;
use crate::dispatch::Dispatch;
use crate::pages::questions;
use crate::state::{Action, OfficeStep, State, StoreHealth, SyncPhase, View};
use crate::text::{pending as text, shell};

/// The screen.
pub fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let (conflicts, amendments): (Vec<_>, Vec<_>) =
        (conflict::conflicts(state).into_iter()).partition(|it| it.kind == ClashKind::Conflict);
    let refused = model::refused(state);
    let months = months::refused_months(state);
    let persons = state.device.get().persons_to_look_at();
    let (returned, back) = (model::returned(state), model::held(state));
    let outbox = model::outbox(state);
    let aside = model::aside(state);
    let (help, empty) = if state.may(Right::Report) {
        (text::REFUSED_HELP, text::NO_REFUSED)
    } else {
        (text::REFUSED_HELP_REVIEWER, text::NO_REFUSED_REVIEWER)
    };
    let plans = state.device.get().plans_to_look_at().len();
    let decisions = model::refused_decisions(state);
    let good = state.store.health == StoreHealth::Good;
    let nothing = good
        && conflicts.is_empty()
        && amendments.is_empty()
        && refused.is_empty()
        && months.is_empty()
        && plans == 0
        && decisions.is_empty()
        && persons.is_empty()
        && returned.is_empty()
        && back.is_empty()
        && outbox.is_empty()
        && state.device.questions_to_look_at() == 0;
    html! {
        <div class="yb-pending">
            <h1>{ text::TITLE.get(lang) }</h1>
            { questions::list::beside_others(state, send) }
            if nothing && aside.is_empty() {
                <div class="yb-banner yb-banner--good">{ Icon::Check.view() }<p>{ text::NOTHING.get(lang) }</p></div>
            } else {
                if !amendments.is_empty() {
                    { section(text::AMENDMENTS, amendments.len(), text::AMENDMENTS_HELP, text::NO_AMENDMENTS, lang, html! {
                        conflict_cards(&amendments, lang, send)
                    }) }
                }
                if !returned.is_empty() {
                    { section(text::RETURNED, returned.len(), text::RETURNED_HELP, text::RETURNED_HELP, lang, html! {
                        <ul class="yb-pending-list" part="list">{ for returned.iter().map(|it| open_item(it, lang, send)) }</ul>
                    }) }
                }
                { section(text::CONFLICTS, conflicts.len(), text::CONFLICTS_HELP, text::NO_CONFLICTS, lang, html! {
                    conflict_cards(&conflicts, lang, send)
                }) }
                if !persons.is_empty() {
                    { section(text::REFUSED_PERSONS, persons.len(), text::REFUSED_PERSONS_HELP, text::REFUSED_PERSONS_HELP, lang, html! {
                        <ul class="yb-pending-list" part="list">{ for persons.iter().map(|project| persons_item(state, project, send)) }</ul>
                    }) }
                }
                if !months.is_empty() {
                    { section(text::REFUSED_MONTHS, months.len(), text::REFUSED_MONTHS_HELP, text::REFUSED_MONTHS_HELP, lang, html! {
                        <ul class="yb-pending-list" part="list">{ for months.iter().map(|it| month_item(it, lang, send)) }</ul>
                    }) }
                }
                if plans > 0 {
                    { elsewhere(text::refused_plans(plans, lang), shell::PLAN, (View::Plan, lang), send) }
                }
                if !decisions.is_empty() {
                    { section(text::REFUSED_DECISIONS, decisions.len(), text::REFUSED_DECISIONS_HELP, text::REFUSED_DECISIONS_HELP, lang, html! {
                        <ul class="yb-pending-list" part="list">{ for decisions.iter().map(|it| decision_item(it, lang, send)) }</ul>
                    }) }
                }
                { section(text::REFUSED, refused.len(), help, empty, lang, html! {
                    <ul class="yb-pending-list" part="list">{ for refused.iter().map(|it| refused_item(state, it, send)) }</ul>
                }) }
                if !back.is_empty() {
                    { section(text::HELD, back.len(), text::HELD_HELP, text::HELD_HELP, lang, html! {
                        <ul class="yb-pending-list" part="list">{ for back.iter().map(|it| open_item(it, lang, send)) }</ul>
                    }) }
                }
                { section(text::OUTBOX, outbox.len(), text::OUTBOX_HELP, text::NO_OUTBOX, lang, html! {
                    <>
                        <ul class="yb-pending-list" part="list">{ for outbox.iter().map(|it| outbox_item(it, lang, send)) }</ul>
                        { sync_button(&state.sync.phase, lang, send) }
                    </>
                }) }
                if !aside.is_empty() {
                    { section(text::ASIDE, aside.len(), text::ASIDE_HELP, text::ASIDE_HELP, lang, html! {
                        <ul class="yb-pending-list" part="list">{ for aside.iter().map(aside_item(lang)) }</ul>
                    }) }
                }
            }
            { rescue::view(state, send) }
        </div>
    }
}

fn section(
    title: Words,
    count: usize,
    help: Words,
    empty: Words,
    lang: Lang,
    content: Html,
) -> Html {
    html! {
        <section class="yb-pending-section">
            <h2>
                { title.get(lang) }
                if count > 0 { <span class="yb-pending-count">{ text::count(count, lang) }</span> }
            </h2>
            if count == 0 {
                <p class="yb-muted">{ empty.get(lang) }</p>
            } else {
                <p class="yb-muted">{ help.get(lang) }</p>
                { content }
            }
        </section>
    }
}

/// What was not taken of decisions about plans is told where they are made.
fn elsewhere(words: String, screen: Words, (view, lang): (View, Lang), send: &Dispatch) -> Html {
    let onclick = send.reform(move |_: MouseEvent| Action::Show(view.clone()));
    html! {
        <div class="yb-banner yb-banner--warn">
            { Icon::Warn.view() }<p>{ words }</p>
            <button type="button" class="yb-button" {onclick}>{ screen.get(lang) }</button>
        </div>
    }
}

/// The cards, report by report; before those of one report, the decision about all of them.
fn conflict_cards(conflicts: &[Conflict], lang: Lang, send: &Dispatch) -> Html {
    let of_one_report = conflicts.chunk_by(|one, next| one.key == next.key);
    html! {
        <>{ for of_one_report.map(|cards| html! {
            <>
                { settle_all::view(cards, lang, send) }
                { for cards.iter().map(|it| conflict_card(it.clone(), lang, send)) }
            </>
        }) }</>
    }
}

fn conflict_card(conflict: Conflict, lang: Lang, send: &Dispatch) -> Html {
    let (key, id) = (conflict.key.clone(), conflict.id);
    let on_confirm = send.reform(move |chosen| Action::Resolve {
        key: key.clone(),
        conflicts: vec![id],
        chosen,
    });
    html! { <ConflictCard key={id.to_string()} {conflict} {lang} {on_confirm} /> }
}

fn name(project: &str, time: &str) -> Html {
    html! {
        <h3 class="yb-pending-name">
            { project }
            if !time.is_empty() { <span class="yb-muted">{ time }</span> }
        </h3>
    }
}

fn refused_item(state: &State, item: &RefusedReport, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let key = item.key.clone();
    let open = send.reform(move |_: MouseEvent| Action::Open(key.clone()));
    let key = item.key.clone();
    let read = send.reform(move |_: MouseEvent| Action::Dismiss(key.clone()));
    let where_to = if state.may(Right::Report) {
        text::OPEN_FORM
    } else {
        text::OPEN_REPORT
    };
    html! {
        <li class="yb-pending-item">
            <div class="yb-pending-item-text">
                { name(&item.project, &item.key.month.to_string()) }
                if let Some(refusal) = item.refusal {
                    <p class="yb-pending-fault">{ Icon::Cross.view() }{ refusal }</p>
                }
                if let Some(detail) = &item.detail {
                    <p class="yb-pending-advice">{ detail }</p>
                }
                if !item.typed.is_empty() {
                    <p class="yb-muted">{ text::NOT_TAKEN.get(lang) }</p>
                    { for item.typed.iter().map(|typed| html! { <p class="yb-pending-advice">{ typed }</p> }) }
                }
                { for item.findings.iter().map(|finding| html! {
                    <div key={finding.code.to_string()}>
                        <p class="yb-pending-fault">
                            { Icon::Cross.view() }
                            <span>{ finding.message(lang) }<span class="yb-pending-advice">{ finding.advice(lang) }</span></span>
                        </p>
                        { rule_page::view(state, send, finding.code) }
                    </div>
                }) }
            </div>
            <div class="yb-pending-actions">
                if !item.typed.is_empty() {
                    <button type="button" class="yb-button" onclick={read}>{ text::READ.get(lang) }</button>
                }
                <button type="button" class="yb-button" onclick={open}>{ where_to.get(lang) }</button>
            </div>
        </li>
    }
}

/// What was not taken is read, and set anew, where the persons are.
fn persons_item(state: &State, project: &str, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let view = View::Ledger(project.to_owned());
    let open = send.reform(move |_: MouseEvent| Action::Show(view.clone()));
    let refused = state
        .device
        .get()
        .not_taken(&PersonsKey::of(project).into());
    let why = refused.and_then(|(refused, _)| refused.refusal);
    html! {
        <li class="yb-pending-item">
            <div class="yb-pending-item-text">
                <h3 class="yb-pending-name">{ model::project_name(state, project) }</h3>
                if let Some(why) = why { <p class="yb-pending-fault">{ Icon::Cross.view() }{ why.words().get(lang) }</p> }
            </div>
            <div class="yb-pending-actions">
                <button type="button" class="yb-button" onclick={open}>{ text::OPEN_PERSONS.get(lang) }</button>
            </div>
        </li>
    }
}

/// What was not taken is read where it was decided, with what was filled in.
fn decision_item(item: &RefusedDecision, lang: Lang, send: &Dispatch) -> Html {
    let (view, month) = (item.screen.clone(), item.month);
    let open =
        send.reform(move |_: MouseEvent| Action::Office(OfficeStep::ShowOf(view.clone(), month)));
    let label = format!("{} {} {month}", text::OPEN_DECISION.get(lang), item.what);
    html! {
        <li class="yb-pending-item">
            <div class="yb-pending-item-text">
                { name(&item.what, &month.to_string()) }
                if let Some(why) = item.refusal { <p class="yb-pending-fault">{ Icon::Cross.view() }{ why }</p> }
                if let Some(detail) = &item.detail { <p class="yb-pending-advice">{ detail }</p> }
            </div>
            <div class="yb-pending-actions">
                <button type="button" class="yb-button" aria-label={label} onclick={open}>{ text::OPEN_DECISION.get(lang) }</button>
            </div>
        </li>
    }
}

fn month_item(item: &RefusedMonth, lang: Lang, send: &Dispatch) -> Html {
    let month = item.month;
    let open =
        send.reform(move |_: MouseEvent| Action::Office(OfficeStep::ShowOf(View::Board, month)));
    let read = send.reform(move |_: MouseEvent| Action::Office(OfficeStep::ReadRefusal(month)));
    let label = |words: Words| format!("{} {month}", words.get(lang));
    let kinds: Vec<&str> = item.kinds.iter().map(|kind| kind.get(lang)).collect();
    html! {
        <li class="yb-pending-item">
            <div class="yb-pending-item-text">
                { name(&kinds.join(" · "), &month.to_string()) }
                <p class="yb-pending-fault">{ Icon::Cross.view() }{ item.refusal }</p>
                if let Some(detail) = &item.detail { <p class="yb-pending-advice">{ detail }</p> }
                if !item.typed.is_empty() {
                    <p class="yb-muted">{ text::NOT_TAKEN.get(lang) }</p>
                    { for item.typed.iter().map(|typed| html! { <p class="yb-pending-advice">{ typed }</p> }) }
                }
            </div>
            <div class="yb-pending-actions">
                <button type="button" class="yb-button" aria-label={label(text::READ)} onclick={read}>{ text::READ.get(lang) }</button>
                <button type="button" class="yb-button" aria-label={label(text::OPEN_BOARD)} onclick={open}>{ text::OPEN_BOARD.get(lang) }</button>
            </div>
        </li>
    }
}

fn open_item(item: &OpenReport, lang: Lang, send: &Dispatch) -> Html {
    html! {
        <li class="yb-pending-item">
            <div class="yb-pending-item-text">
                { name(&item.project, &item.key.month.to_string()) }
                if let Some(by) = &item.by { <p class="yb-muted">{ by }</p> }
                if let Some(comment) = &item.comment { <p class="yb-pending-advice">{ comment }</p> }
            </div>
            <div class="yb-pending-actions">{ open_button(&item.key, &item.project, lang, send) }</div>
        </li>
    }
}

fn open_button(key: &ReportKey, project: &str, lang: Lang, send: &Dispatch) -> Html {
    let label = format!("{} {project} {}", text::OPEN_FORM.get(lang), key.month);
    let key = key.clone();
    let open = send.reform(move |_: MouseEvent| Action::Open(key.clone()));
    html! {
        <button type="button" class="yb-button" onclick={open} aria-label={label}>{ text::OPEN_FORM.get(lang) }</button>
    }
}

fn outbox_item(item: &WaitingReport, lang: Lang, send: &Dispatch) -> Html {
    html! {
        <li class="yb-pending-item">
            <div class="yb-pending-item-text">
                { name(&item.project, &item.time) }
                <p class="yb-muted">
                    { text::since(&when::show(&item.since, lang), lang) }
                    if item.attempted { { " · " }{ text::TRIED.get(lang) } }
                </p>
            </div>
            <div class="yb-pending-chips">
                { for item.kinds.iter().map(|kind| html! {
                    <span class="yb-chip yb-chip--info">{ Icon::Up.view() }{ kind.get(lang) }</span>
                }) }
            </div>
            if let Some(key) = &item.key {
                <div class="yb-pending-actions">{ open_button(key, &item.project, lang, send) }</div>
            }
        </li>
    }
}

fn sync_button(sync: &SyncPhase, lang: Lang, send: &Dispatch) -> Html {
    let running = matches!(sync, SyncPhase::Running | SyncPhase::Retrying { .. });
    let words = if running {
        text::SYNCING
    } else {
        text::SYNC_NOW
    };
    let onclick = send.reform(|_: MouseEvent| Action::Sync);
    html! {
        <button type="button" class="yb-button yb-button--main" part="button" disabled={running} {onclick}>
            { Icon::Sync.view() }{ words.get(lang) }
        </button>
    }
}

fn aside_item(lang: Lang) -> impl Fn(&AsideRow) -> Html {
    move |item| {
        html! {
            <li class="yb-pending-item">
                <div class="yb-pending-item-text">
                    <p>{ item.what.get(lang) }{ " " }{ item.whose.as_deref().unwrap_or_default() }</p>
                    <p class="yb-pending-reason">{ &item.key }{ " · " }{ &item.reason }</p>
                </div>
            </li>
        }
    }
}
