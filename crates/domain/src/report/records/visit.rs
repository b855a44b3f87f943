//! 走访: a leader comes to the site, what was raised there, and what became of it (钦州十条措施 四).

use super::fields::{Day, Line, Text};
use super::{Adding, Entries, Record, record};
use crate::report::Section;
use crate::text::words;

/// 走访.
pub static VISIT: Record = Record {
    key: "visit",
    title: words("走访", "Visit"),
    one: words("走访", "Visit"),
    carry: words(
        "沿用上月未填日期的走访",
        "Take over last month's visits without a day",
    ),
    section: Section::Visits,
    entries: Entries::Added(&Adding {
        none: words(
            "本月没有走访。如有，请逐次添加。",
            "No visits this month. If there were any, add them one by one.",
        ),
        none_read: words("本月没有走访", "No visits this month"),
        add: words("添加走访", "Add a visit"),
    }),
    fields: Visit::FIELDS,
};

record! {
    /// One visit. Every field may still be missing in a draft.
    Visit by id {
        /// Once it is told, the next month does not take the visit over: it would count twice.
        day: Day = "day", "走访日期", "Day", Needed, Ends;
        visitor: Line = "visitor", "走访领导", "Visitor", Needed;
        matter: Text = "matter", "反映事项", "What was raised";
        outcome: Text = "outcome", "落实情况", "What became of it";
    }
}
