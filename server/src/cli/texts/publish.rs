//! Publishing documents.

use yuebao_domain::text::words;

use super::Text;

pub(super) const TEXTS: &[Text] = &[
    (
        "publish",
        words(
            "把一个月要发布的文件写出来：月报表、通报等\n\n\
             正式数只取自封账时冻结的一版，任何时候再写都逐字节相同；没有封账的月份加 --provisional 写暂计数。\
             每张表写出之前先按审核规则 X7xx 自查，合计、百分比对不上的不写，逐条说明。",
            "Write the documents of a month: the monthly table, the bulletin and the like\n\n\
             Final figures come from the edition that was frozen when the month was closed, and from nothing else: \
             written again, they are the same to the byte. For a month that is not closed there are provisional \
             ones. Every table is read as proof by the rules X7xx before it is written; one whose totals or rates \
             do not follow is not written, and each fault is told.",
        ),
    ),
    ("publish --month", words("哪个月", "The month")),
    ("publish --document", words("写什么", "The document")),
    ("publish --format", words("文件格式", "What the file is")),
    (
        "publish --format=xlsx",
        words(
            "电子表格，合计和百分比是公式，表头冻结、逐页重复",
            "A workbook: totals and rates are formulas, heads stand still and are repeated in print",
        ),
    ),
    (
        "publish --format=docx",
        words(
            "公文格式的文档（按 GB/T 9704），表头逐页重复",
            "A document as offices write them (GB/T 9704), heads repeated on each page",
        ),
    ),
    (
        "publish --format=csv",
        words(
            "电子表格可读的文本，带 BOM",
            "Text that spreadsheets open, with a BOM",
        ),
    ),
    (
        "publish --format=html",
        words(
            "网页，不带任何外部文件，可直接打印（A3 或 A4）",
            "A page that needs nothing beside it and prints on A3 or A4",
        ),
    ),
    (
        "publish --format=json",
        words(
            "文件本身的数据，每个数都是精确值和印出的字",
            "The document as data: of every figure the exact value and what is printed",
        ),
    ),
    (
        "publish --provisional",
        words(
            "暂计数：已上报的都算，不论审到哪一步",
            "Provisional: everything that is handed in, however far it has come",
        ),
    ),
    (
        "publish --edition",
        words(
            "更正前的某一版，不写时取最新一版",
            "An edition of before a correction, instead of the newest",
        ),
    ),
    (
        "publish --profile",
        words(
            "试排：按尚未启用的配置编制，先看列、名单、句子改得对不对；不改动数据",
            "A preview by a profile that is not in force yet, to see its columns, lists and sentences; changes \
             no data",
        ),
    ),
    (
        "publish --unit",
        words(
            "只做这个单位的总结（单位编号）；只用于 summary",
            "The summary of this unit alone, by its id; for summary only",
        ),
    ),
    (
        "publish --growth",
        words(
            "各地各月的增速，代替录入的统计数据：CSV，列为 月份（2022-05）、单位、增速（%，没有时空着），可加 人工提醒原因",
            "Growth by month, instead of the statistics that were entered: CSV with the columns 月份 (2022-05), 单位 and 增速 (%, empty for none), and 人工提醒原因 \
             for reminders by hand",
        ),
    ),
    (
        "statistics",
        words(
            "列出一个月录入的统计数据，或从表格录入\n\n\
             统计数据与月报数分开存放，互不代替。--import 要么全部录入，要么一条不录，逐行说明；\
             已经一样的不动。服务运行时也可以录入。",
            "List the statistics that were entered for a month, or take them in from a table\n\n\
             They are kept apart from figures of reports, and neither stands in for the other. --import takes \
             all of a table or nothing, and tells what is wrong by line; what stands already is left alone. \
             Works while the server runs.",
        ),
    ),
    ("statistics --month", words("哪个月", "The month")),
    (
        "statistics --import",
        words(
            "CSV，列为 指标（键或名称）、数值，可加 对象（县区或单位）、名次、来源",
            "CSV with the columns 指标 (key or title) and 数值, and 对象 (area or unit), 名次, 来源",
        ),
    ),
    (
        "statistics --by",
        words(
            "以哪个账号录入 [默认：第一个能封账的账号]",
            "The account that enters them [default: the first that closes months]",
        ),
    ),
    (
        "end of statistics",
        words(
            "--json：每条一行 {at, by, month, of, rank, source, statistic, title, unit, value, who}",
            "--json: an object a line {at, by, month, of, rank, source, statistic, title, unit, value, who}",
        ),
    ),
    (
        "publish --english",
        words("用英文写", "Write the document in English"),
    ),
    (
        "publish --output",
        words(
            "要写的文件；写完整了才放到这里",
            "The file to write; it is put there once it is whole",
        ),
    ),
    (
        "end of publish",
        words(
            "--json：{document, edition, file, format, month}，暂计数的 edition 为空",
            "--json: {document, edition, file, format, month}; edition is null for provisional figures",
        ),
    ),
];
