//! Why no demo plan can be built from a profile.

/// A profile whose published figures no plan can meet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DemoError {
    /// Neither tables nor targets.
    #[error(
        "profile “{0}” has neither published tables nor targets to build a plan from / \
         配置“{0}”既无已公布的表，也无目标数，无法生成演示计划"
    )]
    NothingPublished(String),
    /// Counts that do not add up, here or with another table.
    #[error(
        "table “{table}” divides {whole} projects into parts of {parts}; counts have to be equal / \
         表“{table}”把 {whole} 个项目分成合计 {parts} 个，个数必须相等"
    )]
    Counts {
        /// The table's id.
        table: String,
        /// How many projects are to be divided.
        whole: usize,
        /// How many the rows add up to.
        parts: usize,
    },
    /// Amounts that contradict one another beyond rounding.
    #[error(
        "no {measure} of the projects meets all published figures; check the tables with check-tables / \
         已公布的 {measure} 各数互相矛盾，请用 check-tables 核对"
    )]
    Amounts {
        /// The measure's name.
        measure: &'static str,
    },
}
