//! The words of sites and offices.

use rust_decimal::Decimal;
use yuebao_domain::period::Month;
use yuebao_domain::plan::Category;

use super::truth::Day;
use crate::chance::Chance;

/// What is built, and how its people write of it. `{p}` is the share done in percent, `{n}` a count
/// that grows with it, `{k}` a smaller one.
struct Trade {
    name: &'static str,
    category: Category,
    is_industrial: bool,
    early: &'static [&'static str],
    middle: &'static [&'static str],
    late: &'static [&'static str],
}

const TRADES: &[Trade] = &[
    Trade {
        name: "公路改扩建工程",
        category: Category::INFRASTRUCTURE,
        is_industrial: false,
        early: &[
            "清表完成{n}亩，临时便道贯通，土石方开挖完成{p}%",
            "项目部及拌合站建设完成，路基土石方完成{n}万方",
        ],
        middle: &[
            "路基土石方完成总量的{p}%，桥梁桩基完成{n}根",
            "涵洞完成{k}道，桥梁下部结构完成{p}%",
        ],
        late: &[
            "水稳层摊铺完成{p}%，沥青面层施工{k}公里",
            "主线路面完成{p}%，交安设施安装中",
        ],
    },
    Trade {
        name: "标准厂房及配套项目",
        category: Category::INDUSTRY,
        is_industrial: true,
        early: &[
            "场地平整完成{p}%，桩基施工{n}根",
            "基坑支护完成，{k}号厂房基础浇筑",
        ],
        middle: &[
            "钢结构吊装完成{p}%，设备基础浇筑{n}个",
            "{k}号厂房主体施工，累计完成工程量的{p}%",
        ],
        late: &[
            "主体工程已完工，设备安装完成{p}%",
            "生产线安装调试{k}条，总体完成{p}%",
        ],
    },
    Trade {
        name: "新材料生产基地",
        category: Category::INDUSTRY,
        is_industrial: true,
        early: &[
            "土地平整{n}亩，围墙施工，总体完成{p}%",
            "办公楼基础施工，完成{p}%",
        ],
        middle: &[
            "反应车间主体完成{p}%，储罐安装{k}台",
            "设备订货{n}台（套），土建完成{p}%",
        ],
        late: &[
            "管道安装完成{p}%，一期生产线已投产，二期设备安装中",
            "电气仪表安装完成{p}%，单机调试{k}台",
        ],
    },
    Trade {
        name: "人民医院迁建项目",
        category: Category::LIVELIHOOD,
        is_industrial: false,
        early: &[
            "基坑开挖完成{p}%，支护桩完成{n}根",
            "地下室底板浇筑{k}块，完成{p}%",
        ],
        middle: &[
            "门诊楼主体施工至{k}层，完成总工程量的{p}%",
            "住院楼主体结构完成{p}%，砌体施工{k}层",
        ],
        late: &[
            "主体已封顶，装饰装修完成{p}%",
            "1号楼已竣工验收，其余楼栋装修完成{p}%",
        ],
    },
    Trade {
        name: "中学扩建工程",
        category: Category::LIVELIHOOD,
        is_industrial: false,
        early: &["场地平整及临建完成，基础施工完成{p}%"],
        middle: &[
            "教学楼主体施工至{k}层，完成{p}%",
            "宿舍楼砌体完成{p}%，累计用工{n}人",
        ],
        late: &[
            "教学楼已完工，运动场施工完成{p}%",
            "室外管网铺设完成{p}%，绿化{n}平方米",
        ],
    },
    Trade {
        name: "污水处理厂及管网工程",
        category: Category::ECOLOGY,
        is_industrial: false,
        early: &["管沟开挖{n}米，完成{p}%"],
        middle: &[
            "污水管网敷设{n}公里，泵站主体完成{p}%",
            "生化池浇筑{k}座，完成{p}%",
        ],
        late: &[
            "管网已全部完成，设备安装{p}%",
            "设备安装完成{p}%，部分片区已通水运行",
        ],
    },
    Trade {
        name: "风电场工程",
        category: Category::INDUSTRY,
        is_industrial: true,
        early: &["进场道路施工{n}公里，完成{p}%"],
        middle: &[
            "风机基础浇筑{n}台，总体完成{p}%",
            "风机吊装{k}台，集电线路完成{p}%",
        ],
        late: &[
            "风机吊装完成{p}%，{k}台机组已并网发电",
            "升压站调试，总体完成{p}%",
        ],
    },
    Trade {
        name: "水库除险加固工程",
        category: Category::INFRASTRUCTURE,
        is_industrial: false,
        early: &["导流洞开挖{n}米，完成{p}%"],
        middle: &["大坝灌浆{n}米，溢洪道浇筑完成{p}%"],
        late: &["坝顶道路完成{p}%，自动化监测设备安装{k}套"],
    },
];

/// Which trade a project is of.
pub(crate) fn trade(chance: &mut Chance) -> usize {
    chance
        .between(0, i32::try_from(TRADES.len()).unwrap_or(1) - 1)
        .unsigned_abs() as usize
}

pub(crate) fn is_industrial(trade: usize) -> bool {
    TRADES[trade].is_industrial
}

pub(crate) fn category(trade: usize) -> Category {
    TRADES[trade].category
}

pub(crate) fn name(trade: usize, index: usize) -> String {
    format!("第{index}号{}", TRADES[trade].name)
}

/// What a site writes while it is built: how far it is, and often a remark beside it.
pub(crate) fn progress(
    chance: &mut Chance,
    trade: usize,
    done_permille: Decimal,
    month: Month,
    since_start: Decimal,
) -> String {
    let trade = &TRADES[trade];
    let stages = match done_permille {
        done if done < Decimal::from(250) => trade.early,
        done if done < Decimal::from(750) => trade.middle,
        _ => trade.late,
    };
    let percent = (done_permille / Decimal::TEN).normalize();
    let count = (done_permille * Decimal::new(7, 1)).trunc();
    let few = (done_permille / Decimal::from(45)).trunc() + Decimal::ONE;
    let text = chance
        .pick(stages)
        .replace("{p}", &percent.to_string())
        .replace("{n}", &count.normalize().to_string())
        .replace("{k}", &few.normalize().to_string());
    let number = month.number();
    let dated = match chance.between(0, 3) {
        0 => format!("{number}月：{text}"),
        1 => format!("{text}，累计完成投资{}万元", since_start.normalize()),
        _ => format!("截至{number}月底，{text}"),
    };
    if chance.percent(30) {
        format!("{dated}{}", aside(chance, month))
    } else {
        dated
    }
}

/// What is said beside the progress. It is true, and not about the whole project.
fn aside(chance: &mut Chance, month: Month) -> String {
    let number = month.number();
    let next = month.plus(1).number();
    let winter = number <= 3;
    let asides = [
        "，计划年底前完成主体".to_owned(),
        "，预计明年6月竣工".to_owned(),
        "，力争按期建成投入使用".to_owned(),
        "；下步加快推进剩余工程施工".to_owned(),
        format!("；计划{next}月开展下一道工序"),
        "，拟分段组织交工验收".to_owned(),
        "；部分路段（区域）已开放使用".to_owned(),
        "；地下部分已全部完成".to_owned(),
        format!("；{number}月上旬受强降雨影响，现场作业时间减少"),
        format!("；{number}月中旬受台风影响停工3天，现已恢复施工"),
        "；安全文明施工情况良好".to_owned(),
        "；未出现停工情况".to_owned(),
        if winter {
            "；春节放假停工，节后已全面复工".to_owned()
        } else {
            "；施工力量充足".to_owned()
        },
    ];
    chance.pick(&asides).clone()
}

/// Begun no earlier than next month.
pub(crate) fn not_yet(chance: &mut Chance, month: Month) -> String {
    let number = month.number();
    let texts = [
        format!("尚未开工，{number}月办理施工许可证相关手续"),
        format!("项目尚未开工，正在开展施工图审查（{number}月）"),
        format!("{number}月：正在组织施工招标"),
        format!("截至{number}月底完成初步设计批复，正在开展征地拆迁"),
        "未开工，完善开工前手续".to_owned(),
    ];
    chance.pick(&texts).clone()
}

/// The month in which it is begun.
pub(crate) fn begun(start: Day) -> String {
    format!("项目已于{start}开工，施工单位进场，开展场地平整和临时设施搭建")
}

/// Everything is built, and not accepted yet.
pub(crate) fn built(chance: &mut Chance, month: Month) -> String {
    let number = month.number();
    let texts = [
        format!("工程实体已完成，正在准备竣工验收资料（{number}月）"),
        format!("{number}月：已完工，待竣工验收"),
        "剩余尾工已完成，拟于下月组织竣工验收".to_owned(),
    ];
    chance.pick(&texts).clone()
}

pub(crate) fn completed(chance: &mut Chance, completion: Day, month: Month) -> String {
    let texts = [
        format!("项目已全部完工，{completion}通过竣工验收"),
        "项目已建成投入使用，正在办理竣工结算".to_owned(),
        format!("项目于{completion}竣工，{}月办理结算审计", month.number()),
        "工程已全部完成并移交使用".to_owned(),
    ];
    chance.pick(&texts).clone()
}

pub(crate) fn halted(chance: &mut Chance, halt_month: Month, permille: Decimal) -> String {
    let percent = (permille / Decimal::TEN).normalize();
    let texts = [
        format!(
            "自{}月起停工，停工前累计完成总工程量的{percent}%",
            halt_month.number()
        ),
        format!("项目停工，现场留守看护，已完成{percent}%"),
    ];
    chance.pick(&texts).clone()
}

pub(crate) fn resumed(month: Month, permille: Decimal) -> String {
    let percent = (permille / Decimal::TEN).normalize();
    format!(
        "项目已于{}月复工，累计完成总工程量的{percent}%",
        month.number()
    )
}

/// Why work stands still, and what is done about it.
pub(crate) fn halt(cause: usize) -> (&'static str, &'static str) {
    const CAUSES: &[(&str, &str)] = &[
        (
            "资金未按期到位，施工单位退场",
            "落实银行贷款后组织施工单位返场",
        ),
        (
            "红线内12户未完成拆迁，作业面中断",
            "完成剩余拆迁户签约后恢复施工",
        ),
        (
            "施工合同纠纷，总包单位停止施工",
            "解除原合同并重新招标，新单位进场后复工",
        ),
        ("汛期水位上涨，河道内作业停止", "汛期结束后恢复水下部分施工"),
        ("设计方案重大变更，等待批复", "变更批复后立即组织复工"),
        ("生态保护红线调整，按要求暂停施工", "调整方案经批准后复工"),
    ];
    CAUSES[cause % CAUSES.len()]
}

/// Preliminary work of a month.
pub(crate) fn preliminary(chance: &mut Chance, month: Month) -> String {
    let number = month.number();
    let texts = [
        format!("{number}月：可研报告编制中，开展现场踏勘"),
        format!("截至{number}月，初步设计已完成，待批复"),
        "正在开展用地报批组件工作".to_owned(),
        format!("{number}月与投资方洽谈合作方案"),
        "前期工作按计划推进，选址方案比选中".to_owned(),
    ];
    chance.pick(&texts).clone()
}

/// Why figures follow payments instead of the site.
pub(crate) fn by_expenditure(chance: &mut Chance) -> &'static str {
    chance.pick::<&str>(&[
        "设备采购占比大，形象进度难以量化，按付款凭证填报",
        "EPC总承包合同按节点付款，暂无监理计量资料",
        "征地拆迁费用为主，以财务支出凭证为依据",
    ])
}
