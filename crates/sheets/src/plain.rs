//! Texts of cells without what people put around them: width, blanks, marks, brackets.

use yuebao_domain::text::is_invisible;

/// Half-width, without blanks and the marks that stand before names.
pub(crate) fn tidy(text: &str) -> String {
    let text: String = text
        .chars()
        .map(half_width)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .collect();
    text.trim_start_matches(is_mark).to_owned()
}

/// A name as it is shown: marks before it go, blanks at the ends go.
pub(crate) fn name(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let joined: Vec<&str> = text.split_whitespace().collect();
    joined
        .join(" ")
        .trim_start_matches(|c: char| is_mark(c) || c.is_whitespace())
        .to_owned()
}

/// ASCII for the full-width forms.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '—' | '–' | '−' | '―' | '─' | '﹣' => '-',
        other => other,
    }
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '☆' | '★'
            | '*'
            | '▲'
            | '△'
            | '●'
            | '○'
            | '◆'
            | '◇'
            | '■'
            | '□'
            | '#'
            | '※'
            | '√'
    )
}

/// What tells one column from another: no blanks, brackets with what they hold, punctuation or
/// units; years and months become `N`.
pub(crate) fn header_key(text: &str) -> String {
    let mut key = String::new();
    let mut depth = 0_usize;
    let tidied = tidy(&super::months::plain(text));
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
    super::units::without_unit(&key)
        .trim_matches('-')
        .to_owned()
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

    #[test]
    fn names_lose_their_marks_only() {
        for (text, shown) in [
            ("☆甲路", "甲路"),
            (" ★ 乙厂（一期）\n工程 ", "乙厂（一期） 工程"),
            ("\u{feff}丙#路", "丙#路"),
            ("☆", ""),
        ] {
            assert_eq!(name(text), shown);
        }
    }
}
