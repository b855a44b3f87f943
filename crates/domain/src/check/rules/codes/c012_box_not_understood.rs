//! C012: a box holds something else than it is for.

use super::super::prelude::*;
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

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for unread in &subject.report.unread {
        let reason = Arg::Phrase {
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
