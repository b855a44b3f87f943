use super::*;
use crate::plan::Nature;
use crate::publish::testing::{project, source, table};
use crate::publish::{Project, Source, monthly_table};

fn of(figures: &[&str]) -> Source {
    let made = |(at, y): (usize, &&str)| -> Project {
        project(&format!("p{at}"), Nature::Continuing, "100").reporting(&[("year_to_date", *y)])
    };
    source("2022-05", figures.iter().enumerate().map(made).collect())
}

#[test]
fn what_rounding_explains_is_noted_and_no_fault() {
    // 0.00, 0.00, 0.00 and 0.01 below
    let source = of(&["0.004", "0.004", "0.004"]);
    let document = monthly_table(&source, Lang::Zh);
    let document = proofread(document, &source.profile, Lang::Zh).unwrap();
    let notes = &table(&document, "projects").notes;
    let note = "部分数据因四舍五入，合计与分项之和有尾差：1—5月完成。";
    assert_eq!(notes, &[note]);
}

/// Somebody who computes a figure anew in a document that is made already.
#[test]
fn a_figure_that_does_not_follow_is_found_wherever_it_stands() {
    let source = of(&["30", "50"]);
    let made = monthly_table(&source, Lang::Zh);
    assert!(proofread(made.clone(), &source.profile, Lang::Zh).is_ok());
    for (row, key, code) in [
        (0, "year_to_date", "X702"),
        (1, "annual_plan", "X702"),
        (2, "year_to_date", "X702"),
        (3, "year_to_date", "X702"),
        (0, "completion", "X704"),
        (4, "completion", "X704"),
    ] {
        let mut wrong = made.clone();
        let Some(Block::Table(table)) = wrong.blocks.first_mut() else {
            panic!("no table");
        };
        let cell = table.rows[row].cells.get_mut(key).unwrap();
        "31.07".clone_into(&mut cell.shown);
        let refused = proofread(wrong, &source.profile, Lang::Zh).unwrap_err();
        let codes: Vec<String> = (refused.findings.iter())
            .map(|it| it.code.to_string())
            .collect();
        assert!(
            codes.iter().any(|found| found == code),
            "{row} {key}: {codes:?}"
        );
    }
}

#[test]
fn a_project_that_is_left_out_is_missed() {
    let source = of(&["30", "50"]);
    let mut document = monthly_table(&source, Lang::Zh);
    let Some(Block::Table(table)) = document.blocks.first_mut() else {
        panic!("no table");
    };
    table.rows[2].sums.pop();
    let refused = proofread(document, &source.profile, Lang::Zh).unwrap_err();
    let codes: Vec<String> = (refused.findings.iter())
        .map(|it| it.code.to_string())
        .collect();
    assert!(codes.contains(&"X701".to_owned()), "{codes:?}");
}
