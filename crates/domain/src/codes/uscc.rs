//! 统一社会信用代码 (GB 32100-2015): 18 characters, the last a check character modulo 31.

use super::tidy;
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
    /// A first character that no registrar has.
    #[error("it begins with {0}; the first character is 1–9, A, N or Y")]
    Registrar(char),
}

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
            Self::Registrar(c) => format!("首位为 {c}，首位应为 1–9、A、N 或 Y"),
        }
    }
}

/// The code as it is stored and printed: half-width capitals without blanks and dashes.
pub fn normalise(text: &str) -> String {
    tidy(text).replace('-', "")
}

/// Whether `text` is a unified social credit code, and who registered the unit.
pub fn check(text: &str) -> Result<Registrar, Fault> {
    let code = normalise(text);
    for (index, c) in code.chars().enumerate() {
        let place = index + 1;
        match c {
            'I' | 'O' | 'Z' | 'S' | 'V' => {
                return Err(Fault::Malformed(Reason::Letter(c, place)));
            }
            c if value(c).is_none() => return Err(Fault::Malformed(Reason::Character(c, place))),
            _ => {}
        }
    }
    let (Some(first), Some(found), LENGTH) =
        (code.chars().next(), code.chars().next_back(), code.len())
    else {
        return Err(Fault::Malformed(Reason::Length(code.len())));
    };
    let registrar = Registrar::of(first).ok_or(Fault::Malformed(Reason::Registrar(first)))?;
    match check_character(&code[..LENGTH - 1]) {
        Some(expected) if expected != found => Err(Fault::CheckCharacter { expected, found }),
        _ => Ok(registrar),
    }
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
            let body = format!("{first}2450700MB0000000");
            let code = format!("{body}{}", check_character(&body).unwrap());
            assert_eq!(check(&code).ok(), Registrar::of(first), "{code}");
        }
    }

    #[test]
    fn the_second_modulus_makes_31_a_zero() {
        let body = "10000000000000000".replacen("00", "0A", 1);
        let zero = (0..31)
            .map(|n| format!("1{}{}", char::from(ALPHABET[n]), &body[2..]))
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

    proptest! {
        #[test]
        fn every_single_slip_is_caught(
            body in "[1-9ANY][0-9A-HJ-NPQRTUWXY]{16}", at in 0_usize..18, by in 1_usize..31,
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
