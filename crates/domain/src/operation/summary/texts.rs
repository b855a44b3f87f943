//! What is written under the headings of a summary.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::{Words, words};

/// Longest text under one heading, in characters.
pub const LONGEST: usize = 2_000;

/// A heading of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// 建设情况.
    Built,
    /// 成功经验.
    Experience,
    /// 存在问题.
    Problems,
    /// 下一步计划.
    Next,
}

impl Heading {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Built, Self::Experience, Self::Problems, Self::Next];

    /// The word that is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Built => "built",
            Self::Experience => "experience",
            Self::Problems => "problems",
            Self::Next => "next",
        }
    }

    /// What it is called.
    pub const fn label(self) -> Words {
        match self {
            Self::Built => words("建设情况", "What was built"),
            Self::Experience => words("成功经验", "What went well"),
            Self::Problems => words("存在问题", "Problems"),
            Self::Next => words("下一步计划", "What comes next"),
        }
    }

    /// Whether sentences made of the reports stand under it; the others are written by hand alone.
    pub const fn is_prefilled(self) -> bool {
        matches!(self, Self::Built | Self::Problems)
    }
}

/// Own words under each heading. In a command those that it does not change are absent, and an empty text
/// takes away what was there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// 建设情况: beneath the sentences that are made of the reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub built: Option<String>,
    /// 成功经验.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<String>,
    /// 存在问题: beneath the sentences that are made of the reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problems: Option<String>,
    /// 下一步计划.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl Texts {
    /// What is said of a heading.
    pub fn of(&self, heading: Heading) -> Option<&str> {
        let text = match heading {
            Heading::Built => &self.built,
            Heading::Experience => &self.experience,
            Heading::Problems => &self.problems,
            Heading::Next => &self.next,
        };
        text.as_deref()
    }

    /// What stands under a heading; empty if nothing was written.
    pub fn written(&self, heading: Heading) -> &str {
        self.of(heading).unwrap_or_default()
    }

    /// Writes under a heading.
    pub fn set(&mut self, heading: Heading, text: &str) {
        let place = match heading {
            Heading::Built => &mut self.built,
            Heading::Experience => &mut self.experience,
            Heading::Problems => &mut self.problems,
            Heading::Next => &mut self.next,
        };
        *place = Some(text.to_owned());
    }

    /// With what others say in the place of it.
    pub(super) fn take(&mut self, others: &Self) {
        for heading in Heading::ALL {
            if let Some(text) = others.of(heading) {
                self.set(heading, text);
            }
        }
    }

    /// Whether both say something of one heading.
    pub(super) fn meets(&self, other: &Self) -> bool {
        (Heading::ALL.into_iter()).any(|at| self.of(at).is_some() && other.of(at).is_some())
    }

    /// Whether nothing stands under any heading.
    pub fn is_empty(&self) -> bool {
        (Heading::ALL.into_iter()).all(|heading| self.written(heading).trim().is_empty())
    }

    /// Whether a heading that nobody else fills is empty.
    pub fn is_wanting(&self) -> bool {
        let by_hand = Heading::ALL.into_iter().filter(|one| !one.is_prefilled());
        by_hand
            .into_iter()
            .any(|heading| self.written(heading).trim().is_empty())
    }

    pub(super) fn is_too_long(&self) -> bool {
        let is_long = |text: &str| text.len() > LONGEST && text.chars().count() > LONGEST;
        (Heading::ALL.into_iter()).any(|heading| is_long(self.written(heading)))
    }
}

/// Why something cannot be done to a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Neither the half year nor the year ends with the month.
    WrongMonth,
    /// There is no such unit.
    UnitUnknown,
    /// A text is too long.
    TooLong,
    /// What only the unit can say is not said.
    Wanting,
    /// It is handed in or accepted, and not to be written now.
    NotOpen,
    /// It is not handed in.
    NotHandedIn,
}

impl Fault {
    /// What is wrong and what to do.
    pub const fn words(self) -> Words {
        match self {
            Self::WrongMonth => words(
                "总结只在6月（上半年）和12月（全年）填写",
                "summaries are written in June, of the half year, and in December, of the year",
            ),
            Self::UnitUnknown => words("没有这个单位", "there is no such unit"),
            Self::TooLong => words(
                "每一部分不超过 2000 字",
                "each part has at most 2,000 characters",
            ),
            Self::Wanting => words(
                "请先写成功经验和下一步计划",
                "write what went well and what comes next first",
            ),
            Self::NotOpen => words(
                "已上报或已审定；要改的，请先撤回，或由重点办退回",
                "it is handed in or accepted: take it back, or have it returned, before it is changed",
            ),
            Self::NotHandedIn => words("还没有上报，请重新查看", "it is not handed in: look again"),
        }
    }
}
