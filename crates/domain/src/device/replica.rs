//! One subject on one device: what it is based on, what is typed, what the server has.

use serde::{Deserialize, Serialize};

use super::Boxes;
use crate::check::Finding;
use crate::ids::Tag;
use crate::merge::{ClashKind, Group, three_way};
use crate::operation::question::Question;
use crate::operation::report::State;
use crate::operation::{Held, OpId, OpenConflict, Operation, Refusal};
use crate::report::{Field, FieldValues, ValueKind};
use crate::rule::RuleCode;

/// Why the server did not take what was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Findings that have to be corrected or explained.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Any other reason.
    #[serde(default)]
    pub refusal: Option<Refusal>,
    /// Which value, where the server could not read what was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Refused {
    /// For one reason, without findings.
    pub(super) const fn because(refusal: Refusal) -> Self {
        Self {
            findings: Vec::new(),
            refusal: Some(refusal),
            detail: None,
        }
    }
}

/// One subject on one device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replica {
    /// The revision that local work is based on; 0 if there was none.
    #[serde(default)]
    pub seen_rev: u64,
    /// The tag of that revision, if the server gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_tag: Option<Tag>,
    /// Its values, with what this device has had acknowledged on top, if that is not what the server
    /// has told last; see [`Replica::base`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<FieldValues>,
    /// The last operation against `seen_rev` that was acknowledged.
    #[serde(default)]
    pub tail: Option<OpId>,
    /// The revision that the server must have told before the chain is closed.
    #[serde(default)]
    pub await_rev: u64,
    /// What the boxes hold, where that differs from the base.
    #[serde(default)]
    pub draft: Option<FieldValues>,
    /// The newest state that the server has told.
    #[serde(default)]
    pub server: Option<Held>,
    /// The last hand-in was not taken.
    #[serde(default)]
    pub refused: Option<Refused>,
    /// What the server did not take and no box holds: decisions, with what was typed for them, and
    /// values over which something else was read in. It stays here until the person has read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<Operation>,
    /// 审核意见 as far as it is written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// What boxes hold of which nothing is decided yet, by their names. It is never sent.
    #[serde(default, skip_serializing_if = "Boxes::is_empty")]
    pub typed: Boxes,
    /// Of the last hand-in that the server took: the rules that it could not evaluate either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_evaluated: Option<Vec<RuleCode>>,
}

impl Replica {
    /// What local work is based on: the values of the revision that was seen, with what this device
    /// has had acknowledged on top.
    pub fn base(&self) -> &FieldValues {
        static NOTHING: FieldValues = FieldValues::new();
        let told = || self.server.as_ref().map(|server| &server.values);
        self.base.as_ref().or_else(told).unwrap_or(&NOTHING)
    }

    /// The base to be changed, and from now on its own, whatever the server tells.
    pub(super) fn own_base(&mut self) -> &mut FieldValues {
        let told = || self.server.as_ref().map(|server| server.values.clone());
        self.base.get_or_insert_with(|| told().unwrap_or_default())
    }

    /// What the boxes hold.
    pub fn values(&self) -> &FieldValues {
        self.draft.as_ref().unwrap_or_else(|| self.base())
    }

    /// Where a report stands with the server.
    pub fn state(&self) -> Option<State> {
        self.server.as_ref().and_then(Held::report_state)
    }

    /// What was not taken is read, or done again in another way.
    pub(super) fn forget_refusal(&mut self) {
        self.refused = None;
        self.declined.clear();
    }

    /// The question that the server holds.
    pub fn question(&self) -> Option<Question> {
        Question::read(&self.server.as_ref()?.values)
    }

    /// Whether the server holds it as handed in, accepted or not.
    pub fn is_handed_in(&self) -> bool {
        self.state().is_some_and(State::counts)
    }

    /// Whether a conflict is open.
    pub fn has_conflict(&self) -> bool {
        self.has_open(ClashKind::Conflict)
    }

    /// Whether a change to the accepted report waits for a reviewer.
    pub fn has_amendment(&self) -> bool {
        self.has_open(ClashKind::Amendment)
    }

    fn has_open(&self, kind: ClashKind) -> bool {
        self.server
            .as_ref()
            .is_some_and(|server| server.conflicts.iter().any(|open| open.clash.kind == kind))
    }

    /// Whether others have changed boxes that are also being changed here.
    pub fn is_overtaken(&self) -> bool {
        self.server
            .as_ref()
            .is_some_and(|server| server.rev > self.seen_rev)
            && self.draft.is_some()
    }

    /// Whether the server has told another state than local work is based on.
    pub(super) fn is_behind(&self) -> bool {
        let server = self.server.as_ref();
        server.is_some_and(|server| (server.rev, &server.tag) != (self.seen_rev, &self.seen_tag))
    }

    /// Notes the server's newest state, and builds on it if nothing here stands against it.
    /// `idle`: no operation of this report is on its way.
    pub(super) fn receive(&mut self, state: Held, idle: bool) {
        if self
            .server
            .as_ref()
            .is_none_or(|known| known.rev <= state.rev)
        {
            if idle && self.is_behind() {
                self.follow(&state.values);
            }
            self.replace_server(Some(state));
        }
        self.settle(idle);
    }

    /// A draft on top of what the server holds: what was never seen here and is not typed says what was
    /// handed in. Where a second value waits it may be from here: a restore can bring it back, and
    /// would take what was filled in for something typed since.
    fn completed(&self, draft: &FieldValues, server: &Held) -> FieldValues {
        let mut values = draft.clone();
        for (key, value) in &server.values {
            let group = Group::of(key);
            let is_amount = |field: Field| matches!(field.kind(), ValueKind::Amount);
            let is_free = group.part(draft).is_empty() || key.field().is_some_and(is_amount);
            let waits = |open: &OpenConflict| open.clash.group == group;
            if is_free && group.part(self.base()).is_empty() && !server.conflicts.iter().any(waits)
            {
                values.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        values
    }

    /// What lies under a draft goes along with what the server holds `now`.
    fn follow(&mut self, now: &FieldValues) {
        let (Some(told), Some(draft)) = (&self.server, &self.draft) else {
            return;
        };
        let mut values = draft.clone();
        for group in Group::all(&[&told.values, now]) {
            let before = group.part(&told.values);
            if group.part(self.base()).is_empty() && group.part(draft) == before {
                values.retain(|field, _| Group::of(field) != group);
                values.extend(group.part(now));
            }
        }
        self.draft = Some(values);
    }

    /// Takes another state for the server's newest; what local work is based on stays.
    pub(super) fn replace_server(&mut self, state: Option<Held>) {
        let told = std::mem::replace(&mut self.server, state).map(|told| told.values);
        self.base.get_or_insert(told.unwrap_or_default());
    }

    /// Builds on the server's newest state if nothing here stands against it.
    pub(super) fn settle(&mut self, idle: bool) {
        let Some(server) = self.server.as_ref() else {
            return;
        };
        if !idle || server.rev < self.await_rev {
            return;
        }
        if let Some(draft) = self.draft.as_ref() {
            let merged = three_way(self.base(), &server.values, draft);
            if !merged.clashes.is_empty() {
                // Both values are to be seen, with all that stands around them. Handed in, the second
                // waits beside the first: it was made against what was seen before.
                self.draft = Some(self.completed(draft, server));
                return;
            }
            self.draft = Some(merged.values).filter(|values| *values != server.values);
        }
        self.base = None;
        self.seen_rev = server.rev;
        self.seen_tag.clone_from(&server.tag);
        self.tail = None;
        // Nothing of it is left that somebody would have to hand in.
        let refusal = self.refused.as_ref().and_then(|refused| refused.refusal);
        if self.draft.is_none() && refusal == Some(Refusal::AlreadySubmitted) {
            self.refused = None;
        }
    }
}
