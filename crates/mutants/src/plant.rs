//! From a source file to the same file with a switch wherever it can be broken.
//!
//! Texts are only put in, on the lines that are there, so that a line the compiler complains of is
//! a line of the source. Macros, constants, `const fn` and tests are left as they are.

use std::ops::Range;

use anyhow::{Context, Result};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, BinOp, Expr, Pat, ReturnType, Signature, Stmt, Type, UnOp};

/// One way to break the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mutant {
    /// In which function.
    pub(crate) function: String,
    /// The lines of the source that it is about.
    pub(crate) lines: Range<usize>,
    /// What is broken, and how.
    pub(crate) what: String,
}

/// The file with its switches.
#[derive(Debug)]
pub(crate) struct Planted {
    /// What is compiled.
    pub(crate) text: String,
    /// The mutants, numbered from the number that was given.
    pub(crate) mutants: Vec<Mutant>,
}

/// Puts the switches in; the first mutant is number `first`. A mutant that `is_wanted` denies keeps
/// its number and gets no switch.
pub(crate) fn plant(
    source: &str,
    first: usize,
    is_wanted: &dyn Fn(usize) -> bool,
) -> Result<Planted> {
    let file = syn::parse_file(source).context("this is not Rust")?;
    let mut planter = Planter {
        source,
        first,
        is_wanted,
        function: String::new(),
        mutants: Vec::new(),
        edits: Vec::new(),
    };
    planter.visit_file(&file);
    Ok(Planted {
        text: edited(source, planter.edits),
        mutants: planter.mutants,
    })
}

/// Where texts meet, what ends stands before what lies between, and that before what begins; of two
/// ends the inner one is first, of two beginnings the outer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    End(isize),
    Between,
    Begin(isize),
}

#[derive(Debug)]
struct Edit {
    at: Range<usize>,
    place: Place,
    text: String,
}

fn edited(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.at.start, edit.place));
    let (mut text, mut from) = (String::with_capacity(source.len() * 2), 0);
    for edit in edits {
        text.push_str(&source[from..edit.at.start]);
        text.push_str(&edit.text);
        from = edit.at.end;
    }
    text.push_str(&source[from..]);
    text
}

struct Planter<'a> {
    source: &'a str,
    first: usize,
    is_wanted: &'a dyn Fn(usize) -> bool,
    function: String,
    mutants: Vec<Mutant>,
    edits: Vec<Edit>,
}

impl Planter<'_> {
    /// Numbers a mutant of what stands at `at`; `None` if it is not wanted.
    fn mutant(&mut self, at: &impl Spanned, how: &str) -> Option<usize> {
        let span = at.span();
        let snippet: Vec<_> = self.source[span.byte_range()].split_whitespace().collect();
        let snippet = snippet.join(" ");
        let short: String = snippet.chars().take(100).collect();
        let id = self.first + self.mutants.len();
        self.mutants.push(Mutant {
            function: self.function.clone(),
            lines: span.start().line..span.end().line + 1,
            what: format!("{short}: {how}"),
        });
        (self.is_wanted)(id).then_some(id)
    }

    fn begin(&mut self, at: usize, text: String) {
        let order = isize::try_from(self.edits.len()).unwrap_or(isize::MAX);
        let place = Place::Begin(order);
        self.edits.push(Edit {
            at: at..at,
            place,
            text,
        });
    }

    fn end(&mut self, at: usize, text: String) {
        let order = isize::try_from(self.edits.len()).unwrap_or(isize::MAX);
        let place = Place::End(-order);
        self.edits.push(Edit {
            at: at..at,
            place,
            text,
        });
    }

    fn around(&mut self, at: &impl Spanned, before: String, after: &str) {
        let range = at.span().byte_range();
        self.begin(range.start, before);
        self.end(range.end, after.to_owned());
    }

    fn between(&mut self, at: Range<usize>, text: String) {
        let place = Place::Between;
        self.edits.push(Edit { at, place, text });
    }

    /// `lhs OP rhs` → `switches::NAME(ID, &lhs, &rhs, …)`.
    fn call(&mut self, node: &syn::ExprBinary, call: String, pass: [&str; 2], rest: &str) {
        let [left, right] = pass;
        let op = node.op.span().byte_range();
        self.around(node, format!("crate::switches::{call}, {left}("), rest);
        self.between(op, format!("), {right}("));
    }

    fn binary(&mut self, node: &syn::ExprBinary) {
        const VALUES: [&str; 2] = ["", ""];
        const REFS: [&str; 2] = ["&", "&"];
        const PLACE: [&str; 2] = ["&mut ", ""];
        let orders = |usual: &str, others: [&str; 3]| {
            let bits = others.map(bits_of);
            format!("), {}, {bits:?})", bits_of(usual))
        };
        let (name, pass, how) = match node.op {
            BinOp::Eq(_) => ("equal", REFS, "== becomes !="),
            BinOp::Ne(_) => ("unequal", REFS, "!= becomes =="),
            BinOp::Add(_) => ("plus", VALUES, "+ becomes -"),
            BinOp::Sub(_) => ("minus", VALUES, "- becomes +"),
            BinOp::Mul(_) => ("times", VALUES, "* becomes /"),
            BinOp::Div(_) => ("over", VALUES, "/ becomes *"),
            BinOp::Rem(_) => ("rest", VALUES, "% becomes /"),
            BinOp::AddAssign(_) => ("add", PLACE, "+= becomes -="),
            BinOp::SubAssign(_) => ("subtract", PLACE, "-= becomes +="),
            BinOp::MulAssign(_) => ("multiply", PLACE, "*= becomes /="),
            BinOp::And(_) => return self.logic(node, "&& becomes ||"),
            BinOp::Or(_) => return self.logic(node, "|| becomes &&"),
            BinOp::Lt(_) => return self.order(node, "<", ["<=", ">", "=="], orders),
            BinOp::Le(_) => return self.order(node, "<=", ["<", ">=", "=="], orders),
            BinOp::Gt(_) => return self.order(node, ">", [">=", "<", "=="], orders),
            BinOp::Ge(_) => return self.order(node, ">=", [">", "<=", "=="], orders),
            _ => return,
        };
        if let Some(id) = self.mutant(node, how) {
            self.call(node, format!("{name}({id}"), pass, "))");
        }
    }

    fn order(
        &mut self,
        node: &syn::ExprBinary,
        usual: &str,
        others: [&str; 3],
        rest: impl Fn(&str, [&str; 3]) -> String,
    ) {
        let ids = others.map(|other| self.mutant(node, &format!("{usual} becomes {other}")));
        if let [Some(id), Some(_), Some(_)] = ids {
            let rest = rest(usual, others);
            self.call(node, format!("compare({id}"), ["&", "&"], &rest);
        }
    }

    /// By De Morgan: `a || b` is `!(!a && !b)`.
    fn logic(&mut self, node: &syn::ExprBinary, how: &str) {
        if has_let(&node.left) || has_let(&node.right) {
            return;
        }
        if let Some(id) = self.mutant(node, how) {
            let on = format!("crate::switches::on({id}) ^");
            let op = node.op.span().byte_range();
            self.around(node, format!("({on} (({on} ("), "))))");
            self.between(op.start..op.start, ")) ".to_owned());
            self.between(op.end..op.end, format!(" ({on} ("));
        }
    }

    fn arms(&mut self, node: &syn::ExprMatch) {
        let is_open = node.arms.last().is_some_and(|arm| {
            let takes_all = match &arm.pat {
                Pat::Wild(_) => true,
                Pat::Ident(ident) => ident.subpat.is_none() && starts_lower(&ident.ident),
                _ => false,
            };
            takes_all && arm.guard.is_none()
        });
        let count = node.arms.len();
        for (place, arm) in node.arms.iter().enumerate() {
            if let Some((_, guard)) = &arm.guard {
                if has_let(guard) {
                    continue;
                }
                let always = self.mutant(guard, "the guard becomes true");
                let never = self.mutant(guard, "the guard becomes false");
                if let (Some(always), Some(never)) = (always, never) {
                    let on = "crate::switches::on";
                    let before = format!("({on}({always}) || (!{on}({never}) && (");
                    self.around(guard, before, ")))");
                }
            } else if is_open
                && place + 1 < count
                && let Some(id) = self.mutant(&arm.pat, "this arm is gone")
            {
                let at = arm.pat.span().byte_range().end;
                self.end(at, format!(" if !crate::switches::on({id})"));
            }
        }
    }

    fn function(&mut self, signature: &Signature, block: &syn::Block) {
        let outer = std::mem::replace(&mut self.function, signature.ident.to_string());
        let is_empty = matches!(block.stmts.as_slice(), [] | [Stmt::Macro(_)]);
        for value in values(&signature.output).iter().filter(|_| !is_empty) {
            let how = match *value {
                "" => "does nothing".to_owned(),
                value => format!("gives {value}"),
            };
            if let Some(id) = self.mutant(&signature.ident, &how) {
                let at = block.brace_token.span.open().byte_range().end;
                self.begin(
                    at,
                    format!(" if crate::switches::on({id}) {{ return {value}; }}"),
                );
            }
        }
        visit::visit_block(self, block);
        self.function = outer;
    }
}

impl<'ast> Visit<'ast> for Planter<'_> {
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}

    fn visit_item_mod(&mut self, node: &'ast syn::ItemMod) {
        if !is_test(&node.attrs) {
            visit::visit_item_mod(self, node);
        }
    }

    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        if !is_test(&node.attrs) && node.sig.constness.is_none() {
            self.function(&node.sig, &node.block);
        }
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        if !is_test(&node.attrs) && node.sig.constness.is_none() {
            self.function(&node.sig, &node.block);
        }
    }

    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        self.binary(node);
        visit::visit_expr_binary(self, node);
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        match node.op {
            UnOp::Not(_) => {
                if let Some(id) = self.mutant(node, "! is gone") {
                    self.around(node, format!("(crate::switches::on({id}) ^ "), ")");
                }
            }
            UnOp::Neg(_) => {
                if let Some(id) = self.mutant(node, "- is gone") {
                    self.around(node, format!("crate::switches::negated({id}, "), ")");
                }
            }
            _ => {}
        }
        visit::visit_expr_unary(self, node);
    }

    fn visit_expr_match(&mut self, node: &'ast syn::ExprMatch) {
        self.arms(node);
        visit::visit_expr_match(self, node);
    }
}

fn bits_of(comparison: &str) -> u8 {
    match comparison {
        "<" => 4,
        "<=" => 6,
        "==" => 2,
        ">=" => 3,
        _ => 1,
    }
}

fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(node) => has_let(&node.left) || has_let(&node.right),
        _ => false,
    }
}

fn starts_lower(ident: &syn::Ident) -> bool {
    ident.to_string().starts_with(|c: char| c.is_lowercase())
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_cfg_test = || {
            let inner = attribute.parse_args::<syn::Ident>();
            attribute.path().is_ident("cfg") && inner.is_ok_and(|inner| inner == "test")
        };
        attribute.path().is_ident("test") || is_cfg_test()
    })
}

/// What a function of this type could give instead.
fn values(output: &ReturnType) -> &'static [&'static str] {
    let ReturnType::Type(_, output) = output else {
        return &[""];
    };
    match &**output {
        Type::Tuple(tuple) if tuple.elems.is_empty() => &[""],
        Type::Reference(reference) if is_named(&reference.elem, &["str"]) => &["\"\""],
        Type::Path(_) if is_named(output, &["bool"]) => &["true", "false"],
        Type::Path(_) if is_named(output, &["Option"]) => &["None"],
        Type::Path(_) if is_named(output, &["String", "Vec", "BTreeMap", "BTreeSet"]) => {
            &["Default::default()"]
        }
        Type::Path(_) if is_named(output, &["Decimal", "Money", "Outcome", "PlanOutcome"]) => {
            &["Default::default()"]
        }
        Type::Path(_)
            if is_named(
                output,
                &["i8", "i16", "i32", "i64", "u8", "u32", "u64", "usize"],
            ) =>
        {
            &["0", "1"]
        }
        _ => &[],
    }
}

fn is_named(output: &Type, names: &[&str]) -> bool {
    let Type::Path(path) = output else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|last| names.iter().any(|name| last.ident == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planted(source: &str) -> Planted {
        plant(source, 7, &|_| true).unwrap()
    }

    /// Blanks do not matter.
    fn bare(text: &str) -> String {
        text.split_whitespace().collect()
    }

    #[test]
    fn switches_stand_where_the_source_compares_and_adds() {
        let planted = planted("fn f(a: i32) { g(a < -b + 1) }");
        let expected = "fn f(a: i32) { if crate::switches::on(7) { return ; } \
                        g(crate::switches::compare(8, &(a), &(crate::switches::plus(11, \
                        (crate::switches::negated(12, -b)), (1))), 4, [6, 1, 2])) }";
        assert_eq!(bare(&planted.text), bare(expected));
        let told: Vec<&str> = planted.mutants.iter().map(|m| m.what.as_str()).collect();
        assert_eq!(
            told,
            [
                "f: does nothing",
                "a < -b + 1: < becomes <=",
                "a < -b + 1: < becomes >",
                "a < -b + 1: < becomes ==",
                "-b + 1: + becomes -",
                "-b: - is gone",
            ]
        );
    }

    #[test]
    fn logic_is_turned_by_de_morgan_except_where_a_pattern_binds() {
        let text = planted("fn f() -> X { !a && b }").text;
        let on = |id| format!("crate::switches::on({id}) ^");
        let (one, two) = (on(7), on(8));
        let expected = format!("fn f() -> X {{ ({one} (({one} (({two} !a))) && ({one} (b)))) }}");
        assert_eq!(bare(&text), bare(&expected));
        let bound = "fn f() -> X { if let Some(a) = b && c { d } else { e } }";
        assert_eq!(planted(bound).text, bound);
    }

    #[test]
    fn arms_go_only_where_another_takes_what_they_took() {
        let open = planted("fn f() -> X { match a { B => c, D if e => g, _ => h } }");
        assert!(
            open.text.contains("B if !crate::switches::on(7) =>"),
            "{}",
            open.text
        );
        assert_eq!(open.mutants.len(), 3);
        let closed = "fn f() -> X { match a { Some(b) => c, None => d } }";
        assert_eq!(planted(closed).text, closed);
    }

    #[test]
    fn constants_macros_and_tests_are_left_alone() {
        let source = "const A: bool = 1 < 2; const fn f(a: u8) -> bool { a == 1 } static B: u8 = 1 + 1; \
            fn g() -> X { assert!(a == b); } #[cfg(test)] mod tests { fn h() -> bool { a == b } }";
        assert_eq!(planted(source).text, source);
    }

    #[test]
    fn what_is_not_wanted_keeps_its_number() {
        let planted = plant("fn f() -> X { a == b; c == d }", 0, &|id| id == 1).unwrap();
        assert_eq!(planted.mutants.len(), 2);
        assert!(
            planted
                .text
                .starts_with("fn f() -> X { a == b; crate::switches::equal(1")
        );
    }
}
