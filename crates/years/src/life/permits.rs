//! Preliminary work: which permits a project needs, planned when, given when.

use yuebao_domain::period::Month;

use super::clerk::Boxes;
use super::office::Life;
use super::truth::Day;
use crate::chance::Chance;

/// In the order in which they come, with how many in a hundred projects need each.
const KINDS: [(&str, u32); 8] = [
    ("approval", 100),
    ("land_pre_review", 85),
    ("siting", 75),
    ("environment", 85),
    ("energy", 55),
    ("soil_water", 65),
    ("forest", 30),
    ("permit", 85),
];

/// The permits of a project.
pub(crate) struct Permits(Vec<Permit>);

struct Permit {
    key: String,
    planned: Option<Day>,
    done: Day,
}

impl Permits {
    /// All before the start, the last shortly before it; where nothing starts in sight, some time
    /// during the year and after it.
    pub(crate) fn draw(chance: &mut Chance, life: &Life) -> Self {
        let truth = &life.truth;
        let start = truth.start.or_else(|| {
            let month = truth.planned.0?.max(life.reports_to.plus(1));
            Some(Day { month, day: 1 })
        });
        let Some(start) = start else {
            return Self(Vec::new());
        };
        let needed: Vec<&str> = (KINDS.iter())
            .filter(|(_, percent)| chance.percent(*percent))
            .map(|(kind, _)| *kind)
            .collect();
        let pause = chance.between(1, 3);
        let count = i32::try_from(needed.len()).unwrap_or_default();
        // a few begin before the last paper is there, and say so
        let early = truth.start.is_some() && chance.percent(3);
        let permits = needed.iter().zip(1..).map(|(kind, place)| {
            let back = (count - place) * pause / 2 + 1;
            let late = early && place == count;
            let month = start
                .month
                .plus(if late { chance.between(1, 2) } else { -back });
            let done = Day::draw(chance, month);
            Permit {
                key: format!("milestone.{kind}"),
                planned: chance.percent(60).then(|| {
                    let month = done.month.plus(chance.between(-2, 0));
                    Day { month, day: 28 }
                }),
                done,
            }
        });
        Self(permits.collect())
    }

    /// Fills in what is planned and what is done; whether there was anything.
    pub(crate) fn tell(&self, boxes: &mut Boxes, month: Month) -> bool {
        let mut any = false;
        for permit in &self.0 {
            let mut parts = Vec::new();
            let is_done = permit.done.month <= month;
            if let Some(planned) = permit.planned {
                // a plan that has passed is made anew
                let missed = !is_done && planned.month <= month;
                let planned = if missed { permit.done } else { planned };
                parts.push(("planned", planned.to_string()));
            }
            if is_done {
                parts.push(("done", permit.done.to_string()));
            }
            if !parts.is_empty() {
                any = true;
                boxes.entry(&permit.key, parts);
            }
        }
        any
    }
}
