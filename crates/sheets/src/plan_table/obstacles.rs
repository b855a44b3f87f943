//! What stands against a file, in words, each with its place.

use yuebao_domain::import::persons::PersonsFault;
use yuebao_domain::import::{Change, ChangeKind, Obstacle};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanBox, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::text::Lang;

use super::{PlanTables, ReadRow};
use crate::note::{Location, Message, Note};
use crate::plan_file;

/// How many projects are named where more are meant.
const NAMED: usize = 10;

/// What the comparison with the plan has found. What is missing because its cell could not be read was
/// told.
pub fn obstacles(
    found: &[Obstacle],
    tables: &PlanTables,
    held: &[PlanRow],
    profile: &Profile,
) -> Vec<Note> {
    let was_told = |one: &&Obstacle| {
        let Obstacle::Missing(place, field) = one else {
            return false;
        };
        let row = tables.rows.get(*place);
        let cell = row.filter(|row| row.cells.contains_key(field));
        let cell = cell.map(|row| row.at(*field));
        cell.is_some_and(|cell| tables.errors.iter().any(|error| error.location == cell))
    };
    let found = found.iter().filter(|one| !was_told(one));
    found.map(|one| note(one, tables, held, profile)).collect()
}

fn note(obstacle: &Obstacle, tables: &PlanTables, held: &[PlanRow], profile: &Profile) -> Note {
    let row = |at: usize| tables.rows.get(at);
    let at = |at: usize, field| row(at).map_or_else(Location::default, |row| row.at(field));
    match obstacle {
        Obstacle::Several(place, ids) => Note::asked(at(*place, PlanBox::Name), several(ids)),
        Obstacle::OtherCode(place, id) => {
            let known = held.iter().find(|row| row.id == *id);
            let code = known
                .and_then(|row| row.code.as_deref())
                .unwrap_or_default();
            Note::asked(at(*place, PlanBox::Code), other_code(id, code))
        }
        Obstacle::Missing(place, field) => {
            Note::asked(at(*place, *field), missing(labels(*field, profile)))
        }
        Obstacle::Disagree(first, place, field) => {
            let values = [*first, *place].map(|at| {
                let value = row(at).and_then(|row| field.written(&row.said.row));
                value.unwrap_or_else(|| "—".to_owned())
            });
            let first = at(*first, *field);
            let message = disagree(labels(*field, profile), &first, &values);
            Note::asked(at(*place, *field), message)
        }
        Obstacle::Locked(month) => Note::asked(whole(tables), locked(*month)),
        Obstacle::GoneUnasked(ids) => Note::asked(whole(tables), gone(ids, held)),
        Obstacle::Persons(place, kind, fault) => {
            let at = row(*place).map_or_else(Location::default, |row| match fault {
                PersonsFault::Details(detail, ..) | PersonsFault::Date(detail, _) => {
                    row.at_detail(kind, *detail)
                }
                _ => row.at_persons(kind),
            });
            Note::asked(at, wrong_persons(kind, fault, profile))
        }
        Obstacle::PersonsDisagree(first, place, kind) => {
            let [first, at] = [*first, *place]
                .map(|at| row(at).map_or_else(Location::default, |row| row.at_persons(kind)));
            Note::asked(at, persons_disagree(kind, &first, profile))
        }
        Obstacle::PersonsUnasked(gone) => {
            Note::asked(whole(tables), persons_gone(gone, tables, held))
        }
        Obstacle::Bundle(place, fault) => {
            let words = fault.words();
            let message = (words.zh.to_owned(), words.en.to_owned());
            Note::asked(at(*place, PlanBox::Bundle), message)
        }
    }
}

/// The file, where something is of all of it.
fn whole(tables: &PlanTables) -> Location {
    let first = tables.rows.first();
    first.map_or_else(Location::default, |row| Location::file(&row.location.file))
}

/// What is wrong with rows as they would be held: codes, labels, amounts, months.
pub fn faults(changes: &[Change], tables: &PlanTables, profile: &Profile) -> Vec<Note> {
    let mut notes = Vec::new();
    for change in changes {
        let moves = matches!(change.kind, ChangeKind::New | ChangeKind::Changed);
        let Some(row) = change
            .at
            .filter(|_| moves)
            .and_then(|at| tables.rows.get(at))
        else {
            continue;
        };
        notes.extend(faults_of(change, row, profile));
    }
    notes
}

fn faults_of(change: &Change, row: &ReadRow, profile: &Profile) -> Vec<Note> {
    let found = plan_file::faults(&change.row, Some(profile)).into_iter();
    let notes = found.map(|fault| {
        let field = PlanBox::from_key(&fault.key).unwrap_or(PlanBox::Name);
        let (zh, en) = fault
            .words
            .split_once(" / ")
            .unwrap_or((&fault.words, &fault.words));
        let [label_zh, label_en] = labels(field, profile);
        let message = (format!("{label_zh}：{zh}"), format!("{label_en}: {en}"));
        if fault.is_warning {
            Note::told(row.at(field), message)
        } else {
            Note::asked(row.at(field), message)
        }
    });
    notes.collect()
}

fn several(ids: &[String]) -> Message {
    let list = ids.join("、");
    (
        format!("看不出是哪个项目：{list} 都叫这个名称；请加一列“项目标识”写明，或写项目代码"),
        format!(
            "which project it is cannot be told: {list} have this name; add a column “项目标识” with the \
             identifier, or the project code"
        ),
    )
}

fn other_code(id: &str, code: &str) -> Message {
    (
        format!(
            "与“{id}”同名、同牵头单位，而其项目代码是 {code}；是同一项目的，请加一列“项目标识”写 {id}，\
             另有其项目的，写一个新的标识"
        ),
        format!(
            "name and lead unit are those of “{id}”, whose project code is {code}; if it is that project, \
             add a column “项目标识” with {id}, if it is another one, with a new identifier"
        ),
    )
}

/// What a value is called, in Chinese and English.
fn labels(field: PlanBox, profile: &Profile) -> [&str; 2] {
    [Lang::Zh, Lang::En].map(|lang| profile.box_label(field, lang))
}

fn missing([zh, en]: [&str; 2]) -> Message {
    (
        format!("新增的项目须有“{zh}”；请填上，或加上这一列"),
        format!("a new project needs its {en} (“{zh}”); fill it in, or add the column"),
    )
}

fn disagree([zh, en]: [&str; 2], first: &Location, [before, now]: &[String; 2]) -> Message {
    (
        format!(
            "同一项目的“{zh}”，这里是 {now}，{} 是 {before}；请更正其中一处",
            first.show(Lang::Zh)
        ),
        format!(
            "{en} of one project: {now} here, {before} at {}; correct one of them",
            first.show(Lang::En)
        ),
    )
}

fn locked(month: Month) -> Message {
    let next = month.plus(1);
    (
        format!("{month} 已封账，不能改动；请用 --valid-from {next} 或以后的月份"),
        format!("{month} is locked and does not change; say --valid-from {next} or later"),
    )
}

fn gone(ids: &[String], held: &[PlanRow]) -> Message {
    let named = ids.iter().take(NAMED).map(|id| {
        let row = held.iter().find(|row| row.id == *id);
        row.map_or(id.as_str(), |row| row.name.as_str())
    });
    let named: Vec<&str> = named.collect();
    let more = if ids.len() > NAMED { "…" } else { "" };
    let (count, list) = (ids.len(), named.join("、"));
    (
        format!(
            "计划中有 {count} 个项目不在文件里：{list}{more}；请用 --gone keep 保留，或用 --gone exit 调出"
        ),
        format!(
            "the plan has {count} projects that the file has not: {list}{more}; say --gone keep to keep \
             them, or --gone exit to take them out of the plan"
        ),
    )
}

fn wrong_persons(kind: &str, fault: &PersonsFault, profile: &Profile) -> Message {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| profile.person_label_in(kind, lang));
    let (said_zh, said_en) = match fault {
        PersonsFault::Numbers(names, numbers) => (
            format!(
                "有 {names} 个姓名、{numbers} 个电话，对不上；请按姓名顺序逐一写电话，没有的写“无”"
            ),
            format!(
                "{names} names and {numbers} numbers: write a number for each name in their order, 无 \
                 where there is none"
            ),
        ),
        PersonsFault::Details(detail, names, found) => {
            let label = detail.label();
            (
                format!(
                    "有 {names} 个姓名、{found} 个“{}”，对不上；请按姓名顺序逐一写，没有的写“无”",
                    label.zh
                ),
                format!(
                    "{names} names and {found} of “{}”: write one for each name in their order, 无 \
                     where there is none",
                    label.en
                ),
            )
        }
        PersonsFault::Date(detail, text) => {
            let label = detail.label();
            (
                format!("“{}”“{text}”读不懂；请写成 2022-05 或 2022-05-08", label.zh),
                format!(
                    "“{}”: “{text}” is not understood; write 2022-05 or 2022-05-08",
                    label.en
                ),
            )
        }
        PersonsFault::Blank(name) => (
            format!("“{name}”是一人还是几人？几人的请用顿号隔开，一人的请去掉空格"),
            format!(
                "is “{name}” one person? Write 、 between several, and no blank within one name"
            ),
        ),
        PersonsFault::Person(fault) => {
            let words = fault.words();
            (words.zh.to_owned(), words.en.to_owned())
        }
    };
    (format!("{zh}：{said_zh}"), format!("{en}: {said_en}"))
}

fn persons_disagree(kind: &str, first: &Location, profile: &Profile) -> Message {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| profile.person_label_in(kind, lang));
    (
        format!(
            "同一项目的{zh}与 {} 不同；请更正其中一处",
            first.show(Lang::Zh)
        ),
        format!(
            "{en} of one project: others stand at {}; correct one of them",
            first.show(Lang::En)
        ),
    )
}

fn persons_gone(gone: &[(String, String)], tables: &PlanTables, held: &[PlanRow]) -> Message {
    let project = |id: &str| {
        let file = tables.rows.iter().map(|row| &row.said.row);
        let row = held.iter().chain(file).find(|row| row.id == id);
        row.map_or_else(|| id.to_owned(), |row| row.name.clone())
    };
    let named = gone.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|(id, name)| format!("{}：{name}", project(id)))
        .collect();
    let more = if gone.len() > NAMED { "…" } else { "" };
    let (count, list) = (gone.len(), named.join("、"));
    (
        format!(
            "有 {count} 名责任人不在文件里：{list}{more}；请用 --persons keep 保留，或用 --persons end 卸任"
        ),
        format!(
            "{count} persons are not in the file: {list}{more}; say --persons keep to keep them, or \
             --persons end to end their posts"
        ),
    )
}
