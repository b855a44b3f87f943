//! The list.

use yuebao_domain::plan::Nature;
use yuebao_domain::text::{Words, words};

use super::Mistake;
use super::scene::When;
use super::slip::{Code, Reach, Slip};

const fn mistake(name: &'static str, what: Words, slip: Slip) -> Mistake {
    Mistake { name, what, slip }
}

/// What people type when they have nothing to say.
const EMPTY_TALK: &[&str] = &[
    "无",
    "暂无",
    "/",
    "无无无无",
    "暂无问题",
    "……",
    "没有",
    "无问题",
];

const FIGURES: &[&str] = &["month_investment", "year_to_date", "since_start"];

/// Every mistake that the catalogue is tried with.
pub const MISTAKES: &[Mistake] = &[
    // units
    mistake(
        "month-in-yuan",
        words(
            "本月填成元，累计未动",
            "the month in 元, the sums as they should be",
        ),
        Slip::Unit(Reach::Month, 4),
    ),
    mistake(
        "month-in-yuan-carried",
        words(
            "本月填成元，累计随之错",
            "the month in 元, carried into the sums",
        ),
        Slip::Unit(Reach::Sums, 4),
    ),
    mistake(
        "section-in-yuan",
        words("投资三项都填成元", "the whole section in 元"),
        Slip::Unit(Reach::Section, 4),
    ),
    mistake(
        "month-in-yi-carried",
        words(
            "本月填成亿元，累计随之错",
            "the month in 亿元, carried into the sums",
        ),
        Slip::Unit(Reach::Sums, -4),
    ),
    mistake(
        "section-in-yi",
        words("投资三项都填成亿元", "the whole section in 亿元"),
        Slip::Unit(Reach::Section, -4),
    ),
    mistake(
        "month-times-1000-carried",
        words("本月填成十元", "the month a thousandfold, carried"),
        Slip::Unit(Reach::Sums, 3),
    ),
    mistake(
        "month-by-1000-carried",
        words("本月填成千万元", "a thousandth of the month, carried"),
        Slip::Unit(Reach::Sums, -3),
    ),
    mistake(
        "month-times-100-carried",
        words(
            "本月漏小数点，扩大百倍",
            "the month a hundredfold (point lost), carried",
        ),
        Slip::Unit(Reach::Sums, 2),
    ),
    mistake(
        "month-by-100-carried",
        words("本月填成百万元", "a hundredth of the month, carried"),
        Slip::Unit(Reach::Sums, -2),
    ),
    mistake(
        "month-times-10-carried",
        words("本月多一个零", "the month tenfold, carried"),
        Slip::Unit(Reach::Sums, 1),
    ),
    mistake(
        "month-by-10-carried",
        words("本月少一个零", "a tenth of the month, carried"),
        Slip::Unit(Reach::Sums, -1),
    ),
    mistake(
        "month-times-1e8-carried",
        words("本月亿与元混淆", "the month 10⁸-fold, carried"),
        Slip::Unit(Reach::Sums, 8),
    ),
    mistake(
        "bill-in-yuan",
        words("竣工后尾款填成元", "a bill after completion in 元, carried"),
        Slip::UnitOfBill(4),
    ),
    mistake(
        "bill-in-yi",
        words(
            "竣工后尾款填成亿元",
            "a bill after completion in 亿元, carried",
        ),
        Slip::UnitOfBill(-4),
    ),
    mistake(
        "year-in-yuan",
        words("本年累计填成元", "the year to date in 元"),
        Slip::UnitOf("year_to_date", 4),
    ),
    mistake(
        "since-in-yi",
        words("自开工累计填成亿元", "the sum since start in 亿元"),
        Slip::UnitOf("since_start", -4),
    ),
    mistake(
        "funds-in-yuan",
        words("到位资金填成元", "funds received in 元"),
        Slip::UnitOf("funds_received", 4),
    ),
    mistake(
        "funds-in-yi",
        words("到位资金填成亿元", "funds received in 亿元"),
        Slip::UnitOf("funds_received", -4),
    ),
    // sums and boxes
    mistake(
        "year-without-earlier-months",
        words("本年累计只填本月", "the year to date is the month's alone"),
        Slip::Typed {
            from: "month_investment",
            into: "year_to_date",
        },
    ),
    mistake(
        "since-without-earlier-years",
        words(
            "自开工累计只填本年",
            "the sum since start is the year's alone",
        ),
        Slip::Typed {
            from: "year_to_date",
            into: "since_start",
        },
    ),
    mistake(
        "year-typed-into-month",
        words("本月填成本年累计", "the year to date typed into the month"),
        Slip::Typed {
            from: "year_to_date",
            into: "month_investment",
        },
    ),
    mistake(
        "since-typed-into-year",
        words(
            "本年累计填成自开工累计",
            "the sum since start typed into the year",
        ),
        Slip::Typed {
            from: "since_start",
            into: "year_to_date",
        },
    ),
    mistake(
        "year-as-last-month",
        words("本年累计未加本月", "the year to date as last month"),
        Slip::Copied(&["year_to_date"]),
    ),
    mistake(
        "since-as-last-month",
        words("自开工累计未加本月", "the sum since start as last month"),
        Slip::Copied(&["since_start"]),
    ),
    mistake(
        "sign-lost",
        words("冲减漏负号，累计未动", "a correction without its minus"),
        Slip::Unsigned(Reach::Month),
    ),
    mistake(
        "sign-lost-carried",
        words(
            "冲减漏负号，累计随之错",
            "a correction without its minus, carried",
        ),
        Slip::Unsigned(Reach::Sums),
    ),
    mistake(
        "sign-typed",
        words("本月误填负号", "a minus that does not belong"),
        Slip::Signed,
    ),
    mistake(
        "month-digits-swapped",
        words("本月数字颠倒", "two digits of the month changed places"),
        Slip::Swapped(Reach::Month),
    ),
    mistake(
        "month-digits-swapped-carried",
        words(
            "本月数字颠倒，累计随之错",
            "two digits of the month changed places, carried",
        ),
        Slip::Swapped(Reach::Sums),
    ),
    mistake(
        "year-digits-swapped",
        words("本年累计数字颠倒", "two digits of the year changed places"),
        Slip::SwappedIn("year_to_date"),
    ),
    mistake(
        "since-digits-swapped",
        words("自开工累计数字颠倒", "two digits of the sum changed places"),
        Slip::SwappedIn("since_start"),
    ),
    mistake(
        "january-year-goes-on",
        words("一月本年累计未清零", "January's year to date goes on"),
        Slip::YearGoesOn,
    ),
    mistake(
        "january-since-begins-anew",
        words(
            "一月自开工累计清零",
            "in January the sum since start begins anew",
        ),
        Slip::SinceBeginsAnew,
    ),
    mistake(
        "part-typed-wrong",
        words("构成与合计不符", "the parts do not make the whole"),
        Slip::Of {
            from: "year_to_date",
            into: "construction",
            percent: 140,
        },
    ),
    mistake(
        "too-many-places",
        words("小数过多", "finer than money is"),
        Slip::Fine("month_investment"),
    ),
    mistake(
        "other-total",
        words("总投资与计划不同", "another total investment than planned"),
        Slip::Of {
            from: "total_investment",
            into: "total_investment",
            percent: 110,
        },
    ),
    mistake(
        "other-annual-plan",
        words("年度计划与计划不同", "another annual plan than planned"),
        Slip::Of {
            from: "annual_plan",
            into: "annual_plan",
            percent: 80,
        },
    ),
    mistake(
        "month-left-out",
        words(
            "有投资而填 0",
            "the month as nothing, the sums as they were",
        ),
        Slip::Idle,
    ),
    // copies
    mistake(
        "figures-copied",
        words("三项投资照抄上月", "last month's figures"),
        Slip::Copied(FIGURES),
    ),
    mistake(
        "report-copied",
        words("整表照抄上月", "last month's whole report"),
        Slip::Copied(&[]),
    ),
    mistake(
        "text-copied",
        words(
            "形象进度照抄上月",
            "last month's words, this month's figures",
        ),
        Slip::Copied(&["visual_progress"]),
    ),
    // days
    mistake(
        "start-to-come",
        words("开工日期在以后", "a start that has not come"),
        Slip::Put(When::Begun, "actual_start", &["{next}"]),
    ),
    mistake(
        "start-in-ten-years",
        words("开工年份打错", "a start ten years on"),
        Slip::Put(When::Begun, "actual_start", &["{later}"]),
    ),
    mistake(
        "completion-to-come",
        words("竣工日期在以后", "a completion that has not come"),
        Slip::Put(When::Begun, "actual_completion", &["{next}"]),
    ),
    mistake(
        "completed-before-start",
        words("竣工早于开工", "completed before it began"),
        Slip::Put(When::Begun, "actual_completion", &["2015-03-01"]),
    ),
    mistake(
        "start-changed",
        words("已报开工日期改动", "a start already reported is another"),
        Slip::Put(When::SaidBegun, "actual_start", &["2017-03-03"]),
    ),
    mistake(
        "start-gone",
        words("已报开工日期丢失", "a start already reported is gone"),
        Slip::Empty(When::SaidBegun, "actual_start"),
    ),
    mistake(
        "carried-on-from-this-year",
        words("续建填本年开工", "a 续建 project that began this year"),
        Slip::Put(
            When::Nature(Nature::Continuing),
            "actual_start",
            &["{year}-01-03"],
        ),
    ),
    mistake(
        "new-from-last-year",
        words("新开工填上年开工", "a new start of last year"),
        Slip::Put(
            When::Nature(Nature::NewStart),
            "actual_start",
            &["{before}-03-03"],
        ),
    ),
    mistake(
        "milestone-to-come",
        words("前期手续完成日期在以后", "a permit given on a day to come"),
        Slip::Part(When::Has("milestone."), "milestone.", "done", &["{next}"]),
    ),
    mistake(
        "permit-after-start",
        words("施工许可晚于开工", "the permit is dated after the start"),
        Slip::Part(
            When::SaidBegunPublic,
            "milestone.permit",
            "done",
            &["{soon}"],
        ),
    ),
    // status and words
    mistake(
        "status-empty",
        words("建设状态漏填", "no status"),
        Slip::Empty(When::Begun, "status"),
    ),
    mistake(
        "month-empty",
        words("本月投资漏填", "no figure of the month"),
        Slip::Empty(When::Begun, "month_investment"),
    ),
    mistake(
        "halt-reason-empty",
        words("停工无原因", "halted without a reason"),
        Slip::Empty(When::Halted, "halt_reason"),
    ),
    mistake(
        "halt-reason-empty-talk",
        words("停工原因空话", "empty talk as the reason of a halt"),
        Slip::Put(When::Halted, "halt_reason", EMPTY_TALK),
    ),
    mistake(
        "resumption-plan-empty-talk",
        words("复工计划空话", "empty talk as the plan of resumption"),
        Slip::Put(When::Has("resume_plan"), "resume_plan", EMPTY_TALK),
    ),
    mistake(
        "resumption-day-passed",
        words("复工日期已过", "a resumption day that has passed"),
        Slip::Put(When::Has("resume_date"), "resume_date", &["{last}"]),
    ),
    mistake(
        "halted-and-completed",
        words("停工又竣工", "halted and completed"),
        Slip::Put(When::Halted, "actual_completion", &["{soon}"]),
    ),
    mistake(
        "building-though-halted",
        words(
            "文字称停工，状态正常",
            "the words say halted, the status does not",
        ),
        Slip::Put(
            When::Building,
            "visual_progress",
            &[
                "项目自上月起停工，现场无人施工",
                "因资金问题已停工，等待复核",
            ],
        ),
    ),
    mistake(
        "completed-in-words",
        words(
            "文字称竣工，无竣工日期",
            "the words say completed, no date does",
        ),
        Slip::Put(
            When::Building,
            "visual_progress",
            &[
                "项目已竣工并通过验收",
                "工程已全部完工",
                "项目已建成投入使用",
                "全线已建成通车",
            ],
        ),
    ),
    mistake(
        "not-begun-in-words",
        words(
            "文字称未开工，却有投资",
            "the words say not begun, the figures do not",
        ),
        Slip::Put(
            When::Building,
            "visual_progress",
            &["项目尚未开工，正在办理前期手续", "尚未开工"],
        ),
    ),
    mistake(
        "status-not-begun",
        words(
            "在建而状态填未开工",
            "under construction, the status says not begun",
        ),
        Slip::Put(When::Building, "status", &["not_started"]),
    ),
    mistake(
        "status-completed",
        words(
            "在建而状态填已竣工",
            "under construction, the status says completed",
        ),
        Slip::Put(When::Building, "status", &["completed"]),
    ),
    mistake(
        "progress-empty",
        words("形象进度漏填", "no words on progress"),
        Slip::Empty(When::Building, "visual_progress"),
    ),
    mistake(
        "completion-gone",
        words("竣工日期漏填", "the completion date is missing"),
        Slip::Empty(When::Completed, "actual_completion"),
    ),
    mistake(
        "lump-after-completion",
        words(
            "竣工后大额投资",
            "a twentieth of the total long after completion",
        ),
        Slip::Lump(When::LongCompleted),
    ),
    mistake(
        "investment-without-start",
        words("在建而漏填开工日期", "work without a start"),
        Slip::Empty(When::Building, "actual_start"),
    ),
    // funds
    mistake(
        "received-goes-back",
        words("到位资金倒退", "funds received go back"),
        Slip::OfLast("funds_received", 60),
    ),
    mistake(
        "central-paid-goes-back",
        words("中央资金支付倒退", "central money paid goes back"),
        Slip::OfLast("central_paid", 60),
    ),
    mistake(
        "central-issued-goes-back",
        words("中央资金下达倒退", "central money issued goes back"),
        Slip::OfLast("central_issued", 60),
    ),
    mistake(
        "bond-used-goes-back",
        words("债券使用倒退", "bond money used goes back"),
        Slip::OfLast("bond_used", 60),
    ),
    mistake(
        "more-paid-than-issued",
        words("支付大于下达", "more central money paid than issued"),
        Slip::Of {
            from: "central_issued",
            into: "central_paid",
            percent: 130,
        },
    ),
    mistake(
        "more-used-than-issued",
        words("使用大于发行", "more bond money used than issued"),
        Slip::Of {
            from: "bond_issued",
            into: "bond_used",
            percent: 120,
        },
    ),
    mistake(
        "expenditure-without-reason",
        words("财务支出法无理由", "by expenditure without a reason"),
        Slip::Put(When::Has("basis"), "basis", &["expenditure"]),
    ),
    mistake(
        "expenditure-empty-talk",
        words("财务支出法理由空话", "empty talk as the reason"),
        Slip::Put(When::Has("basis_reason"), "basis_reason", EMPTY_TALK),
    ),
    // problems
    mistake(
        "problem-without-type",
        words("问题无类型", "a problem without its type"),
        Slip::Part(When::Has("problem."), "problem.", "type", &[]),
    ),
    mistake(
        "problem-without-words",
        words("问题无描述", "a problem without a description"),
        Slip::Part(When::Has("problem."), "problem.", "description", &[]),
    ),
    mistake(
        "problem-empty-talk",
        words("问题描述空话", "empty talk as a problem"),
        Slip::Part(When::Has("problem."), "problem.", "description", EMPTY_TALK),
    ),
    mistake(
        "request-empty-talk",
        words("协调事项空话", "empty talk as a request"),
        Slip::Part(When::Has("problem."), "problem.", "request", EMPTY_TALK),
    ),
    mistake(
        "request-gone",
        words("有层级无协调事项", "a level and no request"),
        Slip::Part(When::Has("problem."), "problem.", "request", &[]),
    ),
    mistake(
        "deadline-gone",
        words("有层级无时限", "a level and no deadline"),
        Slip::Part(When::Has("problem."), "problem.", "deadline", &[]),
    ),
    mistake(
        "deadline-passed",
        words("时限已过", "an open problem past its deadline"),
        Slip::Part(When::Has("problem."), "problem.", "deadline", &["{last}"]),
    ),
    mistake(
        "closed-to-come",
        words("办结日期在以后", "closed on a day to come"),
        Slip::Part(When::Has("problem."), "problem.", "closed", &["{next}"]),
    ),
    // entry into the statistics, and visits
    mistake(
        "entered-before-filed",
        words("入统早于申报入库", "entered before it was filed"),
        Slip::Put(When::Has("entry_filed"), "entry_done", &["{before}-01-15"]),
    ),
    mistake(
        "filed-in-the-year-before",
        words("申报入库年份填错", "filed in the year before the start"),
        Slip::Put(When::Has("entry_filed"), "entry_filed", &["{before}-01-15"]),
    ),
    mistake(
        "filing-gone",
        words("申报入库日期没填", "the day of filing is empty"),
        Slip::Empty(When::Has("entry_filed"), "entry_filed"),
    ),
    mistake(
        "visit-without-day",
        words("走访无日期", "a visit without its day"),
        Slip::Part(When::Has("visit."), "visit.", "day", &[]),
    ),
    mistake(
        "visit-without-visitor",
        words("走访无领导", "a visit without who came"),
        Slip::Part(When::Has("visit."), "visit.", "visitor", &[]),
    ),
    mistake(
        "visit-to-come",
        words("走访日期在以后", "a visit on a day to come"),
        Slip::Part(When::Has("visit."), "visit.", "day", &["{next}"]),
    ),
    // codes
    mistake(
        "credit-code-digit",
        words("信用代码错一位", "a wrong digit in the credit code"),
        Slip::Digit(Code::Owner),
    ),
    mistake(
        "project-code-digit",
        words("项目代码错一位", "a wrong digit in the project code"),
        Slip::Digit(Code::Project),
    ),
    mistake(
        "old-project-code-digit",
        words("旧式项目代码错一位", "a wrong digit in an old project code"),
        Slip::Digit(Code::OldProject),
    ),
    // explanations
    mistake(
        "explained-with-empty-talk",
        words("情况说明空话", "empty talk as an explanation"),
        Slip::Explain(EMPTY_TALK),
    ),
    mistake(
        "explained-with-phrases",
        words("情况说明套话", "phrases as an explanation"),
        Slip::Explain(&["按计划有序推进中，无特殊情况"]),
    ),
];
