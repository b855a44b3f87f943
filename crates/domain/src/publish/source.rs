//! What the documents of a month are made of: the plan as it counts in it, the reports, and who is who.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Status;
use super::document::{Block, Document, Page, Paper};
use super::figures::basis_text;
use super::letters::Growth;
use super::notes::explain_marks;
use super::reporting::Filings;
use super::summary::Summaries;
use crate::aggregate::{Bundles, Item};
use crate::operation::letters::Sent;
use crate::operation::month::edition::Opened;
use crate::operation::statistics::Figure;
use crate::period::{Date, Month};
use crate::plan::PlanRow;
use crate::profile::publication::Sentence;
use crate::profile::{Profile, named};
use crate::proof::digest;
use crate::report::{FieldValues, Report};
use crate::text::{Lang, words};

/// Everything that documents of a month say something of.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The month.
    pub month: Month,
    /// The jurisdiction, as it counts in the month.
    pub profile: Profile,
    /// Whether the figures may still change.
    pub status: Status,
    /// Each project once, by identifier. A year of them is held by whoever reads back: they are shared.
    pub projects: Arc<Vec<Project>>,
    /// What units are called, by identifier.
    pub units: BTreeMap<String, String>,
    /// The month before, within the year: what changes are told against.
    pub previous: Option<Box<Source>>,
    /// The Decembers of the plan's years before, the first first; nothing where no document asks for it.
    pub earlier_years: Vec<Source>,
    /// When reports were handed in, from January to the month; nothing where no document asks for it.
    pub filings: Filings,
    /// 增速 of the statistics, typed in, up to the month; nothing where no document asks for it.
    pub growths: Vec<Growth>,
    /// 统计数据 of the month, typed in; nothing where no document asks for them.
    pub statistics: Vec<Figure>,
    /// The letters of the month, with the day on which it is told where they stand; nothing where no
    /// document asks for them.
    pub ledger: Ledger,
    /// What was written in the summaries of the month; nothing where no document asks for it.
    pub summaries: Summaries,
}

/// The letters of a month as they stand on a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// The day in Beijing.
    pub on: Date,
    /// In the order in which they were entered.
    pub letters: Vec<Sent>,
}

/// One project with its report of the month, or what stands in for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The row that counts in the month; of a project that has left, the one with which it did.
    pub plan: PlanRow,
    /// The row of the year's plan as it was issued (年初).
    pub opening: Option<PlanRow>,
    /// 已调出 within the year.
    pub has_left: bool,
    /// The month's report, if it counts.
    pub report: Option<Report>,
    /// Without one: the newest that counts of an earlier month, and that month.
    pub earlier: Option<(Month, Report)>,
}

impl Source {
    /// A month of which nothing more is known.
    pub fn new(month: Month, profile: Profile, status: Status) -> Self {
        Self {
            month,
            profile,
            status,
            projects: Arc::default(),
            units: BTreeMap::new(),
            previous: None,
            earlier_years: Vec::new(),
            filings: Filings::default(),
            growths: Vec::new(),
            statistics: Vec::new(),
            ledger: Ledger::default(),
            summaries: Summaries::default(),
        }
    }

    /// What an edition holds. `units` names those that the edition does not name itself.
    pub fn of_edition(
        document: &str,
        units: &BTreeMap<String, String>,
    ) -> Result<Self, serde_json::Error> {
        let opened = Opened::read(document)?;
        let project = |plan: PlanRow, has_left: bool| Project {
            opening: opened.opening.get(&plan.id).cloned(),
            report: opened.reports.get(&plan.id).map(Report::read),
            earlier: (opened.carried.get(&plan.id))
                .map(|(month, values): &(Month, FieldValues)| (*month, Report::read(values))),
            plan,
            has_left,
        };
        let placed = opened.plan.iter().map(|plan| project(plan.clone(), false));
        let left = opened.left.iter().map(|plan| project(plan.clone(), true));
        let mut names = units.clone();
        names.extend(
            opened
                .units
                .iter()
                .map(|(id, name)| (id.clone(), name.clone())),
        );
        let status = Status::Final {
            edition: opened.number,
            at: opened.locked_at.clone(),
            plan: opened.profile.first_basis,
            digest: digest(document),
        };
        Ok(Self {
            projects: Arc::new(placed.chain(left).collect()),
            units: names,
            ..Self::new(opened.month, opened.profile, status)
        })
    }

    /// The same by a profile that is not in force: nothing of it is final.
    #[must_use]
    pub fn by_profile(self, profile: &Profile) -> Self {
        let previous = self
            .previous
            .map(|before| before.by_profile(profile).into());
        Self {
            profile: profile.clone(),
            status: Status::Provisional,
            previous,
            ..self
        }
    }

    /// As totals want them.
    pub fn items(&self) -> Vec<Item<'_>> {
        self.projects.iter().map(Project::item).collect()
    }

    /// The months of the year that are there without a gap: this one, and those before it.
    pub(super) fn year(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |source| source.previous.as_deref())
    }

    /// The months that together are what the plan has completed: the last ones of its years before, and
    /// this one.
    pub(super) fn plan_years(&self) -> impl Iterator<Item = &Self> {
        self.earlier_years.iter().chain([self])
    }

    /// A document of this month.
    pub(super) fn document(
        &self,
        id: &str,
        title: String,
        page: Page,
        mut blocks: Vec<Block>,
        lang: Lang,
    ) -> Document {
        for block in &mut blocks {
            if let Block::Table(table) = block {
                explain_marks(table, lang);
            }
        }
        Document {
            id: id.to_owned(),
            title,
            heading: Vec::new(),
            month: self.month,
            profile: self.profile.id.clone(),
            status: self.status.clone(),
            basis: basis_text(&self.status, lang),
            page: self.on_paper(page),
            blocks,
            foot: Vec::new(),
        }
    }

    /// The page on the paper that the jurisdiction has for wide tables.
    fn on_paper(&self, page: Page) -> Page {
        match (page, self.profile.publication.paper.as_deref()) {
            (Page::WIDE, Some("A4")) => Page {
                paper: Paper::A4,
                ..page
            },
            _ => page,
        }
    }

    /// A standard sentence with its figures, as the profile words it.
    pub(super) fn say(&self, sentence: &Sentence, said: &[(&str, String)], lang: Lang) -> String {
        self.profile.publication.say(sentence, said, lang)
    }

    /// Those of 实施项目, and the parts of bundles that are such.
    pub(super) fn implementing(&self) -> Vec<Item<'_>> {
        self.chosen(|plan| plan.nature.is_implementing())
    }

    /// The projects that `is` says, and the parts of bundles that are such.
    pub(super) fn chosen(&self, is: impl Fn(&PlanRow) -> bool) -> Vec<Item<'_>> {
        let items = self.items();
        let bundles = Bundles::of(&items, self.month);
        let is_chosen = |item: &&Item<'_>| {
            let bundle = bundles.of_part(item);
            is(bundle.map_or(item.plan, |bundle| bundle.plan))
        };
        items.iter().filter(is_chosen).copied().collect()
    }

    /// What a unit is called; its identifier if nobody says.
    pub fn unit_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.units.get(id).map_or(id, String::as_str)
    }

    /// What an area or a unit is called; what is neither, as it is said.
    pub(super) fn who<'a>(&'a self, of: &'a str, lang: Lang) -> &'a str {
        let is_area = self.profile.areas.iter().any(|area| area.code == of);
        if is_area {
            self.profile.area_name_in(of, lang)
        } else {
            self.unit_name(of)
        }
    }

    /// A figure of the statistics of the month, by the key of the statistic and whom it is of.
    pub(super) fn figure(&self, statistic: &str, of: &str) -> Option<&Figure> {
        let mut figures = self.statistics.iter();
        figures.find(|figure| figure.statistic == statistic && figure.of == of)
    }

    /// What the jurisdiction calls the place of a project.
    pub(super) fn place(&self, lang: Lang) -> &str {
        let own = self.profile.dimensions.area.as_ref();
        named(own, words("建设地点", "Place"), lang)
    }

    /// What it calls the units that answer for one.
    pub(super) fn units_word(&self, lang: Lang) -> &str {
        let own = self.profile.dimensions.unit.as_ref();
        named(own, words("责任单位", "Units"), lang)
    }

    /// The names of the units that answer for a project.
    pub fn units_of(&self, plan: &PlanRow) -> String {
        let names: Vec<&str> = plan.units.iter().map(|id| self.unit_name(id)).collect();
        names.join("、")
    }
}

impl Project {
    /// As totals want it.
    pub fn item(&self) -> Item<'_> {
        Item {
            plan: &self.plan,
            opening: self.opening.as_ref(),
            has_left: self.has_left,
            report: self.report.as_ref(),
            earlier: (self.earlier.as_ref()).map(|(month, report)| (*month, report)),
        }
    }
}
