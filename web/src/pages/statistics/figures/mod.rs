//! 统计数据: what stands of a month, the boxes to type it into, and what was decided.

mod boxes;
mod log;
pub(super) mod model;

use yew::prelude::*;
use yuebao_domain::operation::statistics::{Command, Figure, FigureKey, show_value};
use yuebao_domain::period::Month;
use yuebao_domain::profile::publication::Statistic;
use yuebao_domain::text::Lang;

use self::model::{Group, Model, model};
use super::{act, on, who};
use crate::components::decision::{Decision, Said};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Desk, State, StatisticsStep};
use crate::text::statistics as text;

/// The section.
pub(super) fn view(state: &State, month: Month, desk: &Desk, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let Some(model) = model(state, month, desk) else {
        return Html::default();
    };
    let decides = state.device.get().closes_months();
    let only = state.statistics.only_missing;
    html! {
        <section class="yb-figures" aria-label={text::FIGURES.get(lang)}>
            <p class="yb-muted">{ text::APART.get(lang) }</p>
            { standing(state, &model, desk, send) }
            if !decides { <p class="yb-muted">{ text::OFFICE_TYPES.get(lang) }</p> }
            { for model.groups.iter().map(|group| boxes::view(group, (decides, only), lang, send)) }
            if decides { { storing(&model, month, lang, send) } }
            if decides { { clearing(state, month, desk, send) } }
            { log::view(state, desk, send) }
        </section>
    }
}

/// How many figures stand, and how many of them are not with the server yet.
fn standing(state: &State, model: &Model, desk: &Desk, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let waiting = desk.figures.waiting;
    let missing = model.asked.saturating_sub(model.entered);
    let only = state.statistics.only_missing;
    html! {
        <div class="yb-figures__standing">
            <span>{ text::entered(model.entered, model.asked, lang) }</span>
            if missing > 0 {
                <span class="yb-chip yb-chip--warn">{ Icon::Circle.view() }{ text::missing(missing, lang) }</span>
            } else {
                <span class="yb-chip yb-chip--good">{ Icon::Check.view() }{ text::ALL_ENTERED.get(lang) }</span>
            }
            <span role="status">
                if waiting > 0 {
                    <span class="yb-chip yb-chip--info">
                        { Icon::Up.view() }{ text::waiting(waiting, state.store.is_saved(), lang) }
                    </span>
                }
            </span>
            <button type="button" class="yb-toggle" aria-pressed={only.to_string()} onclick={on(StatisticsStep::OnlyMissing(!only), send)}>
                { text::ONLY_MISSING.get(lang) }
            </button>
        </div>
    }
}

/// What is typed is stored, all of it or nothing.
fn storing(model: &Model, month: Month, lang: Lang, send: &Dispatch) -> Html {
    if model.typed == 0 {
        return Html::default();
    }
    let figures: Vec<Figure> = model.ready.clone();
    let is_whole = figures.len() == model.typed;
    let store = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| {
            if !is_whole {
                send.emit(act(StatisticsStep::Try));
                return;
            }
            for figure in &figures {
                send.emit(act(StatisticsStep::Enter(month, Box::new(figure.clone()))));
            }
            send.emit(act(StatisticsStep::Entered));
        })
    };
    html! {
        <div class="yb-figures__store">
            <p role="status">
                { Icon::Pen.view() }<span>{ text::typed(model.typed, lang) }</span>
                if model.wrong > 0 {
                    <strong class="yb-figures__wrong">{ Icon::Cross.view() }{ text::wrong(model.wrong, lang) }</strong>
                }
            </p>
            <button type="button" class="yb-button yb-button--main" onclick={store}>{ Icon::Check.view() }{ text::store(model.typed, lang) }</button>
            <button type="button" class="yb-button" onclick={on(StatisticsStep::Discard(month), send)}>{ text::DISCARD.get(lang) }</button>
        </div>
    }
}

/// 清除, with a reason.
fn clearing(state: &State, month: Month, desk: &Desk, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let keys: Vec<FigureKey> = desk.figures.figures.keys().cloned().collect();
    if keys.is_empty() {
        return Html::default();
    }
    let choices = keys.iter().enumerate();
    let choices = choices.map(|(at, key)| (at.to_string(), name(state, key)));
    let choices: Vec<(String, String)> = choices.collect();
    let shown = format!("{month} {}", choices.len());
    let onsay = {
        let send = send.clone();
        Callback::from(move |said: Said| {
            let key = said.whom.parse().ok().and_then(|at: usize| keys.get(at));
            if let Some(key) = key {
                send.emit(act(StatisticsStep::Clear {
                    month,
                    key: key.clone(),
                    reason: said.reason,
                }));
            }
        })
    };
    html! {
        <Decision key={shown} id="yb-clear" title={text::CLEAR} help={text::CLEAR_HELP}
            of={text::WHICH} {choices} {lang} {onsay} />
    }
}

/// Which figure, in words.
fn name(state: &State, key: &FigureKey) -> String {
    let lang = state.display.lang;
    let statistic = state
        .profile()
        .and_then(|profile| profile.statistic(&key.statistic));
    let title = statistic.map_or(key.statistic.clone(), |one: Statistic| {
        one.title_in(lang).to_owned()
    });
    if key.of.is_empty() {
        title
    } else {
        format!("{title} · {}", who(state, &key.of))
    }
}

/// A figure's value and rank, in words.
fn worth(figure: &Figure, lang: Lang) -> String {
    let value = figure.value.map(show_value);
    let rank = figure.rank.map(|rank| text::rank(rank, lang));
    let both: Vec<String> = value.into_iter().chain(rank).collect();
    both.join(text::COMMA.get(lang))
}

/// What was decided about a figure, in words.
pub(super) fn said(state: &State, command: &Command) -> String {
    let lang = state.display.lang;
    let figure = &command.figure;
    let what = command.kind.label().get(lang);
    let reason = command.reason.as_deref().unwrap_or(&figure.source);
    let name = name(state, &figure.key());
    text::said(what, &name, &worth(figure, lang), reason, lang)
}

/// Groups that nobody has a row in need no heads.
fn is_empty(group: &Group) -> bool {
    group.rows.is_empty()
}
