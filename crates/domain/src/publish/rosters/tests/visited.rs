//! The largest of the half year and their visits, by 钦州十条措施 四.

use super::*;
use crate::profile::VisitScheme;
use crate::publish::Status;
use crate::report::Visit;

/// A project that has completed so much by the end of the month.
fn done(id: &str, amount: &str) -> Project {
    with(id, &[("year_to_date", amount)])
}

impl Project {
    /// The same with visits on these days.
    fn visited(mut self, visits: &[(&str, &str)]) -> Self {
        let report = self.report.as_mut().unwrap();
        let read = visits.iter().enumerate().map(|(at, (day, by))| {
            let parts = [("day", *day), ("visitor", *by), ("matter", "砂石供应")];
            let own = |(key, text): (&str, &str)| (key.to_owned(), text.to_owned());
            Visit::read(&at.to_string(), &parts.map(own).into_iter().collect())
        });
        report.visits.extend(read);
        self
    }
}

/// The list of the last of these months, each with its projects.
fn listed(largest: u16, months: Vec<(&str, Vec<Project>)>) -> Table {
    let mut before: Option<Source> = None;
    for (at, projects) in months {
        let mut source = source(at, projects);
        source.profile.visits = Some(VisitScheme { largest });
        source.status = Status::Provisional;
        source.previous = before.take().map(Box::new);
        before = Some(source);
    }
    let source = before.unwrap();
    let document = proofread(lists(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
    table(&document, "largest").clone()
}

const VISITS: [&str; 5] = ["name", "visit_day", "visited_by", "visits_before", "visits"];

#[test]
fn from_july_on_the_largest_are_those_of_june() {
    let june = || {
        vec![
            done("a", "50"),
            done("b", "90"),
            done("c", "70"),
            done("d", "70"),
        ]
    };
    let made = listed(
        2,
        vec![
            ("2022-06", june()),
            (
                "2022-07",
                vec![done("a", "500"), done("b", "95"), done("c", "70")],
            ),
        ],
    );
    let columns = ["number", "name", "half_year", "year_to_date"];
    // c and d have the same: the second place is theirs
    assert_eq!(
        shown(&made, &columns),
        ["1 | b项目 | 90.00 | 95.00", "2 | c项目 | 70.00 | 70.00"]
    );
    assert_eq!(made.title, "上半年完成投资额居前项目（走访）");
    assert_eq!(
        made.notes,
        [
            "另有1项此后调出或并入打包项目：d项目。",
            "本月未走访2项：b项目、c项目。",
        ]
    );
    let made = listed(2, vec![("2022-06", june())]);
    assert_eq!(shown(&made, &["name"]), ["b项目", "c项目", "d项目"]);
    assert!(
        made.columns
            .iter()
            .all(|column| &*column.key != "half_year")
    );
    let made = listed(9, vec![("2022-08", june())]);
    assert_eq!(
        shown(&made, &["name"]),
        ["b项目", "c项目", "d项目", "a项目"]
    );
    assert_eq!(made.notes[0], "没有6月的数据，按本年累计完成排列。");
}

#[test]
fn what_june_carried_is_marked_in_the_half_year() {
    let carried = project("a", Nature::Continuing, "100");
    let carried = carried.carried("2022-05", &[("year_to_date", "40")]);
    let made = listed(
        2,
        vec![
            ("2022-06", vec![carried]),
            ("2022-07", vec![done("a", "60")]),
        ],
    );
    let columns = ["half_year", "year_to_date"];
    assert_eq!(shown(&made, &columns), ["40.00* | 60.00"]);
}

#[test]
fn visits_are_told_of_the_month_and_counted_in_the_half_year_each_once() {
    let june = done("a", "50").visited(&[("2022-06-10", "甲")]);
    let july = done("a", "60").visited(&[("2022-07-05", "乙")]);
    // told again, once more in the month, and ahead of its time
    let august = done("a", "70").visited(&[
        ("2022-07-05", "乙"),
        ("2022-08-20", "丁"),
        ("2022-08-03", "丙"),
        ("2022-09-01", "戊"),
        ("某日", "己"),
    ]);
    let made = listed(
        2,
        vec![
            ("2022-06", vec![june, done("b", "40")]),
            ("2022-07", vec![july]),
            ("2022-08", vec![august, done("b", "40")]),
        ],
    );
    assert_eq!(
        shown(&made, &VISITS),
        [
            "a项目 | 2022-08-03；2022-08-20 | 丙；丁 | 2022-07-05 乙 | 3",
            "b项目 |  |  |  | 0",
        ]
    );
    assert_eq!(shown(&made, &["visit_matter"])[0], "砂石供应；砂石供应");
    assert_eq!(made.notes, ["本月未走访1项：b项目。"]);
}

#[test]
fn a_bundle_is_visited_where_its_parts_are_and_nobody_is_no_fault() {
    let bundle = project("b", Nature::Continuing, "100").planned(|plan| plan.is_bundle = true);
    let part = |id: &str, amount: &str| {
        done(id, amount).planned(|plan| plan.bundle = Some("b".to_owned()))
    };
    let made = listed(
        2,
        vec![(
            "2022-05",
            vec![
                bundle,
                part("b1", "30").visited(&[("2022-05-10", "甲")]),
                part("b2", "30").visited(&[("2022-05-10", "甲"), ("2022-03-01", "乙")]),
                done("a", "50"),
            ],
        )],
    );
    assert_eq!(
        shown(&made, &VISITS),
        [
            "b项目 | 2022-05-10；2022-05-10 | 甲；甲 | 2022-03-01 乙 | 3",
            "a项目 |  |  |  | 0",
        ]
    );
    let made = listed(
        2,
        vec![(
            "2022-05",
            vec![done("a", "5").visited(&[("2022-05-31", "甲")])],
        )],
    );
    assert_eq!(made.notes, ["本月均已走访。"]);
    assert_eq!(
        listed(2, vec![("2022-05", Vec::new())]).notes,
        ["本月没有此类项目。"]
    );
}

#[test]
fn where_the_profile_asks_for_no_visits_nothing_is_said_of_them() {
    let document = super::made(vec![done("a", "5").visited(&[("2022-05-10", "甲")])]);
    let largest = table(&document, "largest");
    assert!(
        largest
            .columns
            .iter()
            .all(|column| !column.key.starts_with("visit"))
    );
    assert_eq!(largest.notes, Vec::<String>::new());
}
