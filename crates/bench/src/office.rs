//! An office's tablet with a year on it, each month but the last locked: what 发布 makes when it is opened.

use std::collections::BTreeMap;

use yuebao_domain::device::{Device, Editions, Replica, ReportKey};
use yuebao_domain::operation::month::{Command, Facts, decide};
use yuebao_domain::operation::{Decision, Held, Incoming, State, month, report};
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::profile_file::builtin;
use yuebao_domain::publish::{Kind, Status, publish};
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::{Me, Role, over_months};
use yuebao_domain::text::Lang;
use yuebao_domain::units::Unit;

use crate::set::{MONTHS, YEAR, project};

const AT: &str = "2022-12-31T08:00:00Z";
/// As many as lead projects of the set.
const UNITS: usize = 40;

/// The tablet.
#[derive(Debug)]
pub struct Office(Device, Editions);

impl Office {
    /// So many projects with a year of reports, grown from `seed`.
    ///
    /// # Errors
    /// When the built-in profile cannot be read, or a month cannot be locked.
    pub fn new(seed: u32, projects: usize) -> Result<Self, String> {
        let profile = builtin("qinzhou-2022").map_err(|error| error.to_string())?;
        let mut device = Device {
            units: (0..UNITS).map(unit).collect(),
            ..Device::default()
        };
        device.meta.complete = true;
        device.meta.me = device.units.first().map(|unit| Me {
            user: "office".to_owned(),
            name: "市重点办".to_owned(),
            role: Role::CityOffice,
            unit: unit.clone(),
            owner: None,
        });
        for index in 0..projects {
            let made = project(seed, index, &profile);
            for (month, values) in made.reports {
                let project = made.plan.id.clone();
                let key = ReportKey { project, month };
                let held = held(key.clone().into(), report::State::Accepted.into(), values);
                device.reports.insert(key, held);
            }
            device.projects.insert(made.plan.id.clone(), made.plan);
        }
        device.profile = Some(profile);
        for month in (1..MONTHS).filter_map(|number| Month::new(YEAR, number)) {
            let values = locked(&device, month)?;
            let held = held(month.into(), month::State::Locked.into(), values);
            device.months.insert(month, held);
        }
        Ok(Self(device, Editions::default()))
    }

    /// What a document is made of, and itself; how many rows its tables have.
    ///
    /// # Errors
    /// When it is not of the edition of a month that is locked, or is not sound.
    pub fn open(&self, kind: &str, number: i8) -> Result<usize, String> {
        let kind = Kind::from_key(kind).ok_or("no such document")?;
        let month = Month::new(YEAR, number).ok_or("no such month")?;
        let today = parse_day("2022-12-31").ok();
        let made = self
            .0
            .material_with(&self.1, month, kind, today)
            .ok_or("nothing here")?;
        let is_final = matches!(made.source.status, Status::Final { .. });
        if is_final != (number < MONTHS) {
            return Err(format!("{month} is not what was frozen"));
        }
        let document = publish(kind, &made.source, Lang::Zh);
        let document = document.map_err(|unsound| format!("{:?}", unsound.findings))?;
        Ok(document.tables().map(|table| table.rows.len()).sum())
    }

    /// The server tells a report of the open month anew, as after a sync.
    pub fn change(&mut self, project: usize) {
        let Some(month) = Month::new(YEAR, MONTHS) else {
            return;
        };
        let key = ReportKey {
            project: format!("p{project}"),
            month,
        };
        let report = self.0.reports.get_mut(&key);
        if let Some(held) = report.and_then(|one| one.server.as_mut()) {
            held.rev += 1;
            held.tag = Some(format!("t{}", held.rev).as_str().into());
        }
    }
}

fn unit(index: usize) -> Unit {
    Unit {
        id: format!("u{index}"),
        name: format!("示例单位{index}"),
        parent: None,
        area: None,
    }
}

fn held(subject: yuebao_domain::device::Subject, state: State, values: FieldValues) -> Replica {
    let server = Held {
        subject,
        rev: 1,
        tag: Some("t1".into()),
        state,
        review: None,
        hand_ins: None,
        course: None,
        values,
        by: "示例".to_owned(),
        fillers: Vec::new(),
        received_at: AT.into(),
        conflicts: Vec::new(),
    };
    Replica {
        seen_rev: 1,
        server: Some(server),
        ..Replica::default()
    }
}

/// The boxes of a month that is locked with all that is on the tablet.
fn locked(device: &Device, month: Month) -> Result<FieldValues, String> {
    let profile = device.profile.as_ref().ok_or("no profile")?;
    let mut projects = device.standings(month);
    for one in &mut projects {
        let book = device.book(&one.plan.id);
        one.version = book.governing(month).map(|version| version.number);
    }
    let names = device.units.iter();
    let units: BTreeMap<_, _> = names.map(|it| (it.id.clone(), it.name.clone())).collect();
    let facts = Facts {
        month,
        profile,
        today: None,
        projects,
        units,
    };
    let incoming = Incoming {
        seen: 0,
        base: &FieldValues::new(),
        user: "office",
        name: "市重点办",
        unit: "市重点办",
        at: &AT.into(),
        may: over_months(Role::CityOffice, &profile.chain),
        role: Role::CityOffice,
        vacant: &[],
        has_filed: false,
    };
    match decide(None, &Command::lock(Vec::new()), &incoming, &facts) {
        Decision::Freeze { values, .. } => Ok(values),
        other => Err(format!("{month} is not locked: {other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::device::Material;

    use super::*;

    /// What is kept of the November of so many projects, after a change, and what is made of it anew.
    fn after(change: impl FnOnce(&mut Device)) -> [Option<Material>; 2] {
        let mut office = Office::new(1, 6).unwrap();
        office.open("monthly-table", 11).unwrap();
        change(&mut office.0);
        let november = Month::new(YEAR, 11).unwrap();
        [&office.1, &Editions::default()].map(|known| {
            let kind = Kind::MonthlyTable;
            office.0.material_with(known, november, kind, None)
        })
    }

    type Change<'a> = (&'a str, &'a dyn Fn(&mut Device));

    fn november(project: usize) -> ReportKey {
        ReportKey {
            project: format!("p{project}"),
            month: Month::new(YEAR, 11).unwrap(),
        }
    }

    #[test]
    fn what_is_kept_of_an_edition_is_what_would_be_made_anew() {
        let report = |device: &mut Device, change: fn(&mut Held)| {
            let report = device.reports.get_mut(&november(3)).unwrap();
            change(report.server.as_mut().unwrap());
        };
        let plan = |device: &mut Device, change: fn(&mut yuebao_domain::plan::PlanRow)| {
            change(device.projects.get_mut("p3").unwrap());
        };
        let [same, anew] = after(|_| {});
        assert_eq!((&same, same.as_ref().unwrap().differs_from), (&anew, None));
        let changes: [Change<'_>; 9] = [
            ("another revision", &|it| {
                report(it, |held| held.tag = Some("t2".into()));
            }),
            ("not accepted", &|it| {
                report(it, |held| held.state = report::State::Submitted.into());
            }),
            ("no report", &|it| {
                it.reports.remove(&november(3));
            }),
            ("another name", &|it| plan(it, |row| row.name.push('一'))),
            ("out of the plan", &|it| {
                plan(it, |row| row.exited = Month::new(YEAR, 4));
            }),
            ("no project", &|it| {
                it.projects.remove("p3");
            }),
            ("a unit renamed", &|it| it.units[1].name.push('一')),
            ("another profile", &|it| {
                it.profile.as_mut().unwrap().id.push('一');
            }),
            ("another lock", &|it| {
                let may = it.months[&Month::new(YEAR, 5).unwrap()].clone();
                it.months.insert(Month::new(YEAR, 11).unwrap(), may);
            }),
        ];
        for (what, change) in changes {
            let [kept, anew] = after(change);
            assert_eq!(kept, anew, "{what}");
            assert_eq!(kept.unwrap().differs_from, Some(1), "{what}");
        }
        let [kept, anew] = after(|device| device.reports.retain(|key, _| key.month.number() != 12));
        assert_eq!((&kept, kept.as_ref().unwrap().differs_from), (&anew, None));
    }

    #[test]
    fn every_month_is_made_of_its_edition() {
        let mut office = Office::new(1, 12).unwrap();
        let rows = |office: &Office, kind: &str, number| office.open(kind, number).unwrap();
        assert!(rows(&office, "monthly-table", 11) > 12);
        assert!(rows(&office, "summary", 12) > 0);
        assert!(rows(&office, "brief", 1) > 0);
        office.change(3);
        assert!(rows(&office, "monthly-table", 11) > 12);
    }
}
