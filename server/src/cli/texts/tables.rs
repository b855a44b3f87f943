//! What needs no server: tables, codes, rules.

use yuebao_domain::text::words;

use super::Text;

pub(super) const TEXTS: &[Text] = &[
    (
        "check",
        words(
            "从文件审核整个计划和各月月报\n\n\
             直接读各单位的表（.xlsx、.xls、.ods、.csv）和本项目的 JSON，按全部审核关系审核，表上印的合计也核对。\
             不用安装或导入任何东西。几个文件、几张工作表或“月份”一列，就是几个月；要看以前月份的规则，\
             用同一次给出的较早月份。",
            "Check a whole plan and its monthly reports from files\n\n\
             Takes the tables that offices have (.xlsx, .xls, .ods, .csv) and the project's own JSON, and \
             checks them against the whole catalogue, the totals that the tables print included. Nothing \
             has to be installed or imported for it. Several files, sheets or a column 月份 give several \
             months; rules that look back see the earlier months given in the same run.",
        ),
    ),
    (
        "check <files>",
        words("文件；- 为标准输入", "The files; - reads standard input"),
    ),
    (
        "check --profile",
        words(
            "地区配置；JSON 文件中写明了可以不写",
            "The jurisdiction; may be left out if a JSON file names one",
        ),
    ),
    (
        "check --month",
        words(
            "各表的月份，代替表名、标题或文件名所说的",
            "Month of the tables, instead of the one that sheet name, title or file name say",
        ),
    ),
    (
        "check --unit",
        words(
            "没有写明单位的各列的单位，代替表上写的",
            "Unit of the columns that do not say theirs, instead of the one that the table says",
        ),
    ),
    (
        "check --columns",
        words(
            "更多列名，格式见 --help",
            "More names of columns, in the form that --help describes",
        ),
    ),
    (
        "end of check",
        words(
            r#"表：表头在前 30 行里找，可以有几行，可以有合并单元格；下一页或下一张表上再次出现的重新认。列按月报
常用的名称认（项目名称、总投资、1-5月完成、形象进度……），必须有项目名称和另外两列。“/”“—”“无”为空。
日期可以写 2022.5、2022年5月、2022-05-08 或电子表格的数字；只有月份的，开工算当月第一天，竣工算最后一天。
合计、小计、一、（一）各行与其下各行核对；其中、占比、上年同期是复述，不参加。项目的性质取自该列，或
所在部分的标题（一、新开工项目）。表里没有某一列的，不怪任何项目没填，小结里说明。

单位：先看格内（1.5亿元）和数字格式，再看该列（表头或其下的单位行），再看 --unit，再看表上方一行
（单位：万元），都没有为万元。认得元至万亿元；别的单位或货币不认，也不猜。

月份：表名、标题、列、文件名一致的，或“月份”一列。不一致的、季度的、配置没有该年计划的，都会询问，
用 --month 回答。同一指标有几列的（6月完成、7月完成），取报告月那一列。

年度计划取自其第一张表；表之前给出的计划文件（JSON）优先。

--columns 用的自定名称：
  [headers]
  "report.month_investment" = ["当月实绩"]
  ignore = ["7月完成（调度数）"]
  [words]
  "nature.new_start" = ["拟建"]

JSON：import-plan 所用的计划，加上月报；值按表单的键写：
  {"profile": "qinzhou-2022", "projects": [{"id": "p1", …}],
   "reports": [{"project": "p1", "month": "2022-05",
                "values": {"month_investment": "120.5", "year_to_date": "600",
                           "problem.a": {"type": "land", "description": "…"}}}]}

--json：每行一个对象，由 kind 区分：finding {project, code_of_project, month, place, code, severity,
title, message, advice, fields, explained}，unread {place, words, left_out}，最后一行 summary。

退出码：0 没有强制性问题；1 至少有一条强制性问题；2 有文件或其中的行读不出。"#,
            r#"Tables: the header is looked for within the first 30 rows and may have several rows and merged
cells; where it stands again, on the next page or above a second table, it is read anew. Columns are
known by the names that monthly reports usually have (项目名称, 总投资, 1-5月完成, 形象进度 …); 项目名称
and two more are needed. "/", "—" and 无 are blanks. Dates may be 2022.5, 2022年5月, 2022-05-08 or a
spreadsheet's number; of a month alone a start is its first day, a completion its last. Rows 合计, 小计,
一、, （一） are held against their rows; 其中, 占比 and 上年同期 restate and are left alone. The project's
nature comes from its column or from the head of the part that it stands in (一、新开工项目). Where a
table has no column for something, no project is blamed for leaving it out: the summary says so.

Unit: the cell's own (1.5亿元) or its number format's, else that of the column (in its header or in a row
of units below), else --unit, else that of the line above (单位：万元), else 万元. 元 to 万亿元 are known;
another unit or currency is refused, never guessed.

Month: what the sheet's name, the title, the columns and the file's name say, if they agree, or the
column 月份. What disagrees, quarters, and years that the profile has no plan for are asked about:
--month answers. Of several columns of one measure (6月完成, 7月完成) that of the report's month counts.

A year's plan is taken from its first table; a plan file (JSON) given before the tables comes first.

Names of your own, for --columns:
  [headers]
  "report.month_investment" = ["当月实绩"]
  ignore = ["7月完成（调度数）"]
  [words]
  "nature.new_start" = ["拟建"]

JSON: the plan as import-plan takes it, and reports; values by the keys of the form:
  {"profile": "qinzhou-2022", "projects": [{"id": "p1", …}],
   "reports": [{"project": "p1", "month": "2022-05",
                "values": {"month_investment": "120.5", "year_to_date": "600",
                           "problem.a": {"type": "land", "description": "…"}}}]}

--json: each line has a key kind: finding (project, code_of_project, month, place, code, severity,
title, message, advice, fields, explained), unread (place, words, left_out), and one summary at the end.

Exit status: 0 nothing 强制性; 1 at least one 强制性 finding; 2 a file, or some of its rows, could not be read."#,
        ),
    ),
    (
        "check-tables",
        words(
            "核对印出来的各表合计是否由各行得来\n\n\
             每张表的每个指标，按有数的各行相加，与表上的合计比较。个数必须相等；金额可以相差取整所致的尾差：\
             n 行以 u 为末位、合计以 v 为末位时，不超过 (n·u + v)/2。",
            "Check whether the totals that printed tables state follow from their rows\n\n\
             Every measure of every table is summed over the rows that carry it and compared with the \
             stated total. Counts have to be equal. Amounts may differ by what rounding explains (尾差): \
             with n rows printed to the unit u and a total printed to the unit v, by (n·u + v)/2.",
        ),
    ),
    (
        "check-tables <file>",
        words(
            "各表（JSON）；- 为标准输入",
            "The tables as JSON; - reads standard input",
        ),
    ),
    (
        "end of check-tables",
        words(
            r#"文件里是一个文档，或由文档组成的列表：

  {"profile": "…", "source": "…", "unit": "亿元", "tables": [
    {"id": "by-nature",
     "stated": {"label": "全市", "count": 3, "annual_plan": "92.54"},
     "rows": [{"label": "新开工", "count": 1, "annual_plan": "5.5"},
              {"label": "续建",   "count": 2, "annual_plan": "87.03"}]}]}

一行里 "label" 以外的键都是指标，名称不限。数可以写成数字或文字，印出的小数位数算数（"5.50" 是两位）。
没有该指标，或写 null、"/"、"—" 的行不相加。名为 "count" 或以 "_count" 结尾的是个数。

结论：
  exact           合计等于各行之和
  rounding        相差不超过取整所致的尾差
  error           相差更多
  not-evaluated   没有一行有该指标，或没有写合计

--json：每行 {profile, table, measure, sum, stated, difference, verdict}；三个数是精确小数，写成文字，
或为 null；difference = sum - stated。

退出码：0 没有 error；1 至少有一个 error；2 文件读不出。"#,
            r#"The file holds one document or a list of documents:

  {"profile": "…", "source": "…", "unit": "亿元", "tables": [
    {"id": "by-nature",
     "stated": {"label": "全市", "count": 3, "annual_plan": "92.54"},
     "rows": [{"label": "新开工", "count": 1, "annual_plan": "5.5"},
              {"label": "续建",   "count": 2, "annual_plan": "87.03"}]}]}

Every key of a row but "label" is a measure, whatever its name. A figure is a number or a text;
its printed places count ("5.50" has two). A row without a measure, or with null, "/" or "—"
there, is not an addend of it. Measures named "count" or ending in "_count" are counts.

Verdicts:
  exact           the total is the sum
  rounding        it differs by no more than rounding explains
  error           it differs by more
  not-evaluated   no row carries the measure, or no total is stated

--json: each line has the keys profile, table, measure, sum, stated, difference, verdict.
The three figures are exact decimals as JSON strings, or null; difference = sum - stated.

Exit status: 0 no error, 1 at least one verdict is error, 2 the file could not be read."#,
        ),
    ),
    (
        "check-code",
        words(
            "核对项目代码或统一社会信用代码\n\n\
             全角字符、空格和代码两边的引号都认得；项目代码可以不写短横。",
            "Check project codes (项目代码) or unified social credit codes (统一社会信用代码)\n\n\
             Full-width characters, blanks and quotes around a code are understood; a project code may be \
             given without its dashes.",
        ),
    ),
    ("check-code <kind>", words("哪一种代码", "Which kind of code")),
    (
        "check-code <kind>=uscc",
        words(
            "统一社会信用代码（GB 32100-2015）",
            "unified social credit code (GB 32100-2015)",
        ),
    ),
    (
        "check-code <kind>=project",
        words(
            "投资项目统一代码（GB/T 40058-2021，或旧版）",
            "project code (GB/T 40058-2021, or the older form)",
        ),
    ),
    ("check-code <codes>", words("代码，可以几个", "The codes")),
    (
        "end of check-code",
        words(
            "\
例：
  yuebao check-code project 2410-451421-04-01-627218
  yuebao check-code uscc 91350100M000100Y43 91110000600037341L

旧版项目代码（2020 年 11 月以前）没有校验位，只能核对格式。月报中项目代码校验位不对的须说明，
不必改正；这里一律算无效。

--json：每行 {kind, code, valid, about}

退出码：0 全部有效；1 至少有一个无效。",
            "\
Examples:
  yuebao check-code project 2410-451421-04-01-627218
  yuebao check-code uscc 91350100M000100Y43 91110000600037341L

A project code of the old form (before November 2020) has no check digit: only its shape can be
checked. In a report a wrong check digit of a project code has to be explained rather than
corrected; here it is invalid.

--json: {kind, code, valid, about} a line

Exit status: 0 every code is valid, 1 at least one is not.",
        ),
    ),
    (
        "rules",
        words(
            "列出全部审核关系，或显示其中一条的全文",
            "List the rules of the check catalogue (审核关系), or show the whole page of one",
        ),
    ),
    (
        "rules <code>",
        words(
            "显示这一条的全部内容，例如 M103",
            "Show everything about this rule, for example M103",
        ),
    ),
    (
        "rules --profile",
        words(
            "按这个地区配置显示级别和参数",
            "Severities and parameters as this profile sets them",
        ),
    ),
    (
        "end of rules",
        words(
            "\
例：
  yuebao rules
  yuebao rules M103
  yuebao rules --profile qinzhou-2022 --json

--json：每行 {code, family, severity（按配置）, own_severity, off, params, looks_at, missing, from,
source}，以及写成 {\"zh\": …, \"en\": …} 的 title、what、why、fires、silent、message、variants、advice。
参数是精确小数，写成文字。

退出码：0 已显示；1 没有这条规则或这个配置。",
            "\
Examples:
  yuebao rules
  yuebao rules M103
  yuebao rules --profile qinzhou-2022 --json

--json: each line has the keys code, family, severity (under the profile), own_severity, off,
params, looks_at, missing, from, source and, as {\"zh\": …, \"en\": …}: title, what, why, fires,
silent, message, variants, advice. Parameters are exact decimals as texts.

Exit status: 0 printed, 1 there is no such rule or profile.",
        ),
    ),
];
