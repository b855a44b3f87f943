//! Persons of projects from a plan's files, and into them.

use yuebao_domain::operation::persons::Log;
use yuebao_domain::rights::Role;
use yuebao_server::plan_file::put_profile;
use yuebao_store::transact;

use super::*;
use crate::support::now;

/// The road's persons, as an office's table has them.
fn with_persons(names: &str, numbers: &str) -> String {
    let head = HEAD.replace('\n', ",联络员,联系电话\n");
    let road =
        row("示例 road", "甲县交通局", "1200").replace('\n', &format!(",{names},{numbers}\n"));
    [head, road].concat()
}

fn entries(server: &TestServer, project: &str) -> Vec<(String, String, bool)> {
    let subject = yuebao_domain::operation::PersonsKey::of(project).into();
    let held = server.database().reading().subject(&subject).unwrap();
    let log = held
        .and_then(|held| Log::read(&held.values))
        .unwrap_or_default();
    let entries = log.entries().into_iter().map(|entry| {
        let over = entry.is_over || entry.person.to.is_some();
        let number = entry.person.telephone.unwrap_or_default();
        (entry.person.name, number, over)
    });
    entries.collect()
}

#[test]
fn persons_come_with_the_plan_all_or_nothing_and_the_same_file_twice_changes_nothing() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let address = "/api/v2/import?kind=plan&file=a.csv&valid_from=2022-02";
    let text = with_persons("甲某、乙某", "0772-0000001、无");
    let seen = send(&office, address, text.as_bytes());
    assert_eq!(seen.errors, [], "{:?}", seen.errors);
    assert_eq!((seen.counts.changed, seen.changes[0].fields.len()), (1, 0));
    let persons = &seen.changes[0].persons;
    assert_eq!((persons.len(), persons[0].change.as_str()), (2, "new"));
    let number = persons[0].after.as_ref().unwrap().telephone.as_deref();
    assert_eq!(number, Some("0772-0000001"));
    assert_eq!(entries(&server, "road"), [], "a preview writes nothing");
    let with =
        |address: &str, seen: &Import| format!("{address}&token={}", seen.token.as_ref().unwrap());
    assert!(send(&office, &with(address, &seen), text.as_bytes()).written);
    let named = |name: &str, number: &str, over| (name.to_owned(), number.to_owned(), over);
    let both = [
        named("甲某", "0772-0000001", false),
        named("乙某", "", false),
    ];
    assert_eq!(entries(&server, "road"), both);
    let again = send(&office, address, text.as_bytes());
    assert_eq!(
        (again.counts.changed, again.changes[0].persons.len()),
        (0, 0)
    );

    // another number, and somebody whom the file does not name any more
    let text = with_persons("甲某", "13800000000");
    let asked = send(&office, address, text.as_bytes());
    assert!(asked.token.is_none() && asked.counts.persons_gone == 1);
    assert!(asked.errors[0].zh.contains("乙某"), "{:?}", asked.errors);
    let ending = format!("{address}&persons=end");
    let seen = send(&office, &ending, text.as_bytes());
    let changes: Vec<&str> = (seen.changes[0].persons.iter())
        .map(|one| one.change.as_str())
        .collect();
    assert_eq!(changes, ["changed", "gone"]);
    assert!(send(&office, &with(&ending, &seen), text.as_bytes()).written);
    let after = [named("甲某", "13800000000", false), named("乙某", "", true)];
    assert_eq!(entries(&server, "road"), after);
    assert_eq!(send(&office, address, text.as_bytes()).counts.changed, 0);
    let versions = server.database().reading().book("road").unwrap();
    assert_eq!(versions.versions().len(), 1, "the plan itself stays");
    let verified = verify(&mut *server.database()).unwrap();
    assert!(verified.faults.is_empty(), "{:?}", verified.faults);

    let wrong = format!("{address}&persons=perhaps");
    assert_eq!(office.post(&wrong, b"x").status, 400);
    let two = with_persons("甲某、丁某", "1");
    let asked = send(&office, address, two.as_bytes());
    assert!(
        asked.errors[0].zh.contains("2 个姓名、1 个电话"),
        "{:?}",
        asked.errors
    );
}

#[test]
fn who_may_not_see_numbers_imports_a_plan_without_its_persons() {
    let server = TestServer::new();
    let office = server.client("city_office");
    let address = "/api/v2/import?kind=plan&file=a.csv&valid_from=2022-02";
    let text = with_persons("甲某", "0772-0000001");
    let seen = send(&office, address, text.as_bytes());
    let token = format!("{address}&token={}", seen.token.unwrap());
    assert!(send(&office, &token, text.as_bytes()).written);
    let other = with_persons("甲某", "0772-0000002");
    let seen = server.client("admin").post(address, other.as_bytes());
    let told = String::from_utf8(seen.body).unwrap();
    assert!(!told.contains("0772-0000001"), "{told}");
    let seen: Import = serde_json::from_str(&told).unwrap();
    assert_eq!((seen.counts.changed, seen.changes[0].persons.len()), (0, 0));
    assert!(
        seen.notes
            .iter()
            .any(|note| note.zh.contains("责任人和电话没有读")),
        "{:?}",
        seen.notes
    );
    let mut profile = profile();
    profile.telephones_for = vec![Role::Supervisor];
    let mut conn = server.database();
    transact(&mut *conn, |tx| put_profile(tx, &profile, now())).unwrap();
    drop(conn);
    let seen = send(&office, address, other.as_bytes());
    assert_eq!(
        seen.changes[0].persons,
        [],
        "nor the office, where it is not named"
    );
}

/// Exports the plan with its persons as both kinds of file, each of which changes nothing when it is
/// imported; the text of the .csv.
fn out_and_in(folder: &Folder) -> String {
    for name in ["out.csv", "out.xlsx"] {
        let file = folder.0.path().join(name);
        let line = "export --data data --kind plan --persons -o";
        let done = yuebao(folder.0.path(), line, &[&file]);
        assert_eq!(done.status, 0, "{}", done.told);
        let again = folder.import("--kind plan", &[&file]);
        assert_eq!(again.status, 0, "{}", again.told);
        let unchanged = again.changes();
        assert!(
            unchanged.iter().all(|one| one.starts_with("unchanged")),
            "{unchanged:?}"
        );
    }
    std::fs::read_to_string(folder.0.path().join("out.csv")).unwrap()
}

#[test]
fn persons_are_exported_by_choice_and_read_back_as_they_are() {
    let folder = Folder::new();
    let file = folder.file("计划.csv", with_persons("甲某、乙某", "0772-0000001、无"));
    let done = folder.import("--kind plan --valid-from 2022-02", &[&file]);
    assert_eq!(done.status, 0, "{}", done.told);
    assert_eq!(done.lines[0]["persons"][0]["after"]["name"], "甲某");
    let text = out_and_in(&folder);
    assert!(text.contains("甲某、乙某,0772-0000001、无"), "{text}");
    let plain = folder.0.path().join("plain.csv");
    yuebao(
        folder.0.path(),
        "export --data data --kind plan -o",
        &[&plain],
    );
    assert!(!std::fs::read_to_string(plain).unwrap().contains("甲某"));
    folder.healthy();
}

/// Everything that is known of a person goes out and comes in again, and what is corrected is named.
#[test]
fn posts_units_and_dates_go_out_and_come_in_with_their_persons() {
    let folder = Folder::new();
    let more = "联络员职务,联络员单位,联络员起,联络员止";
    let head = HEAD.replace('\n', &format!(",联络员,联系电话,{more}\n"));
    let road = |post: &str| {
        let persons = format!(
            "甲某、乙某,0772-0000001、无,{post}、无,市交通局、县交通局,2021年3月、2022-01-05,至今、无"
        );
        row("示例 road", "甲县交通局", "1200").replace('\n', &format!(",{persons}\n"))
    };
    let file = folder.file("计划.csv", [head.clone(), road("局长")].concat());
    let done = folder.import("--kind plan --valid-from 2022-02", &[&file]);
    assert_eq!(done.status, 0, "{}", done.told);
    let first = &done.lines[0]["persons"][0]["after"];
    assert_eq!(
        (&first["post"], &first["unit"], &first["from"]),
        (&json!("局长"), &json!("市交通局"), &json!("2021-03"))
    );
    assert_eq!(done.lines[0]["persons"][1]["after"]["from"], "2022-01-05");
    let text = out_and_in(&folder);
    for part in [
        "联络员职务,联络员单位,联络员起",
        "局长、无,市交通局、县交通局,2021-03、2022-01-05",
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("联络员止"), "nobody has left: {text}");
    let file = folder.file("又.csv", [head, road("副局长")].concat());
    let done = folder.import("--kind plan --valid-from 2022-02 --preview", &[&file]);
    let persons = &done.lines[0]["persons"];
    assert_eq!(persons.as_array().map(Vec::len), Some(1), "{}", done.told);
    let posts = (&persons[0]["before"]["post"], &persons[0]["after"]["post"]);
    assert_eq!(posts, (&json!("局长"), &json!("副局长")));
    folder.healthy();
}
