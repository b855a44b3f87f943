//! The local store: rows of text in `IndexedDB`, one database for each user and server.
//!
//! Writes happen strictly in order, and a write is reported as done only when its transaction is
//! complete. Two tabs of one user share the database: each write leaves a mark, and a write is
//! made only on top of the mark that its rows were decided on. When another tab was faster,
//! nothing is written; the store is read again and what the person did is done again on top of it.

mod chain;
mod connection;
mod name;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yuebao_domain::device::{Device, Row, SetAside};
use yuebao_domain::wire::v1::SyncRequest;

use super::clock;
use super::host::Host;
use super::tabs::Tabs;
use crate::state::Action;
use chain::{Chain, Job};
use connection::{Connection, WriteError};

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
    chain: RefCell<Chain>,
    reload: Cell<bool>,
    working: Cell<bool>,
    dropped: Cell<bool>,
}

struct Snapshot {
    device: Device,
    set_aside: Vec<SetAside>,
    mark: Option<String>,
}

impl Store {
    /// Opens the store and answers with [`Action::Opened`], also when there is none to be had.
    pub(crate) fn open(host: Host, user: String, token: Option<String>) -> Self {
        let name = name::database(&host.server, &user);
        let tabs = Rc::new(Tabs::join(&name, host.send.clone()));
        let shared = Rc::new(Shared {
            name,
            host,
            connection: RefCell::default(),
            chain: RefCell::new(Chain::new(clock::random_id().unwrap_or_default())),
            reload: Cell::default(),
            working: Cell::new(true),
            dropped: Cell::default(),
        });
        let (opening, others) = (shared.clone(), tabs.clone());
        spawn_local(async move {
            opening.answer_opened(user, token).await;
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

    /// Reads everything again.
    pub(crate) fn reload(&self) {
        self.shared.reload.set(true);
        self.start();
    }

    fn start(&self) {
        if !self.shared.working.replace(true) {
            let (shared, tabs) = (self.shared.clone(), self.tabs.clone());
            spawn_local(async move { shared.work(&tabs).await });
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
    async fn answer_opened(&self, user: String, token: Option<String>) {
        let opened = self.first_read().await;
        let stored = opened.is_ok();
        let Snapshot {
            device,
            set_aside,
            mark,
        } = opened.unwrap_or_else(|_| Snapshot {
            device: new_device(),
            set_aside: Vec::new(),
            mark: None,
        });
        self.chain.borrow_mut().adopt(mark);
        self.tell(vec![Action::Opened {
            user,
            token,
            device: Box::new(device),
            set_aside,
            stored,
        }]);
    }

    /// A fresh store is given its device's name before anything else.
    async fn first_read(&self) -> Result<Snapshot, String> {
        loop {
            let mut snapshot = self.read().await?;
            if !snapshot.device.meta.device_id.is_empty() {
                return Ok(snapshot);
            }
            snapshot.device.meta.device_id = new_device().meta.device_id;
            let value =
                serde_json::to_string(&snapshot.device.meta).map_err(|error| error.to_string())?;
            let rows = vec![Row {
                key: "meta".to_owned(),
                value: Some(value),
            }];
            let job = {
                let mut chain = self.chain.borrow_mut();
                chain.adopt(snapshot.mark);
                chain.push(0, rows, None, None);
                chain.next()
            };
            let Some(job) = job else { continue };
            match self.write(&job).await {
                Ok(()) => {
                    return Ok(Snapshot {
                        mark: Some(job.mark),
                        ..snapshot
                    });
                }
                // Another tab opened the same fresh store at the same moment.
                Err(WriteError::Overtaken | WriteError::Cleared) => {}
                Err(WriteError::Failed(reason)) => return Err(reason),
            }
        }
    }

    async fn work(&self, tabs: &Tabs) {
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

    async fn do_job(&self, job: Job, tabs: &Tabs) {
        let (reason, mark) = match self.write(&job).await {
            Ok(()) => {
                tabs.tell();
                let mut actions = vec![Action::Stored {
                    ticket: job.ticket,
                    result: Ok(()),
                }];
                actions.extend(job.request.map(Action::ReadyToSend));
                return self.tell(actions);
            }
            Err(WriteError::Overtaken) => {
                self.chain.borrow_mut().put_back(job);
                return self.read_again().await;
            }
            Err(WriteError::Cleared) => ("Cleared".to_owned(), None),
            Err(WriteError::Failed(reason)) => (reason, job.on.clone()),
        };
        let failed = self.chain.borrow_mut().fail(job, mark);
        self.tell_failed(failed, &reason);
    }

    /// Takes over what another tab wrote, then does again what was not written here.
    async fn read_again(&self) {
        let snapshot = self.read().await;
        let mut chain = self.chain.borrow_mut();
        match snapshot {
            Ok(Snapshot {
                device,
                set_aside,
                mark,
            }) => {
                self.reload.set(false);
                let (undone, again) = chain.undo();
                drop(chain);
                let mut actions = vec![Action::Reloaded {
                    device: Box::new(device),
                    set_aside,
                    mark,
                    undone,
                }];
                actions.extend(again);
                self.tell(actions);
            }
            Err(reason) => {
                let failed = chain.next().map(|job| {
                    let mark = job.on.clone();
                    chain.fail(job, mark)
                });
                drop(chain);
                self.tell_failed(failed.unwrap_or_default(), &reason);
            }
        }
    }

    /// Writes, once more on a fresh connection if the browser has closed the old one.
    async fn write(&self, job: &Job) -> Result<(), WriteError> {
        let connection = self.connect().await.map_err(WriteError::Failed)?;
        match connection
            .write(job.on.as_deref(), &job.mark, &job.rows)
            .await
        {
            Err(WriteError::Failed(_)) if connection.is_closed() => {
                let connection = self.connect().await.map_err(WriteError::Failed)?;
                connection
                    .write(job.on.as_deref(), &job.mark, &job.rows)
                    .await
            }
            result => result,
        }
    }

    async fn read(&self) -> Result<Snapshot, String> {
        let content = self.connect().await?.read().await?;
        let rows = content.rows.iter();
        let (device, set_aside) =
            Device::load(rows.map(|(key, value)| (key.as_str(), value.as_str())));
        Ok(Snapshot {
            device,
            set_aside,
            mark: content.mark,
        })
    }

    async fn connect(&self) -> Result<Rc<Connection>, String> {
        let open = self.connection.borrow().clone();
        if let Some(connection) = open.filter(|connection| !connection.is_closed()) {
            return Ok(connection);
        }
        let connection = Rc::new(Connection::open(&self.name).await?);
        self.connection.replace(Some(connection.clone()));
        Ok(connection)
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
        let failed = |ticket| Action::Stored {
            ticket,
            result: Err(reason.to_owned()),
        };
        self.tell(tickets.into_iter().map(failed).collect());
    }
}

fn new_device() -> Device {
    let mut device = Device::default();
    device.meta.device_id = clock::random_id().unwrap_or_default();
    device
}
