//! What the rules say of the plan, the month and its totals: kept until something of it changes.

use yuebao_domain::aggregate::{
    AmountUnit, Basis, Dimension, Draft, Item, Name, Print, Proof, parts, summarise_on,
};
use yuebao_domain::check::{Filed, PlanOutcome, Whole, check_plan};
use yuebao_domain::device::Device;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::text::Lang;

use super::TotalsScreen;
use super::totals::{counted, effective, key_label, unit_name};
use crate::text::{audit as text, totals};

/// What the rules say of the month as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// Of the plan and the reports of the month.
    pub plan: PlanOutcome,
    /// How many rows of the plan were looked at.
    pub rows: usize,
    /// Of the totals as they are shown.
    pub proof: Proof,
    asked: Asked,
}

/// What was looked at, beside what is on the device.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    month: Month,
    basis: Basis,
    by: Vec<Dimension>,
    unit: AmountUnit,
    lang: Lang,
}

impl TotalsScreen {
    /// Looks at the month as a whole, unless that was done since anything changed. Another way to
    /// divide the totals leaves what was said of the plan.
    pub(super) fn refresh_audit(&mut self, device: &Device, month: Option<Month>, lang: Lang) {
        let Some((month, profile)) = month.and_then(|it| Some((it, device.profile_at(it)?))) else {
            self.audit = None;
            return;
        };
        let asked = Asked {
            month,
            basis: self.basis,
            by: effective(&self.by, profile),
            unit: self.unit,
            lang,
        };
        let known = match self.audit.take() {
            Some(audit) if audit.asked == asked => {
                self.audit = Some(audit);
                return;
            }
            Some(audit) if (audit.asked.month, audit.asked.basis) == (month, self.basis) => {
                Some((audit.plan, audit.rows))
            }
            _ => None,
        };
        self.audit = Some(look(device, profile, asked, known));
    }
}

fn look(
    device: &Device,
    profile: &Profile,
    asked: Asked,
    known: Option<(PlanOutcome, usize)>,
) -> Audit {
    let counted = counted(device, profile, asked.month, asked.basis);
    let (plan, rows) = known.unwrap_or_else(|| {
        let rows: Vec<PlanRow> = device.plans_at(asked.month).cloned().collect();
        let filed = counted.iter().filter(|it| !it.has_left).filter_map(|it| {
            Some(Filed {
                project: &it.plan.id,
                month: asked.month,
                report: it.report.as_ref()?,
            })
        });
        let filed: Vec<Filed<'_>> = filed.collect();
        let outcome = check_plan(&Whole {
            profile,
            rows: &rows,
            reports: &filed,
            months: &[asked.month],
        });
        (outcome, rows.len())
    });
    let items: Vec<Item<'_>> = counted.iter().map(super::totals::Counted::item).collect();
    let summary = summarise_on(
        asked.basis,
        items.iter().copied(),
        &asked.by,
        asked.month,
        profile,
    );
    let own = device.meta.me.as_ref().map_or("", |me| &me.unit.id);
    let parts = parts(&items, &device.units, own, asked.month, profile);
    let draft = Draft {
        summary: &summary,
        items: &items,
        parts: &parts,
        print: Print::new(asked.unit, profile.decimals),
        profile,
    };
    let lang = asked.lang;
    let proof = draft.proofread(&|name| called(device, profile, name, lang));
    Audit {
        plan,
        rows,
        proof,
        asked,
    }
}

/// What a table or a line is called on this screen.
fn called(device: &Device, profile: &Profile, name: Name<'_>, lang: Lang) -> String {
    let label = |key| key_label(device, profile, key, lang);
    match name {
        Name::Lines([]) => totals::TITLE.get(lang).to_owned(),
        Name::Lines(path) => path.iter().map(label).collect::<Vec<_>>().join("·"),
        Name::Line(path) => path
            .last()
            .map_or_else(|| totals::TOTAL.get(lang).to_owned(), label),
        Name::Cross(first, second) => {
            let [first, second] = [first, second].map(|it| it.label(profile, lang));
            format!("{first}×{second}")
        }
        Name::Parts => text::PARTS.get(lang).to_owned(),
        Name::Unit("") => text::NO_PART.get(lang).to_owned(),
        Name::Unit(unit) => unit_name(device, unit),
    }
}
