//! The tests that every engine of the store must pass. An engine's crate says in a test how a
//! [`Candidate`] is made, and [`suite!`] makes a test of each promise.
//!
//! | module | the promise |
//! |---|---|
//! | [`transactions`] | what fails leaves nothing, savepoints nest, a reader sees one state |
//! | [`writing`] | group commit: nobody is answered before it, what fails takes nobody along |
//! | [`feed`] | order, each key once, who hears of what |
//! | [`months`] | no project's, told to everybody who sees any, frozen once |
//! | [`operations`] | decided once, for ever |
//! | [`revisions`] | differences give back every state |
//! | [`conflicts`] | numbers, and what stays on record |
//! | [`audit`] | the chain, and what is found of tampering |
//! | [`restoring`] | backups, and what is never used again after one was put back |
//! | [`people`] | accounts, logins and how they end |
//! | [`columns`] | what was said of the columns of tables |
//! | [`plan`] | profile, units and projects, and whom they are told to |

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that fails panics"
)]

pub mod audit;
pub mod columns;
pub mod conflicts;
pub mod feed;
pub mod fixture;
pub mod months;
pub mod operations;
pub mod people;
pub mod plan;
pub mod restoring;
pub mod revisions;
pub mod transactions;
pub mod writing;

use std::path::PathBuf;

use yuebao_store::{Connection, Engine};

/// An engine that is tried.
pub trait Candidate {
    /// A place that has no database yet; another one each time. It is there as long as the candidate.
    fn place(&self) -> Box<dyn Engine>;

    /// Where a backup can be written; another file each time.
    fn file(&self) -> PathBuf;

    /// Does to the database in a place what its own guards would not let anybody do. Nobody is at
    /// work there.
    fn damage(&self, engine: &dyn Engine, damage: &Damage);
}

/// What somebody does to a database past the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// Another subject is written into an entry of the audit log.
    ChangeEntry(u64),
    /// An entry is taken away.
    RemoveEntry(u64),
    /// The name on record as the maker of an operation is another one.
    ChangeSender(String),
    /// An operation's text is another one, one word of it replaced.
    ChangeOperation(String, &'static str, &'static str),
    /// A word in what a revision of a subject changed, and in its boxes if it has them all, is another
    /// one.
    ChangeRevision(String, u64, &'static str, &'static str),
    /// A word in the current row of a subject is another one.
    ChangeCurrent(String, &'static str, &'static str),
    /// The feed says nothing of a subject any more.
    Untell(String),
    /// Every conflict is gone.
    RemoveConflicts,
    /// An account has another role.
    ChangeRole(String, &'static str),
}

/// Opens the database in a place for writing.
pub(crate) fn open(engine: &dyn Engine) -> Box<dyn Connection> {
    engine.open(None).unwrap()
}

/// A test of each promise, for the candidate that the expression makes.
#[macro_export]
macro_rules! suite {
    ($candidate:expr) => {
        $crate::tests! { $candidate;
            transactions: what_fails_leaves_nothing, savepoints_nest, a_reader_sees_one_state,
                what_was_committed_is_there_after_closing;
            writing: a_job_that_fails_leaves_nothing_and_the_others_stay,
                a_job_that_breaks_down_takes_nobody_along, nobody_is_answered_before_the_commit,
                too_much_is_sent_away_and_what_is_queued_is_worked_off,
                a_glance_that_turns_out_long_gives_the_same;
            feed: numbers_grow_and_each_key_is_told_once, a_number_that_was_undone_was_seen_by_nobody,
                whoever_sees_a_project_hears_of_it;
            months: a_subject_needs_no_project, whoever_sees_any_project_hears_of_a_month,
                an_edition_is_written_once, a_published_document_is_written_once;
            operations: an_operation_is_written_once, what_was_decided_is_read_as_it_was;
            revisions: differences_give_back_every_state, a_revision_is_written_once,
                who_gave_a_value_is_known, a_review_is_the_last_step;
            conflicts: a_conflict_stays_on_record_once_settled;
            audit: a_healthy_database_verifies, tampering_is_found, a_mark_is_known_by_later_states,
                entries_are_told_newest_last;
            restoring: a_backup_is_put_back_in_a_new_epoch, nothing_is_overwritten,
                numbers_are_never_used_again, logins_end_with_a_restore,
                a_database_from_elsewhere_is_noticed, an_identity_is_settled_once;
            people: an_account_is_added_once, logins_end, a_device_is_vouched_for,
                a_sign_out_reaches_tokens_that_were_not_seen;
            columns: what_was_said_of_a_shape_last_is_kept;
            plan: the_profile_in_force_is_the_last_one, a_row_tells_what_it_did,
                a_project_that_changes_hands_is_told_to_both, versions_are_kept_beside_each_other,
                a_proposed_project_is_told_to_whoever_will_see_it;
        }
    };
}

/// See [`suite!`].
#[macro_export]
macro_rules! tests {
    ($candidate:expr; $($module:ident: $($test:ident),+;)+) => {
        $(mod $module {
            $(#[test]
            fn $test() {
                $crate::$module::$test(&$candidate);
            })+
        })+
    };
}
