//! What somebody changes behind the program's back is found.

use super::*;

#[test]
fn an_edition_that_somebody_changed_is_found() {
    let tampered = |sql: &str| {
        let (server, ..) = locked();
        let raw = server.raw();
        for guard in [
            "editions_are_never_changed",
            "editions_are_never_deleted",
            "revisions_are_never_changed",
        ] {
            raw.run(&format!("DROP TRIGGER {guard}")).unwrap();
        }
        raw.run(sql).unwrap();
        let mut conn = server.database();
        let faults = verify(&mut *conn).unwrap().faults;
        let told = faults
            .iter()
            .map(|fault| (fault.trouble, fault.place.clone()));
        told.collect::<Vec<_>>()
    };
    let place = || "month 2022-04 edition 1".to_owned();
    let changed = "UPDATE editions SET document = replace(document, '\"300\"', '\"301\"')";
    assert_eq!(tampered(changed), [(Trouble::EditionDiffers, place())]);
    let gone = "DELETE FROM editions";
    assert_eq!(tampered(gone), [(Trouble::EditionMissing, place())]);
    let report = "UPDATE revisions SET boxes = replace(boxes, '\"300\"', '\"301\"') WHERE subject = 'report/road/2022-04'";
    let found = tampered(report);
    assert!(
        found.contains(&(Trouble::EditionNotMade, place())),
        "{found:?}"
    );
    assert!(found.len() > 1, "the report is named as well");
}

#[test]
fn a_plan_that_was_changed_behind_the_log_for_a_lock_and_put_back_is_found() {
    let swap = |server: &TestServer, from: &str, to: &str| {
        let change = format!(
            "DROP TRIGGER IF EXISTS plan_versions_are_never_changed;
             UPDATE projects SET plan = replace(plan, '{from}', '{to}') WHERE id = 'road';
             UPDATE plan_versions SET version = replace(version, '{from}', '{to}')
             WHERE project = 'road'"
        );
        server.raw().run(&change).unwrap();
    };
    let (plan, lower) = (r#""annual_plan":"1200""#, r#""annual_plan":"600""#);
    let (server, _, office) = reported();
    swap(&server, plan, lower);
    done(&office, &about(april(), 0, Command::lock(missing(&OTHERS))));
    swap(&server, lower, plan);
    let frozen = edition(&server, 1);
    assert!(frozen.document.contains(lower), "{}", frozen.document);
    let faults = verify(&mut *server.database()).unwrap().faults;
    let told: Vec<_> = (faults.iter())
        .map(|fault| (fault.trouble, fault.place.as_str()))
        .collect();
    let place = "month 2022-04 edition 1: project road";
    assert_eq!(told, [(Trouble::EditionPlanDiffers, place)]);
    // What the plan was changed to since, by the log, is another matter.
    let (server, ..) = locked();
    let more = yuebao_domain::plan::PlanRow {
        name: "改名".to_owned(),
        ..plan::project("road", "roads")
    };
    let contents = yuebao_server::plan_file::Contents {
        profile: plan::profile(),
        units: plan::units(),
        projects: vec![more],
    };
    transact(&mut *server.database(), |tx| {
        yuebao_server::plan_file::import(tx, &contents, crate::support::now())
    })
    .unwrap();
    assert_eq!(verify(&mut *server.database()).unwrap().faults, []);
}
