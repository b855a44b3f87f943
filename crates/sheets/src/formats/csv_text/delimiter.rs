//! What separates the cells of a text: told by what comes out, not by which sign is most frequent.
//! Amounts have commas, texts have semicolons, and exports put tabs behind codes.

use std::collections::BTreeMap;

const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];

/// So many rows tell it.
const LOOKED_AT: usize = 60;

/// The sign that cuts the first rows into the most cells that hold no other sign, all rows alike.
pub(crate) fn delimiter(text: &str) -> u8 {
    if let Some(said) = said(text) {
        return said;
    }
    // of equals the first
    let mut best = (b',', 0);
    for candidate in CANDIDATES {
        let clean = clean_cells(text, candidate);
        if clean > best.1 {
            best = (candidate, clean);
        }
    }
    best.0
}

/// `sep=;` in the first line, as one spreadsheet writes it for another.
fn said(text: &str) -> Option<u8> {
    let first = text.trim_start_matches('\u{feff}').lines().next()?;
    match first
        .trim()
        .trim_matches('"')
        .strip_prefix("sep=")?
        .as_bytes()
    {
        [] => Some(b'\t'),
        [one] if CANDIDATES.contains(one) => Some(*one),
        _ => None,
    }
}

/// The cells without another sign in them, of the rows that are as wide as most.
fn clean_cells(text: &str, candidate: u8) -> usize {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(candidate)
        .from_reader(text.as_bytes());
    let records = reader.records().take(LOOKED_AT).filter_map(Result::ok);
    let mut by_width: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for record in records.filter(|record| record.len() > 1) {
        let clean = record.iter().filter(|cell| is_clean(cell)).count();
        let (rows, cells) = by_width.entry(record.len()).or_default();
        *rows += 1;
        *cells += clean;
    }
    let usual = by_width.into_values().max_by_key(|(rows, _)| *rows);
    usual.map_or(0, |(_, cells)| cells)
}

fn is_clean(cell: &str) -> bool {
    let cell = cell.trim();
    !cell.is_empty() && !cell.bytes().any(|b| CANDIDATES.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_out_tells_it_and_not_the_number_of_signs() {
        for (text, sign) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a\tb,c\td\n", b'\t'),
            ("项目\t投资\t计划\n甲\t1,234,567\t1,000,000\n", b'\t'),
            ("项目;投资;计划\n甲;1,234,567;1,000,000\n", b';'),
            ("项目|投资|说明\n甲|1,234,567|征地;拆迁,完成\n", b'|'),
            // every cell of an export ends in a tab, or one in ten of them
            ("项目\t,代码\t,投资\t\n甲\t,2410\t,12\t\n", b','),
            (
                "项目,代码,投资\n甲,\t2410-451421\t\t\t,12\n乙,\t2410\t\t\t,9\n",
                b',',
            ),
            // enumerations in a cell
            (
                "项目,性质,计划,完成,说明\n甲,续建,1,2,征地;a;b;c\n乙,续建,3,4,a;b;c;d\n",
                b',',
            ),
            // a title and an empty row above
            ("2022年7月,,\n,,\n项目,投资,计划\n甲,1,2\n", b','),
            (
                "2022年7月; 单位：万元, 元\n项目\t投资\t计划\n甲\t1\t2\n",
                b'\t',
            ),
            ("sep=;\n项目;投资\n甲;1\n", b';'),
            ("alone\n", b','),
            ("", b','),
        ] {
            assert_eq!(char::from(delimiter(text)), char::from(sign), "{text}");
        }
    }
}
