//! 打包: one project whose parts report. The bundle's row has the amounts and is counted; each part
//! names it, reports, and adds what it has completed.

use super::PlanRow;
use crate::text::{Words, words};

/// Why parts and bundles do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BundleFault {
    /// A bundle is a part of itself, or of another bundle.
    Nested,
    /// The bundle that a part names is not there, or is no bundle: the part would be counted beside it.
    NoBundle,
    /// It has parts, and is to be counted by its own reports as well.
    HasParts,
}

impl BundleFault {
    /// In words.
    pub const fn words(self) -> Words {
        match self {
            Self::Nested => words(
                "打包项目不能再打包（含打包进自己）",
                "a bundle cannot be a part of a bundle, nor of itself",
            ),
            Self::NoBundle => words(
                "所属打包项目不在计划内，或不是打包项目，会重复计数",
                "the bundle it names is not in the plan or is no bundle, so that it would be counted twice",
            ),
            Self::HasParts => words(
                "已有子项目列入本项目，须保持为打包项目，否则重复计数",
                "other projects are its parts: it has to stay a bundle, or they would be counted twice",
            ),
        }
    }
}

/// What stands against a row beside the others of the plan. A row of the same id among `others` is
/// passed over.
pub fn bundle_fault<'a>(
    row: &PlanRow,
    others: impl IntoIterator<Item = &'a PlanRow>,
) -> Option<BundleFault> {
    let named = row.bundle.as_deref();
    if named.is_some() && (row.is_bundle || named == Some(&row.id)) {
        return Some(BundleFault::Nested);
    }
    let (mut is_found, mut has_parts) = (named.is_none(), false);
    for other in others.into_iter().filter(|other| other.id != row.id) {
        is_found |= named == Some(&other.id) && other.is_bundle;
        has_parts |= other.bundle.as_ref() == Some(&row.id);
    }
    if !is_found {
        return Some(BundleFault::NoBundle);
    }
    (has_parts && !row.is_bundle).then_some(BundleFault::HasParts)
}
