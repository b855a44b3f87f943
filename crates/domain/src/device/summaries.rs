//! The summaries of the half year and the year (半年、年度总结), and what units and the office do to them.

use super::steps::to_look_at;
use super::{Device, Material, Row, Stamp, Subject, SummaryKey};
use crate::calendar::Deadline;
use crate::operation::steps::Against;
use crate::operation::summary::{Command, Facts, Heading, Log, Summary, Texts, obstacle};
use crate::operation::{self, Refusal};
use crate::period::{Date, Month};
use crate::publish::Kind;
use crate::publish::summary::{self, Summaries};
use crate::rights::{May, Person};

/// A summary as it will be once everything on its way has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSummary {
    /// What stands in it, and where.
    pub summary: Summary,
    /// What was decided, the oldest first.
    pub log: Log,
    /// What this user may do with it.
    pub may: May,
    /// Until when it is due; `None` where the profile asks for none.
    pub due: Option<Deadline>,
    /// How many of the last steps are not with the server yet.
    pub waiting: usize,
}

impl Device {
    /// The summary of a unit, or the city's.
    pub fn summary(&self, key: &SummaryKey) -> OwnSummary {
        let subject = Subject::Summary(key.clone());
        let (values, waiting) = self.told_ahead(&subject, operation::Command::of_summary);
        let log = Log::read(&values).unwrap_or_default();
        OwnSummary {
            summary: log.summary(),
            log,
            may: self.over_summary(key),
            due: self.summary_due(key.month),
            waiting,
        }
    }

    /// Until when summaries of the time that ends with a month are due, if the profile asks for them.
    pub fn summary_due(&self, month: Month) -> Option<Deadline> {
        summary::due(self.profile_at(month)?, month)
    }

    /// The summary that this user writes for a month: of the own unit, or the city's for the office.
    pub fn own_summary(&self, month: Month) -> Option<SummaryKey> {
        let me = self.meta.me.as_ref()?;
        let keys = [
            SummaryKey::of(month, &me.unit.id),
            SummaryKey::of_city(month),
        ];
        let writes = |key: &SummaryKey| key.is_of_summary_month() && self.over_summary(key).report;
        keys.into_iter().find(writes)
    }

    /// Writes under the headings, as they shall read; what stands so already is left alone.
    pub fn write_summary(
        &mut self,
        key: &SummaryKey,
        texts: &Texts,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Against> {
        let stands = self.summary(key).summary.texts;
        let mut changed = Texts::default();
        for heading in Heading::ALL {
            if texts.written(heading) != stands.written(heading) {
                changed.set(heading, texts.written(heading));
            }
        }
        if changed == Texts::default() {
            return Ok(Vec::new());
        }
        self.decide_summary(key, Command::write(changed), stamp)
    }

    /// It is handed in, taken back, returned or accepted.
    pub fn decide_summary(
        &mut self,
        key: &SummaryKey,
        command: Command,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Against> {
        let own = self.summary(key);
        let me = self.meta.me.as_ref().ok_or((Refusal::NotYours, None))?;
        let is_unit = |unit: &str| unit == me.unit.id || self.units.iter().any(|it| it.id == unit);
        let facts = Facts {
            key,
            is_known: key.is_citys() || is_unit(&key.unit),
        };
        obstacle(&command, own.may, &own.log, &facts)?;
        Ok(self.decided(&Subject::Summary(key.clone()), command.into(), stamp))
    }

    /// Summaries of which something was not taken, in their order.
    pub fn summaries_to_look_at(&self) -> Vec<SummaryKey> {
        to_look_at(&self.summaries).cloned().collect()
    }

    /// What the document of one unit is made of, as far as it is here.
    pub fn material_of_unit(
        &self,
        month: Month,
        unit: &str,
        today: Option<Date>,
    ) -> Option<Material> {
        let made = self.material(month, Kind::Summary, today)?;
        Some(Material {
            source: made.source.of_unit(unit, &self.units),
            ..made
        })
    }

    /// Those of a month, as they stand on a day.
    pub(super) fn summaries_of(&self, month: Month, on: Date) -> Summaries {
        let keys = self.summaries.keys().filter(|key| key.month == month);
        let mut written = Summaries {
            on,
            ..Summaries::default()
        };
        for key in keys {
            let summary = self.summary(key).summary;
            if summary.state.is_some() {
                written.written.insert(key.unit.clone(), summary);
            }
        }
        written
    }

    fn over_summary(&self, key: &SummaryKey) -> May {
        let known = self.meta.me.as_ref().zip(self.profile_at(key.month));
        known.map_or(May::NOTHING, |(me, profile)| {
            Person::new(me, &self.units).over_summary(&key.unit, &profile.chain)
        })
    }
}
