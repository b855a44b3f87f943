//! 账号: the words.

use yuebao_domain::text::{Lang, Words, words};

pub(crate) use super::shell::ACCOUNTS as TITLE;

pub(crate) const NOT_YOURS: Words = words(
    "本页只给系统管理员使用。",
    "This screen is for the administrator alone.",
);
pub(crate) const OFFLINE: Words = words(
    "本页须联网使用：账号和单位只在服务器上，本机不留。",
    "This screen needs a connection: accounts and units are on the server alone and not kept here.",
);
pub(crate) const WAITING: Words = words("正在询问服务器……", "Asking the server…");
pub(crate) const AGAIN: Words = words("重新读取", "Read again");

pub(crate) const UNITS: Words = words("单位", "Units");
pub(crate) const NEW_UNIT: Words = words("新增单位", "Add a unit");
pub(crate) const ID: Words = words(
    "标识（字母、数字、“-”“_”）",
    "Identifier (letters, digits, “-”, “_”)",
);
pub(crate) const UNIT_NAME: Words = words("名称", "Name");
pub(crate) const ABOVE: Words = words("上级单位", "Unit above");
pub(crate) const NONE: Words = words("（无）", "(none)");
pub(crate) const AREA: Words = words(
    "统筹的区划（其统筹协调人看得到区划内全部项目）",
    "Area that it coordinates (its coordinator sees every project there)",
);
pub(crate) const REMOVE: Words = words("删除", "Remove");

pub(crate) const PEOPLE: Words = words("人员", "People");
pub(crate) const NEW_ACCOUNT: Words = words("新增账号", "Add an account");
pub(crate) const USER: Words = words("用户名", "User name");
pub(crate) const NAME: Words = words("姓名", "Name");
pub(crate) const ROLE: Words = words("角色", "Role");
pub(crate) const UNIT: Words = words("单位", "Unit");
pub(crate) const OWNER: Words = words(
    "项目业主（只给业主的信息员：名称或统一社会信用代码，与计划中一致）",
    "Project owner (for an owner's clerk alone: name or 统一社会信用代码 as in the plan)",
);
pub(crate) const DISABLED: Words = words("已停用", "switched off");
pub(crate) const PORTAL: Words = words("门户登录", "by the portal");
pub(crate) const EDIT: Words = words("修改", "Change");
pub(crate) const SAVE: Words = words("保存", "Save");
pub(crate) const CANCEL: Words = words("取消", "Cancel");
pub(crate) const NEW_PASSWORD: Words = words("重设密码", "New password");
pub(crate) const DISABLE: Words = words("停用", "Switch off");
pub(crate) const ENABLE: Words = words("启用", "Switch on");
pub(crate) const END_LOGINS: Words = words("结束全部登录", "End all logins");
pub(crate) const PASSWORD_ONCE: Words = words(
    "密码只显示这一次，请抄下或念给本人。",
    "The password is shown this once: write it down or read it out to the person.",
);
pub(crate) const HIDE: Words = words("已抄下", "Written down");

pub(crate) const TABLETS: Words = words("平板", "Tablets");
pub(crate) const NO_TABLETS: Words = words("还没有平板来过。", "No tablet has asked yet.");
pub(crate) const LOGGED_IN: Words = words("登录中", "logged in");
pub(crate) const LOGGED_OUT: Words = words("未登录", "not logged in");
pub(crate) const REVOKE: Words = words("收回登录", "End its login");
pub(crate) const REVOKE_HELP: Words = words(
    "平板丢失时收回它的登录：其他平板不受影响，上面未传的内容留到下次登录。",
    "End the login of a tablet that was lost: others are not touched, and what it has not sent stays on it until its next login.",
);

pub(crate) const LIST: Words = words("从名单导入", "Take in a list");
pub(crate) const LIST_HELP: Words = words(
    "选择表格文件（.xlsx、.csv），或从表格复制后粘贴。表头为用户名、姓名、角色、单位、项目业主。先预览，确认后全部写入，或一个也不写；同一名单第二次不改动。",
    "Choose a table (.xlsx, .csv), or copy one and paste it. Its header names user, name, role, unit, owner. It is tried first, then written whole or not at all; the same list twice changes nothing.",
);
pub(crate) const CHOOSE: Words = words("选择文件", "Choose a file");
pub(crate) const PASTED: Words = words("在此粘贴名单", "Paste a list here");
pub(crate) const WRITE: Words = words("写入", "Write");
pub(crate) const CLOSE: Words = words("关闭", "Close");
pub(crate) const WRONG: Words = words(
    "名单有误，未作任何改动：",
    "The list is wrong, and nothing was changed:",
);
pub(crate) const WRITTEN: Words = words("已写入。", "Written.");
pub(crate) const NOTHING_NEW: Words =
    words("与现有账号一致，无需改动。", "All of it is there already.");
pub(crate) const PASSWORD: Words = words("密码", "Password");

/// What a line of a list does.
pub(crate) fn what(word: &str) -> Words {
    match word {
        "added" => words("新增", "new"),
        "changed" => words("修改", "changed"),
        _ => words("未变", "same"),
    }
}

/// How many lines do what.
pub(crate) fn counts(added: usize, changed: usize, same: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("新增 {added}，修改 {changed}，未变 {same}"),
        Lang::En => format!("{added} new, {changed} changed, {same} the same"),
    }
}

/// Where a list is wrong.
pub(crate) fn row(row: usize, lang: Lang) -> String {
    match (row, lang) {
        (0, _) => String::new(),
        (row, Lang::Zh) => format!("第 {row} 行："),
        (row, Lang::En) => format!("row {row}: "),
    }
}

/// When a tablet was last heard of.
pub(crate) fn seen(at: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("最近 {at}"),
        Lang::En => format!("last heard of {at}"),
    }
}

/// What was said in both languages, in one of them.
pub(crate) fn half(said: &str, lang: Lang) -> String {
    let mut halves = said.split(" / ");
    match (halves.next(), halves.next(), lang) {
        (Some(_), Some(en), Lang::En) => en.to_owned(),
        (Some(zh), ..) => zh.to_owned(),
        _ => said.to_owned(),
    }
}
