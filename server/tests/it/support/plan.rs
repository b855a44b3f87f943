//! A small city: one county with two bureaus, another county with one, and who works there.

use yuebao_domain::check::catalogue::RULES;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_server::accounts::NewAccount;

use super::PASSWORD;

/// The rules that are on: y = y′ + m is mandatory, a negative month asks for an explanation.
pub(crate) const RULES_ON: [&str; 2] = ["M103", "M102"];

/// A built-in profile with those two rules and one step of review, so that these tests speak of the
/// server alone.
pub(crate) fn profile() -> Profile {
    let mut profile = builtin("liuzhou-2022").unwrap();
    profile.chain = vec![Role::Clerk, Role::CityOffice];
    for rule in RULES {
        let setting = profile.rules.entry(rule.code);
        setting.off = !RULES_ON.contains(&rule.code.as_str());
    }
    profile
}

pub(crate) fn units() -> Vec<Unit> {
    [
        ("city", "市重点办", None),
        ("county-1", "甲县发改局", Some("city")),
        ("roads", "甲县交通局", Some("county-1")),
        ("water", "甲县水利局", Some("county-1")),
        ("county-2", "乙县发改局", Some("city")),
        ("schools", "乙县教育局", Some("county-2")),
    ]
    .map(|(id, name, parent)| Unit {
        id: id.to_owned(),
        name: name.to_owned(),
        parent: parent.map(str::to_owned),
        area: None,
    })
    .into()
}

/// `road`, `bridge` and `tunnel` belong to roads; the others carry their unit's name.
pub(crate) fn projects() -> Vec<PlanRow> {
    [
        ("road", "roads"),
        ("bridge", "roads"),
        ("tunnel", "roads"),
        ("dam", "water"),
        ("school", "schools"),
    ]
    .map(|(id, unit)| project(id, unit))
    .into()
}

pub(crate) fn project(id: &str, unit: &str) -> PlanRow {
    let area = &profile().areas[0].code;
    serde_json::from_value(serde_json::json!({
        "id": id, "name": format!("示例 {id}"), "nature": "continuing", "category": "infrastructure",
        "area": area, "units": [unit], "total_investment": "9000", "annual_plan": "1200",
        "before_year": "5000", "entered": "2022-01",
    }))
    .unwrap()
}

/// `zhang` and `li` report for roads, `wang` for water, `zhao` for schools; everybody else carries
/// the role's name.
pub(crate) fn accounts() -> Vec<NewAccount> {
    [
        ("zhang", "张三", Role::Clerk, "roads"),
        ("li", "李四", Role::Clerk, "roads"),
        ("wang", "王五", Role::Clerk, "water"),
        ("zhao", "赵六", Role::Clerk, "schools"),
        ("liaison", "联络员", Role::Liaison, "roads"),
        ("unit_lead", "责任专员", Role::UnitLead, "roads"),
        (
            "county_coordinator",
            "统筹协调人",
            Role::CountyCoordinator,
            "county-1",
        ),
        ("city_office", "重点办", Role::CityOffice, "city"),
        ("region_office", "重大办", Role::RegionOffice, "city"),
        ("supervisor", "督查室", Role::Supervisor, "city"),
        ("admin", "管理员", Role::Admin, "city"),
    ]
    .map(|(name, shown, role, unit)| NewAccount {
        name: name.to_owned(),
        shown: shown.to_owned(),
        role,
        unit: unit.to_owned(),
        owner: None,
        password: Some(PASSWORD.to_owned()),
    })
    .into()
}
