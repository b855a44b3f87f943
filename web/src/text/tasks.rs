//! 本月任务.

use yuebao_domain::text::{Lang, Words, words};

pub(crate) const UNIT: Words = words("单位：万元", "Unit: 万元 (10,000 yuan)");
pub(crate) const DONE: Words = words("已报", "Submitted");
pub(crate) const ITEMS: Words = words("项", "");
pub(crate) const ALL: Words = words("全部", "All");
pub(crate) const FILTER: Words = words("按状态筛选", "Filter by state");
pub(crate) const SEARCH: Words = words("按名称、代码或地点查找", "Search by name, code or area");
pub(crate) const SHOW_ALL: Words = words("显示全部项目", "Show all projects");
pub(crate) const ALL_DONE: Words = words(
    "本月应报项目已全部上报",
    "Everything due this month is submitted",
);
pub(crate) const NONE_DUE: Words = words("本月没有应报项目", "Nothing is due this month");
pub(crate) const NO_DEADLINE: Words = words("未规定截止日", "No deadline is set");
pub(crate) const NO_PLAN: Words = words("预备项目，无年度计划投资", "Preparatory: no annual plan");
pub(crate) const PLANNED: Words = words("年度计划", "Annual plan");
pub(crate) const SO_FAR: Words = words("本年累计", "Year to date");
pub(crate) const SO_FAR_BEFORE: Words = words("至上月累计", "To last month");

pub(crate) const NO_PROJECTS: Words = words(
    "本月没有列入计划的项目",
    "No project is in the plan this month",
);
pub(crate) const NO_PROJECTS_ADVICE: Words = words(
    "请换一个月份查看；如果应有项目，请联系项目办核对责任单位。",
    "Look at another month; if there should be projects, ask the project office about the responsible unit.",
);
pub(crate) const NO_MATCH: Words = words("没有符合条件的项目", "No project matches");
pub(crate) const NO_MATCH_ADVICE: Words = words(
    "请换个词，或取消筛选。",
    "Try another word, or drop the filter.",
);
pub(crate) const FETCHING: Words = words("正在获取本单位的项目", "Fetching your unit's projects");
pub(crate) const FETCHING_ADVICE: Words = words(
    "首次同步需要一点时间，请保持网络连接。",
    "The first sync takes a moment; stay connected.",
);
pub(crate) const NEVER_FETCHED: Words = words(
    "本机还没有项目数据",
    "There are no projects on this device yet",
);
pub(crate) const LOG_IN_FIRST: Words = words(
    "请在上方登录，登录后自动获取项目。",
    "Log in above; the projects are fetched then.",
);
pub(crate) const CONNECT_FIRST: Words = words(
    "首次使用需要联网获取项目；获取之后没有网络也能填报。",
    "The first use needs a network to fetch the projects; afterwards you can report without.",
);

/// The headings, in the order of `pages::tasks::model::Group`.
pub(crate) const GROUPS: [Words; 5] = [
    words("需要处理", "Needs attention"),
    words("待填报", "To be reported"),
    words("已上报", "Submitted"),
    words("本月不需填报", "Not due this month"),
    words("由牵头单位填报", "Reported by the lead unit"),
];

pub(crate) fn title(month: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{month}任务"),
        Lang::En => format!("Tasks of {month}"),
    }
}

/// `last_day` as `2022-06-01`; `left` in days, negative once it has passed.
pub(crate) fn deadline(last_day: &str, left: Option<i64>, lang: Lang) -> String {
    let mut parts = last_day.split('-').skip(1);
    let (month, day) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let (month, day) = (month.trim_start_matches('0'), day.trim_start_matches('0'));
    match (lang, left) {
        (Lang::Zh, None) => format!("截止 {month}月{day}日"),
        (Lang::Zh, Some(0)) => format!("截止 {month}月{day}日，就在今天"),
        (Lang::Zh, Some(left)) if left > 0 => format!("截止 {month}月{day}日，还有 {left} 天"),
        (Lang::Zh, Some(left)) => format!("截止 {month}月{day}日，已逾期 {} 天", left.abs()),
        (Lang::En, None) => format!("Due {last_day}"),
        (Lang::En, Some(0)) => format!("Due {last_day}: today"),
        (Lang::En, Some(left)) if left > 0 => format!("Due {last_day}: {left} days left"),
        (Lang::En, Some(left)) => format!("Due {last_day}: {} days late", left.abs()),
    }
}

/// A deadline and why it is that day.
pub(crate) fn with_reason(until: String, because: Option<String>, lang: Lang) -> String {
    match (because, lang) {
        (None, _) => until,
        (Some(because), Lang::Zh) => format!("{until}（{because}）"),
        (Some(because), Lang::En) => format!("{until} ({because})"),
    }
}

/// That the office has put a deadline off, and why.
pub(crate) fn put_off(reason: &str, lang: Lang) -> String {
    match (reason.is_empty(), lang) {
        (true, Lang::Zh) => "延期".to_owned(),
        (true, Lang::En) => "extended".to_owned(),
        (false, Lang::Zh) => format!("延期：{reason}"),
        (false, Lang::En) => format!("extended: {reason}"),
    }
}

pub(crate) fn show_more(rows: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("显示其余 {rows} 项"),
        Lang::En => format!("Show {rows} more"),
    }
}

pub(crate) fn elapsed(percent: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("序时进度 {percent}%"),
        Lang::En => format!("Time elapsed {percent}%"),
    }
}

pub(crate) fn arrived(projects: usize, reports: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已收到 {projects} 个项目、{reports} 份月报"),
        Lang::En => format!("{projects} projects and {reports} reports so far"),
    }
}

/// Who sent it back, and what for.
pub(crate) fn returned(by: &str, comment: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{by}退回：{comment}"),
        Lang::En => format!("Returned by {by}: {comment}"),
    }
}

/// Who else fills a report.
pub(crate) fn at_work(names: &[&str], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{} 在填", names.join("、")),
        Lang::En => format!("{} at it", names.join(", ")),
    }
}

/// The way to the summary of the half year or the year.
pub(crate) fn summary(day: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("填写总结（{day} 截止）"),
        Lang::En => format!("Write the summary (due on {day})"),
    }
}
