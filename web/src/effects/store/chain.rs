//! The order of writes, as data.
//!
//! Each write leaves a mark of its own in the store and is made only on top of the mark of the
//! write before it. So rows that were decided on an older content are never written over a newer.

use std::collections::VecDeque;

use yuebao_domain::device::Row;
use yuebao_domain::wire::v1::SyncRequest;

use crate::state::Action;

/// One write.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) ticket: u64,
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

    /// Appends a write. It carries what earlier ones failed to write.
    pub(super) fn push(
        &mut self,
        ticket: u64,
        rows: Vec<Row>,
        again: Option<Action>,
        request: Option<Box<SyncRequest>>,
    ) {
        let mark = self.new_mark();
        let on = self.tip.replace(mark.clone());
        let mut all_rows = std::mem::take(&mut self.failed_rows);
        all_rows.extend(rows);
        let mut all_again = std::mem::take(&mut self.failed_again);
        all_again.extend(again);
        self.jobs.push_back(Job {
            ticket,
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
            tickets.push(job.ticket);
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
        let mut again = std::mem::take(&mut self.failed_again);
        let mut tickets = Vec::new();
        for job in self.jobs.drain(..) {
            tickets.push(job.ticket);
            again.extend(job.again);
        }
        (tickets, again)
    }

    /// Puts a write back to where it was.
    pub(super) fn put_back(&mut self, job: Job) {
        self.jobs.push_front(job);
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
        chain.push(2, vec![row("b")], None, None);
        let first = chain.next().unwrap();
        let second = chain.next().unwrap();
        assert_eq!(first.on.as_deref(), Some("read"));
        assert_eq!(second.on, Some(first.mark));
        assert!(chain.next().is_none());
    }

    #[test]
    fn what_failed_is_written_with_the_next() {
        let mut chain = Chain::new("t".to_owned());
        chain.push(1, vec![row("a")], Some(done("1")), None);
        chain.push(2, vec![row("b")], None, None);
        let first = chain.next().unwrap();
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
        chain.push(2, vec![row("b")], None, None);
        let first = chain.next().unwrap();
        chain.push(3, vec![row("c")], Some(done("3")), None);
        let stale = chain.tip.clone();
        chain.put_back(first);
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
}
