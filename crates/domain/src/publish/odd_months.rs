//! Months as nobody wishes for them: each still gives every document, right and readable.

use super::draw::{as_csv, as_html};
use super::testing::{project, wan};
use super::{Kind, Project, Source, publish};
use crate::check::testing::month;
use crate::crossfoot::CARRIED_MARK;
use crate::plan::Nature;
use crate::profile_file::{BUILTIN, builtin};
use crate::text::Lang;

const BOXES: [(&str, &str); 2] = [("month_investment", "0"), ("year_to_date", "0")];

/// Projects by what is odd about their month.
fn odd() -> Vec<(&'static str, Vec<Project>)> {
    let planned = |id: &str, annual: &str| project(id, Nature::Continuing, annual);
    let tied = |id: &str| planned(id, "100").reporting(&[("year_to_date", "50")]);
    // what an earlier report said stands in for the one that is missing
    let carried = |id: &str| planned(id, "100").carried("2022-04", &[("year_to_date", "50")]);
    let long = planned("long", "100").planned(|plan| {
        plan.name = "很长的项目名称与=公式<b>".repeat(160);
    });
    vec![
        (
            "no report at all",
            vec![planned("a", "100"), planned("b", "200")],
        ),
        (
            "no plan",
            vec![
                planned("a", "")
                    .planned(|plan| plan.annual_plan = None)
                    .reporting(&BOXES),
            ],
        ),
        (
            "everything zero",
            vec![
                planned("a", "0")
                    .planned(|plan| plan.annual_plan = wan("0"))
                    .reporting(&BOXES),
            ],
        ),
        ("one alone", vec![tied("a")]),
        ("all tied", vec![tied("a"), tied("b"), tied("c")]),
        (
            "preparatory alone",
            vec![project("a", Nature::Preparatory, "").planned(|plan| plan.annual_plan = None)],
        ),
        ("a very long name", vec![long]),
        ("carried from before", vec![carried("a"), tied("b")]),
        ("nothing in the plan", Vec::new()),
    ]
}

#[test]
fn every_document_of_an_odd_month_is_sound_and_can_be_drawn() {
    for (id, _) in BUILTIN {
        let profile = builtin(id).unwrap();
        let year = profile.first_year;
        for (what, projects) in odd() {
            let mut source: Source = super::testing::source(&format!("{year}-05"), projects);
            source.profile = profile.clone();
            source.month = month(&format!("{year}-05"));
            for project in std::sync::Arc::make_mut(&mut source.projects) {
                project.plan.entered = month(&format!("{year}-01"));
                project.plan.area.clone_from(&profile.areas[0].code);
                project.opening = Some(project.plan.clone());
                if let Some((from, _)) = &mut project.earlier {
                    *from = month(&format!("{year}-04"));
                }
            }
            for kind in Kind::ALL {
                for lang in [Lang::Zh, Lang::En] {
                    let made = publish(kind, &source, lang);
                    let made = made.unwrap_or_else(|why| panic!("{id} {what} {kind:?}: {why:?}"));
                    assert!(!made.title.is_empty() && !made.blocks.is_empty());
                    let (page, text) = (as_html(&made), as_csv(&made));
                    assert!(page.ends_with("</html>\n") && text.ends_with("\r\n"));
                    assert!(!page.contains("<b>"), "{id} {what} {kind:?}: markup");
                    for table in made.tables() {
                        let mut cells = table.rows.iter().flat_map(|row| row.cells.values());
                        let is_marked = cells.any(|cell| cell.mark == CARRIED_MARK);
                        let is_explained = table.notes.iter().any(|note| note.contains("“*”"));
                        assert!(
                            !is_marked || is_explained,
                            "{id} {what} {kind:?} {}",
                            table.id
                        );
                    }
                    for empty in ["{", "}", "NaN"] {
                        let said = super::testing::texts(&made);
                        let filled = said.iter().all(|text| !text.contains(empty));
                        assert!(filled, "{id} {what} {kind:?}: {said:?}");
                    }
                }
            }
        }
    }
}
