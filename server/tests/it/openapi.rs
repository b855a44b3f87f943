//! The description of the interface says what the server does: its addresses, and each answer.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Value, json};
use yuebao_domain::wire::v1::OperationOutcome;

use yuebao_server::endpoints::{self, ENDPOINTS};

use crate::reviewing::{HISTORY, whole_story};
use crate::support::client::{Answer, agent, try_login};
use crate::support::ops::{GOOD, op_id, set, submit};
use crate::support::{PASSWORD, TestServer};

fn document() -> Value {
    serde_json::from_str(endpoints::document()).unwrap()
}

/// A validator that also refuses keys that the description does not name.
fn validator(schema: &str) -> Validator {
    let mut components = document()["components"].take();
    close(&mut components);
    let root = json!({"$ref": format!("#/components/schemas/{schema}"), "components": components});
    jsonschema::validator_for(&root).unwrap()
}

fn close(value: &mut Value) {
    if let Value::Object(map) = value {
        if map.contains_key("properties") && !map.contains_key("additionalProperties") {
            map.insert("additionalProperties".to_owned(), json!(false));
        }
        map.values_mut().for_each(close);
    } else if let Value::Array(items) = value {
        items.iter_mut().for_each(close);
    }
}

#[track_caller]
fn fits(schema: &str, value: &Value) {
    let validator = validator(schema);
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}");
}

#[test]
fn the_description_names_the_addresses_of_the_router_and_no_others() {
    let routed: BTreeSet<&str> = ENDPOINTS.iter().map(|endpoint| endpoint.path).collect();
    let document = document();
    let described: BTreeSet<&str> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(described, routed);
    let server = TestServer::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let request = ureq::http::Request::builder()
                .method(method.to_uppercase().as_str())
                .uri(server.url(path))
                .body(())
                .unwrap();
            let status = agent().run(request).unwrap().status().as_u16();
            let public = methods[method]["security"] == json!([]);
            let expected = match (public, method.as_str()) {
                (true, "get") => 200,
                (true, _) => 415,
                (false, _) => 401,
            };
            assert_eq!(status, expected, "{method} {path}");
            assert!(
                !methods[method]["responses"][status.to_string()].is_null(),
                "{method} {path}"
            );
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"").skip(1) {
        let pointer = reference.split('"').next().unwrap().trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}

#[test]
fn real_requests_and_answers_fit_the_description() {
    let server = TestServer::new();
    let get = |path: &str| Answer::read(agent().get(server.url(path)).call().unwrap());
    fits("Hello", &get("/api/v1/hello").json());
    fits("LoginAnswer", &try_login(&server, "zhang", PASSWORD).json());
    fits(
        "ProblemDetails",
        &try_login(&server, "zhang", "wrong").json(),
    );
    fits("ProblemDetails", &get("/api/nothing").json());

    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    fits("Me", &zhang.get("/api/v1/session").json());
    zhang.expect(OperationOutcome::Applied, &submit("road", 0, GOOD));
    let mut refused = submit(
        "road",
        1,
        &[("month_investment", "-5"), ("year_to_date", "")],
    );
    refused.reason = Some("reason".to_owned());
    li.expect(
        OperationOutcome::Conflict,
        &submit(
            "road",
            0,
            &[
                ("year_to_date", "501"),
                ("month_investment", "1"),
                ("since_start", ""),
            ],
        ),
    );
    zhang.cursor = 0;
    let request = zhang.request(vec![refused, set("school", 0, &[("remarks", "x")])]);
    fits("SyncRequest", &serde_json::to_value(&request).unwrap());
    let answer = zhang
        .post("/api/v1/sync", &serde_json::to_vec(&request).unwrap())
        .json();
    assert_eq!(answer["results"][0]["findings"][0]["severity"], "verify");
    assert_eq!(
        answer["changes"]["reports"][0]["conflicts"][0]["second_user"],
        "li"
    );
    fits("SyncAnswer", &answer);
}

#[test]
fn every_subject_fits_the_description() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    zhang.expect(OperationOutcome::Applied, &submit("road", 0, GOOD));
    let mut li = server.client("li");
    li.expect(
        OperationOutcome::Conflict,
        &submit(
            "road",
            0,
            &[("year_to_date", "501"), ("month_investment", "1")],
        ),
    );
    let office = server.client("city_office");
    let id = op_id();
    let question = json!({
        "op_id": id, "sequence": 1, "form_version": 1, "base_rev": 0,
        "subject": { "kind": "question", "project": "road", "month": "2022-05", "id": id },
        "command": { "kind": "ask", "field": "remarks", "text": "为何空着？" },
    });
    let mut close = question.clone();
    close["op_id"] = op_id().into();
    close["command"] = json!({ "kind": "close" });
    let request = json!({
        "protocol": 2, "nonce": "n", "device": "d", "cursor": 0, "operations": [question, close],
    });
    fits("SyncRequestV2", &request);
    let answer = office.post("/api/v2/sync", &serde_json::to_vec(&request).unwrap());
    let answer = answer.json();
    assert_eq!(answer["receipts"][0]["outcome"], "applied", "{answer}");
    assert_eq!(answer["receipts"][1]["refusal"], "not_answered");
    assert_eq!(answer["changes"]["subjects"][1]["state"], "open");
    fits("SyncAnswerV2", &answer);
}

#[test]
fn reviews_amendments_and_a_history_fit_the_description() {
    let server = TestServer::new();
    whole_story(&server);
    let (mut li, office) = (server.client("li"), server.client("city_office"));
    li.expect(
        OperationOutcome::Conflict,
        &submit("road", 6, &[("remarks", "再更正")]),
    );
    let request = office.request(Vec::new());
    let sent = serde_json::to_vec(&request).unwrap();
    let answer = office.post("/api/v1/sync", &sent).json();
    let report = &answer["changes"]["reports"][0];
    assert_eq!(report["review"]["comment"], "同意");
    assert_eq!(report["conflicts"][0]["kind"], "amendment");
    fits("SyncAnswer", &answer);
    let history = office.get(HISTORY).json();
    assert!(history["fields"][1]["entries"][0]["waited"].is_object());
    fits("ReportHistory", &history);
}

#[test]
fn the_description_refuses_what_the_server_refuses() {
    let validator = validator("SyncRequest");
    let good = json!({"protocol": 1, "nonce": "n", "device": "d", "operations": []});
    assert!(validator.is_valid(&good));
    for (key, value) in [
        ("protocol", json!(2)),
        ("nonce", json!("")),
        ("user", json!("li")),
        ("cursor", json!(-1)),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}

#[test]
fn answers_are_packed_for_who_takes_it() {
    let server = TestServer::new();
    let get = |coding: &str| {
        let request = agent().get(server.url("/api/openapi.json"));
        Answer::read(request.header("accept-encoding", coding).call().unwrap())
    };
    let (plain, packed) = (get("identity"), get("gzip"));
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut unpacked = Vec::new();
    std::io::copy(
        &mut flate2::read::GzDecoder::new(&packed.body[..]),
        &mut unpacked,
    )
    .unwrap();
    assert_eq!(unpacked, plain.body);
    assert!(packed.body.len() * 4 < plain.body.len());
}
