//! What the server answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Held, Receipt};
use crate::ids::Timestamp;
use crate::json::readable;
use crate::operation;
use crate::plan::{PlanBook, PlanRow};
use crate::profile::Profile;
use crate::wire::own_words;
use crate::wire::v1::{Me, Unit};

/// What changed on the server since the cursor.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ChangeSetV2")]
#[serde(from = "RawChangeSetV2")]
#[schemars(!from)]
pub struct ChangeSet {
    /// The profile of the newest plan years, when it or another is new to the device. A program that
    /// knows no others goes by it alone.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "own_words::profile"
    )]
    pub profile: Option<Profile>,
    /// With it those of the years before, all of them, the latest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier_profiles: Vec<Profile>,
    /// Units in the user's sight, when they are new to the device.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Unit>,
    /// Plan rows, new or changed.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "own_words::rows"
    )]
    pub projects: Vec<PlanRow>,
    /// The versions of each of these rows that has more to tell than the row: all of its project.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "own_words::rows"
    )]
    pub plans: Vec<PlanBook>,
    /// Projects that are no longer in the user's sight.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gone: Vec<String>,
    /// Subjects, new or changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<Held>,
    /// How many entries of a newer server this program could not read; they are told again once
    /// it is up to date.
    #[serde(skip)]
    pub unreadable: usize,
}

/// A [`ChangeSet`] of which nothing has been looked at yet.
#[derive(Deserialize)]
struct RawChangeSetV2 {
    #[serde(default)]
    profile: Option<Box<RawValue>>,
    #[serde(default)]
    earlier_profiles: Vec<Box<RawValue>>,
    #[serde(default)]
    units: Vec<Box<RawValue>>,
    #[serde(default)]
    projects: Vec<Box<RawValue>>,
    #[serde(default)]
    plans: Vec<Box<RawValue>>,
    #[serde(default)]
    gone: Vec<String>,
    #[serde(default)]
    subjects: Vec<Box<RawValue>>,
}

impl From<RawChangeSetV2> for ChangeSet {
    fn from(raw: RawChangeSetV2) -> Self {
        let mut unreadable = 0;
        let sent = raw.profile.clone();
        let profile = readable(raw.profile, &mut unreadable).pop();
        Self {
            profile: profile.map(|profile| match &sent {
                Some(sent) => own_words::with_own_categories(profile, sent),
                None => profile,
            }),
            earlier_profiles: readable(raw.earlier_profiles, &mut unreadable),
            units: readable(raw.units, &mut unreadable),
            projects: readable(raw.projects, &mut unreadable),
            plans: readable(raw.plans, &mut unreadable),
            gone: raw.gone,
            subjects: readable(raw.subjects, &mut unreadable),
            unreadable,
        }
    }
}

impl ChangeSet {
    /// The subjects that this program knows; the others are counted.
    pub fn take_subjects(&mut self) -> Vec<operation::Held> {
        let told = std::mem::take(&mut self.subjects);
        let count = told.len();
        let read: Vec<_> = told.into_iter().filter_map(Held::read).collect();
        self.unreadable += count - read.len();
        read
    }
}

/// The answer to [`super::SyncRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SyncAnswerV2")]
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
    pub receipts: Vec<Receipt>,
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
