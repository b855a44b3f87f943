//! 统一社会信用代码 (GB 32100-2015): 18 characters, the last a check character modulo 31.

use super::{ends_as_a_number, is_scientific, tidy};
use crate::period::Date;
use crate::text::{Words, words};

/// The characters in use; I, O, Z, S and V are left out because they look like digits.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Characters in all.
const LENGTH: usize = 18;

/// Who registers the unit: the first character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named by its label")]
pub enum Registrar {
    Establishment,
    ForeignAffairs,
    Justice,
    Culture,
    CivilAffairs,
    Tourism,
    ReligiousAffairs,
    TradeUnions,
    MarketRegulation,
    Military,
    Agriculture,
    Other,
}

impl Registrar {
    const fn of(first: char) -> Option<Self> {
        Some(match first {
            '1' => Self::Establishment,
            '2' => Self::ForeignAffairs,
            '3' => Self::Justice,
            '4' => Self::Culture,
            '5' => Self::CivilAffairs,
            '6' => Self::Tourism,
            '7' => Self::ReligiousAffairs,
            '8' => Self::TradeUnions,
            '9' => Self::MarketRegulation,
            'A' => Self::Military,
            'N' => Self::Agriculture,
            'Y' => Self::Other,
            _ => return None,
        })
    }

    /// The categories of unit that it registers, by the second character (table 1 of the standard).
    /// Civil affairs has given 4 to villagers' and residents' committees since 2017.
    const fn categories(self) -> &'static str {
        match self {
            Self::Establishment | Self::Agriculture => "1239",
            Self::Justice => "123459",
            Self::CivilAffairs => "12349",
            Self::Tourism | Self::ReligiousAffairs => "129",
            Self::MarketRegulation => "123",
            Self::Other => "1",
            Self::ForeignAffairs | Self::Culture | Self::TradeUnions | Self::Military => "19",
        }
    }

    /// The registrar in words.
    pub const fn label(self) -> Words {
        match self {
            Self::Establishment => words("机构编制", "establishment office"),
            Self::ForeignAffairs => words("外交", "foreign affairs"),
            Self::Justice => words("司法行政", "justice"),
            Self::Culture => words("文化", "culture"),
            Self::CivilAffairs => words("民政", "civil affairs"),
            Self::Tourism => words("旅游", "tourism"),
            Self::ReligiousAffairs => words("宗教", "religious affairs"),
            Self::TradeUnions => words("工会", "trade unions"),
            Self::MarketRegulation => words("市场监管", "market regulation"),
            Self::Military => words("中央军委改革和编制办公室", "military establishment office"),
            Self::Agriculture => words("农业", "agriculture"),
            Self::Other => words("其他", "other"),
        }
    }
}

/// Why a text is no valid credit code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not shaped as a credit code.
    #[error("{0}")]
    Malformed(Reason),
    /// The last character does not follow from the others: a slip in some character.
    #[error(
        "the check character is {found}, the others ask for {expected}; \
         compare character by character with the licence"
    )]
    CheckCharacter {
        /// What the first 17 characters ask for.
        expected: char,
        /// What stands there.
        found: char,
    },
}

/// What about the shape is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Another number of characters than 18.
    #[error("it has {0} characters; a unified social credit code has {LENGTH}")]
    Length(usize),
    /// One of I, O, Z, S, V.
    #[error(
        "it contains the letter {0} (character {1}), which these codes never use; \
         look for a digit that resembles it"
    )]
    Letter(char, usize),
    /// Anything else that is neither digit nor capital letter.
    #[error("it contains “{0}” (character {1}); only digits and capital letters are used")]
    Character(char, usize),
    /// It went through a spreadsheet's number, which keeps fifteen digits.
    #[error(
        "it was stored as a number, and digits were lost (a spreadsheet keeps 15 of {LENGTH}); make \
         the column text and copy the code again"
    )]
    Lost,
    /// A resident's identity number.
    #[error(
        "it is a resident's identity number, no credit code; give the unit's own code from its licence"
    )]
    Resident,
    /// A category that the registrar does not have.
    #[error(
        "its second character is {category}; codes that begin with {first} ({label}) have {known} there",
        label = .registrar.label().en,
        known = list(.registrar.categories(), ", ")
    )]
    Category {
        /// Who would have given the code.
        registrar: Registrar,
        /// The first character.
        first: char,
        /// The second.
        category: char,
    },
    /// A letter among the digits of the division.
    #[error(
        "it contains the letter {0} (character {1}), where the six digits of the division stand"
    )]
    Division(char, usize),
    /// A first character that no registrar has.
    #[error("it begins with {0}; the first character is 1–9, A, N or Y")]
    Registrar(char),
}

/// The fault of a code that went through a spreadsheet's number.
pub const LOST: Fault = Fault::Malformed(Reason::Lost);

impl Fault {
    /// The same sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Malformed(reason) => reason.zh(),
            Self::CheckCharacter { expected, found } => {
                format!("校验码为 {found}，按其余字符应为 {expected}，请对照营业执照逐位核对")
            }
        }
    }
}

impl Reason {
    /// The same sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Length(count) => format!("共 {count} 位，统一社会信用代码应为 {LENGTH} 位"),
            Self::Letter(c, place) => {
                format!("第 {place} 位为字母 {c}，代码中不使用 I、O、Z、S、V，请核对是否为数字")
            }
            Self::Character(c, place) => {
                format!("第 {place} 位为“{c}”，代码只用数字和大写字母")
            }
            Self::Lost => format!(
                "存成了数字，后几位数字已丢失（表格的数字只保留 15 位，应为 {LENGTH} 位），\
                 请把该列设为文本后重新填写"
            ),
            Self::Resident => {
                "是居民身份证号码，不是统一社会信用代码，请按营业执照填写单位的代码".to_owned()
            }
            Self::Category {
                registrar,
                first,
                category,
            } => format!(
                "第 2 位为 {category}，以 {first} 开头（{}）的代码第 2 位只有 {}",
                registrar.label().zh,
                list(registrar.categories(), "、")
            ),
            Self::Division(c, place) => {
                format!("第 {place} 位为字母 {c}，第 3 至 8 位为行政区划码，只用数字")
            }
            Self::Registrar(c) => format!("首位为 {c}，首位应为 1–9、A、N 或 Y"),
        }
    }
}

fn list(characters: &str, between: &str) -> String {
    let each: Vec<String> = characters.chars().map(String::from).collect();
    each.join(between)
}

/// The code as it is stored and printed: half-width capitals without blanks and dashes.
pub fn normalise(text: &str) -> String {
    tidy(text).replace('-', "")
}

/// Whether `text` is a unified social credit code, and who registered the unit.
pub fn check(text: &str) -> Result<Registrar, Fault> {
    let code = normalise(text);
    let registrar = shape(&code).map_err(Fault::Malformed)?;
    let (body, found) = code.split_at(LENGTH - 1);
    match (check_character(body), found.chars().next()) {
        (Some(expected), Some(found)) if expected != found => Err(if ends_as_a_number(&code) {
            Fault::Malformed(Reason::Lost)
        } else {
            Fault::CheckCharacter { expected, found }
        }),
        _ => Ok(registrar),
    }
}

/// Everything but the check character.
fn shape(code: &str) -> Result<Registrar, Reason> {
    if is_scientific(code) {
        return Err(Reason::Lost);
    }
    for (c, place) in code.chars().zip(1..) {
        match c {
            'I' | 'O' | 'Z' | 'S' | 'V' => return Err(Reason::Letter(c, place)),
            c if value(c).is_none() => return Err(Reason::Character(c, place)),
            _ => {}
        }
    }
    let mut characters = code.chars();
    let (Some(first), Some(category), LENGTH) = (characters.next(), characters.next(), code.len())
    else {
        return Err(Reason::Length(code.len()));
    };
    if is_resident(code) {
        return Err(Reason::Resident);
    }
    let registrar = Registrar::of(first).ok_or(Reason::Registrar(first))?;
    if !registrar.categories().contains(category) {
        return Err(Reason::Category {
            registrar,
            first,
            category,
        });
    }
    let mut division = (3..).zip(characters.take(6));
    match division.find(|(_, c)| !c.is_ascii_digit()) {
        Some((place, c)) => Err(Reason::Division(c, place)),
        None => Ok(registrar),
    }
}

/// Whether the 18 characters are a resident's identity number (GB 11643): six digits, a birthday,
/// three digits and a check character. One with a slip in it is none of ours either.
fn is_resident(code: &str) -> bool {
    let (body, last) = code.split_at(LENGTH - 1);
    if !body.bytes().all(|b| b.is_ascii_digit())
        || !last.contains(|c: char| c.is_ascii_digit() || c == 'X')
    {
        return false;
    }
    let part = |from: usize, to: usize| body[from..to].parse::<i16>().unwrap_or_default();
    let (year, month, day) = (part(6, 10), part(10, 12), part(12, 14));
    let is_birthday = (1900..2100).contains(&year)
        && (i8::try_from(month).ok().zip(i8::try_from(day).ok()))
            .is_some_and(|(month, day)| Date::new(year, month, day).is_ok());
    is_birthday
        && (last == resident_check(body) || !last.starts_with(|c| check_character(body) == Some(c)))
}

/// ISO 7064 MOD 11-2 over the first 17 digits.
fn resident_check(body: &str) -> &'static str {
    const BY_REST: [&str; 11] = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"];
    let sum = body
        .chars()
        .filter_map(|c| c.to_digit(10))
        .fold(0, |sum, digit| (sum + digit) * 2 % 11);
    BY_REST.get(sum as usize).copied().unwrap_or_default()
}

/// The check character that the first 17 characters ask for: weights 3^(i−1) modulo 31.
/// `None` unless there are exactly 17 characters of the alphabet.
pub fn check_character(body: &str) -> Option<char> {
    let (mut sum, mut weight, mut count) = (0, 1, 0);
    for c in body.chars() {
        sum = (sum + weight * value(c)?) % 31;
        weight = weight * 3 % 31;
        count += 1;
    }
    if count != LENGTH - 1 {
        return None;
    }
    ALPHABET.get((31 - sum % 31) % 31).copied().map(char::from)
}

fn value(c: char) -> Option<usize> {
    ALPHABET.binary_search(&u8::try_from(c).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_are_recognised_however_they_are_typed() {
        for text in [
            "91350100M000100Y43",
            "91110000600037341L",
            "9144030071526726XG",
            "91350100m000100y43",
            "９１３５０１００Ｍ０００１００Ｙ４３",
            " 9135 0100 M000 100Y 43 ",
            "91350100-M000100Y-43",
            "'91350100M000100Y43",
        ] {
            assert_eq!(check(text), Ok(Registrar::MarketRegulation), "{text}");
        }
        assert_eq!(normalise("ａ 1-b"), "A1B");
    }

    #[test]
    fn the_first_character_names_the_registrar() {
        for first in "123456789ANY".chars() {
            let body = format!("{first}1450700MB0000000");
            let code = format!("{body}{}", check_character(&body).unwrap());
            assert_eq!(check(&code).ok(), Registrar::of(first), "{code}");
        }
    }

    #[test]
    fn the_second_modulus_makes_31_a_zero() {
        let zero = (0..31)
            .map(|n| format!("1100000000000000{}", char::from(ALPHABET[n])))
            .find(|body| check_character(body) == Some('0'));
        assert!(zero.is_some_and(|body| check(&format!("{body}0")).is_ok()));
    }

    #[test]
    fn what_is_no_code_is_told_why() {
        for (text, reason) in [
            ("", Reason::Length(0)),
            ("91350100M000100Y4", Reason::Length(17)),
            ("91350100M000100Y433", Reason::Length(19)),
            ("9135O100M000100Y43", Reason::Letter('O', 5)),
            ("91350100M000l00i43", Reason::Letter('I', 16)),
            ("913501OOM000100Y43", Reason::Letter('O', 7)),
            ("91350100M0001z0Y43", Reason::Letter('Z', 14)),
            ("91350100M000100Y4s", Reason::Letter('S', 18)),
            ("91350100v000100Y43", Reason::Letter('V', 9)),
            ("91350100M000100Y4*", Reason::Character('*', 18)),
            ("钦1350100M000100Y43", Reason::Character('钦', 1)),
            ("01350100M000100Y43", Reason::Registrar('0')),
            ("B1350100M000100Y43", Reason::Registrar('B')),
            ("9.14507E+17", Reason::Lost),
            ("914507001990000000", Reason::Lost),
            ("9135K100M000100Y43", Reason::Division('K', 5)),
            ("91A50100M000100Y43", Reason::Division('A', 3)),
            ("9135010XM000100Y43", Reason::Division('X', 8)),
        ] {
            let fault = check(text).unwrap_err();
            assert_eq!(fault, Fault::Malformed(reason), "{text}");
            assert!(!fault.zh().is_empty() && !fault.to_string().is_empty());
        }
        let fault = check("91350100M000100Y44").unwrap_err();
        let expected = Fault::CheckCharacter {
            expected: '3',
            found: '4',
        };
        assert_eq!(fault, expected);
        assert!(fault.to_string().contains("is 4, the others ask for 3"));
    }

    #[test]
    fn registrar_and_category_fit() {
        let with = |start: &str| {
            let body = format!("{start}450700MB0000000");
            format!("{body}{}", check_character(&body).unwrap())
        };
        for start in [
            "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49",
            "51", "52", "53", "54", "59", "61", "62", "69", "71", "72", "79", "81", "89", "91",
            "92", "93", "A1", "A9", "N1", "N2", "N3", "N9", "Y1",
        ] {
            assert!(check(&with(start)).is_ok(), "{start}");
        }
        for start in [
            "10", "14", "22", "36", "42", "45", "50", "55", "63", "73", "82", "90", "94", "99",
            "A2", "N4", "Y2", "Y9", "9A",
        ] {
            let fault = check(&with(start)).unwrap_err();
            assert!(
                matches!(fault, Fault::Malformed(Reason::Category { .. })),
                "{start}: {fault}"
            );
        }
        let fault = check(&with("99")).unwrap_err();
        assert_eq!(
            fault.zh(),
            "第 2 位为 9，以 9 开头（市场监管）的代码第 2 位只有 1、2、3"
        );
    }

    #[test]
    fn a_residents_number_is_no_credit_code() {
        for body in [
            "45070219800101123",
            "11010119900307123",
            "31010520001231001",
            "91010119900307123",
        ] {
            let number = format!("{body}{}", resident_check(body));
            assert_eq!(
                check(&number),
                Err(Fault::Malformed(Reason::Resident)),
                "{number}"
            );
        }
        // the standard's own example
        assert_eq!(resident_check("11010519491231002"), "X");
        // no birthday there
        assert!(!is_resident("110101199013071230"));
    }

    proptest! {
        #[test]
        fn every_single_slip_is_caught(
            body in "(1[1239]|5[1-3]|9[1-3]|N[1-3]|Y1)[0-9]{6}[0-9A-HJ-NPQRTUWXY]{8}[A-H]", at in 0_usize..18, by in 1_usize..31,
        ) {
            let code = format!("{body}{}", check_character(&body).unwrap());
            prop_assert!(check(&code).is_ok());
            let was = value(code[at..].chars().next().unwrap()).unwrap();
            let now = char::from(ALPHABET[(was + by) % 31]);
            let slipped = format!("{}{now}{}", &code[..at], &code[at + 1..]);
            prop_assert!(check(&slipped).is_err(), "{}", slipped);
        }

        #[test]
        fn no_text_is_too_strange(text in any::<String>()) {
            prop_assert_eq!(check(&normalise(&text)), check(&text));
            let _ = check_character(&text);
        }
    }
}
