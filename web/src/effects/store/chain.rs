//! The order of writes, as data.
//!
//! Each write leaves a mark of its own in the store and is made only on top of the mark of the
//! write before it. So rows that were decided on an older content are never written over a newer.
//! What is decided while an earlier write still waits is written together with it: a fast hand
//! presses keys faster than a slow disk takes them.

use std::collections::VecDeque;

use yuebao_domain::device::Row;
use yuebao_domain::order::Gather;
use yuebao_domain::wire::v2::SyncRequest;

use crate::state::Action;

/// One write.
#[derive(Debug)]
pub(super) struct Job {
    /// Those who wait for it.
    pub(super) tickets: Vec<u64>,
    /// The mark that must be in the store; `None` in a fresh one.
    pub(super) on: Option<String>,
    /// The mark that it leaves.
    pub(super) mark: String,
    pub(super) rows: Vec<Row>,
    /// What the person did, to be done again if another tab was faster.
    pub(super) again: Vec<Action>,
    pub(super) request: Option<Box<SyncRequest>>,
}

/// Writes that wait, and what earlier ones failed to write.
#[derive(Debug, Default)]
pub(super) struct Chain {
    tab: String,
    made: u64,
    tip: Option<String>,
    jobs: VecDeque<Job>,
    /// The marks of writes of this tab that may have been made or not: there was no answer.
    unanswered: Vec<String>,
    failed_rows: Vec<Row>,
    failed_again: Vec<Action>,
}

impl Chain {
    /// `tab` is unlike that of any other tab, now or ever.
    pub(super) fn new(tab: String) -> Self {
        Self {
            tab,
            ..Self::default()
        }
    }

    /// What the state holds from now on is what was read with this mark.
    pub(super) fn adopt(&mut self, mark: Option<String>) {
        self.tip = mark;
    }

    /// The mark that the next write builds on.
    pub(super) fn tip(&self) -> Option<String> {
        self.tip.clone()
    }

    /// A mark unlike any other.
    pub(super) fn new_mark(&mut self) -> String {
        self.made += 1;
        format!("{}-{}", self.tab, self.made)
    }

    /// Appends a write, or adds it to the one before, if that has not begun and nothing is sent
    /// after it. It carries what earlier ones failed to write.
    pub(super) fn push(
        &mut self,
        ticket: u64,
        rows: Vec<Row>,
        again: Option<Action>,
        request: Option<Box<SyncRequest>>,
    ) {
        if let Some(last) = self.jobs.back_mut()
            && last.request.is_none()
            && self.tip.as_ref() == Some(&last.mark)
        {
            last.tickets.push(ticket);
            last.replace(rows);
            last.again.extend(again);
            last.request = request;
            return;
        }
        let mark = self.new_mark();
        let on = self.tip.replace(mark.clone());
        let mut all_rows = std::mem::take(&mut self.failed_rows);
        all_rows.extend(rows);
        let mut all_again = std::mem::take(&mut self.failed_again);
        all_again.extend(again);
        self.jobs.push_back(Job {
            tickets: vec![ticket],
            on,
            mark,
            rows: all_rows,
            again: all_again,
            request,
        });
    }

    pub(super) fn next(&mut self) -> Option<Job> {
        self.jobs.pop_front()
    }

    /// A write failed, and with it those that build on it; the next one starts from `mark`, which
    /// is what the store holds. Returns the tickets.
    pub(super) fn fail(&mut self, job: Job, mark: Option<String>) -> Vec<u64> {
        self.jobs.push_front(job);
        let mut tickets = Vec::new();
        for job in self.jobs.drain(..) {
            tickets.extend(job.tickets);
            self.failed_rows.extend(job.rows);
            self.failed_again.extend(job.again);
        }
        self.tip = mark;
        tickets
    }

    /// Another tab was faster: forgets every write, and returns the tickets and what has to be
    /// done again.
    pub(super) fn undo(&mut self) -> (Vec<u64>, Vec<Action>) {
        self.failed_rows.clear();
        self.unanswered.clear();
        let mut again = std::mem::take(&mut self.failed_again);
        let mut tickets = Vec::new();
        for job in self.jobs.drain(..) {
            tickets.extend(job.tickets);
            again.extend(job.again);
        }
        (tickets, again)
    }

    /// The server has all that was done so far: no decision has to be made again. What was typed is:
    /// the store may hold an earlier draft, and the later one counts.
    pub(super) fn forget_decisions(&mut self) {
        self.failed_again.retain(is_typed);
        for job in &mut self.jobs {
            job.again.retain(is_typed);
        }
    }

    /// The store has not said whether it made this write.
    pub(super) fn note_unanswered(&mut self, job: &Job) {
        self.unanswered.push(job.mark.clone());
    }

    /// Puts a write back to where it was. Says whether it can be made on top of what was `found` in
    /// the store: that is from this tab, and what was written then is written once more.
    pub(super) fn put_back_on(&mut self, mut job: Job, found: String) -> bool {
        let is_ours = self.unanswered.contains(&found);
        if is_ours {
            job.on = Some(found);
        }
        self.jobs.push_front(job);
        is_ours
    }
}

fn is_typed(deed: &Action) -> bool {
    let Action::Again { action, .. } = deed else {
        return false;
    };
    action.is_typed()
}

impl Job {
    /// Later rows take the place of earlier ones.
    fn replace(&mut self, rows: Vec<Row>) {
        let later = rows.iter().map(|row| row.key.as_str()).distinct();
        self.rows
            .retain(|row| later.binary_search(&row.key.as_str()).is_err());
        self.rows.extend(rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str) -> Row {
        Row {
            key: key.to_owned(),
            value: Some("1".to_owned()),
        }
    }

    fn keys(job: &Job) -> Vec<&str> {
        job.rows.iter().map(|row| row.key.as_str()).collect()
    }

    fn done(text: &str) -> Action {
        Action::Import(text.to_owned())
    }

    #[test]
    fn each_write_builds_on_the_one_before() {
        let mut chain = Chain::new("t".to_owned());
        chain.adopt(Some("read".to_owned()));
        chain.push(1, vec![row("a")], None, None);
        let first = chain.next().unwrap();
        chain.push(2, vec![row("b")], None, None);
        let second = chain.next().unwrap();
        assert_eq!(first.on.as_deref(), Some("read"));
        assert_eq!(second.on, Some(first.mark));
        assert!(chain.next().is_none());
    }

    #[test]
    fn what_has_not_begun_is_written_together_with_what_follows() {
        let mut chain = Chain::new("t".to_owned());
        let gone = Row {
            value: None,
            ..row("a")
        };
        chain.push(1, vec![row("a"), row("b")], Some(done("1")), None);
        chain.push(2, vec![gone.clone(), row("c")], Some(done("2")), None);
        let job = chain.next().unwrap();
        assert_eq!((job.tickets, job.again.len()), (vec![1, 2], 2));
        assert_eq!(job.rows, [row("b"), gone, row("c")]);
        assert!(chain.next().is_none());
    }

    #[test]
    fn nothing_joins_what_is_sent_as_soon_as_it_is_written() {
        let mut chain = Chain::new("t".to_owned());
        let request: Option<SyncRequest> = serde_json::from_str(include_str!(
            "../../../../crates/domain/tests/fixtures/wire/v2/sync_request.json"
        ))
        .ok();
        chain.push(1, vec![row("a")], None, None);
        chain.push(2, vec![row("b")], None, request.map(Box::new));
        chain.push(3, vec![row("c")], None, None);
        let sent = chain.next().unwrap();
        assert_eq!(
            (&sent.tickets[..], keys(&sent)),
            (&[1, 2][..], vec!["a", "b"])
        );
        assert!(sent.request.is_some());
        assert_eq!(chain.next().unwrap().tickets, [3]);
    }

    #[test]
    fn what_failed_is_written_with_the_next() {
        let mut chain = Chain::new("t".to_owned());
        chain.push(1, vec![row("a")], Some(done("1")), None);
        let first = chain.next().unwrap();
        chain.push(2, vec![row("b")], None, None);
        let on = first.on.clone();
        assert_eq!(chain.fail(first, on), [1, 2]);
        assert!(chain.next().is_none());
        chain.push(3, vec![row("c")], Some(done("3")), None);
        let third = chain.next().unwrap();
        assert_eq!(
            (third.on.as_deref(), keys(&third)),
            (None, vec!["a", "b", "c"])
        );
        assert_eq!(third.again.len(), 2);
    }

    #[test]
    fn what_another_tab_forestalled_is_done_again_in_order() {
        let mut chain = Chain::new("t".to_owned());
        chain.push(1, vec![row("a")], Some(done("1")), None);
        let first = chain.next().unwrap();
        chain.push(2, vec![row("b")], None, None);
        chain.push(3, vec![row("c")], Some(done("3")), None);
        let stale = chain.tip.clone();
        assert!(!chain.put_back_on(first, "theirs".to_owned()));
        let (tickets, again) = chain.undo();
        assert_eq!(tickets, [1, 2, 3]);
        assert!(
            matches!(&again[..], [Action::Import(a), Action::Import(b)] if a == "1" && b == "3")
        );
        // A write decided before the state took over what was read builds on a mark that never
        // comes to be in the store.
        chain.push(4, vec![row("d")], None, None);
        assert_eq!(chain.next().unwrap().on, stale);
        chain.adopt(Some("theirs".to_owned()));
        chain.push(5, vec![row("e")], None, None);
        assert_eq!(chain.next().unwrap().on.as_deref(), Some("theirs"));
    }

    #[test]
    fn fault_34_a_write_that_was_made_without_an_answer_is_built_on() {
        let mut chain = Chain::new("t".to_owned());
        chain.adopt(Some("read".to_owned()));
        chain.push(1, vec![row("a")], Some(done("1")), None);
        let silent = chain.next().unwrap();
        let made = silent.mark.clone();
        chain.note_unanswered(&silent);
        chain.fail(silent, Some("read".to_owned()));
        chain.push(2, vec![row("b")], None, None);
        let next = chain.next().unwrap();
        assert_eq!(next.on.as_deref(), Some("read"));
        assert!(chain.put_back_on(next, made.clone()));
        let next = chain.next().unwrap();
        assert_eq!(
            (next.on.as_ref(), keys(&next)),
            (Some(&made), vec!["a", "b"])
        );
        // Once what another tab wrote was read, it is not what this one holds any more.
        assert!(!chain.put_back_on(next, "theirs".to_owned()));
        chain.undo();
        chain.push(3, vec![row("c")], None, None);
        let later = chain.next().unwrap();
        assert!(!chain.put_back_on(later, made));
    }

    #[test]
    fn what_the_server_has_is_typed_again_and_not_decided_again() {
        use yuebao_domain::report::Changes;
        let typed = Action::Again {
            month: "2022-05".parse().unwrap(),
            action: Box::new(Action::Edit {
                project: "a".to_owned(),
                changes: Changes::new(),
            }),
        };
        let mut chain = Chain::new("t".to_owned());
        chain.push(1, vec![row("a")], Some(done("1")), None);
        let first = chain.next().unwrap();
        chain.fail(first, None);
        chain.push(2, vec![row("b")], Some(typed.clone()), None);
        chain.push(3, vec![row("c")], Some(done("2")), None);
        chain.forget_decisions();
        let (_, again) = chain.undo();
        assert!(matches!(&again[..], [Action::Again { .. }]), "{again:?}");
    }
}
