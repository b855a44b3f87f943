//! The current row of each subject.

use yuebao_domain::ids::Timestamp;
use yuebao_domain::operation::report;
use yuebao_domain::operation::{ReportKey, State, Subject, SubjectKind};
use yuebao_domain::period::Month;
use yuebao_domain::report::FieldValues;

use crate::Result;
use crate::json::{from_text, to_text, unreadable};

/// A subject as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// Grows by one with each change.
    pub rev: u64,
    /// Where it stands.
    pub state: State,
    /// The boxes.
    pub values: FieldValues,
    /// User name of who changed it last.
    pub user: String,
    /// When the last change was received.
    pub received_at: Timestamp,
    /// When a report was handed in.
    pub hand_ins: Option<report::HandIns>,
}

/// A report of an earlier month, its boxes as they are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierReport {
    /// Which month.
    pub month: Month,
    /// Where it stands.
    pub state: State,
    /// As [`boxes`] writes them.
    pub boxes: String,
}

impl EarlierReport {
    /// What it holds.
    pub fn values(&self) -> Result<FieldValues> {
        from_text("subjects.boxes", &self.boxes)
    }
}

/// What is asked of subjects.
pub trait ReadSubjects {
    /// One subject, and the tag of its boxes ([`crate::revisions::tag`]).
    fn tagged_subject(&self, subject: &Subject) -> Result<Option<(Current, String)>>;

    /// The reports of a project before `month`, oldest first.
    fn reports_before(&self, project: &str, month: Month) -> Result<Vec<EarlierReport>>;

    /// Everything that a project has, by kind and month.
    fn subjects_of_project(&self, project: &str) -> Result<Vec<Subject>>;

    /// Everything of a month, by kind and project: what is no project's comes first.
    fn subjects_of_month(&self, month: Month) -> Result<Vec<Subject>>;

    /// Every subject, by its path.
    fn subjects(&self) -> Result<Vec<Subject>>;

    /// Every subject of a kind, by its path.
    fn subjects_of_kind(&self, kind: SubjectKind) -> Result<Vec<Subject>>;
    /// The reports that wait for a review: handed in, and not through their chains.
    fn under_review(&self) -> Result<Vec<Subject>>;

    /// How many there are of a kind.
    fn count_subjects(&self, kind: SubjectKind) -> Result<u64>;

    /// One subject.
    fn subject(&self, subject: &Subject) -> Result<Option<Current>> {
        Ok(self.tagged_subject(subject)?.map(|(current, _)| current))
    }

    /// One report.
    fn report(&self, project: &str, month: Month) -> Result<Option<Current>> {
        let project = project.to_owned();
        self.subject(&ReportKey { project, month }.into())
    }

    /// The reports of a project before `month` that count, oldest first.
    fn counted_before(&self, project: &str, month: Month) -> Result<Vec<(Month, FieldValues)>> {
        let counts = |state: State| state.of_report().is_some_and(report::State::counts);
        (self.reports_before(project, month)?.into_iter())
            .filter(|earlier| counts(earlier.state))
            .map(|earlier| Ok((earlier.month, earlier.values()?)))
            .collect()
    }
}

/// What is written of subjects.
pub trait WriteSubjects: ReadSubjects {
    /// Writes the current row in the place of the one before; `boxes` are those of `current`.
    fn put_subject(&self, subject: &Subject, current: &Current, boxes: &str) -> Result<()>;
}

/// The boxes as they are stored, here and in [`crate::revisions`].
pub fn boxes(values: &FieldValues) -> Result<String> {
    to_text("subjects.boxes", values)
}

/// The subject of a stored path.
pub fn named(column: &str, path: &str) -> Result<Subject> {
    Subject::from_path(path).ok_or_else(|| unreadable(column, &path))
}
