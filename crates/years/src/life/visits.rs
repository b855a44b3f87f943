//! Visits of leaders, once work has begun, where a jurisdiction wants to know of them.

use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;

use super::clerk::Boxes;
use super::office::Life;
use super::truth::Day;
use crate::chance::Chance;

const VISITORS: &[&str] = &[
    "某副市长",
    "县区分管领导",
    "园区管委会主任",
    "市发改委负责人",
];

/// What is raised, and what became of it.
const MATTERS: &[(&str, &str)] = &[
    ("砂石料供应紧张", "已协调两家料场供料"),
    ("临时用电容量不足", "供电部门本月增容"),
    ("进场道路损坏", ""),
    ("", ""),
];

/// The visits of one project.
pub(crate) struct Visits(Vec<Visit>);

struct Visit {
    day: Day,
    visitor: &'static str,
    said: (&'static str, &'static str),
}

impl Visits {
    /// `None` where nobody wants to know, or the project is not among the large ones.
    pub(crate) fn draw(chance: &mut Chance, profile: &Profile, life: &Life) -> Option<Self> {
        profile.visits?;
        if !chance.percent(10) {
            return None;
        }
        let mut visits = Vec::new();
        let mut month = life.truth.start?.month.max(life.reports_from);
        while month <= life.reports_to {
            let often = chance.weigh(&[(20, 0), (70, 1), (10, 2)]);
            visits.extend((0..often).map(|_| Visit {
                day: Day::draw(chance, month),
                visitor: chance.pick::<&str>(VISITORS),
                said: *chance.pick(MATTERS),
            }));
            month = month.plus(1);
        }
        Some(Self(visits))
    }

    /// Those of the month.
    pub(crate) fn tell(&self, boxes: &mut Boxes, month: Month) {
        let own = self.0.iter().filter(|visit| visit.day.month == month);
        for (number, visit) in (1..).zip(own) {
            let (matter, outcome) = visit.said;
            let parts = [
                ("day", visit.day.to_string()),
                ("visitor", visit.visitor.to_owned()),
                ("matter", matter.to_owned()),
                ("outcome", outcome.to_owned()),
            ];
            let filled = parts.into_iter().filter(|(_, text)| !text.is_empty());
            boxes.entry(&format!("visit.v{number}"), filled.collect());
        }
    }
}
