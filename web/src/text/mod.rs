//! Every text of the widget in both languages, one file for each screen.
//!
//! Labels of boxes, sections, roles and states are the domain's.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod board;
pub(crate) mod calls;
pub(crate) mod console;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod ledger;
pub(crate) mod pending;
pub(crate) mod plan;
pub(crate) mod portal;
pub(crate) mod publish;
pub(crate) mod questions;
pub(crate) mod review;
pub(crate) mod rule_page;
pub(crate) mod shell;
pub(crate) mod statistics;
pub(crate) mod summaries;
pub(crate) mod tasks;
pub(crate) mod totals;

use yuebao_domain::text::Lang;

/// For the attribute `lang`.
pub(crate) const fn language_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}
