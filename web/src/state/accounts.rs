//! 账号: what the administrator looks after. Nothing of it is kept on the device.

use std::rc::Rc;

use yuebao_domain::wire::v2::admin::{Done, Imported, Register, Task};

use crate::fault::SyncFault;

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct AccountsScreen {
    /// Everything, as the server said it last.
    pub register: Option<Rc<Register>>,
    /// Where asking stands.
    pub phase: Asking,
    /// Which form is open.
    pub open: Option<Editing>,
    /// A password that was made: whose, and which. It is shown until it was read.
    pub password: Option<(String, String)>,
    /// A list of accounts that is being taken in.
    pub list: Option<ListPane>,
}

/// Where asking the server stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Asking {
    /// Nothing is under way.
    #[default]
    Idle,
    /// An answer is waited for.
    Waiting,
    /// It could not be had, or says no: why.
    Failed(SyncFault),
}

/// A form of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editing {
    /// Of a new unit.
    NewUnit,
    /// Of this unit.
    Unit(String),
    /// Of a new account.
    NewAccount,
    /// Of this account.
    Account(String),
}

/// A list of accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPane {
    /// The file.
    pub bytes: Rc<[u8]>,
    /// What the server says of it.
    pub told: Option<Rc<Imported>>,
}

/// What is done on the screen, and what the server answers.
#[derive(Debug, Clone)]
pub enum Administer {
    /// Ask for everything again.
    Load,
    /// Open a form, or close the one that is open.
    Edit(Option<Editing>),
    /// Have something done.
    Do(Task),
    /// A list was chosen or pasted: ask what it would do.
    Try(Vec<u8>),
    /// Write the list that was tried.
    Write,
    /// The list is done with.
    CloseList,
    /// The password was read.
    HidePassword,
    /// The server says everything.
    Fetched(Result<Box<Register>, SyncFault>),
    /// It has done what was asked, for the account that a password may be of.
    Done {
        /// Whose password the answer may hold.
        user: String,
        /// The answer.
        answer: Result<Box<Done>, SyncFault>,
    },
    /// What it says of a list.
    Told(Result<Box<Imported>, SyncFault>),
}

/// What is asked of the server.
#[derive(Debug, Clone, PartialEq)]
pub enum AdminCall {
    /// Everything.
    Register,
    /// To do this.
    Task(Box<Task>),
    /// What a list does, or would do.
    List {
        /// The file.
        bytes: Rc<[u8]>,
        /// Only what it would do.
        preview: bool,
    },
}

impl AccountsScreen {
    /// Forgets what is of no use on another screen, and what nobody else may read.
    pub(super) fn leave(&mut self) {
        *self = Self::default();
    }
}

/// The account that a task is about, if it makes a password.
pub(crate) fn whose(task: &Task) -> &str {
    match task {
        Task::AddAccount(person) => &person.user,
        Task::SetPassword { user } => user,
        _ => "",
    }
}
