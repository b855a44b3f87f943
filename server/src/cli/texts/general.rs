//! The program itself, and what several commands have.

use yuebao_domain::text::{Words, words};

use super::Text;

pub(super) const TEXTS: &[Text] = &[
    (
        "yuebao",
        words(
            "月报：重大项目月报的采集、校核、汇总服务\n\n\
             全部数据放在一个目录（--data）里：一个 SQLite 数据库和它的日志。先用 yuebao demo 看看；\
             正式使用依次用 import-plan、user add、serve。",
            "Monthly reports of major construction projects\n\n\
             All data lies in one folder (--data): an SQLite database and its log. Start with \
             yuebao demo to look around, or with import-plan, user add and serve for real work.",
        ),
    ),
    (
        "end of yuebao",
        words(
            "\
语言：--lang，其次 YUEBAO_LANG，其次 LC_ALL、LC_MESSAGES、LANG 中第一个有值的；都没有时为中文。

--json：每个命令都可用。列表每行一个对象，其余一个对象，写在标准输出，格式见各命令的 --help。
办不成时，标准错误写 {\"error\": \"…\"}，退出码不为 0；另需知道的写 {\"note\": \"…\"}。

退出码：0 办成；1 没有办成，或查出问题；2 命令行有误，或文件读不出。",
            "\
Language: --lang, else YUEBAO_LANG, else the first of LC_ALL, LC_MESSAGES and LANG that is set;
Chinese if none is.

--json: for every command. A list is one object a line, anything else one object, on standard
output; --help of each command describes it. What cannot be done is {\"error\": \"…\"} on standard
error with an exit status other than 0; what somebody should know besides is {\"note\": \"…\"}.

Exit status: 0 done; 1 not done, or something was found; 2 the command line is wrong, or a file
cannot be read.",
        ),
    ),
    (
        "help",
        words(
            "显示本说明，或某个命令的说明",
            "Show this help, or that of a command",
        ),
    ),
    (
        "--help",
        words("显示说明（-h 为简要说明）", "Show help (-h for a summary)"),
    ),
    ("--version", words("显示版本", "Show the version")),
    (
        "--lang",
        words(
            "说明、错误提示和审核意见的语言：zh-CN 或 en；未写时按系统语言",
            "Language of help, errors and findings: zh-CN or en; that of the system if left out",
        ),
    ),
    (
        "--json",
        words("结果和错误以 JSON 给出", "Results and errors as JSON"),
    ),
    ("--data", words("数据目录", "Data folder")),
    (
        "completions",
        words(
            "打印命令行补全脚本\n\n\
             Debian 安装包已带有补全。不用安装包时，把脚本存到 shell 读取补全的目录。",
            "Print the script that completes this command line\n\n\
             The Debian package has it already. Without the package, store it where the shell looks \
             for completions.",
        ),
    ),
    (
        "completions <shell>",
        words("哪一种 shell", "For which shell"),
    ),
    (
        "end of completions",
        words(
            "\
例：
  yuebao completions bash > ~/.local/share/bash-completion/completions/yuebao

--json：{shell, script}",
            "\
Example:
  yuebao completions bash > ~/.local/share/bash-completion/completions/yuebao

--json: {shell, script}",
        ),
    ),
    (
        "man",
        words(
            "把手册页写进一个目录，每个命令一页",
            "Write the manual pages into a folder, one a command",
        ),
    ),
    (
        "man <folder>",
        words("目录，没有时新建", "The folder; made if it does not exist"),
    ),
    ("end of man", words("--json：{pages}", "--json: {pages}")),
];

/// What stands for values; the English ones are those of the code.
pub(super) const VALUE_NAMES: &[Words] = &[
    words("地址:端口", "ADDR"),
    words("代码", "CODE"),
    words("代码|名称", "CODE|NAME"),
    words("天数", "DAYS"),
    words("目录", "DIR"),
    words("旧目录", "OLD_DIR"),
    words("文件", "FILE"),
    words("文种", "DOCUMENT"),
    words("协议://主机:端口", "ORIGIN"),
    words("网址", "URL"),
    words("业主", "OWNER"),
    words("IP", "IP"),
    words("年-月", "YYYY-MM"),
    words("shell", "SHELL"),
    words("单位", "万元|亿元|元…"),
    words("文件.toml", "FILE.toml"),
    words("表.csv", "FILE.csv"),
    words("表.json|.csv|.xlsx", "FILE.json|.csv|.xlsx"),
    words("表.xlsx|.xls|.ods|.csv", "FILE.xlsx|.xls|.ods|.csv"),
    words("表.xlsx|.csv", "FILE.xlsx|.csv"),
    words("处理", "ANSWER"),
    words("文字", "TEXT"),
    words("标识", "ID"),
    words("标识|文件", "ID|FILE"),
    words("标识|文件.toml", "ID|FILE.toml"),
    words("类别", "KIND"),
    words("语言", "LANG"),
    words("格式", "FORMAT"),
    words("个数", "N"),
    words("名称", "NAME"),
    words("路径", "PATH"),
    words("角色", "ROLE"),
    words("名称", "TITLE"),
    words("令牌", "TOKEN"),
    words("年份", "YEAR"),
];
