//! From the boxes as they are filled to a report that rules can read. Never fails.

use std::collections::BTreeMap;

use super::limits::Extent;
use super::records::{
    EXPLANATION, Explanation, MILESTONE, Milestone, MilestoneKind, PROBLEM, Parts, Problem, VISIT,
    Visit,
};
use super::{
    EntryKind, Field, FieldKey, FieldValue, FieldValues, InvestmentBasis, Status, ValueKind,
};
use crate::money::{self, Money};
use crate::order::Gather;
use crate::period::{Date, parse_day};
use crate::report::Identity;
use crate::text::{Lang, clean, has_marks};

/// A box that is filled with something that is not what the box is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The box.
    pub field: Field,
    /// What it holds.
    pub text: String,
}

impl Unread {
    /// Why it was not understood and what to do, in words.
    pub fn reason(&self, lang: Lang) -> String {
        self.field.kind().fault(&self.text, lang)
    }
}

/// A report as rules read it. Everything may be missing; amounts are in 万元.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the box of the same name, documented at `Field`"
)]
pub struct Report {
    pub project_code: Option<String>,
    pub owner_uscc: Option<String>,
    pub total_investment: Option<Money>,
    pub annual_plan: Option<Money>,
    pub month_investment: Option<Money>,
    pub year_to_date: Option<Money>,
    pub since_start: Option<Money>,
    pub construction: Option<Money>,
    pub installation: Option<Money>,
    pub equipment: Option<Money>,
    pub other_cost: Option<Money>,
    pub basis: Option<InvestmentBasis>,
    pub basis_reason: Option<String>,
    pub visual_progress: Option<String>,
    pub actual_start: Option<Date>,
    pub actual_completion: Option<Date>,
    pub entry_kind: Option<EntryKind>,
    pub entry_filed: Option<Date>,
    pub entry_done: Option<Date>,
    pub status: Option<Status>,
    pub halt_reason: Option<String>,
    pub resume_this_year: Option<bool>,
    pub resume_date: Option<Date>,
    pub resume_plan: Option<String>,
    pub milestones: BTreeMap<MilestoneKind, Milestone>,
    pub problems: Vec<Problem>,
    pub visits: Vec<Visit>,
    pub funds_received: Option<Money>,
    pub central_issued_on: Option<Date>,
    pub central_issued: Option<Money>,
    pub central_paid: Option<Money>,
    pub bond_issued: Option<Money>,
    pub bond_used: Option<Money>,
    pub remarks: Option<String>,
    /// Explanations by the key of the finding they belong to.
    pub explanations: BTreeMap<FieldKey, Explanation>,
    /// Boxes that hold something else than they should (C012).
    pub unread: Vec<Unread>,
    /// How much there is of it (C016, C017).
    pub extent: Extent,
}

impl Report {
    /// Reads any set of values. What is empty is absent, what is not understood is in `unread`,
    /// what is unknown is left alone. Marks that nobody sees are passed over, whoever sent them: the
    /// values stay as they were received, so that a repetition is known again.
    pub fn read(values: &FieldValues) -> Self {
        let mut report = Self {
            extent: Extent::of(values),
            ..Self::default()
        };
        for (key, value) in values {
            match value {
                FieldValue::Text(text) => {
                    let text = clean(text);
                    if let (Some(field), false) = (key.field(), text.trim().is_empty()) {
                        report.take(field, text.trim());
                    }
                }
                FieldValue::Record(parts) if parts.values().any(|part| has_marks(part)) => {
                    let part =
                        |(name, text): (&String, &String)| (name.clone(), clean(text).into_owned());
                    report.take_entry(key, &parts.iter().map(part).into_map());
                }
                FieldValue::Record(parts) => report.take_entry(key, parts),
            }
        }
        report
    }

    /// What was written about a finding, whatever values it was written about. Programs that knew one
    /// question for a place kept it under the rule and the place alone.
    pub fn explanation(&self, finding: &Identity) -> Option<&Explanation> {
        let found = self.explanations.get(&FieldKey::explanation(finding));
        found.or_else(|| {
            finding.aspect.as_ref()?;
            let earlier = Identity {
                aspect: None,
                ..finding.clone()
            };
            self.explanations.get(&FieldKey::explanation(&earlier))
        })
    }

    /// 已开工: an actual start is given.
    pub fn is_started(&self) -> bool {
        self.actual_start.is_some()
    }

    /// 已竣工: so it is said, or an actual completion is given.
    pub fn is_completed(&self) -> bool {
        self.actual_completion.is_some() || self.status == Some(Status::Completed)
    }

    /// 停工.
    pub fn is_halted(&self) -> bool {
        self.status == Some(Status::Halted)
    }

    fn take(&mut self, field: Field, text: &str) {
        let understood = match field.kind() {
            ValueKind::Amount => self.take_amount(field, text),
            ValueKind::Day => self.take_day(field, text),
            ValueKind::Choice(_) => self.take_choice(field, text),
            ValueKind::Text | ValueKind::Line => self.take_text(field, text),
            ValueKind::Month | ValueKind::Person => None,
        };
        if understood.is_none() {
            self.unread.push(Unread {
                field,
                text: text.to_owned(),
            });
        }
    }

    fn take_amount(&mut self, field: Field, text: &str) -> Option<()> {
        let amount = Some(money::parse_plain(text).ok()?);
        match field {
            Field::TotalInvestment => self.total_investment = amount,
            Field::AnnualPlan => self.annual_plan = amount,
            Field::MonthInvestment => self.month_investment = amount,
            Field::YearToDate => self.year_to_date = amount,
            Field::SinceStart => self.since_start = amount,
            Field::Construction => self.construction = amount,
            Field::Installation => self.installation = amount,
            Field::Equipment => self.equipment = amount,
            Field::OtherCost => self.other_cost = amount,
            Field::FundsReceived => self.funds_received = amount,
            Field::CentralIssued => self.central_issued = amount,
            Field::CentralPaid => self.central_paid = amount,
            Field::BondIssued => self.bond_issued = amount,
            Field::BondUsed => self.bond_used = amount,
            _ => return None,
        }
        Some(())
    }

    fn take_day(&mut self, field: Field, text: &str) -> Option<()> {
        let day = Some(parse_day(text).ok()?);
        match field {
            Field::ActualStart => self.actual_start = day,
            Field::ActualCompletion => self.actual_completion = day,
            Field::EntryFiled => self.entry_filed = day,
            Field::EntryDone => self.entry_done = day,
            Field::ResumeDate => self.resume_date = day,
            Field::CentralIssuedOn => self.central_issued_on = day,
            _ => return None,
        }
        Some(())
    }

    fn take_choice(&mut self, field: Field, text: &str) -> Option<()> {
        match field {
            Field::Status => self.status = Some(Status::from_key(text)?),
            Field::EntryKind => self.entry_kind = Some(EntryKind::from_key(text)?),
            Field::Basis => self.basis = Some(InvestmentBasis::from_key(text)?),
            Field::ResumeThisYear => self.resume_this_year = Some(yes(text)?),
            _ => return None,
        }
        Some(())
    }

    fn take_text(&mut self, field: Field, text: &str) -> Option<()> {
        let text = Some(text.to_owned());
        match field {
            Field::ProjectCode => self.project_code = text,
            Field::OwnerUscc => self.owner_uscc = text,
            Field::BasisReason => self.basis_reason = text,
            Field::VisualProgress => self.visual_progress = text,
            Field::HaltReason => self.halt_reason = text,
            Field::ResumePlan => self.resume_plan = text,
            Field::Remarks => self.remarks = text,
            _ => return None,
        }
        Some(())
    }

    fn take_entry(&mut self, key: &FieldKey, parts: &Parts) {
        let Some((record, id)) = key.entry() else {
            return;
        };
        if record.key == PROBLEM.key {
            self.problems.push(Problem::read(id, parts));
        } else if record.key == VISIT.key {
            self.visits.push(Visit::read(id, parts));
        } else if record.key == MILESTONE.key {
            let kind = MilestoneKind::from_key(id);
            (self.milestones).extend(kind.map(|kind| (kind, Milestone::read(parts))));
        } else if record.key == EXPLANATION.key {
            let explanation = Explanation::read(parts);
            self.explanations.insert(key.clone(), explanation);
        }
    }
}

fn yes(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_box_is_read() {
        for field in Field::ALL {
            let text = match field.kind() {
                ValueKind::Amount => "1",
                ValueKind::Day => "2022-05-08",
                ValueKind::Month => "2022-05",
                ValueKind::Choice(choices) => choices[0].0,
                ValueKind::Text | ValueKind::Line | ValueKind::Person => "字",
            };
            let mut report = Report::default();
            report.take(*field, text);
            assert_eq!(report.unread, [], "{field:?} is not taken");
            assert_ne!(report, Report::default(), "{field:?} goes nowhere");
        }
    }

    #[test]
    fn marks_that_nobody_sees_are_passed_over_in_every_box() {
        let values: FieldValues = serde_json::from_str(
            r#"{"month_investment": "1\u200b20", "actual_start": "\u202a2022-05-08\u202c",
                "status": "normal\ufeff", "owner_uscc": "91350100M000100Y43\u00ad",
                "remarks": "\u200b", "halt_reason": "\u2060征地\u0000",
                "problem.1": {"type": "land\u200b", "description": "\ufeff征地"}}"#,
        )
        .unwrap();
        let report = Report::read(&values);
        assert_eq!(report.unread, []);
        assert_eq!(report.month_investment, money::parse_plain("120").ok());
        assert_eq!(report.actual_start, parse_day("2022-05-08").ok());
        assert_eq!(report.status, Some(Status::Normal));
        assert_eq!(report.owner_uscc.as_deref(), Some("91350100M000100Y43"));
        assert_eq!(report.remarks, None);
        assert_eq!(report.halt_reason.as_deref(), Some("征地"));
        assert_eq!(report.problems[0].description.as_deref(), Some("征地"));
        assert!(report.problems[0].kind.is_some());
    }
}
