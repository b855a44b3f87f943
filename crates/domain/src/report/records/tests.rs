#![expect(
    unreachable_pub,
    reason = "declared as records are that everybody reads"
)]

use super::fields::{Amount, Choice, Day, Line, Month, Person, Text};
use super::*;
use crate::report::choice::choices;
use crate::text::words;

choices! {
    /// How a decision stands.
    Stand {
        Running = "running", "办理中", "running";
        Done = "done", "已办结", "done";
    }
}

record! {
    /// A decision of a meeting that nobody has asked for yet.
    Decision by id {
        stand: Choice<Stand> = "stand", "办理情况", "State", Needed;
        item: Text = "item", "议定事项", "Item", Needed;
        unit: Line = "unit", "承办单位", "Unit";
        who: Person = "who", "责任人", "Person in charge";
        money: Amount = "money", "涉及资金", "Money";
        since: Month = "since", "提出月份", "Since";
        due: Day = "due", "办结时限", "Due", Ahead;
        ended: Day = "ended", "办结日期", "Closed on", Ends;
        batch: Line = "batch", "批次", "Batch", Hidden;
    }
}

/// Its declaration; it stands in [`ALL`].
pub(super) static DECISION: Record = Record {
    key: "decision",
    title: words("调度会议定事项", "Decision of a meeting"),
    one: words("议定事项", "Decision"),
    carry: words("沿用上月议定事项", "Take over last month's decisions"),
    section: Section::Problems,
    entries: Entries::Added(&Adding {
        none: words("没有议定事项。", "No decisions."),
        none_read: words("没有议定事项", "No decisions"),
        add: words("添加议定事项", "Add a decision"),
    }),
    fields: Decision::FIELDS,
};

fn parts(fields: &[(&str, &str)]) -> Parts {
    let own = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
    fields.iter().map(own).collect()
}

#[test]
fn a_made_up_record_needs_its_declaration_and_nothing_else() {
    let form: Vec<_> = (DECISION.form())
        .map(|field| (field.key, field.label.zh, field.is(Attribute::Ahead)))
        .collect();
    let expected = [
        ("stand", "办理情况", false),
        ("item", "议定事项", false),
        ("unit", "承办单位", false),
        ("who", "责任人", false),
        ("money", "涉及资金", false),
        ("since", "提出月份", false),
        ("due", "办结时限", true),
        ("ended", "办结日期", false),
    ];
    assert_eq!(form, expected, "the form, in its order");

    let filled = parts(&[
        ("stand", "running"),
        ("item", " 6 月底前交地 "),
        ("money", "1250.5"),
        ("since", "2022-05"),
        ("due", "2022-06-30"),
        ("batch", "7"),
        ("of_a_newer_form", "x"),
    ]);
    let read = Decision::read("3", &filled);
    assert_eq!(read.id, "3");
    assert_eq!(read.stand, Some(Stand::Running));
    assert_eq!(read.item.as_deref(), Some("6 月底前交地"));
    assert_eq!(read.money, crate::money::parse_plain("1250.5").ok());
    assert_eq!(read.since, "2022-05".parse().ok());
    assert_eq!(
        read.stand.map(Stand::label),
        Some(words("办理中", "running"))
    );
    assert_eq!((&read.unit, &read.who), (&None, &None));
    let mut again = filled.clone();
    again.remove("of_a_newer_form");
    again.insert("item".to_owned(), "6 月底前交地".to_owned());
    assert_eq!(read.parts(), again);

    let shown = DECISION.shown(&filled, 2, Lang::En);
    let expected = [
        ("State", "running"),
        ("Item", " 6 月底前交地 "),
        ("Money", "1,250.50"),
        ("Since", "2022-05"),
        ("Due", "2022-06-30"),
    ];
    let expected = expected.map(|(label, text)| (label, text.to_owned()));
    assert_eq!(shown, expected, "what history and conflict screen show");

    let needed = DECISION.form().filter(|field| field.is(Attribute::Needed));
    let needed: Vec<&str> = needed.map(|field| field.key).collect();
    assert_eq!(needed, ["stand", "item"]);
}

#[test]
fn the_entries_of_a_made_up_record_are_known_by_their_key() {
    use crate::report::{Field, FieldKey, FieldValue};
    let key = FieldKey::new("decision.3").unwrap();
    assert_eq!(key.section(), Section::Problems);
    assert_eq!(key.label(Lang::Zh), "调度会议定事项");
    assert_eq!(key.full_label(Lang::En), "Decision of a meeting");
    let value = FieldValue::Record(parts(&[("item", "交地"), ("stand", "done")]));
    let shown = key.shown(&value, 2, Lang::Zh);
    assert_eq!(shown, ["办理情况: 已办结", "议定事项: 交地"]);
    // the history stands in the order of the form: before the funds, behind the investment
    let mut keys = [Field::FundsReceived.into(), key, Field::YearToDate.into()];
    keys.sort_by_key(FieldKey::form_order);
    let keys = keys.map(|key| key.to_string());
    assert_eq!(keys, ["year_to_date", "decision.3", "funds_received"]);
}

#[test]
fn an_entry_is_over_once_its_end_is_told() {
    let is_over = |ended: &str| DECISION.is_over(&parts(&[("ended", ended)]));
    assert!(is_over("2022-05-20"));
    assert!(!is_over(" ") && !is_over("五月底"), "nobody knows that");
    assert!(!MILESTONE.is_over(&parts(&[("done", "2022-05-20")])));
}

#[test]
fn what_is_typed_is_read_by_the_kind_of_the_field() {
    let read = |key: &str, typed: &str| {
        let field = DECISION.field(key).unwrap();
        field.kind.read(typed, Lang::Zh)
    };
    assert_eq!(read("money", " 1,250.50 万元 ").as_deref(), Ok("1250.5"));
    assert_eq!(read("money", "—").as_deref(), Ok(""));
    let refused = read("money", "约二百万").unwrap_err();
    assert_eq!(refused, "“约二百万”不是金额，请填数字，例如 1250.5");
    assert_eq!(read("due", "").as_deref(), Ok(""));
    let refused = read("due", "2022-02-30").unwrap_err();
    assert_eq!(refused, "“2022-02-30”不是日期，请写成 2022-05-08");
    assert_eq!(read("since", "2022-05").as_deref(), Ok("2022-05"));
    let refused = read("since", "2022.5").unwrap_err();
    assert_eq!(refused, "“2022.5”不是月份，请写成 2022-05");
    assert_eq!(read("who", " 韦某 ").as_deref(), Ok("韦某"));
}

#[test]
fn an_entry_lasts_as_its_record_says() {
    assert!(PROBLEM.keeps(&Parts::new()), "until it is removed");
    assert!(!MILESTONE.keeps(&Parts::new()));
    assert!(MILESTONE.keeps(&parts(&[("done", "2022-05-08")])));
    assert!(MILESTONE.keeps(&parts(&[("of_a_newer_form", "x")])));
    assert!(!EXPLANATION.keeps(&parts(&[("fingerprint", "a=1;")])));
    assert!(EXPLANATION.keeps(&parts(&[("text", "已入账")])));
}

#[test]
fn declarations_are_sound() {
    let mut keys: Vec<&str> = ALL.iter().map(|record| record.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), ALL.len(), "no key twice");
    for record in ALL {
        assert!(super::super::Field::from_key(record.key).is_none());
        for (at, field) in record.fields.iter().enumerate() {
            let earlier = &record.fields[..at];
            assert!(earlier.iter().all(|other| other.key != field.key));
            assert!(!field.label.zh.is_empty() && !field.label.en.is_empty());
        }
        assert!(record.form().next().is_some(), "{}", record.key);
        assert!(record.fields.len() <= crate::report::limits::MAX_PARTS);
    }
}
