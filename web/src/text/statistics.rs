//! 统计与函件: the words.

use rust_decimal::Decimal;
use yuebao_domain::operation::letters::{Kind, Standing};
use yuebao_domain::profile::Goal;
use yuebao_domain::profile::publication::Statistic;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) const PARTS: Words = words("内容", "Parts");
pub(crate) const FIGURES: Words = words("统计数据", "Figures");
pub(crate) const NOTHING_HERE: Words = words(
    "统计数据由市重点办录入，供看得到全部项目的人查阅；发给本单位的提醒函、约谈到达后在这里显示。",
    "The city office types in the statistics, for those who see every project. Letters to your unit are shown here once there are any.",
);
pub(crate) const NOT_YET: Words = words(
    "本机还没有地区配置，联网同步后再来。",
    "The settings of the jurisdiction have not arrived: come back after a sync.",
);
pub(crate) const NOT_COMPLETE: Words = words(
    "本机数据尚未取全，下面可能缺少已录入的数和已发出的函；联网同步完成后自动更新。",
    "Not everything has arrived on this device: figures and letters may be missing until the sync is complete.",
);
pub(crate) const REFUSED: Words = words("服务器没有采用：", "Not taken by the server: ");
pub(crate) const READ: Words = words("知道了", "Understood");
pub(crate) const APART: Words = words(
    "统计部门公布的数，逐月录入，每条写明来源；与月报数分开，从不相加。离线也能录入，联网后自动上传。",
    "What the statistics publish, typed in month by month, each with its source. They are kept apart from the figures of reports and never added to them. Works offline, and goes out with the network.",
);
pub(crate) const OFFICE_TYPES: Words = words(
    "由市重点办录入，您可以查阅。",
    "The city office types them in; you can read them.",
);
pub(crate) const ALL_ENTERED: Words = words("已录齐", "complete");
pub(crate) const NOT_ENTERED: Words = words("未录入", "not entered");
pub(crate) const ONLY_MISSING: Words = words("只看未录入的", "Only what is missing");
pub(crate) const DISCARD: Words = words("放弃改动", "Discard");
pub(crate) const CLEAR: Words = words("清除数据", "Clear a figure");
pub(crate) const CLEAR_HELP: Words = words(
    "录错对象、误录的数可以清除；清除后为“未录入”，原数和事由留在记录里。改数请直接在栏内更正。",
    "For what should not be there at all: it is not entered then, and stays in the log with the reason. To correct a figure, type over it.",
);
pub(crate) const WHICH: Words = words("哪一条", "Which");
pub(crate) const OF_CITY: Words = words("全市指标", "Of the whole city");
pub(crate) const OF_CITY_NOTE: Words = words(
    "通知所列各项，按统计部门和主管部门公布的数录入。",
    "What the notice asks for, as the departments publish it.",
);
pub(crate) const OF: Words = words("对象", "Of");
pub(crate) const VALUE: Words = words("数值", "Value");
pub(crate) const RANK: Words = words("名次", "Rank");
pub(crate) const SOURCE: Words = words("来源", "Source");
pub(crate) const STANDS: Words = words("现有", "Stands");
pub(crate) const CORRECTED: Words = words("已更正", "corrected");
pub(crate) const ON_ITS_WAY: Words = words("待上传", "on its way");
pub(crate) const STRIVING_REACHED: Words = words("达到力争目标", "as striven for");
pub(crate) const TARGET_REACHED: Words = words("达到目标", "on target");
pub(crate) const TARGET_MISSED: Words = words("未达目标", "off target");
pub(crate) const ADD_UNIT: Words = words("给哪个单位加一行", "Add a row for");
pub(crate) const CHOOSE: Words = words("请选择", "Choose");
pub(crate) const COMMA: Words = words("，", ", ");
pub(crate) const LIST_COMMA: Words = words("、", ", ");
pub(crate) const COLON: Words = words("：", ": ");

/// How many letters are proposed.
pub(crate) fn proposed(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{count} 份待办"),
        Lang::En => format!("{count} to send"),
    }
}

/// How many of the figures stand.
pub(crate) fn entered(entered: usize, asked: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已录入 {entered} / {asked} 条"),
        Lang::En => format!("{entered} of {asked} entered"),
    }
}

/// How many do not.
pub(crate) fn missing(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("未录入 {count} 条"),
        Lang::En => format!("{count} not entered"),
    }
}

/// Which do not.
pub(crate) fn missing_of(names: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("未录入：{names}"),
        Lang::En => format!("Not entered: {names}"),
    }
}

/// How many are not with the server yet.
pub(crate) fn waiting(count: usize, is_saved: bool, lang: Lang) -> String {
    match (is_saved, lang) {
        (true, Lang::Zh) => format!("{count} 条已存在本机，待上传"),
        (true, Lang::En) => format!("{count} kept on this device, to be sent"),
        (false, Lang::Zh) => format!("{count} 条正在保存"),
        (false, Lang::En) => format!("{count} being saved"),
    }
}

/// How many are typed and not stored.
pub(crate) fn typed(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("有 {count} 条改动尚未保存"),
        Lang::En => format!("{count} changes are not saved"),
    }
}

/// How many of them something is wrong with.
pub(crate) fn wrong(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("其中 {count} 条须改正"),
        Lang::En => format!("{count} of them to correct"),
    }
}

/// The button that stores them.
pub(crate) fn store(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("保存 {count} 条"),
        Lang::En => format!("Save {count}"),
    }
}

/// What a value is in.
pub(crate) fn value(unit: &str, lang: Lang) -> String {
    let name = VALUE.get(lang);
    if unit.is_empty() {
        return name.to_owned();
    }
    match lang {
        Lang::Zh => format!("{name}（{unit}）"),
        Lang::En => format!("{name} ({unit})"),
    }
}

/// What a row is in.
pub(crate) fn unit(unit: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("单位：{unit}"),
        Lang::En => format!("in {unit}"),
    }
}

/// 第n位.
pub(crate) fn rank(rank: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第 {rank} 位"),
        Lang::En => format!("rank {rank}"),
    }
}

/// What growth leads to.
pub(crate) fn growth_note(target: Decimal, margin: Decimal, lang: Lang) -> String {
    let low = target - margin;
    match lang {
        Lang::Zh => {
            format!("目标 {target}%；不高于 {low}%（目标减 {margin} 个百分点）的提出提醒函。")
        }
        Lang::En => format!(
            "Target {target} %; at {low} % or less ({margin} points below) a reminder is proposed."
        ),
    }
}

/// What a bonus is.
pub(crate) fn bonus_note(most: Decimal, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("没有加分的单位不必录入；每个单位至多 {most} 分，来源栏写明加分原因。"),
        Lang::En => format!(
            "Only for units that have one: {most} points at most, with the reason as its source."
        ),
    }
}

/// 目标, 力争 of a statistic.
pub(crate) fn asked(statistic: &Statistic, lang: Lang) -> Option<String> {
    let sign = match statistic.goal {
        Goal::AtLeast => "≥",
        Goal::AtMost => "≤",
    };
    let target = statistic.target?;
    let said = match lang {
        Lang::Zh => format!("目标 {sign} {target}"),
        Lang::En => format!("target {sign} {target}"),
    };
    Some(match (statistic.striving, lang) {
        (None, _) => said,
        (Some(striving), Lang::Zh) => format!("{said}，力争 {sign} {striving}"),
        (Some(striving), Lang::En) => format!("{said}, striving for {sign} {striving}"),
    })
}

/// A decision about a figure: what, which, its worth, and its source or the reason.
pub(crate) fn said(what: &str, name: &str, worth: &str, reason: &str, lang: Lang) -> String {
    let worth = if worth.is_empty() {
        String::new()
    } else {
        format!(" {worth}")
    };
    match (reason.is_empty(), lang) {
        (true, _) => format!("{what} {name}{worth}"),
        (false, Lang::Zh) => format!("{what} {name}{worth}（{reason}）"),
        (false, Lang::En) => format!("{what} {name}{worth} ({reason})"),
    }
}

/// What opens the log.
pub(crate) fn log(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("录入和更正记录（{count}）"),
        Lang::En => format!("Log of entries and corrections ({count})"),
    }
}

pub(crate) const PROPOSED: Words = words("应发的函件", "Letters to send");
pub(crate) const PROPOSED_HELP: Words = words(
    "按统计增速提出，是否发出由市重点办决定。",
    "Proposed by the growth of the statistics; the city office decides whether one is sent.",
);
pub(crate) const NONE_PROPOSED: Words = words(
    "按本月增速没有应发而未发的函件。",
    "By this month's growth no letter is left to send.",
);
pub(crate) const NO_GROWTH: Words = words(
    "本月投资增速尚未录入，提不出函件：请先在“统计数据”录入。",
    "The growth of this month is not entered, so no letter is proposed: type it in under Figures first.",
);
pub(crate) const NO_GROWTH_YET: Words = words(
    "本月投资增速尚未录入，提不出函件。",
    "The growth of this month is not entered, so no letter is proposed.",
);
pub(crate) const TO_FIGURES: Words = words("去录入", "Type it in");
pub(crate) const EVIDENCE: Words = words("依据", "What it stands on");
pub(crate) const DRAFT: Words = words("起草", "Draft");
pub(crate) const BY_HAND: Words = words("人工发函", "Letter by hand");
pub(crate) const BY_HAND_HELP: Words = words(
    "不论增速如何都要发的，写明原因。",
    "Whatever the growth is: give the reason.",
);
pub(crate) const WHO: Words = words("发给", "To");
pub(crate) const KIND: Words = words("种类", "Kind");
pub(crate) const REASON: Words = words("原因", "Reason");
pub(crate) const NUMBER: Words = words("文号", "Number");
pub(crate) const SENT: Words = words("发出日期", "Day sent");
pub(crate) const DUE: Words = words("答复期限", "Answer due");
pub(crate) const TEXT: Words = words("正文", "Text");
pub(crate) const DAY_MISSING: Words = words("请选择日期", "choose the day");
pub(crate) const SEND: Words = words("发出", "Send");
pub(crate) const SEND_HELP: Words = words(
    "登记后不能改，发错的作废重发；离线也可办理，联网后收函单位才看得到。",
    "Once entered it cannot be changed: a wrong one is declared void and sent again. Works offline; the unit sees it once there is a network.",
);
pub(crate) const DROP: Words = words("不发了", "Put away");
pub(crate) const LEDGER: Words = words("函件台账", "Ledger of letters");
pub(crate) const NO_LETTERS: Words = words("本年还没有发出函件。", "No letter was sent this year.");
pub(crate) const OPEN: Words = words("查看", "Open");
pub(crate) const CLOSE: Words = words("收起", "Close");
pub(crate) const ANSWER: Words = words("登记答复", "Enter the answer");
pub(crate) const ANSWER_HELP: Words = words(
    "收到书面答复的日期和情况；登记后不能改。",
    "The day of the written answer, and what it says; it cannot be changed afterwards.",
);
pub(crate) const ANSWER_DAY: Words = words("答复日期", "Day of the answer");
pub(crate) const ANSWER_REMARK: Words =
    words("答复情况（可不填）", "What it says (may be left out)");
pub(crate) const ANSWER_CONFIRM: Words = words("确认登记答复", "Confirm the answer");
pub(crate) const VOID: Words = words("作废", "Declare void");
pub(crate) const VOID_HELP: Words = words(
    "发错的函作废，文号和原因留在台账。",
    "For a letter that should not have been sent; number and reason stay in the ledger.",
);
pub(crate) const VOID_CONFIRM: Words = words("确认作废", "Confirm: void");
pub(crate) const VOID_REASON: Words = words("作废原因", "Why it is void");
pub(crate) const REASON_MISSING: Words = words("请写明原因", "give the reason");
pub(crate) const PRINT: Words = words("打印", "Print");
pub(crate) const OUTDATED: Words = words("依据已更正", "figures corrected");
pub(crate) const LIST: Words = words("本月排名", "The list of the month");
pub(crate) const OWN: Words = words("本年各月增速", "Its growth month by month");
pub(crate) const NAME: Words = words("单位", "Who");
pub(crate) const GROWTH: Words = words("增速（%）", "Growth (%)");
pub(crate) const NOTHING: Words = words("不发函", "no letter");
pub(crate) const THIS: Words = words("本函", "this one");
pub(crate) const CHANGED: Words = words("发出后更正的数：", "Corrected since: ");

/// What is decided by.
pub(crate) fn basis(target: Decimal, margin: Decimal, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("目标 {target}%，幅度 {margin} 个百分点"),
        Lang::En => format!("target {target} %, margin {margin} points"),
    }
}

/// Growth, rank and streak in a sentence.
pub(crate) fn grounds(
    growth: &str,
    rank: Option<(usize, usize)>,
    streak: usize,
    lang: Lang,
) -> String {
    let place = match (rank, lang) {
        (None, _) => String::new(),
        (Some((rank, of)), Lang::Zh) => format!("，第 {rank} 位（共 {of}）"),
        (Some((rank, of)), Lang::En) => format!(", rank {rank} of {of}"),
    };
    match lang {
        Lang::Zh => format!("增速 {growth}%{place}，连续提醒 {streak} 次"),
        Lang::En => format!("growth {growth} %{place}, reminded {streak} in a row"),
    }
}

/// Where a letter stands.
pub(crate) fn standing(standing: Standing, lang: Lang) -> String {
    match (standing, lang) {
        (Standing::Void, _) => words("已作废", "void").get(lang).to_owned(),
        (Standing::Answered(0), _) => words("已答复", "answered").get(lang).to_owned(),
        (Standing::Answered(days), Lang::Zh) => format!("已答复，迟 {days} 天"),
        (Standing::Answered(days), Lang::En) => format!("answered {days} days late"),
        (Standing::Waiting(0), _) => words("待答复，今天到期", "due today").get(lang).to_owned(),
        (Standing::Waiting(days), Lang::Zh) => format!("待答复，还有 {days} 天"),
        (Standing::Waiting(days), Lang::En) => format!("due in {days} days"),
        (Standing::Overdue(days), Lang::Zh) => format!("逾期 {days} 天"),
        (Standing::Overdue(days), Lang::En) => format!("overdue for {days} days"),
    }
}

/// When it was answered.
pub(crate) fn answered(day: &str, remark: &str, lang: Lang) -> String {
    let colon = if remark.is_empty() {
        ""
    } else {
        COLON.get(lang)
    };
    match lang {
        Lang::Zh => format!("{day} 答复{colon}{remark}"),
        Lang::En => format!("answered on {day}{colon}{remark}"),
    }
}

/// Why it is void.
pub(crate) fn void(reason: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("作废原因：{reason}"),
        Lang::En => format!("Void: {reason}"),
    }
}

/// From when to when.
pub(crate) fn days(sent: &str, due: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{sent} 发出，{due} 前答复"),
        Lang::En => format!("sent on {sent}, answer due by {due}"),
    }
}

/// What the figures lead to now.
pub(crate) fn now(kind: Option<Kind>, lang: Lang) -> String {
    let kind = kind.map_or(NOTHING, Kind::label).get(lang);
    match lang {
        Lang::Zh => {
            format!("按现在的数应为：{kind}。函件按发出时的数保留，是否作废由市重点办决定。")
        }
        Lang::En => format!(
            "The figures lead to this now: {kind}. The letter stays as it was sent; the city office decides whether it is void."
        ),
    }
}

/// How many decisions about letters are not with the server yet.
pub(crate) fn letters_waiting(count: usize, is_saved: bool, lang: Lang) -> String {
    match (is_saved, lang) {
        (true, Lang::Zh) => format!("{count} 项办理已存在本机，待上传"),
        (true, Lang::En) => format!("{count} decisions kept on this device, to be sent"),
        (false, Lang::Zh) => format!("{count} 项办理正在保存"),
        (false, Lang::En) => format!("{count} decisions being saved"),
    }
}

/// How many letters a ledger has.
pub(crate) fn letters(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("共 {count} 份"),
        Lang::En => format!("{count} letters"),
    }
}

/// What a letter is called on paper.
pub(crate) const fn title(kind: Kind) -> Words {
    match kind {
        Kind::Reminder => words("提醒函", "Reminder"),
        Kind::Talk => words("约谈通知", "Notice of an interview"),
    }
}
