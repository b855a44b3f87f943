//! Who, which month, which screen, and the sync badge.

use yew::prelude::*;
use yuebao_domain::operation::SubjectKind;
use yuebao_domain::period::Month;
use yuebao_domain::rights::Action as Right;
use yuebao_domain::rights::{Me, Role};
use yuebao_domain::text::{Lang, Words};

use crate::components::badge::{Badge, Kind, badge};
use crate::components::icon::Icon;
use crate::components::menu::Menu;
use crate::dispatch::Dispatch;
use crate::pages::board::model::has_board;
use crate::pages::console::model::has_console;
use crate::pages::plan::rights::{has_plan, plans_waiting};
use crate::pages::publish::has_publish;
use crate::pages::statistics::has_statistics;
use crate::pages::summaries::model::has_summaries;
use crate::state::{Action, State, StoreHealth, View};
use crate::text::language_tag;
use crate::text::shell as text;
use crate::text_size::TextSize;

pub(super) fn view(state: &State, user: &str, send: &Dispatch) -> Html {
    html! {
        <Header send={send.clone()} lang={state.display.lang} title={title(state)} badge={badge(state)}
            person={Person::of(state, user)} tabs={tabs(state)} months={Months::of(state)} />
    }
}

/// What the jurisdiction calls itself.
pub(super) fn title(state: &State) -> String {
    let newest = || state.device.get().profile.as_ref();
    match (state.profile().or_else(newest), &state.server.hello) {
        (Some(profile), _) => profile.title_in(state.display.lang).to_owned(),
        (None, Some(hello)) => hello.title.clone(),
        (None, None) => text::PRODUCT.get(state.display.lang).to_owned(),
    }
}

/// Props of [`Header`]: all that it shows.
#[derive(Clone, PartialEq, Properties)]
struct Props {
    /// Where actions go.
    send: Dispatch,
    /// Language.
    lang: Lang,
    /// What the jurisdiction calls itself.
    title: String,
    /// What of the work is with the server.
    badge: Option<Badge>,
    /// Who works here.
    person: Person,
    /// The screens.
    tabs: Vec<Tab>,
    /// The month that is shown.
    months: Option<Months>,
}

#[derive(Debug, Clone, PartialEq)]
struct Person {
    /// User name.
    user: String,
    me: Option<Me>,
    waiting: usize,
    text_size: TextSize,
    /// What logging out does.
    after: Words,
    /// Nobody can log in now.
    is_cut_off: bool,
    may_forget: bool,
}

#[derive(Debug, Clone, PartialEq)]
struct Tab {
    view: View,
    icon: Icon,
    words: Words,
    is_here: bool,
    count: usize,
}

/// A month can be reported up to the one that is running.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Months {
    shown: Month,
    has_before: bool,
    has_after: bool,
}

#[component]
fn Header(props: &Props) -> Html {
    html! {
        <header class="yb-header" part="header">
            <div class="yb-header__top">
                <p class="yb-header__title" part="title">{ &props.title }</p>
                { props.badge.as_ref().map(|badge| sync(props, badge)) }
                { person(props) }
            </div>
            <div class="yb-header__bar">
                { screens(props) }
                { props.months.map(|at| months(props, at)) }
            </div>
        </header>
    }
}

fn sync(props: &Props, badge: &Badge) -> Html {
    let lang = props.lang;
    let (icon, tone) = badge.look();
    let idle = badge.kind != Kind::Syncing;
    html! {
        <>
            <button type="button" class={classes!("yb-sync", tone)} part="sync" onclick={on(&props.send, Action::Sync)}
                title={idle.then(|| text::SYNC_NOW.get(lang))}>
                { icon.view() }
                <span><span class="yb-hidden">{ text::SYNC_STATE.get(lang) }{ " " }</span>{ badge.words(lang) }</span>
            </button>
            <span class="yb-hidden" role="status">{ badge.spoken(lang) }</span>
        </>
    }
}

impl Person {
    fn of(state: &State, user: &str) -> Self {
        Self {
            user: user.to_owned(),
            me: state.device.get().meta.me.clone(),
            waiting: state.device.waiting(),
            text_size: state.display.text_size(),
            may_forget: state.may_forget(),
            after: match state.store.health {
                StoreHealth::Good if state.sync.is_cut_off() => text::LOG_OUT_OFFLINE,
                StoreHealth::Good => text::LOG_OUT_KEEPS,
                _ => text::LOG_OUT_LOSES,
            },
            is_cut_off: state.sync.is_cut_off(),
        }
    }
}

fn person(props: &Props) -> Html {
    let lang = props.lang;
    let Person {
        user,
        me,
        waiting,
        after,
        is_cut_off,
        may_forget,
        ..
    } = &props.person;
    let forget = if *may_forget {
        text::FORGET_HELP
    } else {
        text::FORGET_NOT_YET
    };
    let log_out = if *is_cut_off {
        text::LOG_OUT_ANYWAY
    } else {
        text::LOG_OUT
    };
    let name = me.as_ref().map_or(user, |me| &me.name);
    let label = html! {
        <>
            { Icon::Person.view() }
            <span class="yb-person__name">{ name }</span>
            if let Some(me) = me { <span class="yb-person__unit yb-muted">{ &me.unit.name }</span> }
        </>
    };
    html! {
        <Menu class="yb-person" {label}>
            <div class="yb-person__menu">
                if let Some(me) = me {
                    <p>{ &me.unit.name }{ " · " }{ me.role.label().get(lang) }</p>
                }
                { languages(props) }
                { text_sizes(props) }
                <p class="yb-muted">
                    if *waiting > 0 { { text::badge_waiting(*waiting, lang) }{ " · " } }
                    { after.get(lang) }
                </p>
                <button type="button" class="yb-button" onclick={on(&props.send, Action::LogOut)}>
                    { log_out.get(lang) }
                </button>
                <p class="yb-muted">{ forget.get(lang) }</p>
                <button type="button" class="yb-button" disabled={!may_forget} onclick={on(&props.send, Action::Forget)}>
                    { text::FORGET.get(lang) }
                </button>
            </div>
        </Menu>
    }
}

/// Each in its own words: who cannot read the one finds the other.
fn languages(props: &Props) -> Html {
    let one = |(lang, name): (Lang, &'static str)| {
        html! {
            <button type="button" class="yb-toggle" aria-pressed={(lang == props.lang).to_string()} lang={language_tag(lang)}
                onclick={on(&props.send, Action::ChooseLang(lang))}>{ name }</button>
        }
    };
    html! {
        <fieldset class="yb-sizes">
            <legend>{ text::LANGUAGE.get(props.lang) }</legend>
            { for [(Lang::Zh, "中文"), (Lang::En, "English")].map(one) }
        </fieldset>
    }
}

fn text_sizes(props: &Props) -> Html {
    let lang = props.lang;
    let size = |size: TextSize| {
        let chosen = size == props.person.text_size;
        html! {
            <button type="button" class="yb-toggle" aria-pressed={chosen.to_string()}
                onclick={on(&props.send, Action::ChooseTextSize(size))}>{ text::text_size(size).get(lang) }</button>
        }
    };
    html! {
        <fieldset class="yb-sizes">
            <legend>{ text::TEXT_SIZE.get(lang) }</legend>
            { for TextSize::ALL.map(size) }
        </fieldset>
    }
}

fn tabs(state: &State) -> Vec<Tab> {
    let view = &state.screen.view;
    let is_form = matches!(view, View::Form(_));
    let reviews = *view == View::Review || is_form && state.screen.form_from == View::Review;
    let tasks = *view == View::Tasks || is_form && !reviews;
    let tab = |to: View, icon, words, count| Tab {
        is_here: *view == to,
        view: to,
        icon,
        words,
        count,
    };
    let unread = |kind| state.device.count_to_look_at(kind);
    let questions = state.device.questions_to_look_at();
    let pending = state.device.to_look_at() + state.store.set_aside.len();
    let review = state.may(Right::Review).then(|| Tab {
        is_here: reviews,
        ..tab(
            View::Review,
            Icon::Stamp,
            text::REVIEW,
            state.device.count_to_review() + questions,
        )
    });
    let tasks = Tab {
        is_here: tasks,
        ..tab(View::Tasks, Icon::List, text::TASKS, 0)
    };
    let totals = tab(View::Totals, Icon::Table, text::TOTALS, 0);
    let pending = tab(View::Pending, Icon::Inbox, text::PENDING, pending);
    let me = state.device.get().meta.me.as_ref();
    let accounts = me.filter(|me| me.role == Role::Admin);
    let accounts = accounts.map(|_| tab(View::Accounts, Icon::Person, text::ACCOUNTS, 0));
    let board = has_board(state).then(|| tab(View::Board, Icon::Calendar, text::BOARD, 0));
    let console = has_console(state).then(|| tab(View::Console, Icon::Tablet, text::CONSOLE, 0));
    let is_plan = matches!(view, View::Plan | View::Project(_) | View::Import);
    let plan = has_plan(state).then(|| Tab {
        is_here: is_plan,
        ..tab(View::Plan, Icon::Book, text::PLAN, plans_waiting(state))
    });
    let publish = has_publish(state).then(|| {
        let unread = unread(SubjectKind::Publication);
        tab(View::Publish, Icon::Megaphone, text::PUBLISH, unread)
    });
    let statistics = has_statistics(state).then(|| {
        let (icon, words) = if state.device.get().sees_everything() {
            (Icon::Chart, text::STATISTICS)
        } else {
            (Icon::Letter, text::LETTERS)
        };
        tab(
            View::Statistics,
            icon,
            words,
            unread(SubjectKind::Statistics) + unread(SubjectKind::Letters),
        )
    });
    let summaries = has_summaries(state).then(|| {
        let unread = unread(SubjectKind::Summary);
        tab(View::Summaries, Icon::Pen, text::SUMMARIES, unread)
    });
    let tabs = [
        Some(tasks),
        Some(totals),
        board,
        review,
        plan,
        publish,
        statistics,
        summaries,
        Some(pending),
        console,
        accounts,
    ];
    tabs.into_iter().flatten().collect()
}

fn screens(props: &Props) -> Html {
    let one = |tab: &Tab| {
        let here = tab.is_here;
        html! {
            <button type="button" class={classes!("yb-tab", here.then_some("yb-tab--here"))}
                aria-current={here.then_some("page")} onclick={on(&props.send, Action::Show(tab.view.clone()))}>
                { tab.icon.view() }<span>{ tab.words.get(props.lang) }</span>
                if tab.count > 0 { <span class="yb-tab__count">{ tab.count }</span> }
            </button>
        }
    };
    let is_many = props.tabs.len() > 6;
    html! {
        <nav class={classes!("yb-tabs", is_many.then_some("yb-tabs--many"))} part="nav" aria-label={text::SCREENS.get(props.lang)}>
            { for props.tabs.iter().map(one) }
        </nav>
    }
}

impl Months {
    fn of(state: &State) -> Option<Self> {
        state.screen.month.map(|shown| Self {
            shown,
            has_before: state.may_show(shown.previous()),
            has_after: state.may_show(shown.plus(1)),
        })
    }
}

fn months(props: &Props, at: Months) -> Html {
    let (lang, send) = (props.lang, &props.send);
    let (before, after) = (at.shown.previous(), at.shown.plus(1));
    html! {
        <div class="yb-months" part="month" role="group" aria-label={text::MONTH.get(lang)}>
            <button type="button" class="yb-button yb-button--plain" aria-label={text::MONTH_BEFORE.get(lang)}
                disabled={!at.has_before} onclick={on(send, Action::ShowMonth(before))}>
                { Icon::Left.view() }
            </button>
            <strong class="yb-months__month" aria-live="polite">{ text::month(at.shown, lang) }</strong>
            <button type="button" class="yb-button yb-button--plain" aria-label={text::MONTH_AFTER.get(lang)}
                disabled={!at.has_after} onclick={on(send, Action::ShowMonth(after))}>
                { Icon::Right.view() }
            </button>
        </div>
    }
}

fn on(send: &Dispatch, action: Action) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(action.clone()))
}
