//! Tags, attributes and texts of a part.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// What comes next.
pub(super) enum Item<'a> {
    /// An element begins; one without content ends at once.
    Open(BytesStart<'a>),
    /// One ends.
    Close(String),
    /// A piece of text.
    Text(Cow<'a, str>),
}

/// The items of a part, one after the other.
pub(super) struct Items<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Whether it ended in the middle, or in what is no XML.
    pub(super) is_broken: bool,
}

impl<'a> Items<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self {
            reader,
            depth: 0,
            is_broken: false,
        }
    }

    /// Leaves out everything up to the end of the element that has just begun.
    pub(super) fn skip_element(&mut self) {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next().is_some() {}
    }
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    return Some(Item::Open(tag));
                }
                Ok(Event::End(tag)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Item::Close(tag.name().as_ref().to_owned()));
                }
                Ok(Event::Text(text)) => return Some(Item::Text(text.xml10_content())),
                Ok(Event::CData(text)) => return Some(Item::Text(text.xml10_content())),
                Ok(Event::GeneralRef(reference)) => {
                    return Some(Item::Text(entity(&reference).into()));
                }
                Ok(Event::Eof) => {
                    self.is_broken |= self.depth > 0;
                    return None;
                }
                Ok(_) => {}
                Err(_) => {
                    self.is_broken = true;
                    return None;
                }
            }
        }
    }
}

fn entity(reference: &BytesRef<'_>) -> String {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => match reference.xml10_content().as_ref() {
            "lt" => "<".to_owned(),
            "gt" => ">".to_owned(),
            "amp" => "&".to_owned(),
            "apos" => "'".to_owned(),
            "quot" => "\"".to_owned(),
            _ => String::new(),
        },
    }
}

/// A name without its namespace.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The value of an attribute: by its whole name if that has a namespace, else whatever it is in.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let has_space = name.contains(':');
    let mut all = tag.attributes();
    let found = all
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| {
            let key = attribute.key.as_ref();
            key == name || (!has_space && local(key) == name)
        })?;
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    Some(value.map_or_else(|_| found.value.to_string(), Cow::into_owned))
}

/// The same as a number.
pub(super) fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Whether an attribute says yes.
pub(super) fn is_set(tag: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(tag, name).as_deref(), Some("1" | "true" | "on"))
}
