//! A server in memory: the same `decide`, without a database.

use std::collections::BTreeMap;

use super::super::{ReportKey, Subject};
use super::{PROJECT, month as this_month};
use crate::check::{Context, History, Stage, catalogue};
use crate::ids::Tag;
use crate::merge::ClashKind;
use crate::operation::month::{self, Edition, MonthBook};
use crate::operation::plan;
use crate::operation::publication;
use crate::operation::report;
use crate::operation::{
    Course, Effect, Facts, Giver, Held, Incoming, OfMonth, OpId, OpenClash, OpenConflict,
    Operation, Outcome, Receipt, Recorded, Refusal, Review, State, Stored, View, decide,
};
use crate::period::Month;
use crate::plan::{Classes, Level, Nature, PlanBook, PlanRow};
use crate::profile::{Profile, RuleSetting};
use crate::profile_file::builtin;
use crate::report::{FieldValues, apply};
use crate::rights::{Action, May, Role, over_months};
use crate::rights::{Me, Person};
use crate::rule::RuleCode;
use crate::units::Unit;
use crate::wire::v2::{ChangeSet, SyncAnswer, SyncRequest};

#[derive(Clone)]
pub(super) struct Server {
    pub(super) epoch: u64,
    /// What a backup has.
    pub(super) watermark: u64,
    pub(super) profile: Profile,
    pub(super) earlier_profiles: Vec<Profile>,
    plan: PlanRow,
    /// The versions of every project's plan.
    books: BTreeMap<String, PlanBook>,
    held: BTreeMap<Subject, Vec<Stored>>,
    operations: BTreeMap<OpId, Recorded>,
    feed: Vec<Subject>,
    comments: BTreeMap<(Subject, u64), Option<String>>,
    /// The roles that nobody fills.
    pub(super) vacant: Vec<Role>,
    conflicts: u64,
    refuse: Option<Refusal>,
    /// What locks froze.
    pub(super) editions: Vec<Edition>,
    /// What was published.
    pub(super) published: Vec<publication::Kept>,
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
        level: Level::MUNICIPAL,
        is_industrial: false,
        is_private: false,
        is_real_estate: false,
        sector: None,
        classes: Classes::default(),
        owner: String::new(),
        owner_uscc: None,
        units: vec!["u1".to_owned()],
        total_investment: None,
        annual_plan: None,
        before_year: None,
        upper_level_funds: None,
        monthly_plan: Vec::new(),
        bundle: None,
        is_bundle: false,
        scale: String::new(),
        planned_start: None,
        planned_completion: None,
        entered: this_month(),
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
            earlier_profiles: Vec::new(),
            plan: plan(),
            books: BTreeMap::from([(PROJECT.to_owned(), PlanBook::of_row(plan()))]),
            held: BTreeMap::new(),
            operations: BTreeMap::new(),
            feed: Vec::new(),
            comments: BTreeMap::new(),
            vacant: vec![Role::CountyCoordinator],
            conflicts: 0,
            refuse: None,
            editions: Vec::new(),
            published: Vec::new(),
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
        self.newest(&key.clone().into()).unwrap()
    }

    pub(super) fn newest(&self, subject: &Subject) -> Option<&Stored> {
        self.held.get(subject)?.last()
    }

    /// The revision since which a subject stands where it stands.
    fn since(&self, subject: &Subject) -> u64 {
        let state = self.newest(subject).map(|stored| stored.state);
        let newest_first = self.held[subject].iter().rev();
        let same = newest_first.take_while(|stored| Some(stored.state) == state);
        same.last().map_or(0, |stored| stored.rev)
    }

    pub(super) fn current_or_empty(&self, key: &ReportKey) -> FieldValues {
        let last = self.newest(&key.clone().into());
        last.map_or_else(FieldValues::new, |stored| stored.values.clone())
    }

    pub(super) fn revisions(&self, key: &ReportKey) -> usize {
        self.held.get(&key.clone().into()).map_or(0, Vec::len)
    }

    /// Every value that ever was in a subject or waited in a conflict.
    pub(super) fn ever(&self) -> Vec<FieldValues> {
        let revisions = self.held.values().flatten();
        revisions
            .flat_map(|stored| {
                let waiting = stored.open.iter().map(|open| open.clash.second.clone());
                std::iter::once(stored.values.clone()).chain(waiting)
            })
            .collect()
    }

    pub(super) fn answer(&mut self, request: &SyncRequest, device: &str) -> SyncAnswer {
        let operations = request.operations.iter().cloned();
        let operations: Vec<Operation> = operations.map(|one| one.try_into().unwrap()).collect();
        let receipts = operations.iter().map(|one| self.take(one, device).into());
        let receipts = receipts.collect();
        let from = usize::try_from(request.cursor).unwrap();
        let news: std::collections::BTreeSet<_> = self.feed.iter().skip(from).collect();
        let changes = ChangeSet {
            profile: (from == 0).then(|| self.profile.clone()),
            earlier_profiles: self.earlier_profiles.clone(),
            projects: self.rows(None),
            plans: (self.books.values())
                .filter(|book| !book.is_plain())
                .cloned()
                .collect(),
            subjects: news.into_iter().map(|one| self.told(one).into()).collect(),
            ..ChangeSet::default()
        };
        SyncAnswer {
            server_id: "server".to_owned(),
            epoch: self.epoch,
            nonce: request.nonce.clone(),
            time: "".into(),
            me: me(role_of(device)).into(),
            receipts,
            changes,
            cursor: self.feed.len() as u64,
            more: false,
            backup_watermark: self.watermark,
            mark: Some(marked(self.feed.len())),
            rescue_key: Some("the user's secret".to_owned()),
            restored: (request.mark.as_ref()).is_some_and(|mark| *mark > marked(self.feed.len())),
        }
    }

    fn told(&self, subject: &Subject) -> Held {
        let stored = self.newest(subject).unwrap();
        let conflict = |open: &OpenClash| OpenConflict {
            id: open.id,
            clash: open.clash.clone(),
            first_by: String::new(),
            second_by: open.second_user.clone(),
            second_user: open.second_user.clone(),
            first_at: "".into(),
            second_at: "".into(),
        };
        Held {
            subject: subject.clone(),
            rev: stored.rev,
            tag: Some(tag(&stored.values)),
            state: stored.state,
            review: self.review(subject),
            hand_ins: stored.hand_ins.clone(),
            course: stored.state.of_report().map(|_| Course {
                vacant: self.vacant.clone(),
                ..Course::default()
            }),
            values: stored.values.clone(),
            by: String::new(),
            fillers: Vec::new(),
            received_at: "".into(),
            conflicts: stored.open.iter().map(conflict).collect(),
        }
    }

    fn review(&self, subject: &Subject) -> Option<Review> {
        let since = self.since(subject);
        let comment = self.comments.get(&(subject.clone(), since))?;
        Some(Review {
            rev: since,
            by: String::new(),
            at: "".into(),
            comment: comment.clone(),
        })
    }

    fn take(&mut self, operation: &Operation, device: &str) -> Receipt {
        if let Some(refusal) = self.refuse.take() {
            // Said before anything is decided, so that it does not use the identifier up.
            return Receipt::refusing(operation.op_id.clone(), refusal);
        }
        let before = self.operations.get(&operation.op_id).cloned();
        if let Some(before) = &before {
            assert!(
                operation.is_same_as(&before.operation),
                "an identifier was used for two contents: {before:?}, {operation:?}"
            );
        }
        let may = |action| role_of(device).ever(action);
        let of_summary = match &operation.subject {
            Subject::Summary(key) => {
                let me = me(role_of(device));
                let person = Person::new(&me, &[]);
                Some(person.over_summary(&key.unit, &self.profile.chain))
            }
            _ => None,
        };
        let key = match &operation.subject {
            Subject::Plan(key) => Some(key),
            _ => None,
        };
        let (none_yet, locks) = (PlanBook::default(), self.locks());
        let book = key.and_then(|key| self.books.get(&key.project));
        let others = self.rows(None);
        let (nobody, none) = (FieldValues::new(), BTreeMap::new());
        let book_of_month = self.month_book(operation.subject.month());
        let made = made(operation);
        let units = [me(Role::Clerk).unit];
        let facts = Facts {
            before,
            incoming: Incoming {
                seen: operation.base_rev,
                base: &nobody,
                user: device,
                name: device,
                unit: "u1",
                at: &"".into(),
                may: of_summary.unwrap_or(May {
                    see: true,
                    report: may(Action::Report),
                    review: may(Action::Review),
                    ask: false,
                    close: over_months(role_of(device), &self.profile.chain).close,
                    file_for: false,
                }),
                role: role_of(device),
                vacant: &self.vacant,
                has_filed: false,
            },
            stored: self.newest(&operation.subject).cloned(),
            view: self.view(operation),
            givers: BTreeMap::new(),
            context: Some(Context {
                profile: &self.profile,
                plan: &self.plan,
                month: operation.subject.month(),
                stage: Stage::Submitting,
                today: None,
                history: History {
                    known_from: None,
                    reports: &none,
                },
            }),
            gate: self.gate(&operation.subject),
            month: operation.command.of_month().map(|_| month::Facts {
                month: operation.subject.month(),
                profile: &self.profile,
                today: None,
                projects: self.standings(operation.subject.month()),
                units: BTreeMap::new(),
            }),
            plan: key.map(|key| plan::Facts {
                key,
                profile: &self.profile,
                book: book.unwrap_or(&none_yet),
                others: &others,
                units: None,
                locks: &locks,
            }),
            publication: Some(publication::Facts {
                month: &book_of_month,
                made: &made,
            }),
            of_month: Some(OfMonth {
                month: operation.subject.month(),
                profile: &self.profile,
                today: None,
                units: &units,
            }),
        };
        let decided = decide(operation, &facts);
        for effect in decided.effects {
            self.apply(operation, device, &decided.receipt, effect);
        }
        decided.receipt
    }

    /// The newest row of every project, or of one.
    fn rows(&self, of: Option<&str>) -> Vec<PlanRow> {
        let books = (self.books.iter()).filter(|(id, _)| of.is_none_or(|of| *id == of));
        let rows = books.map(|(_, book)| book.newest().unwrap().row.clone());
        rows.collect()
    }

    fn locks(&self) -> plan::Locks {
        let months = self.held.keys().filter_map(|subject| match subject {
            Subject::Month(month) => Some(*month),
            _ => None,
        });
        let book = |month: Month| MonthBook::read(&self.newest(&month.into())?.values);
        plan::Locks::new(months.map(|month| (month, book(month))).collect())
    }

    fn month_book(&self, month: Month) -> MonthBook {
        let held = self.newest(&month.into());
        let book = held.and_then(|held| MonthBook::read(&held.values));
        book.unwrap_or_default()
    }

    /// What the month says to changes of a report.
    fn gate(&self, subject: &Subject) -> month::Gate {
        let held = self.newest(&subject.month().into());
        let project = subject
            .project()
            .filter(|_| matches!(subject, Subject::Report(_)));
        let known = project.zip(held);
        known.map_or(month::Gate::Open, |(project, held)| {
            month::Gate::of(&held.values, project)
        })
    }

    /// The one project of the plan, as it stands.
    fn standings(&self, of: Month) -> Vec<month::Standing<'_>> {
        let subject = Subject::Report(ReportKey {
            project: self.plan.id.clone(),
            month: of,
        });
        let held = self.newest(&subject);
        let has =
            |kind| held.is_some_and(|held| held.open.iter().any(|open| open.clash.kind == kind));
        let report = held.map(|held| month::Filed {
            month: of,
            rev: held.rev,
            tag: "",
            state: held.state.of_report().unwrap(),
            values: &held.values,
        });
        vec![month::Standing {
            plan: &self.plan,
            opening: None,
            left: None,
            version: None,
            report,
            earlier: None,
            has_conflict: has(ClashKind::Conflict),
            has_amendment: has(ClashKind::Amendment),
            has_question: false,
        }]
    }

    fn view(&self, operation: &Operation) -> View {
        let base = match self.base(operation) {
            Ok(base) => base,
            Err(Refusal::PreviousRefused) => return View::Refused,
            Err(refusal) => return View::Wait(refusal),
        };
        View::Seen(base)
    }

    fn base(&self, operation: &Operation) -> Result<FieldValues, Refusal> {
        let Some(previous) = &operation.previous else {
            let revision = usize::try_from(operation.base_rev).unwrap();
            let Some(index) = revision.checked_sub(1) else {
                return Ok(FieldValues::new());
            };
            let known = self.held.get(&operation.subject);
            let is_it = |stored: &&Stored| {
                (operation.base_tag.as_ref()).is_none_or(|seen| *seen == tag(&stored.values))
            };
            let known = known.and_then(|all| all.get(index)).filter(is_it);
            let known = known.map(|stored| stored.values.clone());
            return known.ok_or(Refusal::UnknownBase);
        };
        let earlier = self.operations.get(previous);
        let earlier = earlier.ok_or(Refusal::PreviousMissing)?;
        if earlier.receipt.outcome == Outcome::Rejected {
            return Err(Refusal::PreviousRefused);
        }
        assert_eq!(earlier.operation.base_rev, operation.base_rev);
        let base = self.base(&earlier.operation)?;
        Ok(apply(&base, earlier.operation.command.changes()))
    }

    fn apply(&mut self, operation: &Operation, device: &str, receipt: &Receipt, effect: Effect) {
        let subject = &operation.subject;
        match effect {
            Effect::Record => {
                let recorded = Recorded {
                    user: device.to_owned(),
                    operation: operation.clone(),
                    receipt: receipt.clone(),
                };
                self.operations.insert(operation.op_id.clone(), recorded);
            }
            Effect::Revise {
                rev,
                state,
                values,
                hand_ins,
            } => {
                self.revise(subject, rev, state, values, hand_ins);
                let returned_or_more = !matches!(
                    state.of_report(),
                    None | Some(report::State::Draft | report::State::Submitted)
                );
                if returned_or_more && self.since(subject) == rev {
                    let words = operation.command.words().map(str::to_owned);
                    self.comments.insert((subject.clone(), rev), words);
                }
            }
            Effect::Freeze(edition) => self.editions.push(edition),
            Effect::Publish(documents) => self.published.extend(documents),
            Effect::Adopt(version) => {
                let book = self.books.entry(version.row.id.clone()).or_default();
                book.push(*version);
                self.plan = self.rows(Some(PROJECT)).remove(0);
            }
            Effect::Introduce(_) => {}
            Effect::Settle(id) => self.open(subject).retain(|open| open.id != id),
            Effect::Open { clash, .. } => {
                self.conflicts += 1;
                let id = self.conflicts;
                self.open(subject).push(OpenClash {
                    id,
                    clash,
                    second_user: device.to_owned(),
                });
            }
        }
    }

    fn open(&mut self, subject: &Subject) -> &mut Vec<OpenClash> {
        let newest = self.held.get_mut(subject).and_then(|all| all.last_mut());
        &mut newest.unwrap().open
    }

    fn revise(
        &mut self,
        subject: &Subject,
        rev: u64,
        state: State,
        values: FieldValues,
        hand_ins: Option<report::HandIns>,
    ) {
        let last = self.newest(subject);
        let returned_in = match last.filter(|last| last.state == state) {
            Some(last) => last.returned_in,
            None => (state == report::State::Returned).then_some(rev),
        };
        let open = last.map_or_else(Vec::new, |stored| stored.open.clone());
        self.held.entry(subject.clone()).or_default().push(Stored {
            rev,
            state,
            returned_in,
            hand_ins,
            values,
            open,
            last: Giver::default(),
        });
        self.feed.push(subject.clone());
    }
}

/// The documents that are to be published: each says its key, and there are no letters.
fn made(operation: &Operation) -> Vec<publication::Made> {
    let command = operation.command.of_publication();
    let documents = command.into_iter().flat_map(|command| &command.documents);
    let made = documents.map(|document| publication::Made {
        document: document.clone(),
        value: match document.as_str() {
            "letters" => Err("没有增速 / no growth".to_owned()),
            document => Ok(document.to_owned()),
        },
    });
    made.collect()
}

/// So that a later mark is a greater text.
fn marked(length: usize) -> String {
    format!("{length:06}")
}

fn tag(values: &FieldValues) -> Tag {
    format!("{values:?}").into()
}

/// The tablet called `office` is a reviewer's, every other a clerk's.
fn role_of(device: &str) -> Role {
    if device.starts_with("office") {
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
            area: None,
        },
        owner: None,
    }
}
