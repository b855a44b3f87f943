//! 报送情况 as far as it is on this device.

use super::{Device, ReportKey};
use crate::filing::{Case, Decided, Entry, since_first};
use crate::operation::Held;
use crate::operation::month::MonthBook;
use crate::period::{Date, Month};
use crate::plan::PlanRow;

impl Device {
    /// Every project that counts for this user in `month` and in the months of its year before it, as
    /// the server has it, from the first on that was reported at all, judged on `today`. What the office
    /// has decided here and not sent yet counts.
    pub fn filing(&self, month: Month, today: Date) -> Vec<Entry<'_>> {
        let counts = self.counts_for_me();
        let months = (1..=month.number()).filter_map(|number| Month::new(month.year(), number));
        let mut entries = Vec::new();
        for at in months {
            let book = self.month_ahead(at).book;
            let plans = self.plans_at(at).filter(|plan| counts(plan));
            entries.extend(plans.filter_map(|plan| self.entry(plan, at, &book, today)));
        }
        since_first(entries, month)
    }

    /// How one report stands to its deadline on `today`; `None` for a project that is not here.
    pub fn filed_entry(&self, key: &ReportKey, today: Date) -> Option<Entry<'_>> {
        let plan = self.plan_at(&key.project, key.month)?;
        self.entry(plan, key.month, &self.month_ahead(key.month).book, today)
    }

    fn entry<'a>(
        &'a self,
        plan: &'a PlanRow,
        month: Month,
        book: &MonthBook,
        today: Date,
    ) -> Option<Entry<'a>> {
        let key = ReportKey {
            project: plan.id.clone(),
            month,
        };
        let server = self.reports.get(&key).and_then(|one| one.server.as_ref());
        let case = Case {
            plan,
            month,
            state: server.and_then(Held::report_state),
            hand_ins: server.and_then(|held| held.hand_ins.as_ref()),
            decided: Decided::of(book, plan),
        };
        Some(Entry::of(&case, self.profile_at(month)?, today))
    }
}
