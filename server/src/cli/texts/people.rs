//! Accounts, units, sign-on.

use yuebao_domain::text::words;

use super::Text;

pub(super) const TEXTS: &[Text] = &[
    (
        "user",
        words(
            "账号：新增、变更、列出、停用、启用、设密码；登录：列出、结束",
            "Accounts: add, change, list, disable, enable, set a password; logins: list, end",
        ),
    ),
    ("<name>", words("用户名", "User name")),
    (
        "--owner",
        words(
            "项目业主的名称或统一社会信用代码，与计划中一致：此信息员只看、只报该业主的项目；空为不再属于业主",
            "A project owner, by name or 统一社会信用代码 as in the plan: this clerk sees and reports the owner's \
             projects alone; empty takes that back",
        ),
    ),
    (
        "user add",
        words(
            "新增账号；密码自动生成，只显示一次",
            "Add an account; its password is generated and printed once",
        ),
    ),
    ("user add --role", words("角色", "The role")),
    (
        "user add --unit",
        words(
            "所在单位的标识（见 yuebao unit list）",
            "The user's unit, by its id (see yuebao unit list)",
        ),
    ),
    (
        "user add --name",
        words(
            "显示的姓名；不写则为用户名",
            "Name on screen; the user name if left out",
        ),
    ),
    (
        "--password-stdin",
        words(
            "从标准输入的第一行读密码",
            "Read the password from the first line of standard input",
        ),
    ),
    (
        "user add --portal",
        words(
            "不设密码：给将从门户登录的同名用户",
            "Without a password: for the person of this user name who will come from the portal",
        ),
    ),
    (
        "end of user add",
        words(
            "\
例：
  yuebao user add --data /srv/yuebao li.ming --name 李明 --role clerk --unit lingshan-transport

--json：{user, password}；密码不是自动生成的为 null",
            "\
Example:
  yuebao user add --data /srv/yuebao li.ming --name 李明 --role clerk --unit lingshan-transport

--json: {user, password}; null for a password that was not generated",
        ),
    ),
    (
        "user change",
        words(
            "给账号换角色、单位或业主，从下一次请求起生效",
            "Give an account another role, unit or owner, from its next request on",
        ),
    ),
    ("user change --role", words("新角色", "The new role")),
    (
        "user change --unit",
        words("新单位的标识", "The new unit, by its id"),
    ),
    ("end of user change", words("--json：{user}", "--json: {user}")),
    ("user list", words("列出全部账号", "List all accounts")),
    (
        "end of user list",
        words(
            "--json：每行 {user, name, role, unit, unit_name, owner, origin, disabled}",
            "--json: {user, name, role, unit, unit_name, owner, origin, disabled} a line",
        ),
    ),
    (
        "user logins",
        words(
            "列出现在有效的登录：谁，从何时起，到何时止（北京时间）",
            "List the logins that are valid now: who, since when, until when (Beijing time)",
        ),
    ),
    (
        "end of user logins",
        words(
            "--json：每行 {user, since, until, by}",
            "--json: {user, since, until, by} a line",
        ),
    ),
    (
        "user revoke",
        words(
            "立即结束一个账号的全部登录，例如平板丢失时；平板上未传的内容留到下次登录",
            "End all logins of an account at once, for example when a tablet is lost; what is on a device and \
             not sent yet stays there until its next login",
        ),
    ),
    (
        "end of user revoke",
        words("--json：{user, logins_ended}", "--json: {user, logins_ended}"),
    ),
    (
        "user disable",
        words(
            "停用账号并结束其登录；报过的内容保留",
            "Switch an account off and end its logins; what it reported stays",
        ),
    ),
    ("end of user disable", words("--json：{user}", "--json: {user}")),
    (
        "user enable",
        words("重新启用账号", "Switch an account on again"),
    ),
    ("end of user enable", words("--json：{user}", "--json: {user}")),
    (
        "user passwd",
        words(
            "另设密码并结束该账号的登录",
            "Set another password and end the account's logins",
        ),
    ),
    (
        "end of user passwd",
        words(
            "--json：{user, password}；密码不是自动生成的为 null",
            "--json: {user, password}; null for a password that was not generated",
        ),
    ),
    (
        "user import",
        words(
            "从名单（.xlsx、.csv）新增、变更账号：全部写入，或一个也不写；同一名单第二次不改动\n\n\
             表头为用户名、姓名、角色、单位、项目业主；单位写名称或标识。新账号的密码只显示一次。",
            "Add and change accounts from a list (.xlsx, .csv): all of it or nothing; the same list twice \
             changes nothing\n\n\
             Its header names user, name, role, unit, owner; a unit by its name or id. The passwords of new \
             accounts are printed once.",
        ),
    ),
    ("user import <file>", words("名单", "The list")),
    (
        "user import --preview",
        words("只说会怎样，什么也不写", "Say what it would do and write nothing"),
    ),
    (
        "end of user import",
        words(
            "--json：{ok, written, lines, errors}；lines 每项 {row, user, name, role, unit, owner, what, password}",
            "--json: {ok, written, lines, errors}; lines hold {row, user, name, role, unit, owner, what, password}",
        ),
    ),
    (
        "unit",
        words(
            "单位：列出、新增、变更、删除；一次导入许多请用 yuebao import-plan",
            "Units: list, add, change, remove. Many at once come with yuebao import-plan",
        ),
    ),
    ("unit list", words("列出全部单位", "List all units")),
    (
        "end of unit list",
        words(
            "--json：每行 {id, name, parent, area}",
            "--json: {id, name, parent, area} a line",
        ),
    ),
    ("unit add", words("新增单位", "Add a unit")),
    (
        "unit add --data",
        words(
            "数据目录，没有时新建",
            "Data folder; made if it does not exist",
        ),
    ),
    (
        "unit add <id>",
        words(
            "标识：字母、数字、“-”和“_”",
            "Identifier: letters, digits, “-” and “_”",
        ),
    ),
    ("unit add --name", words("显示的名称", "Name on screen")),
    (
        "unit add --parent",
        words("上级单位的标识", "The unit above, by its id"),
    ),
    (
        "unit add --area",
        words(
            "统筹的区划代码（见配置）：其统筹协调人看得到区划内的全部项目",
            "The area that it coordinates, by its code in the profile: its coordinator sees every project there",
        ),
    ),
    (
        "end of unit add",
        words("--json：{id, name, parent, area}", "--json: {id, name, parent, area}"),
    ),
    (
        "unit change",
        words(
            "给单位换名称、上级或区划；不写的不变",
            "Give a unit another name, place or area; what is left out stays",
        ),
    ),
    ("unit change <id>", words("单位的标识", "The unit, by its id")),
    ("unit change --name", words("新名称", "The new name")),
    (
        "unit change --parent",
        words("新的上级单位；空为没有", "The new unit above; empty for none"),
    ),
    (
        "unit change --area",
        words("新的区划代码；空为没有", "The new area; empty for none"),
    ),
    (
        "end of unit change",
        words("--json：{id, name, parent, area}", "--json: {id, name, parent, area}"),
    ),
    (
        "unit remove",
        words(
            "删除单位；还有账号、项目或下级单位的不能删除",
            "Remove a unit that no account, project or unit below holds on to",
        ),
    ),
    ("unit remove <id>", words("单位的标识", "The unit, by its id")),
    ("end of unit remove", words("--json：{id}", "--json: {id}")),
    (
        "sign-on",
        words(
            "门户登录：由门户交来签名的令牌",
            "Sign-on: the portal hands over signed tokens",
        ),
    ),
    (
        "sign-on check",
        words(
            "核对门户登录的设置，取密钥，并说明会怎样理解一个令牌\n\n\
             设置正确时，说明其中写了什么、取到哪些密钥；有误时指出行号和原因。什么也不写。",
            "Check a configuration of sign-on, fetch its keys, and tell what it would make of a token\n\n\
             A file that is right is answered with what it says and with the keys that it leads to. A \
             wrong one is refused with the line and the reason. Nothing is written.",
        ),
    ),
    (
        "sign-on check <file>",
        words(
            "设置文件（TOML）",
            "The configuration, a TOML file",
        ),
    ),
    (
        "sign-on check --token",
        words(
            "门户交来的令牌；- 为从标准输入读，本机其他人就看不到",
            "A token as the portal hands it over; - reads it from standard input, where other people on \
             this machine cannot see it",
        ),
    ),
    (
        "sign-on check --data",
        words(
            "数据目录，用来说明账号会怎样",
            "Data folder, to tell what would become of the account",
        ),
    ),
    (
        "end of sign-on check",
        words(
            "\
--json：{issuer, audience, algorithms, claims, units, roles, provision, local, keys, token, account}；
没有 --token 时 token 为 null，没有 --data 时 account 为 null

退出码：0 设置、密钥和令牌都对；1 有不对的。",
            "\
--json: {issuer, audience, algorithms, claims, units, roles, provision, local, keys, token, account};
token is null without --token, account without --data

Exit status: 0 file, keys and token are right, 1 something is not.",
        ),
    ),
];
