//! 计划: what is listed, which versions are set beside each other, and what is being decided.

mod boxes;
mod draft;
mod import;

use yuebao_domain::device::PlanKey;
use yuebao_domain::plan::{PlanChange, PlanVersion};

pub(crate) use draft::{BETWEEN, YES, cause_key};
pub use draft::{DraftStage, PlanDraft, PlanEntry, PlanFaults};
pub use import::{Doing, ImportBox, ImportFile, ImportKind, ImportScreen, ImportStep};

/// The screens.
#[derive(Debug, Clone, Default)]
pub struct PlanScreen {
    /// Which projects are listed.
    pub filter: PlanFilter,
    /// The numbers of the two versions of a project that are compared.
    pub compared: Option<(u32, u32)>,
    /// What is being decided or proposed. It stays while another screen is looked at.
    pub draft: Option<PlanDraft>,
    /// 导入.
    pub import: ImportScreen,
}

/// Which projects are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanFilter {
    /// How they stand to the plan of the month that is shown.
    pub listed: Listed,
    /// Only those with these words in them.
    pub search: String,
    /// All of them, and not the first alone.
    pub all: bool,
}

/// How a project stands to the plan of a month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Listed {
    /// It is in it.
    #[default]
    InPlan,
    /// It has left.
    Left,
    /// It enters later.
    Later,
}

impl Listed {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::InPlan, Self::Left, Self::Later];
}

/// What is done on the screens.
#[derive(Debug, Clone)]
pub enum PlanStep {
    /// List these.
    Filter(PlanFilter),
    /// Set two versions beside each other, or no two.
    Compare(Option<(u32, u32)>),
    /// Begin to decide or to propose, about a project or a new one.
    Begin(PlanChange, Option<String>),
    /// A box was filled in.
    Type(PlanEntry, String),
    /// Show what would change, if nothing stands against it.
    Check,
    /// Back to the boxes.
    Refill,
    /// What was filled in is done with.
    Close,
    /// 核定, or 申报 with the words for what the checks ask about.
    Give {
        /// The version that was confirmed.
        version: Box<PlanVersion>,
        /// Whether it is proposed and not decided.
        is_proposal: bool,
        /// Why; may be empty.
        reason: String,
    },
    /// 同意, or 不予同意 with words.
    Answer {
        /// Of which project and year.
        key: PlanKey,
        /// Which proposal.
        proposal: u32,
        /// Whether it is adopted.
        approves: bool,
        /// The words; may be empty.
        comment: String,
    },
    /// 撤回申报.
    Retract {
        /// Of which project and year.
        key: PlanKey,
        /// Which proposal.
        proposal: u32,
    },
    /// Why the server did not take it was read.
    Dismiss(PlanKey),
    /// 导入.
    Import(ImportStep),
}

impl PlanStep {
    /// Whether it is a decision, which is stored.
    pub const fn is_kept(&self) -> bool {
        matches!(
            self,
            Self::Give { .. } | Self::Answer { .. } | Self::Retract { .. } | Self::Dismiss(_)
        )
    }
}

impl PlanScreen {
    /// Another project is looked at, or another screen.
    pub(super) fn leave(&mut self) {
        self.compared = None;
    }
}
