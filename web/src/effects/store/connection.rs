//! One connection to one database: an object store of text rows, by key.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use idb::{Database, DatabaseEvent, Factory, ObjectStoreParams, Transaction, TransactionMode};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbTransaction};
use yuebao_domain::device::{Row, STORE_FORMAT};

const ROWS: &str = "rows";
/// The row that holds the mark of the last write.
const MARK: &str = "mark";
/// What there must be room for, in characters.
const ROOM: usize = 128 * 1024;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = IdbDatabase)]
    type Durable;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction(
        this: &Durable,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// An open connection.
#[derive(Debug)]
pub(super) struct Connection {
    database: Database,
    raw: IdbDatabase,
    closed: Rc<Cell<bool>>,
    /// The write that was begun last.
    write: RefCell<Option<IdbTransaction>>,
}

/// Everything in the store.
pub(super) struct Content {
    pub(super) mark: Option<String>,
    pub(super) rows: Vec<(String, String)>,
}

/// Why there is no connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OpenError {
    /// This browser has no `IndexedDB`, or none for this page.
    Missing,
    /// The browser's reason.
    Failed(String),
}

impl OpenError {
    /// In a word.
    pub(super) fn reason(self) -> String {
        match self {
            Self::Missing => "no IndexedDB".to_owned(),
            Self::Failed(reason) => reason,
        }
    }
}

/// Why nothing was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WriteError {
    /// The store holds this mark, which is another: another tab wrote.
    Overtaken(String),
    /// The store is empty although it was not: it was cleared under our feet.
    Cleared,
    /// The browser's reason.
    Failed(String),
}

impl WriteError {
    /// In a word.
    pub(super) fn reason(self) -> String {
        match self {
            Self::Overtaken(_) => "overtaken".to_owned(),
            Self::Cleared => "cleared".to_owned(),
            Self::Failed(reason) => reason,
        }
    }
}

impl From<OpenError> for WriteError {
    fn from(error: OpenError) -> Self {
        Self::Failed(error.reason())
    }
}

/// What happens to a connection from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outside {
    /// It cannot be opened as long as an older program in another tab holds the database.
    Blocked,
    /// The browser closed it, or a newer program wants to change the database.
    Closed,
}

impl Connection {
    /// Opens the database, making it if need be, and tells what happens to it from outside.
    ///
    /// The database's version is the format of its rows, so that a program that does not know
    /// them is kept out.
    pub(super) async fn open(
        name: &str,
        tell: impl Fn(Outside) + Clone + 'static,
    ) -> Result<Self, OpenError> {
        let opened = open(name, &tell).await?;
        let raw = if opened.store_names().is_empty() {
            // Somebody made it without anything in it: there is nothing to be lost.
            opened.close();
            delete(name).await?;
            open(name, &tell).await?.into()
        } else {
            IdbDatabase::from(opened)
        };
        let mut database = Database::from(raw.clone());
        let closed = Rc::new(Cell::new(false));
        let (by_system, by_upgrade) = (closed.clone(), closed.clone());
        let (tell_closed, handle) = (tell.clone(), raw.clone());
        database.on_close(move |_| {
            by_system.set(true);
            tell_closed(Outside::Closed);
        });
        database.on_version_change(move |_| {
            // A newer program wants to change the database, or somebody wants it gone.
            by_upgrade.set(true);
            handle.close();
            tell(Outside::Closed);
        });
        Ok(Self {
            database,
            raw,
            closed,
            write: RefCell::default(),
        })
    }

    /// Whether the browser or a newer program has closed it.
    pub(super) fn is_closed(&self) -> bool {
        self.closed.get()
    }

    pub(super) fn close(&self) {
        self.database.close();
    }

    /// Lets go of a store that does not answer: a write that is still open would hold up every other,
    /// of a fresh connection as well.
    pub(super) fn give_up(&self) {
        if let Some(write) = self.write.take() {
            // What is complete cannot be ended any more.
            let _ = write.abort();
        }
        self.closed.set(true);
        self.close();
    }

    pub(super) async fn read(&self) -> Result<Content, String> {
        let transaction = self
            .database
            .transaction(&[ROWS], TransactionMode::ReadOnly)
            .map_err(said)?;
        let store = transaction.object_store(ROWS).map_err(said)?;
        let keys = store.get_all_keys(None, None).map_err(said)?;
        let values = store.get_all(None, None).map_err(said)?;
        let (keys, values) = (keys.await.map_err(said)?, values.await.map_err(said)?);
        let mut content = Content {
            mark: None,
            rows: Vec::with_capacity(keys.len()),
        };
        for (key, value) in keys.into_iter().zip(values) {
            let (key, value) = (
                key.as_string().unwrap_or_default(),
                value.as_string().unwrap_or_default(),
            );
            if key == MARK {
                content.mark = Some(value);
            } else {
                content.rows.push((key, value));
            }
        }
        Ok(content)
    }

    /// Tries whether there is room for a day's work, and leaves nothing behind.
    pub(super) async fn probe(&self) -> Result<(), WriteError> {
        let raw = self.writing()?;
        let finished = finished(&raw);
        let store = Transaction::from(raw.clone())
            .object_store(ROWS)
            .map_err(failed)?;
        let (key, work) = (JsValue::from("probe"), "0".repeat(ROOM));
        drop(store.put(&work.into(), Some(&key)).map_err(failed)?);
        drop(store.delete(key).map_err(failed)?);
        completed(&raw, finished).await
    }

    /// Writes rows in one transaction, if the store holds the mark `on`, and leaves `mark`.
    /// Returns when the transaction is complete.
    pub(super) async fn write(
        &self,
        on: Option<&str>,
        mark: &str,
        rows: &[Row],
    ) -> Result<(), WriteError> {
        let raw = self.writing()?;
        let finished = finished(&raw);
        let transaction = Transaction::from(raw.clone());
        let store = transaction.object_store(ROWS).map_err(failed)?;
        // The one answer that is waited for inside the transaction, which it keeps alive.
        let found = store
            .get(JsValue::from(MARK))
            .map_err(failed)?
            .await
            .map_err(failed)?;
        let found = found.and_then(|found| found.as_string());
        if found.as_deref() != on {
            transaction.abort().map_err(failed)?;
            return Err(found.map_or(WriteError::Cleared, WriteError::Overtaken));
        }
        for row in rows {
            let key = JsValue::from(&row.key);
            match &row.value {
                Some(value) => drop(store.put(&value.into(), Some(&key)).map_err(failed)?),
                None => drop(store.delete(key).map_err(failed)?),
            }
        }
        store
            .put(&mark.into(), Some(&MARK.into()))
            .map_err(failed)?;
        completed(&raw, finished).await
    }

    fn writing(&self) -> Result<IdbTransaction, WriteError> {
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(reason)?;
        let raw = self.raw.unchecked_ref::<Durable>();
        let write = raw
            .transaction(ROWS, "readwrite", &options)
            .map_err(reason)?;
        self.write.replace(Some(write.clone()));
        Ok(write)
    }
}

async fn open(
    name: &str,
    tell: &(impl Fn(Outside) + Clone + 'static),
) -> Result<Database, OpenError> {
    let mut request = Factory::new()
        .map_err(|_| OpenError::Missing)?
        .open(name, Some(STORE_FORMAT))
        .map_err(|_| OpenError::Missing)?;
    let blocked = tell.clone();
    request.on_blocked(move |_| blocked(Outside::Blocked));
    request.on_upgrade_needed(|event| {
        if let Ok(database) = event.database() {
            // Fails only if it is there already.
            let _ = database.create_object_store(ROWS, ObjectStoreParams::new());
        }
    });
    request
        .await
        .map_err(|error| OpenError::Failed(said(error)))
}

async fn delete(name: &str) -> Result<(), OpenError> {
    let failed = |error| OpenError::Failed(said(error));
    let factory = Factory::new().map_err(|_| OpenError::Missing)?;
    factory.delete(name).map_err(failed)?.await.map_err(failed)
}

/// Waits until the transaction is complete, or says why it is not.
async fn completed(raw: &IdbTransaction, finished: Promise) -> Result<(), WriteError> {
    let ended = JsFuture::from(finished).await.map_err(reason)?;
    match ended.dyn_ref::<Event>() {
        Some(event) if event.type_() == "complete" => Ok(()),
        _ => Err(WriteError::Failed(
            raw.error().as_ref().map_or_else(String::new, exception),
        )),
    }
}

/// Resolves with the event that ended the transaction: `complete` or `abort`.
fn finished(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, _| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&resolve));
    })
}

fn failed(error: idb::Error) -> WriteError {
    WriteError::Failed(said(error))
}

fn reason(error: JsValue) -> WriteError {
    WriteError::Failed(error.dyn_ref().map_or_else(String::new, exception))
}

fn exception(error: &DomException) -> String {
    format!("{}: {}", error.name(), error.message())
}

fn said(error: idb::Error) -> String {
    error.to_string()
}
