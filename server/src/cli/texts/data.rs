//! The data folder: demo, import, backup, restore, verify, audit log.

use yuebao_domain::text::words;

use super::Text;

pub(super) const TEXTS: &[Text] = &[
    (
        "demo",
        words(
            "建一个演示用的数据目录：虚构的项目和三个月的月报\n\n\
             项目是编造的，名称都写明是示例，但合计与该地区公布的每个数字一致。月报截至上个月，\
             这样填本月的表时，旁边有上月的数。",
            "Make a data folder with invented projects and three months of reports, to look around\n\n\
             The projects are made up and named as examples, but they add up to every figure that the \
             profile's notice has published. Reports end with the month before this one, so that \
             last month's figures stand beside the boxes of the present month's form.",
        ),
    ),
    ("demo --profile", words("内置地区配置", "Built-in profile")),
    (
        "demo --data",
        words(
            "数据目录，没有时新建，必须是空的",
            "Data folder; made if it does not exist, and must be empty",
        ),
    ),
    (
        "demo --through",
        words(
            "月报到哪个月为止 [默认：今天打开填报页所见的月份]",
            "Last month with reports [default: the one that a form opens with today]",
        ),
    ),
    (
        "end of demo",
        words(
            "\
例：
  yuebao demo --profile qinzhou-2022 --data /tmp/yuebao-demo
  yuebao serve --data /tmp/yuebao-demo

所有账号的密码相同，而且人人知道：切勿用来报真实的数据。

--json：{profile, projects, units, reports, through, password, accounts, figures}

退出码：0 已建好；1 没有建成，或有公布的数字对不上。",
            "\
Example:
  yuebao demo --profile qinzhou-2022 --data /tmp/yuebao-demo
  yuebao serve --data /tmp/yuebao-demo

Every account has the same, well-known password: never use such a folder for real reports.

--json: {profile, projects, units, reports, through, password, accounts, figures}

Exit status: 0 made, 1 not made, or a published figure is not reproduced.",
        ),
    ),
    (
        "import-plan",
        words(
            "从 JSON 文件导入单位和项目，要么全部导入，要么一个不导\n\n\
             先全部核对，每条意见都指明在文件中的位置。已有的照文件修改，文件里没有的不动：\
             项目用最后月份（\"exited\"）退出计划，从不删除。已封账的月份保持原计划，\
             改动从第一个未封账的月份起生效。服务运行时也可以导入。",
            "Import units and projects from a JSON file, all of it or nothing\n\n\
             Everything is checked first; each complaint names its place in the file. What is there \
             already is changed, what the file does not name stays as it is: a project leaves the plan by \
             its last month (\"exited\"), never by deletion. A locked month keeps its plan: what is changed \
             counts from the first open month on. Works while the server runs.",
        ),
    ),
    (
        "import-plan --data",
        words(
            "数据目录，没有时新建；有 --check 时可以不写",
            "Data folder; made if it does not exist. With --check it may be left out",
        ),
    ),
    (
        "import-plan <file>",
        words(
            "计划文件（JSON）；- 为标准输入",
            "The plan as JSON; - reads standard input",
        ),
    ),
    (
        "import-plan --profile",
        words(
            "要启用的地区配置，代替文件里写的",
            "Profile to put in force, instead of the one that the file names",
        ),
    ),
    (
        "import-plan --check",
        words(
            "只核对文件，什么也不写",
            "Only check the file; nothing is written anywhere",
        ),
    ),
    (
        "end of import-plan",
        words(
            r#"文件格式：

  {"profile": "liuzhou-2022",
   "units": [{"id": "city", "name": "…"}, {"id": "bureau", "name": "…", "parent": "city"}],
   "projects": [
     {"id": "p1", "name": "…", "code": "2410-451421-04-01-627218", "nature": "continuing",
      "category": "industry", "area": "450205", "units": ["bureau"], "owner": "…",
      "total_investment": "12000", "annual_plan": "3000", "before_year": "5000",
      "planned_start": "2021-03", "planned_completion": "2023-12", "entered": "2022-01"}]}

金额单位为万元，写成文字以保持精确。项目的 "units" 中第一个是牵头单位，由它报送，其余是
配合单位；单位可写 "area"，为它统筹的区划。nature（性质）：
new_start 新开工、continuing 续建、completing 竣工、preparatory 预备。category（行业）、level（层级）
和 "classes"（分类，如 {"funds": "own"}）写配置中的键，行业通常是 industry、infrastructure、
livelihood、ecology。打包项目写 "is_bundle": true，它的子项目写 "bundle" 及其 id：
子项目报送，打包项目计数一次。已启用配置后可以不写 "profile"。

--json：{ok, changed, errors, warnings}；changed 为 {profile, counts_from, units_added, units_changed,
projects_added, projects_changed, projects_same}，没有导入时为 null；errors、warnings 的每条为
{line, path, words}。

退出码：0 已导入；1 文件有误，未作任何改动。"#,
            r#"The file:

  {"profile": "liuzhou-2022",
   "units": [{"id": "city", "name": "…"}, {"id": "bureau", "name": "…", "parent": "city"}],
   "projects": [
     {"id": "p1", "name": "…", "code": "2410-451421-04-01-627218", "nature": "continuing",
      "category": "industry", "area": "450205", "units": ["bureau"], "owner": "…",
      "total_investment": "12000", "annual_plan": "3000", "before_year": "5000",
      "planned_start": "2021-03", "planned_completion": "2023-12", "entered": "2022-01"}]}

Amounts are 万元, written as texts so that they stay exact. The first of a project's "units" is the lead
unit, which reports, the others help (配合单位); a unit may have an "area", which it coordinates. nature: new_start, continuing, completing, preparatory. category, level
and "classes" (such as {"funds": "own"}) have keys of the profile; usual categories are industry,
infrastructure, livelihood, ecology. A bundle says "is_bundle": true, each of its parts "bundle" with
its id: the parts report, the bundle is counted once. "profile" may be left out once one is in force.

--json: {ok, changed, errors, warnings}; changed is {profile, counts_from, units_added, units_changed,
projects_added, projects_changed, projects_same}, or null where nothing was imported; each of errors
and warnings is {line, path, words}.

Exit status: 0 imported, 1 the file has errors and nothing was changed."#,
        ),
    ),
    (
        "backup",
        words(
            "把数据库备份成一个文件，服务运行时也可以\n\n\
             备份写好后会打开核验（见 yuebao verify），通过才算数。此后平板才知道哪些为防万一留着的内容\
             可以清除：没有进入备份的操作，平板一直保留，所以请每天备份。用手复制数据库文件不是备份：\
             可能残缺，也没有旁边日志里的内容；服务在这样的副本上启动时会说明。\n\n\
             有 --keep 时，备份以当前时间命名，本套系统较旧的备份随后删除。新的备份不会删，名字不是备份的\
             文件不会删，名字晚于当前时间的备份也不会删，而是指出来：必有一个时钟错了。",
            "Copy the database into one file, while the server runs or not\n\n\
             The copy is opened and verified (see yuebao verify) before it counts. Only then do tablets \
             learn that what they keep for safety may go: they keep every operation until it is in a \
             backup, so back up daily. Copying the database file by hand is not a backup: it may be torn, \
             and it lacks what stands in the log beside it. A server that starts on such a copy says so.\n\n\
             With --keep the copy gets a name after the present time, and older copies of this \
             installation go. The new copy never does, nor does a file of another name, nor a copy whose \
             name is ahead of the clock: that one is named, because one of the clocks was wrong.",
        ),
    ),
    (
        "backup --keep",
        words(
            "写进所给的目录，并只留最近几份",
            "Write into the folder given, and keep so many copies there",
        ),
    ),
    (
        "backup <file>",
        words(
            "要写的文件，不能已存在；有 --keep 时为目录",
            "The file to write, which must not exist; with --keep the folder",
        ),
    ),
    (
        "end of backup",
        words(
            "--json：{file, seq, ok, faults, removed, not_removed, ahead}；faults 同 yuebao verify",
            "--json: {file, seq, ok, faults, removed, not_removed, ahead}; faults as in yuebao verify",
        ),
    ),
    (
        "restore",
        words(
            "把备份恢复到一个空的数据目录\n\n\
             从不覆盖数据库：请先把旧数据目录移到别处并留着。平板下次连上时会发现，并补传备份里没有的。\n\n\
             文件先复制再打开，所以可以放在不能写的介质上。手工复制的数据库连同旁边的日志（文件名-wal）一起取。",
            "Put a backup in place as the database of an empty data folder\n\n\
             Never overwrites a database: move the old data folder aside first and keep it. Tablets notice \
             the restore at their next contact and send again what the backup does not have.\n\n\
             The file is copied before it is opened, so it may lie on a medium that cannot be written to. \
             A database that was copied by hand is taken with the log beside it (FILE-wal).",
        ),
    ),
    (
        "restore --data",
        words(
            "数据目录，没有时新建",
            "Data folder; made if it does not exist",
        ),
    ),
    (
        "restore --accounts-from",
        words(
            "最后使用的、已移到别处的数据目录：备份以后停用的账号、改过的密码和权限照样生效",
            "The data folder that was at work last, moved aside: who was switched off, got another password \
             or other rights since the backup is treated so again",
        ),
    ),
    (
        "restore <file>",
        words(
            "yuebao backup 写的文件，或数据库的副本",
            "A file written by yuebao backup, or a copy of a database",
        ),
    ),
    (
        "end of restore",
        words(
            "--json：{restored, copied_by_hand, with_log, accounts}；accounts 的每条为 {user, change}",
            "--json: {restored, copied_by_hand, with_log, accounts}; each of accounts is {user, change}",
        ),
    ),
    (
        "months",
        words(
            "各月的状态：填报中、已封账还是更正中，第几版，应报、已报、审定、缺报各多少\n\n\
             只读，服务运行时也可以。加 --month 和 --edition，则原样打印该月那一版封存的内容：一行 JSON，\
             与封账时逐字节相同。",
            "Where each month stands: open, locked or reopened, which edition, how many are due, handed in, \
             accepted, missing\n\n\
             Only reads, and works beside a running server. With --month and --edition it prints what that \
             edition froze: a line of JSON, the same to the byte as when the month was locked.",
        ),
    ),
    (
        "months --month",
        words("要打印的月份", "The month of the edition to print"),
    ),
    (
        "months --edition",
        words("第几版，从 1 起", "Which of its editions, from 1"),
    ),
    (
        "end of months",
        words(
            "--json：每月一行 {month, state, edition, locked_at, by, due, handed_in, accepted, missing, open, \
             reopened_for, published}；state 为 open、locked 或 reopened；open 为有冲突、待审修改或未办结疑问的项目数；\
             published 为该月的各次发布",
            "--json: one line a month {month, state, edition, locked_at, by, due, handed_in, accepted, missing, \
             open, reopened_for, published}; state is open, locked or reopened; open counts projects with a conflict, a \
             change to be reviewed or a question; published has what was published of the month",
        ),
    ),
    (
        "webhook",
        words(
            "门户没有收下的通知（见 yuebao serve --webhook）",
            "What the portal did not take (see yuebao serve --webhook)",
        ),
    ),
    (
        "webhook list",
        words(
            "多次发送未成而搁置的通知，最早的在前",
            "Events that were put aside after several tries, the oldest first",
        ),
    ),
    (
        "webhook retry",
        words(
            "把搁置的通知全部重新发送；由正在运行的服务发出\n\n--json：{again}，即条数",
            "Send all that was put aside again; the running server does it\n\n--json: {again}, how many",
        ),
    ),
    (
        "verify",
        words(
            "核对数据库：数据页、审计日志、由各次操作重新合并出的每份月报，重做的每个封账版本，以及每份已发布的文件\n\n\
             只读一个一致的状态，什么也不改；服务运行时也可以。有任何不符即以 1 退出。\
             请不时把最后一行的校验值抄下来放到别的机器上：以后可以证明此前的记录没有被改过。",
            "Verify the database: pages, audit log, every report merged again from its operations, every \
             edition of a locked month made again, and every published document\n\n\
             Reads one consistent state and changes nothing; works beside a running server. Ends with 1 if \
             anything is wrong. Write down the last line's hash from time to time, away from this \
             machine: it proves later that nothing entered before it was changed.",
        ),
    ),
    (
        "end of verify",
        words(
            "--json：{ok, faults, reports, revisions, operations, entries, editions, published, head}；faults 的每条为 {trouble, \
             place, zh, en}",
            "--json: {ok, faults, reports, revisions, operations, entries, editions, published, head}; each of faults is {trouble, \
             place, zh, en}",
        ),
    ),
    (
        "audit",
        words(
            "审计日志：谁登录过，定了什么，改了什么",
            "The audit log: who logged in, what was decided, what was changed",
        ),
    ),
    (
        "audit show",
        words(
            "显示最新的记录，旧的在前\n\n\
             什么也不改；服务运行时也可以。表中时间为北京时间，--json 里为 UTC。其中有没有被改过的，用 yuebao verify 查。\
             从哪个地址来的，写在服务自己的日志里。",
            "Show the newest entries, oldest of them first\n\n\
             Changes nothing; works beside a running server. Times are those of Beijing (UTC+8), with --json UTC. yuebao verify tells whether \
             anything in it was changed. From which address somebody came stands in the server's own log.",
        ),
    ),
    ("audit show --last", words("最多几条", "At most so many")),
    (
        "audit show --about",
        words(
            "只看关于这个账号、单位、项目或操作的",
            "Only about this account, unit, project or operation",
        ),
    ),
    (
        "audit show --what",
        words("只看这一类", "Only of this kind"),
    ),
    (
        "end of audit show",
        words(
            "\
例：
  yuebao audit show --data /srv/yuebao --what login_failed
  yuebao audit show --data /srv/yuebao --about li.ming --last 200
  yuebao audit show --data /srv/yuebao --last 1000000 --json > audit.jsonl

--json：每行 {seq, at, what, subject, detail, hash}",
            "\
Examples:
  yuebao audit show --data /srv/yuebao --what login_failed
  yuebao audit show --data /srv/yuebao --about li.ming --last 200
  yuebao audit show --data /srv/yuebao --last 1000000 --json > audit.jsonl

--json: {seq, at, what, subject, detail, hash} a line",
        ),
    ),
];
