//! 导入: the words.

use yuebao_domain::text::{Lang, Words, words};
use yuebao_domain::wire::v2::import::ImportCounts;

pub(crate) const TITLE: Words = words("导入", "Import");
pub(crate) const OPEN: Words = words("导入", "Import");
pub(crate) const NOT_YOURS: Words = words(
    "本页供市重点办和系统管理员使用。",
    "This screen is for the office and the administrator.",
);
pub(crate) const HELP: Words = words(
    "选择文件后先预览会改什么，确认后全部写入，或一个也不写；同一文件第二次不改动。",
    "What a file would change is shown first; then it is written whole or not at all. The same file twice changes nothing.",
);
pub(crate) const OFFLINE: Words = words(
    "现在没有网络：预览和写入须联网。已选的文件和所填内容都在，联网后点“预览”。",
    "There is no network: looking at a file and writing it need one. What was chosen and filled in stays; look at it once there is a network.",
);
pub(crate) const KIND: Words = words("导入内容", "What is imported");
pub(crate) const PLAN: Words = words("年度计划、增补", "Plan or supplement");
pub(crate) const REPORTS: Words = words("历史月报", "Past months");
pub(crate) const PLAN_HELP: Words = words(
    "不填“从哪个月起适用”的，按文件所示年度的全年计划；填 1 月以外月份的，按增补，只列新增和变更的项目。",
    "Without a month the file is the whole plan of the year that it says; with a month other than January it is a supplement that names only what is new or changed.",
);
pub(crate) const REPORTS_HELP: Words = words(
    "导入以前月份的月报，直接审定；已有的月报不被改动。文件没有写明月份的，请填写月份。",
    "Takes in reports of past months as accepted; what there is stays as it is. Fill in the month where the file does not say it.",
);
pub(crate) const MONTH: Words = words(
    "月份（文件未写明时）",
    "Month (if the file does not say it)",
);
pub(crate) const FILE: Words = words("要导入的表格", "The table to import");
pub(crate) const CHOOSE: Words = words("选择文件", "Choose a file");
pub(crate) const PREVIEW: Words = words("预览", "Look at it");
pub(crate) const CLOSE: Words = words("不用这个文件", "Leave this file");
pub(crate) const READING: Words = words("正在读取文件……", "Reading the file…");
pub(crate) const WRITING: Words = words("正在写入……", "Writing…");
pub(crate) const COLUMNS: Words = words("各列含义", "What the columns are");
pub(crate) const COLUMNS_HELP: Words = words(
    "识别有误的，请在表头下改正；改正后重新预览，下次同样的表格自动照此识别。",
    "Correct below a header what was taken for something else. It is looked at anew, and remembered for the next table like it.",
);
pub(crate) const UNREAD: Words = words("未识别", "not read");
pub(crate) const WOULD_CHANGE: Words = words("将作如下改动", "This would change");
pub(crate) const WRITTEN: Words = words("已作如下改动", "This was changed");
pub(crate) const KEEP: Words = words("保留在计划内", "They stay in the plan");
pub(crate) const EXIT: Words = words("调出计划", "They leave the plan");
pub(crate) const KEEP_PERSONS: Words = words("保留，仍为责任人", "They stay in their posts");
pub(crate) const END_PERSONS: Words = words("卸任", "Their posts end");
pub(crate) const SHEET: Words = words("工作表", "Sheet");
pub(crate) const ROW: Words = words("行", "Row");
pub(crate) const COLUMN: Words = words("列", "Column");
pub(crate) const WRONG: Words = words("问题", "What is wrong");
pub(crate) const SAVE: Words = words("下载问题清单（.csv）", "Save the list (.csv)");
pub(crate) const NOT_SAVED: Words = words(
    "浏览器可能不允许在这里下载：请复制下面的内容。",
    "The browser may not let this page save files: copy the text below.",
);
pub(crate) const COPY: Words = words("复制", "Copy");
pub(crate) const COLON: Words = words("：", ": ");
pub(crate) const IS_WRITTEN: Words = words(
    "已全部写入，正在同步到本机。",
    "All of it is written and on its way to this device.",
);
pub(crate) const STALE: Words = words(
    "所填内容有改动，请重新预览。",
    "Something was changed: look at it anew.",
);
pub(crate) const NOTHING: Words = words(
    "与现有数据一致，没有要写入的。",
    "All of it is there already: there is nothing to write.",
);
pub(crate) const WRITE: Words = words("写入", "Write");
pub(crate) const ALL_OR_NOTHING: Words =
    words("全部写入，或一个也不写。", "All of it, or nothing.");
pub(crate) const SPAN: Words = words("建设起止年限", "start and completion");

/// A file and how large it is.
pub(crate) fn file(name: &str, bytes: usize, lang: Lang) -> String {
    let kilobytes = bytes.div_ceil(1024);
    match lang {
        Lang::Zh => format!("{name}（{kilobytes} KB）"),
        Lang::En => format!("{name} ({kilobytes} KB)"),
    }
}

/// The name of the file with what is wrong.
pub(crate) fn errors_file(file: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("问题清单 {file}.csv"),
        Lang::En => format!("errors {file}.csv"),
    }
}

/// The month from which on it holds.
pub(crate) fn valid_from(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("自 {month} 起适用。"),
        Lang::En => format!("From {month} on."),
    }
}

/// What becomes of what is not named.
pub(crate) fn gone(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("有 {count} 个项目在现行计划内，而文件里没有。怎么处理？"),
        Lang::En => {
            format!("{count} projects are in the plan and not in the file. What becomes of them?")
        }
    }
}

/// What becomes of persons who are not named.
pub(crate) fn persons_gone(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("项目原有 {count} 名责任人，文件里没有。怎么处理？"),
        Lang::En => {
            format!("{count} persons of projects are not in the file. What becomes of them?")
        }
    }
}

/// How many things are wrong.
pub(crate) fn errors(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "有 {count} 处问题，未作任何改动。请更正后重新选择文件，或改正列的含义、回答所问。"
        ),
        Lang::En => format!(
            "{count} things are wrong, and nothing was changed. Correct the file and choose it again, correct what a column is, or answer what is asked."
        ),
    }
}

/// How many things are good to know.
pub(crate) fn notes(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 条提示"),
        Lang::En => format!("{count} things to know"),
    }
}

/// How many more there are than are shown.
pub(crate) fn hidden(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("另有 {count} 条未列出。"),
        Lang::En => format!("{count} more are not listed."),
    }
}

/// How many stand how.
pub(crate) fn counts(counts: ImportCounts, lang: Lang) -> String {
    let ImportCounts {
        new,
        changed,
        gone,
        unchanged,
        persons_gone: _,
    } = counts;
    match lang {
        Lang::Zh => {
            format!("新增 {new}，变更 {changed}，不再列入 {gone}，未变 {unchanged}")
        }
        Lang::En => format!("{new} new, {changed} changed, {gone} gone, {unchanged} unchanged"),
    }
}

/// A kind of change.
pub(crate) fn change(kind: &str) -> Words {
    match kind {
        "new" => words("新增", "new"),
        "changed" => words("变更", "changed"),
        "gone" => words("不再列入", "gone"),
        _ => words("未变", "unchanged"),
    }
}

/// Why a report stays as it is.
pub(crate) fn kept(kept: &str) -> Words {
    match kept {
        "same" => words("已有相同的月报", "the same report is there"),
        "differs" => words(
            "已有不同的月报，保留原来的",
            "another report is there, which stays",
        ),
        "locked" => words("该月已封账", "the month is closed"),
        _ => words("保留", "stays"),
    }
}

/// A month of 倒排计划.
pub(crate) fn month_plan(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("倒排计划 {month} 月"),
        Lang::En => format!("monthly plan, month {month}"),
    }
}

/// The telephone numbers of persons of a kind.
pub(crate) fn telephone(kind: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{kind}电话"),
        Lang::En => format!("{kind}: telephone"),
    }
}

/// What else a column says of persons of a kind.
pub(crate) fn person_detail(detail: &str, kind: &str, lang: Lang) -> String {
    let label = match detail {
        "post" => words("职务", "post"),
        "unit" => words("单位", "unit"),
        "from" => words("起", "from"),
        _ => words("止", "to"),
    };
    match lang {
        Lang::Zh => format!("{kind}{}", label.zh),
        Lang::En => format!("{kind}: {}", label.en),
    }
}

/// A row of the file.
pub(crate) fn row_number(row: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第 {row} 行"),
        Lang::En => format!("row {row}"),
    }
}

/// The columns of a sheet.
pub(crate) fn columns_of(sheet: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{sheet} 各列含义"),
        Lang::En => format!("Columns of {sheet}"),
    }
}

/// What a column is, for whoever hears it.
pub(crate) fn column(column: &str, label: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{column} 列“{label}”的含义"),
        Lang::En => format!("What column {column} “{label}” is"),
    }
}

/// What a column can be taken for beside boxes of the plan and of reports.
pub(crate) fn other_target(key: &str) -> Option<Words> {
    Some(match key {
        "serial" => words("序号", "number"),
        "month" => words("月份", "month"),
        "start" => words("计划、实际开工（同一列）", "start, planned and actual"),
        "completion" => words("计划、实际竣工（同一列）", "completion, planned and actual"),
        "percent" => words("完成年度计划（%）", "completed, %"),
        "telephone" => words(
            "电话（左边一列责任人的）",
            "telephone (of the persons left of it)",
        ),
        "contact" => words("联系人（不导入）", "contact (left out)"),
        "ignore" => words("不导入", "leave out"),
        _ => return None,
    })
}
