//! One row of a plan: each value, or what is wrong with its cell.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use yuebao_domain::import::FileRow;
use yuebao_domain::money::Money;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{Nature, PlanBox, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::units::Unit;

use super::{PlanReading, ReadRow, months, persons};
use crate::grid::Cell;
use crate::note::{Location, Message, Note};
use crate::rows::{PlanValues, RowReader, exit_day};
use crate::table::columns::Column;
use crate::text::{answer, name, tidy};
use crate::values::date::{PartialDate, partial_dates};
use crate::vocabulary::Target;

/// What a row is read with.
pub(super) struct Reading<'a> {
    pub(super) reader: &'a RowReader<'a>,
    /// What the heads of parts above it say.
    pub(super) part: &'a PlanValues,
    pub(super) carries: &'a Arc<BTreeSet<String>>,
    pub(super) with: PlanReading<'a>,
    pub(super) month: Option<Month>,
}

/// Whether rows of the plan are read from such a column.
pub(super) fn is_of_plan(target: Target) -> bool {
    target.is_start_or_completion()
        || matches!(
            target,
            Target::Plan(_)
                | Target::PlannedPeriod
                | Target::MonthPlan(_)
                | Target::Person(_)
                | Target::TelephoneOf(_)
                | Target::PersonDetail(..)
        )
}

/// Reads a row; what is wrong with its cells is added to `errors`.
pub(super) fn read(
    at: usize,
    location: Location,
    reading: &Reading<'_>,
    errors: &mut Vec<Note>,
) -> ReadRow {
    let mut notes = Vec::new();
    let read = reading
        .reader
        .read(at, reading.part, reading.carries, &mut notes);
    let mut values = read.planned;
    let mut row = Row {
        reading,
        at,
        location,
        notes,
        says: BTreeSet::new(),
        cells: BTreeMap::new(),
        errors,
    };
    row.take_heads(&mut values);
    for column in &reading.reader.header.columns {
        row.take(column, &mut values);
    }
    let monthly_plan = row.monthly_plan(&values);
    let (persons, persons_at) = persons::read(reading.reader, at);
    let Row {
        says,
        cells,
        location,
        ..
    } = row;
    let entered = (values.entered.or(reading.month)).unwrap_or(Month::FIRST);
    ReadRow {
        said: FileRow {
            row: PlanRow {
                monthly_plan,
                ..plan_row(values, entered)
            },
            says,
            persons,
        },
        location,
        cells,
        persons_at,
    }
}

struct Row<'a, 'e> {
    reading: &'a Reading<'a>,
    at: usize,
    location: Location,
    /// What was said when the cells were read.
    notes: Vec<Note>,
    says: BTreeSet<PlanBox>,
    cells: BTreeMap<PlanBox, usize>,
    errors: &'e mut Vec<Note>,
}

impl Row<'_, '_> {
    /// What the heads above a row say of it.
    fn take_heads(&mut self, values: &mut PlanValues) {
        let part = self.reading.part;
        let said = [
            (PlanBox::Nature, part.nature.is_some()),
            (PlanBox::Category, part.category.is_some()),
            (PlanBox::Area, !part.area.is_empty()),
        ];
        let said = said.into_iter().filter(|(_, is_said)| *is_said);
        self.says.extend(said.map(|(field, _)| field));
        // 填报单位, unless the row names its own
        if values.units == part.units {
            let office = part.units.first();
            let known = office.and_then(|office| unit_named(office, self.reading.with.units).ok());
            values.units = known.into_iter().collect();
            if !values.units.is_empty() {
                self.says.insert(PlanBox::Units);
            }
        }
    }

    fn take(&mut self, column: &Column, values: &mut PlanValues) {
        let fields = fields_of(column.target);
        for field in &fields {
            self.cells.insert(*field, column.at);
        }
        let Some(cell) = self.reading.reader.cell(self.at, column) else {
            self.wrong(column, uncalculated());
            return;
        };
        // whom a cell names is read once all columns are known
        if fields.is_empty() {
            return;
        }
        if self.reading.reader.is_blank(column.target, cell) {
            // an empty cell says that there is none, where there may be none
            let may_lack = |field: &&PlanBox| {
                let needed = [PlanBox::Id, PlanBox::Entered, PlanBox::Level];
                !PlanBox::NEEDED.contains(field)
                    && !needed.contains(field)
                    && (**field != PlanBox::Category || values.category.is_none())
            };
            self.says.extend(fields.iter().filter(may_lack));
            return;
        }
        match self.fault(column, cell, values) {
            Some(message) => self.wrong(column, message),
            None => self.says.extend(landed(&fields, values)),
        }
    }

    /// What is wrong with a cell that says something.
    fn fault(&self, column: &Column, cell: &Cell, values: &mut PlanValues) -> Option<Message> {
        let own = self.location.at_column(column.at);
        if let Some(note) = self.notes.iter().find(|note| note.location == own) {
            return Some((note.zh.clone(), note.en.clone()));
        }
        let text = name(&cell.text());
        let with = self.reading.with;
        match column.target {
            // another column may have said when it begins
            Target::PlannedPeriod if !names_both_ends(cell) => {
                return Some(not_understood(column, &text));
            }
            Target::MonthPlan(month) => {
                let is_read = values.months.contains_key(&month);
                return (!is_read).then(|| not_understood(column, &text));
            }
            Target::Plan(part) => match part {
                PlanBox::Area => {
                    let areas = &with.profile.areas;
                    let is_known = areas.iter().any(|area| area.code == values.area);
                    return (!is_known).then(|| unknown_area(&text, with.profile));
                }
                PlanBox::Units => return take_units(&text, with.units, values).err(),
                part if part.is_flag() => {
                    let word = answer(&cell.text());
                    let is_known = with.names.choice("flag", &word).is_some();
                    return (!is_known).then(|| no_flag(&column.label, &text));
                }
                _ => {}
            },
            _ => {}
        }
        let has_landed = landed(&fields_of(column.target), values).next().is_some();
        (!has_landed).then(|| not_understood(column, &text))
    }

    /// 倒排计划 to the end of each month, if the columns of all its months say it.
    fn monthly_plan(&mut self, values: &PlanValues) -> Vec<Money> {
        let columns = &self.reading.reader.header.columns;
        let of_months = |column: &&Column| matches!(column.target, Target::MonthPlan(_));
        let columns: Vec<&Column> = columns.iter().filter(of_months).collect();
        if columns.len() != months::COUNT {
            self.says.remove(&PlanBox::MonthlyPlan);
            return Vec::new();
        }
        let is_told = |error: &Note| {
            columns
                .iter()
                .any(|it| self.location.at_column(it.at) == error.location)
        };
        if values.months.is_empty() || self.errors.iter().any(is_told) {
            return Vec::new();
        }
        let labels = columns.iter().map(|column| column.label.as_str());
        match months::settle(&values.months, labels, values.annual_plan) {
            Ok(amounts) => amounts,
            Err(message) => {
                self.wrong(columns[0], message);
                Vec::new()
            }
        }
    }

    fn wrong(&mut self, column: &Column, message: Message) {
        let place = self.location.at_column(column.at);
        self.errors.push(Note::asked(place, message));
    }
}

/// The values that a column gives.
fn fields_of(target: Target) -> Vec<PlanBox> {
    match target {
        Target::StartPair => vec![PlanBox::PlannedStart],
        Target::CompletionPair => vec![PlanBox::PlannedCompletion],
        Target::PlannedPeriod => vec![PlanBox::PlannedStart, PlanBox::PlannedCompletion],
        Target::MonthPlan(_) => vec![PlanBox::MonthlyPlan],
        Target::Plan(part) => vec![part],
        _ => Vec::new(),
    }
}

/// Those of the values that were read.
fn landed<'a>(fields: &'a [PlanBox], values: &'a PlanValues) -> impl Iterator<Item = PlanBox> + 'a {
    let has = |field: &PlanBox| match field {
        PlanBox::Code => values.code.is_some(),
        PlanBox::Nature => values.nature.is_some(),
        PlanBox::Category => values.category.is_some(),
        PlanBox::Level => values.level.is_some(),
        PlanBox::OwnerUscc => values.owner_uscc.is_some(),
        PlanBox::TotalInvestment => values.total_investment.is_some(),
        PlanBox::AnnualPlan => values.annual_plan.is_some(),
        PlanBox::BeforeYear => values.before_year.is_some(),
        PlanBox::UpperLevelFunds => values.upper_level_funds.is_some(),
        PlanBox::PlannedStart => values.planned_start.is_some(),
        PlanBox::PlannedCompletion => values.planned_completion.is_some(),
        PlanBox::Entered => values.entered.is_some(),
        PlanBox::Exited => values.exited.and_then(PartialDate::month).is_some(),
        PlanBox::ExitDay => values.exit_day.and_then(exit_day).is_some(),
        _ => true,
    };
    fields.iter().copied().filter(has)
}

/// By name or identifier, the lead unit first: a name may itself have what usually stands between two.
fn take_units(text: &str, units: &[Unit], values: &mut PlanValues) -> Result<(), Message> {
    if let Ok(only) = unit_named(text, units) {
        values.units = vec![only];
        return Ok(());
    }
    let named = values.units.iter().map(|unit| unit_named(unit, units));
    values.units = named.collect::<Result<_, Message>>()?;
    Ok(())
}

fn unit_named(text: &str, units: &[Unit]) -> Result<String, Message> {
    if units.iter().any(|unit| unit.id == text) {
        return Ok(text.to_owned());
    }
    let word = tidy(text);
    let mut named = units.iter().filter(|unit| tidy(&unit.name) == word);
    match (named.next(), named.next()) {
        (Some(unit), None) => Ok(unit.id.clone()),
        (Some(one), Some(other)) => Err((
            format!(
                "叫“{text}”的单位不止一个，请写标识，例如 {} 或 {}",
                one.id, other.id
            ),
            format!(
                "more than one unit is called “{text}”: write its identifier, such as {} or {}",
                one.id, other.id
            ),
        )),
        (None, _) => Err((
            format!(
                "没有单位“{text}”；请核对名称（见 yuebao unit list），或先用 yuebao unit add 添加"
            ),
            format!(
                "there is no unit “{text}”; check its name (see yuebao unit list), or add it first with \
                 yuebao unit add"
            ),
        )),
    }
}

fn names_both_ends(cell: &Cell) -> bool {
    partial_dates(cell).is_ok_and(|found| found.len() == 2)
}

fn unknown_area(text: &str, profile: &Profile) -> Message {
    let id = &profile.id;
    let known: Vec<&str> = profile
        .areas
        .iter()
        .map(|area| area.name.as_str())
        .collect();
    let known = known.join("、");
    (
        format!("配置“{id}”没有区划“{text}”；可用：{known}"),
        format!("profile “{id}” has no area “{text}”; there are: {known}"),
    )
}

fn no_flag(label: &str, text: &str) -> Message {
    (
        format!("“{label}”“{text}”看不出是或否；请写“是”或“否”"),
        format!("“{label}”: “{text}” says neither yes nor no; write 是 or 否"),
    )
}

fn uncalculated() -> Message {
    (
        "这一格是公式，文件里没有它的值；请在表格软件中打开、保存后再导入".to_owned(),
        "this cell is a formula whose value is not in the file; open and save it in the spreadsheet first"
            .to_owned(),
    )
}

fn not_understood(column: &Column, text: &str) -> Message {
    let label = &column.label;
    let (zh, en) = match column.target {
        target if target.is_amount() => {
            ("写成数字，例如 12000.5", "write a number such as 12000.5")
        }
        Target::PlannedPeriod => (
            "写成起止，例如 2021-2023",
            "write both ends, such as 2021-2023",
        ),
        Target::Plan(PlanBox::ExitDay) => ("写成 2022-05-08", "write 2022-05-08"),
        _ => ("写成 2022-05", "write 2022-05"),
    };
    (
        format!("“{label}”“{text}”读不懂；请{zh}"),
        format!("“{label}”: “{text}” is not understood; {en}"),
    )
}

/// What is not said is as in a row that says nothing.
fn plan_row(values: PlanValues, entered: Month) -> PlanRow {
    PlanRow {
        id: values.id,
        name: values.name,
        code: values.code,
        nature: values.nature.unwrap_or(Nature::Continuing),
        category: values.category,
        area: values.area,
        level: values.level.unwrap_or_default(),
        is_industrial: values.is_industrial,
        is_private: values.is_private,
        is_real_estate: values.is_real_estate,
        sector: values.sector,
        classes: values.classes,
        owner: values.owner,
        owner_uscc: values.owner_uscc,
        units: values.units,
        total_investment: values.total_investment,
        annual_plan: values.annual_plan,
        before_year: values.before_year,
        upper_level_funds: values.upper_level_funds,
        monthly_plan: Vec::new(),
        bundle: values.bundle,
        is_bundle: values.is_bundle,
        scale: values.scale,
        planned_start: values.planned_start,
        planned_completion: values.planned_completion,
        entered,
        exited: values.exited.and_then(PartialDate::month),
        exit_reason: values.exit_reason,
        exit_day: values.exit_day.and_then(exit_day),
        exit_approver: values.exit_approver,
    }
}
