//! What a person does about questions on a box (疑问): asks, answers, closes, takes back.

use yuebao_domain::device::{Device, QuestionKey, ReportKey, Row};
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::question::{Command, CommandKind};
use yuebao_domain::report::FieldKey;

use crate::state::{Effect, Env, Inquiry, Notice, State, View, box_id, question_id};

impl State {
    pub(super) fn inquire(&mut self, inquiry: Inquiry, env: &Env) -> Vec<Effect> {
        match inquiry {
            Inquiry::Asking(at) => self.set(|state| state.form.asking = at),
            Inquiry::NoteQuestion { key, field, text } => {
                self.note_question(&key, &field, &text, env)
            }
            Inquiry::Ask { key, field, text } => self.ask(&key, &field, &text, env),
            Inquiry::NoteAnswer { question, text } => self.note_answer(&question, &text),
            Inquiry::Say {
                question,
                step,
                text,
            } => self.say(&question, step, &text, env),
            Inquiry::Dismiss(question) => self.dismiss_question(&question),
            Inquiry::Open(question, field) => self.open_question(&question, &field),
            Inquiry::Filter(filter) => self.set(|state| state.questions = filter),
        }
    }

    /// What is written before it is asked is kept like any box.
    fn note_question(
        &mut self,
        key: &ReportKey,
        field: &FieldKey,
        text: &str,
        env: &Env,
    ) -> Vec<Effect> {
        // Its box stays when all of it is deleted again.
        self.form.asking = Some((key.clone(), field.clone()));
        let note = |device: &mut Device| device.note_question(key, field, text, &env.stamp);
        let rows = self.device.change_questions(note);
        self.write(rows)
    }

    fn ask(&mut self, key: &ReportKey, field: &FieldKey, text: &str, env: &Env) -> Vec<Effect> {
        let asked = self
            .device
            .get_mut()
            .ask(key, field, text, env.stamp.clone());
        if asked.is_ok() {
            self.form.asking = None;
        }
        self.said(asked, env)
    }

    fn note_answer(&mut self, question: &QuestionKey, text: &str) -> Vec<Effect> {
        let note = |device: &mut Device| device.note_answer(question, text);
        let rows = self.device.change_questions(note);
        self.write(rows)
    }

    fn say(
        &mut self,
        question: &QuestionKey,
        step: CommandKind,
        text: &str,
        env: &Env,
    ) -> Vec<Effect> {
        let command = Command::saying(step, text);
        let said = self
            .device
            .get_mut()
            .say(question, command, env.stamp.clone());
        self.said(said, env)
    }

    fn said(&mut self, said: Result<Vec<Row>, Refusal>, env: &Env) -> Vec<Effect> {
        match said {
            Ok(rows) => {
                self.screen.notice = None;
                let mut effects = self.write(rows);
                effects.extend(self.sync(env));
                effects
            }
            Err(refusal) => self.set(|state| state.screen.notice = Some(Notice::NotSaid(refusal))),
        }
    }

    /// The person has read why a step was not taken.
    fn dismiss_question(&mut self, question: &QuestionKey) -> Vec<Effect> {
        let dismiss = |device: &mut Device| device.dismiss_question(question);
        let rows = self.device.change_questions(dismiss);
        self.write(rows)
    }

    /// The form of the report, at the box; where the form shows no such box, at the question.
    fn open_question(&mut self, question: &QuestionKey, field: &FieldKey) -> Vec<Effect> {
        let ReportKey { project, month } = question.report.clone();
        if self.screen.month != Some(month) {
            self.show_month(month);
        }
        let mut effects = self.show(View::Form(project));
        effects.push(Effect::FocusBox([box_id(field), question_id(question)]));
        effects
    }
}
