//! Protocol version 1: JSON over HTTP below `/api/v1`.
//!
//! | endpoint | request | answer |
//! |---|---|---|
//! | `GET hello` | – | [`Hello`] |
//! | `POST login` | [`LoginRequest`] | [`LoginAnswer`] |
//! | `GET session` | – | [`Me`]: whom the token belongs to |
//! | `POST logout` | – | nothing |
//! | `POST sync` | [`SyncRequest`] | [`SyncAnswer`] |
//! | `GET reports/{project}/{month}/history` | `?before=` a revision | [`ReportHistory`] |
//!
//! Every error is a [`ProblemDetails`] with its HTTP status.

mod convert;
mod flattened;
mod history;
mod lenient;
mod profile;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::check::Finding;
use crate::ids::{OpId, Tag, Timestamp};
use crate::json::{Flattened, known};
use crate::merge::Clash;
use crate::operation::Refusal;
use crate::operation::report::State;
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::report::limits::{MAX_BOXES, MAX_TEXT};
use crate::report::{Changes, FieldValues};
use crate::rule::RuleCode;

use super::own_words;
pub use super::person::{Me, Unit};
pub use crate::operation::Outcome as OperationOutcome;
pub use crate::operation::report::CommandKind as OperationKind;
use flattened::SentConflictPart;

pub use history::{
    FieldEntry, FieldHistory, HistoryPage, MAX_REVISIONS, Made, ReportHistory, Step, Waited,
};

/// The protocol that this module describes.
pub const PROTOCOL: u32 = 1;

/// Most operations in one request.
pub const MAX_OPERATIONS: usize = 100;

/// Longest nonce, device name, project id, tag or time, in bytes.
pub const MAX_NAME: usize = 100;

/// Largest request body in bytes, before and after decompression.
pub const MAX_BODY: usize = 2 * 1024 * 1024;

/// Who the server is and what it takes. Needs no login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hello {
    /// Stays with the database.
    pub server_id: String,
    /// Grows when the database was restored from a backup.
    pub epoch: u64,
    /// The server's time, RFC 3339; for display and for telling a wrong device clock.
    pub time: Timestamp,
    /// [`PROTOCOL`].
    pub protocol: u32,
    /// Oldest and newest form version that is taken.
    pub form_versions: (u32, u32),
    /// Most operations in one request.
    #[serde(default = "max_operations")]
    pub max_operations: usize,
    /// Largest request body, in bytes, before and after decompression.
    #[serde(default = "max_body")]
    pub max_body: usize,
    /// Build of the widget that this server delivers.
    pub build: String,
    /// What the jurisdiction calls itself, for the login screen.
    pub title: String,
    /// Whether anybody can log in with a password here; without it, as on older servers, yes.
    #[serde(default = "yes", skip_serializing_if = "is_so")]
    pub passwords: bool,
    /// The page on which one signs in at the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal_login: Option<String>,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
const fn is_so(passwords: &bool) -> bool {
    *passwords
}

const fn max_operations() -> usize {
    MAX_OPERATIONS
}

const fn max_body() -> usize {
    MAX_BODY
}

/// A login with the server's own accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// User name.
    pub user: String,
    /// Password.
    pub password: String,
}

/// An opaque token, sent back as `Authorization: Bearer …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LoginAnswer {
    /// The token.
    pub token: String,
    /// When it expires, RFC 3339.
    pub expires_at: Timestamp,
    /// Who is logged in.
    pub me: Me,
}

/// One change to one report, made on a device. Applied exactly once, however often it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Unique for ever.
    pub op_id: OpId,
    /// Counts the device's operations, from 1.
    pub sequence: u64,
    /// Project id.
    #[schemars(length(min = 1, max = MAX_NAME))]
    pub project: String,
    /// Reported month.
    pub month: Month,
    /// [`crate::report::FORM_VERSION`] of the program that made it.
    pub form_version: u32,
    /// The revision that the person saw; 0 if there was none.
    pub base_rev: u64,
    /// That revision's [`ReportState::tag`]. After a restore a revision of the same number may hold
    /// other boxes; absent where the server gave no tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_tag: Option<Tag>,
    /// The operation on the same report, against the same revision, that this one builds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<OpId>,
    /// What it wants.
    pub kind: OperationKind,
    /// The boxes that were changed; `null` empties one.
    #[serde(default)]
    #[schemars(extend("maxProperties" = MAX_BOXES))]
    pub changes: Changes,
    /// The conflict that a `resolve` settles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict: Option<u64>,
    /// Others that it settles with it: figures and the words that explain them pass the checks
    /// together only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<u64>,
    /// Why, for `void` and `return`; a remark, for `accept`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = MAX_TEXT))]
    pub reason: Option<String>,
    /// The device's clock, RFC 3339; shown, never used to decide.
    #[serde(default)]
    pub made_at: Timestamp,
}

impl Operation {
    /// The conflicts that it settles.
    pub fn conflicts(&self) -> impl Iterator<Item = u64> {
        self.conflict.into_iter().chain(self.also.iter().copied())
    }

    /// Whether both, on one report, were made against the same revision. A restored server uses
    /// its number again, and an older program gives no tag.
    pub fn shares_base_with(&self, other: &Self) -> bool {
        let tags = self.base_tag.as_ref().zip(other.base_tag.as_ref());
        self.base_rev == other.base_rev && tags.is_none_or(|(own, other)| own == other)
    }
}

/// Push and pull in one round trip. The server reads `O` one by one, so that one operation that
/// cannot be read does not hold up the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SyncRequest<O = Operation> {
    /// [`PROTOCOL`].
    #[schemars(extend("const" = PROTOCOL))]
    pub protocol: u32,
    /// Echoed in the answer: a body without it does not come from the server.
    #[schemars(length(min = 1, max = MAX_NAME))]
    pub nonce: String,
    /// The device.
    #[schemars(length(min = 1, max = MAX_NAME))]
    pub device: String,
    /// The epoch that the device knows; absent the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<u64>,
    /// Everything up to here has been received; 0 the first time.
    #[serde(default)]
    pub cursor: u64,
    /// The [`SyncAnswer::mark`] that came with the cursor; absent the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = MAX_NAME))]
    pub mark: Option<String>,
    /// In the order in which they were made.
    #[serde(default = "Vec::new")]
    #[schemars(default, length(max = MAX_OPERATIONS))]
    pub operations: Vec<O>,
}

/// The answer to one operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OperationResult {
    /// Which.
    pub op_id: OpId,
    /// What became of it.
    pub outcome: OperationOutcome,
    /// The report's revision afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<u64>,
    /// The findings that stand in the way, for `rejected`.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub findings: Vec<Finding>,
    /// Rules that could not be evaluated on the server either.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_evaluated: Vec<RuleCode>,
    /// Why, for `rejected` and `retry` without findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// Which value and what is wrong with it, for an operation that could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// A report as the server holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportState {
    /// Project id.
    pub project: String,
    /// Reported month.
    pub month: Month,
    /// Grows by one with each change of this report.
    pub rev: u64,
    /// Stands for exactly these boxes, whatever their number; only the server can make one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Tag>,
    /// Where it stands.
    pub state: State,
    /// How it came to be returned, accepted or void; absent in other states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The boxes.
    pub values: FieldValues,
    /// Who changed it last: the name on screen.
    pub by: String,
    /// When the server received the last change, RFC 3339.
    pub received_at: Timestamp,
    /// Conflicts and amendments that nobody has settled yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<OpenConflict>,
}

/// What somebody decided about a report as a whole, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// The revision that the decision made.
    pub rev: u64,
    /// Who: the name on screen.
    pub by: String,
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The comment or reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// The same box with two values: the first received stays, the second waits. In an amendment the
/// first is the accepted value and the second the one proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Flattened<Clash, SentConflictPart>")]
#[schemars(!from)]
pub struct OpenConflict {
    /// Stable identifier.
    pub id: u64,
    /// The boxes and their three values; as first the one that stands now, should something else
    /// have been taken since it was opened.
    #[serde(flatten)]
    pub clash: Clash,
    /// Who gave the first value.
    pub first_by: String,
    /// Who gave the second.
    pub second_by: String,
    /// User name of who gave the second.
    pub second_user: String,
    /// When the server received the first, RFC 3339.
    pub first_at: Timestamp,
    /// When the server received the second, RFC 3339.
    pub second_at: Timestamp,
}

/// What changed on the server since the cursor.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "lenient::RawChangeSetV1")]
#[schemars(!from)]
pub struct ChangeSet {
    /// The profile in force, when it is new to the device; written as this version knows it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "profile::serialize"
    )]
    pub profile: Option<Profile>,
    /// Units in the user's sight, when they are new to the device.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Unit>,
    /// Plan rows, new or changed.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "own_words::rows"
    )]
    pub projects: Vec<PlanRow>,
    /// Projects that are no longer in the user's sight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<String>,
    /// Reports, new or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportState>,
    /// How many entries of a newer server this program could not read; they are told again once
    /// it is up to date.
    #[serde(skip)]
    pub unreadable: usize,
}

/// The answer to [`SyncRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SyncAnswer {
    /// Stays with the database.
    pub server_id: String,
    /// Grows when the database was restored from a backup.
    pub epoch: u64,
    /// As sent.
    pub nonce: String,
    /// The server's time, RFC 3339.
    pub time: Timestamp,
    /// Whom the token belongs to, as the server sees it now.
    pub me: Me,
    /// One for each operation, in the same order.
    pub results: Vec<OperationResult>,
    /// What is new.
    pub changes: ChangeSet,
    /// To be sent with the next request.
    pub cursor: u64,
    /// Whether more is waiting: ask again at once.
    pub more: bool,
    /// Operations written at or below this cursor are in a backup.
    pub backup_watermark: u64,
    /// Stands for everything that the server had written when it answered. To be sent with the
    /// next request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// The server does not know the mark that was sent: its database was put back to an earlier
    /// state, with or without the backup command. What it was given since may be lost.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restored: bool,
    /// A secret of this user and this server, for the device to know the user's rescue files by. It
    /// never stands in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescue_key: Option<String>,
}

/// The name of a [`ProblemDetails`]: the request had no token at all. To somebody who has sent one
/// it means that something on the way takes it out.
pub const NO_TOKEN: &str = "no-token";

/// The name of a [`ProblemDetails`]: the login was ended, by hand, with the account or with a new
/// password. One that has only expired is not.
pub const LOGIN_ENDED: &str = "login-ended";

/// The name of a [`ProblemDetails`]: a token of the portal has expired.
pub const TOKEN_EXPIRED: &str = "token-expired";

/// The name of a [`ProblemDetails`]: a token of the portal is valid later only.
pub const TOKEN_NOT_YET: &str = "token-not-yet";

/// The name of a [`ProblemDetails`]: a token of the portal is not taken; the words say why.
pub const TOKEN_REFUSED: &str = "token-refused";

/// The name of a [`ProblemDetails`]: the token is good, and nobody here is that person.
pub const NO_ACCOUNT: &str = "no-account";

/// The name of a [`ProblemDetails`]: what a portal's token is verified with cannot be fetched now.
pub const KEYS_OUT_OF_REACH: &str = "keys-out-of-reach";

/// A [`ProblemDetails`] of this name says that the server has no such address: it is older than whoever
/// asks, or whoever asks is mistaken.
pub const NO_SUCH_ADDRESS: &str = "not-found";

/// `application/problem+json` (RFC 9457): what is wrong, where, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProblemDetails {
    /// A stable name such as `yuebao:invalid-body`.
    pub r#type: String,
    /// A short title in English.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// One sentence for people, in Chinese and English.
    pub detail: String,
    /// The path of the value that is wrong, for example `operations[0].month`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What was expected there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
}

impl ProblemDetails {
    /// What the type begins with, before the name.
    pub const PREFIX: &'static str = "yuebao:";

    /// Whether this is the problem of that name.
    pub fn is(&self, name: &str) -> bool {
        self.r#type.strip_prefix(Self::PREFIX) == Some(name)
    }
}
