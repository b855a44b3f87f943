//! C012: a box holds something else than it is for.

use super::super::prelude::*;
use crate::check::Finding;
use crate::check::finding::named;
use crate::text::Lang;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C012"),
    severity: Severity::Mandatory,
    title: words("看不懂的填写", "box not understood"),
    message: words("{field}：{reason}", "{field}: {reason}"),
    variants: &[],
    advice: words(
        "请按格式重填；要补充的话写在备注里。",
        "Type it again in the form expected; what you want to add goes into the remarks.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "金额格不是金额，日期格不是日期，或选项不在可选项中。",
        "An amount box without an amount, a day box without a day, or a choice that does not exist.",
    ),
    why: words(
        "看不懂的内容不参加汇总；不猜、不改，请填报人更正。",
        "What is not understood is in no total; nothing is guessed and nothing changed.",
    ),
    source: "填报通用要求",
    fires: words(
        "本月完成填“约二百万”。",
        "The month's figure is typed as “约二百万”.",
    ),
    silent: words("本月完成填 200。", "The month's figure is typed as 200."),
};

/// What somebody has begun to write into a box and has not brought to an end. No program can read it
/// there: what was stored before stands until it is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// A date without its year, month or day.
    Day,
    /// Words that an input method has not put into the box yet.
    Words,
}

impl Unfinished {
    const fn reason(self) -> Words {
        match self {
            Self::Day => words(
                "日期没有填完，请填全年、月、日，或全部清除；在此之前，以前保存的日期不变",
                "the date is not complete; fill in year, month and day, or clear all of it: until \
                 then the date that was saved before stands",
            ),
            Self::Words => words(
                "输入法里的文字还没有上屏，请先选定文字",
                "the input method still holds words; choose them first",
            ),
        }
    }

    /// The finding about the box or entry `key`, and of an entry about this field.
    pub fn finding(self, key: &FieldKey, field: Option<&str>) -> Finding {
        let place = key.explained().unwrap_or_else(|| key.clone());
        let name = Arg::from(place.clone());
        let fields = field.filter(|_| place == *key).map(str::to_owned);
        let args = named(vec![
            ("field", name),
            ("reason", Arg::phrase(String::new(), self.reason())),
        ]);
        Finding {
            parts: fields.into_iter().collect(),
            ..Finding::new(RULE.code, Severity::Mandatory, vec![place], args)
        }
    }
}

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for unread in &subject.report.unread {
        let reason = Arg::Phrase {
            key: unread.text.clone(),
            zh: unread.reason(Lang::Zh),
            en: unread.reason(Lang::En),
        };
        sink.fire(
            [unread.field.into()],
            [("field", unread.field.into()), ("reason", reason)],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "本月完成投资：“约二百万”不是金额，请填数字，例如 1250.5",
            "Completed this month: “约二百万” is not an amount; type digits, for example 1250.5",
            case().draft(&[("month_investment", "约二百万")]),
        )
        .fires(
            "实际开工日期：“五月”不是日期，请写成 2022-05-08",
            "Actual start: “五月” is not a day; write it as 2022-05-08",
            case().draft(&[("actual_start", "五月")]),
        )
        .silent("understood", case().draft(&[("month_investment", "200")]))
        .silent("blank", case().draft(&[("month_investment", "  ")]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_half_written_is_named_where_it_stands() {
        let said = |key: &str, what: Unfinished| {
            let finding = what.finding(&FieldKey::new(key).unwrap(), Some("text"));
            let place = finding.fields[0].to_string();
            (place, finding.message(Lang::Zh), finding.severity)
        };
        let (place, words, severity) = said("actual_completion", Unfinished::Day);
        assert_eq!(
            (&*place, severity),
            ("actual_completion", Severity::Mandatory)
        );
        assert!(words.starts_with("实际竣工日期：日期没有填完"), "{words}");
        let (place, words, _) = said("milestone.permit", Unfinished::Day);
        assert_eq!(place, "milestone.permit");
        assert!(!words.contains("milestone"), "{words}");
        let (place, words, _) = said("problem.1-ab", Unfinished::Day);
        assert_eq!(place, "problem.1-ab");
        assert!(!words.contains("problem"), "{words}");
        let (place, words, _) = said("explanation.M102.month_investment", Unfinished::Words);
        assert_eq!(place, "month_investment");
        assert!(words.starts_with("本月完成投资："), "{words}");
    }
}
