//! The figures of a month as they stand and as they are typed: rows in groups, what is missing, and what
//! can be stored.

use yuebao_domain::operation::statistics::{
    Entered, Fault, Figure, FigureKey, read_rank, read_value,
};
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile::publication::{Per, Statistic};
use yuebao_domain::text::{Lang, Words};

use crate::pages::statistics::who;
use crate::state::{Desk, FigureBox, FigurePart, State, TypedFigures};
use crate::text::statistics as text;

/// The section.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    /// Statistics with their rows.
    pub(crate) groups: Vec<Group>,
    /// How many figures are asked for, and how many of them stand.
    pub(crate) asked: usize,
    pub(crate) entered: usize,
    /// What is typed and can be stored as it is.
    pub(crate) ready: Vec<Figure>,
    /// How many rows are typed into.
    pub(crate) typed: usize,
    /// How many of them something is wrong with.
    pub(crate) wrong: usize,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// Begins the ids of its boxes.
    pub(crate) id: String,
    pub(crate) title: String,
    /// What is said below the title.
    pub(crate) note: String,
    pub(crate) rows: Vec<Row>,
    /// What all of its values are in, if they are in one unit.
    pub(crate) unit: Option<String>,
    /// Whether any of its rows has a rank.
    pub(crate) has_ranks: bool,
    /// 未录入: whose figure is missing. Nobody misses a bonus.
    pub(crate) missing: Vec<String>,
    /// Whom a row can be added for.
    pub(crate) others: Vec<(FigureKey, String)>,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) key: FigureKey,
    pub(crate) label: String,
    /// 目标, 力争.
    pub(crate) asked: Option<String>,
    pub(crate) unit: String,
    /// Value, rank where there is one, source.
    pub(crate) cells: Vec<Cell>,
    /// What stands.
    pub(crate) stands: Option<Stands>,
    pub(crate) is_typed: bool,
}

/// A box.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub(crate) at: FigureBox,
    pub(crate) text: String,
    pub(crate) fault: Option<Words>,
}

/// What stands, and how good it is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stands {
    pub(crate) entered: Entered,
    /// Not with the server yet.
    pub(crate) waits: bool,
    pub(crate) reached: Option<Reached>,
}

/// How a figure stands to what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reached {
    /// 力争.
    Striving,
    /// 目标.
    Target,
    Missed,
}

/// The model; `None` without a profile.
pub(crate) fn model(state: &State, month: Month, desk: &Desk) -> Option<Model> {
    let profile = state.device.get().profile_at(month)?;
    let all = profile.statistics();
    let of_city = |one: &&Statistic| one.per() == Per::City;
    let city: Vec<&Statistic> = all.iter().filter(of_city).collect();
    let mut at = At {
        state,
        typed: TypedFigures::of(state.device.get(), month),
        month,
        desk,
        profile,
        model: Model {
            groups: Vec::new(),
            asked: 0,
            entered: 0,
            ready: Vec::new(),
            typed: 0,
            wrong: 0,
        },
    };
    let is_area = |one: &&Statistic| matches!(one.per(), Per::Area | Per::List);
    for one in all.iter().filter(is_area) {
        at.by_area(one);
    }
    if !city.is_empty() {
        at.of_city(&city);
    }
    for one in all.iter().filter(|one| one.per() == Per::Unit) {
        at.by_unit(one);
    }
    Some(at.model)
}

struct At<'a> {
    state: &'a State,
    typed: TypedFigures,
    month: Month,
    desk: &'a Desk,
    profile: &'a Profile,
    model: Model,
}

impl At<'_> {
    fn lang(&self) -> Lang {
        self.state.display.lang
    }

    fn by_area(&mut self, statistic: &Statistic) {
        let areas = self.profile.areas_of(statistic.per());
        let rows = areas.into_iter().map(|of| {
            let key = key(statistic, of);
            let label = who(self.state, of);
            (key, label)
        });
        let rows: Vec<(FigureKey, String)> = rows.collect();
        let note = if statistic.key == Statistic::GROWTH {
            let scheme = &self.profile.publication.letters;
            text::growth_note(scheme.target, scheme.margin, self.lang())
        } else {
            String::new()
        };
        self.group(statistic, rows, note, Vec::new());
    }

    /// Those of the whole stand together, whichever statistic they are.
    fn of_city(&mut self, statistics: &[&Statistic]) {
        let lang = self.lang();
        let rows = statistics.iter().map(|one| {
            let label = one.title_in(lang).to_owned();
            self.row(one, key(one, ""), label)
        });
        let rows: Vec<(Row, Option<Figure>)> = rows.collect();
        let has_ranks = statistics.iter().any(|one| one.ranked);
        let title = text::OF_CITY.get(lang).to_owned();
        self.put(
            Group {
                id: "yb-figures-city".to_owned(),
                title,
                note: text::OF_CITY_NOTE.get(lang).to_owned(),
                rows: Vec::new(),
                unit: None,
                has_ranks,
                missing: Vec::new(),
                others: Vec::new(),
            },
            rows,
            true,
        );
    }

    /// Of a bonus those rows that somebody has filled or added.
    fn by_unit(&mut self, statistic: &Statistic) {
        let is_bonus = statistic.key == Statistic::BONUS;
        let screen = &self.state.statistics;
        let units = self.state.device.get().units.iter();
        let all = units.map(|unit| (key(statistic, &unit.id), unit.name.clone()));
        let is_shown = |key: &FigureKey| {
            !is_bonus
                || self.desk.figures.figures.contains_key(key)
                || screen.added.contains(key)
                || self.typed.is_typed(key)
        };
        let (rows, others): (Vec<_>, Vec<_>) = all.partition(|(key, _)| is_shown(key));
        let note = if is_bonus {
            let most = statistic.most.unwrap_or_default();
            text::bonus_note(most, self.lang())
        } else {
            String::new()
        };
        self.group(statistic, rows, note, others);
    }

    fn group(
        &mut self,
        statistic: &Statistic,
        rows: Vec<(FigureKey, String)>,
        note: String,
        others: Vec<(FigureKey, String)>,
    ) {
        let title = statistic.title_in(self.lang());
        let group = Group {
            id: format!("yb-figures-{}", statistic.key),
            title: title.to_owned(),
            note,
            rows: Vec::new(),
            unit: Some(statistic.unit.clone()),
            has_ranks: statistic.ranked,
            missing: Vec::new(),
            others,
        };
        let rows = rows.into_iter();
        let rows = rows.map(|(key, label)| self.row(statistic, key, label));
        let rows = rows.collect();
        self.put(group, rows, statistic.key != Statistic::BONUS);
    }

    /// Counts the rows, and which of them can be stored.
    fn put(&mut self, mut group: Group, rows: Vec<(Row, Option<Figure>)>, is_asked: bool) {
        for (row, ready) in rows {
            if is_asked {
                self.model.asked += 1;
                match &row.stands {
                    Some(_) => self.model.entered += 1,
                    None => group.missing.push(row.label.clone()),
                }
            }
            if row.is_typed {
                self.model.typed += 1;
                let is_wrong = row.cells.iter().any(|cell| cell.fault.is_some());
                self.model.wrong += usize::from(is_wrong);
            }
            self.model.ready.extend(ready);
            group.rows.push(row);
        }
        self.model.groups.push(group);
    }

    fn row(&self, statistic: &Statistic, key: FigureKey, label: String) -> (Row, Option<Figure>) {
        let entered = self.desk.figures.figures.get(&key);
        let is_typed = self.typed.is_typed(&key);
        let is_new = entered.is_none();
        let says = |part| {
            let typed = self.typed.typed(&key, part);
            typed.is_some_and(|text| !text.trim().is_empty())
        };
        let fills = says(FigurePart::Value) || says(FigurePart::Rank);
        let parts = FigurePart::ALL.into_iter();
        let parts = parts.filter(|part| *part != FigurePart::Rank || statistic.ranked);
        let mut cells: Vec<Cell> = parts
            .map(|part| {
                let typed = self.typed.typed(&key, part).map(str::to_owned);
                let suggested = || {
                    let wanted = part == FigurePart::Source && is_new && fills;
                    self.typed.suggested(&key, self.desk).filter(|_| wanted)
                };
                let text = typed.or_else(suggested);
                Cell {
                    text: text.unwrap_or_else(|| part.of(entered)),
                    at: FigureBox {
                        month: self.month,
                        key: key.clone(),
                        part,
                    },
                    fault: None,
                }
            })
            .collect();
        let ready = is_typed.then(|| self.read(&key, &mut cells)).flatten();
        let ready = ready.filter(|figure| entered.is_none_or(|one| one.figure != *figure));
        let row = Row {
            label,
            asked: text::asked(statistic, self.lang()),
            unit: statistic.unit.clone(),
            cells,
            stands: entered.map(|entered| self.stands(statistic, entered)),
            is_typed,
            key,
        };
        (row, ready)
    }

    /// The figure that a row's boxes hold; without one, why is said at the box.
    fn read(&self, key: &FigureKey, cells: &mut [Cell]) -> Option<Figure> {
        let mut figure = Figure {
            statistic: key.statistic.clone(),
            of: key.of.clone(),
            value: None,
            rank: None,
            source: String::new(),
        };
        for cell in cells.iter_mut() {
            let read = match cell.at.part {
                FigurePart::Value => read_value(&cell.text).map(|value| figure.value = value),
                FigurePart::Rank => read_rank(&cell.text).map(|rank| figure.rank = rank),
                FigurePart::Source => {
                    cell.text.trim().clone_into(&mut figure.source);
                    Ok(())
                }
            };
            cell.fault = read.err().map(Fault::words);
        }
        if cells.iter().any(|cell| cell.fault.is_some()) {
            return None;
        }
        let device = self.state.device.get();
        let Some(fault) = device.figure_fault(self.month, &figure) else {
            return Some(figure);
        };
        let (part, is_gap) = match fault {
            Fault::SourceMissing => (FigurePart::Source, true),
            Fault::Empty => (FigurePart::Value, true),
            Fault::RankWrong | Fault::NotRanked => (FigurePart::Rank, false),
            Fault::NoNumber | Fault::ValueWrong | Fault::WhoWrong => (FigurePart::Value, false),
        };
        // what is missing is said once somebody wants to go on
        if !is_gap || self.state.statistics.is_tried {
            let at = cells.iter().position(|cell| cell.at.part == part);
            cells[at.unwrap_or(0)].fault = Some(fault.words());
        }
        None
    }

    fn stands(&self, statistic: &Statistic, entered: &Entered) -> Stands {
        let figures = &self.desk.figures;
        let mut ahead = figures.log.steps.iter().rev().take(figures.waiting);
        let key = entered.figure.key();
        Stands {
            entered: entered.clone(),
            waits: ahead.any(|step| step.command.figure.key() == key),
            reached: reached(statistic, &entered.figure),
        }
    }
}

fn key(statistic: &Statistic, of: &str) -> FigureKey {
    FigureKey {
        statistic: statistic.key.clone(),
        of: of.to_owned(),
    }
}

/// How a figure stands to its target: by its rank, where it has one.
fn reached(statistic: &Statistic, figure: &Figure) -> Option<Reached> {
    let target = statistic.target?;
    let own = if statistic.ranked {
        figure.rank?.into()
    } else {
        figure.value?
    };
    let is_striving = statistic
        .striving
        .is_some_and(|asked| statistic.reaches(own, asked));
    Some(match (is_striving, statistic.reaches(own, target)) {
        (true, _) => Reached::Striving,
        (_, true) => Reached::Target,
        _ => Reached::Missed,
    })
}
