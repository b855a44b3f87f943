//! 填报.

use yuebao_domain::period::Month;
use yuebao_domain::text::{Lang, Words, words};

pub(crate) const BACK: Words = words("返回本月任务", "Back to this month's tasks");
pub(crate) const PREVIOUS: Words = words("上一项目", "Previous project");
pub(crate) const NEXT: Words = words("下一项目", "Next project");
pub(crate) const NOT_HERE: Words = words("本机没有这个项目", "This project is not on this device");
pub(crate) const NOT_HERE_ADVICE: Words = words(
    "请返回本月任务；如果应由本单位填报，请联网同步后再试。",
    "Go back to the tasks; if your unit reports it, synchronise and try again.",
);
pub(crate) const READ_ONLY: Words = words(
    "本项目由牵头单位填报，此处只供查看。",
    "The lead unit reports this project; you can only read.",
);
pub(crate) const BUNDLE: Words = words(
    "打包项目由其子项目分别填报，此处只供查看。",
    "The parts of this bundle report, each by itself; you can only read.",
);
/// Whoever coordinates a unit may report for it.
pub(crate) const MAY_FILE_FOR: Words = words(
    "本项目由牵头单位填报，尚未上报。牵头单位确实不能填报时，可以代报；代报会写明由您上报。",
    "The lead unit reports this project and has not yet. Where it cannot, you may report for it: the \
     record says that it was you.",
);
pub(crate) const FILE_FOR: Words = words("代为填报", "Report for the unit");
pub(crate) const FILING_FOR: Words = words(
    "您正在代牵头单位填报，上报后标明“代报”。",
    "You are reporting for the lead unit; the report will say so.",
);
pub(crate) const VOID_TITLE: Words = words("作废本月月报…", "Declare this report void…");
pub(crate) const VOID_HELP: Words = words(
    "误报、重复上报的月报可以作废：不再计入汇总，内容和原因都保留。作废后可以重新填报、上报。",
    "For a report that was filed by mistake or twice: it no longer counts, and nothing is deleted. It \
     can be filled and submitted again.",
);
pub(crate) const VOID_REASON: Words = words("作废原因（必填）", "Reason (needed)");
pub(crate) const VOID_UNSAID: Words = words("请写明作废原因。", "Write why it is void.");
pub(crate) const VOID_CONFIRM: Words = words("确认作废", "Yes, declare it void");
pub(crate) const WITHHELD: Words = words(
    "这份月报尚未审到本级：到本级之前只看到它的状态，看不到所填内容。",
    "This report has not come to your step of the review: until then you see where it stands, not what it holds.",
);
/// The month is locked.
pub(crate) fn month_locked(month: Month, edition: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}月已封账（第{edition}版）", month.number()),
        Lang::En => format!("{month} is locked (edition {edition})"),
    }
}
pub(crate) const MONTH_LOCKED_ADVICE: Words = words(
    "封账后不再改动，此处只供查看。发现有误的，请与市重点办联系：由其重新开放更正，或在下月冲减。",
    "Nothing of it changes any more; you can only read. If something is wrong, ask the city office: it opens the month for corrections, or the mistake is offset in the next month.",
);
pub(crate) const MONTH_LOCKED_UNSENT: Words = words(
    "本机填写的内容还没有被收下，都在本机；重新开放后自动上传。",
    "What was filled in here was not taken yet and is kept on this device; it is sent once the month is opened again.",
);
pub(crate) const VOID: Words = words(
    "本月报告已作废，不计入汇总。",
    "This month's report has been declared void and counts nowhere.",
);

pub(crate) const NATURE: Words = words("性质", "Nature");
pub(crate) const CATEGORY: Words = words("行业", "Category");
pub(crate) const AREA: Words = words("建设地点", "Area");
pub(crate) const CODE: Words = words("项目代码", "Project code");
pub(crate) const OWNER: Words = words("项目业主", "Owner");
pub(crate) const OWNER_CODE: Words = words("业主统一社会信用代码", "Owner's credit code");
pub(crate) const UNITS: Words = words("责任单位", "Responsible units");
pub(crate) const SCALE: Words = words("建设规模及主要内容", "Scale and content");
pub(crate) const TOTAL: Words = words("总投资", "Total investment");
pub(crate) const ANNUAL: Words = words("年度计划投资", "Annual plan");
pub(crate) const BEFORE_YEAR: Words = words("至上年底累计", "Before this year");
pub(crate) const PLANNED_START: Words = words("计划开工", "Planned start");
pub(crate) const PLANNED_COMPLETION: Words = words("计划竣工", "Planned completion");
pub(crate) const UNIT: Words = words("单位：万元", "Unit: 万元 (10,000 yuan)");
pub(crate) const NONE: Words = words("—", "—");
pub(crate) const LIST_COMMA: Words = words("、", ", ");
pub(crate) const CORRECT: Words = words("更正代码", "Correct the codes");

pub(crate) const SAVED: Words = words("已保存在本机", "Saved on this device");
pub(crate) const SAVING: Words = words("正在保存", "Saving");
pub(crate) const NOT_SAVED: Words = words("未保存", "Not saved");
pub(crate) const NOT_SAVED_ADVICE: Words = words(
    "本机存储不可用，填写的内容只在此页面中，关闭即丢失。请先导出救援文件。",
    "This device cannot store: what you type lives in this page only. Export a rescue file first.",
);
pub(crate) const TO_PENDING: Words = words("去待处理", "Go to pending");

/// How many required boxes are empty.
pub(crate) fn still_empty(lang: Lang, boxes: usize) -> String {
    match lang {
        Lang::Zh => format!("还有 {boxes} 个必填项没有填。"),
        Lang::En => format!("{boxes} required boxes are still empty."),
    }
}

pub(crate) const TURN_SIGN: Words = words("改变正负号", "Change the sign");
/// What handing in would ask for, while nothing that is typed is wrong.
pub(crate) fn on_submitting(lang: Lang, correct: usize, explain: usize) -> String {
    match (lang, correct, explain) {
        (Lang::Zh, n, 0) => format!("上报前还有 {n} 处要填写或更正。"),
        (Lang::Zh, 0, n) => format!("上报前还有 {n} 处要说明。"),
        (Lang::Zh, c, e) => format!("上报前还有 {c} 处要填写或更正，{e} 处要说明。"),
        (Lang::En, n, 0) => format!("Before it is handed in: {n} to fill or correct."),
        (Lang::En, 0, n) => format!("Before it is handed in: {n} to explain."),
        (Lang::En, c, e) => {
            format!("Before it is handed in: {c} to fill or correct, {e} to explain.")
        }
    }
}

pub(crate) const UNDO: Words = words("撤消", "Undo");

/// What 撤消 takes back.
pub(crate) fn undo_of(lang: Lang, boxes: &[String]) -> String {
    match (lang, boxes) {
        (Lang::Zh, [one]) => format!("撤消对“{one}”的修改"),
        (Lang::En, [one]) => format!("Undo the change to {one}"),
        (Lang::Zh, _) => format!("撤消 {} 个栏目的修改", boxes.len()),
        (Lang::En, _) => format!("Undo the changes to {} boxes", boxes.len()),
    }
}

pub(crate) const REQUIRED: Words = words("必填", "required");
pub(crate) const LAST_MONTH: Words = words("上月", "Last month");
pub(crate) const THIS_MONTH: Words = words("本月填报", "This month");
pub(crate) const NO_LAST: Words = words("上月无数据", "no report last month");
pub(crate) const LAST_NOT_HERE: Words = words("本机无上月数据", "last month is not on this device");
pub(crate) const CARRY: Words = words("沿用", "Use it");
pub(crate) const FILL: Words = words("填入", "Fill in");
pub(crate) const AGREES: Words = words("与上月衔接", "adds up");
pub(crate) const CHOOSE: Words = words("请选择", "Choose");
pub(crate) const CLEAR: Words = words("清除选择", "Clear");

pub(crate) const COMPUTED: Words = words("自动计算", "Computed");
pub(crate) const COMPLETION: Words = words("完成年度计划", "Of the annual plan");
pub(crate) const ELAPSED: Words = words("序时进度", "Time elapsed");
pub(crate) const GAP: Words = words("比序时进度", "Against time elapsed");
pub(crate) const SHARE: Words = words("占总投资", "Of total investment");
pub(crate) const COMPOSITION: Words = words("其中四项合计", "Sum of the four parts");
pub(crate) const NOT_COMPOSED: Words = words("本年累计与合计相差", "Year to date less the sum");

pub(crate) const CHECKS: Words = words("审核结果", "Checks");
pub(crate) const ALL_WELL: Words = words("未发现问题", "Nothing found");
pub(crate) const NOT_YET: Words = words("边填边审，有问题即时提示", "Runs while you type");
pub(crate) const EXPLAINED: Words = words("已说明", "explained");
pub(crate) const TO_EXPLAIN: Words = words("须补充说明", "explanation needed");
pub(crate) const STALE: Words = words(
    "数值已变，请核对说明后确认",
    "The figures have changed: read the explanation again and confirm it",
);
pub(crate) const STALE_READ: Words =
    words("说明写于数值变动之前", "written before the figures changed");
pub(crate) const NOT_EXPLAINED: Words = words("尚未说明", "not explained yet");
pub(crate) const NOT_FILLED: Words = words("未填", "not filled");
pub(crate) const EXPLAINED_BEFORE: Words = words(
    "上月已说明，数值未变",
    "explained last month, figures unchanged",
);
pub(crate) const CONFIRM: Words = words("说明仍适用，确认", "It still holds: confirm");

pub(crate) const REFUSED: Words = words("上报未被接收", "The server did not take the report");
pub(crate) const REFUSED_ADVICE: Words = words(
    "请按下列意见修改后重新上报，填写的内容都还在。",
    "Put the following right and submit again; nothing you typed is lost.",
);
pub(crate) const CONFLICT: Words = words(
    "同一格有两个不同的数，须确定以哪个为准。",
    "The same box has two different values; somebody must decide.",
);
pub(crate) const OVERTAKEN: Words = words(
    "另一台设备已更新本报告，同步后将自动合并；两边都改过的格会列入待处理。",
    "Another device has updated this report. It is merged with the next sync; boxes that both sides \
     changed go to pending.",
);

pub(crate) const HELD: Words = words(
    "这份月报已经上报，您的修改还没有上报",
    "This report was handed in meanwhile, and your changes were not",
);
pub(crate) const DISCARD: Words = words("放弃我的修改", "Discard my changes");

/// One box of a draft that is held back.
pub(crate) fn held_box(lang: Lang, label: &str, theirs: &str, own: &str) -> String {
    match lang {
        Lang::Zh => format!("{label}：已报 {theirs}，您填的是 {own}"),
        Lang::En => format!("{label}: handed in {theirs}, yours {own}"),
    }
}

/// What to do with it; `button` hands it in.
pub(crate) fn held_advice(lang: Lang, button: &str) -> String {
    match lang {
        Lang::Zh => format!(
            "您的修改只在本机，不会自动上传。要报上去，请核对后点“{button}”：同一栏有两个不同的值时，先收到的暂时有效，您的值列入“待处理”等待选定。不需要的，点“放弃我的修改”。"
        ),
        Lang::En => format!(
            "Your changes are on this device only and are not sent by themselves. To hand them in, check them and press “{button}”: where a box has two values the first received stands, and yours waits in Pending. If they are not needed, discard them."
        ),
    }
}

pub(crate) const AFFECTED: Words = words(
    "本月修改后，以后月份的月报不再衔接，须一并更正：",
    "After this change later reports no longer add up; put them right as well:",
);
pub(crate) const GO_TO_MONTH: Words = words("去更正", "Go there");

pub(crate) const REMOVE: Words = words("删除", "Remove");
pub(crate) const REMOVE_REALLY: Words = words("确认删除本条", "Really remove it");

pub(crate) const SUBMIT: Words = words("上报", "Submit");
pub(crate) const SUBMIT_AGAIN: Words = words("重新上报", "Submit again");
pub(crate) const READY: Words = words("可以上报", "Ready to submit");
pub(crate) const WAITING: Words = words("已上报，待传到服务器", "Submitted, waiting to be sent");
pub(crate) const CHANGED: Words = words(
    "已报，之后有修改，须重新上报",
    "Submitted; changed since, submit again",
);

pub(crate) fn month(lang: Lang, year: i16, number: i8) -> String {
    match lang {
        Lang::Zh => format!("{year} 年 {number} 月"),
        Lang::En => format!("{year}-{number:02}"),
    }
}

pub(crate) fn position(lang: Lang, at: usize, of: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {at} 项，共 {of} 项"),
        Lang::En => format!("{at} of {of}"),
    }
}

pub(crate) fn due(lang: Lang, day: &str, left: Option<i64>) -> String {
    match (lang, left) {
        (Lang::Zh, None) => format!("{day} 前上报"),
        (Lang::Zh, Some(0)) => format!("{day} 前上报，今天截止"),
        (Lang::Zh, Some(left)) if left < 0 => format!("{day} 前上报，已逾期 {} 天", -left),
        (Lang::Zh, Some(left)) => format!("{day} 前上报，还有 {left} 天"),
        (Lang::En, None) => format!("due {day}"),
        (Lang::En, Some(0)) => format!("due {day}, today"),
        (Lang::En, Some(left)) if left < 0 => format!("due {day}, {} days late", -left),
        (Lang::En, Some(left)) => format!("due {day}, {left} days left"),
    }
}

/// The counts in the head of the checks, those at zero left out.
pub(crate) fn counts(
    lang: Lang,
    correct: usize,
    explain: usize,
    explained: usize,
    hints: usize,
) -> String {
    let part = |n: usize, zh: &str, en: &str| {
        (n > 0).then(|| match lang {
            Lang::Zh => format!("{zh} {n} 项"),
            Lang::En => format!("{n} {en}"),
        })
    };
    let parts = [
        part(correct, "必须更正", "to correct"),
        part(explain, "需要说明", "to explain"),
        part(explained, "已说明", "explained"),
        part(hints, "提示", "hints"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match lang {
        Lang::Zh => parts.join("，"),
        Lang::En => parts.join(", "),
    }
}

/// What could not be checked, and what becomes of it.
pub(crate) fn not_evaluated(lang: Lang, n: usize, verdict: Verdict) -> String {
    match (lang, verdict) {
        (Lang::Zh, Verdict::Awaited) => format!("{n} 项因缺往月数据未审核，上报后由服务器审核"),
        (Lang::Zh, Verdict::Passed) => format!("{n} 项本机缺往月数据，服务器已审核"),
        (Lang::Zh, Verdict::NotEither) => format!("{n} 项因缺往月数据未审核，服务器上也没有"),
        (Lang::En, Verdict::Awaited) => {
            format!("{n} checks need earlier reports that are not here; the server runs them")
        }
        (Lang::En, Verdict::Passed) => {
            format!("{n} checks need earlier reports that are not here; the server has run them")
        }
        (Lang::En, Verdict::NotEither) => {
            format!("{n} checks could not run: the server lacks the earlier reports too")
        }
    }
}

/// What the server has said of the checks that could not run here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing yet.
    Awaited,
    /// It has run them.
    Passed,
    /// It could not run them either.
    NotEither,
}

/// What a changed month does to a later one: so many to correct, so many to explain.
pub(crate) fn affected(lang: Lang, month: &str, correct: usize, explain: usize) -> String {
    match (lang, correct, explain) {
        (Lang::Zh, n, 0) => format!("{month}月报将出现 {n} 项强制性问题"),
        (Lang::Zh, 0, n) => format!("{month}月报将有 {n} 项需要说明"),
        (Lang::Zh, c, e) => format!("{month}月报将出现 {c} 项强制性问题，{e} 项需要说明"),
        (Lang::En, n, 0) => format!("{month}: {n} to correct"),
        (Lang::En, 0, n) => format!("{month}: {n} to explain"),
        (Lang::En, c, e) => format!("{month}: {c} to correct, {e} to explain"),
    }
}

pub(crate) fn still(lang: Lang, correct: usize, explain: usize) -> String {
    match (lang, correct, explain) {
        (Lang::Zh, n, 0) => format!("还有 {n} 项必须更正"),
        (Lang::Zh, 0, n) => format!("还有 {n} 项需要说明"),
        (Lang::Zh, c, e) => format!("还有 {c} 项必须更正，{e} 项需要说明"),
        (Lang::En, n, 0) => format!("{n} still to correct"),
        (Lang::En, 0, n) => format!("{n} still to explain"),
        (Lang::En, c, e) => format!("{c} still to correct, {e} to explain"),
    }
}

pub(crate) fn received(lang: Lang, at: &str, by: &str) -> String {
    match lang {
        Lang::Zh => format!("已报，{at} 由 {by} 上报"),
        Lang::En => format!("Submitted {at} by {by}"),
    }
}

pub(crate) fn and_again(lang: Lang, words: &str) -> String {
    match lang {
        Lang::Zh => format!("{words}。修改后需重新上报。"),
        Lang::En => format!("{words}. After a change it has to be submitted again."),
    }
}

pub(crate) fn points(lang: Lang, value: &str) -> String {
    match lang {
        Lang::Zh => format!("{value} 个百分点"),
        Lang::En => format!("{value} points"),
    }
}

pub(crate) fn sum_from(
    lang: Lang,
    from: yuebao_domain::figures::Origin,
    before: &str,
    added: &str,
) -> String {
    use yuebao_domain::figures::Origin;
    match (lang, from) {
        (Lang::Zh, Origin::LastMonth) => format!("上月累计 {before} ＋ 本月 {added}"),
        (Lang::Zh, Origin::NewYear) => format!("1 月即本月 {added}"),
        (Lang::Zh, Origin::Plan) => format!("至上年底 {before} ＋ 本年 {added}"),
        (Lang::En, Origin::LastMonth) => format!("last month {before} + month {added}"),
        (Lang::En, Origin::NewYear) => format!("January: the month {added}"),
        (Lang::En, Origin::Plan) => format!("before this year {before} + year {added}"),
    }
}

pub(crate) fn explain_hint(lang: Lang, chars: usize) -> String {
    match lang {
        Lang::Zh => format!("不少于 {chars} 字，写清原因"),
        Lang::En => format!("At least {chars} characters; state the reason"),
    }
}

/// The plan's 至上年底累计, and what last year's reports say where that is another figure or not yet that
/// of the year's end.
pub(crate) fn by_reports(planned: &str, month: Month, amount: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{planned}（{month} 月报 {amount}）"),
        Lang::En => format!("{planned} (report of {month}: {amount})"),
    }
}
