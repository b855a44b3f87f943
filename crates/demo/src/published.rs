//! What the published tables of a profile speak about: their labels as groups of projects, their
//! figures as cells that a plan can be held against.

use rust_decimal::Decimal;
use yuebao_domain::aggregate::{Item, summarise};
use yuebao_domain::crossfoot::{Printed, Row, Table};
use yuebao_domain::money;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{Category, Nature, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{BUILTIN, ProfileError, builtin};

/// 实施项目, the word of the notices for everything but 预备.
const IMPLEMENTING: &str = "实施项目";

/// Something that a label says of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Attribute {
    /// 实施项目.
    Implementing,
    Nature(Nature),
    Category(Category),
    /// By code.
    Area(String),
    /// Any project of a reserve list.
    Reserve,
    /// A group of the reserve list.
    Sector(String),
}

/// The part of a project that labels speak about; what is not decided yet is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Traits {
    pub(super) nature: Option<Nature>,
    pub(super) category: Option<Category>,
    pub(super) area: Option<String>,
    pub(super) sector: Option<String>,
}

impl Traits {
    pub(super) fn of(row: &PlanRow) -> Self {
        Self {
            nature: Some(row.nature),
            category: row.category,
            area: Some(row.area.clone()),
            sector: row.sector.clone(),
        }
    }

    /// Takes on what an attribute says. 实施项目 and the reserve leave open which.
    pub(super) fn take(&mut self, attribute: &Attribute) {
        match attribute {
            Attribute::Nature(nature) => self.nature = Some(*nature),
            Attribute::Category(category) => self.category = Some(*category),
            Attribute::Area(area) => self.area = Some(area.clone()),
            Attribute::Sector(sector) => self.sector = Some(sector.clone()),
            Attribute::Implementing | Attribute::Reserve => {}
        }
    }

    /// Whether what an attribute of this kind would say is decided.
    pub(super) fn has(&self, like: &Attribute) -> bool {
        match like {
            Attribute::Nature(_) | Attribute::Implementing => self.nature.is_some(),
            Attribute::Category(_) => self.category.is_some(),
            Attribute::Area(_) => self.area.is_some(),
            Attribute::Sector(_) | Attribute::Reserve => self.sector.is_some(),
        }
    }
}

/// Projects that have all these attributes. A reserve list is counted apart from the year's plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group(pub(super) Vec<Attribute>);

impl Group {
    pub(super) fn contains(&self, traits: &Traits) -> bool {
        let of_reserve =
            |attribute: &Attribute| matches!(attribute, Attribute::Reserve | Attribute::Sector(_));
        self.0.iter().any(of_reserve) == traits.sector.is_some()
            && self.0.iter().all(|attribute| match attribute {
                Attribute::Implementing => traits.nature.is_some_and(Nature::is_implementing),
                Attribute::Nature(nature) => traits.nature == Some(*nature),
                Attribute::Category(category) => traits.category == Some(*category),
                Attribute::Area(area) => traits.area.as_ref() == Some(area),
                Attribute::Reserve => true,
                Attribute::Sector(sector) => traits.sector.as_ref() == Some(sector),
            })
    }

    fn and(&self, attribute: Attribute) -> Self {
        let mut attributes = self.0.clone();
        attributes.push(attribute);
        Self(attributes)
    }
}

/// A table read as a division of a group of projects into parts.
#[derive(Debug)]
pub(super) struct Division<'a> {
    pub(super) table: &'a Table,
    /// What the stated total is about.
    pub(super) whole: Group,
    /// What each row adds to it.
    pub(super) parts: Vec<(Attribute, &'a Row)>,
}

impl<'a> Division<'a> {
    /// Reads the labels of a table: all its rows are natures, or categories, or areas of the
    /// profile, else groups of a reserve list. A total of something unnamed (全市) is everything.
    pub(super) fn read(table: &'a Table, profile: &Profile) -> Self {
        let kinds: [fn(&Profile, &str) -> Option<Attribute>; 3] = [nature, category, area];
        let all = |kind: &fn(&Profile, &str) -> Option<Attribute>| -> Option<Vec<Attribute>> {
            let labels = table.rows.iter().map(|row| kind(profile, &row.label));
            labels.collect()
        };
        let known = kinds.iter().find_map(all);
        let is_reserve = known.is_none();
        let sectors = || {
            let labels = table.rows.iter().map(|row| row.label.clone());
            labels.map(Attribute::Sector).collect()
        };
        let attributes: Vec<Attribute> = known.unwrap_or_else(sectors);
        let stated = table.stated.as_ref().map(|row| row.label.as_str());
        let whole =
            match stated.and_then(|label| kinds.iter().find_map(|kind| kind(profile, label))) {
                _ if is_reserve => Group(vec![Attribute::Reserve]),
                Some(attribute) => Group(vec![attribute]),
                None => Group::default(),
            };
        Self {
            table,
            whole,
            parts: attributes.into_iter().zip(&table.rows).collect(),
        }
    }

    /// How many projects the whole has, as stated or as its rows add up.
    pub(super) fn count(&self) -> Option<usize> {
        let stated = (self.table.stated.as_ref()).and_then(count_of);
        let summed = || self.parts.iter().map(|(_, row)| count_of(row)).sum();
        stated.or_else(summed)
    }
}

/// The count that a row prints.
pub(super) fn count_of(row: &Row) -> Option<usize> {
    let printed = row.figures.get("count")?;
    usize::try_from(printed.value).ok()
}

fn nature(profile: &Profile, label: &str) -> Option<Attribute> {
    if label == IMPLEMENTING {
        return Some(Attribute::Implementing);
    }
    let found = profile.natures.iter().find(|known| known.label == label)?;
    Some(Attribute::Nature(found.key))
}

fn category(profile: &Profile, label: &str) -> Option<Attribute> {
    let found = profile
        .categories
        .iter()
        .find(|known| known.label == label)?;
    Some(Attribute::Category(found.key))
}

fn area(profile: &Profile, label: &str) -> Option<Attribute> {
    let found = profile.areas.iter().find(|known| known.name == label)?;
    Some(Attribute::Area(found.code.clone()))
}

/// The tables that a plan under a built-in profile has to reproduce: its own, and before them those
/// of the plan that it adds to (`extends`), which its notice does not print again.
pub fn tables(id: &str) -> Result<Vec<Table>, ProfileError> {
    let own = builtin(id)?.published;
    let text = BUILTIN.iter().find(|(known, _)| *known == id);
    let base = text
        .and_then(|(_, text)| text.parse::<toml::Table>().ok())
        .and_then(|profile| Some(profile.get("extends")?.as_str()?.to_owned()));
    let mut all = match base {
        Some(base) => tables(&base)?,
        None => Vec::new(),
    };
    all.retain(|table: &Table| own.iter().all(|newer| newer.id != table.id));
    all.extend(own);
    Ok(all)
}

/// One published figure and the projects that it is about.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The table's id.
    pub table: String,
    /// The row's label as printed.
    pub label: String,
    /// The measure's name.
    pub measure: String,
    /// The figure as printed.
    pub printed: Printed,
    pub(super) group: Group,
}

impl Cell {
    /// The figure as these projects add up to it in `month`, at the printed places; `None` for a
    /// measure that a plan does not have.
    pub fn recompute(
        &self,
        projects: &[PlanRow],
        profile: &Profile,
        month: Month,
    ) -> Option<Decimal> {
        let members: Vec<&PlanRow> = (projects.iter())
            .filter(|row| self.group.contains(&Traits::of(row)))
            .collect();
        let items = members.iter().map(|plan| Item {
            plan,
            opening: None,
            has_left: false,
            report: None,
            earlier: None,
        });
        let summary = summarise(items, &[], month, profile);
        let total = summary.at(&[])?;
        let amount = match self.measure.as_str() {
            "count" => return Some(Decimal::from(total.count)),
            "total_investment" => total.total_investment,
            "annual_plan" => total.annual_plan,
            // a measure of the reserve list alone, which no summary has
            "upper_level_funds" => {
                Some(members.iter().filter_map(|row| row.upper_level_funds).sum())
            }
            _ => return None,
        };
        let yi = amount.unwrap_or_default().yi();
        let mut rounded = money::round(yi, self.printed.places());
        rounded.rescale(self.printed.places());
        Some(rounded)
    }
}

/// Every published figure of these tables, stated totals included.
pub fn cells(tables: &[Table], profile: &Profile) -> Vec<Cell> {
    let mut cells = Vec::new();
    for table in tables {
        let division = Division::read(table, profile);
        let mut add = |row: &Row, group: &Group| {
            cells.extend(row.figures.iter().map(|(measure, printed)| Cell {
                table: table.id.clone(),
                label: row.label.clone(),
                measure: measure.clone(),
                printed: *printed,
                group: group.clone(),
            }));
        };
        if let Some(stated) = &table.stated {
            add(stated, &division.whole);
        }
        for (attribute, row) in &division.parts {
            add(row, &division.whole.and(attribute.clone()));
        }
    }
    cells
}
