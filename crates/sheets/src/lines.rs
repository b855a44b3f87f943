//! What each row of a table is: a project, the total of some, or neither.

use std::ops::Range;

use super::choose::Header;
use super::columns::{Columns, PlanPart, Target};
use super::figures::amount;
use super::grid::{Cell, Grid};
use super::header::has_name;
use super::plain::{self, tidy};
use super::units;

/// A row that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its place in the grid.
    pub(crate) row: usize,
    /// The page that it is on, from 0.
    pub(crate) page: usize,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One project.
    Project,
    /// The total of the whole table.
    Total(Sum),
    /// The head of a part, at its depth: 一、 is 1, （一） is 2. It may carry the part's total.
    Part(usize, Sum),
    /// 小计.
    Subtotal(Sum),
    /// It says once more what others say: 其中, 占比, 上年同期.
    Restated,
    /// It has more cells than its header, or so few that they stand below the wrong ones.
    Shifted(usize),
    /// It looks like a header, but cannot be read as one.
    HeaderLike,
    /// Words across the page that are neither.
    Remark,
    /// It could not be told; it is left out, and said so.
    Unclear,
}

/// What a total says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Its words, without their number and the count.
    pub(crate) label: String,
    /// 238 of `新开工项目（238个）`.
    pub(crate) count: Option<u32>,
}

/// The rows of a page that say something. `is_group` knows the words of parts that are not numbered
/// (新开工, 钦南区).
pub(crate) fn read(
    grid: &Grid,
    header: &Header,
    (page, rows): (usize, Range<usize>),
    names: &Columns,
    is_group: impl Fn(&str) -> bool,
) -> Vec<Line> {
    let widths = Widths::of(grid, header, &rows);
    let mut is_lost = false;
    let kind = |row| {
        if is_lost {
            return None;
        }
        let kind = kind(grid, header, names, &is_group, row)?;
        // what stands below a header that is not understood would be read as something else
        is_lost = kind == Kind::HeaderLike;
        let is_shifted = kind.has_figures() && widths.are_shifted(grid, header, row);
        let kind = if is_shifted {
            Kind::Shifted(grid.rows.get(row).map_or(0, Vec::len))
        } else {
            kind
        };
        Some(Line { row, page, kind })
    };
    rows.filter_map(kind).collect()
}

impl Kind {
    /// Whether it may be a project whose figures are not known.
    pub(crate) fn is_unread(&self) -> bool {
        matches!(self, Self::Unclear | Self::Shifted(_) | Self::HeaderLike)
    }

    fn has_figures(&self) -> bool {
        !matches!(
            self,
            Self::Remark | Self::Restated | Self::HeaderLike | Self::Shifted(_)
        )
    }
}

/// How many cells the lines of a text have. In a workbook rows have no length of their own.
struct Widths {
    header: usize,
    is_text: bool,
    /// Every line is longer by the same empty cells.
    is_padded: bool,
}

impl Widths {
    fn of(grid: &Grid, header: &Header, rows: &Range<usize>) -> Self {
        let len = |row: usize| grid.rows.get(row).map_or(0, Vec::len);
        let width = grid.width_of(header);
        let mut filled = rows.clone().map(len).filter(|len| *len > 1);
        let first = filled.next().unwrap_or_default();
        Self {
            header: width,
            is_text: grid.is_text(),
            is_padded: first > width && filled.all(|len| len == first),
        }
    }

    fn are_shifted(&self, grid: &Grid, header: &Header, row: usize) -> bool {
        let Some(cells) = grid.rows.get(row).filter(|_| self.is_text) else {
            return false;
        };
        let beyond = cells.get(self.header..).unwrap_or_default();
        if beyond.iter().any(|cell| !cell.is_empty()) {
            return true;
        }
        let is_longer = !beyond.is_empty() && !self.is_padded;
        let is_shorter = cells.len() < self.header && misfits(grid, header, row);
        is_longer || is_shorter
    }
}

/// Whether an amount's column holds none: what a lost cell moves there.
fn misfits(grid: &Grid, header: &Header, row: usize) -> bool {
    let amounts = header
        .columns
        .iter()
        .filter(|column| column.target.is_amount());
    amounts.into_iter().any(|column| {
        let cell = grid.cell(row, column.at);
        amount(cell, column.unit).is_err()
    })
}

/// Whether words begin a part, a total or what restates, so that they are no title.
pub(crate) fn is_own(text: &str, names: &Columns) -> bool {
    let stated = Sum::read(text);
    let word = tidy(&stated.label);
    let is_sum = names.total.contains(&word) || names.subtotal.contains(&word);
    is_sum || depth(text).is_some() || is_restated(text, names)
}

pub(crate) fn is_foot(first: &str, names: &Columns) -> bool {
    let first = tidy(first);
    names.foot.iter().any(|word| {
        let rest = first.strip_prefix(word.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(', '.', '、']))
    })
}

/// 其中 says it whatever else the row has: a project is named otherwise.
fn is_of_which(label: &str) -> bool {
    tidy(label)
        .trim_start_matches(['-', '(', ':'])
        .starts_with("其中")
}

fn is_restated(label: &str, names: &Columns) -> bool {
    let label = tidy(label);
    let label = label.trim_start_matches(['-', '(', ':', '、', '.']);
    names
        .restated
        .iter()
        .any(|word| label.starts_with(word.as_str()))
}

fn kind(
    grid: &Grid,
    header: &Header,
    names: &Columns,
    is_group: &impl Fn(&str) -> bool,
    row: usize,
) -> Option<Kind> {
    let at = |target| {
        let column = header.column(target)?;
        Some(grid.cell(row, column.at)).filter(|cell| !cell.is_empty())
    };
    let text = |target| at(target).map(Cell::text).unwrap_or_default();
    let filled: Vec<&Cell> = (header.columns.iter())
        .map(|column| grid.cell(row, column.at))
        .filter(|cell| !cell.is_empty())
        .collect();
    let first = filled.first()?.text();
    if is_numbering(&filled) {
        return None;
    }
    if is_header_like(grid.rows.get(row).map_or(&[], Vec::as_slice), names) {
        return Some(Kind::HeaderLike);
    }
    let (serial, name) = (text(Target::Serial), text(Target::Plan(PlanPart::Name)));
    let words = if name.is_empty() {
        first.clone()
    } else {
        name.clone()
    };
    let stated = Sum::read(&words);
    let is_word = |list: &[String], text: &str| list.iter().any(|word| word == text);
    let bare = tidy(&stated.label);
    for text in [tidy(&serial), bare.clone()] {
        if is_word(&names.total, &text) {
            return Some(Kind::Total(stated));
        }
        if is_word(&names.subtotal, &text) {
            return Some(Kind::Subtotal(stated));
        }
    }
    if is_foot(&first, names) {
        return None;
    }
    let has = |part| at(Target::Plan(part)).is_some();
    let is_project_like = has(PlanPart::Code) || has(PlanPart::Owner) || has(PlanPart::Units);
    let is_numbered = !serial.is_empty() && serial.chars().all(|c| c.is_ascii_digit());
    let is_restated = is_restated(&words, names) || is_restated(&serial, names);
    if is_restated && (is_of_which(&words) || !is_project_like && !is_numbered) {
        return Some(Kind::Restated);
    }
    if !is_project_like {
        let depth = depth(&serial).or_else(|| depth(&words));
        if let Some(depth) = depth {
            return Some(Kind::Part(depth, stated));
        }
        let core = group_core(&bare);
        if !core.is_empty() && is_group(core) {
            return Some(Kind::Part(3, stated));
        }
        if ["合计", "小计", "总计", "共计", "汇总"]
            .iter()
            .any(|word| bare.ends_with(word))
        {
            return Some(Kind::Subtotal(stated));
        }
    }
    if plain::name(&name).is_empty() || !(is_numbered || filled.len() >= 3) {
        let is_remark = name.is_empty()
            && filled.len() == 1
            && matches!(filled[0], Cell::Text(text) if text.chars().any(char::is_alphabetic));
        return Some(if is_remark {
            Kind::Remark
        } else {
            Kind::Unclear
        });
    }
    Some(Kind::Project)
}

/// The word of a group without what is put behind it: 新开工项目 is about 新开工.
pub(crate) fn group_core(label: &str) -> &str {
    let label = label.strip_suffix("类项目").unwrap_or(label);
    let label = label
        .strip_suffix("合计")
        .or(label.strip_suffix("小计"))
        .unwrap_or(label);
    label.strip_suffix("项目").unwrap_or(label)
}

/// The name of a project's column and of another: a header that stands here again was found before,
/// this is a piece of one.
fn is_header_like(cells: &[Cell], names: &Columns) -> bool {
    let is_known = |cell: &&Cell| {
        let is_text = matches!(cell, Cell::Text(_));
        is_text && names.target(&plain::header_key(&cell.text())).is_some()
    };
    has_name(cells, names) && cells.iter().filter(is_known).count() >= 2
}

/// 甲 乙 1 2 3=1+2: the row that numbers the columns.
pub(super) fn is_numbering(filled: &[&Cell]) -> bool {
    let mut next = None;
    let mut count = 0;
    for cell in filled {
        let text: String = tidy(&cell.text()).replace(['(', ')'], "");
        if matches!(
            text.as_str(),
            "甲" | "乙" | "丙" | "丁" | "戊" | "栏次" | "序号"
        ) {
            continue;
        }
        let number = text
            .split_once('=')
            .map_or(text.as_str(), |(number, _)| number);
        let Ok(number) = number.parse::<u8>() else {
            return false;
        };
        if next.is_some_and(|next| next != number) {
            return false;
        }
        next = number.checked_add(1);
        count += 1;
    }
    count >= 3
}

/// 一、 is 1, （一） is 2.
fn depth(text: &str) -> Option<usize> {
    let text = tidy(text);
    let is_numeral = |c: char| "一二三四五六七八九十百".contains(c);
    if let Some(inner) = text.strip_prefix('(') {
        let (number, _) = inner.split_once(')')?;
        return (!number.is_empty() && number.chars().all(is_numeral)).then_some(2);
    }
    let rest = text.trim_start_matches(is_numeral);
    let has_number = rest.len() < text.len();
    (has_number && (rest.is_empty() || rest.starts_with(['、', '.', ',']))).then_some(1)
}

impl Sum {
    fn read(text: &str) -> Self {
        let tidied = tidy(text);
        let is_numeral = |c: char| "一二三四五六七八九十百".contains(c);
        let unnumbered = match depth(&tidied) {
            Some(2) => tidied.split_once(')').map_or("", |(_, rest)| rest),
            Some(_) => tidied
                .trim_start_matches(is_numeral)
                .trim_start_matches(['、', '.', ',']),
            None => &tidied,
        };
        let (label, count) = split_count(unnumbered.trim_end_matches([':', ';', '。']));
        let label = without_unit(label.trim_end_matches(':'));
        let label = if label.is_empty() {
            tidied.clone()
        } else {
            label
        };
        Self { label, count }
    }
}

/// 合计 of `合计(万元)`.
fn without_unit(label: &str) -> String {
    let bare = label.strip_suffix([')', ']']).and_then(|inner| {
        let (before, unit) = inner.rsplit_once(['(', '['])?;
        units::word(unit).map(|_| before)
    });
    bare.unwrap_or(label).to_owned()
}

/// 238 of `新开工项目(238个)`, `合计238个`, `共238项`.
fn split_count(text: &str) -> (String, Option<u32>) {
    let inner = text.trim_end_matches([')', ':']);
    let Some(before) = inner
        .strip_suffix(['个', '项'])
        .or_else(|| inner.strip_suffix("个项目"))
    else {
        return (text.to_owned(), None);
    };
    let label = before.trim_end_matches(|c: char| c.is_ascii_digit());
    match before[label.len()..].parse() {
        Ok(count) => {
            let label = label.trim_end_matches(['(', '共', ':', ',']);
            (label.to_owned(), Some(count))
        }
        Err(_) => (text.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::choose::{Choosing, choose};
    use super::super::{csv_text, header};
    use super::*;

    fn kinds(body: &str) -> Vec<(usize, Kind)> {
        let names = Columns::load([]).unwrap();
        let text = format!("序号,项目名称,项目代码,总投资,本月完成\n{body}");
        let grid = csv_text::read(text.as_bytes()).unwrap();
        let heads = header::find(&grid, &names).unwrap();
        let rows = heads.body..grid.rows.len();
        let with = Choosing {
            grid: &grid,
            rows: &rows,
            month: None,
            unit: None,
        };
        let header = choose(&heads, with);
        let is_group = |word: &str| matches!(word, "新开工" | "钦南区");
        let lines = read(&grid, &header, (0, rows.clone()), &names, is_group);
        lines
            .into_iter()
            .map(|line| (line.row, line.kind))
            .collect()
    }

    fn sum(label: &str, count: Option<u32>) -> Sum {
        Sum {
            label: label.to_owned(),
            count,
        }
    }

    #[test]
    fn nothing_is_read_below_a_header_that_is_not_understood() {
        let found = kinds("1,甲路,,3,1\n项目名称,序号,奇怪的列,别的列,\n乙,2,,3,1\n");
        let kinds: Vec<Kind> = found.into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [Kind::Project, Kind::HeaderLike]);
    }

    #[test]
    fn totals_and_parts_are_told_from_projects() {
        for (line, kind) in [
            (",合 计,,3,1", Some(Kind::Total(sum("合计", None)))),
            ("合计,,,3,1", Some(Kind::Total(sum("合计", None)))),
            (
                ",总计（545个）,,3,1",
                Some(Kind::Total(sum("总计", Some(545)))),
            ),
            (",合计545个,,3,1", Some(Kind::Total(sum("合计", Some(545))))),
            (
                "一,新开工项目（2 个）,,3,1",
                Some(Kind::Part(1, sum("新开工项目", Some(2)))),
            ),
            (
                "一、新开工项目,,,3,1",
                Some(Kind::Part(1, sum("新开工项目", None))),
            ),
            (",（二）钦南区,,,", Some(Kind::Part(2, sum("钦南区", None)))),
            (
                ",钦南区（１２项）,,3,1",
                Some(Kind::Part(3, sum("钦南区", Some(12)))),
            ),
            (",小计,,3,1", Some(Kind::Subtotal(sum("小计", None)))),
            (
                ",钦北区小计,,3,1",
                Some(Kind::Subtotal(sum("钦北区小计", None))),
            ),
            ("1,☆甲路,,3,1", Some(Kind::Project)),
            (
                "1,一、二号桥,2410-451421-04-01-627218,3,1",
                Some(Kind::Project),
            ),
            ("1,甲路（一期）,,,", Some(Kind::Project)),
            (",甲路,,3,1", Some(Kind::Project)),
            (",某物,,,", Some(Kind::Unclear)),
            (",,,3,1", Some(Kind::Unclear)),
            (",,,3,", Some(Kind::Unclear)),
            ("以上项目均已核对,,,,", Some(Kind::Remark)),
            ("填表人：李某,,,,", None),
            ("注：本表按月填报,,,,", None),
            ("序号,项目名称,,,本月", Some(Kind::HeaderLike)),
            ("合计：,,,3,1", Some(Kind::Total(sum("合计", None)))),
            (",合 计：,,3,1", Some(Kind::Total(sum("合计", None)))),
            (",合计（万元）,,3,1", Some(Kind::Total(sum("合计", None)))),
            (
                ",合计（共2个项目）：,,3,1",
                Some(Kind::Total(sum("合计", Some(2)))),
            ),
            (
                ",钦南区总计,,3,1",
                Some(Kind::Subtotal(sum("钦南区总计", None))),
            ),
            (",其中：民间投资,,3,1", Some(Kind::Restated)),
            (",#其中：工业,,3,1", Some(Kind::Restated)),
            ("其中：,工业,,3,1", Some(Kind::Restated)),
            (",（其中）中央投资,,3,1", Some(Kind::Restated)),
            (",占比（%）,,3,1", Some(Kind::Restated)),
            (",上年同期,,3,1", Some(Kind::Restated)),
            (",去年同期数,,3,1", Some(Kind::Restated)),
            (",同比增减,,3,1", Some(Kind::Restated)),
            ("1,增长极产业园,,3,1", Some(Kind::Project)),
            (
                ",增长极产业园,2410-451421-04-01-627218,3,1",
                Some(Kind::Project),
            ),
            ("1,其中：一期,,3,1", Some(Kind::Restated)),
            ("1,甲路,,1,800,1", Some(Kind::Shifted(6))),
            ("1,甲路,,3,1,", Some(Kind::Project)),
            ("1,甲路,", Some(Kind::Project)),
            ("1,甲路,9,续建", Some(Kind::Shifted(4))),
            ("甲,乙,1,2,3", None),
            ("(1),(2),(3),(4)=(3)/(2),(5)", None),
            ("1,甲,,10,5", Some(Kind::Project)),
            (",,,,", None),
            (" , ,,,", None),
        ] {
            let found = kinds(line).pop().map(|(_, kind)| kind);
            assert_eq!(found, kind, "{line}");
        }
    }
}
