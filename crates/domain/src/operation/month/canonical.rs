//! JSON that is the same to the byte whoever writes it: keys in the order of their bytes, no space.

use serde_json::Value;

use crate::order::Order;

/// The one text of a value.
pub(super) fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, to: &mut String) {
    match value {
        Value::Array(items) => {
            to.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    to.push(',');
                }
                write(item, to);
            }
            to.push(']');
        }
        Value::Object(parts) => {
            let mut parts: Vec<_> = parts.iter().collect();
            parts.order_by(|a, b| a.0.cmp(b.0));
            to.push('{');
            for (at, (key, part)) in parts.into_iter().enumerate() {
                if at > 0 {
                    to.push(',');
                }
                write(&Value::String(key.clone()), to);
                to.push(':');
                write(part, to);
            }
            to.push('}');
        }
        plain => to.push_str(&plain.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn keys_stand_in_order_at_every_depth_and_figures_as_they_were() {
        let value =
            serde_json::json!({"b": [{"d": "1.50", "c": null}, 2], "a": "截\n止", "": true});
        let text = r#"{"":true,"a":"截\n止","b":[{"c":null,"d":"1.50"},2]}"#;
        assert_eq!(canonical(&value), text);
        let again: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(canonical(&again), text);
    }
}
