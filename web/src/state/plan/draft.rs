//! A decision about a project's plan, or a proposal, as far as it is filled in: what was typed over the
//! row that counts, read into a version once it is whole.

use std::collections::BTreeMap;

use yuebao_domain::device::{Device, PlanKey};
use yuebao_domain::money;
use yuebao_domain::operation::plan::Command;
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::plan::{
    Category, ClassKey, Classes, ExitCause, Level, Nature, PlanBox, PlanChange, PlanRow,
    PlanVersion,
};
use yuebao_domain::profile::Profile;
use yuebao_domain::text::{Lang, Words, clean};

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

/// The boxes of the row that a new project is described by, in the order of the form.
const DESCRIBED: [PlanBox; 17] = [
    PlanBox::Name,
    PlanBox::Code,
    PlanBox::Nature,
    PlanBox::Category,
    PlanBox::Area,
    PlanBox::Units,
    PlanBox::Owner,
    PlanBox::OwnerUscc,
    PlanBox::Level,
    PlanBox::Industrial,
    PlanBox::Private,
    PlanBox::RealEstate,
    PlanBox::TotalInvestment,
    PlanBox::AnnualPlan,
    PlanBox::BeforeYear,
    PlanBox::PlannedStart,
    PlanBox::PlannedCompletion,
];

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
        use PlanEntry::{Approver, Batch, Cause, Document, Reason, Row, ValidFrom};
        let classes = || {
            profile
                .classes
                .iter()
                .map(|class| PlanBox::Class(class.key))
        };
        let described = || {
            DESCRIBED
                .into_iter()
                .chain(classes())
                .chain([PlanBox::Scale])
        };
        let row = |parts: &mut dyn Iterator<Item = PlanBox>| parts.map(Row).collect::<Vec<_>>();
        let (mut entries, said): (Vec<PlanEntry>, &[PlanEntry]) = match self.change {
            PlanChange::Annual | PlanChange::Supplement => (
                row(&mut described()),
                &[ValidFrom, Document, Batch, Approver, Reason],
            ),
            PlanChange::Amend => (
                row(&mut described().filter(|it| *it != PlanBox::Nature)),
                &[ValidFrom, Document, Batch, Approver, Reason],
            ),
            PlanChange::Nature => (
                row(&mut [PlanBox::Nature, PlanBox::AnnualPlan].into_iter()),
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
            PlanEntry::Row(part) => match part.of(row) {
                Some(_) if is_flag(part) => YES.to_owned(),
                Some(text) if is_amount(part) => {
                    money::parse_plain(&text).map_or(text, |amount| amount.grouped(0))
                }
                text => text.unwrap_or_default(),
            },
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

/// Whether a box is an amount of 万元.
pub(crate) const fn is_amount(part: PlanBox) -> bool {
    matches!(
        part,
        PlanBox::TotalInvestment
            | PlanBox::AnnualPlan
            | PlanBox::BeforeYear
            | PlanBox::UpperLevelFunds
    )
}

/// Whether a box is set or not.
pub(crate) const fn is_flag(part: PlanBox) -> bool {
    matches!(
        part,
        PlanBox::Industrial | PlanBox::Private | PlanBox::RealEstate | PlanBox::IsBundle
    )
}

/// A month as people type it: `2022-5`, `2022.05`, `2022年5月`.
fn month(typed: &str) -> Option<Month> {
    let typed = typed.trim().trim_end_matches('月');
    let (year, number) = typed.split_once(['-', '.', '/', '年'])?;
    Month::new(year.trim().parse().ok()?, number.trim().parse().ok()?)
}

/// Puts what was typed into a box of the row.
fn put(row: &mut PlanRow, part: PlanBox, typed: &str, lang: Lang) -> Result<(), String> {
    let said = |words: Words| words.get(lang).to_owned();
    let maybe = || Some(typed.to_owned()).filter(|typed| !typed.is_empty());
    let amount = || {
        money::parse(typed).map_err(|error| match lang {
            Lang::Zh => error.zh(),
            Lang::En => error.to_string(),
        })
    };
    let maybe_month = || match typed {
        "" => Ok(None),
        typed => month(typed).map(Some).ok_or_else(|| said(text::NO_MONTH)),
    };
    match part {
        PlanBox::Name => {
            if typed.is_empty() {
                return Err(said(text::WANTED));
            }
            typed.clone_into(&mut row.name);
        }
        PlanBox::Code => row.code = maybe(),
        PlanBox::Nature => {
            let mut known = Nature::ALL.into_iter();
            let nature = known.find(|nature| nature.key() == typed);
            row.nature = nature.ok_or_else(|| said(text::WANTED))?;
        }
        PlanBox::Category => {
            row.category = ClassKey::new(typed).map(Category);
        }
        PlanBox::Area => typed.clone_into(&mut row.area),
        PlanBox::Level => {
            row.level = ClassKey::new(typed).map(Level).unwrap_or_default();
        }
        PlanBox::Class(key) => row.classes.set(key, ClassKey::new(typed)),
        PlanBox::Industrial => row.is_industrial = typed == YES,
        PlanBox::Private => row.is_private = typed == YES,
        PlanBox::RealEstate => row.is_real_estate = typed == YES,
        PlanBox::Owner => typed.clone_into(&mut row.owner),
        PlanBox::OwnerUscc => row.owner_uscc = maybe(),
        PlanBox::Units => {
            let units = typed.split(BETWEEN).filter(|unit| !unit.is_empty());
            row.units = units.map(str::to_owned).collect();
        }
        PlanBox::TotalInvestment => row.total_investment = amount()?,
        PlanBox::AnnualPlan => row.annual_plan = amount()?,
        PlanBox::BeforeYear => row.before_year = amount()?,
        PlanBox::UpperLevelFunds => row.upper_level_funds = amount()?,
        PlanBox::Scale => typed.clone_into(&mut row.scale),
        PlanBox::PlannedStart => row.planned_start = maybe_month()?,
        PlanBox::PlannedCompletion => row.planned_completion = maybe_month()?,
        PlanBox::ExitDay => {
            row.exit_day = match typed {
                "" => None,
                typed => Some(parse_day(typed).map_err(|_| said(text::NO_DAY))?),
            };
        }
        PlanBox::Sector
        | PlanBox::MonthlyPlan
        | PlanBox::Bundle
        | PlanBox::IsBundle
        | PlanBox::Entered
        | PlanBox::Exited
        | PlanBox::ExitReason
        | PlanBox::ExitApprover => {}
    }
    Ok(())
}

/// A row that says nothing yet.
fn empty(id: &str, units: Vec<String>, entered: Month) -> PlanRow {
    PlanRow {
        id: id.to_owned(),
        name: String::new(),
        code: None,
        nature: Nature::NewStart,
        category: None,
        area: String::new(),
        level: Level::default(),
        is_industrial: false,
        is_private: false,
        is_real_estate: false,
        sector: None,
        classes: Classes::default(),
        owner: String::new(),
        owner_uscc: None,
        units,
        total_investment: None,
        annual_plan: None,
        monthly_plan: Vec::new(),
        before_year: None,
        upper_level_funds: None,
        bundle: None,
        is_bundle: false,
        scale: String::new(),
        planned_start: None,
        planned_completion: None,
        entered,
        exited: None,
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
    }
}
