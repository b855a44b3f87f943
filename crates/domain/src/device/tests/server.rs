//! A server in memory: the same `decide`, without a database.

use std::collections::BTreeMap;

use super::super::ReportKey;
use super::{PROJECT, month};
use crate::check::{Context, History, RuleCode, Stage, catalogue};
use crate::merge::{Decision, Incoming, May, OpenClash, Refusal, State, Stored, decide};
use crate::plan::{Level, Nature, PlanRow};
use crate::profile::{Profile, RuleSetting, builtin};
use crate::report::{FieldValues, apply};
use crate::rights::{Action, Role};
use crate::wire::v1::*;

#[derive(Clone)]
pub(super) struct Server {
    pub(super) epoch: u64,
    /// What a backup has.
    pub(super) watermark: u64,
    profile: Profile,
    plan: PlanRow,
    reports: BTreeMap<ReportKey, Vec<Stored>>,
    operations: BTreeMap<OpId, (Operation, OperationResult)>,
    feed: Vec<ReportKey>,
    comments: BTreeMap<(ReportKey, u64), Option<String>>,
    conflicts: u64,
    refuse: Option<Refusal>,
}

/// A plan row that needs nothing.
fn plan() -> PlanRow {
    PlanRow {
        id: PROJECT.to_owned(),
        name: "示例项目".to_owned(),
        code: None,
        nature: Nature::Continuing,
        category: None,
        area: String::new(),
        level: Level::Municipal,
        is_industrial: false,
        is_private: false,
        is_real_estate: false,
        sector: None,
        owner: String::new(),
        owner_uscc: None,
        units: vec!["u1".to_owned()],
        total_investment: None,
        annual_plan: None,
        before_year: None,
        upper_level_funds: None,
        scale: String::new(),
        planned_start: None,
        planned_completion: None,
        entered: month(),
        exited: None,
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
    }
}

impl Server {
    /// All rules off: these tests are about merging, not about figures.
    pub(super) fn new() -> Self {
        let mut profile = builtin("qinzhou-2022").unwrap();
        let off = |code: RuleCode| {
            (
                code,
                RuleSetting {
                    off: true,
                    ..RuleSetting::default()
                },
            )
        };
        profile.rules = catalogue::RULES.iter().map(|rule| off(rule.code)).collect();
        Self {
            epoch: 1,
            watermark: 0,
            profile,
            plan: plan(),
            reports: BTreeMap::new(),
            operations: BTreeMap::new(),
            feed: Vec::new(),
            comments: BTreeMap::new(),
            conflicts: 0,
            refuse: None,
        }
    }

    /// As it is now, to be put back later.
    pub(super) fn restored(&self) -> Self {
        Self {
            epoch: self.epoch + 1,
            ..self.clone()
        }
    }

    pub(super) fn refuse_next(&mut self, refusal: Refusal) {
        self.refuse = Some(refusal);
    }

    pub(super) fn current(&self, key: &ReportKey) -> &Stored {
        &self.reports[key][self.reports[key].len() - 1]
    }

    /// The revision since which a report stands where it stands.
    fn since(&self, key: &ReportKey) -> u64 {
        let state = self.current(key).state;
        let newest_first = self.reports[key].iter().rev();
        let same = newest_first.take_while(|stored| stored.state == state);
        same.last().map_or(0, |stored| stored.rev)
    }

    pub(super) fn current_or_empty(&self, key: &ReportKey) -> FieldValues {
        let last = self.reports.get(key).and_then(|revisions| revisions.last());
        last.map_or_else(FieldValues::new, |stored| stored.values.clone())
    }

    pub(super) fn revisions(&self, key: &ReportKey) -> usize {
        self.reports.get(key).map_or(0, Vec::len)
    }

    /// Every value that ever was in a report or waited in a conflict.
    pub(super) fn ever(&self) -> Vec<FieldValues> {
        let revisions = self.reports.values().flatten();
        revisions
            .flat_map(|stored| {
                let waiting = stored.open.iter().map(|open| open.clash.second.clone());
                std::iter::once(stored.values.clone()).chain(waiting)
            })
            .collect()
    }

    pub(super) fn answer(&mut self, request: &SyncRequest, device: &str) -> SyncAnswer {
        let results = request
            .operations
            .iter()
            .map(|operation| self.take(operation, device))
            .collect();
        let from = usize::try_from(request.cursor).unwrap();
        let news: std::collections::BTreeSet<_> = self.feed.iter().skip(from).collect();
        let changes = ChangeSet {
            profile: (from == 0).then(|| self.profile.clone()),
            projects: vec![self.plan.clone()],
            reports: news.into_iter().map(|key| self.state(key)).collect(),
            ..ChangeSet::default()
        };
        SyncAnswer {
            server_id: "server".to_owned(),
            epoch: self.epoch,
            nonce: request.nonce.clone(),
            time: String::new(),
            me: me(role_of(device)),
            results,
            changes,
            cursor: self.feed.len() as u64,
            more: false,
            backup_watermark: self.watermark,
            mark: Some(marked(self.feed.len())),
            rescue_key: Some("the user's secret".to_owned()),
            restored: (request.mark.as_ref()).is_some_and(|mark| *mark > marked(self.feed.len())),
        }
    }

    fn state(&self, key: &ReportKey) -> ReportState {
        let stored = self.current(key);
        let conflict = |open: &OpenClash| OpenConflict {
            id: open.id,
            clash: open.clash.clone(),
            first_by: String::new(),
            second_by: open.second_user.clone(),
            second_user: open.second_user.clone(),
            first_at: String::new(),
            second_at: String::new(),
        };
        ReportState {
            project: key.project.clone(),
            month: key.month,
            rev: self.revisions(key) as u64,
            tag: Some(tag(&stored.values)),
            state: stored.state,
            review: self.review(key),
            values: stored.values.clone(),
            by: String::new(),
            received_at: String::new(),
            conflicts: stored.open.iter().map(conflict).collect(),
        }
    }

    fn review(&self, key: &ReportKey) -> Option<Review> {
        let since = self.since(key);
        let comments = self.comments.get(&(key.clone(), since))?;
        Some(Review {
            rev: since,
            by: String::new(),
            at: String::new(),
            comment: comments.clone(),
        })
    }

    fn take(&mut self, operation: &Operation, device: &str) -> OperationResult {
        if let Some(refusal) = self.refuse.take() {
            // Said before anything is decided, so that it does not use the identifier up.
            return refused(operation, OperationOutcome::Rejected, Some(refusal));
        }
        if let Some((known, result)) = self.operations.get(&operation.op_id) {
            assert_eq!(known, operation, "an identifier was used for two contents");
            let mut result = result.clone();
            if result.outcome != OperationOutcome::Rejected {
                result.outcome = OperationOutcome::Duplicate;
            }
            return result;
        }
        let result = self.decide(operation, device);
        if result.outcome != OperationOutcome::Retry {
            let entry = (operation.clone(), result.clone());
            self.operations.insert(operation.op_id.clone(), entry);
        }
        result
    }

    fn base(&self, key: &ReportKey, operation: &Operation) -> Result<FieldValues, Refusal> {
        let Some(previous) = &operation.previous else {
            let revision = usize::try_from(operation.base_rev).unwrap();
            let Some(index) = revision.checked_sub(1) else {
                return Ok(FieldValues::new());
            };
            let known = self.reports.get(key).and_then(|all| all.get(index));
            let is_it = |stored: &&Stored| {
                (operation.base_tag.as_ref()).is_none_or(|seen| *seen == tag(&stored.values))
            };
            let known = known.filter(is_it).map(|stored| stored.values.clone());
            return known.ok_or(Refusal::UnknownBase);
        };
        let (earlier, result) = self
            .operations
            .get(previous)
            .ok_or(Refusal::PreviousMissing)?;
        if result.outcome == OperationOutcome::Rejected {
            return Err(Refusal::PreviousRefused);
        }
        assert_eq!(earlier.base_rev, operation.base_rev);
        Ok(apply(&self.base(key, earlier)?, &earlier.changes))
    }

    fn decide(&mut self, operation: &Operation, device: &str) -> OperationResult {
        let key = ReportKey {
            project: operation.project.clone(),
            month: operation.month,
        };
        let refused = |outcome, refusal| refused(operation, outcome, refusal);
        let base = match self.base(&key, operation) {
            Ok(base) => base,
            Err(passing @ (Refusal::PreviousMissing | Refusal::UnknownBase)) => {
                return refused(OperationOutcome::Retry, Some(passing));
            }
            Err(refusal) => return refused(OperationOutcome::Rejected, Some(refusal)),
        };
        let may = |action| role_of(device).ever(action);
        let conflicts: Vec<u64> = operation.conflicts().collect();
        let incoming = Incoming {
            kind: operation.kind,
            seen: operation.base_rev,
            base: &base,
            changes: &operation.changes,
            conflicts: &conflicts,
            reason: operation.reason.as_deref(),
            user: device,
            may: May {
                report: may(Action::Report),
                review: may(Action::Review),
            },
            has_filed: false,
        };
        let none = BTreeMap::new();
        let context = Context {
            profile: &self.profile,
            plan: &self.plan,
            month: operation.month,
            stage: Stage::Submitting,
            today: None,
            history: History {
                known_from: None,
                reports: &none,
            },
        };
        let stored = self
            .reports
            .get(&key)
            .and_then(|revisions| revisions.last());
        let decision = decide(stored, &incoming, &context);
        let outcome = match decision {
            Decision::Reject { refusal, .. } => {
                return refused(OperationOutcome::Rejected, refusal);
            }
            Decision::Nothing => OperationOutcome::Applied,
            Decision::Write {
                outcome,
                state,
                values,
                opened,
                closed,
                ..
            } => {
                self.write(&key, device, state, values, opened, &closed);
                let whole = !matches!(state, State::Draft | State::Submitted);
                let rev = self.current(&key).rev;
                if whole && self.since(&key) == rev {
                    self.comments
                        .insert((key.clone(), rev), operation.reason.clone());
                }
                outcome
            }
        };
        OperationResult {
            rev: Some(self.revisions(&key) as u64),
            ..refused(outcome, None)
        }
    }

    fn write(
        &mut self,
        key: &ReportKey,
        device: &str,
        state: State,
        values: FieldValues,
        opened: Vec<crate::merge::Clash>,
        closed: &[u64],
    ) {
        let revisions = self.reports.entry(key.clone()).or_default();
        let rev = revisions.len() as u64 + 1;
        let last = revisions.last().filter(|last| last.state == state);
        let returned_in = match last {
            Some(last) => last.returned_in,
            None => (state == State::Returned).then_some(rev),
        };
        let mut open = revisions
            .last()
            .map_or(Vec::new(), |stored| stored.open.clone());
        open.retain(|open| !closed.contains(&open.id));
        for clash in opened {
            self.conflicts += 1;
            open.push(OpenClash {
                id: self.conflicts,
                clash,
                second_user: device.to_owned(),
            });
        }
        revisions.push(Stored {
            rev,
            state,
            returned_in,
            values,
            open,
        });
        self.feed.push(key.clone());
    }
}

fn refused(
    operation: &Operation,
    outcome: OperationOutcome,
    refusal: Option<Refusal>,
) -> OperationResult {
    OperationResult {
        op_id: operation.op_id.clone(),
        outcome,
        rev: None,
        findings: Vec::new(),
        not_evaluated: Vec::new(),
        refusal,
        detail: None,
    }
}

/// So that a later mark is a greater text.
fn marked(length: usize) -> String {
    format!("{length:06}")
}

fn tag(values: &FieldValues) -> String {
    format!("{values:?}")
}

/// The tablet called `office` is a reviewer's, every other a clerk's.
fn role_of(device: &str) -> Role {
    if device == "office" {
        Role::CityOffice
    } else {
        Role::Clerk
    }
}

fn me(role: Role) -> Me {
    Me {
        user: "user".to_owned(),
        name: "示例用户".to_owned(),
        role,
        unit: Unit {
            id: "u1".to_owned(),
            name: "示例单位".to_owned(),
            parent: None,
        },
    }
}
