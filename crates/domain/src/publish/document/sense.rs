//! Where a title may be broken, by sense: around what stands in brackets, before the months, and before what
//! the document is.

/// What documents are, behind the name of what they are about.
const KINDS: [&str; 4] = ["进展情况月报表", "简报", "预警情况", "月报报送情况"];

/// The parts of a title, one after the other all of it.
pub(super) fn parts(title: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = title;
    while let Some(at) = first_break(rest) {
        let (part, after) = rest.split_at(at);
        found.push(part);
        rest = after;
    }
    found.push(rest);
    found
}

/// The first place within a text at which it may be broken.
fn first_break(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let is_after =
            before == Some('）') && !c.is_ascii_punctuation() && !"，。、；：》".contains(c);
        let here = text.get(at..)?;
        let is_kind = KINDS.iter().any(|kind| here.starts_with(kind));
        let is_break = is_after || is_kind || c == '（' || begins_months(before, here);
        if depth == 0 && is_break && at > 0 {
            return Some(at);
        }
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = Some(c);
    }
    None
}

/// 5月, 1—5月.
fn begins_months(before: Option<char>, text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || c == '—';
    if before.is_none_or(|c| is_number(c) || c.is_ascii() || c == '年') {
        return false;
    }
    let number = text.trim_start_matches(is_number);
    number.len() < text.len() && number.starts_with('月')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_broken_by_sense() {
        for (title, expected) in [
            ("月报表", &["月报表"][..]),
            (
                "关于某市2022年重大项目1—5月推进情况的通报",
                &["关于某市2022年重大项目", "1—5月推进情况的通报"],
            ),
            (
                "某市十条措施（征求意见稿）简报（第5期）",
                &["某市十条措施", "（征求意见稿）", "简报", "（第5期）"],
            ),
            ("某市2022年1月简报", &["某市2022年1月", "简报"]),
            ("某市项目月报报送情况", &["某市项目", "月报报送情况"]),
            ("（一）县区", &["（一）", "县区"]),
            ("不合的）括号（", &["不合的）", "括号", "（"]),
            ("", &[""]),
        ] {
            let found = parts(title);
            assert_eq!(found, expected, "{title}");
            assert_eq!(found.concat(), title);
        }
    }
}
