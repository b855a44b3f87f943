//! JSON that is the same to the byte whoever writes it: keys in the order of their bytes, no space.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::order::Order;

/// The one text of what can be serialised.
pub(super) fn canonical(value: &(impl Serialize + ?Sized)) -> String {
    let mut text = Vec::new();
    put(value, &mut text);
    in_letters(text)
}

/// The text of an object that is put together part by part.
#[derive(Default)]
pub(super) struct Parts(BTreeMap<&'static str, Vec<u8>>);

impl Parts {
    /// A part; one of the same key is replaced.
    pub(super) fn put(&mut self, key: &'static str, value: &(impl Serialize + ?Sized)) {
        let mut text = Vec::new();
        put(value, &mut text);
        self.0.insert(key, text);
    }

    /// The same where there is anything.
    pub(super) fn put_some(&mut self, key: &'static str, value: &impl Serialize, is_empty: bool) {
        if !is_empty {
            self.put(key, value);
        }
    }

    /// A list, of which no more than one item is held at a time.
    pub(super) fn put_each(
        &mut self,
        key: &'static str,
        items: impl IntoIterator<Item = impl Serialize>,
    ) {
        let mut text = vec![b'['];
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                text.push(b',');
            }
            put(&item, &mut text);
        }
        text.push(b']');
        self.0.insert(key, text);
    }

    /// All of them.
    pub(super) fn into_text(self) -> String {
        let mut text = vec![b'{'];
        for (at, (key, part)) in self.0.into_iter().enumerate() {
            if at > 0 {
                text.push(b',');
            }
            plain(key, &mut text);
            text.push(b':');
            text.extend(part);
        }
        text.push(b'}');
        in_letters(text)
    }
}

/// Nothing that is written here fails to serialise.
fn put(value: &(impl Serialize + ?Sized), to: &mut Vec<u8>) {
    write(&serde_json::to_value(value).unwrap_or_default(), to);
}

fn plain(value: &(impl Serialize + ?Sized), to: &mut Vec<u8>) {
    // writing to a Vec cannot fail
    let _ = serde_json::to_writer(to, value);
}

fn in_letters(text: Vec<u8>) -> String {
    String::from_utf8(text).unwrap_or_default()
}

fn write(value: &Value, to: &mut Vec<u8>) {
    match value {
        Value::Array(items) => {
            to.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    to.push(b',');
                }
                write(item, to);
            }
            to.push(b']');
        }
        Value::Object(parts) => {
            let mut parts: Vec<_> = parts.iter().collect();
            if !parts.is_sorted_by(|a, b| a.0 <= b.0) {
                parts.order_by(|a, b| a.0.cmp(b.0));
            }
            to.push(b'{');
            for (at, (key, part)) in parts.into_iter().enumerate() {
                if at > 0 {
                    to.push(b',');
                }
                plain(key, to);
                to.push(b':');
                write(part, to);
            }
            to.push(b'}');
        }
        other => plain(other, to),
    }
}

#[cfg(test)]
mod tests {
    use super::{Parts, canonical};

    #[test]
    fn keys_stand_in_order_at_every_depth_and_figures_as_they_were() {
        let value =
            serde_json::json!({"b": [{"d": "1.50", "c": null}, 2], "a": "截\n止", "": true});
        let text = r#"{"":true,"a":"截\n止","b":[{"c":null,"d":"1.50"},2]}"#;
        assert_eq!(canonical(&value), text);
        let again: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(canonical(&again), text);
    }

    #[test]
    fn what_is_put_together_is_the_text_of_the_whole() {
        let whole = serde_json::json!({"b": [1, {"d": 2, "c": "\"截"}], "a": {}, "c": []});
        let mut parts = Parts::default();
        parts.put_each("b", whole["b"].as_array().unwrap());
        parts.put("a", &whole["a"]);
        parts.put_each("c", [0; 0]);
        parts.put_some("d", &"", true);
        assert_eq!(parts.into_text(), canonical(&whole));
    }
}
