//! What a person does about questions (疑问).

use super::{Device, QuestionKey, Replica, ReportKey, Row, Stamp, Subject};
use crate::operation::Refusal;
use crate::question::{Command, CommandKind, Question, Remark, State, obstacle, with_remark};
use crate::report::{FieldKey, FieldValues};
use crate::rights::Action;

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

impl Device {
    /// Asks about a box of a report. `stamp` names the question as well.
    pub fn ask(
        &mut self,
        report: &ReportKey,
        field: &FieldKey,
        text: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let key = QuestionKey {
            report: report.clone(),
            id: stamp.op_id.clone(),
        };
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
        let may = self.does();
        let state = self.asked(key).map(|asked| asked.state);
        if let Some(refusal) = obstacle(&command, may, state) {
            return Err(refusal);
        }
        let subject = Subject::Question(key.clone());
        let replica = self.replica_of(&subject);
        replica.comment.clear();
        replica.refused = None;
        replica.declined.clear();
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

    /// The person has read why a step was not taken.
    pub fn dismiss_question(&mut self, key: &QuestionKey) -> Vec<Row> {
        let subject = Subject::Question(key.clone());
        let replica = self.replica_of(&subject);
        replica.refused = None;
        replica.declined.clear();
        vec![self.replica_row(&subject)]
    }

    /// One question; `None` if nothing is left of it.
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
        let question = Question::read(&values)?;
        Some(Asked {
            key,
            state: question.state()?,
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
        let first = QuestionKey {
            report: report.clone(),
            id: String::new(),
        };
        let keys = self.questions.range(first..).map(|(key, _)| key);
        let keys = keys.take_while(move |key| key.report == *report);
        keys.filter_map(|key| self.asked(key))
    }

    /// How many questions wait for this user: for an answer, from those who report; to be closed,
    /// from those who review.
    pub fn questions_to_look_at(&self) -> usize {
        self.all_asked()
            .filter(|asked| self.is_my_turn(asked))
            .count()
    }

    /// Whether this user has to do something about a question.
    pub fn is_my_turn(&self, asked: &Asked<'_>) -> bool {
        let waits = match asked.state {
            State::Open => self.may(Action::Report),
            State::Answered => self.may(Action::Review),
            State::Closed | State::Withdrawn => false,
        };
        waits || asked.replica.refused.is_some() || !asked.replica.declined.is_empty()
    }

    /// What this user says, as it is shown before the server has it.
    fn remark(&self, command: &Command, at: &str) -> Remark {
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
