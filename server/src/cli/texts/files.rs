//! Plans and past months from the files of offices, and back.

use yuebao_domain::text::words;

use super::Text;

pub(super) const TEXTS: &[Text] = &[
    (
        "import",
        words(
            "从各单位的表导入计划、以前月份或账号，要么全部导入，要么一个不导\n\n\
             表的读法同 yuebao check（.xlsx、.xls、.ods、.csv 和本项目的 JSON）。先与已有的比较：新增、变更（前后对照）、\
             不再列入、未变；有读不懂的格、有要问的，逐格说明，什么也不写。同一文件导入两次，第二次没有变化。",
            "Import a plan, past months or accounts from the tables of offices, all of it or nothing\n\n\
             Tables are read as by yuebao check (.xlsx, .xls, .ods, .csv and the project's own JSON). They are \
             compared with what is there: new, changed (before and after), gone, unchanged. A cell that is not \
             understood, or something that has to be asked, is told with its place, and nothing is written. \
             The same file twice changes nothing.",
        ),
    ),
    (
        "import --kind",
        words("文件里是什么", "What the files hold"),
    ),
    (
        "import --kind=plan",
        words("年度计划或增补计划", "The plan of a year, or a supplement"),
    ),
    (
        "import --kind=reports",
        words(
            "以前月份的月报，按已上报、已审定导入，不算迟报",
            "Reports of past months, taken in as handed in and accepted, and not as late",
        ),
    ),
    (
        "import --kind=accounts",
        words("账号名单", "A list of accounts"),
    ),
    (
        "import <files>",
        words("文件；- 为标准输入", "The files; - reads standard input"),
    ),
    (
        "import --valid-from",
        words(
            "计划从哪个月起：一月为全年计划，以后的月份为增补；不写时取表上的年份",
            "The month from which on the plan holds: January is the plan of the year, a later month a \
             supplement; without it the year that the tables say",
        ),
    ),
    (
        "import --document",
        words(
            "批准的文件，例如文号",
            "The document that decided it, such as its number",
        ),
    ),
    (
        "import --batch",
        words("批次，例如 第二批", "Its batch, such as the second"),
    ),
    (
        "import --approver",
        words("批准的人或单位", "Who approved it"),
    ),
    (
        "import --gone",
        words(
            "计划中有而文件里没有的项目怎么办",
            "What becomes of projects that the plan has and the file has not",
        ),
    ),
    (
        "import --gone=keep",
        words("保留在计划中", "They stay in the plan"),
    ),
    (
        "import --gone=exit",
        words(
            "调出，最后一个月为上一个月",
            "They leave it, the month before being their last",
        ),
    ),
    (
        "import --persons",
        words(
            "项目原有而文件里没有的责任人怎么办",
            "What becomes of persons whom projects have and the file does not name",
        ),
    ),
    (
        "import --persons=keep",
        words("保留", "They stay in their posts"),
    ),
    (
        "import --persons=end",
        words(
            "卸任，最后一个月为上一个月",
            "Their posts end, the month before being their last",
        ),
    ),
    (
        "import --month",
        words(
            "各月报表的月份，代替表上所说的",
            "Month of tables of reports, instead of the one that they say",
        ),
    ),
    (
        "import --unit",
        words(
            "没有写明单位的各列的单位，代替表上写的",
            "Unit of the columns that do not say theirs, instead of the one that the table says",
        ),
    ),
    (
        "import --columns",
        words(
            "更多列名，格式见 yuebao check --help",
            "More names of columns, in the form that yuebao check --help describes",
        ),
    ),
    (
        "import --by",
        words(
            "以谁的名义审定导入的月报、登记责任人；不写时为市重点办的第一个账号",
            "In whose name imported reports are accepted and persons named; without it the first account of the office",
        ),
    ),
    (
        "import --preview",
        words("只预览，什么也不写", "Only show what would change"),
    ),
    (
        "end of import",
        words(
            "项目先按项目代码认，其次按“项目标识”一列，再次按牵头单位内的名称；认不准的会问。表里没有的列，什么也不说；
有列而格是空的，就是没有。新项目须有名称、性质、县区、责任单位；责任单位写名称或标识，牵头的在前。项目标识
不写时由程序给出。封了账的月份不动：从已封账的月份起的计划不导入。

责任人按配置中的叫法认列（例如“具体责任人”），电话列属于它左边的责任人列；一格写几人的用顿号隔开，电话按同样
顺序写，没有的写“无”。职务、单位、起、止各有一列，列名前写叫法，例如“具体责任人职务”“具体责任人起”，也按姓名顺序写；
起止写成 2022-05 或 2022-05-08。空格和“无”不改动已登记的。登记、更正、卸任都记入项目的责任人记录。

月报只导入以前的月份：已有的月报、已封账的月份保持不变，逐条列出；没有的，按上报并审定导入，记入审计日志。
审核规则照上报时的办法查：强制性的逐条列出，全部更正前一份也不写；核实性的列出而照样导入，不补情况说明，以后改这份
月报的人上报时再逐条说明。

yuebao export 写出的表可以原样读回。

--json：每行一个对象 {change, project, name, fields}；change 为 new、changed、gone、unchanged，fields 的每条为
{field, before, after}；有责任人的另有 persons，每条为 {change, kind, before, after}；月报另有 month，不动的另有 kept（same、differs、locked）；账号为 {change, user, fields,
password}。错误写到标准错误：{error, place}。

退出码：0 已导入，或预览而没有疑问；2 有错误或要问的，未作任何改动。",
            "A project is known by its project code, else by the column 项目标识, else by its name within the lead
unit; what cannot be told is asked. A column that is not there says nothing; an empty cell below a header
says that there is none. A new project needs name, nature, area and units, which are written by name or
identifier, the lead unit first. Without 项目标识 the program gives one. Locked months do not move: a plan
that begins in one is not imported.

Persons are read from columns that are called as the profile calls their kinds, and their telephone numbers
from the column right of them; 、 stands between several, whose numbers come in the same order, 无 for none.
Post, unit, from and until have columns of their own, called by the kind and 职务, 单位, 起 or 止, in the same
order; the last two as 2022-05 or 2022-05-08. An empty cell and 无 leave what is known. They are named, corrected and ended in the project's own record of them.

Reports are of past months alone: a report that is there, and a locked month, stay as they are and are
listed; others are taken in as handed in and accepted, and entered in the audit log. The rules
are run as when a report is handed in: what must be corrected is listed, and nothing is written before it is;
what is to be explained is listed and taken in without 情况说明, and asked of whoever changes the report later.

What yuebao export writes is read back as it is.

--json: each line is an object {change, project, name, fields}; change is new, changed, gone or unchanged, each
of fields {field, before, after}, and of persons, where there are any, {change, kind, before, after}; reports have month as well, and kept (same, differs, locked) where they stay;
accounts are {change, user, fields, password}. Errors go to standard error: {error, place}.

Exit status: 0 imported, or previewed with nothing to ask; 2 errors or questions, nothing was changed.",
        ),
    ),
    (
        "export",
        words(
            "把计划写成表，可以用 yuebao import 原样读回",
            "Write the plan as a table that yuebao import reads back as it is",
        ),
    ),
    ("export --kind", words("导出什么", "What is exported")),
    ("export --kind=plan", words("计划", "The plan")),
    (
        "export --persons",
        words(
            "连同责任人及其电话、职务、单位和起止",
            "With who answers for each project, their telephone numbers, posts, units and dates",
        ),
    ),
    (
        "export --output",
        words(
            "要写的文件，以 .xlsx 或 .csv 结尾",
            "The file to write, which ends with .xlsx or .csv",
        ),
    ),
    (
        "end of export",
        words("--json：{file, projects}", "--json: {file, projects}"),
    ),
];
