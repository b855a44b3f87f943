//! Telephone numbers as offices write them.

/// What several numbers in one box are separated by.
const BETWEEN: [char; 8] = ['、', '，', ',', '；', ';', '/', '／', '\n'];
/// Most digits in a row, with spaces and hyphens between, that are no number.
const FEW: usize = 6;

/// The same in plain digits and signs, without space around it.
pub fn plain(text: &str) -> String {
    text.trim().chars().map(plain_sign).collect()
}

const fn plain_sign(c: char) -> char {
    match c {
        '０' => '0',
        '１' => '1',
        '２' => '2',
        '３' => '3',
        '４' => '4',
        '５' => '5',
        '６' => '6',
        '７' => '7',
        '８' => '8',
        '９' => '9',
        '＋' => '+',
        '－' | '—' | '–' | '‐' => '-',
        '（' => '(',
        '）' => ')',
        '\u{3000}' => ' ',
        other => other,
    }
}

/// The numbers in a box, each as it is written and as it is dialled.
pub fn numbers(text: &str) -> Vec<(String, String)> {
    let text = plain(text);
    let each = text.split(BETWEEN).map(str::trim);
    let each = each.filter(|one| !one.is_empty());
    each.map(|one| (one.to_owned(), dialled(one))).collect()
}

/// What a telephone is given: digits, and a pause before an extension.
fn dialled(one: &str) -> String {
    let (number, extension) = parted(one);
    let plus = if number.trim().starts_with('+') {
        "+"
    } else {
        ""
    };
    let mut dialled = format!("{plus}{}", digits(number));
    if !extension.is_empty() {
        dialled.push(',');
        dialled.push_str(&digits(extension));
    }
    dialled
}

/// The number and its extension, if it has one.
fn parted(one: &str) -> (&str, &str) {
    let behind = |sign| one.split_once(sign);
    let parts = behind('转').or_else(|| behind('x'));
    parts
        .or_else(|| {
            // 0777-0000000-801: the second hyphen of a landline number
            let (number, extension) = one.rsplit_once('-')?;
            let is_short = extension.len() < 5 && digits(number).len() >= 10;
            (is_short && number.contains('-')).then_some((number, extension))
        })
        .unwrap_or((one, ""))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether every number in a box is a mobile number of eleven digits, or a landline with its area code.
pub fn is_usual(text: &str) -> bool {
    let all = numbers(text);
    !all.is_empty() && all.iter().all(|(written, _)| is_one(written))
}

fn is_one(written: &str) -> bool {
    let (number, extension) = parted(written);
    let signs = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+');
    let is_clean = number.chars().all(signs);
    let all = digits(number);
    let national = if number.trim().starts_with('+') {
        all.strip_prefix("86").unwrap_or("")
    } else {
        &all
    };
    let second = national.chars().nth(1).unwrap_or('0');
    let is_mobile = national.starts_with('1') && second >= '3' && national.len() == 11;
    // 010 and 02x have three digits, the others four; seven or eight follow
    let is_short_code = national.starts_with("01") || national.starts_with("02");
    let code = if is_short_code { 3 } else { 4 };
    let follow = national.len().saturating_sub(code);
    let is_landline = national.starts_with('0') && second != '0' && matches!(follow, 7 | 8);
    let is_service = national.len() == 10
        && ["400", "800"]
            .iter()
            .any(|service| national.starts_with(service));
    is_clean && ((is_mobile && extension.is_empty()) || is_landline || is_service)
}

/// Whether a number stands in a text: seven digits in a row, with spaces and hyphens between.
pub fn is_in(text: &str) -> bool {
    let mut run = 0;
    for c in text.chars().map(plain_sign) {
        match c {
            '0'..='9' => run += 1,
            ' ' | '-' => {}
            _ => run = 0,
        }
        if run > FEW {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_numbers_are_told_from_odd_ones() {
        for (text, usual) in [
            ("13800000000", true),
            ("138 0000 0000", true),
            ("１３８００００００００", true),
            ("+86 138-0000-0000", true),
            ("0777-0000000", true),
            ("（0771）00000000", true),
            ("010-00000000", true),
            ("0777-0000000-801", true),
            ("0777-0000000转801", true),
            ("400-000-0000", true),
            ("13800000000、0777-0000000", true),
            ("", false),
            ("1380000000", false),
            ("12800000000", false),
            ("138000000000", false),
            ("0000000", false),
            ("0077-0000000", false),
            ("0777-000000", false),
            ("13800000000、12345", false),
            ("张三 13800000000", false),
            ("见名单", false),
        ] {
            assert_eq!(is_usual(text), usual, "{text}");
        }
    }

    #[test]
    fn what_is_dialled_is_digits() {
        for (text, dialled) in [
            ("（0777）000 0001", "07770000001"),
            ("0777-0000001-801", "07770000001,801"),
            ("+86 138-0000-0000", "+8613800000000"),
        ] {
            assert_eq!(numbers(text)[0].1, dialled, "{text}");
        }
        assert_eq!(numbers("0777-0000001；13800000000").len(), 2);
    }

    #[test]
    fn a_number_in_a_name_is_seen() {
        for (text, found) in [
            ("张三", false),
            ("2022年5月", false),
            ("第 3 标段 12 号楼", false),
            ("张三13800000000", true),
            ("张三 138-0000 0000", true),
            ("电话０７７７－００００００１", true),
        ] {
            assert_eq!(is_in(text), found, "{text}");
        }
    }
}
