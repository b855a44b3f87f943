//! What all sheets of a workbook share: texts and formats.

use std::collections::BTreeMap;

use crate::formats::workbook::number::builtin;
use crate::formats::workbook::xml::{Item, Items, attribute, local, number};

pub(super) fn texts(text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut items = Items::new(text);
    while let Some(item) = items.next() {
        if let Item::Open(tag) = item
            && local(tag.name().as_ref()) == "si"
        {
            texts.push(rich_text(&mut items, "si"));
        }
    }
    texts
}

/// The text up to the end of the element, without how it is pronounced.
pub(super) fn rich_text(items: &mut Items<'_>, end: &str) -> String {
    let mut text = String::new();
    let mut is_text = false;
    while let Some(item) = items.next() {
        match item {
            Item::Open(tag) => match local(tag.name().as_ref()) {
                "rPh" => items.skip_element(),
                own => is_text = own == "t",
            },
            Item::Close(name) if local(&name) == end => break,
            Item::Close(_) => is_text = false,
            Item::Text(piece) if is_text => text.push_str(&piece),
            Item::Text(_) => {}
        }
    }
    unescape(&text)
}

/// `_x000D_` is how control characters are written there.
pub(super) fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        let c = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match c {
            Some('\r') => rest = &after[5..],
            Some(c) => {
                plain.push(c);
                rest = &after[5..];
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

pub(super) fn formats(text: &str) -> Vec<String> {
    let mut own: BTreeMap<u32, String> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut is_cell = false;
    for item in Items::new(text) {
        match item {
            Item::Open(tag) => match local(tag.name().as_ref()) {
                "cellXfs" => is_cell = true,
                "numFmt" => {
                    let code = attribute(&tag, "formatCode");
                    own.extend(number(&tag, "numFmtId").zip(code));
                }
                "xf" if is_cell => formats.push(number(&tag, "numFmtId").unwrap_or(0)),
                _ => {}
            },
            Item::Close(name) if local(&name) == "cellXfs" => is_cell = false,
            _ => {}
        }
    }
    let code = |id: u32| {
        own.get(&id)
            .cloned()
            .unwrap_or_else(|| builtin(id).to_owned())
    };
    formats.into_iter().map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_unescaped() {
        for (text, plain) in [
            ("a_x000D_\nb", "a\nb"),
            ("_x0041_", "A"),
            ("_x_x0041", "_x_x0041"),
            ("_xD800_", "_xD800_"),
            ("", ""),
        ] {
            assert_eq!(unescape(text), plain);
        }
    }
}
