//! The plan's rows.

use yuebao_domain::plan::PlanRow;

use crate::Result;
use crate::feed::{Key, WriteFeed};
use crate::json::unreadable;
use crate::subjects::ReadSubjects;

/// What writing a row did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Added,
    /// It differs from what was there.
    Changed,
    /// It was there already.
    Same,
}

/// What is asked of the plan.
pub trait ReadProjects {
    /// One row.
    fn project(&self, id: &str) -> Result<Option<PlanRow>>;

    /// Every row, by id.
    fn projects(&self) -> Result<Vec<PlanRow>>;
}

/// What is written of the plan.
pub trait WriteProjects: ReadProjects + ReadSubjects + WriteFeed {
    /// Writes a row, led by `unit`, in the place of the one before, if there is one.
    fn write_project(&self, plan: &PlanRow, unit: &str) -> Result<()>;

    /// Writes a row, which must name a lead unit, and tells the devices. When the lead changes, the
    /// old unit hears that the project is gone and the new one gets its reports.
    fn put_project(&self, plan: &PlanRow) -> Result<Put> {
        let before = self.project(&plan.id)?;
        if before.as_ref() == Some(plan) {
            return Ok(Put::Same);
        }
        let unit = plan
            .lead_unit()
            .ok_or_else(|| unreadable(&plan.id, &"it names no unit"))?;
        self.write_project(plan, unit)?;
        self.touch(Key::Project(&plan.id))?;
        let Some(before) = before else {
            return Ok(Put::Added);
        };
        if let Some(old) = before.lead_unit().filter(|old| *old != unit) {
            self.hand_over(&plan.id, old)?;
        }
        Ok(Put::Changed)
    }

    /// Tells the devices about a project and all that it has again, because who sees it has changed;
    /// those who saw it through `former` hear that it is gone unless they still see it.
    fn hand_over(&self, project: &str, former: &str) -> Result<()> {
        let unit = former;
        self.touch(Key::Gone { project, unit })?;
        self.touch(Key::Project(project))?;
        for subject in self.subjects_of_project(project)? {
            self.touch(Key::Subject(&subject))?;
        }
        Ok(())
    }
}
