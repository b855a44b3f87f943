//! Signing in at the portal: why that did not work, and what to do.

use yuebao_domain::text::{Lang, Words, words};

use crate::fault::PortalFault;

pub(crate) const TITLE: Words = words("从门户登录", "Sign in at the portal");
pub(crate) const ALONE: Words = words(
    "月报不用密码登录，由门户登录。",
    "Nobody logs in with a password here: the portal signs you in.",
);
pub(crate) const GO: Words = words("到门户登录", "Sign in at the portal");
pub(crate) const AGAIN: Words = words("已在门户登录，继续", "I have signed in: go on");
pub(crate) const BY_PORTAL: Words = words("用门户的登录进入", "Use the portal’s sign-on");
pub(crate) const GONE: Words = words(
    "请在门户登录，登录后回到本页，会自动继续。门户的登录页没有打开，或回来后没有继续时，请刷新门户的页面。",
    "Sign in at the portal and come back to this page: it goes on by itself. If no login was opened, or it does not go on, reload the portal’s page.",
);
pub(crate) const ONCE: Words = words(
    "从门户登录一次后，没有网络也能在本机填报。",
    "After one sign-on by the portal you can report on this device without a network.",
);
pub(crate) const OFFLINE: Words = words(
    "当前没有网络。在本机登录过的，门户的页面交来上次的登录凭证，就能打开本机的数据继续填报；否则请等联网。已填的内容都还在本机。",
    "There is no network. If you were signed in on this device before, the portal’s page opens your data with the token that it gave then; otherwise wait for the network. What was filled in is still here.",
);
pub(crate) const OFFLINE_FIRST: Words = words(
    "当前没有网络，而本机还没有人从门户登录过。首次登录需要联网；之后没有网络也能在本机填报。",
    "There is no network, and nobody has signed in on this device yet. The first sign-on needs a network; after it you can report here without one.",
);
pub(crate) const ENDED: Words = words(
    "您在门户的登录已结束。已填的内容都保存在本机，暂不显示；请在门户重新登录，之后接着填报，自动上传。",
    "Your sign-on with the portal has ended. Your work is kept on this device and not shown; sign in at the portal again to go on, and it is sent.",
);
pub(crate) const ENDED_UNSAVED: Words = words(
    "您在门户的登录已结束，而本机不能保存。请不要关闭本页；请在另一个标签页里登录门户，或先导出救援文件。",
    "Your sign-on with the portal has ended and this device cannot store: keep this page open, and sign in at the portal in another tab, or export a rescue file first.",
);
pub(crate) const NOT_TAKEN: Words = words(
    "门户交来的登录已结束，或服务器不认识它。请在门户重新登录。",
    "The portal’s sign-on has ended, or the server does not know it. Sign in at the portal again.",
);
const NO_TOKEN: Words = words(
    "门户没有给出登录：您还没有在门户登录，或在那里的登录已过期。请到门户登录。",
    "The portal gave no sign-on: you are not signed in there, or no longer. Sign in at the portal.",
);
const LATE: Words = words(
    "门户 20 秒内没有给出登录凭证。请检查网络，再试一次；仍不行请告知门户的管理员：getToken() 没有答复。",
    "The portal gave no token within 20 seconds. Check the network and try again; if that does not help, tell the portal’s administrator: getToken() does not answer.",
);
const NOT_A_TOKEN: Words = words(
    "门户交来的不是登录凭证，请告知门户的管理员：getToken()（或 token）应给出 token 的文本或 null。",
    "What the portal gave is no token: tell the portal’s administrator that getToken() (or token) has to give the text of a token, or null.",
);

/// Why nobody came in.
pub(crate) fn fault(fault: &PortalFault, lang: Lang) -> String {
    let words = match fault {
        PortalFault::NoToken => NO_TOKEN,
        PortalFault::Late => LATE,
        PortalFault::NotAToken => NOT_A_TOKEN,
        PortalFault::Ended => NOT_TAKEN,
        PortalFault::Failed(reason) => return failed(reason, lang),
        PortalFault::Expired(said) | PortalFault::Refused(said) | PortalFault::NoAccount(said) => {
            return half(said, lang).to_owned();
        }
    };
    words.get(lang).to_owned()
}

fn failed(reason: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "门户取登录凭证时出错，没有给出登录。请检查网络，到门户重新登录；仍不行请告知门户的管理员：getToken() {reason}"
        ),
        Lang::En => format!(
            "The portal failed when it was asked for a token. Check the network and sign in at the portal again; if that does not help, tell the portal’s administrator: getToken() {reason}"
        ),
    }
}

/// The server says everything in both languages, Chinese first.
fn half(said: &str, lang: Lang) -> &str {
    match (said.split_once(" / "), lang) {
        (Some((zh, _)), Lang::Zh) => zh,
        (Some((_, en)), Lang::En) => en,
        (None, _) => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_words_are_shown_in_one_language() {
        let told = PortalFault::Expired("已过期 / It has expired".to_owned());
        assert_eq!(fault(&told, Lang::Zh), "已过期");
        assert_eq!(fault(&told, Lang::En), "It has expired");
        let other = PortalFault::Refused("only this".to_owned());
        assert_eq!(fault(&other, Lang::Zh), "only this");
    }
}
