//! `GET /api/v1/publications`, `GET /api/v1/publications/{month}/{document}`: what was published, as it
//! was then.

use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use yuebao_domain::operation::month::MonthBook;
use yuebao_domain::operation::publication::{PublicationLog, narrowed};
use yuebao_domain::operation::{PublicationKey, Subject, SubjectKind};
use yuebao_domain::period::Month;
use yuebao_domain::publish::Kind;
use yuebao_domain::rights::{Me, Person};
use yuebao_domain::text::{Words, words};
use yuebao_domain::wire::publications::{Publications, PublishedQuery};
use yuebao_store::json::from_text;
use yuebao_store::meta::profiles_in_force;
use yuebao_store::publications::PublishedDocument;
use yuebao_store::{Error, ReadTransaction};

use super::documents::{drawn, format_of, place_of};
use super::limits::within_rate;
use crate::assets::negotiate::is_known;
use crate::error::AppError;
use crate::extract::Session;
use crate::render::FileFormat;
use crate::state::AppState;

/// Kept by whoever asked, and asked for again each time.
const ASK_AGAIN: &str = "private, no-cache";

/// Everything that was published, as far as whoever asks may read it.
pub async fn publications(
    State(state): State<AppState>,
    session: Session,
) -> Result<Json<Publications>, AppError> {
    within_rate(&state, &session.me)?;
    let told = state.readers.read(move |tx| list(tx, &session.me)).await?;
    Ok(Json(told))
}

fn list(tx: &dyn ReadTransaction, me: &Me) -> Result<Publications, Error> {
    let mut told = Publications::default();
    let mut months: Vec<Month> = (tx.subjects_of_kind(SubjectKind::Publication)?.iter())
        .map(Subject::month)
        .collect();
    months.sort_unstable();
    for month in months.into_iter().rev() {
        let log = log_for(tx, me, month)?;
        let newest = newest_edition(tx, month)?;
        told.publications
            .extend(Publications::of(month, &log, newest));
    }
    Ok(told)
}

/// A document as it was published: by the publication of this number, or by the one that is in force.
pub async fn published(
    State(state): State<AppState>,
    session: Session,
    place: Result<Path<(String, String)>, PathRejection>,
    query: Result<Query<PublishedQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    within_rate(&state, &session.me)?;
    let (month, kind) = place_of(place)?;
    let Query(query) = query.map_err(|error| {
        AppError::invalid_address(
            "query",
            &error.body_text(),
            "/api/v1/publications/2022-05/bulletin?format=html&number=1",
        )
    })?;
    let format = format_of(query.format.as_deref())?;
    let found = state
        .readers
        .read(move |tx| find(tx, &session.me, month, kind, query.number))
        .await?;
    let kept = found.map_err(Absent::refusal)?;
    let etag = format!("\"{}-{}\"", kept.digest, format.key());
    let known = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, ASK_AGAIN.to_owned()),
    ];
    if is_known(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, known).into_response());
    }
    let bytes = match format {
        FileFormat::Json => kept.value.into_bytes(),
        _ => drawn(from_text("published_documents.value", &kept.value)?, format).await?,
    };
    let content_type = [(header::CONTENT_TYPE, format.media_type())];
    Ok((known, content_type, bytes).into_response())
}

/// Why there is no document to be read.
#[derive(Debug, Clone, Copy)]
enum Absent {
    Nothing,
    Corrected,
    Withdrawn,
}

impl Absent {
    fn refusal(self) -> AppError {
        let (status, name, told): (_, _, Words) = match self {
            Self::Nothing => (
                StatusCode::NOT_FOUND,
                "not-published",
                words(
                    "没有发布过这份文件，或您无权查看，请核对月份、文件和次数",
                    "This document was not published, or you may not see it: check month, document and number",
                ),
            ),
            Self::Corrected => (
                StatusCode::NOT_FOUND,
                "corrected",
                words(
                    "该月更正后尚未重新发布；要更正前的请注明 number",
                    "The month was corrected since and not published again; name a number for what was published before",
                ),
            ),
            Self::Withdrawn => (
                StatusCode::GONE,
                "withdrawn",
                words("这次发布已经撤回", "This publication was taken back"),
            ),
        };
        AppError::new(status, name, "Not published", told)
    }
}

fn find(
    tx: &dyn ReadTransaction,
    me: &Me,
    month: Month,
    kind: Kind,
    number: Option<u32>,
) -> Result<Result<PublishedDocument, Absent>, Error> {
    let log = log_for(tx, me, month)?;
    let document = kind.key();
    let newest = newest_edition(tx, month)?;
    let one = match number {
        Some(number) => log.publication(number).filter(|one| one.has(document)),
        None => log.in_force(document, newest),
    };
    let number = match one {
        Some(one) if one.withdrawn.is_some() => return Ok(Err(Absent::Withdrawn)),
        Some(one) => one.number,
        None if number.is_none() && log.last(document).is_some() => {
            return Ok(Err(Absent::Corrected));
        }
        None => return Ok(Err(Absent::Nothing)),
    };
    let kept = tx.published(month, number, document)?;
    Ok(kept.ok_or(Absent::Nothing))
}

/// What was decided about what is published of a month, as far as somebody is told of it.
fn log_for(tx: &dyn ReadTransaction, me: &Me, month: Month) -> Result<PublicationLog, Error> {
    let held = tx.subject(&PublicationKey::of(month).into())?;
    let mut values = held.map(|held| held.values).unwrap_or_default();
    if !Person::new(me, &[]).sees_everything() {
        let profiles = profiles_in_force(tx)?;
        let settled = profiles.map(|profiles| profiles.at(month).publication.clone());
        let settled = settled.unwrap_or_default();
        values = narrowed(&values, |document| settled.is_open(document));
    }
    Ok(PublicationLog::read(&values).unwrap_or_default())
}

fn newest_edition(tx: &dyn ReadTransaction, month: Month) -> Result<Option<u32>, Error> {
    let held = tx.subject(&month.into())?;
    let book = held.and_then(|held| MonthBook::read(&held.values));
    Ok(book.and_then(|book| Some(book.edition()?.number)))
}
