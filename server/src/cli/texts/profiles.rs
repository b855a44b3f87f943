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
];
