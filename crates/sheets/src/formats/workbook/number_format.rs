//! What a spreadsheet's number format makes of a number: `0!.0,` shows ten thousandths, `0.00"亿元"` puts a
//! unit behind it.

use rust_decimal::Decimal;

use crate::grid::{Cell, Scaled};
use crate::values::units;

/// The cell that a number with this format is read as. A format that only says how many places are
/// shown leaves the number alone.
pub(crate) fn shown(number: Decimal, code: &str) -> Cell {
    let Some(section) = section(number, code) else {
        return Cell::Number(number);
    };
    let Shown { powers, words } = read(section);
    if powers == 0 && words.is_empty() {
        return Cell::Number(number);
    }
    let factor = 10_i64.checked_pow(powers.into()).map(Decimal::from);
    let scaled = factor.and_then(|factor| number.checked_div(factor));
    scaled.map_or_else(
        || Cell::Broken(format!("{number} {code}")),
        |scaled| {
            Cell::Scaled(Scaled {
                number: scaled.normalize(),
                powers,
                words,
            })
        },
    )
}

/// The part of the format that is for this number: by conditions if it has some, else by sign.
fn section(number: Decimal, code: &str) -> Option<&str> {
    let sections = split(code);
    let conditions: Vec<Option<bool>> = (sections.iter())
        .map(|section| condition(section, number))
        .collect();
    if conditions.iter().any(Option::is_some) {
        let met = conditions.iter().position(|met| *met == Some(true));
        let other = || conditions.iter().position(Option::is_none);
        return sections.get(met.or_else(other)?).copied();
    }
    let at = match sections.len() {
        0 | 1 => 0,
        2 => usize::from(number.is_sign_negative()),
        _ if number.is_zero() => 2,
        _ => usize::from(number.is_sign_negative()),
    };
    sections.get(at).copied()
}

/// At each `;` that is no literal.
fn split(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut is_quoted, mut is_escaped) = (0, false, false);
    for (at, c) in code.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '"' => is_quoted = !is_quoted,
            '\\' | '!' if !is_quoted => is_escaped = true,
            ';' if !is_quoted => {
                sections.push(&code[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&code[start..]);
    sections
}

/// Whether `[>=10000]` holds; `None` if the section has no condition.
fn condition(section: &str, number: Decimal) -> Option<bool> {
    for part in section.split('[').skip(1) {
        let (inner, _) = part.split_once(']')?;
        let digits = inner.trim_start_matches(['<', '>', '=']);
        let Ok(bound) = digits.parse::<Decimal>() else {
            continue;
        };
        return Some(match &inner[..inner.len() - digits.len()] {
            ">=" => number >= bound,
            ">" => number > bound,
            "<=" => number <= bound,
            "<" => number < bound,
            "=" => number == bound,
            "<>" => number != bound,
            _ => return None,
        });
    }
    None
}

struct Shown {
    /// By how many powers of ten what is shown is smaller than the number.
    powers: u8,
    /// What is put behind it, or another currency's sign before it.
    words: String,
}

/// Commas behind the last digit divide by a thousand each; a point that is only a literal moves the
/// places that follow it.
fn read(section: &str) -> Shown {
    // before the digits and behind them
    let (mut before, mut behind) = (String::new(), String::new());
    let (mut commas, mut moved) = (0_u8, 0_u8);
    let (mut has_digits, mut is_after_point) = (false, false);
    let mut chars = section.chars();
    while let Some(c) = chars.next() {
        let literals = if has_digits { &mut behind } else { &mut before };
        match c {
            '"' => {
                let text: String = chars.by_ref().take_while(|c| *c != '"').collect();
                is_after_point |= text == "." && has_digits;
                literals.push_str(&text);
            }
            '\\' | '!' => {
                let next = chars.next().unwrap_or(' ');
                is_after_point |= next == '.' && has_digits;
                literals.push(next);
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                literals.push_str(currency(&inner));
            }
            '_' | '*' => {
                chars.next();
            }
            '0' | '#' | '?' => {
                has_digits = true;
                commas = 0;
                moved += u8::from(is_after_point);
            }
            // General
            'G' => has_digits = true,
            ',' if has_digits => commas = commas.saturating_add(1),
            '.' => is_after_point = false,
            _ if c.is_ascii() && c != '$' => {}
            _ => literals.push(c),
        }
    }
    Shown {
        powers: commas.saturating_mul(3).saturating_add(moved),
        words: words(&before, &behind),
    }
}

/// `$¥-804` is a sign and a language.
fn currency(inner: &str) -> &str {
    let sign = inner.strip_prefix('$').unwrap_or_default();
    sign.split('-').next().unwrap_or_default()
}

/// What stands behind the digits, and before them if it is a unit; without brackets, blanks, signs
/// and our own currency's.
fn words(before: &str, behind: &str) -> String {
    let is_idle = |c: &char| {
        c.is_whitespace() || matches!(c, '.' | '-' | '+' | '(' | ')' | '¥' | '￥' | '△' | '▲')
    };
    let bare = |text: &str| {
        let bare: String = text.chars().filter(|c| !is_idle(c)).collect();
        // what General is called in a Chinese spreadsheet
        bare.replace("通用格式", "")
    };
    let (before, behind) = (bare(before), bare(behind));
    if units::word(&before).is_some() {
        before + &behind
    } else {
        behind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_scale_or_name_what_is_shown() {
        for (number, code, expected) in [
            ("86000000", "0!.0,", "8600/4"),
            ("86000000", "0\\.0,", "8600/4"),
            ("86000000", "0\".\"0,", "8600/4"),
            ("86000000", "#,##0!.0000", "8600/4"),
            ("86000000", "0!.0,\"万\"", "8600/4万"),
            ("86000000", "0.00,,", "86/6"),
            ("86000000", "#,##0.00,,\"百万元\"", "86/6百万元"),
            ("86000000", "0!.00,,", "0.86/8"),
            ("86000000", "0.00,", "86000/3"),
            ("0.86", "0.00\"亿元\"", "0.86/0亿元"),
            ("0.86", "\"亿元\"0.00", "0.86/0亿元"),
            ("0.86", "G/通用格式\"亿元\"", "0.86/0亿元"),
            ("0.86", "General\"亿元\"", "0.86/0亿元"),
            ("8600", "0.00_ \"万元\"_ ", "8600/0万元"),
            ("-8600", "0\"万元\";(0\"亿元\")", "-8600/0亿元"),
            ("8600", "[$$-409]#,##0.00", "8600/0$"),
            ("8600", "\"US$\"#,##0", "8600/0US$"),
            ("8600", "$#,##0", "8600/0$"),
            ("8600", "0\"个\"", "8600/0个"),
            (
                "120000000",
                "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"",
                "1.2/8亿元",
            ),
            (
                "86000",
                "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"",
                "8.6/4万元",
            ),
            (
                "860",
                "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"",
                "860/0元",
            ),
        ] {
            let Cell::Scaled(found) = shown(number.parse().unwrap(), code) else {
                panic!("{code} does not scale");
            };
            let told = format!("{}/{}{}", found.number, found.powers, found.words);
            assert_eq!(told, expected, "{code}");
        }
    }

    #[test]
    fn formats_that_only_print_leave_the_number_alone() {
        for code in [
            "General",
            "0",
            "0.00",
            "#,##0.00",
            "#,##0.00_ ;[Red]-#,##0.00\\ ",
            "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "¥#,##0.00",
            "\"￥\"#,##0.00;\"￥\"-#,##0.00",
            "[$¥-804]#,##0.00",
            "[DBNum1][$-804]0",
            "0;△0",
            "\"m\"0.00",
            "0.00;(0.00)",
            "@",
            "",
        ] {
            for number in ["8600", "-8600", "0"] {
                let number: Decimal = number.parse().unwrap();
                assert_eq!(shown(number, code), Cell::Number(number), "{code}");
            }
        }
    }
}
