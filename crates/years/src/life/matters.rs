//! 存在问题: what stands in a project's way, who is asked for help by when, and how it ends.

use yuebao_domain::period::Month;

use super::clerk::Boxes;
use super::office::Life;
use super::pace::Pace;
use super::truth::Day;
use crate::chance::Chance;

/// Kind, what is the matter (`{n}`: what is left of it), what is asked for.
const MATTERS: &[(&str, &str, &str)] = &[
    (
        "demolition",
        "红线内尚有{n}户未签订征收协议",
        "请属地政府加快征收工作",
    ),
    (
        "land",
        "尚有{n}亩用地未完成报批",
        "请自然资源部门加快组件报批",
    ),
    ("funds", "项目资本金缺口{n}00万元", "请协调金融机构放款"),
    ("forest", "使用林地手续差{n}宗未办结", "请林业部门指导办理"),
    ("utilities", "{n}处高压线路未迁改", "请供电部门加快迁改"),
    (
        "permit",
        "施工许可证办理尚缺{n}项材料",
        "请住建部门容缺受理",
    ),
    (
        "tendering",
        "剩余{n}个标段未完成招标",
        "请公共资源交易中心优先安排",
    ),
    (
        "labour_materials",
        "砂石料供应不足，日缺{n}0方",
        "请协调增加料场供应",
    ),
    (
        "obstruction",
        "{n}户村民因补偿问题阻工",
        "请乡镇做好群众工作",
    ),
    ("design_change", "设计变更{n}项待批复", "请主管部门尽快审批"),
    (
        "owner",
        "业主单位内部决策程序未完成，差{n}项手续",
        "请督促业主加快决策",
    ),
];

/// The problems of a project.
pub(crate) struct Matters(Vec<Matter>);

struct Matter {
    id: String,
    kind: usize,
    from: Month,
    closed: Option<Day>,
    /// Asks for coordination: the level asked first, by its place, and whether it is raised in time.
    level: Option<(usize, bool)>,
    /// Months from one deadline to the next.
    patience: i32,
    left: i32,
}

impl Matters {
    pub(crate) fn draw(chance: &mut Chance, life: &Life) -> Self {
        let truth = &life.truth;
        let is_late = truth.pace.is_late();
        let mut matters = Vec::new();
        let odds = if is_late { 72 } else { 14 };
        if chance.percent(odds) {
            let begins = match (is_late, truth.planned.0) {
                // what keeps a start back is known by then
                (true, Some(start)) => start.max(life.reports_from),
                _ => life.reports_from.plus(chance.between(0, 8)),
            };
            let length = match truth.pace {
                Pace::Stuck => chance.between(4, 14),
                Pace::Slow => chance.between(1, 9),
                _ => chance.between(1, 4),
            };
            matters.push(Matter::draw(chance, 1, begins, length));
        }
        if chance.percent(5) {
            let begins = life.reports_from.plus(chance.between(0, 10));
            let length = chance.between(1, 3);
            matters.push(Matter::draw(chance, 2, begins, length));
        }
        Self(matters)
    }

    pub(crate) fn tell(&self, boxes: &mut Boxes, month: Month) {
        for matter in &self.0 {
            let is_over = matter.closed.is_some_and(|day| day.month < month);
            if matter.from <= month && !is_over {
                matter.tell(boxes, month);
            }
        }
    }
}

impl Matter {
    fn draw(chance: &mut Chance, number: i32, from: Month, length: i32) -> Self {
        let ends = from.plus(length);
        let left = chance.between(3, 40);
        let last = i32::try_from(MATTERS.len()).unwrap_or(1) - 1;
        Self {
            id: format!("a{number}"),
            kind: chance.between(0, last).unsigned_abs() as usize,
            from,
            closed: chance.percent(85).then(|| Day::draw(chance, ends)),
            // what lasts is taken to somebody who can help
            level: chance.percent(if length > 4 { 90 } else { 60 }).then(|| {
                let level = chance.between(0, 1).unsigned_abs() as usize;
                (level, chance.percent(75))
            }),
            patience: chance.between(1, 3),
            left,
        }
    }

    fn tell(&self, boxes: &mut Boxes, month: Month) {
        let (kind, description, request) = MATTERS[self.kind];
        let age = month.since(self.from);
        let left = (self.left - age * 2).max(1);
        let mut parts = vec![
            ("type", kind.to_owned()),
            ("description", description.replace("{n}", &left.to_string())),
        ];
        if let Some((level, is_raised)) = self.level {
            let raised = if is_raised {
                age.unsigned_abs() as usize / 3
            } else {
                0
            };
            let levels = ["county", "city", "region"];
            let mut deadline = self.from.plus(self.patience);
            while deadline <= month {
                deadline = deadline.plus(self.patience);
            }
            parts.push(("level", levels[(level + raised).min(2)].to_owned()));
            parts.push(("request", request.to_owned()));
            parts.push(("deadline", format!("{deadline}-25")));
            parts.push(("owner", "项目分管领导".to_owned()));
        }
        if let Some(day) = self.closed.filter(|day| day.month == month) {
            parts.push(("closed", day.to_string()));
        }
        boxes.entry(&format!("problem.{}", self.id), parts);
    }
}
