//! 统计与函件: what is looked at there, and what is done with it.

mod draft;
mod figures;

use yuebao_domain::device::{Device, Letters, Statistics};
use yuebao_domain::operation::letters::{Kind, Letter};
use yuebao_domain::operation::statistics::{Figure, FigureKey};
use yuebao_domain::period::{Date, Month};

pub use draft::{LetterBox, LetterDraft};
pub use figures::{FigureBox, FigurePart, TypedFigures};

/// The screen.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a choice of its own on the screen"
)]
pub struct StatisticsScreen {
    /// Which of its two parts.
    pub pane: Option<Pane>,
    /// Rows that somebody added, of lists that begin empty.
    pub added: Vec<FigureKey>,
    /// Somebody wanted to store what is typed: what is missing is said from then on.
    pub is_tried: bool,
    /// Only what is not entered is listed.
    pub only_missing: bool,
    /// What was decided is listed.
    pub shows_log: bool,
    /// Somebody wanted to send the letter that is being written: what is missing is said from then on.
    pub is_letter_tried: bool,
    /// The letter of the ledger that is read: of which month, and its identifier.
    pub open: Option<(Month, String)>,
    /// The letter that is drawn as paper.
    pub printing: Option<(Month, String)>,
}

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// 统计数据.
    Figures,
    /// 函件.
    Letters,
}

/// What the screen is drawn from.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The statistics of the month.
    pub figures: Statistics,
    /// Those of the month before.
    pub before: Statistics,
    /// The letters of the month.
    pub letters: Letters,
    /// Those of every month of the year in which any were sent, the newest first.
    pub ledger: Vec<(Month, Letters)>,
}

impl Desk {
    /// Of what is on the device.
    pub fn of(device: &Device, month: Month) -> Self {
        let months = device.letters.keys().rev();
        let of_year = months.filter(|at| at.year() == month.year());
        Self {
            figures: device.statistics(month),
            before: device.statistics(month.previous()),
            letters: device.letters(month),
            ledger: of_year.map(|at| (*at, device.letters(*at))).collect(),
        }
    }
}

/// What is done on the screen.
#[derive(Debug, Clone)]
pub enum StatisticsStep {
    /// Look at a part.
    Show(Pane),
    /// A box holds this now.
    Type(FigureBox, String),
    /// A box was left: what it holds is written as figures are.
    Leave(FigureBox),
    /// A column from a spreadsheet, into the boxes below one another.
    Paste(Vec<FigureBox>, Vec<String>),
    /// A row of a list that begins empty.
    Add(FigureKey),
    /// What is typed was to be stored, and something is missing.
    Try,
    /// What is typed of a month is thrown away.
    Discard(Month),
    /// 录入: one figure.
    Enter(Month, Box<Figure>),
    /// All that was typed is entered.
    Entered,
    /// 清除.
    Clear {
        /// Of which month.
        month: Month,
        /// Which figure.
        key: FigureKey,
        /// Why.
        reason: String,
    },
    /// Only what is not entered is listed, or all.
    OnlyMissing(bool),
    /// What was decided is listed, or not.
    ShowLog(bool),
    /// Why figures of a month were not taken was read.
    ReadFigures(Month),
    /// A letter is begun that is proposed.
    Begin {
        /// Of which month.
        month: Month,
        /// To whom.
        of: String,
        /// What.
        kind: Kind,
    },
    /// A letter is begun by hand.
    ByHand(Month),
    /// A box of the letter of a month holds this now.
    Write(Month, LetterBox, String),
    /// The letter was to be sent, and something is missing.
    TryLetter,
    /// 发出.
    Send(Month, Box<Letter>),
    /// The letter of a month is put away, unsent.
    Drop(Month),
    /// A letter of the ledger is read, or none.
    Open(Option<(Month, String)>),
    /// 登记答复.
    Answer {
        /// Of which month, and which letter.
        of: (Month, String),
        /// When it was answered.
        day: Date,
        /// What is said of it.
        remark: String,
    },
    /// 作废.
    Void {
        /// Of which month, and which letter.
        of: (Month, String),
        /// Why.
        reason: String,
    },
    /// Print a letter.
    Print(Month, String),
    /// Why something about the letters of a month was not taken was read.
    ReadLetters(Month),
}

impl StatisticsStep {
    /// Whether it is typed, or throws away what was.
    pub const fn is_typed(&self) -> bool {
        matches!(
            self,
            Self::Type(..)
                | Self::Leave(_)
                | Self::Paste(..)
                | Self::Discard(_)
                | Self::Begin { .. }
                | Self::ByHand(_)
                | Self::Write(..)
                | Self::Drop(_)
        )
    }

    /// Whether it is a decision.
    pub const fn is_decision(&self) -> bool {
        matches!(
            self,
            Self::Enter(..)
                | Self::Clear { .. }
                | Self::ReadFigures(_)
                | Self::Send(..)
                | Self::Answer { .. }
                | Self::Void { .. }
                | Self::ReadLetters(_)
        )
    }
}
