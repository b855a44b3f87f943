//! `GET /api/v1/documents/{month}/{document}`: a document of a month as a file, before it is published.

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use yuebao_domain::period::Month;
use yuebao_domain::publish::{Document, Kind};
use yuebao_domain::rights::Person;
use yuebao_domain::text::{Lang, words};
use yuebao_domain::wire::publications::DocumentQuery;

use super::limits::within_rate;
use crate::documents::{NotMade, Order, make};
use crate::error::AppError;
use crate::extract::Session;
use crate::publish::{SourceError, Wanted};
use crate::render::FileFormat;
use crate::state::AppState;

/// For whoever sees every project, since its figures are of all of them, and the summary of a unit for
/// that unit as well. What is open to others once it is published is read at `/api/v1/publications`.
pub async fn document(
    State(state): State<AppState>,
    session: Session,
    place: Result<Path<(String, String)>, PathRejection>,
    query: Result<Query<DocumentQuery>, QueryRejection>,
) -> Result<Response, AppError> {
    within_rate(&state, &session.me)?;
    let (month, kind) = place_of(place)?;
    let sees_everything = Person::new(&session.me, &[]).sees_everything();
    if !sees_everything && query.as_ref().map_or(true, |query| query.unit.is_none()) {
        return Err(AppError::not_yours());
    }
    let Query(query) = query.map_err(|error| wrong("query", &error.body_text()))?;
    let format = format_of(query.format.as_deref())?;
    let order = Order {
        kind,
        month,
        wanted: wanted(&query)?,
        unit: query.unit.clone(),
        reader: (!sees_everything).then_some(session.me),
        growths: None,
        profile: None,
        lang: lang_of(query.lang.as_deref())?,
    };
    let today = state.clock.now().today();
    let made = state
        .readers
        .read(move |tx| Ok(make(tx, order, today)))
        .await?;
    let document = made.map_err(not_made)?;
    answer(document, format).await
}

fn wanted(query: &DocumentQuery) -> Result<Wanted, AppError> {
    match (query.provisional, query.edition) {
        (true, None) => Ok(Wanted::Provisional),
        (false, Some(number)) => Ok(Wanted::Edition(number)),
        (false, None) => Ok(Wanted::Final),
        (true, Some(_)) => Err(wrong("edition", "provisional=true")),
    }
}

/// The file, drawn where it may take its time.
async fn answer(document: Document, format: FileFormat) -> Result<Response, AppError> {
    let bytes = drawn(document, format).await?;
    let headers = [(header::CONTENT_TYPE, format.media_type())];
    Ok((headers, bytes).into_response())
}

/// A document as a file, drawn on a thread that may be blocked.
pub(super) async fn drawn(document: Document, format: FileFormat) -> Result<Vec<u8>, AppError> {
    let drawing = tokio::task::spawn_blocking(move || format.draw(&document));
    let drawn = drawing.await.map_err(|_| AppError::internal())?;
    drawn.map_err(|error| {
        tracing::error!(%error, "a document was not drawn");
        AppError::internal()
    })
}

/// Month and document of an address.
pub(super) fn place_of(
    place: Result<Path<(String, String)>, PathRejection>,
) -> Result<(Month, Kind), AppError> {
    let Path((month, document)) = place.map_err(|error| wrong("path", &error.body_text()))?;
    let month = month
        .parse()
        .map_err(|error| wrong("month", &format!("{error}")))?;
    let kind = Kind::from_key(&document).ok_or_else(|| wrong("document", &document))?;
    Ok((month, kind))
}

/// The format that is asked for; the value itself where none is.
pub(super) fn format_of(key: Option<&str>) -> Result<FileFormat, AppError> {
    let key = key.unwrap_or(FileFormat::Json.key());
    FileFormat::from_key(key).ok_or_else(|| {
        wrong("format", key).expected(FileFormat::ALL.map(FileFormat::key).join(" | "))
    })
}

fn lang_of(key: Option<&str>) -> Result<Lang, AppError> {
    match key {
        None | Some("zh") => Ok(Lang::Zh),
        Some("en") => Ok(Lang::En),
        Some(other) => Err(wrong("lang", other).expected("zh | en")),
    }
}

fn wrong(field: &str, reason: &str) -> AppError {
    let expected = "/api/v1/documents/2022-05/monthly-table?format=xlsx&provisional=true";
    AppError::invalid_address(field, reason, expected)
}

fn no_such_document() -> AppError {
    AppError::new(
        StatusCode::NOT_FOUND,
        "no-such-document",
        "No such document",
        words(
            "没有可以制作这份文件的数据，或您无权查看",
            "There is nothing to make this document of, or you may not see it",
        ),
    )
}

fn not_made(why: NotMade) -> AppError {
    let reason = why.to_string();
    match why {
        NotMade::Source(SourceError::Db(error)) => error.into(),
        NotMade::Source(SourceError::NotThere { .. }) | NotMade::NoGrowth | NotMade::NoUnit => {
            no_such_document().because(&reason)
        }
        NotMade::Source(SourceError::Unreadable { .. }) => {
            tracing::error!(reason, "an edition cannot be read");
            AppError::internal()
        }
        NotMade::Unsound(_) => AppError::new(
            StatusCode::CONFLICT,
            "unsound",
            "The figures do not agree",
            words(
                "这份文件没有通过校对",
                "This document did not pass its proof",
            ),
        )
        .because(&reason),
    }
}
