//! Lists of accounts as an office has them: who, in which role, in which unit.

use yuebao_domain::text::Words;
use yuebao_domain::text::words;

use crate::formats::{OpenedFile, open};
use crate::grid::Grid;
use crate::note::Location;

/// Most lines of a list.
pub const MOST: usize = 2000;

/// One line of a list, in the words that stand there. What has no column is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountLine {
    /// The row, from 1.
    pub row: usize,
    /// 用户名.
    pub user: String,
    /// 姓名.
    pub name: Option<String>,
    /// 角色.
    pub role: Option<String>,
    /// 单位, by name or identifier.
    pub unit: Option<String>,
    /// 项目业主, by name or 统一社会信用代码.
    pub owner: Option<String>,
}

/// What is wrong with a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The row, from 1; 0 for the whole.
    pub row: usize,
    /// What and what to do, in Chinese and English.
    pub words: String,
}

impl Complaint {
    /// About one row.
    pub fn at(row: usize, words: impl Into<String>) -> Self {
        let words = words.into();
        Self { row, words }
    }
}

/// Which column is which, by what people call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    User,
    Name,
    Role,
    Unit,
    Owner,
}

const CALLED: &[(Column, &[&str])] = &[
    (
        Column::User,
        &[
            "用户名",
            "账号",
            "\u{5e10}号",
            "登录名",
            "user",
            "username",
            "account",
            "login",
        ],
    ),
    (Column::Name, &["姓名", "名字", "显示名", "name"]),
    (Column::Role, &["角色", "岗位", "role"]),
    (
        Column::Unit,
        &[
            "单位",
            "所在单位",
            "单位名称",
            "责任单位",
            "单位标识",
            "unit",
        ],
    ),
    (Column::Owner, &["项目业主", "业主", "owner"]),
];

const NO_HEADER: Words = words(
    "找不到表头：须有“用户名”一列，另有“姓名”“角色”“单位”“项目业主”",
    "there is no header: a column “user” is needed, beside “name”, “role”, “unit”, “owner”",
);
const NO_TABLE: Words = words(
    "须为表格（.xlsx、.csv 或从表格复制的内容）",
    "must be a table (.xlsx, .csv, or copied from one)",
);

/// Reads a file, or what was copied out of a table.
pub fn read(bytes: Vec<u8>) -> Result<Vec<AccountLine>, Complaint> {
    let whole = |words: Words| Complaint::at(0, format!("{} / {}", words.zh, words.en));
    let opened = open(bytes, &Location::default())
        .map_err(|why| Complaint::at(0, format!("{} / {}", why.zh, why.en)))?;
    let OpenedFile::Sheets(grids) = opened else {
        return Err(whole(NO_TABLE));
    };
    let mut found = grids.iter().filter_map(|grid| Some((grid, header(grid)?)));
    let (grid, (at, columns)) = found.next().ok_or_else(|| whole(NO_HEADER))?;
    let body = grid.rows.iter().enumerate().skip(at + 1);
    let lines = body.filter_map(|(row, _)| line(grid, row, &columns));
    let lines: Vec<AccountLine> = lines.take(MOST + 1).collect();
    if lines.len() > MOST {
        let said = format!(
            "一份名单最多 {MOST} 行，请分几次导入 / at most {MOST} lines: import it in parts"
        );
        return Err(Complaint::at(0, said));
    }
    Ok(lines)
}

/// The first row with a column for user names, and what its columns are.
fn header(grid: &Grid) -> Option<(usize, Vec<(Column, usize)>)> {
    grid.rows.iter().enumerate().find_map(|(row, cells)| {
        let named = cells.iter().enumerate();
        let named: Vec<(Column, usize)> = named
            .filter_map(|(at, cell)| Some((called(&cell.text())?, at)))
            .collect();
        let has_user = named.iter().any(|(column, _)| *column == Column::User);
        has_user.then_some((row, named))
    })
}

fn called(text: &str) -> Option<Column> {
    let text: String = text.split_whitespace().collect();
    let text = text.to_lowercase();
    let found = CALLED
        .iter()
        .find(|(_, names)| names.contains(&text.as_str()));
    found.map(|(column, _)| *column)
}

/// A line; `None` where every cell is empty.
fn line(grid: &Grid, row: usize, columns: &[(Column, usize)]) -> Option<AccountLine> {
    let mut line = AccountLine {
        row: row + 1,
        ..AccountLine::default()
    };
    let mut is_empty = true;
    for (column, at) in columns {
        let text = grid.cell(row, *at).text();
        is_empty &= text.is_empty();
        match column {
            Column::User => line.user = text,
            Column::Name => line.name = Some(text),
            Column::Role => line.role = Some(text),
            Column::Unit => line.unit = Some(text),
            Column::Owner => line.owner = Some(text),
        }
    }
    (!is_empty).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_what_people_call_them() {
        for text in [
            "用户名,姓名,角色,单位\nli,李四,信息员,交通局\n\nwang,王五,统筹协调人,发改局\n",
            "2022 年名单\nAccount\tName\tRole\tUnit\nli\t李四\t信息员\t交通局\n\nwang\t王五\t统筹协调人\t发改局\n",
        ] {
            let lines = read(text.as_bytes().to_vec()).unwrap();
            let users: Vec<&str> = lines.iter().map(|line| line.user.as_str()).collect();
            assert_eq!(users, ["li", "wang"], "{text}");
            assert_eq!(lines[0].unit.as_deref(), Some("交通局"));
            assert_eq!(lines[0].owner, None, "there is no such column");
            assert_eq!(lines[1].row, lines[0].row + 2, "as people count");
        }
    }

    #[test]
    fn what_is_no_list_is_refused_in_words() {
        for bytes in [&b"a,b\n1,2\n"[..], b"", b"%PDF-1.4", b"{}"] {
            let complaint = read(bytes.to_vec()).unwrap_err();
            assert!(complaint.words.contains(" / "), "{complaint:?}");
            assert_eq!(complaint.row, 0);
        }
    }
}
