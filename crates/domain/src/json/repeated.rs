//! A key that stands twice in one object. Readers of JSON keep the last without a word, people mean
//! the first or the last, and a figure would be guessed.

use std::borrow::Cow;
use std::fmt;

use crate::order::Order;

/// Where a key stands for the second time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The line, from 1.
    pub line: usize,
    /// The path, such as `reports[3].values.year_to_date`.
    pub path: String,
}

impl Repeated {
    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        format!("“{}”出现两次（第 {} 行），请只留一个", self.path, self.line)
    }
}

impl fmt::Display for Repeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "“{}” stands twice (line {}); keep one",
            self.path, self.line
        )
    }
}

/// No reader goes deeper, and neither need this: a megabyte of brackets would cost thirty.
const DEEPEST: usize = 128;

/// The first key of `text` that repeats one of its own object. What is no JSON is left to the reader,
/// and so is what no reader takes.
pub fn repeated_key(text: &str) -> Option<Repeated> {
    let bytes = text.as_bytes();
    let mut scan = Scan {
        text,
        levels: Vec::new(),
        keys: Vec::new(),
    };
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = string_end(bytes, at + 1)?;
                scan.string(at, end);
                at = end;
            }
            b'{' | b'[' if scan.levels.len() == DEEPEST => return None,
            b'{' | b'[' => scan.open(*byte == b'{'),
            b',' => scan.next(),
            b'}' | b']' => {
                if let Some(found) = scan.close() {
                    return Some(found);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the string that was opened before `from` is closed.
fn string_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// An object or array that is open.
struct Level {
    /// Where its keys begin among those of all open objects.
    first: usize,
    /// How many entries are behind us.
    index: usize,
    is_object: bool,
    is_key_next: bool,
}

struct Scan<'a> {
    text: &'a str,
    levels: Vec<Level>,
    keys: Vec<(Cow<'a, str>, usize)>,
}

impl<'a> Scan<'a> {
    fn open(&mut self, is_object: bool) {
        self.levels.push(Level {
            first: self.keys.len(),
            index: 0,
            is_object,
            is_key_next: is_object,
        });
    }

    fn next(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.index += 1;
            level.is_key_next = level.is_object;
        }
    }

    fn string(&mut self, start: usize, end: usize) {
        let Some(level) = self.levels.last_mut().filter(|level| level.is_key_next) else {
            return;
        };
        level.is_key_next = false;
        let quoted = self.text.get(start..=end).unwrap_or_default();
        let raw = self.text.get(start + 1..end).unwrap_or_default();
        let key = if raw.contains('\\') {
            serde_json::from_str(quoted).map_or(Cow::Borrowed(raw), Cow::Owned)
        } else {
            Cow::Borrowed(raw)
        };
        self.keys.push((key, start));
    }

    fn close(&mut self) -> Option<Repeated> {
        let level = self.levels.pop()?;
        let mut own = self.keys.split_off(level.first.min(self.keys.len()));
        own.order_by(Ord::cmp);
        let again = |pair: &[(Cow<'a, str>, usize)]| match pair {
            [(one, _), (other, at)] if one == other => Some((other.to_string(), *at)),
            _ => None,
        };
        // the earliest in the text, not in the alphabet
        let found = own.windows(2).filter_map(again).min_by_key(|(_, at)| *at);
        let (key, at) = found?;
        let before = self.text.get(..at).unwrap_or_default();
        Some(Repeated {
            line: 1 + before.matches('\n').count(),
            path: self.path(&key),
        })
    }

    /// The path of a key in the object that has just been closed.
    fn path(&self, key: &str) -> String {
        let mut path = String::new();
        let ends = self.levels.iter().skip(1).map(|level| level.first);
        for (level, end) in self.levels.iter().zip(ends.chain([self.keys.len()])) {
            if level.is_object {
                let held = end.checked_sub(1).and_then(|last| self.keys.get(last));
                join(&mut path, held.map_or("", |(key, _)| key));
            } else {
                path.extend(["[", &level.index.to_string(), "]"]);
            }
        }
        join(&mut path, key);
        path
    }
}

fn join(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Option<(usize, String)> {
        repeated_key(text).map(|found| (found.line, found.path))
    }

    #[test]
    fn a_key_twice_is_found_with_its_line_and_path() {
        for (text, line, path) in [
            (r#"{"a":1,"a":2}"#, 1, "a"),
            (
                "{\"a\":1,\n\"b\":{\"c\":[1,{\"d\":1,\n\"d\":1}]}}",
                3,
                "b.c[1].d",
            ),
            (
                r#"{"reports":[{},{"values":{"m":"1","y":"2","m":"1"}}]}"#,
                1,
                "reports[1].values.m",
            ),
            (r#"[[0,{"a":1,"a":1}]]"#, 1, "[0][1].a"),
            // however it is written
            (r#"{"a":1,"\u0061":2}"#, 1, "a"),
            // the one that repeats first
            ("{\"b\":1,\"a\":1,\n\"b\":2,\n\"a\":2}", 2, "b"),
        ] {
            assert_eq!(found(text), Some((line, path.to_owned())), "{text}");
        }
    }

    #[test]
    fn the_same_key_in_different_objects_is_none() {
        for text in [
            r#"{"a":{"a":1},"b":[{"a":1},{"a":1}]}"#,
            r#"{"a":"a","b":"a"}"#,
            r#"{"a":"{\"b\":1,\"b\":2}"}"#,
            r#"["a","a"]"#,
            r#"{"a\\":1,"a":2}"#,
            "",
            "{",
            "}",
            "\"",
            "{\"a",
            r#"{"a":1,"a":2"#,
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn many_keys_take_no_time() {
        let keys: Vec<String> = (0..200_000).map(|n| format!("\"{n}\":0")).collect();
        assert_eq!(found(&format!("{{{}}}", keys.join(","))), None);
        assert_eq!(found(&"[".repeat(500_000)), None);
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<i32>().prop_map(Into::into),
            "[\"\\\\{},:a]{0,4}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let key = "[\"\\\\{},:ab]{0,2}";
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::btree_map(key, inner, 0..4)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_a_program_writes_has_none(value in json()) {
            prop_assert_eq!(found(&value.to_string()), None);
            prop_assert_eq!(found(&format!("{value:#}")), None);
        }

        #[test]
        fn one_more_of_a_key_is_found(value in json()) {
            let twice = format!("{{\"k\":{value},\"l\":{value},\"k\":0}}");
            prop_assert_eq!(found(&twice), Some((1, "k".to_owned())));
        }

        #[test]
        fn no_text_is_too_strange(text in "[\"\\\\{}\\[\\],:a甲\n]{0,40}") {
            let _ = repeated_key(&text);
        }
    }
}
