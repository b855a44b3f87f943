//! The wire types against golden JSON: what devices in the field send and expect stays as it is.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use yuebao_domain::operation::Refusal;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{BUILTIN, builtin};
use yuebao_domain::rights::Me;
use yuebao_domain::units::Unit;
use yuebao_domain::wire::v1::{
    ChangeSet, Hello, HistoryPage, LoginAnswer, LoginRequest, OpenConflict, Operation,
    OperationOutcome, OperationResult, ProblemDetails, ReportHistory, ReportState, Review,
    SyncAnswer, SyncRequest,
};

/// Every fixture with the type it stands for: each parses, and comes out exactly as it went in.
macro_rules! fixtures {
    ($( $name:ident: $dto:ty; )*) => { $(
        #[test]
        fn $name() {
            golden::<$dto>(stringify!($name), include_str!(concat!("fixtures/wire/v1/", stringify!($name), ".json")));
        }
    )* };
}

fixtures! {
    hello: Hello;
    login_request: LoginRequest;
    login_answer: LoginAnswer;
    me: Me;
    unit: Unit;
    operation_set: Operation;
    operation_submit: Operation;
    operation_resolve: Operation;
    operation_void: Operation;
    operation_accept: Operation;
    operation_return: Operation;
    sync_request_first: SyncRequest;
    sync_request: SyncRequest;
    operation_results: Vec<OperationResult>;
    report_state: ReportState;
    report_state_returned: ReportState;
    report_state_accepted: ReportState;
    review: Review;
    report_history: ReportHistory;
    history_page: HistoryPage;
    open_conflict: OpenConflict;
    change_set: ChangeSet;
    sync_answer: SyncAnswer;
    problem_details: ProblemDetails;
}

mod v2 {
    use super::golden;
    use yuebao_domain::operation::publication::{PublicationLog, Standing};
    use yuebao_domain::wire::publications::Publications;
    use yuebao_domain::wire::v2::console::Console;
    use yuebao_domain::wire::v2::{Held, Operation, SyncAnswer, SyncRequest};

    #[test]
    fn sync_request() {
        let text = include_str!("fixtures/wire/v2/sync_request.json");
        golden::<SyncRequest>("sync_request", text);
    }

    #[test]
    fn sync_answer() {
        let text = include_str!("fixtures/wire/v2/sync_answer.json");
        golden::<SyncAnswer>("sync_answer", text);
    }

    #[test]
    fn console() {
        let text = include_str!("fixtures/wire/v2/console.json");
        golden::<Console>("console", text);
    }

    #[test]
    fn what_is_published() {
        let text = include_str!("fixtures/wire/v2/publications.json");
        golden::<Publications>("publications", text);
        let publish = include_str!("fixtures/wire/v2/operation_publish.json");
        let withdraw = include_str!("fixtures/wire/v2/operation_withdraw_publication.json");
        for text in [publish, withdraw] {
            golden::<Operation>("operation", text);
            let sent: Operation = serde_json::from_str(text).unwrap();
            let read = yuebao_domain::operation::Operation::try_from(sent.clone()).unwrap();
            assert_eq!(Operation::from(&read), sent);
            // kept as it is in a tablet's store and in the server's tables
            let kept = serde_json::to_string(&read).unwrap();
            assert_eq!(
                serde_json::from_str::<yuebao_domain::operation::Operation>(&kept).unwrap(),
                read
            );
        }
        let text = include_str!("fixtures/wire/v2/held_publication.json");
        golden::<Held>("held", text);
        let held: Held = serde_json::from_str(text).unwrap();
        let log = PublicationLog::read(&held.values).unwrap();
        let one = log.publication(1).unwrap();
        assert_eq!(log.standing(&one, Some(1)), Standing::Withdrawn);
    }

    #[test]
    fn a_device_says_what_it_has_set_aside_or_nothing_at_all() {
        let mut request = super::fixture(include_str!("fixtures/wire/v2/sync_request.json"));
        let read = |request: &serde_json::Value| -> SyncRequest {
            serde_json::from_value(request.clone()).unwrap()
        };
        assert_eq!(read(&request).set_aside, Some(2));
        request.as_object_mut().unwrap().remove("set_aside");
        let old = read(&request);
        assert_eq!(old.set_aside, None);
        assert_eq!(serde_json::to_value(old).unwrap(), request);
    }

    const OFFICE: &str = include_str!("fixtures/wire/v2/office_operations.json");

    /// Statistics, letters and summaries.
    #[test]
    fn office_operations() {
        golden::<Vec<yuebao_domain::wire::v2::Operation>>("office_operations", OFFICE);
    }

    #[test]
    fn an_operation_comes_out_as_it_went_in() {
        let text = include_str!("fixtures/wire/v2/sync_request.json");
        let request: SyncRequest = serde_json::from_str(text).unwrap();
        let of_office: Vec<yuebao_domain::wire::v2::Operation> =
            serde_json::from_str(OFFICE).unwrap();
        for sent in request.operations.into_iter().chain(of_office) {
            let read = yuebao_domain::operation::Operation::try_from(sent.clone()).unwrap();
            assert_eq!(yuebao_domain::wire::v2::Operation::from(&read), sent);
            // As it is kept in stores and tables.
            let kept = serde_json::to_string(&read).unwrap();
            assert_eq!(
                serde_json::from_str::<yuebao_domain::operation::Operation>(&kept).unwrap(),
                read
            );
        }
    }

    #[test]
    fn what_is_held_is_kept_as_it_came() {
        let text = include_str!("fixtures/wire/v2/sync_answer.json");
        let mut answer: SyncAnswer = serde_json::from_str(text).unwrap();
        let held = answer.changes.take_subjects();
        assert!(held.iter().any(|held| held.hand_ins.is_some()));
        for held in held {
            let kept = serde_json::to_string(&held).unwrap();
            let read: yuebao_domain::operation::Held = serde_json::from_str(&kept).unwrap();
            assert_eq!(read, held);
        }
    }

    #[test]
    fn what_an_older_program_does_not_know_costs_nothing_else() {
        let text = include_str!("fixtures/wire/v2/sync_answer.json");
        let mut known: SyncAnswer = serde_json::from_str(text).unwrap();
        let mut answer = super::fixture(text);
        answer["from_the_future"] = true.into();
        answer["receipts"][0]["from_the_future"] = true.into();
        let subjects = answer["changes"]["subjects"].as_array_mut().unwrap();
        subjects[0]["from_the_future"] = true.into();
        let mut letter = subjects[0].clone();
        letter["subject"]["kind"] = "letter".into();
        let mut archived = subjects[0].clone();
        archived["state"] = "archived".into();
        // A month has no project, which programs of before ask every subject for; a report needs one.
        let mut nobodys = subjects[0].clone();
        nobodys["subject"]
            .as_object_mut()
            .unwrap()
            .remove("project");
        // A word of another subject is none of this one's.
        let mut open = subjects[0].clone();
        open["state"] = "open".into();
        subjects.splice(0..0, [letter, archived, open, nobodys]);
        let mut newer: SyncAnswer = serde_json::from_value(answer).unwrap();
        assert_eq!(newer.changes.take_subjects(), known.changes.take_subjects());
        assert_eq!((newer.changes.unreadable, known.changes.unreadable), (4, 0));
    }
}

fn golden<T: DeserializeOwned + Serialize>(name: &str, text: &str) {
    let parsed: T = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let written = serde_json::to_string_pretty(&parsed).expect("wire types serialise");
    assert_eq!(written, text.trim_end(), "{name}");
}

fn refusal<T: DeserializeOwned>(value: Value) -> String {
    match serde_json::from_value::<T>(value) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn fixture(text: &str) -> Value {
    serde_json::from_str(text).expect("fixtures are JSON")
}

#[test]
fn a_misspelt_part_of_an_operation_is_refused_by_its_name() {
    let mut operation = fixture(include_str!("fixtures/wire/v1/operation_set.json"));
    operation["chnages"] = Value::Object(serde_json::Map::new());
    let said = refusal::<Operation>(operation);
    assert!(
        said.starts_with("unknown field `chnages`, expected one of `op_id`"),
        "{said}"
    );
}

#[test]
fn requests_refuse_what_they_do_not_know() {
    let mut request = fixture(include_str!("fixtures/wire/v1/sync_request.json"));
    request["user"] = "admin".into();
    let said = refusal::<SyncRequest>(request);
    assert!(
        said.starts_with("unknown field `user`"),
        "the user comes from the token alone: {said}"
    );

    let mut login = fixture(include_str!("fixtures/wire/v1/login_request.json"));
    login["role"] = "admin".into();
    let said = refusal::<LoginRequest>(login);
    assert!(said.starts_with("unknown field `role`"), "{said}");
}

#[test]
fn wrong_values_are_refused_with_what_was_expected() {
    for (part, wrong, said) in [
        (
            "month",
            Value::from("2022-13"),
            "“2022-13” is not a month; write it as 2022-05",
        ),
        (
            "kind",
            "delete".into(),
            "unknown variant `delete`, expected one of `set`, `submit`, `resolve`, `void`, `accept`, `return`",
        ),
        (
            "base_rev",
            (-1).into(),
            "invalid value: integer `-1`, expected u64",
        ),
        (
            "changes",
            serde_json::json!({ "month investment": "1" }),
            "“month investment” is not a field key: 1–80 letters, digits, “_”, “.” or “-”",
        ),
    ] {
        let mut operation = fixture(include_str!("fixtures/wire/v1/operation_set.json"));
        operation[part] = wrong;
        assert_eq!(refusal::<Operation>(operation), said, "{part}");
    }
}

#[test]
fn amounts_are_text_because_a_number_would_not_stay_exact() {
    let mut operation = fixture(include_str!("fixtures/wire/v1/operation_set.json"));
    operation["changes"]["month_investment"] = serde_json::json!(1250.5);
    let said = refusal::<Operation>(operation);
    assert_eq!(
        said,
        "invalid type: floating point `1250.5`, expected a text such as \"1250.5\" or an object of texts"
    );
}

#[test]
fn boxes_of_a_newer_form_pass_through_unharmed() {
    let mut state = fixture(include_str!("fixtures/wire/v1/report_state.json"));
    state["values"]["carbon_saved"] = "12.5".into();
    state["values"]["inspection.2"] = serde_json::json!({ "by": "质监站", "result": "合格" });
    let parsed: ReportState = serde_json::from_value(state.clone()).unwrap();
    assert_eq!(serde_json::to_value(&parsed).unwrap(), state);
}

#[test]
fn words_of_a_newer_server_cost_only_what_they_say() {
    let text = include_str!("fixtures/wire/v1/sync_answer.json");
    let known: SyncAnswer = serde_json::from_str(text).unwrap();
    let mut answer = fixture(text);
    answer["results"] = serde_json::json!([
        { "op_id": "1", "outcome": "forwarded" },
        { "op_id": "2", "outcome": "rejected", "refusal": "quarter_closed" },
        { "op_id": "3", "outcome": "rejected", "findings": [
            { "code": "M999", "severity": "ominous", "fields": [], "args": {} },
        ] },
    ]);
    let mut strange = answer["changes"]["reports"][0].clone();
    strange["state"] = "archived".into();
    let reports = answer["changes"]["reports"].as_array_mut().unwrap();
    reports.insert(0, strange);
    let newer: SyncAnswer = serde_json::from_value(answer).unwrap();
    assert_eq!(newer.results[0].outcome, OperationOutcome::Unknown);
    assert_eq!(newer.results[1].refusal, Some(Refusal::Unknown));
    assert_eq!(newer.results[2].outcome, OperationOutcome::Rejected);
    assert!(newer.results[2].findings.is_empty());
    assert_eq!(newer.changes.reports, known.changes.reports);
    assert_eq!(newer.changes.unreadable, 1);
}

#[test]
fn every_profile_travels_unchanged() {
    for (id, _) in BUILTIN {
        let profile = builtin(id).unwrap();
        let sent = serde_json::to_string(&profile).unwrap();
        assert_eq!(
            serde_json::from_str::<Profile>(&sent).unwrap(),
            profile,
            "{id}"
        );
    }
}

#[test]
fn a_profile_that_asks_for_neither_entry_nor_visits_is_written_and_read_as_before() {
    let profile = builtin("qinzhou-2022").unwrap();
    assert_eq!((profile.statistics_entry, profile.visits), (None, None));
    let sent = serde_json::to_value(&profile).unwrap();
    assert!(sent.get("statistics_entry").is_none() && sent.get("visits").is_none());
    let ten = serde_json::to_value(builtin("qinzhou-ten-2022").unwrap()).unwrap();
    assert_eq!(ten["statistics_entry"]["new_enterprise_day"], 8);
    assert_eq!(ten["visits"]["largest"], 20);
}

#[test]
fn answers_of_a_newer_server_are_still_understood() {
    let mut answer = fixture(include_str!("fixtures/wire/v1/sync_answer.json"));
    let known: SyncAnswer = serde_json::from_value(answer.clone()).unwrap();
    answer["from_the_future"] = true.into();
    answer["changes"]["reports"][0]["from_the_future"] = true.into();
    let newer: SyncAnswer = serde_json::from_value(answer).unwrap();
    assert_eq!(newer, known);

    // what is said of the portal's sign-on came later, and more may
    let hello = include_str!("fixtures/wire/v1/hello.json");
    let older: Hello = serde_json::from_str(hello).unwrap();
    assert!(older.passwords && older.portal_login.is_none());
    let mut more: serde_json::Value = serde_json::from_str(hello).unwrap();
    more["new"] = 1.into();
    assert_eq!(serde_json::from_value::<Hello>(more).unwrap(), older);
}

#[test]
fn a_profile_with_a_key_of_a_newer_server_is_read_by_protocol_2() {
    let mut value = serde_json::to_value(builtin("qinzhou-2022").unwrap()).unwrap();
    value["a_key_of_tomorrow"] = serde_json::json!(["city_office"]);
    let told = serde_json::json!({ "profile": value });
    let read: yuebao_domain::wire::v2::ChangeSet = serde_json::from_value(told).unwrap();
    assert_eq!(read.unreadable, 0);
    assert_eq!(read.profile, builtin("qinzhou-2022").ok());
}

#[test]
fn what_a_level_sees_at_its_own_step_alone_is_no_matter_of_protocol_1() {
    let mut profile = builtin("qinzhou-2022").unwrap();
    profile.sees_at_own_step = vec![yuebao_domain::rights::Role::CityOffice];
    let told = |profile: Profile| {
        let changes = ChangeSet {
            profile: Some(profile),
            ..ChangeSet::default()
        };
        serde_json::to_string(&changes).unwrap()
    };
    assert_eq!(told(profile), told(builtin("qinzhou-2022").unwrap()));
}
