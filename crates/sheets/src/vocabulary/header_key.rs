//! What a column is called, reduced to what tells it from others.

use crate::text::{in_digits, tidy};
use crate::values::units::without_unit;

/// What tells one column from another: no blanks, brackets with what they hold, punctuation or
/// units; years and months become `N`.
pub(crate) fn header_key(text: &str) -> String {
    let mut key = String::new();
    let mut depth = 0_usize;
    let tidied = tidy(&in_digits(text));
    let mut chars = tidied.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '(' | '[' | '{' | '<' | '【' | '〔' | '〖' | '「' | '『' | '《' | '〈' => {
                depth += 1;
            }
            ')' | ']' | '}' | '>' | '】' | '〕' | '〗' | '」' | '』' | '》' | '〉' => {
                depth = depth.saturating_sub(1);
            }
            _ if depth > 0 => {}
            '0'..='9' => {
                let mut digits = String::from(c);
                while let Some(next) = chars.next_if(char::is_ascii_digit) {
                    digits.push(next);
                }
                // 1-5月, and 1月至5月, say the year to date, 5月 the month
                let mut ahead = chars.clone();
                ahead.next_if_eq(&'月');
                let is_january = matches!(digits.as_str(), "1" | "01");
                if is_january && matches!(ahead.peek(), Some('-' | '至' | '~')) {
                    ahead.next();
                    chars = ahead;
                    key.push_str("1-");
                } else {
                    key.push('N');
                }
            }
            '~' | '-' => key.push('-'),
            c if c.is_alphanumeric() => key.push(c),
            _ => {}
        }
    }
    without_unit(&key).trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_reduced_to_what_tells_them_apart() {
        for (header, key) in [
            ("总投资（万元）", "总投资"),
            ("总 投 资\n(万元)", "总投资"),
            ("2022年计划投资", "N年计划投资"),
            ("２０２２年１—５月完成投资", "N年1-N月完成投资"),
            ("1~12月完成", "1-N月完成"),
            ("1至5月完成投资", "1-N月完成投资"),
            ("1月—7月完成投资", "1-N月完成投资"),
            ("一月至七月完成投资", "1-N月完成投资"),
            ("二〇二二年七月完成", "N年N月完成"),
            ("01-07月完成", "1-N月完成"),
            ("总投资［元］", "总投资"),
            ("总投资〖亿元〗", "总投资"),
            ("总投资百万元", "总投资"),
            ("总投资/万美元", "总投资"),
            ("5月完成", "N月完成"),
            ("其中：建筑工程", "其中建筑工程"),
            ("完成年度计划 %", "完成年度计划"),
            ("计划/实际开工", "计划实际开工"),
            ("至2021年底累计", "至N年底累计"),
            ("", ""),
            ("（", ""),
        ] {
            assert_eq!(header_key(header), key, "{header}");
        }
    }
}
