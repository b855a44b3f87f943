//! Which documents there are.

use crate::text::{Words, words};

/// A document that can be published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// 月报表.
    #[default]
    MonthlyTable,
    /// 通报.
    Bulletin,
    /// 简报.
    Brief,
    /// 预警.
    Lights,
    /// 提醒函, 约谈.
    Letters,
    /// 报送情况.
    Reporting,
    /// 清单.
    Lists,
    /// 总结.
    Summary,
    /// 指标.
    Indicators,
    /// 绩效.
    Scores,
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::MonthlyTable,
        Self::Bulletin,
        Self::Brief,
        Self::Lights,
        Self::Letters,
        Self::Reporting,
        Self::Lists,
        Self::Summary,
        Self::Indicators,
        Self::Scores,
    ];

    /// Those that everybody with a login may read where a profile settles nothing.
    pub const OPEN: [Self; 2] = [Self::Bulletin, Self::Brief];

    /// Its key, which is the identifier of its documents, for ever.
    pub const fn key(self) -> &'static str {
        match self {
            Self::MonthlyTable => "monthly-table",
            Self::Bulletin => "bulletin",
            Self::Brief => "brief",
            Self::Lights => "lights",
            Self::Letters => "letters",
            Self::Reporting => "reporting",
            Self::Lists => "lists",
            Self::Summary => "summary",
            Self::Indicators => "indicators",
            Self::Scores => "scores",
        }
    }

    /// The one of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Its name.
    pub const fn name(self) -> Words {
        match self {
            Self::MonthlyTable => words("月报表", "Monthly table"),
            Self::Bulletin => words("通报", "Bulletin"),
            Self::Brief => words("简报", "Brief"),
            Self::Lights => words("预警", "Lights"),
            Self::Letters => words("提醒函、约谈", "Letters"),
            Self::Reporting => words("报送情况", "Reports handed in"),
            Self::Lists => words("清单", "Lists"),
            Self::Summary => words("总结", "Summary"),
            Self::Indicators => words("指标", "Indicators"),
            Self::Scores => words("绩效", "Scores"),
        }
    }

    /// What it is, for whoever chooses one.
    pub const fn label(self) -> Words {
        match self {
            Self::MonthlyTable => words("月报表", "the monthly table"),
            Self::Bulletin => words("通报", "the bulletin, with ranks"),
            Self::Brief => words("简报", "the brief, on one page"),
            Self::Lights => words("预警", "which projects are red, yellow or grey"),
            Self::Letters => words(
                "提醒函、约谈，按录入的统计增速",
                "letters to who is far below the target, by the growth that was entered",
            ),
            Self::Reporting => words("报送情况", "who has handed in"),
            Self::Lists => words(
                "清单：停工、完成投资额居前（走访）、入统、中央预算内投资、专项债券",
                "lists: halted, the largest and their visits, entry into the statistics, central budget money, bonds",
            ),
            Self::Summary => words("半年、年度总结", "the summary of the half year or the year"),
            Self::Indicators => words("指标", "indicators against their targets"),
            Self::Scores => words("绩效评分", "scores of the units"),
        }
    }

    /// How many months before its own it says something of, within the year.
    pub const fn months_before(self) -> u8 {
        match self {
            Self::Bulletin | Self::Brief => 1,
            Self::Summary | Self::Lists | Self::Indicators => 11,
            _ => 0,
        }
    }

    /// Whether it says something of the plan's years before.
    pub const fn needs_years(self) -> bool {
        matches!(self, Self::Indicators)
    }

    /// Whether it asks when reports were handed in.
    pub const fn needs_filings(self) -> bool {
        matches!(self, Self::Reporting | Self::Scores)
    }

    /// Whether it asks for growth that is typed in, and for the ledger of letters.
    pub const fn needs_growth(self) -> bool {
        matches!(self, Self::Letters)
    }

    /// Whether it has in it what units and the office have written.
    pub const fn needs_summaries(self) -> bool {
        matches!(self, Self::Summary)
    }

    /// Whether it shows what the statistics say of the month.
    pub const fn needs_statistics(self) -> bool {
        matches!(self, Self::Indicators | Self::Scores)
    }
}
