//! `GET /api/v1/reports/{project}/{month}/history`: what happened to a report, box by box.

use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use yuebao_domain::history::tell;
use yuebao_domain::operation::{ReportKey, Subject};
use yuebao_domain::period::Month;
use yuebao_domain::rights::Me;
use yuebao_domain::rights::{Person, over};
use yuebao_domain::text::words;
use yuebao_domain::wire::v1::{HistoryPage, MAX_REVISIONS, ReportHistory};
use yuebao_store::{Error, ReadTransaction};

use super::limits::within_rate;
use crate::error::AppError;
use crate::extract::Session;
use crate::sight::units_for;
use crate::state::AppState;
use crate::sync::steps::Steps;
use crate::sync::withheld::is_withheld;

/// For whoever may read the project; to anybody else there is no such report.
pub async fn history(
    State(state): State<AppState>,
    session: Session,
    place: Result<Path<(String, String)>, PathRejection>,
    page: Result<Query<HistoryPage>, QueryRejection>,
) -> Result<Json<ReportHistory>, AppError> {
    within_rate(&state, &session.me)?;
    let Path((project, month)) = place.map_err(|error| wrong("path", &error.body_text()))?;
    let month: Month = month
        .parse()
        .map_err(|error| wrong("month", &format!("{error}")))?;
    let Query(page) = page.map_err(|error| wrong("before", &error.body_text()))?;
    let told = state
        .readers
        .read(move |tx| look_up(tx, &session.me, project, month, page.before))
        .await?;
    told.map(Json).ok_or_else(no_such_report)
}

fn look_up(
    tx: &dyn ReadTransaction,
    me: &Me,
    project: String,
    month: Month,
    before: Option<u64>,
) -> Result<Option<ReportHistory>, Error> {
    let units = units_for(me, || tx.units())?;
    let person = Person::new(me, &units);
    let plan = tx.project(&project)?;
    let may_see = plan.is_some_and(|plan| over(&person, &plan).see);
    let key = ReportKey {
        project: project.clone(),
        month,
    };
    let subject = Subject::Report(key.clone());
    if !may_see || tx.subject(&subject)?.is_none() {
        return Ok(None);
    }
    if is_withheld(tx, me, &key, &Steps::of(tx))? {
        return Ok(None);
    }
    // One more than is told: what the oldest changed is seen against the one before it.
    let (found, is_full) = tx.history(&subject, before, MAX_REVISIONS + 1)?;
    let (earlier, told) = match found.split_first() {
        Some((earlier, rest)) if is_full || found.len() > MAX_REVISIONS => (Some(earlier), rest),
        _ => (None, &found[..]),
    };
    let clashes = tx.recorded_clashes(&subject)?;
    let (steps, fields) = tell(earlier, told, &clashes);
    Ok(Some(ReportHistory {
        before: earlier.map(|earlier| earlier.made.rev + 1),
        project,
        month,
        steps,
        fields,
    }))
}

fn wrong(field: &str, reason: &str) -> AppError {
    let expected = "/api/v1/reports/PROJECT/2022-05/history?before=REVISION";
    AppError::invalid_address(field, reason, expected)
}

fn no_such_report() -> AppError {
    AppError::new(
        StatusCode::NOT_FOUND,
        "no-such-report",
        "No such report",
        words(
            "没有这份月报，或您无权查看，请核对项目和月份",
            "There is no such report, or you may not see it: check project and month",
        ),
    )
}
