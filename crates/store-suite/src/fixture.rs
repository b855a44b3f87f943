//! A small county, and reports that are filled in it the way the server does it.

use sha2::{Digest, Sha256};
use yuebao_domain::operation::report;
use yuebao_domain::operation::{Operation, Outcome, Receipt, ReportKey, State, Subject};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::report::{Changes, FORM_VERSION, FieldKey, FieldValue, FieldValues, apply};
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_domain::wire::v1;
use yuebao_store::audit::{self, Decision, What};
use yuebao_store::feed::Key;
use yuebao_store::hash::digest;
use yuebao_store::identity::{self, Start};
use yuebao_store::operations::{self, NewOperation};
use yuebao_store::revisions::NewRevision;
use yuebao_store::subjects::{self, Current};
use yuebao_store::users::NewUser;
use yuebao_store::{Connection, Error, Result, WriteTransaction, transact};

/// When everything happens.
pub const AT: &str = "2022-06-05T02:00:00.000Z";
/// The same in seconds since 1970.
pub const SECONDS: i64 = 1_654_394_400;

/// A unit.
pub fn unit(id: &str, parent: Option<&str>) -> Unit {
    Unit {
        id: id.to_owned(),
        name: format!("{id}局"),
        parent: parent.map(str::to_owned),
        area: None,
    }
}

/// A plan row that a unit leads.
pub fn project(id: &str, unit: &str) -> PlanRow {
    serde_json::from_value(serde_json::json!({
        "id": id, "name": format!("示例 {id}"), "nature": "continuing", "category": "infrastructure",
        "area": "here", "units": [unit], "total_investment": "9000", "annual_plan": "1200",
        "before_year": "5000", "entered": "2022-01",
    }))
    .unwrap()
}

/// `zhang` and `li` of `roads`, `wang` of `water`, with a project each: `road`, `bridge` and `dam`.
pub fn populate(conn: &mut dyn Connection) {
    let filled = transact(conn, |tx| {
        settle(tx, 1)?;
        tx.set_profile(&builtin("liuzhou-2022").unwrap())?;
        for (id, parent) in [
            ("county", None),
            ("roads", Some("county")),
            ("water", Some("county")),
        ] {
            tx.put_unit(&unit(id, parent))?;
        }
        for (id, unit) in [("road", "roads"), ("bridge", "roads"), ("dam", "water")] {
            tx.put_project(&project(id, unit))?;
        }
        for (name, unit) in [("zhang", "roads"), ("li", "roads"), ("wang", "water")] {
            assert!(tx.add_user(&user(name, unit))?, "{name}");
        }
        Ok::<_, Error>(())
    });
    filled.unwrap();
}

/// A clerk.
pub fn user<'a>(name: &'a str, unit: &'a str) -> NewUser<'a> {
    NewUser {
        name,
        shown: name,
        role: Role::Clerk,
        unit,
        password_hash: "none: nobody logs in here",
        created_at: AT,
    }
}

/// What a start does, with the number that it throws.
pub fn settle(tx: &dyn WriteTransaction, dice: u32) -> Result<u64> {
    let identity = identity::settle(
        tx,
        &Start {
            new_id: &|| "a-server-of-the-suite".to_owned(),
            dice,
            at: AT,
            seconds: SECONDS,
        },
    )?;
    Ok(identity.epoch)
}

/// The report of May.
pub fn may(project: &str) -> Subject {
    let month = "2022-05".parse().unwrap();
    let project = project.to_owned();
    ReportKey { project, month }.into()
}

/// Boxes with these texts; none where the text is empty.
pub fn changes(boxes: &[(&str, &str)]) -> Changes {
    let change = |(key, text): &(&str, &str)| {
        let value = Some(FieldValue::from(*text)).filter(|_| !text.is_empty());
        (FieldKey::new(key).unwrap(), value)
    };
    boxes.iter().map(change).collect()
}

/// An operation on the report of May.
pub fn operation(
    id: u64,
    project: &str,
    kind: v1::OperationKind,
    base_rev: u64,
    boxes: &[(&str, &str)],
) -> Operation {
    let operation = v1::Operation {
        op_id: format!("0190a0a0-0000-7000-8000-{id:012x}").into(),
        sequence: 1,
        project: project.to_owned(),
        month: "2022-05".parse().unwrap(),
        form_version: FORM_VERSION,
        base_rev,
        base_tag: None,
        previous: None,
        kind,
        changes: changes(boxes),
        conflict: None,
        also: Vec::new(),
        reason: (kind == v1::OperationKind::Return).then(|| "请核对".to_owned()),
        made_at: AT.into(),
    };
    operation.into()
}

/// Keeps an operation with the receipt that it was applied.
pub fn record(tx: &dyn WriteTransaction, user: &str, operation: &Operation) -> Result<String> {
    let text = operations::text(operation)?;
    let content = Sha256::digest(&text);
    tx.add_operation(&NewOperation {
        user,
        device: "tablet",
        operation,
        text: &text,
        content: &content,
        receipt: &Receipt::of(operation.op_id.clone(), Outcome::Applied),
        received_at: &AT.into(),
    })?;
    Ok(hex::encode(content))
}

/// Applies an operation to what is held, and writes everything that the server writes of it.
pub fn decide(
    tx: &dyn WriteTransaction,
    user: &str,
    operation: &Operation,
    state: report::State,
) -> Result<()> {
    let held = tx.subject(&operation.subject)?;
    let before = held.map_or_else(FieldValues::new, |held| held.values);
    let values = apply(&before, operation.command.changes());
    decide_on(tx, user, operation, State::Report(state), values)
}

/// The same of any subject, which holds `values` afterwards.
pub fn decide_on(
    tx: &dyn WriteTransaction,
    user: &str,
    operation: &Operation,
    state: State,
    values: FieldValues,
) -> Result<()> {
    let subject = &operation.subject;
    let content = record(tx, user, operation)?;
    let held = tx.subject(subject)?;
    let from = held.as_ref().and_then(|held| held.state.of_report());
    let known = held.as_ref().and_then(|held| held.hand_ins.clone());
    let by = report::HandIn {
        received_at: AT.into(),
        made_at: operation.made_at.clone(),
    };
    let to = state.of_report();
    let hand_ins = to.and_then(|to| report::HandIns::after(known, from, to, by));
    let (rev, before) = held.map_or((1, FieldValues::new()), |held| (held.rev + 1, held.values));
    let boxes = subjects::boxes(&values)?;
    let hash = digest(&boxes);
    let seq = tx.touch(Key::Subject(subject))?;
    let current = Current {
        rev,
        state,
        values,
        user: user.to_owned(),
        received_at: AT.into(),
        hand_ins,
    };
    tx.put_subject(subject, &current, &boxes)?;
    tx.append_revision(&NewRevision {
        seq,
        subject,
        rev,
        state,
        before: &before,
        values: &current.values,
        boxes: &boxes,
        digest: &hash,
        op_id: &operation.op_id,
        user,
        device: "tablet",
        received_at: &current.received_at,
        made_at: &operation.made_at,
    })?;
    let entry = Decision {
        user,
        device: "tablet",
        project: subject.project().unwrap_or_default(),
        month: &subject.month().to_string(),
        id: subject.id(),
        content,
        outcome: Outcome::Applied,
        rev: Some(rev),
        state: Some(state),
        boxes: Some(hash),
        opened: Vec::new(),
        settled: Vec::new(),
    };
    audit::append(tx, AT, What::Operation, operation.op_id.as_str(), &entry)
}

/// Somebody fills boxes of the report of May, having seen what is held.
pub fn fill(
    tx: &dyn WriteTransaction,
    id: u64,
    project: &str,
    boxes: &[(&str, &str)],
) -> Result<()> {
    let rev = tx.subject(&may(project))?.map_or(0, |held| held.rev);
    let operation = operation(id, project, v1::OperationKind::Set, rev, boxes);
    decide(tx, "zhang", &operation, report::State::Draft)
}
