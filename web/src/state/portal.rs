//! The portal's sign-on: why it has let nobody in, and whether there is another way.

use super::{Entry, Giver, State};
use crate::fault::PortalFault;

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
        if let Some(hello) = &self.hello {
            return hello.passwords;
        }
        let no_portal = self.giver == Giver::Absent && self.handed.is_none();
        let was_here = self.last_user.is_some();
        !self.portal_alone && self.entry == Entry::Password && (no_portal || was_here)
    }

    /// The page on which one signs in at the portal, if the server knows it.
    pub(crate) fn portal_login(&self) -> Option<&str> {
        let url = self.hello.as_ref()?.portal_login.as_deref()?;
        let is_page = ["https://", "http://"].iter().any(|it| url.starts_with(it));
        is_page.then_some(url)
    }
}
