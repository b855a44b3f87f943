//! Why a method of the element was refused, for whoever wrote the page.

use yuebao_domain::text::{Lang, Words, words};

use crate::fault::CallRefusal;

const NOT_SIGNED_IN: Words = words(
    "没有人登录：请先登录，或由页面给出 token",
    "nobody is signed in: log in first, or let the page hand over a token",
);
const UNSAVED: Words = words(
    "有内容既未保存也未上传：请先联网上传，或用 exportRescueFile() 导出后由用户自己退出",
    "something is neither stored nor sent: let it be sent first, or take it out with exportRescueFile() and let the user log out",
);

pub(crate) fn refusal(refusal: &CallRefusal, lang: Lang) -> String {
    let text = match (refusal, lang) {
        (CallRefusal::NotSignedIn, _) => NOT_SIGNED_IN.get(lang).to_owned(),
        (CallRefusal::Unsaved, _) => UNSAVED.get(lang).to_owned(),
        (CallRefusal::UnknownProject(id), Lang::Zh) => {
            format!("没有编号为“{id}”的项目，或当前用户看不到它")
        }
        (CallRefusal::UnknownProject(id), Lang::En) => {
            format!("there is no project “{id}” that this user may see")
        }
        (CallRefusal::NotAMonth(month), Lang::Zh) => {
            format!("“{month}”不是可以填报的月份：应形如 2022-05，不早于首个报告年度，不晚于本月")
        }
        (CallRefusal::NotAMonth(month), Lang::En) => format!(
            "“{month}” is no month that can be reported: write it as 2022-05, from the first reporting year to the running month"
        ),
    };
    format!("yuebao-report: {text}")
}
