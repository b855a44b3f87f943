//! What was proposed, what waits to be sent and what was not taken, as data.

use yuebao_domain::check::Finding;
use yuebao_domain::device::{PlanKey, PlanObstacle, Proposed};
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::plan::{Command, CommandKind};
use yuebao_domain::order::Order;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanChange;
use yuebao_domain::text::Words;

use crate::pages::plan::value::{self, Changed, Fact};
use crate::state::State;
use crate::text::accounts::half;
use crate::text::plan as text;

/// A proposal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proposal {
    pub(crate) key: PlanKey,
    pub(crate) number: u32,
    /// The project's name.
    pub(crate) name: String,
    pub(crate) change: PlanChange,
    pub(crate) from: Month,
    /// Who proposed it, for which unit, and when, RFC 3339.
    pub(crate) by: String,
    pub(crate) unit: String,
    pub(crate) at: String,
    /// Document, batch, approver, reason.
    pub(crate) reason: Option<String>,
    /// What it would change; `None` of a new project.
    pub(crate) changed: Option<Vec<Changed>>,
    /// What a new project's row says.
    pub(crate) facts: Vec<Fact>,
    /// What the checks find in it, while it waits.
    pub(crate) findings: Vec<Finding>,
    /// Why it cannot be adopted as it is, for whoever would.
    pub(crate) obstacle: Option<String>,
    pub(crate) answer: Option<Answer>,
    /// It, or its answer, is not with the server yet.
    pub(crate) is_on_its_way: bool,
    /// Whether this user answers it.
    pub(crate) may_answer: bool,
    /// Whether this user may take it back.
    pub(crate) may_retract: bool,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) kind: CommandKind,
    pub(crate) by: String,
    pub(crate) at: String,
    pub(crate) words: Option<String>,
}

/// A decision that the server did not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Untaken {
    pub(crate) key: PlanKey,
    pub(crate) name: String,
    /// What was decided.
    pub(crate) kinds: Vec<Words>,
    /// Why it was not taken, in sentences.
    pub(crate) why: Vec<String>,
}

/// A version that was decided and waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OnItsWay {
    pub(crate) name: String,
    pub(crate) change: Words,
    pub(crate) from: Month,
}

/// Proposals of one project or of all, those that wait first, then the newest.
pub(crate) fn proposals(state: &State, project: Option<&str>) -> Vec<Proposal> {
    let mut found = state.device.get().proposals();
    found.retain(|one| project.is_none_or(|project| one.key.project == project));
    found.order_by(|a, b| {
        let waits = |one: &Proposed| one.answer.is_some();
        (waits(a), b.step.at.as_str()).cmp(&(waits(b), a.step.at.as_str()))
    });
    found.into_iter().map(|one| proposal(state, one)).collect()
}

fn proposal(state: &State, proposed: Proposed) -> Proposal {
    let device = state.device.get();
    let Proposed {
        key,
        number,
        version,
        step,
        answer,
        is_on_its_way,
    } = proposed;
    let waits = answer.is_none();
    let may_answer = waits && device.closes_months();
    let own = device
        .meta
        .me
        .as_ref()
        .is_some_and(|me| me.user == step.user);
    let approval = Command::about(CommandKind::Approve, number, "");
    let obstacle = device.plan_obstacle(&key, &approval).filter(|_| may_answer);
    let findings = if waits {
        device.check_plan_change(&key, &approval)
    } else {
        Vec::new()
    };
    // what it was answered with is what there is now: before and after are those of then no more
    let before = device.plan_at(&key.project, version.valid_from);
    let before = before.filter(|_| waits);
    Proposal {
        name: version.row.name.clone(),
        change: version.change,
        from: version.valid_from,
        by: step.by,
        unit: step.unit,
        at: step.at.as_str().to_owned(),
        reason: step.command.reason.or(version.reason.clone()),
        changed: before.map(|before| value::changed(state, before, &version.row)),
        facts: if before.is_none() && waits {
            value::facts(state, &version.row)
        } else {
            Vec::new()
        },
        findings,
        obstacle: obstacle.and_then(|obstacle| said(state, obstacle)),
        answer: answer.map(|step| Answer {
            kind: step.command.kind,
            by: step.by,
            at: step.at.as_str().to_owned(),
            words: step.command.reason,
        }),
        is_on_its_way,
        may_answer,
        may_retract: waits && own,
        key,
        number,
    }
}

/// Why it cannot be adopted; what the checks find speaks for itself.
fn said(state: &State, obstacle: PlanObstacle) -> Option<String> {
    match obstacle {
        PlanObstacle::Refused(refusal, named) => Some(refused(state, refusal, named)),
        PlanObstacle::Findings(_) => None,
    }
}

fn refused(state: &State, refusal: Refusal, named: Option<String>) -> String {
    let lang = state.display.lang;
    let named = named.map(|named| text::named(&half(&named, lang), lang));
    format!("{}{}", refusal.words().get(lang), named.unwrap_or_default())
}

/// What the server did not take of this user's decisions, of one project or of all.
pub(crate) fn untaken(state: &State, project: Option<&str>) -> Vec<Untaken> {
    let device = state.device.get();
    let lang = state.display.lang;
    let keys = device.plans_to_look_at().into_iter();
    let keys = keys.filter(|key| project.is_none_or(|project| key.project == project));
    keys.filter_map(|key| {
        let (refused_as, declined) = device.not_taken(&key.clone().into())?;
        let refusal = refused_as
            .refusal
            .map(|it| refused(state, it, refused_as.detail.clone()));
        let findings = refused_as.findings.iter().map(|one| one.message(lang));
        let commands = || declined.iter().filter_map(|one| one.command.of_plan());
        let named = commands().find_map(|command| Some(command.version.as_ref()?.row.name.clone()));
        let known = || {
            device
                .projects
                .get(&key.project)
                .map(|row| row.name.clone())
        };
        Some(Untaken {
            name: named.or_else(known).unwrap_or_else(|| key.project.clone()),
            kinds: commands().map(|command| command.kind.label()).collect(),
            why: refusal.into_iter().chain(findings).collect(),
            key,
        })
    })
    .collect()
}

/// What was decided of one project or of all, and is not with the server yet.
pub(crate) fn on_their_way(state: &State, project: Option<&str>) -> Vec<OnItsWay> {
    let waiting = state.device.get().plans_on_their_way();
    let waiting = waiting.filter(|(key, command)| {
        let is_meant = project.is_none_or(|project| key.project == project);
        is_meant && command.kind == CommandKind::Adopt
    });
    waiting
        .filter_map(|(_, command)| {
            let version = command.version.as_ref()?;
            Some(OnItsWay {
                name: version.row.name.clone(),
                change: version.change.label(),
                from: version.valid_from,
            })
        })
        .collect()
}
