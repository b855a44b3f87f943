//! What one clerk fills in and another leaves empty.

use yuebao_domain::plan::Nature;

use super::words;
use crate::chance::Chance;

/// The habits of one clerk.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub(crate) struct Habits {
    /// Gives 建筑, 安装, 设备, 其他.
    pub(crate) splits: bool,
    /// Gives figures though a 预备 project need not.
    pub(crate) counts_reserve: bool,
    /// Names milestones.
    pub(crate) names_permits: bool,
    pub(crate) by_expenditure: bool,
    pub(crate) why_expenditure: &'static str,
    pub(crate) names_basis: bool,
    /// Fills an earlier form, on which all that is not halted was 正常.
    pub(crate) earlier_form: bool,
    pub(crate) remarks: bool,
    /// Imports tables that repeat the plan.
    pub(crate) repeats_plan: bool,
    /// The month's figure of who reports by the quarter is the quarter's.
    pub(crate) whole_quarter: bool,
    /// Thousandths of 建筑, 安装, 设备 in what is spent.
    pub(crate) mix: [i32; 3],
}

impl Habits {
    pub(crate) fn draw(chance: &mut Chance, nature: Nature) -> Self {
        let permits = match nature {
            Nature::Preparatory => 85,
            Nature::NewStart => 70,
            _ => 35,
        };
        Self {
            splits: chance.percent(45),
            counts_reserve: chance.percent(60),
            names_permits: chance.percent(permits),
            by_expenditure: chance.percent(10),
            why_expenditure: words::by_expenditure(chance),
            names_basis: chance.percent(80),
            earlier_form: chance.percent(6),
            remarks: chance.percent(15),
            repeats_plan: chance.percent(8),
            whole_quarter: chance.percent(50),
            mix: *chance.pick(&[
                [620, 130, 150],
                [450, 120, 330],
                [800, 60, 20],
                [300, 150, 480],
            ]),
        }
    }

    /// The status as the clerk's form offers it.
    pub(crate) fn status(&self, state: &'static str) -> &'static str {
        if self.earlier_form && state != "halted" {
            "normal"
        } else {
            state
        }
    }
}
