//! C007: a project is of a nature and a category that the jurisdiction uses.

use super::super::prelude::*;
use crate::plan::Category;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C007"),
    severity: Severity::Mandatory,
    title: words(
        "性质或行业不在分类表内",
        "nature or category not in the list",
    ),
    message: words(
        "计划表中的性质“{nature}”不在本地分类表内",
        "The plan's nature “{nature}” is not used in this jurisdiction",
    ),
    variants: &[words(
        "计划表中的行业“{category}”不在本地分类表内",
        "The plan's category “{category}” is not used in this jurisdiction",
    )],
    advice: words(
        "计划表由重点办维护，请联系重点办更正后再提交。",
        "The plan is kept by the city office: ask them to correct it, then submit.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划表中的性质或行业不在本地分类表内。通知不分行业的，不审核行业；计划表未填行业的，不审核。",
        "The plan row's nature or category is not in the profile's list. The category is not judged \
         where the notice has none or the row gives none.",
    ),
    why: words(
        "按性质、行业的汇总以分类表为准；例如没有预备项目的地方不应出现预备。",
        "Totals go by these lists; 预备, for one, must not appear where a notice does not have it.",
    ),
    source: "钦政办〔2022〕12号 一；柳政办〔2022〕5号 二",
    fires: words(
        "分类表没有预备的地方，项目性质为预备。",
        "A 预备 project where the notice has no such nature.",
    ),
    silent: words(
        "项目性质为续建，在分类表内。",
        "A 续建 project, which is in the list.",
    ),
};

// One finding at most: both stand at the head of 项目信息 and are put right by the same office.
fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (profile, plan) = (subject.context.profile, subject.plan());
    let nature = plan.nature;
    if !profile.natures.iter().any(|label| label.key == nature) {
        sink.fire(
            [Field::ProjectCode.into()],
            [("nature", Arg::phrase(nature.key(), usual_nature(nature)))],
        );
        return;
    }
    let Some(category) = plan.category else {
        return;
    };
    let categories = &profile.categories;
    if !categories.is_empty() && !categories.iter().any(|label| label.key == category) {
        let arg = usual_category(category).map_or_else(
            || Arg::from(category.key()),
            |words| Arg::phrase(category.key(), words),
        );
        sink.fire([Field::ProjectCode.into()], [("category", arg)]);
    }
}

/// The word that notices usually have; this jurisdiction has none of its own.
const fn usual_nature(nature: Nature) -> Words {
    match nature {
        Nature::NewStart => words("新开工", "new start"),
        Nature::Continuing => words("续建", "continuing"),
        Nature::Completing => words("竣工", "completing"),
        Nature::Preparatory => words("预备", "preparatory"),
    }
}

/// The same for a category; one of another profile's own has none.
fn usual_category(category: Category) -> Option<Words> {
    let usual = [
        (Category::INDUSTRY, words("产业", "industry")),
        (
            Category::INFRASTRUCTURE,
            words("基础设施", "infrastructure"),
        ),
        (Category::LIVELIHOOD, words("民生", "livelihood")),
        (Category::ECOLOGY, words("生态环保", "ecology")),
    ];
    usual.into_iter().find(|it| it.0 == category).map(|it| it.1)
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "计划表中的性质“预备”不在本地分类表内",
            "The plan's nature “preparatory” is not used in this jurisdiction",
            case()
                .nature(Nature::Preparatory)
                .profile(|profile| profile.natures.truncate(3)),
        )
        .fires(
            "计划表中的行业“基础设施”不在本地分类表内",
            "The plan's category “infrastructure” is not used in this jurisdiction",
            case().profile(|profile| profile.categories.truncate(1)),
        )
        .fires(
            "计划表中的行业“new_energy”不在本地分类表内",
            "The plan's category “new_energy” is not used in this jurisdiction",
            case().plan(|plan| {
                plan.category = crate::plan::ClassKey::new("new_energy").map(Category);
            }),
        )
        .silent("both in use", case())
        .silent(
            "the notice does not divide by category",
            case().profile(|profile| profile.categories.clear()),
        )
}
