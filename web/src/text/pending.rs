//! 待处理: the words.

use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::operation::{Command, SubjectKind};
use yuebao_domain::text::{Lang, Words, words};

pub(crate) use super::shell::{PENDING as TITLE, SYNC_NOW};

pub(crate) const NOTHING: Words = words(
    "没有需要处理的事项：填报内容都已送达服务器。",
    "Nothing to do: everything that was filled has reached the server.",
);

pub(crate) const CONFLICTS: Words = words("填报冲突", "Conflicts");
pub(crate) const CONFLICTS_HELP: Words = words(
    "同一栏目有两个不同的值：先收到的暂时有效，后收到的等待选定。请核对后选定一个，或另填正确的值。",
    "The same box was given two values: the one received first stands, the second waits. Check them, then choose one or type the right value.",
);
pub(crate) const NO_CONFLICTS: Words = words("没有填报冲突。", "No conflicts.");
pub(crate) const AMENDMENTS: Words = words("修改申请", "Amendments");
pub(crate) const AMENDMENTS_HELP: Words = words(
    "填报单位申请修改已审月报：决定之前仍按已审的值汇总。请核对后采用、不采用，或另填正确的值。",
    "The reporting unit asks to change accepted reports; until it is decided the accepted values count. Take the new value, keep the accepted one, or type the right one.",
);
pub(crate) const NO_AMENDMENTS: Words = words("没有修改申请。", "No amendments.");
pub(crate) const BOX: Words = words("栏目", "Box");
pub(crate) const BASE: Words = words("原值", "Before");
pub(crate) const EMPTY_BOX: Words = words("（未填）", "(empty)");
pub(crate) const TAKE_OTHER: Words = words("都不对，另填", "Neither: type another");
pub(crate) const CORRECT_FIRST: Words = words(
    "有栏目填写有误，请更正后再确认。",
    "Some boxes are not understood: correct them, then confirm.",
);
pub(crate) const CHOSEN: Words = words("已选定，待传", "Chosen, waiting to be sent");
pub(crate) const WITHDRAWN: Words = words("已撤回，待传", "Withdrawn, waiting to be sent");
pub(crate) const YOU: Words = words("（本人）", " (you)");
pub(crate) const WITHDRAW: Words = words("撤回申请", "Withdraw");
pub(crate) const WITHDRAW_HELP: Words = words(
    "等待审核。填错了可以撤回，仍以已审的值为准；撤回的值留在历史中。",
    "Waits for a reviewer. If it is wrong, withdraw it: the accepted value stays, and what was proposed remains in the history.",
);
pub(crate) const NO_CHOICE: Words = words("（不填）", "(none)");

pub(crate) const REFUSED: Words = words("服务器未接受", "Not accepted by the server");
pub(crate) const REFUSED_HELP: Words = words(
    "所填内容仍在本机。请打开填报页按提示更正，再重新上报。",
    "What you filled is still on this device. Open the form, correct it as told, and submit again.",
);
pub(crate) const REFUSED_HELP_REVIEWER: Words = words(
    "您写的意见仍在本机。请打开月报看现在的内容，需要时重新审核。",
    "What you wrote is still on this device. Open the report, see how it stands now, and decide anew where needed.",
);
pub(crate) const REFUSED_MONTHS: Words = words(
    "未被采用的月度决定",
    "Decisions about a month that were not taken",
);
pub(crate) const REFUSED_MONTHS_HELP: Words = words(
    "这些决定没有生效，也不会再自动发送。请到月度看板看现在的情况，需要时重新办理。",
    "These took no effect and are not sent again. See on the month board how the month stands now, and decide anew where needed.",
);
pub(crate) const REFUSED_PERSONS: Words = words(
    "未被采用的责任人改动",
    "Changes of persons that were not taken",
);
pub(crate) const REFUSED_PERSONS_HELP: Words = words(
    "这些改动没有生效，也不会再自动发送。请到项目台账看现在的责任人，需要时重新登记。",
    "These took no effect and are not sent again. See in the project's ledger who is entered now, and enter it anew where needed.",
);
pub(crate) const OPEN_PERSONS: Words = words("去项目台账", "To the project's ledger");
pub(crate) const OPEN_BOARD: Words = words("去月度看板", "To the month board");
pub(crate) const NOT_TAKEN: Words = words(
    "未被接受的处理，当时填写的是（不会再自动发送，需要时请重新处理）：",
    "Not taken; what was written for it (it is not sent again, decide anew where needed):",
);
pub(crate) const READ: Words = words("已阅，不再显示", "Read, show no more");
pub(crate) const NO_REFUSED: Words = words("没有被拒收的月报。", "No report was refused.");
pub(crate) const NO_REFUSED_REVIEWER: Words =
    words("没有未被接受的审核。", "No decision was refused.");
pub(crate) const OPEN_FORM: Words = words("去填报页", "Open the form");
pub(crate) const OPEN_REPORT: Words = words("打开月报", "Open the report");

pub(crate) const RETURNED: Words = words("被退回的月报", "Reports sent back");
pub(crate) const RETURNED_HELP: Words = words(
    "审核人退回了这些月报。请打开填报页按意见修改，再重新上报。",
    "A reviewer has sent these back. Open the form, change what is asked for, and submit again.",
);
pub(crate) const HELD: Words = words("没有上报的修改", "Changes not handed in");
pub(crate) const HELD_HELP: Words = words(
    "这些修改只在本机，不会自动上传：已报的月报改过之后须重新上报，超出限度的文字须先压缩。",
    "These changes are on this device only and are not sent by themselves: a report that was handed in has to be handed in again after a change, and texts beyond the limit have to be shortened first.",
);

pub(crate) const OUTBOX: Words = words("待上传", "Waiting to be sent");
pub(crate) const OUTBOX_HELP: Words = words(
    "以下内容已存入本机，尚未得到服务器确认。联网后自动上传，也可以现在同步。",
    "These are stored on this device and not confirmed by the server yet. They are sent by themselves once there is a network, or now if you ask.",
);
pub(crate) const NO_OUTBOX: Words = words("没有待上传的内容。", "Nothing waits to be sent.");
pub(crate) const SYNCING: Words = words("正在同步…", "Syncing…");
pub(crate) const TRIED: Words = words(
    "已尝试发送，尚未得到确认",
    "tried to send, not confirmed yet",
);

pub(crate) const ASIDE: Words = words("无法读取的记录", "Records that cannot be read");
pub(crate) const ASIDE_HELP: Words = words(
    "这些记录与本版程序的格式不符，原样保留在本机，没有删除，也会写入导出的文件。请导出后交系统管理员处理。",
    "These records do not fit this version. They stay on this device untouched and are part of the rescue file. Export it and hand it to the administrator.",
);
pub(crate) const ASIDE_REPORT: Words = words("月报", "Report");
pub(crate) const ASIDE_OPERATION: Words = words("待上传的修改", "Change to be sent");
pub(crate) const ASIDE_PROJECT: Words = words("项目资料", "Project");
pub(crate) const ASIDE_OTHER: Words = words("其他记录", "Other record");

pub(crate) const RESCUE: Words = words("救援文件", "Rescue file");
pub(crate) const RESCUE_HELP: Words = words(
    "救援文件包含本机全部草稿、待上传的上报和无法读取的记录，不含密码。设备要送修、要清理浏览器、或长时间不能联网时，请先导出；换一台设备登录同一账号后导入，即可继续填报和上传。",
    "The file holds every draft, everything that waits to be sent and the records that cannot be read; no password. Export it before a repair, before clearing the browser, or when there is no network for long. Log in as the same user on another device and import it to go on.",
);
pub(crate) const EXPORT: Words = words("导出救援文件", "Export a rescue file");
pub(crate) const IMPORT: Words = words("导入救援文件", "Import a rescue file");
pub(crate) const IMPORT_LABEL: Words = words(
    "选择以前导出的文件（.json）",
    "Choose a rescue file exported before (.json)",
);
pub(crate) const IMPORT_PASTED: Words = words(
    "或在此粘贴救援文件的内容",
    "Or paste the content of a rescue file here",
);
pub(crate) const RESCUED: Words = words("救援文件中的内容", "What the rescue file holds");
pub(crate) const PROVEN: Words = words(
    "已核实：由您的设备导出，之后没有改动。下列内容还没有进入本机，请逐项确认。",
    "Verified: a device of yours wrote it, and nobody has changed it since. Nothing of it is on this device yet: confirm one by one.",
);
pub(crate) const UNPROVEN: Words = words(
    "无法核实是谁写的这份文件：可能由旧版程序导出，也可能是别人编写的。请逐项核对，只确认您本人填写、本人作出的内容。",
    "It cannot be verified who wrote this file: an older program, or somebody else. Look at each entry, and confirm only what you typed or decided yourself.",
);
pub(crate) const HOLDS_NOTHING: Words = words(
    "文件中没有草稿、审核意见，也没有正在填写的内容。",
    "It holds no draft, no decision and nothing that was being written.",
);
pub(crate) const BEING_WRITTEN: Words =
    words("正在填写，尚未提交", "Being written, not handed in yet");
pub(crate) const TAKE_DRAFT: Words = words("读入为草稿", "Take in as a draft");
pub(crate) const TAKEN: Words = words("已读入", "Taken in");
pub(crate) const DECIDED_AGAIN: Words = words("已确认", "Confirmed");
pub(crate) const EMPTIED: Words = words("（清空）", "(emptied)");
pub(crate) const CLOSE_RESCUE: Words = words("关闭列表", "Close the list");

/// The button that makes a decision of a file.
pub(crate) fn decide_again(command: &Command, lang: Lang) -> String {
    let is_choice = command
        .of_report()
        .is_some_and(|command| command.kind == CommandKind::Resolve);
    match (is_choice, lang) {
        (true, Lang::Zh) => "确认选定并上传".to_owned(),
        (true, Lang::En) => "Settle it so, and send".to_owned(),
        (_, Lang::Zh) => format!("确认{}并上传", self::command(command).zh),
        (_, Lang::En) => format!("Confirm the {}, and send", self::command(command).en),
    }
}

/// When a decision was made, by the clock of the device that made it.
pub(crate) fn decided_at(when: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("作出于 {when}"),
        Lang::En => format!("decided {when}"),
    }
}

/// What is no project's, by what it is.
pub(crate) const fn subject(kind: SubjectKind) -> Words {
    match kind {
        SubjectKind::Publication => words("发布", "publication"),
        SubjectKind::Statistics => words("统计数据", "statistics"),
        SubjectKind::Letters => words("函件", "letters"),
        SubjectKind::Summary => words("总结", "summary"),
        SubjectKind::Month
        | SubjectKind::Report
        | SubjectKind::Question
        | SubjectKind::Plan
        | SubjectKind::Persons => words("月度", "month"),
    }
}

pub(crate) const OPEN_DECISION: Words = words("打开查看", "Open it");
pub(crate) const REFUSED_DECISIONS: Words =
    words("未被采用的办理", "Decisions that were not taken");
pub(crate) const REFUSED_DECISIONS_HELP: Words = words(
    "这些办理没有生效，也不会再自动发送。请打开看原因和当时填写的内容，需要时重新办理，看过后点“知道了”。",
    "These took no effect and are not sent again. Open to see why and what was filled in, decide anew where needed, and confirm that you have read it.",
);

pub(crate) const FILE_UNREADABLE: Words = words(
    "文件读不出来，请重新选择。",
    "The file could not be read; choose it again.",
);

/// What an operation does, on screen.
pub(crate) const fn command(command: &Command) -> Words {
    match command {
        Command::Report(command) => kind(command.kind),
        Command::Question(command) => command.kind.label(),
        Command::Month(command) => command.kind.label(),
        Command::Plan(command) => command.kind.label(),
        Command::Persons(command) => command.kind.label(),
        Command::Publication(command) => command.kind.label(),
        Command::Statistics(command) => command.kind.label(),
        Command::Letters(command) => command.kind.label(),
        Command::Summary(command) => command.kind.label(),
    }
}

const fn kind(kind: CommandKind) -> Words {
    match kind {
        CommandKind::Set => words("草稿", "draft"),
        CommandKind::Submit => words("上报", "submission"),
        CommandKind::Resolve => words("选定取值", "two values settled"),
        CommandKind::Void => words("作废", "void"),
        CommandKind::Accept => words("审定", "acceptance"),
        CommandKind::Return => words("退回", "return"),
    }
}

/// For a heading: how many there are.
pub(crate) fn count(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{n} 项"),
        Lang::En => n.to_string(),
    }
}

/// Several open conflicts of one report can be settled at once.
pub(crate) fn settle_all(kind: ClashKind, n: usize, lang: Lang) -> String {
    match (kind, lang) {
        (ClashKind::Amendment, Lang::Zh) => {
            format!("这份月报有 {n} 处修改申请。数字和对应的说明须一起生效的，请一并采用。")
        }
        (ClashKind::Amendment, Lang::En) => format!(
            "{n} changes are proposed to this report. Figures and the words that explain them pass the checks together only: take them at once."
        ),
        (ClashKind::Conflict, Lang::Zh) => {
            format!("这份月报有 {n} 处冲突。数字和对应的说明须一起生效的，请一并选定。")
        }
        (ClashKind::Conflict, Lang::En) => format!(
            "This report has {n} conflicts. Figures and the words that explain them pass the checks together only: settle them at once."
        ),
    }
}

/// The button for it.
pub(crate) fn settle_all_button(kind: ClashKind, n: usize, lang: Lang) -> String {
    match (kind, lang) {
        (ClashKind::Amendment, Lang::Zh) => format!("一并采用 {n} 处修改"),
        (ClashKind::Amendment, Lang::En) => format!("Take all {n} changes"),
        (ClashKind::Conflict, Lang::Zh) => format!("{n} 处都以后收到的值为准"),
        (ClashKind::Conflict, Lang::En) => format!("Take the second value of all {n}"),
    }
}

/// Since when something waits.
pub(crate) fn since(when: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{when} 起"),
        Lang::En => format!("since {when}"),
    }
}

/// How two values for the same box are spoken of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wording {
    pub(crate) first: Words,
    pub(crate) second: Words,
    pub(crate) choose: Words,
    pub(crate) take_first: Words,
    pub(crate) take_second: Words,
    pub(crate) confirm: Words,
    pub(crate) choose_first: Words,
    pub(crate) read_only: Words,
}

/// Conflicts and amendments are settled alike and worded each in their own way.
pub(crate) const fn wording(kind: ClashKind) -> Wording {
    match kind {
        ClashKind::Conflict => Wording {
            first: words("先收到（当前有效）", "Received first (stands now)"),
            second: words("后收到（等待选定）", "Received second (waits)"),
            choose: words("以哪个为准？", "Which shall stand?"),
            take_first: words("先收到的值", "The one received first"),
            take_second: words("后收到的值", "The one received second"),
            confirm: words("确认选定", "Confirm"),
            choose_first: words("请先选择以哪个值为准。", "Choose which value shall stand."),
            read_only: words(
                "由填报单位选定，这里只能查看。",
                "The reporting unit decides; you can only look.",
            ),
        },
        ClashKind::Amendment => Wording {
            first: words("已审（当前有效）", "Accepted (stands now)"),
            second: words("申请改为（等待审核）", "Proposed (waits)"),
            choose: words("是否采用？", "Take the change?"),
            take_first: words("不采用，保留已审的值", "No: keep the accepted value"),
            take_second: words("采用修改", "Yes: take the change"),
            confirm: words("确认", "Confirm"),
            choose_first: words("请先选择是否采用。", "Choose whether to take the change."),
            read_only: words(
                "由审核人决定是否采用，这里只能查看。",
                "A reviewer decides; you can only look.",
            ),
        },
    }
}

/// Of how many plans a decision or a proposal was not taken.
pub(crate) fn refused_plans(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("有 {count} 项计划的核定或申报未被接受，请到“计划”查看。"),
        Lang::En => format!("Of {count} plans a decision or a proposal was not taken: see Plan."),
    }
}
