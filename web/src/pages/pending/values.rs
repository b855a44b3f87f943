//! The boxes of a conflict as people read them: labels and values in words.

use yuebao_domain::money;
use yuebao_domain::report::{
    CoordinationLevel, Field, FieldKey, FieldValue, Kind, MilestoneKind, ProblemType,
};
use yuebao_domain::text::{Lang, Words};

use crate::text::pending as text;

/// What people call a box or an entry; its key only if a newer program wrote it.
pub(crate) fn label(key: &FieldKey, lang: Lang) -> String {
    if let Some(field) = key.field() {
        return match field.kind() {
            Kind::Amount => amount_label(field, lang),
            _ => field.label().get(lang).to_owned(),
        };
    }
    if key.problem_id().is_some() {
        return text::PROBLEM.get(lang).to_owned();
    }
    if let Some(kind) = key.as_str().strip_prefix("milestone.") {
        let words = MilestoneKind::from_key(kind).map(MilestoneKind::label);
        let name = words.map_or(kind, |words| words.get(lang));
        return format!("{}{name}", text::MILESTONE.get(lang));
    }
    match key.as_str().strip_prefix("explanation.") {
        Some(of) => {
            let (code, field) = of.split_once('.').unwrap_or((of, ""));
            let field = FieldKey::new(field).map_or_else(String::new, |key| label(&key, lang));
            format!("{} {code} {field}", text::EXPLANATION.get(lang))
        }
        None => key.to_string(),
    }
}

/// One line for a box, one line for each filled part of an entry. Empty: nothing is filled.
pub(crate) fn lines(key: &FieldKey, value: &FieldValue, decimals: u32, lang: Lang) -> Vec<String> {
    match value {
        FieldValue::Text(value) => vec![show(key.field(), value, decimals, lang)],
        FieldValue::Record(_) => {
            let known = text::PARTS.iter().filter_map(|(name, label)| {
                let shown = part(value, name, lang)?;
                Some(format!("{}: {shown}", label.get(lang)))
            });
            known.collect()
        }
    }
}

/// A part of an entry in words; `None` if it is not filled.
pub(crate) fn part(value: &FieldValue, name: &str, lang: Lang) -> Option<String> {
    let text = value.record()?.get(name)?;
    let words = match name {
        "type" => ProblemType::from_key(text).map(ProblemType::label),
        "level" => CoordinationLevel::from_key(text).map(CoordinationLevel::label),
        _ => None,
    };
    let shown = words.map_or(text.as_str(), |words| words.get(lang));
    Some(shown.to_owned()).filter(|shown| !shown.trim().is_empty())
}

fn amount_label(field: Field, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}（万元）", field.label().zh),
        Lang::En => format!("{} (万元)", field.label().en),
    }
}

fn show(field: Option<Field>, value: &str, decimals: u32, lang: Lang) -> String {
    match field.map(Field::kind) {
        Some(Kind::Amount) => {
            money::parse_plain(value).map_or_else(|_| value.to_owned(), |it| it.grouped(decimals))
        }
        Some(Kind::Choice(choices)) => in_words(choices, value, lang),
        _ => value.to_owned(),
    }
}

fn in_words(choices: &[(&str, Words)], value: &str, lang: Lang) -> String {
    let found = choices.iter().find(|(key, _)| *key == value);
    found.map_or_else(|| value.to_owned(), |(_, words)| words.get(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: &str) -> FieldKey {
        FieldKey::new(key).unwrap()
    }

    fn zh(name: &str, value: &FieldValue) -> Vec<String> {
        lines(&key(name), value, 2, Lang::Zh)
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
        ] {
            assert_eq!(zh(name, &value.into()), [shown]);
        }
    }

    #[test]
    fn a_problem_reads_as_labelled_lines_without_its_empty_parts() {
        let parts = [
            ("description", "红线内 3 户未签约"),
            ("type", "demolition"),
            ("level", "city"),
            ("request", " "),
        ];
        let record = parts.map(|(part, text)| (part.to_owned(), text.to_owned()));
        assert_eq!(
            zh("problem.p1", &FieldValue::Record(record.into())),
            [
                "问题类型: 征地拆迁",
                "问题描述: 红线内 3 户未签约",
                "需协调层级: 市级"
            ]
        );
    }

    #[test]
    fn every_key_has_a_name() {
        for (name, shown) in [
            ("month_investment", "本月完成投资（万元）"),
            ("milestone.energy", "前期工作：能评"),
            ("milestone.new_one", "前期工作：new_one"),
            ("problem.p1", "存在问题"),
            (
                "explanation.M102.month_investment",
                "情况说明 M102 本月完成投资（万元）",
            ),
            ("from_the_future", "from_the_future"),
        ] {
            assert_eq!(label(&key(name), Lang::Zh), shown);
        }
    }
}
