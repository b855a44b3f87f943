//! Who is tied to a project: what each change of the plan, or of units, does to it, and who hears of
//! that.

use std::collections::BTreeSet;

use yuebao_domain::operation::plan::Locks;
use yuebao_domain::operation::report::State;
use yuebao_domain::operation::{QuestionKey, Subject, SubjectKind};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanRow, PlanVersion};
use yuebao_domain::rights::{TiedTo, tied};
use yuebao_domain::units::{Tree, Unit};

use crate::Result;
use crate::feed::Key;
use crate::json::unreadable;
use crate::plans::WritePlans;
use crate::projects::{Put, ReadProjects, WriteProjects};
use crate::units::WriteUnits;

/// What is asked of ties.
pub trait ReadTies: ReadProjects {
    /// Whoever is tied to a project.
    fn ties(&self, project: &str) -> Result<BTreeSet<TiedTo>>;
}

/// What is written of ties.
pub trait WriteTies: ReadTies + WriteProjects + WritePlans + WriteUnits {
    /// Writes whoever is tied to a project in the place of those before.
    fn write_ties(&self, project: &str, ties: &BTreeSet<TiedTo>) -> Result<()>;

    /// Has a plan row, as a file has it, take the place of the newest one, from the first open month
    /// on.
    fn put_project(&self, plan: &PlanRow) -> Result<Put> {
        let units = self.units()?;
        let version = self.imported(plan, &self.locks()?)?;
        version.map_or(Ok(Put::Same), |version| {
            self.adopt(&version, &Tree::of(&units))
        })
    }

    /// The version that a plan row from a file makes; `None` if it says nothing new.
    fn imported(&self, plan: &PlanRow, locks: &Locks) -> Result<Option<PlanVersion>> {
        self.imported_from(plan, Month::FIRST, locks)
    }

    /// The same of a file that holds from `stated` on.
    fn imported_from(
        &self,
        plan: &PlanRow,
        stated: Month,
        locks: &Locks,
    ) -> Result<Option<PlanVersion>> {
        let book = self.book(&plan.id)?;
        Ok(book.imported_from(plan.clone(), stated, locks.last(&plan.id)))
    }

    /// Adopts a version of a project's plan, whose row must name a lead unit, and tells the devices:
    /// whoever sees the project no longer hears that it is gone, and whoever newly does gets its reports.
    fn adopt(&self, version: &PlanVersion, units: &Tree<'_>) -> Result<Put> {
        let before = self.project(&version.row.id)?;
        let mut book = self.book(&version.row.id)?;
        book.push(version.clone());
        let plan = book.newest().map_or(&version.row, |newest| &newest.row);
        if before.as_ref() != Some(plan) {
            let unit = plan
                .lead_unit()
                .ok_or_else(|| unreadable(&plan.id, &"it names no unit"))?;
            self.write_project(plan, unit)?;
        }
        self.insert_version(version)?;
        self.touch(Key::Project(&plan.id))?;
        self.settle_ties(plan, units)?;
        // The chain of its reports may be another there.
        if before
            .as_ref()
            .is_some_and(|before| before.area != plan.area)
        {
            self.retell_reviews_of(&plan.id)?;
        }
        Ok(if before.is_some() {
            Put::Changed
        } else {
            Put::Added
        })
    }

    /// Lets whoever would be tied to a project that is only proposed hear of that.
    fn introduce(&self, plan: &PlanRow, units: &Tree<'_>) -> Result<()> {
        let mut ties = tied(plan, units);
        ties.extend(self.ties(&plan.id)?);
        self.write_ties(&plan.id, &ties)
    }

    /// Writes a unit and tells the devices, also of the projects that come into somebody's sight or
    /// leave it because the unit has moved.
    fn put_unit(&self, unit: &Unit) -> Result<()> {
        let before = self.unit(&unit.id)?;
        self.write_unit(unit)?;
        self.touch(Key::Unit(&unit.id))?;
        let place = |unit: &Unit| (unit.parent.clone(), unit.area.clone());
        if before.as_ref().map(place) != Some(place(unit)) {
            self.settle_all_ties()?;
            // Each is told of the letters to their unit and those below it, and to their area, and of the
            // summaries of these units.
            for kind in [SubjectKind::Letters, SubjectKind::Summary] {
                for subject in self.subjects_of_kind(kind)? {
                    self.touch(Key::Subject(&subject))?;
                }
            }
        }
        Ok(())
    }

    /// Has the ties of every project follow from the plan and the units as they stand: once, after
    /// all that was written.
    fn settle_all_ties(&self) -> Result<()> {
        let units = self.units()?;
        let tree = Tree::of(&units);
        self.projects()?
            .iter()
            .try_for_each(|plan| self.settle_ties(plan, &tree))
    }

    /// Tells again the reports of a project that wait for a review: who fills the steps of their chain is
    /// another, so that those after a step that is vacant now need not wait for it any more. And its persons,
    /// whose numbers are for those who take part in the project.
    fn retell_reviews_of(&self, project: &str) -> Result<()> {
        for subject in self.subjects_of_project(project)? {
            let about = match &subject {
                Subject::Report(key) | Subject::Question(QuestionKey { report: key, .. }) => key,
                // Who is told telephone numbers is another, too.
                Subject::Persons(_) => {
                    self.touch(Key::Subject(&subject))?;
                    continue;
                }
                Subject::Month(_)
                | Subject::Plan(_)
                | Subject::Publication(_)
                | Subject::Statistics(_)
                | Subject::Letters(_)
                | Subject::Summary(_) => continue,
            };
            let report = self.report(&about.project, about.month)?;
            let state = report.and_then(|held| held.state.of_report());
            if state.is_some_and(State::is_under_review) {
                self.touch(Key::Subject(&subject))?;
            }
        }
        Ok(())
    }

    /// The same of one project.
    fn settle_ties(&self, plan: &PlanRow, units: &Tree<'_>) -> Result<()> {
        let (before, now) = (self.ties(&plan.id)?, tied(plan, units));
        if before == now {
            return Ok(());
        }
        self.write_ties(&plan.id, &now)?;
        // Each is told of a month what concerns the projects that they see.
        for month in self.subjects_of_kind(SubjectKind::Month)? {
            self.touch(Key::Subject(&month))?;
        }
        for former in before.difference(&now) {
            let project = plan.id.as_str();
            self.touch(Key::Gone { project, former })?;
        }
        if now.is_subset(&before) {
            return self.retell_reviews_of(&plan.id);
        }
        self.touch(Key::Project(&plan.id))?;
        for subject in self.subjects_of_project(&plan.id)? {
            self.touch(Key::Subject(&subject))?;
        }
        Ok(())
    }
}
