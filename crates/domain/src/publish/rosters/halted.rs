//! 停工: why, whether and when it goes on, and how; and what of that is not said (钦州十条措施 三十四, 三十五).

use super::Maker;
use super::told::Told;
use crate::period::Date;
use crate::publish::Cell;
use crate::publish::document::Table;
use crate::report::Report;
use crate::text::{Lang, words};

impl Maker<'_> {
    pub(super) fn halted(&self) -> Table {
        let halted = Told::all(self.source, self.placed, Report::is_halted);
        let rows = halted.iter().enumerate().map(|(at, told)| {
            let report = told.report;
            let mut row = self.row(at + 1, 0, told.item);
            let text = |text: &Option<String>| Cell::text(text.clone().unwrap_or_default());
            let resumes = match report.resume_this_year {
                Some(true) => words("是", "yes").get(self.lang),
                Some(false) => words("否", "no").get(self.lang),
                None => "",
            };
            row.put("reason", text(&report.halt_reason));
            row.put("this_year", Cell::text(resumes));
            row.put("resume_date", Cell::day(report.resume_date));
            row.put("plan", text(&report.resume_plan));
            let lacking = lacking(report, self.source.month.last_day(), self.lang);
            told.put_state(&mut row, lacking, self.lang);
            row
        });
        let columns = vec![
            self.words("reason", words("停工原因", "Why it is halted"), 14),
            self.words("this_year", words("年内复工", "Goes on this year"), 4),
            self.words("resume_date", words("复工时间", "Goes on"), 5),
            self.words("plan", words("复工方案", "How"), 14),
            self.words("state", words("情况", "What is lacking"), 8),
        ];
        let rows = rows.collect();
        self.table(
            "halted",
            words("停工项目", "Halted projects"),
            columns,
            rows,
        )
    }
}

/// What the report does not say although it is asked for, and a day of resumption that has passed.
fn lacking(report: &Report, end: Date, lang: Lang) -> Vec<String> {
    let goes_on = report.resume_this_year == Some(true);
    let has_day = report.resume_date.is_some() || !goes_on;
    let has_plan = report.resume_plan.is_some() || !goes_on;
    let unsaid = match (has_day, has_plan) {
        (true, true) => None,
        (false, true) => Some(words("未明确复工时间", "not said when it goes on")),
        (true, false) => Some(words("未明确复工方案", "not said how it goes on")),
        (false, false) => Some(words(
            "未明确复工时间和方案",
            "not said when and how it goes on",
        )),
    };
    let no_reason = words("未填停工原因", "no reason given");
    let is_over = report.resume_date.is_some_and(|day| day < end);
    let over = words(
        "复工时间已过",
        "the day on which it was to go on has passed",
    );
    let said = [
        report.halt_reason.is_none().then_some(no_reason),
        unsaid,
        is_over.then_some(over),
    ];
    let said = said.into_iter().flatten();
    said.map(|words| words.get(lang).to_owned()).collect()
}
