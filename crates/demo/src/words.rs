//! What the demo writes where people write. Every name says that it is an example.

use yuebao_domain::plan::Category;
use yuebao_domain::report::Field;

/// In which order categories stand: those of the notices as they list them, then a profile's own.
pub(super) fn rank(category: Category) -> (usize, Category) {
    let usual = Category::USUAL.iter().position(|usual| *usual == category);
    (usual.unwrap_or(Category::USUAL.len()), category)
}

/// Kinds of projects, by category.
pub(super) const fn subjects(category: Category) -> &'static [&'static str] {
    match category {
        Category::INDUSTRY => &[
            "标准厂房项目",
            "新材料产业园项目",
            "木材精深加工项目",
            "食品加工基地项目",
            "装备制造生产线项目",
            "冷链物流园项目",
            "电子信息产业园项目",
            "水果加工及仓储项目",
            "建筑材料生产线项目",
            "文化旅游综合体项目",
        ],
        Category::LIVELIHOOD => &[
            "人民医院住院楼项目",
            "中学扩建项目",
            "保障性租赁住房项目",
            "老旧小区改造项目",
            "养老服务中心项目",
            "中心幼儿园项目",
            "文化体育中心项目",
        ],
        Category::ECOLOGY => &[
            "污水处理厂扩建工程",
            "河道综合整治工程",
            "生活垃圾处理工程",
            "矿山生态修复工程",
            "雨污分流改造工程",
        ],
        // and whatever else a profile names
        _ => &[
            "园区道路工程",
            "二级公路改扩建工程",
            "港口码头泊位工程",
            "城乡供水一体化工程",
            "110千伏输变电工程",
            "产业大道工程",
            "农村公路联网工程",
            "中型灌区改造工程",
            "天然气管网工程",
        ],
    }
}

/// What a report is sent back with.
pub(super) const COMMENTS: &[&str] = &[
    "形象进度与本月完成投资对不上，请核实后重报",
    "本月投资突增，请补充付款凭证或监理月报的依据",
    "存在问题写得过于笼统，请写明卡在哪个环节、由谁协调",
    "开工日期与上月所报不一致，请核对施工许可证",
];

/// What is asked about a box, and what is answered.
pub(super) const QUESTIONS: &[(Field, &str, &str)] = &[
    (
        Field::MonthInvestment,
        "本月完成投资是否含设备预付款？请说明依据",
        "不含预付款，依据为本月监理计量报表",
    ),
    (
        Field::VisualProgress,
        "形象进度请写明完成到第几层或多少公里",
        "已按监理月报补充，本月完成至主体结构二层",
    ),
    (
        Field::YearToDate,
        "本年累计与上月数加本月数是否核对过？",
        "已与上月月报核对，一致",
    ),
];

/// The stages of building, from first to last.
pub(super) const fn stages(category: Category) -> &'static [&'static str] {
    match category {
        Category::INDUSTRY | Category::LIVELIHOOD => &[
            "场地平整和临建搭设",
            "桩基施工",
            "承台和地下室施工",
            "主体结构施工",
            "主体结构封顶",
            "砌体和屋面施工",
            "外立面和门窗安装",
            "设备基础和管线预埋",
            "设备安装和调试",
            "室外配套和验收准备",
        ],
        Category::ECOLOGY => &[
            "现场清理和测量放线",
            "沟槽开挖和支护",
            "构筑物基础施工",
            "构筑物主体施工",
            "主管网铺设",
            "支管接入",
            "设备采购到货",
            "设备安装",
            "通水通电调试",
            "试运行和验收准备",
        ],
        _ => &[
            "清表和施工便道修筑",
            "路基土石方施工",
            "涵洞和排水设施施工",
            "桥涵下部结构施工",
            "挡墙和边坡防护施工",
            "路基成型、垫层施工",
            "基层施工",
            "面层施工",
            "附属设施安装",
            "收尾和交工验收准备",
        ],
    }
}

/// Departments and companies below a county's coordinator, by the category that they look after.
pub(super) const fn departments(category: Category) -> &'static [&'static str] {
    match category {
        Category::INDUSTRY => &[
            "工业和信息化局",
            "产业园区管理委员会",
            "投资促进局",
            "商务局",
            "工业投资公司",
        ],
        Category::LIVELIHOOD => &["教育局", "卫生健康局", "民政局", "文化体育和旅游局"],
        Category::ECOLOGY => &["生态环境局", "自然资源局"],
        _ => &[
            "交通运输局",
            "住房和城乡建设局",
            "水利局",
            "农业农村局",
            "城市建设投资公司",
            "交通投资公司",
        ],
    }
}

/// A problem: its type's key, what is the matter, and what is asked for.
pub(super) const PROBLEMS: &[(&str, &str, &str)] = &[
    (
        "land",
        "项目用地尚有约 18 亩未完成报批，影响东侧场地施工",
        "请协调自然资源部门加快组织用地报批材料上报",
    ),
    (
        "demolition",
        "红线范围内尚有 6 户未签订拆迁协议，施工面不能连续展开",
        "请属地政府明确专班和签约时限",
    ),
    (
        "funds",
        "银行贷款审批未完成，本季度建设资金缺口较大",
        "请协调金融机构加快授信审批",
    ),
    (
        "forest",
        "使用林地手续尚在审核，弃土场无法启用",
        "请协调林业部门加快使用林地审核",
    ),
    (
        "utilities",
        "施工用电专线未接通，大型设备不能同时作业",
        "请协调供电部门加快专线建设",
    ),
    (
        "permit",
        "施工图审查未完成，施工许可证尚未办结",
        "请住建部门指导补正材料",
    ),
    (
        "labour_materials",
        "砂石料供应紧张，供货量约为需要量的六成",
        "请协调保障重大项目砂石料供应",
    ),
    (
        "design_change",
        "地质情况与勘察不符，基础设计正在变更",
        "请主管部门加快变更设计审查",
    ),
];

/// Why a project was halted: the reason, what has to happen before it goes on, and the problem
/// behind it with its type's key and what is asked for.
pub(super) const HALTS: &[(&str, &str, &str, &str)] = &[
    (
        "业主资金链紧张，施工单位已退场",
        "完成股权重组并落实后续资金后，重新组织施工单位进场",
        "funds",
        "请协调金融机构和股东方落实后续资金",
    ),
    (
        "征地补偿未达成一致，无施工作业面",
        "完成剩余地块补偿协议签订并清表后恢复施工",
        "demolition",
        "请属地政府明确专班，限期完成剩余地块签约",
    ),
    (
        "工艺方案调整，需重新办理环评手续",
        "取得新的环评批复后恢复设备基础施工",
        "environment",
        "请生态环境部门加快变更环评审批",
    ),
];

/// What was done this month for a project that is still in preparation.
pub(super) const PREPARATION: &[&str] = &[
    "完成可行性研究报告初稿并征求意见",
    "开展选址比选和用地踏勘",
    "组织专家评审，按意见修改报告",
    "办理用地预审与选址意见书",
    "开展环境影响评价现场监测",
    "对接金融机构落实资本金来源",
];

/// Why an amount went down.
pub(super) const WHY_CORRECTED: &str =
    "结算审核核减前期多计的土石方工程量，本月按审定数冲减，已附审核意见";

/// Why more was built than planned.
pub(super) const WHY_AHEAD: &str =
    "业主提前采购的主要设备集中到货并完成安装，进度快于年度计划，发票和到货单已核对";

/// Why nothing or less was built than the calendar asks for.
pub(super) const WHY_BEHIND: &str =
    "受存在问题所列事项影响，施工面不能完全展开，已按协调事项推进，后续月份加大投入";

/// Why nothing is completed before a planned start.
pub(super) const WHY_NOT_STARTED: &str =
    "项目按计划尚未到开工月份，年度计划投资安排在开工后完成，目前正办理开工前手续";

/// Why a project that started in the course of the year is behind the calendar.
pub(super) const WHY_STARTED_LATE: &str =
    "项目在年中开工，开工前无投资完成额，开工后正增加作业班组追赶进度，预计年底完成年度计划";

/// Why figures of last year do not yet reach what the plan says of its end.
pub(super) const WHY_LAST_YEAR: &str =
    "本月为上年度月份，计划表“至上年底累计”为十二月底数，差额为其后月份完成的投资";

/// What has been done about a problem, month by month.
pub(super) const STEPS: &[&str] = &[
    "已报主管部门",
    "已召开协调会，明确责任单位和时限",
    "相关材料已补齐，正在办理",
];

/// For whatever else a check wants explained.
pub(super) const WHY_OTHERWISE: &str =
    "已与项目业主和监理单位核对现场台账，数据属实，按实际进度填报";

/// Why a project that has newly started was not filed with the statistics in time.
pub(super) const WHY_NOT_FILED: &str =
    "施工合同和现场照片正在补齐，已与县级统计部门对接，材料齐全后下月申报入库";

/// Who visits the largest projects.
pub(super) const VISITORS: &[&str] = &[
    "示例市领导",
    "示例分管副市长",
    "示例县区领导",
    "示例园区管委会领导",
];

/// What is raised at visits, and what becomes of it.
pub(super) const VISITS: &[(&str, &str)] = &[
    ("建筑砂石供应紧张", "已协调两家料场保供，当月到货"),
    (
        "钢材价格波动，供货周期长",
        "已组织企业与供应商对接，签订保供协议",
    ),
    ("施工用电容量不足", "供电部门已完成临时增容"),
    ("供水管线尚未接入", "已明确接入时间和责任单位"),
    ("进场道路雨季通行困难", "交通部门已安排养护，恢复通行"),
    ("通讯管线迁改", "运营商已进场迁改"),
];
