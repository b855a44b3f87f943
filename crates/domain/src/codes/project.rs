//! 投资项目统一代码 (GB/T 40058-2021): `YYMM-AAAAAA-DD-TT-RRRRRC`, and the form before November 2020.

use super::{ends_as_a_number, is_scientific, tidy};
use crate::text::{Words, words};

/// Digits in each group.
const GROUPS: [usize; 5] = [4, 6, 2, 2, 6];
/// Digits in all.
const LENGTH: usize = 20;

/// The two forms in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Since November 2020: year and month, area, department, type, five digits and a check digit.
    New,
    /// Before: `YYYY-AAAAAA-II-TT-NNNNNN`, no check digit.
    Old,
}

impl Form {
    /// The form in words.
    pub const fn label(self) -> Words {
        match self {
            Self::New => words("新版代码", "new form"),
            Self::Old => words("旧版代码（无校验位）", "old form (no check digit)"),
        }
    }
}

/// Why a text is no valid project code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Neither the new nor the old form.
    #[error("{0}")]
    Malformed(Reason),
    /// A new-form code whose last digit does not follow from the others: a slip in some digit.
    #[error(
        "the check digit is {found}, the other digits ask for {expected}; compare digit by digit"
    )]
    CheckCharacter {
        /// What the first 19 digits ask for.
        expected: char,
        /// What stands there.
        found: char,
    },
}

/// What about the shape is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Another number of digits than 20.
    #[error("it has {0} digits; a project code has {LENGTH}, as in 2410-451421-04-01-627218")]
    Length(usize),
    /// It went through a spreadsheet's number, which keeps fifteen digits.
    #[error(
        "it was stored as a number, and digits were lost (a spreadsheet keeps 15 of {LENGTH}); make \
         the column text and copy the code again"
    )]
    Lost,
    /// Something that is neither digit nor dash.
    #[error("it contains “{0}”; a project code has digits and dashes only")]
    Character(char),
    /// Dashes at other places than after the 4th, 10th, 12th and 14th digit.
    #[error("its dashes are out of place; write it as 2410-451421-04-01-627218")]
    Groups,
    /// A month that does not exist, in the new form.
    #[error("it begins with {0}, which is no year and month: there is no month {month}", month = &.0[2..])]
    Month(String),
    /// Neither a year of the old form nor a year and month of the new one.
    #[error(
        "it begins with {0}; new codes begin with year and month (2011 for November 2020, 2101, …), \
         old ones with a year from 2013 to 2020"
    )]
    Time(String),
}

/// The fault of a code that went through a spreadsheet's number.
pub const LOST: Fault = Fault::Malformed(Reason::Lost);

impl Fault {
    /// The same sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Malformed(reason) => reason.zh(),
            Self::CheckCharacter { expected, found } => {
                format!("校验位为 {found}，按其余数字应为 {expected}，请逐位核对")
            }
        }
    }
}

impl Reason {
    /// The same sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Length(count) => {
                format!("共 {count} 位数字，项目代码应为 {LENGTH} 位，如 2410-451421-04-01-627218")
            }
            Self::Lost => format!(
                "存成了数字，后几位数字已丢失（表格的数字只保留 15 位，应为 {LENGTH} 位），\
                 请把该列设为文本后重新复制代码"
            ),
            Self::Character(c) => format!("含有“{c}”，项目代码只有数字和短横线"),
            Self::Groups => "短横线位置不对，应如 2410-451421-04-01-627218".to_owned(),
            Self::Month(time) => format!("开头 {time} 不是年月：没有 {} 月", &time[2..]),
            Self::Time(time) => format!(
                "开头 {time} 有误：新版代码以年月开头（2011 即 2020 年 11 月，2101 …），\
                 旧版以 2013 至 2020 的年份开头"
            ),
        }
    }
}

/// The code as it is stored and printed: half-width, without blanks; twenty digits without dashes
/// get theirs. What is no code comes out tidied, not corrected.
pub fn normalise(text: &str) -> String {
    let tidied = tidy(text);
    let tidied = tidied.trim_matches('-');
    if tidied.len() != LENGTH || !tidied.bytes().all(|b| b.is_ascii_digit()) {
        return tidied.to_owned();
    }
    let mut rest = tidied;
    let groups = GROUPS.map(|length| {
        let (group, after) = rest.split_at(length);
        rest = after;
        group
    });
    groups.join("-")
}

/// Whether `text` is a project code, and of which form.
pub fn check(text: &str) -> Result<Form, Fault> {
    let code = normalise(text);
    if is_scientific(&code) {
        return Err(Fault::Malformed(Reason::Lost));
    }
    if let Some(c) = code.chars().find(|c| !c.is_ascii_digit() && *c != '-') {
        return Err(Fault::Malformed(Reason::Character(c)));
    }
    let digits = code.replace('-', "");
    if digits.len() != LENGTH {
        return Err(Fault::Malformed(Reason::Length(digits.len())));
    }
    if !code.split('-').map(str::len).eq(GROUPS) {
        return Err(Fault::Malformed(Reason::Groups));
    }
    let form = form(&digits[..4]).map_err(Fault::Malformed)?;
    let (body, found) = digits.split_at(LENGTH - 1);
    match (form, check_digit(body), found.chars().next()) {
        (Form::New, Some(expected), Some(found)) if expected != found => {
            Err(if ends_as_a_number(&digits) {
                Fault::Malformed(Reason::Lost)
            } else {
                Fault::CheckCharacter { expected, found }
            })
        }
        _ => Ok(form),
    }
}

/// 2013–2020 is a year, since no month is 13 or above; 2011 and 2012 are November and December 2020.
fn form(time: &str) -> Result<Form, Reason> {
    let month = time[2..].parse().unwrap_or(0);
    match time.parse().unwrap_or(0) {
        2011..=2012 => Ok(Form::New),
        2013..=2020 => Ok(Form::Old),
        2101.. if (1..=12).contains(&month) => Ok(Form::New),
        2100.. => Err(Reason::Month(time.to_owned())),
        _ => Err(Reason::Time(time.to_owned())),
    }
}

/// The check digit that the first 19 digits of a new-form code ask for (ISO 7064 MOD 11,10);
/// dashes are skipped. `None` unless there are exactly 19 digits.
pub fn check_digit(body: &str) -> Option<char> {
    let (mut product, mut count) = (10, 0);
    for c in body.chars().filter(|c| *c != '-') {
        let sum = match (c.to_digit(10)? + product) % 10 {
            0 => 10,
            sum => sum,
        };
        product = 2 * sum % 11;
        count += 1;
    }
    if count != LENGTH - 1 {
        return None;
    }
    char::from_digit((11 - product) % 10, 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VALID: [&str; 3] = [
        "2410-451421-04-01-627218",
        "2509-320193-89-01-544060",
        "2603-141124-89-05-346948",
    ];

    #[test]
    fn codes_are_recognised_however_they_are_typed() {
        for code in VALID {
            assert_eq!(check(code), Ok(Form::New), "{code}");
            assert_eq!(check(&code.replace('-', "")), Ok(Form::New), "{code}");
            assert_eq!(normalise(&code.replace('-', "")), code);
        }
        for text in [
            "２４１０－４５１４２１－０４－０１－６２７２１８",
            "2410—451421—04—01—627218",
            " 2410 451421 04 01 627218 ",
            "'2410-451421-04-01-627218",
            "\u{feff}2410-451421-04-01-627218\t",
            "-2410-451421-04-01-627218-",
        ] {
            assert_eq!(check(text), Ok(Form::New), "{text}");
            assert_eq!(normalise(text), VALID[0], "{text}");
        }
    }

    #[test]
    fn the_old_form_begins_with_a_year() {
        for year in 2013..=2020 {
            assert_eq!(check(&format!("{year}-451421-88-03-016343")), Ok(Form::Old));
        }
        for time in ["2011", "2012", "2101", "2112", "9912"] {
            let body = format!("{time}-451421-04-01-62721");
            let code = format!("{body}{}", check_digit(&body).unwrap());
            assert_eq!(check(&code), Ok(Form::New), "{code}");
        }
    }

    #[test]
    fn a_wrong_check_digit_names_the_right_one() {
        let fault = check("2410-451421-04-01-627217").unwrap_err();
        let expected = Fault::CheckCharacter {
            expected: '8',
            found: '7',
        };
        assert_eq!(fault, expected);
        assert_eq!(fault.zh(), "校验位为 7，按其余数字应为 8，请逐位核对");
    }

    #[test]
    fn what_is_no_code_is_told_why() {
        for (text, reason) in [
            ("", Reason::Length(0)),
            ("——", Reason::Length(0)),
            ("2410-451421-04-01-62721", Reason::Length(19)),
            ("2410-451421-04-01-6272188", Reason::Length(21)),
            ("2410-451421-04-01-62721X", Reason::Character('X')),
            ("2410-45l421-04-01-627218", Reason::Character('L')),
            ("2.41045142104016E+19", Reason::Lost),
            ("2.41045E+19", Reason::Lost),
            ("24104514210401600000", Reason::Lost),
            ("2.5", Reason::Character('.')),
            ("2410-451421-04-01-６２七218", Reason::Character('七')),
            ("24104-51421-04-01-627218", Reason::Groups),
            ("2410--451421-04-01-627218", Reason::Groups),
            ("2410-4514210401-627218", Reason::Groups),
            ("2413-451421-04-01-627218", Reason::Month("2413".to_owned())),
            ("2400-451421-04-01-627218", Reason::Month("2400".to_owned())),
            ("2100-451421-04-01-627218", Reason::Month("2100".to_owned())),
            ("2010-451421-04-01-627218", Reason::Time("2010".to_owned())),
            ("2021-451421-88-03-016343", Reason::Time("2021".to_owned())),
            ("1912-451421-88-03-016343", Reason::Time("1912".to_owned())),
            ("0000-000000-00-00-000000", Reason::Time("0000".to_owned())),
        ] {
            let fault = check(text).unwrap_err();
            assert_eq!(fault, Fault::Malformed(reason), "{text}");
            assert!(!fault.zh().is_empty() && !fault.to_string().is_empty());
        }
        let month = check("2413-451421-04-01-627218").unwrap_err();
        assert!(month.to_string().contains("no month 13"), "{month}");
        assert!(month.zh().contains("没有 13 月"), "{}", month.zh());
    }

    proptest! {
        #[test]
        fn every_single_slip_in_a_new_code_is_caught(
            year in 21_u32..100, month in 1_u32..=12, rest in "[0-9]{15}",
            at in 0_usize..20, by in 1_u32..10,
        ) {
            let body = format!("{year}{month:02}{rest}");
            let code = format!("{body}{}", check_digit(&body).unwrap());
            prop_assert_eq!(check(&code), Ok(Form::New));
            let digit = code[at..=at].parse::<u32>().unwrap();
            let slipped = format!("{}{}{}", &code[..at], (digit + by) % 10, &code[at + 1..]);
            prop_assert!(check(&slipped).is_err(), "{}", slipped);
        }

        #[test]
        fn no_text_is_too_strange(text in any::<String>()) {
            let verdict = check(&text);
            prop_assert_eq!(check(&normalise(&text)), verdict);
            prop_assert_eq!(normalise(&normalise(&text)), normalise(&text));
            let _ = check_digit(&text);
        }
    }
}
