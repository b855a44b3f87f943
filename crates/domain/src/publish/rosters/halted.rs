//! 停工: why, whether and when it goes on, and how.

use super::Maker;
use crate::publish::Cell;
use crate::publish::document::Table;
use crate::report::Report;
use crate::text::words;

impl Maker<'_> {
    pub(super) fn halted(&self) -> Table {
        let halted = self.reported(Report::is_halted);
        let rows = halted.iter().enumerate().map(|(at, (entry, report))| {
            let mut row = self.row(at + 1, 0, entry);
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
            row
        });
        let columns = vec![
            self.words("reason", words("停工原因", "Why it is halted"), 14),
            self.words("this_year", words("年内复工", "Goes on this year"), 4),
            self.words("resume_date", words("复工时间", "Goes on"), 5),
            self.words("plan", words("复工方案", "How"), 14),
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
