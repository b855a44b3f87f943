//! 台账 of a project from what is held here.

use super::Device;
use crate::ledger::{Given, Ledger, Reported, ledger};
use crate::period::Month;
use crate::plan::PlanBook;
use crate::report::Report;

impl Device {
    /// The ledger of a project at the end of a month; `None` for a project that is not here. `book` is
    /// [`Device::book`] of it.
    pub fn ledger<'a>(
        &'a self,
        project: &str,
        month: Month,
        book: &'a PlanBook,
    ) -> Option<Ledger<'a>> {
        let reports = self.reports_of(project).map(|(key, replica)| {
            let held = replica.server.as_ref();
            let asked = self.asked_about(key).map(|asked| {
                let field = asked.question.field.clone();
                (field, asked.question, asked.state)
            });
            Reported {
                month: key.month,
                state: self.ahead(key),
                counted: self.counted(key).map(|values| Report::read(&values)),
                is_withheld: self.is_withheld(key),
                course: held.and_then(|held| held.course.as_ref()),
                questions: asked.collect(),
            }
        });
        ledger(&Given {
            profile: self.profile.as_ref()?,
            book,
            month,
            reports: reports.collect(),
        })
    }
}
