//! What surrounds every screen.

use yuebao_domain::beijing::Beijing;
use yuebao_domain::period::{Date, Month};
use yuebao_domain::text::{Lang, Words, words};

use crate::fault::PasteFault;
use crate::text_size::TextSize;

pub(crate) const PRODUCT: Words = words("重大项目月报", "Monthly reports of major projects");
pub(crate) const TASKS: Words = words("本月任务", "Tasks");
pub(crate) const TOTALS: Words = words("汇总", "Totals");
pub(crate) const BOARD: Words = words("月度看板", "Month board");
pub(crate) const REVIEW: Words = words("审核", "Reviews");
pub(crate) const SCREEN_COMES: Words = words("正在取得本页的程序……", "Fetching this screen…");
pub(crate) const SCREEN_MISSING: Words =
    words("本页的程序还没有取到", "This screen could not be fetched");
pub(crate) const SCREEN_MISSING_ADVICE: Words = words(
    "首次打开须联网，以后离线也能使用。其他页面照常使用；联网后请重试。",
    "It needs a connection the first time and works offline afterwards. The other screens work as ever; try again once there is a network.",
);
pub(crate) const SCREEN_AGAIN: Words = words("重试", "Try again");
pub(crate) const PLAN: Words = words("计划", "Plan");
pub(crate) const PUBLISH: Words = words("发布", "Publish");
pub(crate) const STATISTICS: Words = words("统计与函件", "Statistics and letters");
pub(crate) const LETTERS: Words = words("函件", "Letters");
pub(crate) const SUMMARIES: Words = words("总结", "Summaries");
pub(crate) const CONSOLE: Words = words("设备", "Tablets");
pub(crate) const ACCOUNTS: Words = words("账号", "Accounts");
pub(crate) const PENDING: Words = words("待处理", "Pending");
pub(crate) const SCREENS: Words = words("页面", "Screens");
pub(crate) const MONTH: Words = words("报告月份", "Month reported");
pub(crate) const MONTH_BEFORE: Words = words("上一月", "Month before");
pub(crate) const MONTH_AFTER: Words = words("下一月", "Month after");
pub(crate) const CLOSE: Words = words("关闭", "Close");
pub(crate) const PART_MISSING: Words = words(
    "程序还没有取全：现在取不到其余部分。填写的内容不受影响。请检查网络，然后点“再取一次”。",
    "The rest of the program cannot be fetched now. What was filled in is not affected. Check the network, then try again.",
);
pub(crate) const MISDIRECTED: Words = words(
    "月报没有打开，也没有发出任何内容：不知道月报服务器在哪里。请系统管理员把标签属性 server 写成以 http:// 或 https:// 开头的地址，或以 / 开头的路径；不写则为脚本所在的位置，随门户打包的必须写。现在写的是：",
    "Nothing was opened and nothing was sent: it is not clear where the report server is. Ask the administrator to write the attribute server as an address that begins with http:// or https://, or as a path that begins with /; without it, it is where the script came from, unless it is part of a bundle. It now says: ",
);
pub(crate) const FETCH_AGAIN: Words = words("再取一次", "Try again");
pub(crate) const OPENING: Words = words("正在打开本机数据", "Opening the data on this device");

pub(crate) const BADGE_LOGIN: Words = words("需登录", "Log in to sync");
pub(crate) const BADGE_SYNCING: Words = words("同步中", "Syncing");
pub(crate) const BADGE_OFFLINE: Words = words("离线", "Offline");
pub(crate) const BADGE_STOPPED: Words = words("无法同步", "Cannot sync");
pub(crate) const BADGE_SYNCED: Words = words("已同步", "Synced");
pub(crate) const BADGE_NEVER: Words = words("尚未同步", "Not synced yet");
pub(crate) const SYNC_NOW: Words = words("立即同步", "Sync now");
pub(crate) const SYNC_STATE: Words = words("同步状态", "Sync state");

pub(crate) const LOG_IN_TITLE: Words = words("登录", "Log in");
pub(crate) const USER: Words = words("用户名", "User name");
pub(crate) const PASSWORD: Words = words("密码", "Password");
pub(crate) const LOG_IN: Words = words("登录", "Log in");
pub(crate) const LOGGING_IN: Words = words("正在登录", "Logging in");
pub(crate) const LANGUAGE: Words = words(
    "语言 Language（只用于本机）",
    "Language 语言 (on this device)",
);
pub(crate) const TEXT_SIZE: Words = words("字号（只用于本机）", "Text size (on this device)");
pub(crate) const LOG_OUT: Words = words("退出登录", "Log out");
pub(crate) const LOG_IN_OFFLINE: Words = words(
    "当前没有网络。在本机登录过的，用上次的密码可以打开本机的数据继续填报；首次登录需要联网。",
    "There is no network. If you have logged in on this device before, your password opens your data; the first login needs a network.",
);
pub(crate) const LOG_IN_ONCE: Words = words(
    "登录一次后，没有网络也能在本机填报。",
    "After one login you can report on this device without a network.",
);
pub(crate) const LOG_IN_KEEPS_NOTHING: Words = words(
    "浏览器不允许在这里保存数据：填报时须有网络。",
    "This browser does not let this page keep data: reporting takes a network here.",
);
pub(crate) const LOG_IN_TO_SEND: Words = words(
    "本机的数据已打开，可以填报；登录服务器之后自动上传。",
    "The data on this device are open and you can go on; they are sent after you log in to the server.",
);
pub(crate) const LOG_IN_AGAIN: Words = words(
    "登录已失效。已填的内容都保存在本机，暂不显示；重新登录后接着填报，自动上传。",
    "The login has expired. Your work is kept on this device and not shown; log in again to go on, and it is sent.",
);
pub(crate) const LOG_IN_AGAIN_UNSAVED: Words = words(
    "登录已失效，而本机不能保存。请不要关闭本页，重新登录后自动上传。",
    "The login has expired and this device cannot store: keep this page open; your work is sent after you log in again.",
);
pub(crate) const LOG_OUT_LOSES: Words = words(
    "本机不能保存，退出后未上传的内容会丢失。请先联网上传，或导出救援文件。",
    "This device cannot store: what is not sent is lost when you log out. Send it or export a rescue file first.",
);
pub(crate) const LOG_OUT_OFFLINE: Words = words(
    "现在连不上服务器：退出后要等联网才能重新登录，在那之前本机不能填报、查看，也不能上传。数据保留在本机。",
    "The server cannot be reached: after logging out you can log in again only once there is a network, and until then nothing can be filled, read or sent here. The data stay on this device.",
);
pub(crate) const LOG_OUT_ANYWAY: Words = words("仍要退出登录", "Log out all the same");
pub(crate) const LOG_OUT_KEEPS: Words = words(
    "退出后，本机数据保留，重新登录即可继续。",
    "The data stay on this device for your next login.",
);

pub(crate) const WRONG_LOGIN: Words = words(
    "用户名或密码不正确，请核对后重新输入。",
    "User name or password is wrong; check them and try again.",
);
pub(crate) const LOGIN_ENDED: Words = words(
    "这个登录已被结束（收回、停用或改了密码）。请重新登录；已填的内容仍在本机。",
    "This login was ended: revoked, switched off, or the password was changed. Log in again; your work is still on this device.",
);
pub(crate) const NOT_KNOWN_HERE: Words = words(
    "连不上服务器，而本机没有这个用户可以核对的登录。请联网登录一次；已填的内容仍在本机。",
    "The server cannot be reached, and this device has no login of this user to compare with. Log in once with a network; what was filled in is still here.",
);
pub(crate) const FORGET: Words = words("退出并清除本机", "Log out and forget");
pub(crate) const FORGET_HELP: Words = words(
    "从本机删除您的全部数据，服务器上的不变。",
    "Deletes all your data from this device; what the server has stays.",
);
pub(crate) const FORGET_NOT_YET: Words = words(
    "还有内容没有上传：请先同步，或在“待处理”里导出救援文件，然后才能清除。",
    "Some work is not sent yet: sync first, or export a rescue file under Pending; then it can be cleared.",
);
pub(crate) const UNREACHABLE: Words = words(
    "连不上服务器。请检查网络后重试。",
    "The server cannot be reached. Check the network and try again.",
);
pub(crate) const NOT_THE_SERVER: Words = words(
    "收到的不是月报服务器的回答，可能要先登录无线网络，或被代理拦截。稍后自动重试。若反复出现，请告诉网络管理员：到本服务器的请求和回答须原样转发。",
    "The answer is not the report server's: the wireless network may want a login first, or a proxy stands between. It is tried again later. If it stays so, tell the network administrator: requests and answers must be passed on as they are.",
);
pub(crate) const TOKEN_TAKEN_OUT: Words = words(
    "请求到达服务器时没有登录凭证：途中的代理去掉了 Authorization 请求头。填写的内容仍在本机，稍后自动重试。请告诉网络管理员：到本服务器的请求须原样转发，包括 Authorization 请求头。",
    "The request reached the server without the login: a proxy takes out the header Authorization. Everything is still on this device and is tried again. Tell the network administrator: requests to this server must be passed on as they are, the header Authorization included.",
);
pub(crate) const STILL_PACKED: Words = words(
    "服务器的回答读不出：内容是压缩的，途中的代理却去掉了 Content-Encoding 响应头。填写的内容仍在本机，稍后自动重试。请告诉网络管理员：本服务器的回答须原样转发，包括 Content-Encoding 响应头。",
    "The server's answer cannot be read: it is packed, and a proxy takes out the header Content-Encoding that says so. Everything is still on this device and is tried again. Tell the network administrator: answers of this server must be passed on as they are, the header Content-Encoding included.",
);
pub(crate) const OLD_SERVER: Words = words(
    "服务器没有本程序所用的接口，多半是服务器的版本比本程序旧。填写的内容都在本机，稍后自动重试。请告诉系统管理员：须升级服务器。",
    "The server has no address for what this program asks: most likely it is older than this program. Everything is still on this device and is tried again. Tell the administrator: the server has to be upgraded.",
);
pub(crate) const TOO_LARGE: Words = words(
    "途中的代理不接受这么大的请求，已改为分批发送，稍后自动重试。",
    "A proxy does not take requests of this size; they are sent in smaller parts, and tried again.",
);
pub(crate) const OTHER_SERVER: Words = words(
    "此地址上换了另一台服务器，本机数据不会上传给它。请联系系统管理员。",
    "Another server answers at this address; nothing is sent to it. Ask your administrator.",
);
pub(crate) const OTHER_USER: Words = words(
    "门户当前登录的不是本机数据的用户，已停止同步。请用原用户登录，或退出后重新登录。",
    "The portal's login belongs to another user than the data on this device; nothing is sent. Log in as that user, or log out first.",
);

pub(crate) const STORE_MISSING: Words = words(
    "本浏览器不能保存数据（可能是无痕模式）。填写的内容只在此页面中，关闭即丢失；请在有网络时填报，或换用普通窗口。",
    "This browser cannot keep data (private mode?). What you type lives in this page only: report while online, or use an ordinary window.",
);
pub(crate) const STORE_REFUSED: Words = words(
    "浏览器的设置不允许本页保存数据，不会自行恢复。填写的内容只在此页面中，关闭或刷新即丢失：请在有网络时填报并上报，离开之前先导出救援文件。要能保存，请在浏览器设置里允许本网站保存数据（Cookie），或请系统管理员处理。",
    "This browser's settings do not let this page keep data; that will not change by itself. What you type lives in this page only and is lost when it is closed or loaded anew: report while online, or export a rescue file before you leave. To keep data, allow this site to store data (cookies) in the settings, or ask your administrator.",
);
pub(crate) const STORE_REFUSED_IN_FRAME: Words = words(
    "月报嵌在另一个网站的页面里，浏览器不允许这样的框架保存数据：在这里每次都是这样，不会自行恢复。填写的内容只在此页面中，关闭、刷新或离开即丢失：请在有网络时填报并上报，离开之前先导出救援文件。要能保存、能离线填报，请在单独的窗口中打开；并请系统管理员让月报与门户同站，或安装浏览器扩展。",
    "This page is framed by another site, and this browser does not let such a frame keep data: here that is always so and will not change by itself. What you type lives in this page only and is lost when it is closed, loaded anew or left: report while online, or export a rescue file before you leave. To keep data and to work offline, open it in a window of its own; and ask your administrator to serve the reports from the portal's own site, or for the browser extension.",
);
pub(crate) const OPEN_ALONE: Words = words("在单独的窗口中打开", "Open in a window of its own");
pub(crate) const STORE_FULL: Words = words(
    "本机存储空间已满：填写的内容不能保存，只在此页面中，关闭即丢失。请清理空间，或先导出救援文件。",
    "This device is full: what you type cannot be saved and lives in this page only. Free some space, or export a rescue file first.",
);
pub(crate) const SERVER_NEWER: Words = words(
    "服务器已升级，有本程序不认识的内容；请刷新页面以更新程序，填写的内容都在",
    "The server is newer and says things this program does not know: reload the page to update; all that was filled in is here",
);
pub(crate) const STORE_OUTDATED: Words = words(
    "另一个标签页已升级程序，本页不能再保存。未上传的内容请先导出救援文件或等待上传完成，然后重新加载。",
    "Another tab runs a newer version, so this page cannot save any more. Export a rescue file or wait for the upload, then reload.",
);
pub(crate) const MISSED: Words = words(
    "服务器上有本程序看不懂的新内容，没有显示在这里；其余照常填报。请更新程序。",
    "The server has told something new that this program cannot read and does not show; all else goes on. Update the program.",
);
pub(crate) const STORE_FAILING: Words = words(
    "本机暂时不能保存，填写的内容只在此页面中，正在重试。请不要关闭本页，或先导出救援文件。",
    "This device cannot save at the moment: what you type lives in this page only, and is tried again. Do not close it, or export a rescue file first.",
);
pub(crate) const STORE_SILENT: Words = words(
    "本机存储没有回应，正在重试。此前保存在本机的内容还在，可能暂时看不到；现在填写的内容只在此页面中，请不要关闭本页，在有网络时上报，或先导出救援文件。",
    "The storage of this device does not answer and is tried again. What was saved before is still there, though it may not be seen yet; what you type now lives in this page only: do not close it, report while online, or export a rescue file first.",
);
pub(crate) const STORE_CLEARED: Words = words(
    "浏览器清除了本机的数据，本页正在把其中的内容重新保存。请不要关闭本页。",
    "The browser has cleared the data on this device; this page is storing them again. Do not close it.",
);
pub(crate) const STORE_BLOCKED: Words = words(
    "另一个标签页里开着旧版本的月报程序，本机数据暂时打不开。请关闭其他月报标签页，本页随即自动打开；在此之前填写的内容只在此页面中。",
    "Another tab runs an older version, so that the data on this device cannot be opened yet. Close the other tabs; this page then goes on by itself. What you type before that lives in this page only.",
);
pub(crate) const NEW_BUILD: Words = words(
    "服务器上有新版本的月报程序。填写的内容都已保存，可以重新加载。",
    "The server has a newer version of this program. Everything is saved: you can reload.",
);
pub(crate) const NEW_BUILD_UNSAVED: Words = words(
    "服务器上有新版本的月报程序。有内容还没有保存，保存或上传之后即可重新加载。",
    "The server has a newer version of this program. Something is not saved yet: you can reload once it is saved or sent.",
);
pub(crate) const RELOAD: Words = words("重新加载", "Reload");
pub(crate) const EXPORT: Words = words("导出救援文件", "Export a rescue file");
pub(crate) const TO_PENDING: Words = words("查看", "Look at it");

pub(crate) const DECIDED: Words = words("已办理，正在上传。", "Decided, and being sent.");
pub(crate) const DECIDED_RECEIVED: Words = words(
    "已办理，服务器已收到。",
    "Decided, and received by the server.",
);
pub(crate) const DECIDED_WAITING: Words = words(
    "已办理，服务器尚未收到；保存在本机，联网后自动上传。",
    "Decided and kept on this device; the server receives it as soon as there is a network.",
);

pub(crate) const DECIDED_SAVING: Words = words("正在保存您的办理…", "Saving your decision …");
pub(crate) const DECIDED_UNSAVED: Words = words(
    "已办理，但本机不能保存；请保持本页打开，直到上传完成。",
    "Decided, but this device cannot keep it: leave this page open until it is sent.",
);

pub(crate) const HANDED_IN_SAVING: Words = words("正在保存您的上报…", "Saving what you hand in …");
pub(crate) const HANDED_IN: Words = words("已上报，正在上传。", "Handed in, and being sent.");
pub(crate) const HANDED_IN_RECEIVED: Words = words(
    "已上报，服务器已收到。",
    "Handed in, and received by the server.",
);
pub(crate) const HANDED_IN_ATTENTION: Words = words(
    "服务器已答复；有内容需要处理，请看“待处理”。",
    "The server has answered, and something needs attention: see Pending.",
);
pub(crate) const HANDED_IN_LOGIN: Words = words(
    "已上报，保存在本机；登录后自动上传。",
    "Handed in and kept on this device; it is sent as soon as you log in.",
);
pub(crate) const HANDED_IN_OFFLINE: Words = words(
    "已上报，保存在本机；联网后自动上传。",
    "Handed in and kept on this device; it is sent as soon as there is a network.",
);
pub(crate) const HANDED_IN_UNSAVED: Words = words(
    "已上报，但本机不能保存；请保持本页打开，直到上传完成。",
    "Handed in, but this device cannot keep it: leave this page open until it is sent.",
);
pub(crate) const NOTHING_NEW: Words = words(
    "没有需要上报的修改。",
    "Nothing has changed since it was handed in.",
);
pub(crate) const EXPORTED: Words = words(
    "救援文件已交给浏览器下载，请妥善保管。",
    "The rescue file was given to the browser to download. Keep it safe.",
);
pub(crate) const RESCUE_TEXT: Words = words(
    "救援文件已交给浏览器下载。本页在别的网页的框架里，那里可能不允许下载，浏览器也不会说明。没有收到文件时，请复制下面的全部内容，存为文本文件，或在另一台设备的“待处理”里粘贴。",
    "The rescue file was given to the browser to download. This page is in the frame of another, which may forbid downloads without a word. If no file arrives, copy all of this text: keep it in a text file, or paste it under Pending on another device.",
);
pub(crate) const RESCUE_LABEL: Words = words("救援文件的内容", "Content of the rescue file");
pub(crate) const COPY: Words = words("复制全部内容", "Copy all of it");
pub(crate) const COPIED: Words = words("已复制", "Copied");
pub(crate) const CONFLICT_SETTLED: Words = words("冲突已处理。", "The conflict is settled.");
pub(crate) const AMENDMENT_SETTLED: Words = words("修改申请已处理。", "The amendment is decided.");
pub(crate) const AMENDMENT_WITHDRAWN: Words =
    words("修改申请已撤回。", "The amendment is withdrawn.");

pub(crate) const NEWER_FILE: Words = words(
    "此救援文件由更新的程序导出，请先刷新本页。",
    "A newer program wrote this rescue file: reload the page first.",
);
pub(crate) const OTHER_SERVERS_FILE: Words = words(
    "此救援文件属于另一台服务器，没有读入。",
    "This rescue file belongs to another server; it was not read in.",
);

pub(crate) const NO_SERVERS_FILE: Words = words(
    "无法核对此救援文件属于哪台服务器，没有读入。请先在本机联网同步一次；文件本身没有写明服务器的，请重新导出。",
    "It cannot be told which server this rescue file is for; it was not read in. Sync this device once first; if the file names no server, export it anew.",
);
pub(crate) const FORGED_FILE: Words = words(
    "此救援文件不是您的设备导出的，或者导出后被改动过，没有读入。请用原来的文件，或重新导出。",
    "No device of yours has written this rescue file, or it was changed afterwards; it was not read in. Use the original, or export it anew.",
);

pub(crate) const fn text_size(size: TextSize) -> Words {
    match size {
        TextSize::Normal => words("标准", "Normal"),
        TextSize::Large => words("大", "Large"),
        TextSize::ExtraLarge => words("特大", "Largest"),
    }
}

/// 2022年5月.
pub(crate) fn month(month: Month, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月", month.year(), month.number()),
        Lang::En => month.to_string(),
    }
}

/// `09:12` in Beijing of an RFC 3339 time on `today`, with the day before it on another day.
pub(crate) fn moment(time: &str, today: Option<Date>, lang: Lang) -> String {
    let Some(moment) = Beijing::read(time) else {
        return time.to_owned();
    };
    let (day, clock) = (moment.day, moment.clock());
    match lang {
        _ if today == Some(day) => clock,
        Lang::Zh => format!("{}月{}日 {clock}", day.month(), day.day()),
        Lang::En => format!("{:02}-{:02} {clock}", day.month(), day.day()),
    }
}

pub(crate) fn badge_waiting(waiting: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{waiting} 项待传"),
        Lang::En => format!("{waiting} to send"),
    }
}

pub(crate) fn badge_attention(reports: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("需处理 {reports}"),
        Lang::En => format!("{reports} need attention"),
    }
}

pub(crate) fn badge_last(last: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("上次同步 {last}"),
        Lang::En => format!("last synced {last}"),
    }
}

/// So many reports are too large for something on the way, the largest of so many bytes.
pub(crate) fn too_large(reports: usize, bytes: usize, lang: Lang) -> String {
    let kilobytes = bytes.div_ceil(1024);
    match lang {
        Lang::Zh => format!(
            "有 {reports} 份月报传不出去：最大的一次须发送约 {kilobytes} KB，途中的代理不接受这么大的请求。内容仍在本机，其余照常上传。请告诉网络管理员：到本服务器的请求体上限须放宽到 2 MB（nginx 为 client_max_body_size 2m）；放宽后自动重传。"
        ),
        Lang::En => format!(
            "{reports} reports cannot be sent: the largest takes about {kilobytes} KB at once, and a proxy does not take requests of that size. They are still on this device, and everything else is sent. Tell the network administrator: requests to this server may be as large as 2 MB (in nginx client_max_body_size 2m); they are sent by themselves after that."
        ),
    }
}

/// The device's clock says `wrong`, and it is `today`: the server has said so now, or earlier.
pub(crate) fn wrong_clock(wrong: &str, today: &str, online: bool, lang: Lang) -> String {
    match (online, lang) {
        (true, Lang::Zh) => format!(
            "本机时钟不对：本机显示 {wrong}，服务器上是 {today}。报告月份以服务器为准，填报照常；请在平板的系统设置中校正日期和时间。"
        ),
        (true, Lang::En) => format!(
            "This device's clock is wrong: it says {wrong}, and the server {today}. Months go by the server, and you can report as ever; set date and time in the tablet's settings."
        ),
        (false, Lang::Zh) => format!(
            "本机时钟可能不对：本机显示 {wrong}，而从上次同步和填报看，今天约为 {today}。报告月份暂按后者，填报照常；请在平板的系统设置中校正日期和时间，联网后自动核对。"
        ),
        (false, Lang::En) => format!(
            "This device's clock seems to be wrong: it says {wrong}, while by the last sync and the last entry today is about {today}. Months go by the latter, and you can report as ever; set date and time in the tablet's settings. It is compared again once there is a network."
        ),
    }
}

/// The server does not name the page's origin.
pub(crate) fn unlisted(origin: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "月报服务器没有允许本页面的来源 {origin}，浏览器因此不放行。填写的内容仍在本机。请告诉系统管理员：启动月报服务器时加上 --allow-origin {origin}"
        ),
        Lang::En => format!(
            "The report server does not allow the origin of this page, {origin}, so the browser keeps its answers. What was filled in is still on this device. Tell the administrator: start the report server with --allow-origin {origin}"
        ),
    }
}

/// The page is https, and the server is not.
pub(crate) fn insecure(server: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "本页面是 https，月报服务器却是 http（{server}），浏览器不放行。填写的内容仍在本机。请告诉系统管理员：给月报服务器配上证书（--tls-cert），或放在门户的一个路径之下，再把 server 属性改成那个地址。"
        ),
        Lang::En => format!(
            "This page is https and the report server is plain http ({server}), which browsers block. What was filled in is still on this device. Tell the administrator: give the report server a certificate (--tls-cert) or a path of the portal, and write that address into the attribute server."
        ),
    }
}

pub(crate) fn busy(seconds: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("服务器繁忙，请 {seconds} 秒后再试。"),
        Lang::En => format!("The server is busy; try again in {seconds} seconds."),
    }
}

pub(crate) fn refused(detail: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("服务器没有接受：{detail}"),
        Lang::En => format!("The server did not take it: {detail}"),
    }
}

pub(crate) fn not_ready(to_correct: usize, to_explain: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("还不能上报：{to_correct} 处需更正，{to_explain} 处需说明。"),
        Lang::En => format!("Not ready: {to_correct} to correct, {to_explain} to explain."),
    }
}

pub(crate) fn imported(taken: usize, kept: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh if (taken, kept) == (0, 0) => "本机已经有这些内容，没有变化。".to_owned(),
        Lang::En if (taken, kept) == (0, 0) => "This device has that already.".to_owned(),
        Lang::Zh => format!("已读入 {taken} 项；{kept} 项保留了本机已填的内容。"),
        Lang::En => format!("{taken} read in; in {kept} what is typed on this device stayed."),
    }
}

pub(crate) fn pasted(amounts: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已粘贴 {amounts} 个金额，空单元格未动；可用“撤消”收回。"),
        Lang::En => {
            format!("{amounts} amounts were pasted, empty cells left alone; Undo takes them back.")
        }
    }
}

pub(crate) fn pasted_figures(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("已填入 {count} 个数，空单元格未动；请核对后保存。"),
        Lang::En => format!(
            "{count} figures were filled in, empty cells left alone: look at them, then store them."
        ),
    }
}

pub(crate) fn not_pasted(fault: &PasteFault, lang: Lang) -> String {
    match (fault, lang) {
        (PasteFault::TooMany { cells, boxes }, Lang::Zh) => format!(
            "粘贴了 {cells} 个单元格，从这里往下只有 {boxes} 栏，没有填入任何数。请核对起始栏或少复制几格。"
        ),
        (PasteFault::TooMany { cells, boxes }, Lang::En) => format!(
            "{cells} cells were pasted, and there are {boxes} boxes from here on: nothing was filled in. Begin at another box, or copy fewer cells."
        ),
        (PasteFault::NotAnAmount { place, text }, Lang::Zh) => {
            format!("粘贴的第 {place} 格“{text}”不是金额，没有填入任何数。请只复制金额一列。")
        }
        (PasteFault::NotAFigure { place, text }, Lang::Zh) => {
            format!("粘贴的第 {place} 格“{text}”不是数，没有填入任何数。请只复制数字一列。")
        }
        (PasteFault::NotAFigure { place, text }, Lang::En) => format!(
            "Cell {place} of what was pasted, “{text}”, is no number: nothing was filled in. Copy the column of figures alone."
        ),
        (PasteFault::NotAnAmount { place, text }, Lang::En) => format!(
            "Cell {place} of what was pasted, “{text}”, is not an amount: nothing was filled in. Copy the column of amounts alone."
        ),
    }
}

pub(crate) fn set_aside(rows: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("本机有 {rows} 条数据读不出，已原样留存。"),
        Lang::En => {
            format!("{rows} entries on this device cannot be read; they are kept as they are.")
        }
    }
}

pub(crate) fn not_a_rescue_file(reason: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("这不是救援文件，没有读入（{reason}）。"),
        Lang::En => format!("This is not a rescue file; nothing was read in ({reason})."),
    }
}

pub(crate) fn other_users_file(user: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("此救援文件属于用户“{user}”，没有读入。请用该用户登录。"),
        Lang::En => format!("This rescue file belongs to user “{user}”; log in as that user."),
    }
}
