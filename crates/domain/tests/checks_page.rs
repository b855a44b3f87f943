//! The catalogue page stands as the rules make it.

use yuebao_domain::check::catalogue::page;
use yuebao_domain::text::Lang;

/// `UPDATE_CHECKS=1 cargo test -p yuebao-domain --test checks_page` writes it anew.
#[test]
fn the_page_is_fresh() {
    let made = format!("{}\n{}", page(Lang::Zh), page(Lang::En));
    if std::env::var_os("UPDATE_CHECKS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/CHECKS.md");
        std::fs::write(path, made).unwrap();
        return;
    }
    assert!(
        include_str!("../CHECKS.md") == made,
        "CHECKS.md is out of date: run this test with UPDATE_CHECKS=1"
    );
}
