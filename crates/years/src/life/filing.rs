//! Filing with the statistics, once a project has started, where a jurisdiction wants to know.

use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;

use super::clerk::Boxes;
use super::office::Life;
use super::truth::Day;
use crate::chance::Chance;

/// When one project is filed and entered.
pub(crate) struct Filing {
    kind: &'static str,
    started: Month,
    filed: Option<Day>,
    entered: Option<Day>,
}

impl Filing {
    /// `None` where nobody wants to know, or the project never starts.
    pub(crate) fn draw(chance: &mut Chance, profile: &Profile, life: &Life) -> Option<Self> {
        let days = profile.statistics_entry?;
        let started = life.truth.start?.month;
        let (kind, last) = chance.weigh(&[
            (
                55,
                ("existing_enterprise", Some(days.existing_enterprise_day)),
            ),
            (35, ("new_enterprise", Some(days.new_enterprise_day))),
            (10, ("not_eligible", None)),
        ]);
        let filed = last.map(|last| {
            let last = i32::from(last);
            let (after, low, high) =
                chance.weigh(&[(90, (1, 1, last)), (8, (1, last + 1, 28)), (2, (2, 1, 28))]);
            Day {
                month: started.plus(after),
                day: chance.between(low, high),
            }
        });
        let entered = filed.map(|filed| Day::draw(chance, filed.month.plus(1)));
        Some(Self {
            kind,
            started,
            filed,
            entered,
        })
    }

    /// What is known by the end of a month; in later years nobody wants to know.
    pub(crate) fn tell(&self, boxes: &mut Boxes, month: Month) {
        if self.started > month || self.started.plus(1).year() < month.year() {
            return;
        }
        boxes.text("entry_kind", self.kind);
        for (name, day) in [("entry_filed", self.filed), ("entry_done", self.entered)] {
            if let Some(day) = day.filter(|day| day.month <= month) {
                boxes.text(name, &day.to_string());
            }
        }
    }
}
