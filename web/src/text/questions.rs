//! 疑问: the words.

use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::question::{CommandKind, State};
use yuebao_domain::text::{Lang, Words, words};

pub(crate) const TITLE: Words = words("疑问", "Questions");
pub(crate) const ONE: Words = words("疑问", "Question");
pub(crate) const MINE_REPORTER: Words = words("待我答复", "waits for my answer");
pub(crate) const MINE_REVIEWER: Words = words("待我办结", "waits for me to close it");
pub(crate) const THEIRS_REPORTER: Words = words("待填报单位答复", "waits for an answer");
pub(crate) const THEIRS_REVIEWER: Words = words("待审核人办结", "waits to be closed");
pub(crate) const UNTAKEN: Words = words("未被接受", "not taken");
pub(crate) const UNTAKEN_HELP: Words = words(
    "当时写的是（不会再自动发送，需要时请重新提出）：",
    "What was written for it (it is not sent again; say it anew where needed):",
);
pub(crate) const TOO_LATE: Words = words(
    "这条疑问已经办结或撤回，写好的内容没有发出：",
    "This question is over; what was written was not sent:",
);
pub(crate) const READ: Words = words("知道了", "Understood");
pub(crate) const ON_ITS_WAY: Words = words("待传", "waiting to be sent");
pub(crate) const TODAY: Words = words("今天", "today");
pub(crate) const ASK: Words = words("提出疑问", "Ask about it");
pub(crate) const CANCEL: Words = words("取消", "Cancel");
pub(crate) const ASK_LABEL: Words = words("想问什么", "What do you want to know?");
pub(crate) const ASK_HINT: Words = words(
    "请写清哪里不明白、希望填报单位核对什么。写好的内容随时保存。",
    "Write what is unclear and what the reporting unit shall look at. What is written is kept.",
);
pub(crate) const ANSWER_LABEL: Words = words("答复内容", "Your answer");
pub(crate) const ANSWER_HINT: Words = words(
    "写好的内容随时保存；没有网络也可以答复，联网后自动上传。",
    "What is written is kept. Without a network it is sent later by itself.",
);
pub(crate) const MORE_LABEL: Words = words("补充答复", "Add to the answer");
pub(crate) const WITHDRAW_LABEL: Words = words("撤回这条疑问", "Take this question back");
pub(crate) const REVIEW_LABEL: Words = words("审核人的话", "Your words");
pub(crate) const REVIEW_HINT: Words = words(
    "追问须写明内容；办结、撤回可以不写。",
    "Asking again needs words; closing and taking back do not.",
);
pub(crate) const WORDS_MISSING: Words = words("请先写明内容。", "Write the words first.");
pub(crate) const ELSEWHERE: Words = words(
    "以下疑问所问的栏目不在本页显示：",
    "These are about boxes that are not shown here:",
);
pub(crate) const WAITING: Words = words(
    "这份月报有疑问等您处理：",
    "These questions about the report wait for you:",
);
pub(crate) const NOTHING: Words = words("没有未了的疑问。", "No question is open.");
pub(crate) const NOTHING_SO: Words = words(
    "没有符合条件的疑问，可以放宽筛选。",
    "No question fits: choose a wider filter.",
);
pub(crate) const NOT_COMPLETE: Words = words(
    "资料还没有收齐：同步完成后，这里列出全部疑问。",
    "Not everything has been fetched yet: all questions are listed here after the sync.",
);
pub(crate) const HELP_REPORTER: Words = words(
    "审核人对某个栏目有疑问。打开后在栏目旁答复，没有网络也可以。",
    "A reviewer asks about a box. Open it and answer beside the box; no network is needed.",
);
pub(crate) const HELP_REVIEWER: Words = words(
    "填报单位答复后由您办结或追问；不再需要的可以撤回。",
    "Close a question once it is answered, or ask again; take it back if it is not needed.",
);
pub(crate) const UNIT: Words = words("填报单位", "Unit");
pub(crate) const ALL_UNITS: Words = words("全部单位", "All units");
pub(crate) const AGE: Words = words("提出时间", "Age");
pub(crate) const OPEN: Words = words("打开栏目", "Open the box");

/// The ages that can be chosen: so many days or more.
pub(crate) const AGES: [i64; 3] = [0, 3, 7];

/// A choice of ages.
pub(crate) fn at_least(days: i64, lang: Lang) -> String {
    match (days, lang) {
        (0, Lang::Zh) => "全部".to_owned(),
        (0, Lang::En) => "All".to_owned(),
        (_, Lang::Zh) => format!("{days} 天以上"),
        (_, Lang::En) => format!("{days} days or more"),
    }
}

/// How long a question has been there.
pub(crate) fn age(days: i64, lang: Lang) -> String {
    match (days, lang) {
        (..=0, lang) => TODAY.get(lang).to_owned(),
        (_, Lang::Zh) => format!("已 {days} 天"),
        (1, Lang::En) => "1 day old".to_owned(),
        (_, Lang::En) => format!("{days} days old"),
    }
}

/// The small button at a box, for a screen reader.
pub(crate) fn ask_about(label: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("对{label}提出疑问"),
        Lang::En => format!("Ask about {label}"),
    }
}

/// n 条.
pub(crate) fn count(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{n} 条"),
        Lang::En => n.to_string(),
    }
}

/// How many are open, and how many of them wait for whoever reads it.
pub(crate) fn open(all: usize, mine: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("未了的疑问 {all} 条，其中待我处理 {mine} 条"),
        Lang::En => format!("{all} open, {mine} of them wait for me"),
    }
}

/// The button of a step.
pub(crate) const fn button(step: CommandKind) -> Words {
    match step {
        CommandKind::Ask => ASK,
        CommandKind::Answer => words("答复", "Answer"),
        CommandKind::AskAgain => words("追问", "Ask again"),
        CommandKind::Close => words("办结", "Close"),
        CommandKind::Withdraw => words("撤回", "Take back"),
    }
}

/// A state, for somebody who has nothing to do about it.
pub(crate) const fn state(state: State) -> Words {
    match state {
        State::Open => THEIRS_REPORTER,
        State::Answered => THEIRS_REVIEWER,
        State::Closed | State::Withdrawn => state.label(),
    }
}

/// Why a step was not taken; what is said of reports is not said of questions.
pub(crate) const fn refusal(refusal: Refusal) -> Words {
    match refusal {
        Refusal::Overtaken => words(
            "您查看之后对方又写了新的内容，请看过后再办理",
            "Somebody has said something since you looked: read it, then decide",
        ),
        Refusal::UnknownBase => words(
            "服务器没有这条疑问（可能刚从备份恢复）；写好的内容都在，请核对后重新提出",
            "The server has not got this question (it may have been restored from a backup); what you wrote is here: say it again",
        ),
        Refusal::CommentTooLong => words(
            "内容超过 10000 字，请压缩",
            "The words have more than 10,000 characters: shorten them",
        ),
        Refusal::ReportersOnly => words(
            "答复由填报单位办理；还有疑问的，请追问",
            "Only the reporting unit answers; ask again if something is left open",
        ),
        other => other.words(),
    }
}
