//! What the statistics say of a month (统计数据), and what the office enters of them.

use std::collections::BTreeMap;

use super::steps::to_look_at;
use super::{Device, Row, Stamp, Subject};
use crate::operation::statistics::{Command, Entered, Fault, Figure, FigureKey, Log, obstacle};
use crate::operation::{self, OfMonth, Refusal};
use crate::period::Month;
use crate::profile::Profile;

/// The statistics of a month as they will be once everything on its way has arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Every figure that stands, what is on its way included.
    pub figures: BTreeMap<FigureKey, Entered>,
    /// What was decided, the oldest first.
    pub log: Log,
    /// How many of the last steps are not with the server yet.
    pub waiting: usize,
}

impl Device {
    /// The statistics of a month.
    pub fn statistics(&self, month: Month) -> Statistics {
        let subject = Subject::Statistics(month);
        let (values, waiting) = self.told_ahead(&subject, operation::Command::of_statistics);
        let log = Log::read(&values).unwrap_or_default();
        Statistics {
            figures: log.figures(),
            log,
            waiting,
        }
    }

    /// A figure is entered or cleared.
    pub fn set_figure(
        &mut self,
        month: Month,
        command: Command,
        stamp: Stamp,
    ) -> Result<Vec<Row>, (Refusal, Option<String>)> {
        let log = self.statistics(month).log;
        let profile = self.profile_at(month).ok_or((Refusal::NotYours, None))?;
        obstacle(&command, self.does(), &log, &self.of_month(month, profile))?;
        Ok(self.decided(&Subject::Statistics(month), command.into(), stamp))
    }

    /// What is wrong with a figure, by whomever it is entered.
    pub fn figure_fault(&self, month: Month, figure: &Figure) -> Option<Fault> {
        let profile = self.profile_at(month)?;
        let Some(statistic) = profile.statistic(&figure.statistic) else {
            return Some(Fault::WhoWrong);
        };
        let is_unit = |id: &str| self.units.iter().any(|unit| unit.id == id);
        figure.fault(&statistic, profile, &is_unit)
    }

    /// Months about whose statistics something was not taken, the oldest first.
    pub fn statistics_to_look_at(&self) -> Vec<Month> {
        to_look_at(&self.statistics).copied().collect()
    }

    /// What bears on what the office decides of a month beside its reports.
    pub(super) fn of_month<'a>(&'a self, month: Month, profile: &'a Profile) -> OfMonth<'a> {
        OfMonth {
            month,
            profile,
            today: None,
            units: &self.units,
        }
    }

    /// The logs of the statistics from January to `month`, what is on its way included.
    pub(super) fn statistics_of_year(&self, month: Month) -> BTreeMap<Month, Log> {
        let mut logs = BTreeMap::new();
        for at in (1..=month.number()).filter_map(|number| Month::new(month.year(), number)) {
            logs.insert(at, self.statistics(at).log);
        }
        logs
    }
}
