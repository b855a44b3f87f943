//! 入统 of what has newly started: by which day it was to be filed, and whether it was (钦州十条措施 三).

use super::Maker;
use super::told::Told;
use crate::crossfoot::CARRIED_MARK;
use crate::money::percent_of;
use crate::order::Order;
use crate::period::Month;
use crate::publish::Cell;
use crate::publish::document::{Row, RowKind, Table};
use crate::statistics_entry::{Standing, StatisticsEntry};
use crate::text::{Lang, words};

/// A project with how it stands.
struct Asked<'a> {
    told: Told<'a>,
    entry: StatisticsEntry,
}

/// How many were to be filed by the end of the month, and how many of them were.
struct Counts {
    due: usize,
    filed: usize,
    late: usize,
    overdue: usize,
    entered: usize,
}

impl Counts {
    fn of(asked: &[Asked<'_>], month: Month) -> Self {
        let count = |is: &dyn Fn(&StatisticsEntry) -> bool| {
            let due = asked.iter().filter(|one| one.entry.is_due(month));
            due.filter(|one| is(&one.entry)).count()
        };
        Self {
            due: count(&|_| true),
            filed: count(&|one| one.filed.is_some()),
            late: count(&|one| matches!(one.standing, Standing::Late(_))),
            overdue: count(&|one| matches!(one.standing, Standing::Overdue(_))),
            entered: count(&|one| one.entered.is_some()),
        }
    }

    fn told(&self, lang: Lang) -> String {
        let (due, filed, overdue) = (self.due, self.filed, self.overdue);
        match lang {
            Lang::Zh => format!("应申报{due}，已申报{filed}，逾期{overdue}"),
            Lang::En => format!("due {due}, filed {filed}, overdue {overdue}"),
        }
    }
}

impl<'a> Maker<'a> {
    /// `None` where the profile does not ask for it.
    pub(super) fn statistics_entry(&self) -> Option<Table> {
        self.source.profile.statistics_entry?;
        let asked = self.asked();
        let mut total = Row::new(RowKind::Total, 0, words("合计", "Total").get(self.lang));
        total.count = Some(asked.len());
        let counts = Counts::of(&asked, self.source.month);
        total.put("standing", Cell::text(counts.told(self.lang)));
        let rows = asked.iter().enumerate().map(|(at, one)| {
            let mut row = self.row(at + 1, 1, one.told.item);
            let entry = &one.entry;
            let kind = entry.kind.map(|kind| kind.label().get(self.lang));
            row.put("started", Cell::day(Some(entry.started)));
            row.put("kind", Cell::text(kind.unwrap_or_default()));
            row.put("last_day", Cell::day(entry.last_day));
            row.put("filed", Cell::day(entry.filed));
            row.put("entered", Cell::day(entry.entered));
            let standing = Cell::text(entry.standing.told(self.lang));
            row.put("standing", standing.marked(one.told.mark()));
            row
        });
        let rows = [total].into_iter().chain(rows).collect();
        let columns = vec![
            self.words("started", words("实际开工", "Started"), 5),
            self.words("kind", words("入统类别", "Kind"), 8),
            self.words("last_day", words("应申报日", "To be filed by"), 5),
            self.words("filed", words("申报入库", "Filed"), 5),
            self.words("entered", words("入统", "Entered"), 5),
            self.words("standing", words("情况", "How"), 9),
        ];
        let title = words(
            "新开工项目入统",
            "Entry of newly started projects into the statistics",
        );
        let mut table = self.table("statistics-entry", title, columns, rows);
        if !asked.is_empty() {
            table.notes.extend(self.entry_notes(&asked));
        }
        Some(table)
    }

    /// Those that are asked about, the worst first; parts of bundles report for themselves.
    fn asked(&self) -> Vec<Asked<'a>> {
        let (profile, month) = (&self.source.profile, self.source.month);
        let told = Told::all(self.source, self.placed, |_| true).into_iter();
        let asked = told.filter_map(|told| {
            let entry = StatisticsEntry::of(told.report, profile, month)?;
            Some(Asked { told, entry })
        });
        let mut asked: Vec<Asked<'a>> = asked.collect();
        asked.order_by(|a, b| {
            let place = |one: &Asked<'_>| match one.entry.standing {
                Standing::Overdue(_) => 0,
                Standing::ToCome(_) => 1,
                Standing::Late(_) => 2,
                Standing::InTime => 3,
                Standing::NotAsked => 4,
            };
            let by_last_day = || a.entry.last_day.cmp(&b.entry.last_day);
            place(a).cmp(&place(b)).then_with(by_last_day)
        });
        asked
    }

    fn entry_notes(&self, asked: &[Asked<'_>]) -> Vec<String> {
        let Counts {
            due,
            filed,
            late,
            overdue,
            entered,
        } = Counts::of(asked, self.source.month);
        let rate = |part: usize| {
            let rate = percent_of(part.into(), due.into());
            self.figures.percent(rate).shown
        };
        let (of_filed, of_entered) = (rate(filed), rate(entered));
        let totals = match self.lang {
            Lang::Zh if due == 0 => "到月末没有应申报的项目。".to_owned(),
            Lang::En if due == 0 => "None was to be filed by the end of the month.".to_owned(),
            Lang::Zh => format!(
                "到月末应申报{due}项，已申报{filed}项（其中迟报{late}项），逾期未申报{overdue}项，申报率{of_filed}%；\
                 已入统{entered}项，入统率{of_entered}%。"
            ),
            Lang::En => format!(
                "To be filed by the end of the month {due}, filed {filed} ({late} of them late), overdue \
                 {overdue}: {of_filed} %; entered {entered}: {of_entered} %."
            ),
        };
        let carried = asked
            .iter()
            .any(|one| one.told.carried.is_some())
            .then(|| match self.lang {
                Lang::Zh => format!("带“{CARRIED_MARK}”的本月未报，按以前月份月报。"),
                Lang::En => {
                    format!(
                        "Those with “{CARRIED_MARK}” are told by the report of an earlier month."
                    )
                }
            });
        let last = self.days_asked();
        [Some(totals), last, carried]
            .into_iter()
            .flatten()
            .collect()
    }

    /// By which days the profile wants it.
    fn days_asked(&self) -> Option<String> {
        let days = self.source.profile.statistics_entry?;
        let (new, existing) = (days.new_enterprise_day, days.existing_enterprise_day);
        let matching = days
            .matching_day
            .map_or_else(String::new, |day| match self.lang {
                Lang::Zh => format!("每月{day}日前对接，"),
                Lang::En => format!("matched by day {day} of the month, "),
            });
        Some(match self.lang {
            Lang::Zh => format!(
                "要求：{matching}开工次月{new}日前（新企业新项目）、{existing}日前（老企业新项目）申报入库；没填类别的按较晚的一天。"
            ),
            Lang::En => format!(
                "Asked for: {matching}filed in the month after the start, by day {new} (new enterprise) or \
                 {existing} (existing one); the later where no kind is given."
            ),
        })
    }
}
