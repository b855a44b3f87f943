//! What the rules cite is there to be read.

use std::collections::BTreeSet;

use super::documented;
use crate::profile_file::{BUILTIN, builtin};

/// The notices with all their clauses. What they annex is not at hand, so nothing can be shown to
/// stand there.
const NOTICES: [(&str, &str); 5] = [
    (
        "钦政办〔2022〕12号",
        "一 二 二（一） 二（二） 二（三） 二（三）一是 二（三）二是 二（三）三是 二（三）四是 二（四）",
    ),
    (
        "柳政办〔2022〕5号",
        "一 二 二（一） 二（二） 二（三） 二（四） 三（一） 三（二） 三（三） 三（四） 三（五） 三（六） \
         三（七） 三（八）",
    ),
    (
        "贵政办发〔2021〕15号",
        "一 二 三（一） 三（二） 三（三） 三（四） 三（五） 三（六） 四（一） 四（二） 四（三） 四（四） \
         四（五）",
    ),
    (
        "2020年第一批自治区层面统筹推进重大项目建设实施方案",
        "一 二 二（一） 二（二） 二（三） 二（四） 二（五） 三（一） 三（二） 三（三） 三（四） 三（五）",
    ),
    (
        "钦州市关于扩大有效投资十条措施（征求意见稿）",
        "（一） （二） （三） （四） （五） （六） （七） （八） （九） （十） （十一） （十二） \
         （十三） （十四） （十五） （十六） （十七） （十八） （十九） （二十） （二十一） （二十二） （二十三） （二十四） \
         （二十五） （二十六） （二十七） （二十八） （二十九） （三十） （三十一） （三十二） （三十三） （三十四） （三十五） （三十六） \
         （三十七）",
    ),
];

/// The clauses that follow the name of a notice: `二（三）一是、三是（…` is 二（三）一是 and 二（三）三是.
fn cited(behind: &str) -> Vec<String> {
    let is_numbering = |c: &char| "一二三四五六七八九十是（）、".contains(*c);
    let numbering: String = (behind.trim_start().chars())
        .take_while(is_numbering)
        .collect();
    let mut clauses: Vec<String> = Vec::new();
    // what is put into brackets behind a clause says why it is cited
    let (whole, open) = numbering.rsplit_once('（').unwrap_or((&numbering, ""));
    let numbering = if open.contains('）') {
        &numbering
    } else {
        whole
    };
    for part in numbering.split('、') {
        let before = clauses.last().and_then(|last| last.rsplit_once('）'));
        let clause = match before {
            Some((section, _)) if !part.contains('）') => format!("{section}）{part}"),
            _ => part.to_owned(),
        };
        clauses.push(clause);
    }
    clauses
}

#[test]
fn clauses_are_read_as_they_are_cited() {
    for (behind, clauses) in [
        (
            " 二（三）一是、三是（通报）",
            &["二（三）一是", "二（三）三是"][..],
        ),
        ("（三十四）（逐条分析）", &["（三十四）"]),
        (" 一（入库标准）、三（八）", &["一"]),
        (" 三（七）（退出）；钦", &["三（七）"]),
        (" 二（四处差 0.01 亿元）", &["二"]),
        ("的附表", &[""]),
    ] {
        assert_eq!(cited(behind), clauses, "{behind}");
    }
}

#[test]
fn a_source_names_clauses_that_its_notice_has() {
    for (rule, page) in documented() {
        let (code, source) = (rule.code, page.source);
        assert!(!source.contains("附表"), "{code}: {source}");
        for (notice, clauses) in NOTICES {
            for (at, _) in source.match_indices(notice) {
                for clause in cited(&source[at + notice.len()..]) {
                    let is_there = clauses.split(' ').any(|own| own == clause);
                    assert!(is_there, "{code}: {notice} has no “{clause}”");
                }
            }
        }
    }
}

#[test]
fn the_notices_are_those_of_the_profiles() {
    let named = BUILTIN.iter().map(|(id, _)| builtin(id).unwrap().source);
    let named: BTreeSet<String> = named.collect();
    let notices = NOTICES.map(|(notice, _)| notice.to_owned());
    assert_eq!(named, BTreeSet::from(notices));
}

#[test]
fn a_source_names_its_notice_in_full() {
    for (rule, page) in documented() {
        let count = |word: &str| page.source.matches(word).count();
        let named: usize = NOTICES.iter().map(|(notice, _)| count(notice)).sum();
        let meant = count("〔") + count("第一批") + count("十条措施") + count("个通知");
        assert_eq!(named, meant, "{}: {}", rule.code, page.source);
    }
}
