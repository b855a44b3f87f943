//! Why a total was not checked, in words.

use crate::note::Message;

pub(super) fn rows_unread(label: &str, rows: &[usize]) -> Message {
    let list: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
    (
        format!("“{label}”没有核对：第 {} 行没有读出", list.join("、")),
        format!(
            "“{label}” was not checked: row {} could not be read",
            list.join(", ")
        ),
    )
}

pub(super) fn measure_unchecked(label: &str, measure: &str, (zh, en): Message) -> Message {
    (
        format!("“{label}”的“{measure}”没有核对：{zh}"),
        format!("“{measure}” of “{label}” was not checked: {en}"),
    )
}

pub(super) fn no_figure(row: usize, text: &str) -> Message {
    let row = row + 1;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (
        format!("第 {row} 行的“{text}”不是一个数"),
        format!("“{text}” in row {row} is not one figure"),
    )
}

pub(super) fn no_column(row: usize) -> Message {
    let row = row + 1;
    (
        format!("第 {row} 行所在的一页没有这一列"),
        format!("the page of row {row} has no such column"),
    )
}

pub(super) fn nothing_to_add() -> Message {
    (
        "没有可以相加的行".to_owned(),
        "no row has anything to add".to_owned(),
    )
}
