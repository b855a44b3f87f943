//! 报送情况 of the summaries: which units have handed theirs in, and who is late or missing.

use super::{Summaries, due};
use crate::calendar::days_left;
use crate::operation::summary::{State, Summary};
use crate::order::{Gather, Order};
use crate::period::Date;
use crate::publish::document::{Row, RowKind, Table};
use crate::publish::figures::{day_text, head};
use crate::publish::{Cell, Source};
use crate::text::{Lang, Words, words};

/// How a unit's summary stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands; `None` if nothing was written.
    pub state: Option<State>,
    /// The day on which it was handed in.
    pub handed_in: Option<Date>,
    /// By how many days it came late, or is late now; 0 if it is in time.
    pub days_late: i64,
}

/// How one stands on a day of which this is the last to hand it in, if there is any.
pub fn standing(summary: Option<&Summary>, due: Option<Date>, on: Date) -> Standing {
    let handed_in = summary.and_then(|it| it.handed_in);
    let late = |due| -days_left(due, handed_in.unwrap_or(on));
    Standing {
        state: summary.and_then(|it| it.state),
        handed_in,
        days_late: due.map_or(0, late).max(0),
    }
}

impl Standing {
    /// In a few words: 审定, 已报（迟 2 天）, 未报（逾期 3 天）.
    pub fn say(&self, lang: Lang) -> String {
        let state = match self.state {
            None => words("未报", "missing"),
            Some(State::Draft) => words("未报（草稿）", "missing (draft)"),
            Some(state) => state.label(),
        };
        let state = state.get(lang);
        let days = self.days_late;
        match (lang, days, self.handed_in) {
            (_, 0, _) => state.to_owned(),
            (Lang::Zh, _, Some(_)) => format!("{state}，迟报 {days} 天"),
            (Lang::Zh, _, None) => format!("{state}，逾期 {days} 天"),
            (Lang::En, _, Some(_)) => format!("{state}, {days} d late"),
            (Lang::En, _, None) => format!("{state}, overdue by {days} d"),
        }
    }
}

/// The units that lead a project of the month, by identifier, and those that have written without leading
/// any: each with how its summary stands.
pub fn standings(source: &Source) -> Vec<(&str, Standing)> {
    let Summaries { written, on, .. } = &source.summaries;
    let due = due(&source.profile, source.month).map(|due| due.last_day);
    let placed = source.projects.iter().filter(|one| !one.has_left);
    let leads = placed.filter_map(|one| one.plan.lead_unit());
    let wrote = written.keys().map(String::as_str);
    let units = leads.chain(wrote).filter(|unit| !unit.is_empty());
    let mut units = units.distinct();
    units.order_by(Ord::cmp);
    let units = units.into_iter();
    units
        .map(|unit| (unit, standing(written.get(unit), due, *on)))
        .collect()
}

const COLUMNS: [(&str, Words, u8); 4] = [
    ("number", words("序号", "No."), 3),
    ("name", words("单位", "Unit"), 14),
    ("state", words("报送情况", "How it stands"), 10),
    ("handed_in", words("上报日期", "Handed in"), 8),
];

/// The table; nothing where the profile asks for no summaries and nobody has written any.
pub(super) fn annex(source: &Source, lang: Lang) -> Option<Table> {
    let due = due(&source.profile, source.month);
    if due.is_none() && source.summaries.written.keys().all(String::is_empty) {
        return None;
    }
    let standings = standings(source);
    let rows = standings.iter().enumerate().map(|(at, (unit, standing))| {
        let mut row = Row::new(RowKind::Item, 0, source.unit_name(unit));
        row.put("number", Cell::count(at + 1));
        row.put("state", Cell::text(standing.say(lang)));
        let day = standing.handed_in.map(|day| day_text(day, lang));
        row.put("handed_in", Cell::text(day.unwrap_or_default()));
        row
    });
    let columns = COLUMNS.map(|(key, label, width)| head(key, label.get(lang), "", None, width));
    let on = day_text(source.summaries.on, lang);
    let last = due.map(|due| day_text(due.last_day, lang));
    Some(Table {
        id: "handed-in".to_owned(),
        title: words("各单位总结报送情况", "Summaries of the units")
            .get(lang)
            .to_owned(),
        columns: columns.into(),
        label_column: "name".into(),
        rows: rows.collect(),
        notes: vec![match (lang, last) {
            (Lang::Zh, Some(last)) => format!("报送截止{last}；按{on}的情况列。"),
            (Lang::Zh, None) => format!("按{on}的情况列。"),
            (Lang::En, Some(last)) => format!("Due on {last}; as of {on}."),
            (Lang::En, None) => format!("As of {on}."),
        }],
    })
}
