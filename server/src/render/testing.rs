//! A document with everything that a renderer meets.

use rust_decimal::Decimal;
use yuebao_domain::publish::document::{
    Block, Cell, Column, ColumnKind, Page, Row, RowKind, Table,
};
use yuebao_domain::publish::{Document, Status};

fn column(key: &'static str, group: &str, title: &str, unit: &str, kind: ColumnKind) -> Column {
    Column {
        key: key.into(),
        title: title.to_owned(),
        group: group.to_owned(),
        unit: unit.to_owned(),
        kind,
        places: (kind == ColumnKind::Figure).then_some(2),
        width: 8,
    }
}

/// One table with a merged head, a carried figure, a negative one, and a name that is a formula and
/// markup.
pub(crate) fn document() -> Document {
    let figure = |text: &str, shown: &str| {
        let value = Decimal::from_str_exact(text).ok();
        Cell::number(value, |_| shown.to_owned())
    };
    let mut total = Row::new(RowKind::Total, 0, "合计");
    total.put("year", figure("1234.5", "1,234.50").marked("*"));
    let mut item = Row::new(RowKind::Item, 1, "=1+1<b>路</b>");
    item.put("year", figure("-1234.5", "-1,234.50"));
    item.put("month", Cell::number(None, |none| none.to_string()));
    item.put("text", Cell::text("1.甲\n2.乙"));
    Document {
        id: "monthly-table".to_owned(),
        title: "月报表".to_owned(),
        heading: vec!["填报单位（盖章）：".to_owned(), "单位：万元".to_owned()],
        month: yuebao_domain::period::Month::FIRST,
        profile: "test".to_owned(),
        status: Status::Provisional,
        basis: "口径：暂计数。".to_owned(),
        page: Page::WIDE,
        blocks: vec![
            Block::heading(1, "一、总体情况"),
            Block::paragraph("完成投资0.12亿元。"),
            Block::Table(Table {
                id: "projects".to_owned(),
                title: "表一".to_owned(),
                columns: vec![
                    column("name", "", "项目名称", "", ColumnKind::Text),
                    column("month", "完成投资", "本月", "万元", ColumnKind::Figure),
                    column("year", "完成投资", "1—5月", "万元", ColumnKind::Figure),
                    column("text", "", "存在问题", "", ColumnKind::Text),
                ],
                label_column: "name".into(),
                rows: vec![total, item],
                notes: vec!["未报1项。".to_owned()],
            }),
        ],
        foot: vec!["负责人：".to_owned(), "电话：".to_owned()],
    }
}
