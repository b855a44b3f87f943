//! The versions of the plan: what counts in which month, and the decision behind it.

use yuebao_domain::operation::SubjectKind;
use yuebao_domain::operation::month::MonthBook;
use yuebao_domain::operation::plan::Locks;
use yuebao_domain::plan::{PlanBook, PlanVersion};

use crate::Result;
use crate::audit::{What, WriteAudit, detail};
use crate::subjects::ReadSubjects;

/// What is asked of versions.
pub trait ReadPlans: ReadSubjects {
    /// The versions of a project's plan; none for a project that is not there.
    fn book(&self, project: &str) -> Result<PlanBook>;

    /// Those of every project, by project id.
    fn books(&self) -> Result<Vec<PlanBook>>;

    /// The months about which anything was decided.
    fn locks(&self) -> Result<Locks> {
        let months = self.subjects_of_kind(SubjectKind::Month)?.into_iter();
        let books = months.map(|subject| {
            let held = self.subject(&subject)?;
            let book = match held {
                Some(held) => MonthBook::read(&held.values),
                None => Some(MonthBook::default()),
            };
            Ok((subject.month(), book))
        });
        Ok(Locks::new(books.collect::<Result<_>>()?))
    }
}

/// What is written of versions. [`WriteTies`](crate::ties::WriteTies) adopts one and tells of it.
pub trait WritePlans: ReadPlans + WriteAudit {
    /// Writes a version of a project that is there. A number that is there already is an error.
    fn insert_version(&self, version: &PlanVersion) -> Result<()>;

    /// Enters a version that was adopted, and its row if it is the newest now, in the audit log.
    fn enter_version(&self, at: &str, version: &PlanVersion) -> Result<()> {
        self.append_entry(at, What::PlanVersion, &place(version), &detail(version)?)?;
        if self.book(&version.row.id)?.newest() == Some(version) {
            self.append_entry(at, What::Project, &version.row.id, &detail(&version.row)?)?;
        }
        Ok(())
    }
}

/// What the audit log calls a version.
pub fn place(version: &PlanVersion) -> String {
    format!("{}/{}", version.row.id, version.number)
}
