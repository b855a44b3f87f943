//! The project's own format: the plan as import-plan takes it, and reports beside it.

use serde::Deserialize;
use serde_json::value::RawValue;
use yuebao_domain::json::{repeated_key, zh};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::report::FieldValues;
use yuebao_domain::units::Unit;

use crate::note::{Location, Note, Unreadable};
use crate::plan_file::{Complaint, Row, read_list};

/// A plan and reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Document {
    /// The profile that the file names.
    pub(crate) profile: Option<String>,
    pub(crate) projects: Vec<(Location, PlanRow)>,
    pub(crate) reports: Vec<(Location, Report)>,
    /// Entries that could not be read.
    pub(crate) notes: Vec<Note>,
}

/// A report of one project and month.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    /// The plan row's id.
    pub(crate) project: String,
    pub(crate) month: Month,
    #[serde(default)]
    pub(crate) values: FieldValues,
}

impl Row for Report {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outer<'a> {
    #[serde(default)]
    profile: Option<String>,
    #[serde(default, borrow)]
    units: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    projects: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    reports: Vec<&'a RawValue>,
}

/// Reads the text of a file; entries that are wrong are left out, each with a note.
pub(crate) fn read(text: &str, location: &Location) -> Result<Document, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    if let Some(repeated) = repeated_key(text) {
        return Err(Unreadable::new(repeated.zh(), repeated.to_string()));
    }
    let outer: Outer<'_> = serde_json::from_str(text).map_err(|error| {
        let line = error.line();
        Unreadable::new(
            format!(
                "第 {line} 行不是所要求的 JSON：{}；格式见 yuebao check --help",
                zh(&error)
            ),
            format!(
                "line {line} is not the JSON that is asked for: {error}; see yuebao check --help"
            ),
        )
    })?;
    let at = |line: usize, path: String| Location {
        row: Some(line),
        column: path,
        ..location.clone()
    };
    let (_, wrong_units) = read_list::<Unit>("units", text, &outer.units);
    let (projects, wrong_projects) = read_list::<PlanRow>("projects", text, &outer.projects);
    let (reports, wrong_reports) = read_list::<Report>("reports", text, &outer.reports);
    let wrong = wrong_units
        .into_iter()
        .chain(wrong_projects)
        .chain(wrong_reports);
    let note = |Complaint { line, path, words }: Complaint| {
        let (zh, en) = words.split_once(" / ").unwrap_or((&words, &words));
        Note {
            location: at(line, path),
            zh: zh.to_owned(),
            en: en.to_owned(),
            is_left_out: true,
        }
    };
    let notes: Vec<Note> = wrong.map(note).collect();
    let placed = |(line, path, mut row): (usize, String, PlanRow)| {
        row.clean();
        (at(line, path), row)
    };
    Ok(Document {
        profile: outer.profile,
        projects: projects.into_iter().map(placed).collect(),
        reports: reports
            .into_iter()
            .map(|(line, path, report)| (at(line, path), report))
            .collect(),
        notes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_their_lines_and_wrong_ones_are_named() {
        let text = r#"{"projects": [
            {"id": "p1", "name": "甲路", "nature": "continuing", "area": "450702",
             "units": ["u"], "entered": "2022-01"},
            {"id": "p2", "nature": "continued"}],
          "reports": [
            {"project": "p1", "month": "2022-05", "values": {"month_investment": "12.5"}},
            {"project": "p1", "month": "2022-5"}]}"#;
        let found = read(text, &Location::file("a.json")).unwrap();
        assert_eq!(found.projects.len(), 1);
        assert_eq!(found.projects[0].0.row, Some(2));
        assert_eq!(found.reports.len(), 1);
        let notes: Vec<String> = found.notes.iter().map(ToString::to_string).collect();
        for (note, location) in notes
            .iter()
            .zip(["name", "nature", "area", "units", "entered"])
        {
            let location = format!("a.json 第 4 行 projects[1].{location}：");
            assert!(note.starts_with(&location), "{notes:?}");
        }
        assert_eq!(notes.len(), 6, "{notes:?}");
        assert!(
            notes[5].contains("reports[1].month") && notes[5].contains("2022-5"),
            "{notes:?}"
        );
    }

    #[test]
    fn a_key_twice_is_refused_wherever_it_stands() {
        for (text, line, path) in [
            ("{\"profile\": \"a\",\n\"profile\": \"b\"}", 2, "profile"),
            (
                "{\"reports\": [{\"project\": \"p\", \"month\": \"2022-05\",\n \"values\": \
                 {\"year_to_date\": \"1\",\n \"year_to_date\": \"2\"}}]}",
                3,
                "reports[0].values.year_to_date",
            ),
            (
                "{\"projects\": [{\"id\": \"a\", \"id\": \"b\"}]}",
                1,
                "projects[0].id",
            ),
        ] {
            let error = read(text, &Location::file("a.json")).unwrap_err();
            let told = format!("“{path}”出现两次（第 {line} 行）");
            assert!(error.zh.contains(&told), "{error:?}");
        }
    }

    #[test]
    fn other_json_is_refused_with_its_line() {
        for (text, line) in [("[1]", 1), ("{\n\"x\": 1}", 2), ("{\n\n", 3), ("", 1)] {
            let error = read(text, &Location::file("a.json")).unwrap_err();
            assert!(
                error.zh.contains(&format!("第 {line} 行")),
                "{text}: {error:?}"
            );
        }
    }
}
