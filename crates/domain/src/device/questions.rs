//! What a person does about questions (疑问).

use super::{Device, QuestionKey, Replica, ReportKey, Row, Stamp, Subject};
use crate::ids::{OpId, Timestamp};
use crate::operation::Refusal;
use crate::operation::question::{
    self, Command, CommandKind, Question, Remark, State, narrowed, obstacle, with_remark,
};
use crate::report::{FieldKey, FieldValues};
use crate::rights::May;

/// A question as it will be once everything on its way has arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Which.
    pub key: &'a QuestionKey,
    /// What was said, what is on its way included.
    pub question: Question,
    /// Where it stands.
    pub state: State,
    /// How many of the last remarks are not with the server yet.
    pub waiting: usize,
    /// What is here of it.
    pub replica: &'a Replica,
}

impl Asked<'_> {
    /// Whether `user`, who may do so much with it ([`narrowed`]), has to do something about it.
    pub fn waits_for(&self, may: May, user: &str) -> bool {
        self.question.waits_for(may, user) || self.is_untaken()
    }

    /// Whether something that was said here was not taken, or cannot be said any more.
    pub fn is_untaken(&self) -> bool {
        let Replica {
            refused,
            declined,
            comment,
            ..
        } = self.replica;
        let too_late = !self.state.is_unsettled() && !comment.is_empty();
        refused.is_some() || !declined.is_empty() || too_late
    }
}

impl Device {
    /// Asks about a box of a report. `stamp` names the question as well, unless it was begun before.
    pub fn ask(
        &mut self,
        report: &ReportKey,
        field: &FieldKey,
        text: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let key = self.begun_at(report, field);
        let key = key.unwrap_or_else(|| question_key(report, &stamp.op_id));
        let command = Command {
            field: Some(field.clone()),
            ..Command::saying(CommandKind::Ask, text)
        };
        self.say(&key, command, stamp)
    }

    /// Takes one more step: an answer, a further question, closed, taken back.
    pub fn say(
        &mut self,
        key: &QuestionKey,
        command: Command,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let asked = self.asked(key);
        let state = asked.as_ref().map(|asked| asked.state);
        let may = self.over_question(self.may_with(&key.report.project), asked.as_ref());
        if let Some(refusal) = obstacle(&command, may, state) {
            return Err(refusal);
        }
        let subject = Subject::Question(key.clone());
        let replica = self.replica_of(&subject);
        replica.comment.clear();
        replica.draft = None;
        replica.forget_refusal();
        let operation = self.operation(&subject, command.into(), stamp);
        Ok(vec![
            self.replica_row(&subject),
            self.push(operation),
            self.meta_row(),
        ])
    }

    /// Keeps what is written of an answer, before it is given.
    pub fn note_answer(&mut self, key: &QuestionKey, text: &str) -> Vec<Row> {
        let subject = Subject::Question(key.clone());
        text.clone_into(&mut self.replica_of(&subject).comment);
        vec![self.replica_row(&subject)]
    }

    /// Keeps what is written of a question before it is asked: of each box one. `stamp` names a new
    /// one; one that is emptied is gone.
    pub fn note_question(
        &mut self,
        report: &ReportKey,
        field: &FieldKey,
        text: &str,
        stamp: &Stamp,
    ) -> Vec<Row> {
        let begun = self.begun_at(report, field);
        let key = begun.unwrap_or_else(|| question_key(report, &stamp.op_id));
        let subject = Subject::Question(key.clone());
        if text.is_empty() {
            self.questions.remove(&key);
        } else {
            let replica = self.replica_of(&subject);
            replica.draft = Some(question::about(field));
            text.clone_into(&mut replica.comment);
        }
        vec![self.replica_row(&subject)]
    }

    /// What is written of questions about a report that are not asked yet, with the box.
    pub fn begun(&self, report: &ReportKey) -> impl Iterator<Item = (FieldKey, &str)> {
        let begun = |(_, replica)| Some((begun(replica)?, replica.comment.as_str()));
        self.about(report).filter_map(begun)
    }

    fn begun_at(&self, report: &ReportKey, field: &FieldKey) -> Option<QuestionKey> {
        let is_it = |(_, replica): &(_, &Replica)| begun(replica).as_ref() == Some(field);
        let begun = self.about(report).find(is_it);
        begun.map(|(key, _)| key.clone())
    }

    /// The person has read why a step was not taken, and what was written for one that cannot be
    /// taken any more.
    pub fn dismiss_question(&mut self, key: &QuestionKey) -> Vec<Row> {
        let subject = Subject::Question(key.clone());
        let goes_on = self
            .asked(key)
            .is_some_and(|asked| asked.state.is_unsettled());
        let replica = self.replica_of(&subject);
        replica.forget_refusal();
        if !goes_on {
            replica.comment.clear();
        }
        vec![self.replica_row(&subject)]
    }

    /// One question; `None` if nothing is left of it. What the server did not take of one that it
    /// does not know is left: such a question is over, and nobody has said anything.
    pub fn asked(&self, key: &QuestionKey) -> Option<Asked<'_>> {
        let (key, replica) = self.questions.get_key_value(key)?;
        let empty = FieldValues::new();
        let held = replica.server.as_ref().map_or(&empty, |held| &held.values);
        let mut values = held.clone();
        let mut waiting = 0;
        for queued in self.pending(key) {
            let crate::operation::Command::Question(command) = &queued.operation.command else {
                continue;
            };
            let remark = self.remark(command, &queued.operation.made_at);
            values = with_remark(&values, command.field.as_ref(), &remark);
            waiting += 1;
        }
        let question = Question::read(&values).or_else(|| untaken(replica))?;
        Some(Asked {
            key,
            state: question.state().unwrap_or(State::Withdrawn),
            question,
            waiting,
            replica,
        })
    }

    /// Every question, by report.
    pub fn all_asked(&self) -> impl Iterator<Item = Asked<'_>> {
        self.questions.keys().filter_map(|key| self.asked(key))
    }

    /// The questions about one report.
    pub fn asked_about(&self, report: &ReportKey) -> impl Iterator<Item = Asked<'_>> {
        self.about(report).filter_map(|(key, _)| self.asked(key))
    }

    fn about(&self, report: &ReportKey) -> impl Iterator<Item = (&QuestionKey, &Replica)> {
        let first = question_key(report, &OpId::default());
        let known = self.questions.range(first..);
        known.take_while(move |(key, _)| key.report == *report)
    }

    /// How many questions wait for this user.
    pub fn questions_to_look_at(&self) -> usize {
        self.my_turn().count()
    }

    /// The questions that wait for this user: for an answer, from those who report the project; to be
    /// closed, from those who review it or asked; to be read, if a step was not taken.
    pub fn my_turn(&self) -> impl Iterator<Item = Asked<'_>> {
        let rights = self.rights();
        let may = move |asked: &Asked<'_>| rights(&asked.key.report.project);
        self.all_asked()
            .filter(move |asked| self.is_my_turn(asked, may(asked)))
    }

    /// Whether a question waits for this user, who may do so much with the project.
    pub fn is_my_turn(&self, asked: &Asked<'_>, may: May) -> bool {
        asked.waits_for(self.over_question(may, Some(asked)), self.user())
    }

    /// What of `may` counts for this user with a question.
    pub fn over_question(&self, may: May, asked: Option<&Asked<'_>>) -> May {
        narrowed(may, asked.map(|asked| &asked.question), self.user())
    }

    fn user(&self) -> &str {
        self.meta.me.as_ref().map_or("", |me| me.user.as_str())
    }

    /// What this user says, as it is shown before the server has it.
    fn remark(&self, command: &Command, at: &Timestamp) -> Remark {
        let me = self.meta.me.as_ref();
        let part = |part: Option<&String>| part.cloned().unwrap_or_default();
        Remark {
            kind: command.kind,
            user: part(me.map(|me| &me.user)),
            by: part(me.map(|me| &me.name)),
            unit: part(me.map(|me| &me.unit.name)),
            at: at.to_owned(),
            text: command.text().unwrap_or_default().to_owned(),
        }
    }
}

fn question_key(report: &ReportKey, id: &OpId) -> QuestionKey {
    QuestionKey {
        report: report.clone(),
        id: id.clone().into(),
    }
}

/// The box that a question is written about which is not asked yet.
fn begun(replica: &Replica) -> Option<FieldKey> {
    let draft = replica.draft.as_ref()?;
    let field = question::field(draft)?;
    let is_new = replica.server.is_none() && *draft == question::about(&field);
    is_new.then_some(field)
}

/// What is left here of a question that the server does not know, because it did not take it or has
/// lost it: the box, as far as it is known.
fn untaken(replica: &Replica) -> Option<Question> {
    let nothing = replica.refused.is_none() && replica.declined.is_empty();
    if begun(replica).is_some() || (nothing && replica.comment.is_empty()) {
        return None;
    }
    let mut commands = replica.declined.iter().map(|declined| &declined.command);
    let field = commands.find_map(|command| match command {
        crate::operation::Command::Question(command) => command.field.clone(),
        _ => None,
    });
    Some(Question {
        field: field.or_else(|| FieldKey::new(question::UNKNOWN))?,
        remarks: Vec::new(),
    })
}
