//! The administrator's screen: units, accounts, tablets, lists of accounts.

use serde_json::{Value, json};
use yuebao_domain::wire::v1::OperationOutcome;
use yuebao_domain::wire::v2::admin::{Done, Imported, Register};
use yuebao_domain::wire::v2::console::Console;
use yuebao_store::audit::{Wanted, What};
use yuebao_store::verify::verify;

use crate::support::client::{Answer, try_login_at};
use crate::support::ops::{GOOD, set, submit};
use crate::support::{Client, TestServer};

fn ask(admin: &Client, task: &Value) -> Answer {
    admin.post("/api/v2/admin/tasks", &serde_json::to_vec(task).unwrap())
}

#[track_caller]
fn done(admin: &Client, task: &Value) -> Done {
    let answer = ask(admin, task);
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, 200, "{task}: {text}");
    serde_json::from_slice(&answer.body).unwrap()
}

fn register(admin: &Client) -> Register {
    let answer = admin.get("/api/v2/admin/register");
    assert_eq!(answer.status, 200);
    serde_json::from_slice(&answer.body).unwrap()
}

fn import(admin: &Client, list: &str, preview: bool) -> Imported {
    let path = format!("/api/v2/admin/accounts?preview={preview}");
    let answer = admin.post(&path, list.as_bytes());
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, 200, "{text}");
    serde_json::from_slice(&answer.body).unwrap()
}

fn healthy(server: &TestServer) {
    let verified = verify(&mut *server.database()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);
}

#[test]
fn units_and_accounts_are_added_changed_and_taken_away() {
    let server = TestServer::new();
    let admin = server.client("admin");
    let area = register(&admin).areas[1].code.clone();
    let unit = json!({ "id": "bay", "name": "港务局", "parent": "county-1" });
    done(
        &admin,
        &json!({ "do": "add_unit", "id": "bay", "name": "港务局", "parent": "county-1" }),
    );
    let person = json!({ "do": "add_account", "user": "sun", "name": "孙八", "role": "clerk", "unit": "bay" });
    let password = done(&admin, &person).password.unwrap();
    let login = |password: &str| try_login_at(&server.url(""), "sun", password).status;
    assert_eq!(login(&password), 200);
    let moved = done(
        &admin,
        &json!({ "do": "change_unit", "id": "bay", "name": "港口局", "parent": "county-2", "area": area }),
    );
    let bay = moved
        .register
        .units
        .iter()
        .find(|unit| unit.id == "bay")
        .unwrap();
    assert_eq!(
        (bay.name.as_str(), bay.area.as_ref()),
        ("港口局", Some(&area)),
        "was {unit}"
    );
    let changed = json!({ "do": "change_account", "user": "sun", "name": "孙九", "role": "clerk",
        "unit": "roads", "owner": "示例建设公司" });
    let changed = done(&admin, &changed).register;
    let sun = changed
        .accounts
        .iter()
        .find(|one| one.user == "sun")
        .unwrap();
    assert_eq!((sun.name.as_str(), sun.unit.as_str()), ("孙九", "roads"));
    assert_eq!(sun.owner.as_deref(), Some("示例建设公司"));
    let again = done(&admin, &json!({ "do": "set_password", "user": "sun" }));
    assert_eq!(login(&password), 401, "the old one");
    assert_eq!(login(&again.password.unwrap()), 200);
    done(
        &admin,
        &json!({ "do": "switch", "user": "sun", "disabled": true }),
    );
    assert!(
        register(&admin)
            .accounts
            .iter()
            .any(|one| one.user == "sun" && one.disabled)
    );
    done(
        &admin,
        &json!({ "do": "switch", "user": "sun", "disabled": false }),
    );
    done(&admin, &json!({ "do": "end_logins", "user": "sun" }));
    done(&admin, &json!({ "do": "remove_unit", "id": "bay" }));
    assert!(register(&admin).units.iter().all(|unit| unit.id != "bay"));
    // Each is entered as the command line enters it, and who did it besides.
    let entered = |what| {
        let wanted = Wanted {
            what: Some(what),
            about: None,
            most: 99,
        };
        server.database().reading().entries(&wanted).unwrap()
    };
    let by = entered(What::Administered);
    assert_eq!(by.len(), 9);
    assert!(by.iter().all(|entry| entry.subject == "admin"));
    assert_eq!(entered(What::AccountRenamed).len(), 1);
    healthy(&server);
}

#[test]
fn what_must_not_be_done_is_refused_in_words_and_nothing_is_changed() {
    let server = TestServer::new();
    let admin = server.client("admin");
    let before = register(&admin);
    let person = |user: &str, role: &str, unit: &str| json!({ "do": "add_account", "user": user, "name": "某", "role": role, "unit": unit });
    let owned = |role: &str| {
        json!({ "do": "change_account", "user": "zhang", "name": "改名", "role": role,
            "unit": "roads", "owner": "某公司" })
    };
    for (task, said) in [
        (
            json!({ "do": "add_unit", "id": "a b", "name": "名" }),
            "标识",
        ),
        (
            json!({ "do": "add_unit", "id": "roads", "name": "名" }),
            "已存在",
        ),
        (
            json!({ "do": "add_unit", "id": "new", "name": " " }),
            "名称",
        ),
        (
            json!({ "do": "add_unit", "id": "new", "name": "名", "parent": "none" }),
            "没有单位",
        ),
        (
            json!({ "do": "add_unit", "id": "new", "name": "名", "area": "1" }),
            "区划",
        ),
        (
            json!({ "do": "change_unit", "id": "none", "name": "名" }),
            "没有单位",
        ),
        (
            json!({ "do": "change_unit", "id": "city", "name": "名", "parent": "roads" }),
            "下级",
        ),
        (
            json!({ "do": "remove_unit", "id": "roads" }),
            "4 个账号、3 个项目、0 个下级单位",
        ),
        (
            json!({ "do": "remove_unit", "id": "county-2" }),
            "1 个下级单位",
        ),
        (person("zhang", "clerk", "roads"), "已存在"),
        (person("a b", "clerk", "roads"), "不可用"),
        (person("new", "king", "roads"), "没有角色"),
        (person("new", "clerk", "none"), "没有单位"),
        (owned("liaison"), "项目业主"),
        (
            json!({ "do": "change_account", "user": "admin", "name": "管理员", "role": "clerk", "unit": "city" }),
            "最后一个",
        ),
        (
            json!({ "do": "switch", "user": "admin", "disabled": true }),
            "自己",
        ),
        (
            json!({ "do": "switch", "user": "nobody", "disabled": true }),
            "没有用户",
        ),
        (
            json!({ "do": "set_password", "user": "nobody" }),
            "没有用户",
        ),
        (
            json!({ "do": "revoke_tablet", "user": "zhang", "device": "none" }),
            "平板",
        ),
    ] {
        let answer = ask(&admin, &task);
        let text = String::from_utf8_lossy(&answer.body);
        assert_eq!(answer.status, 409, "{task}: {text}");
        assert!(
            text.contains(said) && text.contains(" / "),
            "{task}: {text}"
        );
    }
    assert_eq!(register(&admin), before);
    assert_eq!(ask(&admin, &json!({ "do": "dance" })).status, 400);
    healthy(&server);
}

#[test]
fn a_lost_tablet_is_ended_alone() {
    let server = TestServer::new();
    let admin = server.client("admin");
    let mut tablets = [server.client("zhang"), server.client("zhang")];
    let mut request = tablets[1].request(Vec::new());
    request.device = "another".to_owned();
    let other = tablets[1].post("/api/v1/sync", &serde_json::to_vec(&request).unwrap());
    assert_eq!(other.status, 200);
    tablets[0].expect(OperationOutcome::Applied, &submit("road", 0, GOOD));
    let known: Vec<(String, bool)> = register(&admin)
        .tablets
        .into_iter()
        .map(|tablet| (tablet.device, tablet.logged_in))
        .collect();
    assert_eq!(
        known,
        [("another".to_owned(), true), ("tablet".to_owned(), true)]
    );
    done(
        &admin,
        &json!({ "do": "revoke_tablet", "user": "zhang", "device": "another" }),
    );
    assert_eq!(tablets[1].get("/api/v1/session").status, 401);
    assert_eq!(tablets[0].get("/api/v1/session").status, 200);
    let left = register(&admin).tablets;
    assert_eq!(left.iter().filter(|tablet| tablet.logged_in).count(), 1);
}

#[test]
fn a_list_is_tried_written_whole_and_changes_nothing_the_second_time() {
    let server = TestServer::new();
    let admin = server.client("admin");
    let list = "用户名,姓名,角色,单位,项目业主\n\
        sun,孙八,信息员,甲县水利局,示例建设公司\n\
        zhang,张三,联络员,roads,\n\
        li,李四,信息员,roads,\n";
    let tried = import(&admin, list, true);
    let what = |told: &Imported| -> Vec<String> {
        told.lines.iter().map(|line| line.what.clone()).collect()
    };
    assert_eq!(
        (tried.written, what(&tried)),
        (
            false,
            ["added", "changed", "same"].map(str::to_owned).into()
        )
    );
    assert!(
        register(&admin)
            .accounts
            .iter()
            .all(|one| one.user != "sun")
    );
    let written = import(&admin, list, false);
    assert!(written.written, "{written:?}");
    let password = written.lines[0].password.as_ref().unwrap();
    assert_eq!(try_login_at(&server.url(""), "sun", password).status, 200);
    assert!(
        written.lines[1..]
            .iter()
            .all(|line| line.password.is_none())
    );
    let accounts = register(&admin).accounts;
    let sun = accounts.iter().find(|one| one.user == "sun").unwrap();
    assert_eq!(
        (sun.unit.as_str(), sun.owner.as_deref()),
        ("water", Some("示例建设公司"))
    );
    let again = import(&admin, list, false);
    assert_eq!(what(&again), ["same"; 3]);
    assert_eq!(register(&admin).accounts, accounts);
    healthy(&server);
}

#[test]
fn a_wrong_list_is_refused_line_by_line_and_nothing_of_it_is_written() {
    let server = TestServer::new();
    let admin = server.client("admin");
    let before = register(&admin);
    let list = "用户名,姓名,角色,单位\n\
        good,好,信息员,roads\n\
        sun,孙八,国王,roads\n\
        qian,钱,信息员,没有的局\n\
        good,又,信息员,roads\n\
        a b,空格,信息员,roads\n\
        ZHANG,像,信息员,roads\n\
        admin,管理员,信息员,city\n\
        none,无,,roads\n";
    for preview in [true, false] {
        let told = import(&admin, list, preview);
        let rows: Vec<usize> = told.errors.iter().map(|wrong| wrong.row).collect();
        assert_eq!(rows, [3, 4, 5, 6, 7, 9, 8], "{:?}", told.errors);
        assert!(!told.written && told.lines.is_empty());
        assert!(told.errors.iter().all(|wrong| wrong.words.contains(" / ")));
    }
    for list in ["", "a,b\n1,2\n", "%PDF-1.4"] {
        assert_eq!(import(&admin, list, false).errors[0].row, 0, "{list}");
    }
    assert_eq!(register(&admin), before);
    assert_eq!(
        admin
            .post("/api/v2/admin/accounts?preview=perhaps", b"x")
            .status,
        400
    );
}

/// A month below zero without a word: refused.
const BELOW: [(&str, &str); 3] = [
    ("month_investment", "-5"),
    ("year_to_date", "395"),
    ("since_start", "5395"),
];

#[test]
fn the_office_sees_what_tablets_could_not_deliver_until_it_is_delivered() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let console = |office: &Client| -> Console {
        let answer = office.get("/api/v2/console");
        assert_eq!(answer.status, 200);
        serde_json::from_slice(&answer.body).unwrap()
    };
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    // A month below zero without a word: refused. The same box twice: one of them waits.
    let wrong = submit("road", 0, &BELOW);
    zhang.expect(OperationOutcome::Rejected, &wrong);
    zhang.expect(
        OperationOutcome::Applied,
        &set("bridge", 0, &[("remarks", "一")]),
    );
    li.expect(
        OperationOutcome::Conflict,
        &set("bridge", 0, &[("remarks", "二")]),
    );
    let seen = |office: &Client| -> Vec<(String, String, String)> {
        let mut told: Vec<_> = console(office)
            .undelivered
            .into_iter()
            .map(|one| (one.user, one.project, one.why))
            .collect();
        told.sort_unstable();
        told
    };
    let line = |user: &str, project: &str, why: &str| {
        (user.to_owned(), project.to_owned(), why.to_owned())
    };
    let both = [
        line("li", "bridge", "waits"),
        line("zhang", "road", "refused"),
    ];
    assert_eq!(seen(&office), both);
    let told = console(&office);
    assert!(
        told.people
            .iter()
            .any(|person| person.user == "li" && person.unit == "roads")
    );
    assert_eq!(
        told.units.len(),
        told.people
            .iter()
            .map(|it| &it.unit)
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    );
    assert!(told.tablets.iter().any(|tablet| tablet.user == "zhang"));
    server.hands.move_by_seconds(60);
    zhang.expect(OperationOutcome::Applied, &submit("road", 0, GOOD));
    assert_eq!(seen(&office), [line("li", "bridge", "waits")]);
}

#[test]
fn the_console_looks_back_as_far_as_is_asked_and_at_open_conflicts_always() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    zhang.expect(OperationOutcome::Rejected, &submit("road", 0, &BELOW));
    zhang.expect(
        OperationOutcome::Applied,
        &set("bridge", 0, &[("remarks", "一")]),
    );
    li.expect(
        OperationOutcome::Conflict,
        &set("bridge", 0, &[("remarks", "二")]),
    );
    let seen = |query: &str| -> Vec<String> {
        let answer = office.get(&format!("/api/v2/console{query}"));
        assert_eq!(answer.status, 200, "{query}");
        let told: Console = serde_json::from_slice(&answer.body).unwrap();
        assert!(told.since.is_some() && !told.cut);
        let mut told: Vec<String> = told.undelivered.into_iter().map(|one| one.why).collect();
        told.sort_unstable();
        told
    };
    assert_eq!(seen(""), ["refused", "waits"]);
    server.hands.move_by_seconds(100 * 24 * 60 * 60);
    let office = server.client("city_office");
    let seen = |query: &str| -> Vec<String> {
        let answer = office.get(&format!("/api/v2/console{query}"));
        let told: Console = serde_json::from_slice(&answer.body).unwrap();
        told.undelivered.into_iter().map(|one| one.why).collect()
    };
    assert_eq!(seen(""), ["waits"], "three months by themselves");
    assert_eq!(seen("?months=4").len(), 2);
    for wrong in ["?months=0", "?months=37", "?months=all", "?months=-1"] {
        let answer = office.get(&format!("/api/v2/console{wrong}"));
        assert_eq!(answer.status, 400, "{wrong}");
    }
}

#[test]
fn the_console_is_for_the_offices_and_the_administrator() {
    let server = TestServer::new();
    for (user, status) in [
        ("city_office", 200),
        ("admin", 200),
        ("zhang", 403),
        ("supervisor", 403),
    ] {
        let answer = server.client(user).get("/api/v2/console");
        assert_eq!(answer.status, status, "{user}");
    }
}

#[test]
fn a_tablet_tells_what_it_has_set_aside_and_an_old_one_changes_nothing_of_it() {
    let server = TestServer::new();
    let zhang = server.client("zhang");
    let office = server.client("city_office");
    let told = || -> Option<u32> {
        let answer = office.get("/api/v2/console");
        let told: Console = serde_json::from_slice(&answer.body).unwrap();
        let tablet = told.tablets.into_iter().find(|it| it.user == "zhang");
        tablet.and_then(|it| it.set_aside)
    };
    let sync = |set_aside: Option<u32>| {
        let mut request = json!({ "protocol": 2, "nonce": "n", "device": "tablet", "cursor": 0 });
        if let Some(set_aside) = set_aside {
            request["set_aside"] = set_aside.into();
        }
        let body = serde_json::to_vec(&request).unwrap();
        assert_eq!(zhang.post("/api/v2/sync", &body).status, 200);
        // Nobody waits for the note of a tablet: a login is written behind it.
        server.client("supervisor");
    };
    sync(None);
    assert_eq!(told(), None, "it has not said");
    for (said, known) in [(Some(2), 2), (None, 2), (Some(0), 0), (Some(3), 3)] {
        sync(said);
        assert_eq!(told(), Some(known), "{said:?}");
    }
}
