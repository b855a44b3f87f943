//! Faults of the server, the store and rescue files, in words that say what to do.

use yew::{Html, MouseEvent, html};
use yuebao_domain::device::RescueError;
use yuebao_domain::text::Lang;

use crate::dispatch::Dispatch;
use crate::fault::{Blocked, SyncFault};
use crate::state::{Action, BLOCKED, OUTDATED, SILENT, State, StorePermission};
use crate::text::{portal, shell as text};

/// Why a login or a sync did not work.
pub(crate) fn of_sync(fault: &SyncFault, lang: Lang) -> String {
    let words = match fault {
        SyncFault::Unreachable => text::UNREACHABLE,
        SyncFault::Blocked(Blocked::Origin(origin)) => return text::unlisted(origin, lang),
        SyncFault::Blocked(Blocked::Insecure(server)) => return text::insecure(server, lang),
        SyncFault::NotTheServer => text::NOT_THE_SERVER,
        SyncFault::TokenTakenOut => text::TOKEN_TAKEN_OUT,
        SyncFault::StillPacked => text::STILL_PACKED,
        SyncFault::OldServer => text::OLD_SERVER,
        SyncFault::TooLarge => text::TOO_LARGE,
        SyncFault::LoginNeeded => portal::NOT_TAKEN,
        SyncFault::LoginEnded => text::LOGIN_ENDED,
        SyncFault::WrongLogin => text::WRONG_LOGIN,
        SyncFault::NotKnownHere => text::NOT_KNOWN_HERE,
        SyncFault::OtherServer => text::OTHER_SERVER,
        SyncFault::OtherUser => text::OTHER_USER,
        SyncFault::Portal(fault) => return portal::fault(fault, lang),
        SyncFault::Busy(seconds) => return text::busy(*seconds, lang),
        SyncFault::Refused(detail) => return text::refused(detail, lang),
    };
    words.get(lang).to_owned()
}

/// Why a write did not work; `reason` begins with the name that browsers give to the fault.
pub(crate) fn of_store(reason: &str, lang: Lang) -> &'static str {
    let words = if reason.contains("QuotaExceededError") {
        text::STORE_FULL
    } else if reason.contains(OUTDATED) {
        text::STORE_OUTDATED
    } else if reason == "Cleared" {
        text::STORE_CLEARED
    } else if reason == SILENT {
        text::STORE_SILENT
    } else if reason == BLOCKED {
        text::STORE_BLOCKED
    } else {
        text::STORE_FAILING
    };
    words.get(lang)
}

/// Why there is no store.
pub(crate) fn of_no_store(storing: StorePermission, lang: Lang) -> &'static str {
    let words = match storing {
        StorePermission::Allowed => text::STORE_MISSING,
        StorePermission::Refused => text::STORE_REFUSED,
        StorePermission::RefusedInFrame => text::STORE_REFUSED_IN_FRAME,
    };
    words.get(lang)
}

/// Where the browser refuses a frame its store, a window has one.
pub(crate) fn alone(state: &State, send: &Dispatch) -> Html {
    if state.store.permission != StorePermission::RefusedInFrame {
        return Html::default();
    }
    let onclick = send.reform(|_: MouseEvent| Action::OpenAlone);
    html! { <button type="button" class="yb-button" {onclick}>{ text::OPEN_ALONE.get(state.display.lang) }</button> }
}

/// Why a rescue file was not read in.
pub(crate) fn of_rescue(error: &RescueError, lang: Lang) -> String {
    match error {
        RescueError::NotARescueFile(reason) => text::not_a_rescue_file(reason, lang),
        RescueError::Newer => text::NEWER_FILE.get(lang).to_owned(),
        RescueError::OtherUser(user) => text::other_users_file(user, lang),
        RescueError::OtherServer => text::OTHER_SERVERS_FILE.get(lang).to_owned(),
        RescueError::NoServer => text::NO_SERVERS_FILE.get(lang).to_owned(),
        RescueError::Forged => text::FORGED_FILE.get(lang).to_owned(),
    }
}
