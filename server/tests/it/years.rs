//! Two plan years on one server: in January December is filed and locked under last year's profile, and
//! January stands under the new one.

use yuebao_domain::operation::Operation;
use yuebao_domain::operation::month::edition::Opened;
use yuebao_domain::operation::month::{Command, Listed};
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{BUILTIN, next};
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v1::{self, OperationKind as Kind, OperationOutcome};
use yuebao_domain::wire::v2::import::Import;
use yuebao_server::plan_file::put_profile;
use yuebao_store::editions::Edition;
use yuebao_store::transact;
use yuebao_store::verify::verify;

use crate::months::totals;
use crate::support::ops::operation;
use crate::support::subjects::{about, done, sync};
use crate::support::{Client, TestServer, now, plan};

const DECEMBER: &str = "2022-12";
const JANUARY: &str = "2023-01";
/// From the day on which the tests play to the third of January.
const TO_JANUARY: i64 = 212 * 24 * 3_600;
const OTHERS: [&str; 4] = ["bridge", "dam", "school", "tunnel"];

/// The profile that follows the one of the tests, with one step of review more.
fn next_year() -> Profile {
    let of_tests = plan::profile();
    let (_, text) = BUILTIN.iter().find(|(id, _)| *id == of_tests.id).unwrap();
    Profile {
        chain: vec![Role::Clerk, Role::Liaison, Role::CityOffice],
        rules: of_tests.rules,
        ..next(text).unwrap().profile
    }
}

fn put(server: &TestServer, profile: &Profile) -> Result<bool, String> {
    let put = transact(&mut *server.database(), |tx| {
        put_profile(tx, profile, now())
    });
    put.map_err(|error| error.to_string())
}

fn years(server: &TestServer) -> Vec<(String, i16)> {
    let profiles = server.database().reading().profiles().unwrap().unwrap();
    let all = profiles.iter().map(|one| (one.id.clone(), one.first_year));
    all.collect()
}

fn submit(month: &str, figures: [&str; 3]) -> v1::Operation {
    let names = ["month_investment", "year_to_date", "since_start"];
    let boxes: Vec<(&str, &str)> = names.into_iter().zip(figures).collect();
    operation(Kind::Submit, "road", month, 0, &boxes)
}

fn accept(month: &str, rev: u64) -> v1::Operation {
    operation(Kind::Accept, "road", month, rev, &[])
}

fn lock(month: Month, missing: &[&str]) -> Operation {
    let missing = missing.iter().map(|project| Listed {
        project: (*project).to_owned(),
        rev: 0,
    });
    about(month, 0, Command::lock(missing.collect()))
}

fn edition(server: &TestServer, month: Month) -> Edition {
    let conn = server.database();
    conn.reading().edition(month, 1).unwrap().unwrap()
}

/// In January, with both profiles: the road's December of 300 is accepted and locked.
fn new_year() -> (TestServer, Client, Client) {
    let server = TestServer::new();
    assert_eq!(put(&server, &next_year()), Ok(true));
    server.hands.move_by_seconds(TO_JANUARY);
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    let december = submit(DECEMBER, ["300", "300", "5300"]);
    zhang.expect(OperationOutcome::Applied, &december);
    office.expect(OperationOutcome::Applied, &accept(DECEMBER, 1));
    done(&office, &lock(DECEMBER.parse().unwrap(), &OTHERS));
    (server, zhang, office)
}

/// The plan of 2023, in which nothing is said of 至上年底累计, as an office's table.
fn plan_of_2023() -> String {
    let area = &plan::profile().areas[0].name;
    let rows = plan::projects().into_iter().map(|row| {
        let unit = row.units[0].as_str();
        format!("1,{},续建,基础设施,{area},{unit},9000,2400\n", row.name)
    });
    let head = "序号,项目名称,性质,行业,县区,责任单位,总投资,年度计划投资\n";
    std::iter::once(head.to_owned()).chain(rows).collect()
}

fn import(office: &Client, token: Option<&str>) -> Import {
    let address = "/api/v2/import?kind=plan&file=a&valid_from=2023-01";
    let token = token.map_or_else(String::new, |token| format!("&token={token}"));
    let answer = office.post(&format!("{address}{token}"), plan_of_2023().as_bytes());
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, 200, "{text}");
    serde_json::from_slice(&answer.body).unwrap()
}

#[test]
fn in_january_december_goes_by_last_years_profile_and_january_by_the_new_one() {
    let (server, mut zhang, mut office) = new_year();
    let december: Month = DECEMBER.parse().unwrap();
    let frozen = edition(&server, december);
    let opened = Opened::read(&frozen.document).unwrap();
    assert_eq!(opened.profile.id, plan::profile().id);
    let hello: v1::Hello = serde_json::from_slice(&office.get("/api/v1/hello").body).unwrap();
    assert_eq!(hello.title, next_year().title);

    zhang.expect(
        OperationOutcome::Applied,
        &submit(JANUARY, ["50", "50", "5350"]),
    );
    office.expect(OperationOutcome::Rejected, &accept(JANUARY, 1));
    let mut liaison = server.client("liaison");
    liaison.expect(OperationOutcome::Applied, &accept(JANUARY, 1));
    office.expect(OperationOutcome::Applied, &accept(JANUARY, 2));
    let january: Month = JANUARY.parse().unwrap();
    done(&office, &lock(january, &OTHERS));
    let locked = Opened::read(&edition(&server, january).document).unwrap();
    assert_eq!(locked.profile.id, next_year().id);

    assert_eq!(edition(&server, december), frozen);
    let line = totals(&frozen).at(&[]).unwrap().clone();
    assert_eq!(line.year_to_date.unwrap().to_string(), "300");
    let verified = verify(&mut *server.database()).unwrap();
    assert_eq!((verified.faults, verified.editions), (vec![], 2));
}

#[test]
fn a_tablet_is_told_both_profiles_and_an_old_one_the_newest() {
    let (server, _, office) = new_year();
    let changes = sync(&office, &[]).changes;
    let ids: Vec<String> = (changes.profile.into_iter())
        .chain(changes.earlier_profiles)
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, [next_year().id, plan::profile().id]);
    let old = server.client("zhang").sync(Vec::new()).changes;
    assert_eq!(old.profile.map(|one| one.id), Some(next_year().id));
}

#[test]
fn the_new_plan_takes_what_was_completed_before_from_the_reports() {
    let (server, _zhang, office) = new_year();
    let seen = import(&office, None);
    assert!(seen.errors.is_empty(), "{:?}", seen.errors);
    let said = |part: &str| seen.notes.iter().any(|note| note.zh.contains(part));
    assert!(
        said("“示例 road”至上年底累计未填，按 2022-12 月报填为 5300 万元"),
        "{:?}",
        seen.notes
    );
    assert!(!said("示例 dam"), "nothing was reported of it");
    assert!(import(&office, seen.token.as_deref()).written);
    let conn = server.database();
    let before = |project: &str, at: &str| {
        let book = conn.reading().book(project).unwrap();
        let row = book.at(at.parse().unwrap()).unwrap();
        row.before_year.map(|amount| amount.to_string())
    };
    assert_eq!(before("road", JANUARY).as_deref(), Some("5300"));
    assert_eq!(before("road", DECEMBER).as_deref(), Some("5000"));
    assert_eq!(before("dam", JANUARY), None);
    // The same file once more changes nothing.
    let again = import(&office, None);
    assert_eq!((again.counts.changed, again.counts.unchanged), (0, 5));
    assert!(again.notes.is_empty(), "{:?}", again.notes);
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

#[test]
fn years_that_overlap_and_months_that_are_locked_keep_their_profile() {
    let (server, _zhang, office) = new_year();
    let held = years(&server);
    let other = |id: &str, first_year, last_year| Profile {
        id: id.to_owned(),
        first_year,
        last_year,
        ..plan::profile()
    };
    for (profile, part) in [
        (
            other("other", 2023, 2024),
            "与已有的“liuzhou-2023”（2023）重叠",
        ),
        (
            other("other", 2022, 2022),
            "2022-12 已封账，用的是“liuzhou-2022”",
        ),
        (other("liuzhou-2022", 2021, 2022), "2022-12 已封账"),
    ] {
        let refused = put(&server, &profile).unwrap_err();
        assert!(refused.contains(part), "{refused}");
        assert_eq!(years(&server), held);
    }
    // Its own words may change: the locked month keeps its edition.
    let mut corrected = plan::profile();
    corrected.source = "补发文号".to_owned();
    assert_eq!(put(&server, &corrected), Ok(true));
    assert_eq!(years(&server), held);
    let told = sync(&office, &[]).changes.earlier_profiles;
    assert_eq!(told[0].source, "补发文号");
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

#[test]
fn a_profile_that_comes_after_january_was_locked_counts_from_february() {
    let server = TestServer::new();
    server.hands.move_by_seconds(TO_JANUARY + 31 * 24 * 3_600);
    let (mut zhang, mut office) = (server.client("zhang"), server.client("city_office"));
    let figures = ["50", "50", "5050"];
    zhang.expect(OperationOutcome::Applied, &submit(JANUARY, figures));
    office.expect(OperationOutcome::Applied, &accept(JANUARY, 1));
    let january: Month = JANUARY.parse().unwrap();
    done(&office, &lock(january, &OTHERS));
    let frozen = edition(&server, january);
    assert_eq!(put(&server, &next_year()), Ok(true));
    assert_eq!(put(&server, &next_year()), Ok(false), "the same once more");
    let profiles = server.database().reading().profiles().unwrap().unwrap();
    let at = |month: &str| profiles.at(month.parse().unwrap()).id.clone();
    let (old, new) = (plan::profile().id, next_year().id);
    assert_eq!(
        [JANUARY, "2023-02", "2023-12"].map(at),
        [&old, &new, &new].map(Clone::clone)
    );
    let told = sync(&office, &[]).changes.profile.unwrap();
    assert_eq!(told.counts_from.unwrap().to_string(), "2023-02");
    assert_eq!(edition(&server, january), frozen);
    // January goes on by one step of review, February by two
    let february = submit("2023-02", ["50", "100", "5100"]);
    zhang.expect(OperationOutcome::Applied, &february);
    office.expect(OperationOutcome::Rejected, &accept("2023-02", 1));
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}

#[test]
fn a_server_that_starts_again_keeps_every_year() {
    let (server, _, _) = new_year();
    let held = years(&server);
    let folder = server.stop();
    let asked = plan::profile();
    let again = TestServer::on(folder, |config| config.profile = Some(asked));
    let again = again.unwrap_or_else(|(error, _)| panic!("{error}"));
    assert_eq!(years(&again), held);
}

/// What is provisional goes by the profile of its month, whichever is the newest.
#[test]
fn what_is_published_of_a_month_goes_by_the_profile_of_its_plan_year() {
    let (server, mut zhang, _office) = new_year();
    zhang.expect(
        OperationOutcome::Applied,
        &submit(JANUARY, ["10", "10", "5310"]),
    );
    let folder = tempfile::tempdir().unwrap();
    for (month, profile) in [(DECEMBER, plan::profile().id), (JANUARY, next_year().id)] {
        let out = folder.path().join("made.json");
        let made = std::process::Command::new(env!("CARGO_BIN_EXE_yuebao"))
            .args([
                "publish",
                "--provisional",
                "--document",
                "brief",
                "--format",
                "json",
            ])
            .args(["--month", month, "--data"])
            .arg(server.data())
            .arg("-o")
            .arg(&out)
            .env_clear()
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        let made: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
        assert_eq!(made["profile"], profile, "{month}");
    }
}
