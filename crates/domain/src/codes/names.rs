//! Project and owner names, reduced to what tells one project from another.
//!
//! Width, case, blanks, brackets and punctuation do not; the number of a phase (期), a lot (标段)
//! or a batch (批) does, however it is written: `（一期）`, `第1期` and `Ⅰ期` are one phase.

use super::full_to_half;

/// The words that a number stands before.
const COUNTED: [&str; 5] = ["期", "标段", "合同段", "批", "阶段"];

/// The name as a key to compare with; empty if nothing but punctuation was there.
///
/// A sign between two digits or numerals stays (as `-`, a point as `.`), else `1.5万吨` would be
/// `15万吨` and 标段 `1-2` would be `12`.
pub fn normalise(name: &str) -> String {
    number_phases(&plain(name))
}

/// Half-width capitals; signs only between numerals.
fn plain(name: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(name.len());
    let mut sign = None;
    let halved = name.chars().map(full_to_half).flat_map(char::to_uppercase);
    for c in halved {
        if !c.is_alphanumeric() {
            let own = if c == '.' { '.' } else { '-' };
            sign = Some(sign.map_or(own, |before| if before == own { own } else { '-' }));
            continue;
        }
        if let Some(sign) = sign.take()
            && is_numeral(c)
            && out.last().is_some_and(|before| is_numeral(*before))
        {
            out.push(sign);
        }
        out.push(c);
    }
    out
}

fn number_phases(name: &[char]) -> String {
    let mut out: Vec<char> = Vec::with_capacity(name.len());
    for (at, c) in name.iter().enumerate() {
        let rest = &name[at..];
        if COUNTED.iter().any(|word| starts_with(rest, word)) {
            number_before(&mut out);
        }
        out.push(*c);
    }
    out.into_iter().collect()
}

fn starts_with(text: &[char], word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(at, c)| text.get(at) == Some(&c))
}

/// Rewrites the numerals at the end of `out` as digits, without 第 and 号.
fn number_before(out: &mut Vec<char>) {
    let end = out
        .iter()
        .rposition(|c| *c != '号')
        .map_or(0, |last| last + 1);
    let is_part = |c: &char| is_numeral(*c) || *c == '-';
    let begin = out[..end]
        .iter()
        .rposition(|c| !is_part(c))
        .map_or(0, |last| last + 1);
    let is_letter = |c: &char| c.is_ascii_alphabetic();
    if begin == end || out[..begin].last().is_some_and(is_letter) {
        return;
    }
    let parts: Option<Vec<String>> = out[begin..end].split(|c| *c == '-').map(digits).collect();
    let Some(parts) = parts else { return };
    let ordinals = out[..begin]
        .iter()
        .rev()
        .take_while(|c| **c == '第')
        .count();
    let head = begin - ordinals;
    // a numeral or a sign before 第 would run into the number
    let keep = if out[..head].last().is_some_and(|c| is_part(c) || *c == '.') {
        begin
    } else {
        head
    };
    out.truncate(keep);
    out.extend(parts.join("-").chars());
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || chinese(c).is_some() || roman(c).is_some()
}

/// One number in digits, if it is written in one script.
fn digits(number: &[char]) -> Option<String> {
    if number.is_empty() {
        return None;
    }
    if number.iter().all(char::is_ascii_digit) {
        let plain: String = number.iter().collect();
        let short = plain.trim_start_matches('0');
        return Some(if short.is_empty() { "0" } else { short }.to_owned());
    }
    let value = if number.iter().all(|c| chinese(*c).is_some()) {
        read_chinese(number)
    } else if number.iter().all(|c| roman(*c).is_some()) {
        read_roman(number)
    } else {
        None
    };
    value.map(|value| value.to_string())
}

/// A digit 0–9, or a unit 10 or 100.
fn chinese(c: char) -> Option<u32> {
    let digits = [
        '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十',
    ];
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        '百' => Some(100),
        _ => (0_u32..)
            .zip(digits)
            .find(|(_, digit)| *digit == c)
            .map(|(value, _)| value),
    }
}

/// 十二, 二十一, 一百零五; or digit by digit, as in 二〇二二. `None` if it is neither.
fn read_chinese(number: &[char]) -> Option<u32> {
    let values: Vec<u32> = number.iter().filter_map(|c| chinese(*c)).collect();
    if values.iter().all(|value| *value < 10) {
        let read = |sum: u32, value: &u32| sum.checked_mul(10)?.checked_add(*value);
        return values.iter().try_fold(0, read);
    }
    let (mut sum, mut digit, mut last_unit) = (0_u32, None, u32::MAX);
    for value in values {
        match value {
            10.. if value < last_unit => {
                sum += digit.take().unwrap_or(1) * value;
                last_unit = value;
            }
            10.. => return None,
            0 => {}
            _ if digit.is_some() => return None,
            _ => digit = Some(value),
        }
    }
    Some(sum + digit.unwrap_or_default())
}

fn roman(c: char) -> Option<u32> {
    match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        // one character each: Ⅰ to Ⅻ
        '\u{2160}'..='\u{216b}' => Some(c as u32 - 0x215f),
        _ => None,
    }
}

fn read_roman(number: &[char]) -> Option<u32> {
    let values: Vec<u32> = number.iter().filter_map(|c| roman(*c)).collect();
    if number.iter().any(|c| !c.is_ascii()) {
        return <[u32; 1]>::try_from(values).ok().map(|[value]| value);
    }
    let next = values.iter().skip(1).chain([&0]);
    let signed = values.iter().zip(next);
    let (up, down): (Vec<_>, Vec<_>) = signed.partition(|(value, next)| value >= next);
    let sum = |part: Vec<(&u32, &u32)>| part.into_iter().map(|(value, _)| *value).sum::<u32>();
    sum(up).checked_sub(sum(down))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_project_however_it_is_written() {
        for (a, b) in [
            ("甲路（一期）工程", "甲路1期工程"),
            ("甲路第一期工程", "甲路 Ⅰ 期工程"),
            ("甲路I期工程", "甲路（1期）工程"),
            ("甲路II期", "甲路二期"),
            ("甲路ＩＶ期", "甲路4期"),
            ("甲路Ⅻ期", "甲路十二期"),
            ("甲路二十一期", "甲路21期"),
            ("甲路一百零五期", "甲路105期"),
            ("二〇二二批", "2022批"),
            ("甲路01标段", "甲路【第1标段】"),
            ("甲路1号标段", "甲路一标段"),
            ("甲路１＃标段", "甲路1标段"),
            ("甲路一、二期", "甲路1-2期"),
            ("ＡＢＣ厂 “扩建”", "abc厂扩建"),
            ("某某（集团）有限公司", "某某(集团)有限公司"),
            ("甲·乙路", "甲乙路"),
            ("两期", "2期"),
        ] {
            assert_eq!(normalise(a), normalise(b), "{a} {b}");
        }
    }

    #[test]
    fn two_projects_stay_two() {
        for (a, b) in [
            ("甲路一期", "甲路二期"),
            ("甲路", "甲路一期"),
            ("甲路1标段", "甲路2标段"),
            ("甲路一、二期", "甲路十二期"),
            ("甲路1-2标段", "甲路12标段"),
            ("1.5万吨厂", "15万吨厂"),
            ("甲一路", "甲1路"),
            ("甲路十一期", "甲路一期"),
            ("AI期", "A1期"),
            ("2021第一期", "20211期"),
            ("2021、1.5期", "2021、15期"),
        ] {
            assert_ne!(normalise(a), normalise(b), "{a} {b}");
        }
    }

    #[test]
    fn numbers_are_read_or_left_alone() {
        for (name, key) in [
            ("第一期", "1期"),
            ("第第一期", "1期"),
            ("近期", "近期"),
            ("工期", "工期"),
            ("00期", "0期"),
            ("十十期", "十十期"),
            ("一1期", "一1期"),
            ("IX期", "9期"),
            ("XIV阶段", "14阶段"),
            ("ⅠⅡ期", "ⅠⅡ期"),
            ("99999999999999999999期", "99999999999999999999期"),
            ("九九九九九九九九九九九期", "九九九九九九九九九九九期"),
            ("2021-第一期", "2021第1期"),
            ("（——）", ""),
        ] {
            assert_eq!(normalise(name), key, "{name}");
        }
    }

    fn any_name() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,20}",
            "[甲路第一二十百零〇两0-9IVXⅠⅡ期标段批阶号（）().、 -]{0,12}",
        ]
    }

    proptest! {
        #[test]
        fn twice_is_once(name in any_name()) {
            let once = normalise(&name);
            prop_assert_eq!(normalise(&once), once);
        }

        #[test]
        fn brackets_and_blanks_do_not_tell_projects_apart(
            head in "[甲乙丙路厂]{1,4}", phase in 1_u32..99, tail in "[工程项目]{0,2}",
        ) {
            let plain = normalise(&format!("{head}{phase}期{tail}"));
            for (open, close) in [("（", "）"), ("(", ")"), ("【", "】"), (" ", "\u{3000}")] {
                prop_assert_eq!(&normalise(&format!("{head}{open}{phase}期{close}{tail}")), &plain);
                prop_assert_eq!(&normalise(&format!("{head}{open}第{phase}期{close}{tail}")), &plain);
            }
        }

        #[test]
        fn phases_stay_apart(head in "[甲乙丙路厂]{1,4}", a in 0_u32..999, b in 0_u32..999) {
            let of = |n| normalise(&format!("{head}第{n}期"));
            prop_assert_eq!(of(a) == of(b), a == b);
        }
    }
}
