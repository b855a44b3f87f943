//! Plans and past months from the files of offices: by the command line and by the office's screen.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::wire::v2::import::Import;
use yuebao_server::engine;
use yuebao_store::verify::verify;

use crate::months;
use crate::support::plan::profile;
use crate::support::{Client, TestServer};

mod hostile;
mod past;
mod persons;

/// What a command said.
struct Done {
    status: i32,
    lines: Vec<Value>,
    told: String,
}

impl Done {
    /// How the projects stand, in their order.
    fn changes(&self) -> Vec<String> {
        let change = |line: &Value| {
            let project = line["project"].as_str().unwrap_or_default();
            format!("{} {project}", line["change"].as_str().unwrap())
        };
        self.lines.iter().map(change).collect()
    }
}

fn yuebao(folder: &Path, line: &str, files: &[&Path]) -> Done {
    let done = Command::new(env!("CARGO_BIN_EXE_yuebao"))
        .args(line.split(' '))
        .args(files)
        .arg("--json")
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let stdout = String::from_utf8(done.stdout).unwrap();
    let lines = stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    Done {
        status: done.status.code().unwrap(),
        lines: lines.collect(),
        told: String::from_utf8(done.stderr).unwrap(),
    }
}

/// The folder of a server that has stopped, and what it holds.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TestServer::new().stop())
    }

    fn import(&self, more: &str, files: &[&Path]) -> Done {
        yuebao(self.0.path(), &format!("import --data data {more}"), files)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn plan(&self) -> Vec<PlanRow> {
        let data = engine::existing(&self.0.path().join("data")).unwrap();
        data.open(None).unwrap().reading().projects().unwrap()
    }

    fn healthy(&self) {
        let data = engine::existing(&self.0.path().join("data")).unwrap();
        let verified = verify(&mut *data.open(None).unwrap()).unwrap();
        assert!(verified.faults.is_empty(), "{:?}", verified.faults);
    }
}

const HEAD: &str = "序号,项目名称,性质,行业,县区,责任单位,总投资,年度计划投资,至上年底累计\n";

fn row(name: &str, unit: &str, annual: &str) -> String {
    let area = &profile().areas[0].name;
    format!("1,{name},续建,基础设施,{area},{unit},9000,{annual},5000\n")
}

/// The plan that the server has, as an office's table.
fn whole(annual_of_road: &str) -> String {
    [
        HEAD.to_owned(),
        row("示例 road", "甲县交通局", annual_of_road),
        row("示例 bridge", "roads", "1200"),
        row("示例 tunnel", "甲县交通局", "1200"),
        row("示例 dam", "甲县水利局", "1200"),
        row("示例 school", "乙县教育局", "1200"),
    ]
    .concat()
}

#[test]
fn what_is_exported_is_imported_without_a_change() {
    let folder = Folder::new();
    for name in ["plan.xlsx", "plan.csv"] {
        let file = folder.0.path().join(name);
        let done = yuebao(
            folder.0.path(),
            "export --data data --kind plan -o",
            &[&file],
        );
        assert_eq!(
            (done.status, &done.lines[0]["projects"]),
            (0, &json!(5)),
            "{}",
            done.told
        );
        let done = folder.import("--kind plan", &[&file]);
        assert_eq!(done.status, 0, "{name}: {}", done.told);
        let unchanged = ["bridge", "dam", "road", "school", "tunnel"];
        assert_eq!(
            done.changes(),
            unchanged.map(|id| format!("unchanged {id}")),
            "{name}"
        );
    }
}

#[test]
fn a_plan_is_previewed_then_written_and_the_same_file_twice_changes_nothing() {
    let folder = Folder::new();
    let before = folder.plan();
    let text = whole("1500") + &row("新厂", "甲县水利局", "300");
    let file = folder.file("计划.csv", text);
    let expected = [
        "changed road",
        "unchanged bridge",
        "unchanged tunnel",
        "unchanged dam",
        "unchanged school",
        "new p0006",
    ];
    let seen = folder.import("--kind plan --valid-from 2022-01 --preview", &[&file]);
    assert_eq!(
        (seen.status, seen.changes()),
        (0, expected.map(str::to_owned).into()),
        "{}",
        seen.told
    );
    assert_eq!(
        seen.lines[0]["fields"],
        json!([{ "field": "annual_plan", "before": "1200", "after": "1500" }])
    );
    assert_eq!(folder.plan(), before, "a preview writes nothing");
    let done = folder.import("--kind plan --valid-from 2022-01", &[&file]);
    assert_eq!(done.status, 0, "{}", done.told);
    assert_eq!(folder.plan().len(), 6);
    let again = folder.import("--kind plan --valid-from 2022-01", &[&file]);
    assert_eq!(again.status, 0);
    assert!(
        again
            .changes()
            .iter()
            .all(|change| change.starts_with("unchanged"))
    );
    folder.healthy();
}

#[test]
fn what_an_annual_plan_no_longer_names_is_asked_about() {
    let folder = Folder::new();
    let text = [HEAD.to_owned(), row("示例 road", "甲县交通局", "1200")].concat();
    let file = folder.file("计划.csv", text);
    let asked = folder.import("--kind plan", &[&file]);
    assert_eq!(asked.status, 2);
    let gone = asked.changes();
    assert_eq!(
        gone.iter()
            .filter(|change| change.starts_with("gone"))
            .count(),
        4,
        "{gone:?}"
    );
    assert!(asked.told.contains("--gone keep"), "{}", asked.told);
    assert!(folder.plan().iter().all(|row| row.exited.is_none()));

    let kept = folder.import("--kind plan --gone keep", &[&file]);
    assert_eq!(kept.status, 0);
    assert!(folder.plan().iter().all(|row| row.exited.is_none()));

    let supplement = folder.import("--kind plan --valid-from 2022-08", &[&file]);
    assert_eq!(
        supplement.changes(),
        ["unchanged road"],
        "a supplement names what is new alone"
    );

    let left = folder.import("--kind plan --gone exit --document 示发1号", &[&file]);
    assert_eq!(left.status, 0);
    let exited = folder.plan().into_iter().filter(|row| row.exited.is_some());
    let reasons: Vec<_> = exited.filter_map(|row| row.exit_reason).collect();
    assert_eq!(reasons, ["未列入示发1号"; 4]);
    assert_eq!(
        folder.import("--kind plan", &[&file]).status,
        0,
        "nothing is left to ask"
    );
    folder.healthy();
}

const ADDRESS: &str = "/api/v2/import?kind=plan&file=a&valid_from=2022-01";

#[track_caller]
fn send(office: &Client, address: &str, bytes: &[u8]) -> Import {
    let answer = office.post(address, bytes);
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, 200, "{text}");
    serde_json::from_slice(&answer.body).unwrap()
}

fn plan_of(server: &TestServer) -> Vec<PlanRow> {
    server.database().reading().projects().unwrap()
}

#[test]
fn exactly_what_was_previewed_is_written() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let text = whole("1500");
    let seen = send(&office, ADDRESS, text.as_bytes());
    assert_eq!(
        (seen.counts.changed, seen.counts.unchanged, seen.written),
        (1, 4, false)
    );
    assert_eq!(seen.changes[0].fields[0].after.as_deref(), Some("1500"));
    assert_eq!(
        seen.sheets[0].columns[1].target.as_deref(),
        Some("plan.name")
    );
    assert_eq!(seen.sheets[0].columns[1].cells[0], "示例 road");
    let before = plan_of(&server);
    let token = seen.token.unwrap();
    let with = |token: &str| format!("{ADDRESS}&token={token}");
    let other = office.post(&with(&token), whole("1600").as_bytes());
    assert_eq!(other.status, 409, "another file");
    assert_eq!(plan_of(&server), before);

    let changed = send(&office, ADDRESS, whole("1700").as_bytes())
        .token
        .unwrap();
    assert!(send(&office, &with(&changed), whole("1700").as_bytes()).written);
    let late = office.post(&with(&token), text.as_bytes());
    assert_eq!(late.status, 409, "somebody else has changed it meanwhile");

    let seen = send(&office, ADDRESS, text.as_bytes()).token.unwrap();
    assert!(send(&office, &with(&seen), text.as_bytes()).written);
    let road = plan_of(&server).into_iter().find(|row| row.id == "road");
    assert_eq!(road.unwrap().annual_plan.unwrap().to_string(), "1500");
    let verified = verify(&mut *server.database()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
}

#[test]
fn what_a_person_says_of_columns_is_remembered_for_the_next_file_of_that_shape() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let named = |text: String| {
        text.replace("项目名称", "工程名称")
            .replace("年度计划投资", "今年要完成")
    };
    let text = named(whole("1500"));
    let seen = send(&office, ADDRESS, text.as_bytes());
    assert!(seen.token.is_none() && !seen.errors.is_empty());
    let shape = seen.sheets[0].shape.clone();
    let said = json!({
        "shape": shape,
        "columns": { "工程名称": "plan.name", "今年要完成": "plan.annual_plan" },
    });
    let say =
        |said: &Value| office.post("/api/v2/import/columns", &serde_json::to_vec(said).unwrap());
    assert_eq!(say(&said).status, 204);
    let next = named(whole("1600"));
    let seen = send(&office, ADDRESS, next.as_bytes());
    assert_eq!(
        (seen.counts.changed, seen.errors.len()),
        (1, 0),
        "{:?}",
        seen.errors
    );
    assert_eq!(
        seen.sheets[0].shape, shape,
        "what was said can be said anew"
    );
    let file = server.data().join("../next.csv");
    std::fs::write(&file, &next).unwrap();
    let by_hand = yuebao(
        &server.data(),
        "import --data . --kind plan --valid-from 2022-01 --preview",
        &[&file],
    );
    assert_eq!(
        (by_hand.status, by_hand.changes()[0].as_str()),
        (0, "changed road"),
        "{}",
        by_hand.told
    );

    for (key, value) in [
        ("columns", json!({ "工程名称": "plan.colour" })),
        ("shape", json!("x")),
    ] {
        let mut wrong = said.clone();
        wrong[key] = value;
        let refused = say(&wrong);
        assert_eq!(refused.status, 400);
        assert!(refused.problem().field.unwrap().starts_with(key));
    }
}

const PAST: &str = "项目名称,责任单位,月份,本月完成,本年累计\n\
    示例 road,甲县交通局,2021-11,100,1100\n\
    示例 road,甲县交通局,2021-12,150,1250\n";

#[test]
fn plans_are_the_offices_and_the_administrators_and_past_months_the_offices_alone() {
    let server = TestServer::new();
    let months = "/api/v2/import?kind=reports";
    for (user, plan, reports) in [
        ("city_office", 200, 200),
        ("region_office", 200, 403),
        ("admin", 200, 403),
        ("supervisor", 403, 403),
        ("county_coordinator", 403, 403),
        ("zhang", 403, 403),
    ] {
        let client = server.client(user);
        assert_eq!(
            client.post(ADDRESS, whole("1200").as_bytes()).status,
            plan,
            "{user}"
        );
        assert_eq!(
            client.post(months, PAST.as_bytes()).status,
            reports,
            "{user}"
        );
    }
    let office = server.client("city_office");
    for wrong in [
        "kind=people",
        "kind=plan&gone=perhaps",
        "kind=plan&valid_from=x",
        "kind=plan&x=1",
    ] {
        let answer = office.post(&format!("/api/v2/import?{wrong}"), b"x");
        assert_eq!(answer.status, 400, "{wrong}");
    }
}

#[test]
fn a_plan_that_holds_from_a_month_on_is_versions_and_leaves_earlier_months_as_they_are() {
    let (server, _, office) = months::locked();
    let month = |text: &str| -> Month { text.parse().unwrap() };
    let before = months::edition(&server, 1);
    let earlier = || {
        let conn = server.database();
        let tx = conn.reading();
        let rows = tx.projects().unwrap();
        let books = rows.iter().map(|row| tx.book(&row.id).unwrap());
        books
            .map(|book| {
                let months = ["2022-01", "2022-04", "2022-05", "2022-07"].map(month);
                months.map(|month| (book.is_in_plan(month), book.at(month).cloned()))
            })
            .collect::<Vec<_>>()
    };
    let stood = earlier();
    let decided = "document=示发1号&batch=第二批&approver=市政府";
    let address = format!("/api/v2/import?kind=plan&valid_from=2022-08&{decided}");
    let text = whole("1500");
    let seen = send(&office, &address, text.as_bytes());
    assert_eq!(seen.counts.changed, 1, "{:?}", seen.errors);
    let token = format!("{address}&token={}", seen.token.unwrap());
    assert!(send(&office, &token, text.as_bytes()).written);
    assert_eq!(earlier(), stood);
    assert_eq!(months::edition(&server, 1), before);
    let book = server.database().reading().book("road").unwrap();
    let version = book.versions().last().unwrap();
    assert_eq!(
        (version.valid_from, version.by.as_str()),
        (month("2022-08"), "city_office")
    );
    let words = [&version.document, &version.batch, &version.approver];
    assert_eq!(
        words.map(Option::as_deref),
        ["示发1号", "第二批", "市政府"].map(Some)
    );
    assert_eq!(
        send(&office, &address, text.as_bytes()).counts.changed,
        0,
        "the same file twice"
    );

    let title = "2023年重点项目计划\n";
    let only = [title, HEAD, &row("示例 road", "甲县交通局", "1500")].concat();
    let next = "/api/v2/import?kind=plan&valid_from=2023-01&gone=exit";
    let seen = send(&office, next, only.as_bytes());
    assert_eq!(seen.counts.gone, 4, "{:?}", seen.errors);
    let token = format!("{next}&token={}", seen.token.unwrap());
    assert!(send(&office, &token, only.as_bytes()).written);
    assert_eq!(earlier(), stood);
    let book = server.database().reading().book("dam").unwrap();
    assert!(book.is_in_plan(month("2022-12")) && !book.is_in_plan(month("2023-01")));
    let version = book.versions().last().unwrap();
    assert_eq!(version.valid_from, month("2023-01"));
    let verified = verify(&mut *server.database()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
}

#[test]
fn what_is_exported_holds_no_formula_and_is_read_back_as_it_is() {
    let folder = Folder::new();
    let renamed = whole("1200").replace("示例 road", "=cmd|'/c calc'!A1");
    let file = folder.file("计划.csv", renamed);
    let done = folder.import("--kind plan --valid-from 2022-01 --gone keep", &[&file]);
    assert_eq!(done.status, 0, "{}", done.told);
    for name in ["out.csv", "out.xlsx"] {
        let file = folder.0.path().join(name);
        let line = "export --data data --kind plan -o";
        let done = yuebao(folder.0.path(), line, &[&file]);
        assert_eq!(done.status, 0, "{}", done.told);
        if name.ends_with("csv") {
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(
                text.contains(",'=cmd|") && !text.contains(",=cmd|"),
                "{text}"
            );
        }
        let again = folder.import("--kind plan", &[&file]);
        assert_eq!(again.status, 0, "{}", again.told);
        let unchanged = again.changes();
        assert!(
            unchanged.len() == 6 && unchanged.iter().all(|one| one.starts_with("unchanged")),
            "{unchanged:?}"
        );
    }
}
