//! What everybody has to know on every screen: how the store is, why nothing is sent, and the short
//! message after an action.

use yew::{Callback, Html, MouseEvent, classes, html};
use yuebao_domain::merge::ClashKind;
use yuebao_domain::period::show_day;

use super::rescued::Rescued;
use crate::components::faults::{self, alone};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::fault::SyncFault;
use crate::state::{Action, Notice, OUTDATED, Session, State, StoreHealth, SyncPhase, View};
use crate::text::shell as text;

pub(super) fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    // 待处理 has its own button for it.
    let export = || match state.screen.view {
        View::Pending => Html::default(),
        _ => button(text::EXPORT.get(lang), Action::Export, send),
    };
    let store = match &state.store.health {
        StoreHealth::Failing(reason) if reason.contains(OUTDATED) => Some(banner(
            "yb-banner--bad",
            text::STORE_OUTDATED.get(lang).to_owned(),
            html! { <>{ export() }{ reload(state, send) }</> },
        )),
        // The form says it in its own place.
        _ if matches!(state.screen.view, View::Form(_)) => None,
        StoreHealth::Good => None,
        StoreHealth::Missing => Some(banner(
            "yb-banner--warn",
            faults::of_no_store(state.store.permission, lang).to_owned(),
            html! { <>{ alone(state, send) }{ export() }</> },
        )),
        StoreHealth::Failing(reason) => Some(banner(
            "yb-banner--bad",
            faults::of_store(reason, lang).to_owned(),
            export(),
        )),
    };
    let build = state.server.is_outdated().then(|| {
        let words = if state.may_reload() {
            text::NEW_BUILD
        } else {
            text::NEW_BUILD_UNSAVED
        };
        let words = words.get(lang).to_owned();
        banner("yb-banner--info", words, reload(state, send))
    });
    let missed = (state.device.get().meta.has_missed && !state.server.is_outdated()).then(|| {
        let words = text::MISSED.get(lang).to_owned();
        banner("yb-banner--warn", words, reload(state, send))
    });
    let sync = match &state.sync.phase {
        // The badge says all there is to say.
        SyncPhase::Failed {
            fault: SyncFault::Unreachable | SyncFault::Busy(_) | SyncFault::LoginNeeded,
            ..
        } => None,
        SyncPhase::Failed { fault, .. } => Some(banner(
            "yb-banner--warn",
            faults::of_sync(fault, lang),
            Html::default(),
        )),
        _ => None,
    };
    let aside =
        (!state.store.set_aside.is_empty() && state.screen.view != View::Pending).then(|| {
            let look = button(
                text::TO_PENDING.get(lang),
                Action::Show(View::Pending),
                send,
            );
            banner(
                "yb-banner--warn",
                text::set_aside(state.store.set_aside.len(), lang),
                look,
            )
        });
    let rescued = state.rescue.text.as_ref().map(|content| {
        html! { <Rescued content={content.clone()} {lang} send={send.clone()} /> }
    });
    let large = state.sync.batch.stuck().map(|(reports, bytes)| {
        let words = text::too_large(reports, bytes, lang);
        banner("yb-banner--warn", words, export())
    });
    let clock = state
        .clock
        .wrong
        .zip(state.clock.today)
        .map(|(wrong, today)| {
            let (wrong, today) = (show_day(wrong), show_day(today));
            let words = text::wrong_clock(&wrong, &today, state.clock.server_time.is_some(), lang);
            banner("yb-banner--warn", words, Html::default())
        });
    html! { <div class="yb-banners" aria-live="polite">{ store }{ clock }{ build }{ missed }{ sync }{ large }{ aside }{ rescued }</div> }
}

/// Only offered when nothing is lost by it.
fn reload(state: &State, send: &Dispatch) -> Html {
    if state.may_reload() {
        button(
            text::RELOAD.get(state.display.lang),
            Action::ReloadPage,
            send,
        )
    } else {
        Html::default()
    }
}

/// The short message, in a live region that is always there.
pub(super) fn notice(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let shown = state.screen.notice.as_ref().map(|notice| {
        let (tone, icon) = match notice {
            Notice::NotReady { .. }
            | Notice::NotImported(_)
            | Notice::NotDecided(_)
            | Notice::NotSaid(_)
            | Notice::NotPasted(_) => ("yb-banner--warn", Icon::Warn),
            Notice::NothingNew => ("yb-banner--info", Icon::Info),
            _ => ("yb-banner--good", Icon::Check),
        };
        let dismiss = on(Action::DismissNotice, send);
        html! {
            <div class={classes!("yb-banner", "yb-notice", tone)}>
                { icon.view() }
                <p>{ words(state, notice) }</p>
                <button type="button" class="yb-button yb-button--plain" aria-label={text::CLOSE.get(lang)} onclick={dismiss}>
                    { Icon::Close.view() }
                </button>
            </div>
        }
    });
    html! { <div class="yb-notices" role="status">{ shown }</div> }
}

fn words(state: &State, notice: &Notice) -> String {
    let lang = state.display.lang;
    let fixed = match notice {
        Notice::HandedIn if state.device.waiting() == 0 => match state.device.needs_attention() {
            0 => text::HANDED_IN_RECEIVED,
            _ => text::HANDED_IN_ATTENTION,
        },
        Notice::HandedIn if state.store.health != StoreHealth::Good => text::HANDED_IN_UNSAVED,
        // Nothing is called saved, or sent, before it is stored.
        Notice::HandedIn if !state.store.saving.is_empty() => text::HANDED_IN_SAVING,
        Notice::HandedIn if matches!(state.session, Session::Open { token: None, .. }) => {
            text::HANDED_IN_LOGIN
        }
        Notice::HandedIn
            if !state.sync.online || matches!(state.sync.phase, SyncPhase::Failed { .. }) =>
        {
            text::HANDED_IN_OFFLINE
        }
        Notice::HandedIn => text::HANDED_IN,
        Notice::NothingNew => text::NOTHING_NEW,
        Notice::Exported => text::EXPORTED,
        Notice::Settled(ClashKind::Conflict) => text::CONFLICT_SETTLED,
        Notice::Settled(ClashKind::Amendment) => text::AMENDMENT_SETTLED,
        Notice::Withdrawn => text::AMENDMENT_WITHDRAWN,
        Notice::Decided if state.device.waiting() == 0 => text::DECIDED_RECEIVED,
        Notice::Decided if state.store.health != StoreHealth::Good => text::DECIDED_UNSAVED,
        Notice::Decided if !state.store.saving.is_empty() => text::DECIDED_SAVING,
        Notice::Decided if state.sync.is_running() => text::DECIDED,
        Notice::Decided => text::DECIDED_WAITING,
        Notice::NotDecided(refusal) => refusal.words(),
        Notice::NotSaid(refusal) => crate::text::questions::refusal(*refusal),
        Notice::NotReady {
            to_correct,
            to_explain,
        } => {
            return text::not_ready(*to_correct, *to_explain, lang);
        }
        Notice::Imported { taken, kept } => return text::imported(*taken, *kept, lang),
        Notice::Pasted(amounts) => return text::pasted(*amounts, lang),
        Notice::PastedFigures(count) => return text::pasted_figures(*count, lang),
        Notice::NotPasted(fault) => return text::not_pasted(fault, lang),
        Notice::NotImported(error) => return faults::of_rescue(error, lang),
    };
    fixed.get(lang).to_owned()
}

fn banner(tone: &'static str, words: String, action: Html) -> Html {
    html! {
        <div class={classes!("yb-banner", tone)} part="banner">
            { Icon::Warn.view() }
            <p class="yb-banner__words">{ words }</p>
            { action }
        </div>
    }
}

fn button(words: &'static str, action: Action, send: &Dispatch) -> Html {
    html! { <button type="button" class="yb-button" onclick={on(action, send)}>{ words }</button> }
}

fn on(action: Action, send: &Dispatch) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(action.clone()))
}
