//! T218: what is written agrees with what is chosen and counted.

use super::super::prelude::*;
use crate::report::Status;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T218"),
    severity: Severity::Verify,
    title: words("文字与数据矛盾", "words contradict figures"),
    message: words(
        "形象进度写“{completed}”，未填实际竣工日期",
        "The progress text says “{completed}”, but no actual completion is given",
    ),
    variants: &[
        words(
            "形象进度写“{said}”，又填实际开工日期 {start}",
            "The progress text says “{said}”, but an actual start on {start} is given",
        ),
        words(
            "形象进度写“{said}”，本月完成投资 {month} 万元",
            "The progress text says “{said}”, but {month} 万元 were invested this month",
        ),
        words(
            "形象进度写“{halted}”，建设状态为{status}",
            "The progress text says “{halted}”, but the status is “{status}”",
        ),
        words(
            "建设状态为{status}，又填实际开工日期 {begun}",
            "The status is “{status}”, but an actual start on {begun} is given",
        ),
        words(
            "建设状态为{status}，又填实际竣工日期 {ended}",
            "The status is “{status}”, but an actual completion on {ended} is given",
        ),
    ],
    advice: words(
        "请改正文字、日期或建设状态中错的一项；都无误的（如只是部分工程），说明情况。",
        "Correct the words, the day or the status, whichever is wrong; if all are right (as of a part of the works), say so.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "形象进度写明全部完工、投入使用、通车等（其前六个字内没有未、预计、计划、拟、部分一类的字），没有实际竣工日期；写明尚未开工，却有实际开工日期或本月完成大于 0；写明停工（未停工、已复工、春节或雨天停工几天的不算），建设状态不是停工；建设状态为未开工却有实际开工日期，为在建却有实际竣工日期。提交时审核。",
        "The progress text says that all is built, in use or open to traffic (without a word such as 未, 预计, 计划, 拟 or 部分 within six characters before it) and no actual completion is given; it says 尚未开工 and an actual start is given or the month is above 0; it says 停工 (not 未停工 or 复工, nor some days of holidays or rain) and the status is another; or the status is 未开工 with an actual start, or 在建 with an actual completion. Judged at submission.",
    ),
    why: words(
        "同一份月报里两处说法不同，必有一处错；竣工、停工不填对应的栏，清单和竣工率就漏掉。",
        "Where one report says two things one of them is wrong: a completion or a halt that only the words mention is missing from every list.",
    ),
    source: "月报审核惯例（形象进度与数据核对）",
    fires: words(
        "形象进度“全部完工并投入使用”，实际竣工日期空白。",
        "“全部完工并投入使用” without an actual completion.",
    ),
    silent: words(
        "形象进度“预计年底全部完工”。",
        "“预计年底全部完工”, which is a forecast.",
    ),
};

/// All is built, in use, open.
const COMPLETED: &[&str] = &[
    "全部完工",
    "全面完工",
    "整体完工",
    "项目已完工",
    "工程已完工",
    "全部竣工",
    "全面竣工",
    "整体竣工",
    "已竣工",
    "竣工验收合格",
    "通过竣工验收",
    "完成竣工验收",
    "全部建成",
    "全面建成",
    "建成投产",
    "建成投用",
    "建成通车",
    "正式通车",
    "全线通车",
    "已通车",
    "正式投产",
    "已投产",
    "投入使用",
    "投入运营",
    "投入运行",
    "交付使用",
    "正式运营",
    "正式启用",
];

/// What comes, or is only a part.
const NOT_YET: &[&str] = &[
    "未",
    "预计",
    "计划",
    "拟",
    "部分",
    "力争",
    "争取",
    "确保",
    "将",
    "待",
    "目标",
    "具备",
    "可",
    "主体",
    "基础",
    "土建",
    "桩基",
    "地下室",
    "钢结构",
    "楼",
    "栋",
    "标段",
    "设备",
    "便道",
    "路基",
    "路面",
    "桥",
    "隧道",
    "管网",
    "管道",
    "装修",
    "装饰",
    "绿化",
    "附属",
    "配套",
    "围墙",
    "结构",
    "安装",
    "一期",
    "二期",
    "三期",
    "首期",
    "生产线",
    "机组",
    "临时",
];

const NOT_STARTED: &[&str] = &["未开工"];
const ONLY_PARTS: &[&str] = &[
    "剩余",
    "其余",
    "部分",
    "楼",
    "栋",
    "标段",
    "个子项",
    "期",
    "段",
];

const HALTED: &[&str] = &["停工"];
/// No halt, or none any more.
const NO_HALT: &[&str] = &[
    "未停工",
    "无停工",
    "没有停工",
    "不停工",
    "未出现停工",
    "未发生停工",
    "没有出现停工",
    "没有发生停工",
    "避免停工",
    "防止停工",
    "复工",
];
/// A pause that happens on every site, or of a part of it.
const PAUSES: &[&str] = &[
    "春节", "放假", "节日", "假期", "雨", "台风", "高温", "疫情", "部分",
];

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    by_words(subject, sink);
    by_status(subject, sink);
}

// One finding at most: an explanation belongs to one finding of a box.
fn by_words(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let text = report.visual_progress.as_deref().unwrap_or_default();
    let box_ = FieldKey::from(Field::VisualProgress);
    let completed = || said(text, COMPLETED, NOT_YET);
    let not_started = || said(text, NOT_STARTED, ONLY_PARTS);
    let is_halt = || !NO_HALT.iter().any(|words| text.contains(words));
    let halted = || said(text, HALTED, PAUSES).filter(|_| is_halt());
    let ended = Field::ActualCompletion;
    if report.actual_completion.is_none()
        && !subject.is_unread(ended)
        && let Some(said) = completed()
    {
        return sink.fire([box_, ended.into()], [("completed", said.into())]);
    }
    let invested = report.month_investment.filter(|m| *m > Money::ZERO);
    if let Some(start) = report.actual_start {
        if let Some(said) = not_started() {
            let args = [("said", said.into()), ("start", start.into())];
            return sink.fire([box_, Field::ActualStart.into()], args);
        }
    } else if let Some(month) = invested
        && let Some(said) = not_started()
    {
        let args = [("said", said.into()), ("month", month.into())];
        return sink.fire([box_, Field::MonthInvestment.into()], args);
    }
    let other = report.status.filter(|status| *status != Status::Halted);
    if let Some(status) = other
        && let Some(said) = halted()
    {
        let args = [
            ("halted", said.into()),
            ("status", Arg::phrase(status.key(), status.label())),
        ];
        sink.fire([box_, Field::Status.into()], args);
    }
}

fn by_status(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let (field, name, day) = match report.status {
        Some(Status::NotStarted) => (Field::ActualStart, "begun", report.actual_start),
        Some(Status::UnderConstruction) => {
            (Field::ActualCompletion, "ended", report.actual_completion)
        }
        _ => return,
    };
    if let Some((day, status)) = day.zip(report.status) {
        let args = [
            ("status", Arg::phrase(status.key(), status.label())),
            (name, day.into()),
        ];
        sink.fire([Field::Status.into(), field.into()], args);
    }
}

/// The first of `phrases` that the text says with none of `unless` in the six characters before it.
fn said(text: &str, phrases: &[&'static str], unless: &[&str]) -> Option<&'static str> {
    let says = |phrase: &&&'static str| {
        let mut places = text.match_indices(**phrase);
        places.any(|(at, _)| {
            let before = &text[..at];
            let reach = before.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
            !unless.iter().any(|word| before[reach..].contains(word))
                && !lasts_days(&text[at + phrase.len()..])
        })
    };
    phrases.iter().find(says).copied()
}

/// "3 天", "两日": no more than a pause.
fn lasts_days(after: &str) -> bool {
    let next: String = after.trim_start().chars().take(4).collect();
    next.contains('天') || next.contains('日')
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let text = |text| case().draft(&[("visual_progress", text), ("status", "normal")]);
    Cases::of(&RULE)
        .fires(
            "形象进度写“全部完工”，未填实际竣工日期",
            "The progress text says “全部完工”, but no actual completion is given",
            text("项目已全部完工并投入使用"),
        )
        .fires(
            "形象进度写“投入使用”，未填实际竣工日期",
            "The progress text says “投入使用”, but no actual completion is given",
            text("原计划年底完成，现项目已经正式投入使用"),
        )
        .fires(
            "形象进度写“未开工”，又填实际开工日期 2022-03-10",
            "The progress text says “未开工”, but an actual start on 2022-03-10 is given",
            text("尚未开工，正在办理用地").draft(&[("actual_start", "2022-03-10")]),
        )
        .fires(
            "形象进度写“未开工”，本月完成投资 20.00 万元",
            "The progress text says “未开工”, but 20.00 万元 were invested this month",
            text("尚未开工，正在办理用地").draft(&[("month_investment", "20")]),
        )
        .fires(
            "形象进度写“停工”，建设状态为正常",
            "The progress text says “停工”, but the status is “normal”",
            text("因业主资金不到位，项目已停工"),
        )
        .fires(
            "形象进度写“停工”，建设状态为在建",
            "The progress text says “停工”, but the status is “under construction”",
            text("资金不到位停工").draft(&[("status", "under_construction")]),
        )
        .fires(
            "建设状态为未开工，又填实际开工日期 2022-03-10",
            "The status is “not started”, but an actual start on 2022-03-10 is given",
            text("正在平整场地")
                .draft(&[("status", "not_started"), ("actual_start", "2022-03-10")]),
        )
        .fires(
            "建设状态为在建，又填实际竣工日期 2022-05-10",
            "The status is “under construction”, but an actual completion on 2022-05-10 is given",
            text("整理资料").draft(&[
                ("status", "under_construction"),
                ("actual_completion", "2022-05-10"),
            ]),
        )
        .silent("a forecast", text("主体完成，预计年底前全部完工"))
        .silent("six characters before", text("拟于年底前全部完工"))
        .silent("a part", text("部分路段已通车"))
        .silent("a phase", text("一期生产线已投产，二期设备安装中"))
        .silent("a trade", text("路基工程已完工，路面施工中"))
        .silent("a building", text("3号楼已竣工，4号楼主体施工"))
        .silent(
            "completed",
            text("项目已全部完工并投入使用").draft(&[("actual_completion", "2022-05-10")]),
        )
        .silent(
            "the day is filled, though not understood",
            text("项目已全部完工并投入使用").draft(&[("actual_completion", "五月")]),
        )
        .silent(
            "not started, and 0 typed",
            text("尚未开工，正在办理用地").draft(&[("month_investment", "0")]),
        )
        .silent("three days", text("因管线迁改停工3天，其余时间正常施工"))
        .silent("two days", text("因管线迁改停工两日，其余时间正常施工"))
        .silent("not started, nothing spent", text("尚未开工，正在办理用地"))
        .silent(
            "what is left has not started",
            text("剩余 2 栋尚未开工").draft(&[("actual_start", "2022-03-10")]),
        )
        .silent(
            "halted",
            text("因资金不到位，项目已停工").draft(&[("status", "halted")]),
        )
        .silent("no halt", text("现场正常施工，未停工"))
        .silent(
            "said to have had no halt",
            text("主体施工至8层，未出现停工情况"),
        )
        .silent("resumed", text("3月停工，本月已复工"))
        .silent(
            "some days of rain",
            text("连日暴雨，停工5天，其余时间正常施工"),
        )
        .silent(
            "the status is not filled",
            case().draft(&[("visual_progress", "项目已停工")]),
        )
        .silent(
            "as earlier forms said of whatever was not halted",
            text("整理资料").draft(&[("actual_completion", "2022-05-10")]),
        )
        .silent("still typing", text("项目已全部完工并投入使用").typing())
}
