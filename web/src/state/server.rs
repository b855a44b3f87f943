//! The server, by what it said of itself.

use yuebao_domain::wire::v1::Hello;

use super::Effect;
use crate::fault::Blocked;

/// Answers between two looks at which build the server delivers.
const BETWEEN_HELLOS: u32 = 10;

/// What is known of the server.
#[derive(Debug, Clone, Default)]
pub struct Server {
    /// What it said of itself.
    pub hello: Option<Hello>,
    /// Answers since it did.
    pub since_hello: u32,
    /// Why the browser keeps it from this page, as far as the last attempt showed.
    pub blocked: Option<Blocked>,
    /// The build of this program, if it is named.
    pub build: Option<String>,
}

impl Server {
    /// Whether it delivers another build of the widget than this.
    pub fn is_outdated(&self) -> bool {
        let served = self.hello.as_ref().map(|hello| hello.build.as_str());
        let named = served.filter(|build| *build != "none");
        (self.build.as_deref().zip(named)).is_some_and(|(own, served)| own != served)
    }

    /// The page on which one signs in at the portal, if the server knows it.
    pub(crate) fn portal_login(&self) -> Option<&str> {
        let url = self.hello.as_ref()?.portal_login.as_deref()?;
        let is_page = ["https://", "http://"].iter().any(|it| url.starts_with(it));
        is_page.then_some(url)
    }

    /// Whether it has changed its build is asked now and then, and when an answer had something in it
    /// that this program does not know.
    pub(super) fn ask_for_build(&mut self, now: bool) -> Option<Effect> {
        self.since_hello = self.since_hello.saturating_add(1);
        if !now && self.since_hello < BETWEEN_HELLOS {
            return None;
        }
        self.since_hello = 0;
        Some(Effect::Hello)
    }
}
