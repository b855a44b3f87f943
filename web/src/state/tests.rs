//! What the widget does on each event, as data.

use yuebao_domain::device::{Device, Pass, ReportKey, Row};
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::report::{Changes, Field, FieldKey, FieldValue};
use yuebao_domain::rights::Me;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;
use yuebao_domain::wire::v1::LoginAnswer;
use yuebao_domain::wire::v2::{ChangeSet, SyncAnswer, SyncRequest};

use super::testing::env;
use super::*;
use crate::fault::{Blocked, PortalFault, SyncFault};

mod away;
mod clock;
mod contract;
mod faults;
mod portal;
mod rescue;
mod session;
mod silent;
mod store;
mod sync;
mod work;

fn plan() -> PlanRow {
    serde_json::from_value(serde_json::json!({
        "id": "p1", "name": "示例项目", "nature": "continuing", "category": "industry",
        "area": builtin("qinzhou-2022").unwrap().areas[0].code, "units": ["u1"],
        "total_investment": "10000", "annual_plan": "2000", "entered": "2022-01",
    }))
    .unwrap()
}

fn me() -> Me {
    Me {
        user: "clerk".to_owned(),
        name: "示例信息员".to_owned(),
        role: Role::Clerk,
        unit: Unit {
            id: "u1".to_owned(),
            name: "示例单位".to_owned(),
            parent: None,
            area: None,
        },
        owner: None,
    }
}

fn answer_to(request: &SyncRequest, changes: ChangeSet) -> Box<SyncAnswer> {
    Box::new(SyncAnswer {
        server_id: "s".to_owned(),
        epoch: 1,
        nonce: request.nonce.clone(),
        time: "".into(),
        me: me().into(),
        receipts: Vec::new(),
        changes,
        cursor: 1,
        more: false,
        backup_watermark: 0,
        mark: None,
        restored: false,
        rescue_key: None,
    })
}

/// A store that is open and has the plan.
fn opened(stored: bool) -> State {
    let mut state = State::default();
    state.sync.online = true;
    let effects = state.update(
        Action::Opened {
            user: "clerk".to_owned(),
            pass: login("token"),
            device: Box::new(Device::default()),
            set_aside: Vec::new(),
            stored,
        },
        &env(),
    );
    finish_writes(&mut state, &effects);
    let request = sent(&effects).expect("the first sync starts at once");
    let changes = ChangeSet {
        profile: Some(builtin("qinzhou-2022").unwrap()),
        projects: vec![plan()],
        ..ChangeSet::default()
    };
    let answer = answer_to(&request, changes);
    let effects = state.update(synced(request, Ok(answer)), &env());
    finish_writes(&mut state, &effects);
    state
}

/// The server has let the user in.
fn login(token: &str) -> Pass {
    Pass::Login {
        token: token.to_owned(),
        password: None,
        key: "key".to_owned(),
    }
}

fn synced(request: SyncRequest, answer: Result<Box<SyncAnswer>, SyncFault>) -> Action {
    Action::Synced {
        request: Box::new(request),
        answer,
        now: "2022-06-01T08:00:00+08:00".into(),
    }
}

fn sent(effects: &[Effect]) -> Option<SyncRequest> {
    effects.iter().find_map(|effect| match effect {
        Effect::Send { request, .. } => Some((**request).clone()),
        _ => None,
    })
}

fn finish_writes(state: &mut State, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Store { ticket, .. } | Effect::StoreThenSend { ticket, .. } = effect {
            let done = Action::Stored {
                ticket: *ticket,
                result: Ok(()),
            };
            state.update(done, &env());
        }
    }
}

fn stored_rows(effects: &[Effect]) -> Vec<Row> {
    effects
        .iter()
        .flat_map(|effect| match effect {
            Effect::Store { rows, .. } | Effect::StoreThenSend { rows, .. } => rows.clone(),
            _ => Vec::new(),
        })
        .collect()
}

fn fill(state: &mut State, field: Field, text: &str) -> Vec<Effect> {
    let changes = Changes::from([(field.into(), Some(FieldValue::from(text)))]);
    let action = Action::Edit {
        project: "p1".to_owned(),
        changes,
    };
    state.update(action, &env())
}

/// Figures that a report of May can be handed in with.
const FIGURES: [(Field, &str); 9] = [
    (Field::MonthInvestment, "100"),
    (Field::YearToDate, "900"),
    (Field::SinceStart, "900"),
    (Field::Construction, "900"),
    (Field::Basis, "visual_progress"),
    (Field::VisualProgress, "主体结构施工至三层，砌体完成一半"),
    (Field::ActualStart, "2021-02-01"),
    (Field::Status, "normal"),
    (Field::ProjectCode, "2201-450702-04-01-123450"),
];
