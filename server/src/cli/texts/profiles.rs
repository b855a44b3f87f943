//! Jurisdictions: profiles and the codes of areas.

use yuebao_domain::text::words;

use super::Text;

pub(super) const TEXTS: &[Text] = &[
    (
        "profile",
        words(
            "地区配置：列出、显示、生成本地的、核对",
            "Profiles (地区配置): list, show, write one of one's own, check it",
        ),
    ),
    (
        "profile list",
        words("列出内置的地区配置", "List the built-in profiles"),
    ),
    (
        "end of profile list",
        words(
            "--json：每行 {id, title, first_year, last_year, areas, source}",
            "--json: {id, title, first_year, last_year, areas, source} a line",
        ),
    ),
    (
        "profile show",
        words(
            "照原样显示一个内置的地区配置，连同注释",
            "Show a built-in profile as it is written, with its comments",
        ),
    ),
    (
        "profile show <id>",
        words(
            "它的标识；yuebao profile list 列出全部",
            "Its id; yuebao profile list names them",
        ),
    ),
    (
        "end of profile show",
        words(
            "--json：{id, toml}；toml 是配置的内容，逐键",
            "--json: {id, toml}; toml is what it holds, key by key",
        ),
    ),
    (
        "profile new",
        words(
            "生成一个本地的地区配置，供填写\n\n\
             写到标准输出，照样就能用：没有写的各项沿用内置配置，因地而异的各项已列出。",
            "Write a profile of one's own, to be filled in\n\n\
             It goes to standard output and can be used as it is: it takes over from a built-in profile what \
             it does not say itself, and says itself what differs from place to place.",
        ),
    ),
    (
        "profile new --from",
        words(
            "从哪个内置配置开始；yuebao profile list 列出全部",
            "Built-in profile to start from; yuebao profile list names them",
        ),
    ),
    (
        "profile new --id",
        words(
            "它自己的标识：小写字母、数字和“-”",
            "Its own id: lower-case letters, digits and “-”",
        ),
    ),
    (
        "profile new --title",
        words(
            "屏幕和打印上的名称 [默认：按 --areas 的市和年度]",
            "What it is called on screen and in print [default: named after the city of --areas and the year]",
        ),
    ),
    (
        "profile new --year",
        words("计划年度 [默认：今年]", "Plan year [default: this year]"),
    ),
    (
        "profile new --areas",
        words(
            "区划：这个市的各县区，写代码或名称 [默认：沿用]",
            "Areas: the counties of this city, by its code or name [default: those of the profile]",
        ),
    ),
    (
        "end of profile new",
        words(
            "\
例：
  yuebao profile new --from qinzhou-2022 --id yulin-2027 --areas 4509 > yulin-2027.toml
  yuebao profile check yulin-2027.toml
  yuebao serve --data /srv/yuebao --profile yulin-2027.toml

--json：{id, toml}；toml 是配置的内容，逐键",
            "\
Example:
  yuebao profile new --from qinzhou-2022 --id yulin-2027 --areas 4509 > yulin-2027.toml
  yuebao profile check yulin-2027.toml
  yuebao serve --data /srv/yuebao --profile yulin-2027.toml

--json: {id, toml}; toml is what it holds, key by key",
        ),
    ),
    (
        "profile next",
        words(
            "由本年度的地区配置生成下一年度的\n\n\
             沿用各行和注释；标识、名称、年度改为下一计划期的，文号待填，公布表和本市自定的放假日不沿用。\
             逐行列出不同之处，并列出还需填写或确认的各项。",
            "Make the profile of the next year from this year's\n\n\
             Lines and comments are kept; id, title and years become those of the next plan, the notice is to \
             be filled in, published tables and the city's own days off are left out. What differs is shown \
             line by line, and what is still to be filled in or confirmed is listed.",
        ),
    ),
    (
        "profile next <profile>",
        words(
            "地区配置：内置配置的标识（见 yuebao profile list）或 .toml 文件",
            "Profile: a built-in id (yuebao profile list names them) or a .toml file",
        ),
    ),
    (
        "profile next --output",
        words(
            "写入这个文件，不覆盖已有的 [默认：标准输出]",
            "Write this file, which must not be there yet [default: standard output]",
        ),
    ),
    (
        "end of profile next",
        words(
            "\
例：
  yuebao profile next yulin-2027.toml -o yulin-2028.toml
  yuebao profile check yulin-2028.toml
  yuebao serve --data /srv/yuebao --profile yulin-2028.toml

计划期为几年的，年度顺延同样多年。不写 -o 时，不同之处和待办各项写在标准错误。

--json：{id, file, toml, changes, open}。toml 是配置的内容，逐键；changes 每项 {line, before, after}，
行号为原文件的，新增的 before 为 null，删去的 after 为 null；open 每项 {key, what, about}",
            "\
Example:
  yuebao profile next yulin-2027.toml -o yulin-2028.toml
  yuebao profile check yulin-2028.toml
  yuebao serve --data /srv/yuebao --profile yulin-2028.toml

A plan of several years moves on by as many. Without -o what differs and what is open go to standard error.

--json: {id, file, toml, changes, open}. toml is what it holds, key by key; changes are {line, before,
after}, numbered as they were, before null for a new line, after null for one that is gone; open are
{key, what, about}",
        ),
    ),
    (
        "profile check",
        words(
            "使用之前核对地区配置文件\n\n\
             正确的，说明其中有什么；有误的，指出行号和原因。",
            "Check profile files before they are used\n\n\
             A profile that is right is answered with what it holds. A wrong one is refused with the line \
             and the reason.",
        ),
    ),
    (
        "profile check <files>",
        words(
            "地区配置文件，每个是一个 TOML 文件",
            "The profiles, each a TOML file",
        ),
    ),
    (
        "end of profile check",
        words(
            "\
--json：每个文件一行 {file, ok, error, id, title, first_year, last_year, areas}；正确的 error 为
null，有误的其余各项为 null

退出码：0 全部可用；1 至少有一个不能用。",
            "\
--json: {file, ok, error, id, title, first_year, last_year, areas} a file and line; error is null for
one that is right, the keys behind it for one that is wrong

Exit status: 0 every file can be used, 1 at least one cannot.",
        ),
    ),
    (
        "areas",
        words(
            "市、县行政区划代码，配置和计划中的区划用它\n\n\
             按代码开头或名称中的字查；都不写则列出各市。取自广西的 GB/T 2260，截至 2023 年年中。",
            "Codes of cities and counties (行政区划), which areas in a profile and in a plan go by\n\n\
             By the beginning of a code or a part of a name; without either all cities. From GB/T 2260 for \
             Guangxi, as of the middle of 2023.",
        ),
    ),
    (
        "areas <wanted>",
        words(
            "代码的开头，或名称的一部分",
            "Beginning of a code, or part of a name",
        ),
    ),
    (
        "end of areas",
        words(
            "\
例：
  yuebao areas            各市
  yuebao areas 4507       一个市和它的县区
  yuebao areas 灵山

--json：每行 {code, name, city}；市自己的 city 为 null

退出码：0 找到；1 没有这个区划。",
            "\
Examples:
  yuebao areas            every city
  yuebao areas 4507       a city and its counties
  yuebao areas 灵山

--json: {code, name, city} a line; city is null for a city

Exit status: 0 found, 1 no such division.",
        ),
    ),
    (
        "deadlines",
        words(
            "各月月报的截止日，以及为什么是这一天\n\n\
             按地区配置的规定和放假安排推算，时间为北京时间，当日 24:00 前收到的算按时。",
            "Until when the report of each month is in time, and why until then\n\n\
             By what the profile says and the notices on days off, in Beijing time; what is received until \
             24:00 of the day is in time.",
        ),
    ),
    (
        "deadlines --profile",
        words(
            "地区配置：内置配置的标识（见 yuebao profile list）或 .toml 文件",
            "Profile: a built-in id (yuebao profile list names them) or a .toml file",
        ),
    ),
    (
        "deadlines --year",
        words(
            "所报月份的年份，须为配置的计划年度；12 月的截止日在次年 [默认：各计划年度]",
            "Year of the reported months, one that the profile plans; December is due in the year after \
             [default: every year of the plan]",
        ),
    ),
    (
        "deadlines --holidays",
        words(
            "程序自带以外的放假安排，每年一个文件；可重复写，或用逗号隔开",
            "Days off beyond those that come with the program, a file a year; repeat it for more, or \
             separate them by commas",
        ),
    ),
    (
        "end of deadlines",
        words(
            "\
例：
  yuebao deadlines --profile qinzhou-2022 --year 2022
  yuebao deadlines --profile yulin-2027.toml --holidays 2027.toml

放假安排文件（从通知照抄；自治区的、市的写在后面，以后面的为准）：
  year = 2027
  [[notices]]
  document = \"国办发明电〔2026〕X号\"
  holidays = [
      { name = \"劳动节\", name_en = \"Labour Day\", from = \"2027-05-01\", to = \"2027-05-05\",
        worked = [\"2027-04-25\", \"2027-05-08\"] },
  ]
  [[notices]]
  area = \"45\"
  document = \"自治区人民政府办公厅关于三月三放假的通知\"
  holidays = [{ name = \"三月三\", from = \"2027-04-09\", to = \"2027-04-12\" }]
area 是区划代码的前两位（自治区）或前四位（市），不写为全国；from 至 to 都放假，周末也在内；worked 是
上班的周末。日期不对、不在本年、又放假又上班、把平日写作上班的，指出行号，不予采用。同年、同地区的，
代替程序自带的。没有全国安排的年份，截止日注明“未核对节假日”。本市自定的几天，也可写在地区配置的
[calendar] holidays（放假）和 workdays（上班）。

--json：每行 {month, kind, nature, last_day, moved_from, because}，日期为 年-月-日。
  month       所报的月份，总结为所总结期间的最后一月
  kind        monthly 月报，half_year 上半年总结，annual 全年总结
  nature      项目性质的键；总结为 null。按季报送的性质只有季末月
  last_day    截止日；没有规定日期时为 null
  moved_from  顺延或提前之前的日子；没有移动为 null
  because     为什么是这一天，按 --lang 的语言；就是规定的那天为 null
依据的通知和存疑之处写在标准错误。

退出码：0 列出；1 没有这个配置、年份或文件有误。",
            "\
Examples:
  yuebao deadlines --profile qinzhou-2022 --year 2022
  yuebao deadlines --profile yulin-2027.toml --holidays 2027.toml

A file of days off (as the notice has them; the region's and the city's stand behind, and the later one
wins):
  year = 2027
  [[notices]]
  document = \"国办发明电〔2026〕X号\"
  holidays = [
      { name = \"劳动节\", name_en = \"Labour Day\", from = \"2027-05-01\", to = \"2027-05-05\",
        worked = [\"2027-04-25\", \"2027-05-08\"] },
  ]
  [[notices]]
  area = \"45\"
  document = \"自治区人民政府办公厅关于三月三放假的通知\"
  holidays = [{ name = \"三月三\", from = \"2027-04-09\", to = \"2027-04-12\" }]
area is the first two digits of area codes (a region) or four (a city), none for the country; from and to
and all between are off, weekends included; worked are the weekend days that are worked. A day that is
none, not of the year, off and worked at once, or a weekday listed as worked is refused with its line. The
same year and area goes before what comes with the program. In a year without a national notice the
deadlines say that public holidays are not verified. A few days of a city's own may also stand in its
profile, under [calendar] holidays (off) and workdays (worked).

--json: {month, kind, nature, last_day, moved_from, because} a line, days as YYYY-MM-DD.
  month       the reported month, of a summary the last one that it sums up
  kind        monthly, half_year or annual: the report of a month, the summary of January to June or of
              the year
  nature      key of the projects' nature; null for a summary. Natures that report by the quarter are due
              in its last month only
  last_day    the last day in time; null where no day is set
  moved_from  the day before it was moved on or back; null if it was not
  because     why it is this day, in the language of --lang; null if it is simply the day that is set
The notices that the days follow, and what is doubtful about them, are on standard error.

Exit status: 0 listed; 1 no such profile or year, or a file is wrong.",
        ),
    ),
];
