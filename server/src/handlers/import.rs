//! `POST /api/v2/import` and `/api/v2/import/columns`: plans and past months from files, for the offices.
//!
//! Nothing is kept between the preview and the writing: the file comes again with the token of what was
//! seen, is compared again with what is held then, and written if the same would change.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use tokio::sync::Semaphore;
use yuebao_domain::import::{Gone, Preview};
use yuebao_domain::period::Month;
use yuebao_domain::rights::{Me, Role};
use yuebao_domain::text::words;
use yuebao_domain::wire::v2::import::{Import, ImportColumns, ImportQuery};
use yuebao_sheets::plan_table::{self, PlanReading, PlanTables, is_target, targets};
use yuebao_sheets::{Batch, Files, Note, ReadOptions, Vocabulary};
use yuebao_store::{Error, ReadTransaction, WriteTransaction, savepoint};

use super::limits::within_rate;
use crate::clock::Now;
use crate::error::AppError;
use crate::extract::{ApiJson, Session};
use crate::import::{
    Corrections, Ground, Importer, MOST_COLUMNS, PlanImport, ReportImport, compare_plan,
    compare_reports, digest, keep_shapes, remembered, under_its_profile, under_their_profile, wire,
    write_plan, write_reports,
};
use crate::state::AppState;

/// One file is read at a time, so that memory stays flat whatever many send.
static READING: Semaphore = Semaphore::const_new(1);

/// What a file holds, and what whoever sends it says beside.
#[derive(Debug, Clone)]
enum Asked {
    Plan(PlanImport),
    Reports,
}

/// What was read of it.
#[derive(Debug)]
enum Read {
    Plan(PlanTables, PlanImport),
    Reports(Result<Batch, Vec<Note>>),
}

/// Previews a file, or writes what was previewed.
pub async fn file(
    State(state): State<AppState>,
    session: Session,
    query: Result<Query<ImportQuery>, QueryRejection>,
    body: Bytes,
) -> Result<Json<Import>, AppError> {
    within_rate(&state, &session.me)?;
    let Query(query) = query.map_err(|error| {
        AppError::invalid_address("kind", &error.body_text(), "plan or reports")
    })?;
    let asked = asked(&query)?;
    let now = state.clock.now();
    let _turn = READING.acquire().await.map_err(|_| AppError::internal())?;
    let ground = state.readers.read(move |tx| Ground::read(tx)).await?;
    let ground = ground.ok_or_else(no_profile)?;
    if matches!(asked, Asked::Reports) && !closes(&session.me, &ground) {
        return Err(AppError::not_yours());
    }
    let seed = seed(&query, &body);
    let read = read(&state, &query, asked, body, ground).await?;
    let me = session.me;
    let Some(token) = query.token else {
        let found = state.readers.read(move |tx| {
            Ok(Compared::of(tx, &read, &seed, (&me, now))?.map(|found| found.told(false)))
        });
        return found.await?.map(Json).ok_or_else(no_profile);
    };
    let written = state.writer.write(move |tx| {
        savepoint(tx, |tx| {
            let Some(found) = Compared::of(tx, &read, &seed, (&me, now))? else {
                return Ok(None);
            };
            if found.told.token.as_deref() != Some(token.as_str()) {
                return Ok(None);
            }
            found.write(tx, &me, now)?;
            Ok(Some(found.told(true)))
        })
    });
    written.await?.map(Json).ok_or_else(not_as_seen)
}

/// Remembers what columns are.
pub async fn columns(
    State(state): State<AppState>,
    session: Session,
    ApiJson(said): ApiJson<ImportColumns>,
) -> Result<StatusCode, AppError> {
    within_rate(&state, &session.me)?;
    let is_shape = said.shape.len() == 64 && said.shape.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_shape {
        return Err(no_such_columns()
            .at("shape")
            .expected("the shape of a preview"));
    }
    if said.columns.len() > MOST_COLUMNS {
        let most = format!("at most {MOST_COLUMNS}");
        return Err(no_such_columns().at("columns").expected(most));
    }
    let wrong = said.columns.iter().find(|(_, key)| !is_target(key));
    if let Some((label, _)) = wrong {
        let expected = targets(None).join(", ");
        return Err(no_such_columns()
            .at(format!("columns.{label}"))
            .expected(expected));
    }
    let now = state.clock.now().seconds();
    let write = state
        .writer
        .write(move |tx| tx.remember_columns(&said.shape, &said.columns, &session.me.user, now));
    write.await?;
    Ok(StatusCode::NO_CONTENT)
}

fn asked(query: &ImportQuery) -> Result<Asked, AppError> {
    let gone = match query.gone.as_deref() {
        None => None,
        Some("keep") => Some(Gone::Keep),
        Some("exit") => Some(Gone::Exit),
        Some(other) => return Err(AppError::invalid_address("gone", other, "keep or exit")),
    };
    let persons_gone = match query.persons.as_deref() {
        None => None,
        Some("keep") => Some(Gone::Keep),
        Some("end") => Some(Gone::Exit),
        Some(other) => return Err(AppError::invalid_address("persons", other, "keep or end")),
    };
    match query.kind.as_str() {
        "plan" => Ok(Asked::Plan(PlanImport {
            document: query.document.clone(),
            batch: query.batch.clone(),
            approver: query.approver.clone(),
            gone,
            persons_gone,
        })),
        "reports" => Ok(Asked::Reports),
        other => Err(AppError::invalid_address("kind", other, "plan or reports")),
    }
}

/// Past months are taken in by the office that closes months: the administrator sees no reports.
fn closes(me: &Me, ground: &Ground) -> bool {
    me.role != Role::Admin && ground.closes(me.role)
}

/// The file and what was said beside it.
fn seed(query: &ImportQuery, body: &Bytes) -> String {
    let month = |month: Option<Month>| month.map(|month| month.to_string()).unwrap_or_default();
    digest(&[
        body,
        query.kind.as_bytes(),
        month(query.valid_from).as_bytes(),
        query.document.as_bytes(),
        query.batch.as_bytes(),
        query.approver.as_bytes(),
        query.gone.as_deref().unwrap_or_default().as_bytes(),
        query.persons.as_deref().unwrap_or_default().as_bytes(),
        month(query.month).as_bytes(),
    ])
}

/// Reads the file away from the threads that answer others.
async fn read(
    state: &AppState,
    query: &ImportQuery,
    asked: Asked,
    body: Bytes,
    ground: Ground,
) -> Result<Read, AppError> {
    let name = if query.file.is_empty() {
        "文件".to_owned()
    } else {
        query.file.clone()
    };
    let (valid_from, month) = (query.valid_from, query.month);
    let failed = |_| AppError::internal();
    let said = match asked {
        Asked::Plan(said) => said,
        Asked::Reports => {
            let read = tokio::task::spawn_blocking(move || {
                let names = Vocabulary::load([]).unwrap_or_default();
                Read::Reports(under_their_profile(&ground, month, |profile| {
                    let mut files = Files::default();
                    files.add(&name, body.to_vec());
                    files.read_beside_plan(ReadOptions {
                        names: &names,
                        profile,
                        month,
                        unit: None,
                    })
                }))
            });
            return read.await.map_err(failed);
        }
    };
    let table = move |ground: &Ground, corrections: &Corrections, name: String, body: Bytes| {
        let pairs = corrections.iter();
        let pairs = pairs.map(|(label, key)| (label.as_str(), key.as_str()));
        let names = Vocabulary::load([]).and_then(|names| names.with_columns(pairs));
        let names = names.unwrap_or_default();
        under_its_profile(ground, valid_from, |profile| {
            let with = PlanReading {
                names: &names,
                profile,
                units: &ground.units,
                valid_from,
                unit: None,
            };
            plan_table::read(vec![(name.clone(), body.to_vec())], with, || {})
        })
    };
    let (again, again_name, again_ground) = (body.clone(), name.clone(), ground.clone());
    let first =
        tokio::task::spawn_blocking(move || table(&ground, &Corrections::new(), name, body));
    let first = first.await.map_err(failed)?;
    let sheets = first.columns.clone();
    let corrections = state
        .readers
        .read(move |tx| remembered(tx, &sheets))
        .await?;
    if corrections.is_empty() {
        return Ok(Read::Plan(first, said));
    }
    // shapes are those of the file as it came, so that what was said of it is found again
    let shapes = first.columns.clone();
    let second =
        tokio::task::spawn_blocking(move || table(&again_ground, &corrections, again_name, again));
    let mut second = second.await.map_err(failed)?;
    keep_shapes(&mut second.columns, &shapes);
    Ok(Read::Plan(second, said))
}

/// What a file would change, compared with what is held.
struct Compared {
    ground: Ground,
    told: Import,
    write: Write,
}

enum Write {
    Nothing,
    Plan(Preview, Month, PlanImport),
    Reports(ReportImport),
}

impl Compared {
    fn of(
        tx: &dyn ReadTransaction,
        read: &Read,
        seed: &str,
        (me, now): (&Me, Now),
    ) -> Result<Option<Self>, Error> {
        let Some(ground) = Ground::read(tx)? else {
            return Ok(None);
        };
        let mut found = match read {
            Read::Plan(tables, said) => {
                let compared =
                    compare_plan(tx, tables, &ground, said, Importer { me: Some(me), now })?;
                let profile = ground.profile_for(compared.valid_from);
                let told = wire::plan(tables, &compared, profile);
                let write = match compared.valid_from {
                    Some(from) => Write::Plan(compared.preview, from, said.clone()),
                    None => Write::Nothing,
                };
                Self {
                    ground,
                    told,
                    write,
                }
            }
            Read::Reports(Err(notes)) => Self {
                told: wire::refused(notes),
                ground,
                write: Write::Nothing,
            },
            Read::Reports(Ok(batch)) => {
                let import = compare_reports(tx, batch, &ground, now)?;
                Self {
                    told: wire::reports(&import, &ground),
                    ground,
                    write: Write::Reports(import),
                }
            }
        };
        if found.told.errors.is_empty() {
            found.told.token = Some(found.digest(seed));
        }
        Ok(Some(found))
    }

    /// Of everything that would be written, not of the part alone that is shown.
    fn digest(&self, seed: &str) -> String {
        let text = match &self.write {
            Write::Nothing => String::new(),
            Write::Plan(preview, from, _) => format!("{from} {preview:?}"),
            Write::Reports(import) => format!("{:?}", import.changes),
        };
        digest(&[seed.as_bytes(), text.as_bytes()])
    }

    fn write(&self, tx: &dyn WriteTransaction, me: &Me, now: Now) -> Result<(), Error> {
        match &self.write {
            Write::Nothing => Ok(()),
            Write::Plan(preview, from, said) => {
                let importer = Importer { me: Some(me), now };
                write_plan(tx, preview, (*from, said), (&me.user, importer))
            }
            Write::Reports(import) => write_reports(tx, import, &self.ground, me, now).map(|_| ()),
        }
    }

    fn told(self, written: bool) -> Import {
        Import {
            written,
            ..self.told
        }
    }
}

fn no_profile() -> AppError {
    AppError::new(
        StatusCode::CONFLICT,
        "no-profile",
        "No profile",
        words(
            "尚未选定地区配置，请先用 yuebao import-plan 导入单位",
            "No profile is in force: import the units first with yuebao import-plan",
        ),
    )
}

fn not_as_seen() -> AppError {
    AppError::new(
        StatusCode::CONFLICT,
        "not-as-seen",
        "Not as seen",
        words(
            "文件或数据与预览时不同，未作任何改动，请重新预览",
            "The file or the data is not what was previewed, and nothing was changed: look at it again",
        ),
    )
}

fn no_such_columns() -> AppError {
    AppError::new(
        StatusCode::BAD_REQUEST,
        "limit",
        "Invalid request",
        words(
            "列的说明有误，未作任何改动",
            "The list of columns is wrong; nothing was changed",
        ),
    )
}
