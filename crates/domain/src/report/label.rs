//! What people call a value of a report, and how they read it: told once, for every screen.

use super::records::{Entries, Record};
use super::{Field, FieldKey, FieldValue, ValueKind};
use crate::text::Lang;

impl FieldKey {
    /// What people call the box or entry where its section is clear: never its key, unless a newer
    /// program wrote it.
    pub fn label(&self, lang: Lang) -> String {
        let entry = || {
            let (record, id) = self.entry()?;
            Some(record.name(id, lang).unwrap_or(record.title.get(lang)))
        };
        let label = self.field().map(|field| field.label().get(lang));
        label.or_else(entry).unwrap_or(self.as_str()).to_owned()
    }

    /// The same where it stands alone: with its unit, its section, what it is about.
    pub fn full_label(&self, lang: Lang) -> String {
        match (self.field(), self.entry()) {
            (Some(field), _) => with_unit(field, lang),
            (None, Some((record, id))) => full_name(record, id, lang),
            (None, None) => self.to_string(),
        }
    }

    /// A value as people read it: a line for a box, one for each filled field of an entry. Amounts
    /// have at least so many `decimals`.
    pub fn shown(&self, value: &FieldValue, decimals: u32, lang: Lang) -> Vec<String> {
        let FieldValue::Record(parts) = value else {
            let kind = self.field().map_or(ValueKind::Text, Field::kind);
            let text = value.text().unwrap_or_default();
            return vec![kind.shown(text, decimals, lang)];
        };
        let line = |label: &str, text: &str| [label, ": ", text].concat();
        match self.entry() {
            Some((record, _)) => {
                let shown = record.shown(parts, decimals, lang).into_iter();
                shown.map(|(label, text)| line(label, &text)).collect()
            }
            // of a newer program: better its keys than nothing
            None => parts.iter().map(|(key, text)| line(key, text)).collect(),
        }
    }
}

fn with_unit(field: Field, lang: Lang) -> String {
    let label = field.label().get(lang);
    match (field.kind(), lang) {
        (ValueKind::Amount, Lang::Zh) => format!("{label}（万元）"),
        (ValueKind::Amount, Lang::En) => format!("{label} (万元)"),
        _ => label.to_owned(),
    }
}

fn full_name(record: &Record, id: &str, lang: Lang) -> String {
    let title = record.title.get(lang);
    match record.entries {
        Entries::Added(_) => title.to_owned(),
        Entries::Of(_) => {
            let name = record.name(id, lang).unwrap_or(id);
            let colon = match lang {
                Lang::Zh => "：",
                Lang::En => ": ",
            };
            [title, name].join(colon)
        }
        Entries::Beside => {
            let (code, field) = id.split_once('.').unwrap_or((id, ""));
            let about = FieldKey::new(field).map_or_else(String::new, |key| key.full_label(lang));
            [title, code, &about].join(" ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str) -> FieldKey {
        FieldKey::new(key).unwrap()
    }

    fn record(fields: &[(&str, &str)]) -> FieldValue {
        let own = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
        FieldValue::Record(fields.iter().map(own).collect())
    }

    #[test]
    fn every_key_has_a_name() {
        for (name, label, full) in [
            ("month_investment", "本月完成投资", "本月完成投资（万元）"),
            ("milestone.energy", "能评", "前期工作：能评"),
            ("milestone.new_one", "前期工作", "前期工作：new_one"),
            ("problem.p1", "存在问题", "存在问题"),
            (
                "explanation.M102.month_investment",
                "情况说明",
                "情况说明 M102 本月完成投资（万元）",
            ),
            ("from_the_future", "from_the_future", "from_the_future"),
        ] {
            assert_eq!(key(name).label(Lang::Zh), label);
            assert_eq!(key(name).full_label(Lang::Zh), full);
        }
    }

    #[test]
    fn values_are_shown_in_words() {
        for (name, value, shown) in [
            ("month_investment", "1250", "1,250.00"),
            ("month_investment", "1212.68008", "1,212.68008"),
            ("month_investment", "约20", "约20"),
            ("status", "halted", "停工"),
            ("status", "asleep", "asleep"),
            ("actual_start", "2022-03-01", "2022-03-01"),
            ("remarks", "已进场", "已进场"),
            ("from_the_future", "1250", "1250"),
        ] {
            assert_eq!(key(name).shown(&value.into(), 2, Lang::Zh), [shown]);
        }
    }

    #[test]
    fn an_entry_reads_as_labelled_lines_without_its_empty_fields() {
        let problem = record(&[
            ("description", "红线内 3 户未签约"),
            ("type", "demolition"),
            ("level", "city"),
            ("request", " "),
        ]);
        assert_eq!(
            key("problem.p1").shown(&problem, 2, Lang::Zh),
            [
                "问题类型: 征地拆迁",
                "需协调层级: 市级",
                "问题描述: 红线内 3 户未签约",
            ]
        );
        let explanation = record(&[("text", "已入账"), ("fingerprint", "a=1;")]);
        let shown = key("explanation.M102.month_investment").shown(&explanation, 2, Lang::Zh);
        assert_eq!(shown, ["说明内容: 已入账"]);
        let newer = record(&[("who", "韦某")]);
        assert_eq!(key("person.1").shown(&newer, 2, Lang::Zh), ["who: 韦某"]);
    }
}
