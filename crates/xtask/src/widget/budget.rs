//! What each part of the widget may weigh, so that nothing grows unnoticed.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use anyhow::{Context, Result, bail};

use super::{
    code,
    sizes::{Size, sum},
};
use crate::{text, workspace::Workspace};

/// The budget: a line a part, and what the code consisted of when it was set.
const FILE: &str = "crates/xtask/src/widget/budget.txt";
/// The wasm before it is shrunk, which still has the names of its functions.
const NAMED: &str = "wasm-bindgen/release/yuebao-web_bg.wasm";
/// All sorting goes through one, that of places: `order::Order`.
const SORTS: usize = 1;
/// How many crates are named that grew.
const NAMED_CRATES: usize = 8;

/// Fails if a part weighs more than it may, and names the crates that grew.
pub(crate) fn check(workspace: &Workspace, sizes: &[Size]) -> Result<()> {
    let path = workspace.root.join(FILE);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let budget = Budget::read(&text)?;
    let named = workspace.target.join(NAMED);
    let wasm = fs::read(&named).with_context(|| format!("cannot read {}", named.display()))?;
    let functions = code::functions(&wasm)?;
    let sorts = code::sorts(&functions);
    if sorts > SORTS {
        bail!(
            "the widget sorts {sorts} types by code of their own: see crates/domain/src/order.rs"
        );
    }
    let over = budget.over(sizes);
    if over.is_empty() {
        return Ok(());
    }
    let grown = budget.grown(&code::by_part(&functions));
    bail!("{over}{grown}If it is worth it, write what it weighs now into {FILE}.")
}

#[derive(Default)]
struct Budget {
    /// Brotli and gzip of a part, by how the names of its files end.
    parts: Vec<(String, [u64; 2])>,
    /// Bytes of code by crate.
    code: BTreeMap<String, u64>,
}

impl Budget {
    fn read(text: &str) -> Result<Self> {
        let mut budget = Self::default();
        for line in text.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[..] {
                [] | ["#", ..] => {}
                ["part", name, brotli, gzip] => {
                    let limits = [brotli.parse()?, gzip.parse()?];
                    budget.parts.push((name.to_owned(), limits));
                }
                ["code", name, bytes] => {
                    budget.code.insert(name.to_owned(), bytes.parse()?);
                }
                _ => bail!("{FILE}: this line is not understood: {line}"),
            }
        }
        Ok(budget)
    }

    /// What is too heavy, a line each.
    fn over(&self, sizes: &[Size]) -> String {
        let mut over = String::new();
        for (part, limits) in &self.parts {
            let is = sum(sizes
                .iter()
                .filter(|size| size.name.ends_with(part.as_str())));
            for (packing, limit, is) in [
                ("brotli", limits[0], is.brotli),
                ("gzip", limits[1], is.gzip),
            ] {
                if is > limit {
                    let [is, limit] = [is, limit].map(text::bytes);
                    // writing to a String cannot fail
                    let _ = writeln!(
                        over,
                        "the widget's {part} has {is} bytes with {packing}; the budget is {limit}"
                    );
                }
            }
        }
        over
    }

    /// The crates that have more code than when the budget was set, most first.
    fn grown(&self, now: &BTreeMap<String, u64>) -> String {
        let then = |name: &String| self.code.get(name).copied().unwrap_or_default();
        let mut grown: Vec<(u64, &String, u64)> = now
            .iter()
            .map(|(name, bytes)| (bytes.saturating_sub(then(name)), name, *bytes))
            .filter(|(more, ..)| *more > 0)
            .collect();
        grown.sort_by(|one, other| other.cmp(one));
        let mut told =
            "Code that grew since the budget was set, bytes before packing:\n".to_owned();
        for (more, name, bytes) in grown.iter().take(NAMED_CRATES) {
            let [more, bytes] = [*more, *bytes].map(text::bytes);
            let _ = writeln!(told, "  {name:24} {bytes:>9}  +{more}");
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(name: &str, gzip: u64, brotli: u64) -> Size {
        Size {
            name: name.to_owned(),
            raw: 0,
            gzip,
            brotli,
        }
    }

    #[test]
    fn too_heavy_a_part_is_named_with_the_crates_that_grew() {
        let budget = Budget::read(
            "# a remark\npart .js 100 200\n\npart .wasm 10 20\ncode yew 50\ncode core 9\n",
        )
        .expect("it is a budget");
        let fits = [
            size("a.js", 100, 60),
            size("b/c.js", 100, 40),
            size("a.wasm", 20, 10),
        ];
        assert_eq!(budget.over(&fits), "");
        let heavy = [size("a.js", 100, 101), size("a.wasm", 21, 10)];
        assert_eq!(
            budget.over(&heavy),
            "the widget's .js has 101 bytes with brotli; the budget is 100\n\
             the widget's .wasm has 21 bytes with gzip; the budget is 20\n"
        );
        let now = [("yew", 51), ("core", 8), ("serde", 1_500)];
        let now = now.map(|(name, bytes)| (name.to_owned(), bytes)).into();
        let told = budget.grown(&now);
        let lines: Vec<Vec<&str>> = told
            .lines()
            .skip(1)
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(
            lines,
            [
                vec!["serde", "1", "500", "+1", "500"],
                vec!["yew", "51", "+1"]
            ]
        );
    }

    #[test]
    fn a_line_that_is_not_understood_is_named() {
        for line in ["part js 100", "part js many 3", "cod yew 5"] {
            assert!(Budget::read(line).is_err(), "{line}");
        }
    }

    #[test]
    fn every_part_of_the_widget_has_a_budget() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let text = fs::read_to_string(root.join(FILE)).expect("the budget can be read");
        let budget = Budget::read(&text).expect("it is a budget");
        let parts: Vec<&str> = budget.parts.iter().map(|(part, _)| part.as_str()).collect();
        assert_eq!(
            parts,
            [
                "_bg.wasm",
                ".program.wasm",
                ".shared.wasm",
                ".office.wasm",
                ".js",
                ".css",
                ".txt"
            ]
        );
        assert!(!budget.code.is_empty());
    }
}
