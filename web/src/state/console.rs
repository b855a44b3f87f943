//! 设备与未送达: what the office asks the server about tablets. Nothing of it is kept on the device.

use std::rc::Rc;

use yuebao_domain::wire::v2::console::{Console, MONTHS};

use super::Asking;
use crate::fault::SyncFault;

/// The screen.
#[derive(Debug, Clone)]
pub struct ConsoleScreen {
    /// What the server said last.
    pub told: Option<Rc<Console>>,
    /// Where asking stands.
    pub phase: Asking,
    /// How many months are looked back over.
    pub months: u32,
}

impl Default for ConsoleScreen {
    fn default() -> Self {
        Self {
            told: None,
            phase: Asking::default(),
            months: MONTHS,
        }
    }
}

/// What is done on the screen, and what the server answers.
#[derive(Debug, Clone)]
pub enum Watch {
    /// Ask again.
    Load,
    /// Look back over so many months.
    Months(u32),
    /// The server says what it knows.
    Fetched(Result<Box<Console>, SyncFault>),
}

impl ConsoleScreen {
    /// Forgets what nobody else may read; how far to look back stays.
    pub(super) fn leave(&mut self) {
        self.told = None;
        self.phase = Asking::default();
    }
}
