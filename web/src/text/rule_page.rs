//! The page of one rule.

use yuebao_domain::rule::RuleCode;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) const SHOW: Words = words("规则说明", "About this rule");
pub(crate) const HIDE: Words = words("收起说明", "Hide");
pub(crate) const COMING: Words = words("正在取规则说明…", "Fetching what there is to read…");
pub(crate) const MISSING: Words = words(
    "规则说明暂时取不到，联网后再打开一次。审核照常进行。",
    "The explanation cannot be fetched now; open it again when connected. Checking goes on as usual.",
);
pub(crate) const WHAT: Words = words("什么情况", "What it says");
pub(crate) const WHY: Words = words("为什么", "Why");
pub(crate) const SOURCE: Words = words("依据", "Source");
pub(crate) const FIRES: Words = words("触发举例", "It fires");
pub(crate) const SILENT: Words = words("不触发举例", "It stays silent");
pub(crate) const ADVICE: Words = words("怎么办", "What to do");

/// The button's name for who does not see the code beside it.
pub(crate) fn button(tip: &str, code: RuleCode, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{tip} {code}"),
        Lang::En => format!("{tip}: {code}"),
    }
}
