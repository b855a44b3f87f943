//! The local store: rows of text in `IndexedDB`, one database for each user and server.
//!
//! Writes happen strictly in order, and a write is reported as done only when its transaction is
//! complete. Two tabs of one user share the database: each write leaves a mark, and a write is
//! made only on top of the mark that its rows were decided on. When another tab was faster,
//! nothing is written; the store is read again and what the person did is done again on top of it.
//!
//! A store that does not answer within a limit counts as failing: work goes on in memory, and the
//! store is tried again. What it answers later is taken in.

mod chain;
mod connection;
mod name;
mod patience;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::join;
use gloo::timers::callback::Timeout;
use idb::Factory;
use wasm_bindgen_futures::spawn_local;
use yuebao_domain::device::{Device, Pass, Row, SetAside};
use yuebao_domain::wire::v2::SyncRequest;

use super::clock;
use super::host::Host;
use super::memory;
use super::tabs::Tabs;
use crate::state::{Action, BLOCKED, SILENT, StorePermission};
use chain::{Chain, Job};
use connection::{Connection, Content, OpenError, Outside, WriteError};
use patience::{Patience, within};

pub(crate) use name::escape;

/// The open store of one user. Dropping it finishes the writes that were begun.
#[derive(Debug)]
pub(crate) struct Store {
    shared: Rc<Shared>,
    tabs: Rc<Tabs>,
}

#[derive(Debug)]
struct Shared {
    name: String,
    host: Host,
    connection: RefCell<Option<Rc<Connection>>>,
    patience: Patience,
    /// The connection owes an answer.
    hung: Cell<bool>,
    chain: RefCell<Chain>,
    reload: Cell<bool>,
    working: Cell<bool>,
    /// The turn in which the work begins.
    turn: RefCell<Option<Timeout>>,
    dropped: Cell<bool>,
}

struct Snapshot {
    device: Device,
    set_aside: Vec<SetAside>,
    mark: Option<String>,
    /// Why what the store lacks could not be written.
    trouble: Option<String>,
}

/// The store is empty although it was not.
const CLEARED: &str = "Cleared";

/// Deletes the store of a user. Other tabs let go of it when the browser asks them to.
pub(crate) fn delete(server: &str, user: &str) {
    let name = name::database(server, user);
    // A browser without stores has nothing to delete.
    if let Ok(factory) = Factory::new() {
        drop(factory.delete(&name));
    }
}

impl Store {
    /// Opens the store and answers with [`Action::Opened`], also when there is none to be had.
    pub(crate) fn open(host: Host, user: String, pass: Pass) -> Self {
        let name = name::database(&host.server, &user);
        let tabs = Rc::new(Tabs::join(&name, host.send.clone()));
        let shared = Rc::new(Shared {
            name,
            host,
            connection: RefCell::default(),
            patience: Patience::default(),
            hung: Cell::default(),
            chain: RefCell::new(Chain::new(clock::random_id().unwrap_or_default())),
            reload: Cell::default(),
            working: Cell::new(true),
            turn: RefCell::default(),
            dropped: Cell::default(),
        });
        let (opening, others) = (shared.clone(), tabs.clone());
        spawn_local(async move {
            opening.answer_opened(user, pass).await;
            opening.work(&others).await;
        });
        Self { shared, tabs }
    }

    /// The state takes over what was read with this mark.
    pub(crate) fn adopt(&self, mark: Option<String>) {
        self.shared.chain.borrow_mut().adopt(mark);
    }

    /// Writes rows; `again` is what the person did, `request` what may be sent afterwards.
    pub(crate) fn write(
        &self,
        ticket: u64,
        rows: Vec<Row>,
        again: Option<Action>,
        request: Option<Box<SyncRequest>>,
    ) {
        self.shared
            .chain
            .borrow_mut()
            .push(ticket, rows, again, request);
        self.start();
    }

    /// The server has all that was done here.
    pub(crate) fn all_is_sent(&self) {
        self.shared.chain.borrow_mut().forget_decisions();
    }

    /// Reads everything again.
    pub(crate) fn reload(&self) {
        self.shared.reload.set(true);
        self.start();
    }

    /// In a turn of its own: what a key has changed is drawn first, and then written.
    fn start(&self) {
        if !self.shared.working.replace(true) {
            let (shared, tabs) = (self.shared.clone(), self.tabs.clone());
            let turn = Timeout::new(0, move || {
                spawn_local(async move { shared.work(&tabs).await });
            });
            self.shared.turn.replace(Some(turn));
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.shared.dropped.set(true);
        if !self.shared.working.get() {
            self.shared.disconnect();
        }
    }
}

impl Shared {
    async fn answer_opened(self: &Rc<Self>, user: String, pass: Pass) {
        if let Err(error) = self.connect().await {
            return self.tell_opened(user, pass, Err(error));
        }
        // The browser tries whether there is room while the rows are read here.
        let read = async { self.tell_opened(user, pass, self.read(false).await) };
        if let ((), Err(reason)) = join(read, self.probe()).await {
            self.tell_failed(vec![0], &reason);
        }
    }

    fn tell_opened(&self, user: String, pass: Pass, read: Result<Snapshot, OpenError>) {
        let (snapshot, stored) = match read {
            Ok(snapshot) => (snapshot, true),
            Err(OpenError::Missing) => (Snapshot::empty(None), false),
            // It will not be allowed the next time either.
            Err(OpenError::Failed(_)) if memory::store_permission() != StorePermission::Allowed => {
                (Snapshot::empty(None), false)
            }
            Err(OpenError::Failed(reason)) => (Snapshot::empty(Some(reason)), true),
        };
        self.chain.borrow_mut().adopt(snapshot.mark);
        let mut actions = vec![Action::Opened {
            user,
            pass,
            device: Box::new(snapshot.device),
            set_aside: snapshot.set_aside,
            stored,
        }];
        // Said before anybody types.
        actions.extend(snapshot.trouble.map(failed(0)));
        self.tell(actions);
    }

    async fn probe(self: &Rc<Self>) -> Result<(), String> {
        let connection = self.connect().await.map_err(OpenError::reason)?;
        let probe = async move { connection.probe().await };
        let room = self.wait(self.patience.to_write(0), probe).await?;
        room.map_err(WriteError::reason)
    }

    async fn work(self: &Rc<Self>, tabs: &Tabs) {
        loop {
            let job = self.chain.borrow_mut().next();
            if let Some(job) = job {
                self.do_job(job, tabs).await;
            } else if self.reload.replace(false) {
                self.read_again().await;
            } else {
                break;
            }
        }
        self.working.set(false);
        if self.dropped.get() {
            self.disconnect();
        }
    }

    async fn do_job(self: &Rc<Self>, mut job: Job, tabs: &Tabs) {
        let rows = Rc::new(std::mem::take(&mut job.rows));
        let written = self.write(job.on.as_deref(), &job.mark, &rows).await;
        job.rows = Rc::unwrap_or_clone(rows);
        let (reason, mark) = match written {
            Ok(()) => {
                tabs.tell();
                let stored = |ticket| Action::Stored {
                    ticket,
                    result: Ok(()),
                };
                let mut actions: Vec<Action> = job.tickets.into_iter().map(stored).collect();
                actions.extend(job.request.map(Action::ReadyToSend));
                return self.tell(actions);
            }
            Err(WriteError::Overtaken(found)) => {
                if !self.chain.borrow_mut().put_back_on(job, found) {
                    self.read_again().await;
                }
                return;
            }
            Err(WriteError::Cleared) => (CLEARED.to_owned(), None),
            Err(WriteError::Failed(reason)) => (reason, job.on.clone()),
        };
        let mut chain = self.chain.borrow_mut();
        if reason == SILENT {
            chain.note_unanswered(&job);
        }
        let failed = chain.fail(job, mark);
        drop(chain);
        self.tell_failed(failed, &reason);
    }

    /// Takes over what another tab wrote, then does again what was not written here.
    async fn read_again(self: &Rc<Self>) {
        self.reload.set(false);
        let known = self.chain.borrow().tip().is_some();
        let snapshot = self.read(known).await;
        let mut chain = self.chain.borrow_mut();
        match snapshot {
            Ok(snapshot) => {
                let (undone, again) = chain.undo();
                drop(chain);
                let mut actions = vec![Action::Reloaded {
                    device: Box::new(snapshot.device),
                    set_aside: snapshot.set_aside,
                    mark: snapshot.mark,
                    undone,
                }];
                actions.extend(snapshot.trouble.map(failed(0)));
                actions.extend(again);
                self.tell(actions);
            }
            Err(error) => {
                let reason = error.reason();
                let cleared = reason == CLEARED;
                let mark = chain.tip().filter(|_| !cleared);
                let tickets = if let Some(job) = chain.next() {
                    let mark = job.on.clone().filter(|_| !cleared);
                    chain.fail(job, mark)
                } else {
                    chain.adopt(mark);
                    vec![0]
                };
                drop(chain);
                self.tell_failed(tickets, &reason);
            }
        }
    }

    /// Writes, once more on a fresh connection if the browser has closed the old one.
    async fn write(
        self: &Rc<Self>,
        on: Option<&str>,
        mark: &str,
        rows: &Rc<Vec<Row>>,
    ) -> Result<(), WriteError> {
        let connection = self.connect().await?;
        match self.write_to(&connection, on, mark, rows).await {
            Err(WriteError::Failed(reason)) if reason != SILENT && connection.is_closed() => {
                let connection = self.connect().await?;
                self.write_to(&connection, on, mark, rows).await
            }
            result => result,
        }
    }

    async fn write_to(
        self: &Rc<Self>,
        connection: &Rc<Connection>,
        on: Option<&str>,
        mark: &str,
        rows: &Rc<Vec<Row>>,
    ) -> Result<(), WriteError> {
        let (connection, rows) = (connection.clone(), rows.clone());
        let (on, mark) = (on.map(str::to_owned), mark.to_owned());
        let limit = self.patience.to_write(rows.len());
        let writing = async move { connection.write(on.as_deref(), &mark, &rows).await };
        let written = self.wait(limit, writing).await;
        written.map_err(WriteError::Failed)?
    }

    /// Waits for what a connection does. If the answer comes late, the store is tried again at once.
    async fn wait<T: 'static>(
        self: &Rc<Self>,
        limit: u32,
        work: impl Future<Output = T> + 'static,
    ) -> Result<T, String> {
        let shared = self.clone();
        let late = move |_| {
            shared.hung.set(false);
            shared.tell(vec![Action::StoreAgain]);
        };
        let heard = self.patience.heard(within(limit, work, late).await);
        if heard.is_err() {
            self.hung.set(true);
        }
        heard
    }

    /// Reads everything, and first brings the store to what this program writes: a fresh one is
    /// given its device's name, an older one is upgraded. `known`: it is not a fresh one.
    async fn read(self: &Rc<Self>, known: bool) -> Result<Snapshot, OpenError> {
        loop {
            let content = self.read_rows().await?;
            if known && content.mark.is_none() {
                return Err(OpenError::Failed(CLEARED.to_owned()));
            }
            let opened = Device::open(content.rows);
            let mut snapshot = Snapshot {
                device: opened.device,
                set_aside: opened.set_aside,
                mark: content.mark,
                trouble: None,
            };
            let mut repairs = opened.repairs;
            repairs.extend(snapshot.name_device());
            if repairs.is_empty() {
                return Ok(snapshot);
            }
            let mark = self.chain.borrow_mut().new_mark();
            let repairs = Rc::new(repairs);
            match self.write(snapshot.mark.as_deref(), &mark, &repairs).await {
                Ok(()) => snapshot.mark = Some(mark),
                // Another tab opened the same store at the same moment.
                Err(WriteError::Overtaken(_) | WriteError::Cleared) => continue,
                Err(WriteError::Failed(reason)) => snapshot.trouble = Some(reason),
            }
            return Ok(snapshot);
        }
    }

    async fn read_rows(self: &Rc<Self>) -> Result<Content, OpenError> {
        let connection = self.connect().await?;
        let content = match self.read_from(&connection).await {
            Err(reason) if reason != SILENT && connection.is_closed() => {
                let connection = self.connect().await?;
                self.read_from(&connection).await
            }
            content => content,
        };
        content.map_err(OpenError::Failed)
    }

    async fn read_from(self: &Rc<Self>, connection: &Rc<Connection>) -> Result<Content, String> {
        let connection = connection.clone();
        let reading = async move { connection.read().await };
        self.wait(self.patience.to_read(), reading).await?
    }

    async fn connect(self: &Rc<Self>) -> Result<Rc<Connection>, OpenError> {
        let known = self.connection.borrow().clone();
        if let Some(connection) = known.filter(|connection| !connection.is_closed()) {
            if !self.hung.replace(false) {
                return Ok(connection);
            }
            connection.give_up();
        }
        let blocked = Rc::new(Cell::new(false));
        let (send, is_blocked) = (self.host.send.clone(), blocked.clone());
        let tell = move |outside| {
            send.emit(match outside {
                Outside::Blocked => {
                    is_blocked.set(true);
                    Action::StoreBlocked
                }
                Outside::Closed => Action::StoreChanged,
            });
        };
        let name = self.name.clone();
        let opening = async move { Connection::open(&name, tell).await };
        let shared = self.clone();
        let late = move |opened| shared.opened_late(opened);
        let opened = within(self.patience.to_open(), opening, late).await;
        let opened = self.patience.heard(opened).map_err(|silent| {
            let reason = if blocked.get() { BLOCKED } else { &silent };
            OpenError::Failed(reason.to_owned())
        })?;
        let connection = Rc::new(opened?);
        self.connection.replace(Some(connection.clone()));
        Ok(connection)
    }

    /// The store is open after all: what waits is written.
    fn opened_late(&self, opened: Result<Connection, OpenError>) {
        let Ok(connection) = opened else { return };
        let known = self.connection.borrow().clone();
        if self.dropped.get() || known.is_some_and(|known| !known.is_closed()) {
            return connection.close();
        }
        self.connection.replace(Some(Rc::new(connection)));
        self.tell(vec![Action::StoreAgain]);
    }

    fn disconnect(&self) {
        if let Some(connection) = self.connection.take() {
            connection.close();
        }
    }

    fn tell(&self, actions: Vec<Action>) {
        if !self.dropped.get() {
            self.host.send_all.emit(actions);
        }
    }

    fn tell_failed(&self, tickets: Vec<u64>, reason: &str) {
        let failed = |ticket| failed(ticket)(reason.to_owned());
        self.tell(tickets.into_iter().map(failed).collect());
    }
}

impl Snapshot {
    /// Of a store that cannot be read.
    fn empty(trouble: Option<String>) -> Self {
        let mut snapshot = Self {
            device: Device::default(),
            set_aside: Vec::new(),
            mark: None,
            trouble,
        };
        snapshot.name_device();
        snapshot
    }

    /// Gives the device a name if it has none, and returns what has to be stored for it.
    fn name_device(&mut self) -> Option<Row> {
        let meta = &mut self.device.meta;
        if !meta.device_id.is_empty() {
            return None;
        }
        meta.device_id = clock::random_id().unwrap_or_default();
        Some(Row {
            key: "meta".to_owned(),
            value: serde_json::to_string(meta).ok(),
        })
    }
}

/// A write that failed, or the store as a whole (ticket 0).
fn failed(ticket: u64) -> impl Fn(String) -> Action {
    move |reason| Action::Stored {
        ticket,
        result: Err(reason),
    }
}
