//! The portal's sign-on: whom it lets in, and why it has let nobody in.

use super::{Effect, Entry, HostEvent, State};
use crate::fault::PortalFault;

/// The host page's callback that gives a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TokenCallback {
    /// There is none.
    #[default]
    Absent,
    /// It is asked as soon as a token is needed.
    Ready,
    /// It was asked, and what it gave is not known to be good yet.
    Asked,
    /// The same, at somebody's wish: what is closed stays so until it is known who that is.
    AskedAgain,
    /// It was asked and did not help, or the user logged out: a login is needed.
    Spent,
}

/// Sign-on by the portal around the widget.
#[derive(Debug, Clone, Default)]
pub struct Portal {
    /// The host page's callback that gives a token.
    pub callback: TokenCallback,
    /// A token of the host page whose owner the server has not named yet.
    pub pending_token: Option<String>,
    /// The server is being asked for that owner.
    pub is_identifying: bool,
    /// Why nobody has come in by the portal.
    pub fault: Option<PortalFault>,
    /// Somebody was sent to the portal's login, and will come back.
    pub is_expected_back: bool,
    /// When the server was last asked, nobody could log in with a password.
    pub is_only_way: bool,
}

impl Portal {
    /// Whether the host page is being asked for a token.
    pub(crate) const fn is_asking(&self) -> bool {
        matches!(
            self.callback,
            TokenCallback::Asked | TokenCallback::AskedAgain
        )
    }

    /// The host page has a callback, or takes it away.
    pub(super) fn set_callback(&mut self, is_there: bool) {
        self.callback = match (is_there, self.callback) {
            // Its answer is on the way.
            (_, asked @ (TokenCallback::Asked | TokenCallback::AskedAgain)) => asked,
            (false, _) => TokenCallback::Absent,
            (true, TokenCallback::Absent) => TokenCallback::Ready,
            (true, known) => known,
        };
    }

    /// A token is needed: the host page is asked once, and again only after a sync has worked.
    pub(super) fn ask(&mut self) -> Option<Effect> {
        let asks = self.callback == TokenCallback::Ready && self.pending_token.is_none();
        asks.then(|| {
            self.callback = TokenCallback::Asked;
            Effect::AskToken
        })
    }

    /// Whether the host page may be asked because somebody says that it has a token now.
    pub(super) fn may_ask_again(&self) -> bool {
        let may = matches!(self.callback, TokenCallback::Ready | TokenCallback::Spent);
        may && self.pending_token.is_none()
    }

    /// The host page has answered.
    pub(super) fn stop_asking(&mut self) {
        if self.is_asking() {
            self.callback = TokenCallback::Spent;
        }
    }

    /// The server says whose token it is; until it has, the token is kept.
    pub(super) fn identify(&mut self, token: String) -> Vec<Effect> {
        self.pending_token = Some(token.clone());
        self.is_identifying = true;
        vec![Effect::Identify { token }]
    }

    /// The portal has let nobody in: the person reads why, and the page hears of it.
    pub(super) fn failed(&mut self, fault: PortalFault) -> Effect {
        self.is_expected_back = false;
        let reason = fault.reason();
        self.fault = Some(fault);
        let asked = false;
        Effect::Emit(HostEvent::Login { reason, asked })
    }

    /// Somebody goes to the portal's login, and may come back with a token.
    pub(super) fn visit(&mut self, url: Option<&str>) -> Vec<Effect> {
        self.is_expected_back = true;
        let reason = (self.fault.as_ref()).map_or("ended", PortalFault::reason);
        vec![Effect::ToPortal {
            event: HostEvent::Login {
                reason,
                asked: true,
            },
            url: url.map(str::to_owned),
        }]
    }

    /// What stays when the user has logged out, and is not logged in again at once.
    pub(super) fn after_log_out(&self) -> Self {
        Self {
            callback: match self.callback {
                TokenCallback::Absent => TokenCallback::Absent,
                _ => TokenCallback::Spent,
            },
            is_only_way: self.is_only_way,
            ..Self::default()
        }
    }
}

/// What can stand in a request's header; what surrounds it does not belong to it.
pub(super) fn token_in(text: &str) -> Result<String, PortalFault> {
    let token = text.trim();
    let is_one = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    let token = is_one.then(|| token.to_owned());
    token.ok_or(PortalFault::NotAToken)
}

impl State {
    /// Whether a password may open something here. Until the server has said so, it is as it was
    /// last, or as the page around the widget lets expect.
    pub fn takes_passwords(&self) -> bool {
        if let Some(hello) = &self.server.hello {
            return hello.passwords;
        }
        let no_portal =
            self.portal.callback == TokenCallback::Absent && self.portal.pending_token.is_none();
        let was_here = self.login.last_user.is_some();
        let by_password = self.login.entry == Entry::Password;
        !self.portal.is_only_way && by_password && (no_portal || was_here)
    }
}
