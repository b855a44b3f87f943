//! Years and months in Chinese numerals, as digits.

use super::half_width;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Half-width, without blanks, every year, month and quarter in digits: 二〇二二年七月 is 2022年7月.
pub(crate) fn in_digits(text: &str) -> String {
    let chars: Vec<char> = (text.chars().map(half_width))
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .map(|c| match c {
            '零' | '○' | '◯' | '０' => '〇',
            '～' | '∼' => '~',
            '到' => '至',
            other => other,
        })
        .collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let end = run(&chars, at);
        if end == at {
            out.push(*c);
            at += 1;
            continue;
        }
        let numeral: String = chars[at..end].iter().collect();
        match chars.get(end) {
            Some('年' | '月' | '日' | '号' | '季' | '-' | '~' | '至' | '、') => {
                out.push_str(&number(&numeral).unwrap_or(numeral));
            }
            _ => out.push_str(&numeral),
        }
        at = end;
    }
    first_month(out.replace("--", "-"))
}

/// 元月 is January, but not in 万元月报.
fn first_month(text: String) -> String {
    let text = text.replace("年元月", "年1月");
    match text.strip_prefix("元月") {
        Some(rest) => format!("1月{rest}"),
        None => text,
    }
}

/// Where the numerals that begin here end.
fn run(chars: &[char], at: usize) -> usize {
    let is_numeral = |c: char| c.is_ascii_digit() || c == '十' || DIGITS.contains(&c);
    let mut end = at;
    while let Some(c) = chars.get(end) {
        let is_letter_zero = matches!(c, 'O' | 'o')
            && end > at
            && chars.get(end + 1).is_some_and(|next| is_numeral(*next));
        if !is_numeral(*c) && !is_letter_zero {
            break;
        }
        end += 1;
    }
    end
}

fn number(numeral: &str) -> Option<String> {
    // 一 between digits is a dash that was typed so: 1一7月
    if let Some((from, to)) = numeral.split_once('一')
        && is_digits(from)
        && is_digits(to)
    {
        return Some(format!("{from}-{to}"));
    }
    if numeral.contains('十') {
        return tens(numeral).map(|n| n.to_string());
    }
    numeral.chars().map(digit).collect()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn tens(numeral: &str) -> Option<usize> {
    let (tens, ones) = numeral.split_once('十')?;
    let value = |text: &str, empty: usize| match text {
        "" => Some(empty),
        text => {
            let mut chars = text.chars();
            let value = DIGITS
                .iter()
                .position(|d| Some(*d) == chars.clone().next())?;
            chars.next();
            chars.next().is_none().then_some(value)
        }
    };
    Some(value(tens, 1)? * 10 + value(ones, 0)?)
}

fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    if matches!(c, 'O' | 'o') {
        return Some('0');
    }
    let value = DIGITS.iter().position(|digit| *digit == c)?;
    char::from_digit(u32::try_from(value).ok()?, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_months_become_digits_and_other_numerals_stay() {
        for (text, digits) in [
            ("二〇二二年七月", "2022年7月"),
            ("二零二二年十二月", "2022年12月"),
            ("二○二二年十月", "2022年10月"),
            ("二O二二年十一月", "2022年11月"),
            ("二〇二二年七月三十一日", "2022年7月31日"),
            ("一至七月", "1至7月"),
            ("第二季度", "第2季度"),
            ("2022 年 1 一 7 月", "2022年1-7月"),
            ("一期工程", "一期工程"),
            ("第十二批", "第十二批"),
            ("万元月报", "万元月报"),
            ("元月", "1月"),
        ] {
            assert_eq!(in_digits(text), digits, "{text}");
        }
    }
}
