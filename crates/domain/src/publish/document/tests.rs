use super::*;
use crate::check::testing::month;
use crate::money::{parse_plain, printed};

/// The document of the example: one group with one project, carried from April.
fn example() -> Document {
    let amount = |text: &str| {
        let amount = parse_plain(text).unwrap();
        Cell::number(Some(amount.wan()), |_| amount.grouped(2))
    };
    let column = |key: &'static str, title: &str, unit: &str, kind, places, width| Column {
        key: key.into(),
        title: title.to_owned(),
        group: String::new(),
        unit: unit.to_owned(),
        kind,
        places,
        width,
    };
    let figures = |row: &mut Row| {
        row.put("annual_plan", amount("1000"));
        row.put("year_to_date", amount("300").marked("*"));
        let rate = Cell::number(Some(30.into()), |rate| printed(rate, 1).to_string());
        let formula = Formula::Percent {
            of: "year_to_date".into(),
            over: "annual_plan".into(),
        };
        row.put("completion", rate.following(formula));
    };
    let mut total = Row::new(RowKind::Total, 0, "合计");
    figures(&mut total);
    total.count = Some(1);
    total.sums = vec![1];
    for key in ["annual_plan", "year_to_date"] {
        let cell = total.cells.remove(key).unwrap();
        total.put(key, cell.following(Formula::Sum));
    }
    let mut item = Row::new(RowKind::Item, 1, "甲路");
    item.put("number", Cell::count(1));
    item.put("planned_start", Cell::month(Some(month("2022-03"))));
    figures(&mut item);
    let table = Table {
        id: "projects".to_owned(),
        title: String::new(),
        columns: vec![
            column("number", "序号", "", ColumnKind::Ordinal, None, 3),
            column("name", "项目名称", "", ColumnKind::Text, None, 16),
            column("planned_start", "计划开工", "", ColumnKind::Month, None, 5),
            column(
                "annual_plan",
                "年度计划投资",
                "万元",
                ColumnKind::Figure,
                Some(2),
                7,
            ),
            column(
                "year_to_date",
                "1—5月完成",
                "万元",
                ColumnKind::Figure,
                Some(2),
                7,
            ),
            column(
                "completion",
                "完成年度计划",
                "%",
                ColumnKind::Figure,
                Some(1),
                5,
            ),
        ],
        label_column: "name".into(),
        rows: vec![total, item],
        notes: vec!["带“*”的数含结转的上期数。".to_owned()],
    };
    Document {
        id: "monthly-table".to_owned(),
        title: "某市重大项目进展情况月报表".to_owned(),
        heading: vec!["单位：万元".to_owned()],
        month: month("2022-05"),
        profile: "test".to_owned(),
        status: Status::Provisional,
        basis: "口径：暂计数，尚未封账。".to_owned(),
        page: Page::WIDE,
        blocks: vec![
            Block::heading(1, "一、总体情况"),
            Block::paragraph("截至5月底完成投资0.03亿元。"),
            Block::Table(table),
        ],
        foot: vec!["负责人：".to_owned()],
    }
}

#[test]
fn the_documented_example_is_what_programs_get() {
    let told = include_str!("example.json");
    let written = serde_json::to_string_pretty(&example()).unwrap();
    assert_eq!(written.trim(), told.trim(), "{written}");
}

#[test]
fn what_is_not_there_is_printed_as_such_and_carries_neither_mark_nor_formula() {
    let none = Cell::number(None, |figure| figure.to_string());
    let none = none.marked("*").following(Formula::Sum);
    assert_eq!((none.shown.as_str(), &*none.mark), ("—", ""));
    assert_eq!((none.figure(), &none.formula), (None, &None));
    for empty in [Cell::text(""), Cell::day(None), Cell::month(None)] {
        assert_eq!(empty, Cell::blank());
    }
}

#[test]
fn a_label_stands_in_its_column() {
    let document = example();
    let table = document.tables().next().unwrap();
    let shown: Vec<&str> = (table.columns.iter())
        .map(|column| table.rows[0].shown(table, &column.key))
        .collect();
    assert_eq!(shown, ["", "合计", "", "1,000.00", "300.00*", "30.0"]);
}

#[test]
fn all_columns_stand_beside_one_another_on_the_paper() {
    let document = example();
    let table = document.tables().next().unwrap();
    for (columns, page, size) in [
        (1, Page::WIDE, 22),
        (4, Page::WIDE, 16),
        (3, Page::LETTER, 10),
        (12, Page::LETTER, 8),
    ] {
        let columns = table.columns.iter().cycle().take(6 * columns);
        let wide = Table {
            columns: columns.cloned().collect(),
            ..Table::default()
        };
        assert_eq!(wide.character(page), size);
        let shares: u32 = wide.columns.iter().map(|one| wide.share(one)).sum();
        assert!((920..=1_000).contains(&shares), "{shares}");
    }
}
