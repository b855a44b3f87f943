//! S505: the expenditure method is the exception and needs a reason.

use super::super::prelude::*;
use crate::report::InvestmentBasis;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("S505"),
    severity: Severity::Verify,
    title: words("财务支出法无理由", "expenditure basis without a reason"),
    message: words(
        "采用财务支出法填报，未说明不能采用形象进度法的理由",
        "Reported by expenditure without saying why visual progress cannot be used",
    ),
    variants: &[],
    advice: words(
        "请填理由；能用形象进度法的，改选形象进度法。",
        "Give the reason, or choose visual progress.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "填报依据选财务支出法，未填理由。提交时审核。",
        "The basis is 财务支出法 and the reason is empty. Judged at submission.",
    ),
    why: words(
        "优先按形象进度法填报，确实不具备条件的才用财务支出法。",
        "Visual progress comes first; expenditure is for where that is really not available.",
    ),
    source: "投资填报的惯例（形象进度法优先）",
    fires: words(
        "选财务支出法，理由空白。",
        "By expenditure, with an empty reason.",
    ),
    silent: words("选形象进度法。", "By visual progress."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    if report.basis == Some(InvestmentBasis::Expenditure) && report.basis_reason.is_none() {
        sink.fire([Field::BasisReason.into(), Field::Basis.into()], []);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let expenditure = || case().draft(&[("basis", "expenditure")]);
    Cases::of(&RULE)
        .fires(
            "采用财务支出法填报，未说明不能采用形象进度法的理由",
            "Reported by expenditure without saying why visual progress cannot be used",
            expenditure(),
        )
        .silent(
            "a reason",
            expenditure().draft(&[("basis_reason", "设备购置项目，无工程量")]),
        )
        .silent(
            "visual progress",
            case().draft(&[("basis", "visual_progress")]),
        )
        .silent("still typing", expenditure().typing())
}
