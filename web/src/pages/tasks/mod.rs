//! 本月任务: the month's reports, what needs work first.

mod model;
mod row;
#[cfg(test)]
mod tests;

use web_sys::HtmlInputElement;
use yew::{Callback, Html, InputEvent, MouseEvent, TargetCast, classes, html};
use yuebao_domain::calendar::days_left;
use yuebao_domain::device::Standing;
use yuebao_domain::period::show_day;
use yuebao_domain::text::clean;

use self::model::{Model, model};
use crate::components::badge::{Kind, badge};
use crate::components::icon::Icon;
use crate::components::standing;
use crate::dispatch::Dispatch;
use crate::state::{Action, State, SyncPhase, TaskFilter, View};
use crate::text::{shell, tasks as text};

/// So many rows are drawn at first; a city office sees hundreds.
const FIRST_ROWS: usize = 30;

/// The screen.
pub fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let title = state.screen.month.map_or_else(
        || shell::TASKS.get(lang).to_owned(),
        |month| text::title(&shell::month(month, lang), lang),
    );
    html! {
        <div class="yb-tasks">
            <h1 class="yb-page-title" tabindex="-1">{ title }</h1>
            {
                match model(state).filter(|_| !is_arriving(state)) {
                    None => nothing_yet(state, send),
                    Some(model) if model.due == 0 && model.groups.is_empty() && !is_filtered(state) => {
                        message(Icon::Info, text::NO_PROJECTS.get(lang), text::NO_PROJECTS_ADVICE.get(lang), Html::default())
                    }
                    Some(model) => list(state, &model, send),
                }
            }
        </div>
    }
}

fn list(state: &State, model: &Model<'_>, send: &Dispatch) -> Html {
    html! {
        <>
            { overview(state, model) }
            { summary(state, send) }
            { tools(state, model, send) }
            if model.listed() == 0 { { no_match(state, send) } }
            { groups(state, model, send) }
        </>
    }
}

/// n of N, and until when.
fn overview(state: &State, model: &Model<'_>) -> Html {
    let lang = state.display.lang;
    let all_done = model.due > 0 && model.done == model.due;
    let named = model.deadline.as_ref().map(|deadline| deadline.last_day);
    let last_day = model.more_time.as_ref().map(|more| more.until).or(named);
    let left = (last_day.zip(state.clock.today)).map(|(day, today)| days_left(day, today));
    let late = !all_done && left.is_some_and(|left| left < 0);
    let until = match (&model.more_time, &model.deadline) {
        _ if all_done => text::ALL_DONE.get(lang).to_owned(),
        _ if model.due == 0 => text::NONE_DUE.get(lang).to_owned(),
        (Some(more), _) => {
            let until = text::deadline(&show_day(more.until), left, lang);
            text::with_reason(until, Some(text::put_off(&more.reason, lang)), lang)
        }
        (None, Some(deadline)) => {
            let until = text::deadline(&show_day(deadline.last_day), left, lang);
            text::with_reason(until, deadline.because(lang), lang)
        }
        (None, None) => text::NO_DEADLINE.get(lang).to_owned(),
    };
    let icon = if all_done {
        Icon::Check
    } else if late {
        Icon::Warn
    } else {
        Icon::Calendar
    };
    let tone = if all_done {
        Some("yb-tasks__until--done")
    } else {
        late.then_some("yb-tasks__until--late")
    };
    html! {
        <div class="yb-tasks__overview">
            <p class="yb-tasks__done">
                { text::DONE.get(lang) }{ " " }
                <strong>{ model.done }</strong>{ " / " }{ model.due }{ " " }{ text::ITEMS.get(lang) }
            </p>
            <progress class="yb-tasks__progress" max={model.due.max(1).to_string()} value={model.done.to_string()}
                aria-label={text::DONE.get(lang)} />
            <p class={classes!("yb-tasks__until", tone)}>{ icon.view() }<span>{ until }</span></p>
        </div>
    }
}

/// Where the half year or the year ends with the month: its summary, and until when.
fn summary(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let Some(due) = state.summary_asked() else {
        return Html::default();
    };
    html! {
        <button type="button" class="yb-button" onclick={on(send, Action::Show(View::Summaries))}>
            { Icon::Pen.view() }{ text::summary(&show_day(due.last_day), lang) }
        </button>
    }
}

/// Chips by standing, and the search.
fn tools(state: &State, model: &Model<'_>, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let chip = |wanted: Option<Standing>, icon: Icon, words: &'static str, count: usize| {
        let here = state.tasks.standing == wanted;
        let filter = TaskFilter {
            standing: wanted.filter(|_| !here),
            ..state.tasks.clone()
        };
        html! {
            <button type="button" class={classes!("yb-filter", here.then_some("yb-filter--on"))}
                aria-pressed={if here { "true" } else { "false" }} onclick={on(send, Action::FilterTasks(filter))}>
                { icon.view() }{ words }<span class="yb-filter__count">{ count }</span>
            </button>
        }
    };
    let by_standing = model.counts.iter().map(|(standing, count)| {
        let (icon, _) = standing::look(*standing);
        chip(Some(*standing), icon, standing.label().get(lang), *count)
    });
    html! {
        <div class="yb-tasks__tools">
            <div class="yb-filters" role="group" aria-label={text::FILTER.get(lang)}>
                { chip(None, Icon::List, text::ALL.get(lang), model.due) }
                { for by_standing }
            </div>
            <label class="yb-search">
                <span class="yb-hidden">{ text::SEARCH.get(lang) }</span>
                { Icon::Search.view() }
                <input type="search" placeholder={text::SEARCH.get(lang)} value={state.tasks.search.clone()}
                    oninput={search(state, send)} />
            </label>
        </div>
    }
}

fn search(state: &State, send: &Dispatch) -> Callback<InputEvent> {
    let (filter, send) = (state.tasks.clone(), send.clone());
    Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            let search = clean(&input.value()).into_owned();
            send.emit(Action::FilterTasks(TaskFilter {
                search,
                ..filter.clone()
            }));
        }
    })
}

fn groups(state: &State, model: &Model<'_>, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let mut room = if state.tasks.all {
        usize::MAX
    } else {
        FIRST_ROWS
    };
    let groups = model.groups.iter().map(|(group, tasks)| {
        let shown = tasks.len().min(room);
        room -= shown;
        let place = *group as usize;
        html! {
            if shown > 0 {
                <section class="yb-tasks__group" key={place}>
                    <h2>{ text::GROUPS[place].get(lang) }<span class="yb-tasks__count">{ tasks.len() }</span><span class="yb-tasks__unit">{ text::UNIT.get(lang) }</span></h2>
                    <ul part="list">{ for tasks[..shown].iter().map(|task| row::view(state, task, send)) }</ul>
                </section>
            }
        }
    });
    let groups: Vec<Html> = groups.collect();
    let hidden = model.listed().saturating_sub(if state.tasks.all {
        usize::MAX
    } else {
        FIRST_ROWS
    });
    let all = TaskFilter {
        all: true,
        ..state.tasks.clone()
    };
    html! {
        <>
            { groups }
            if hidden > 0 {
                <p class="yb-tasks__more">
                    <button type="button" class="yb-button" onclick={on(send, Action::FilterTasks(all))}>
                        { Icon::Down.view() }{ text::show_more(hidden, lang) }
                    </button>
                </p>
            }
        </>
    }
}

/// Whether the first pull is under way, so that nothing can be said of any report yet.
fn is_arriving(state: &State) -> bool {
    let running = matches!(
        state.sync.phase,
        SyncPhase::Running | SyncPhase::Retrying { .. }
    );
    running && !state.device.get().meta.complete && state.checked.is_empty()
}

fn is_filtered(state: &State) -> bool {
    state.tasks.standing.is_some() || !state.tasks.search.trim().is_empty()
}

fn no_match(state: &State, send: &Dispatch) -> Html {
    let clear = TaskFilter {
        all: state.tasks.all,
        ..TaskFilter::default()
    };
    let action = html! {
        <button type="button" class="yb-button" onclick={on(send, Action::FilterTasks(clear))}>
            { text::SHOW_ALL.get(state.display.lang) }
        </button>
    };
    message(
        Icon::Search,
        text::NO_MATCH.get(state.display.lang),
        text::NO_MATCH_ADVICE.get(state.display.lang),
        action,
    )
}

/// How much of the first pull is here.
fn arrived(state: &State) -> Html {
    let (projects, reports) = (
        state.device.get().projects.len(),
        state.device.get().reports.len(),
    );
    if projects == 0 {
        return Html::default();
    }
    html! { <p class="yb-amount">{ text::arrived(projects, reports, state.display.lang) }</p> }
}

/// Before the first sync there is nothing to fill; what to do depends on why.
fn nothing_yet(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let sync = || {
        html! {
            <button type="button" class="yb-button yb-button--main" part="button" onclick={on(send, Action::Sync)}>
                { Icon::Sync.view() }{ shell::SYNC_NOW.get(lang) }
            </button>
        }
    };
    match badge(state).map(|badge| badge.kind) {
        Some(Kind::Syncing | Kind::Never | Kind::Synced) => message(
            Icon::Sync,
            text::FETCHING.get(lang),
            text::FETCHING_ADVICE.get(lang),
            arrived(state),
        ),
        Some(Kind::Login) => message(
            Icon::Person,
            text::NEVER_FETCHED.get(lang),
            text::LOG_IN_FIRST.get(lang),
            Html::default(),
        ),
        _ => message(
            Icon::Offline,
            text::NEVER_FETCHED.get(lang),
            text::CONNECT_FIRST.get(lang),
            sync(),
        ),
    }
}

fn message(icon: Icon, what: &'static str, advice: &'static str, action: Html) -> Html {
    html! {
        <div class="yb-empty">
            { icon.view() }
            <h2>{ what }</h2>
            <p class="yb-muted">{ advice }</p>
            { action }
        </div>
    }
}

fn on(send: &Dispatch, action: Action) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(action.clone()))
}
