//! A decision about a project's plan, or a proposal, as far as it is filled in: what was typed over the
//! row that counts, read into a version once it is whole.

use std::collections::BTreeMap;

use yuebao_domain::device::{Device, PlanKey};
use yuebao_domain::money;
use yuebao_domain::operation::plan::Command;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{ExitCause, PlanBox, PlanChange, PlanRow, PlanVersion};
use yuebao_domain::profile::Profile;
use yuebao_domain::text::{Lang, clean};

use super::boxes::{amount, empty, month, put};
use crate::text::plan as text;

/// Between the units of a row.
pub(crate) const BETWEEN: char = '、';
/// What a flag holds that is set.
pub(crate) const YES: &str = "1";

/// A box of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlanEntry {
    /// Of the row.
    Row(PlanBox),
    /// 倒排计划 to the end of a month, from 1.
    Month(u8),
    /// The first month for which it counts.
    ValidFrom,
    /// 文件.
    Document,
    /// 批次.
    Batch,
    /// 批准单位或批准人.
    Approver,
    /// 调出原因.
    Cause,
    /// 理由.
    Reason,
}

/// The form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDraft {
    /// The project's identifier, that of a new one too.
    pub id: String,
    /// What is decided or proposed.
    pub change: PlanChange,
    /// Whether it is a project that is in no plan yet.
    pub is_new: bool,
    /// Whether the office decides, or a unit proposes.
    pub is_proposal: bool,
    /// What was typed; what was not is as the row has it.
    pub typed: BTreeMap<PlanEntry, String>,
    /// How far it is.
    pub stage: DraftStage,
}

/// How far a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftStage {
    /// It is filled in.
    Filling,
    /// Somebody wanted to go on: what is missing is said from then on.
    Tried,
    /// What would change is shown, to be confirmed.
    Confirming,
}

/// What a box cannot be read as, in words.
pub type PlanFaults = BTreeMap<PlanEntry, String>;

/// How many months a plan has.
const MONTHS: u8 = 12;

/// Whether a new project is described by a box: the others follow from what is decided, and 倒排计划 has
/// a box a month.
const fn is_described(part: PlanBox) -> bool {
    !matches!(
        part,
        PlanBox::Id
            | PlanBox::MonthlyPlan
            | PlanBox::Entered
            | PlanBox::Exited
            | PlanBox::ExitReason
            | PlanBox::ExitDay
            | PlanBox::ExitApprover
    )
}

impl PlanDraft {
    /// Nothing typed yet. `id` is that of a new project, if it is one; the month is the first from which
    /// it can count, or the one that is shown where that is later.
    pub fn begin(
        device: &Device,
        change: PlanChange,
        project: Option<String>,
        id: String,
        shown: Option<Month>,
    ) -> Self {
        let open = project.as_ref().map_or_else(
            || device.closed_through("").map(|month| month.plus(1)),
            |project| device.first_open(project),
        );
        let mut typed = BTreeMap::new();
        if let Some(from) = open.max(shown) {
            typed.insert(PlanEntry::ValidFrom, from.to_string());
        }
        Self {
            is_new: project.is_none(),
            id: project.unwrap_or(id),
            change,
            is_proposal: !device.closes_months(),
            typed,
            stage: DraftStage::Filling,
        }
    }

    /// Whether what is missing is said.
    pub fn is_tried(&self) -> bool {
        self.stage != DraftStage::Filling
    }

    /// Whether what would change is shown.
    pub fn is_confirming(&self) -> bool {
        self.stage == DraftStage::Confirming
    }

    /// The boxes of the form, in order.
    pub fn entries(&self, profile: &Profile) -> Vec<PlanEntry> {
        use PlanEntry::{Approver, Batch, Cause, Document, Month, Reason, Row, ValidFrom};
        let described = || {
            let boxes = profile.plan_boxes().into_iter();
            let boxes = boxes.filter(|part| is_described(*part)).map(Row);
            boxes.chain((1..=MONTHS).map(Month))
        };
        let (mut entries, said): (Vec<PlanEntry>, &[PlanEntry]) = match self.change {
            PlanChange::Annual | PlanChange::Supplement => (
                described().collect(),
                &[ValidFrom, Document, Batch, Approver, Reason],
            ),
            PlanChange::Amend => (
                described()
                    .filter(|it| *it != Row(PlanBox::Nature))
                    .collect(),
                &[ValidFrom, Document, Batch, Approver, Reason],
            ),
            PlanChange::Nature => (
                vec![Row(PlanBox::Nature), Row(PlanBox::AnnualPlan)],
                &[ValidFrom, Document, Approver, Reason],
            ),
            PlanChange::Exit => (
                vec![ValidFrom, Cause, Row(PlanBox::ExitDay)],
                &[Approver, Document, Reason],
            ),
        };
        entries.extend(said);
        entries
    }

    /// What a box holds: what was typed, else what the row has.
    pub fn held(&self, entry: PlanEntry, row: &PlanRow) -> String {
        if let Some(typed) = self.typed.get(&entry) {
            return typed.clone();
        }
        match entry {
            PlanEntry::Row(PlanBox::Nature | PlanBox::Area) if self.is_new => String::new(),
            PlanEntry::Row(part) => match part.written(row) {
                Some(text) if part.is_flag() => if text == "true" { YES } else { "" }.to_owned(),
                Some(text) if part.is_amount() => {
                    money::parse_plain(&text).map_or(text, |amount| amount.grouped(0))
                }
                text => text.unwrap_or_default(),
            },
            PlanEntry::Month(month) => {
                let amount = row.monthly_plan.get(usize::from(month.saturating_sub(1)));
                amount.map_or_else(String::new, |amount| amount.grouped(0))
            }
            _ => String::new(),
        }
    }

    /// The row that it changes: the one that counts from then on, or an empty one of a new project.
    pub fn before(&self, device: &Device) -> PlanRow {
        let from = self.from();
        let known = from.and_then(|from| device.plan_at(&self.id, from));
        let known = known.or_else(|| device.projects.get(&self.id));
        let own = device.meta.me.as_ref().map(|me| me.unit.id.clone());
        known.cloned().unwrap_or_else(|| {
            let units = own.into_iter().filter(|_| self.is_proposal).collect();
            empty(&self.id, units, from.unwrap_or(Month::FIRST))
        })
    }

    /// The version that it makes, or what is wrong in which box.
    pub fn version(&self, device: &Device, lang: Lang) -> Result<PlanVersion, PlanFaults> {
        let mut row = self.before(device);
        let mut faults = PlanFaults::new();
        let from = self.from();
        if from.is_none() {
            let missing = text::MONTH_WANTED.get(lang).to_owned();
            faults.insert(PlanEntry::ValidFrom, missing);
        }
        let from = from.unwrap_or(Month::FIRST);
        for (entry, typed) in &self.typed {
            if let PlanEntry::Row(part) = entry
                && let Err(fault) = put(&mut row, *part, typed.trim(), lang)
            {
                faults.insert(*entry, fault);
            }
        }
        for part in [PlanBox::Name, PlanBox::Nature, PlanBox::Area] {
            let entry = PlanEntry::Row(part);
            if self.is_new && self.held(entry, &row).trim().is_empty() {
                faults.insert(entry, text::WANTED.get(lang).to_owned());
            }
        }
        self.put_months(&mut row, &mut faults, lang);
        let cause = self.cause();
        match self.change {
            PlanChange::Exit => {
                row.exited = Some(from.previous());
                row.exit_reason = self.said(PlanEntry::Reason);
                row.exit_approver = self.said(PlanEntry::Approver);
            }
            PlanChange::Supplement => {
                if self.is_new {
                    row.entered = from;
                }
                (row.exited, row.exit_day) = (None, None);
                (row.exit_reason, row.exit_approver) = (None, None);
            }
            PlanChange::Annual | PlanChange::Nature | PlanChange::Amend => {}
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        row.clean();
        let number = device.book(&self.id).next_number();
        Ok(PlanVersion {
            document: self.said(PlanEntry::Document),
            batch: self.said(PlanEntry::Batch),
            approver: self.said(PlanEntry::Approver),
            reason: self.said(PlanEntry::Reason),
            cause,
            ..PlanVersion::of(number, self.change, from, row)
        })
    }

    /// 倒排计划, if anything was typed of it: twelve amounts, none below the one before, or none at all.
    fn put_months(&self, row: &mut PlanRow, faults: &mut PlanFaults, lang: Lang) {
        let is_typed = |month: &u8| self.typed.contains_key(&PlanEntry::Month(*month));
        let typed: Vec<u8> = (1..=MONTHS).filter(is_typed).collect();
        if !row.nature.is_implementing() {
            row.monthly_plan.clear();
        }
        if typed.is_empty() {
            return;
        }
        let mut amounts = Vec::new();
        let mut missing = Vec::new();
        for month in 1..=MONTHS {
            let entry = PlanEntry::Month(month);
            match amount(&self.held(entry, row), lang) {
                Ok(Some(amount)) => {
                    if amount < amounts.last().copied().unwrap_or_default() {
                        faults.insert(entry, text::MONTH_LOWER.get(lang).to_owned());
                    }
                    amounts.push(amount);
                }
                Ok(None) => missing.push(entry),
                Err(fault) => {
                    faults.insert(entry, fault);
                }
            }
        }
        let is_filled = missing.len() < usize::from(MONTHS);
        if is_filled && !row.nature.is_implementing() {
            let none = typed.into_iter().map(PlanEntry::Month);
            faults.extend(none.map(|entry| (entry, text::MONTHS_NONE.get(lang).to_owned())));
        } else if is_filled {
            let wanted = missing.into_iter();
            faults.extend(wanted.map(|entry| (entry, text::MONTHS_WANTED.get(lang).to_owned())));
        }
        row.monthly_plan = amounts;
    }

    /// What the server is told, and about which project and year.
    pub fn command(&self, version: PlanVersion) -> (PlanKey, Command) {
        let key = PlanKey::of(&version.row.id, version.valid_from);
        let command = if self.is_proposal {
            let reason = self.said(PlanEntry::Reason).unwrap_or_default();
            Command::propose(version, &reason)
        } else {
            Command::adopt(version)
        };
        (key, command)
    }

    /// The month from which on it counts, once one is filled in.
    pub fn from(&self) -> Option<Month> {
        month(self.typed.get(&PlanEntry::ValidFrom)?)
    }

    fn cause(&self) -> Option<ExitCause> {
        let typed = self.typed.get(&PlanEntry::Cause)?;
        let mut causes = ExitCause::ALL.into_iter();
        causes.find(|cause| cause_key(*cause) == typed.as_str())
    }

    fn said(&self, entry: PlanEntry) -> Option<String> {
        let typed = clean(self.typed.get(&entry)?.trim()).into_owned();
        (!typed.is_empty()).then_some(typed)
    }
}

/// The word for a cause in a list to choose from.
pub(crate) const fn cause_key(cause: ExitCause) -> &'static str {
    match cause {
        ExitCause::MacroControl => "macro_control",
        ExitCause::IndustrialPolicy => "industrial_policy",
        ExitCause::Unit => "unit",
        ExitCause::Owner => "owner",
    }
}
