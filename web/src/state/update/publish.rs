//! 发布: what happens on its screen.

use yuebao_domain::device::{Device, PublicationKey, Row};
use yuebao_domain::operation::Refusal;
use yuebao_domain::period::Month;
use yuebao_domain::text::Lang;

use crate::fault::SyncFault;
use crate::state::{Effect, Env, Fetching, FileFormat, Notice, PublishStep, State};

impl State {
    pub(super) fn publish_step(&mut self, step: PublishStep, env: &Env) -> Vec<Effect> {
        if step.is_kept() {
            return self.decide_publication(&step, env);
        }
        let screen = &mut self.publish;
        match step {
            PublishStep::Choose(kind) => {
                screen.kind = kind;
                screen.behind = None;
                screen.file = Fetching::Idle;
            }
            PublishStep::Behind(row) => screen.behind = row,
            PublishStep::Print => {
                screen.is_printing = true;
                return vec![Effect::PrintDrawn];
            }
            PublishStep::Printed => {
                screen.is_printing = false;
                self.statistics.printing = None;
            }
            PublishStep::Csv { name, content } => return vec![Effect::Download { name, content }],
            PublishStep::File { is_final, format } => return self.fetch_file(is_final, format),
            PublishStep::Filed(Ok(())) => screen.file = Fetching::Idle,
            PublishStep::Filed(Err(fault)) => screen.file = Fetching::Failed(fault),
            // decided above
            PublishStep::Give { .. } | PublishStep::Withdraw { .. } | PublishStep::ReadRefusal => {}
        }
        Vec::new()
    }

    fn decide_publication(&mut self, step: &PublishStep, env: &Env) -> Vec<Effect> {
        let Some(month) = self.screen.month else {
            return Vec::new();
        };
        match decided(self.device.get_mut(), month, step, env) {
            Err(refusal) => self.set(|state| {
                state.screen.notice = Some(Notice::NotDecided(refusal));
            }),
            Ok(rows) => {
                let mut effects = self.write(rows);
                if !matches!(step, PublishStep::ReadRefusal) {
                    self.screen.notice = Some(Notice::Decided);
                    effects.extend(self.sync(env));
                }
                effects
            }
        }
    }

    fn fetch_file(&mut self, is_final: bool, format: FileFormat) -> Vec<Effect> {
        let Some(month) = self.screen.month else {
            return Vec::new();
        };
        let Some(token) = self.session.token().map(str::to_owned) else {
            self.publish.file = Fetching::Failed(SyncFault::LoginNeeded);
            return Vec::new();
        };
        self.publish.file = Fetching::Waiting;
        let (kind, format) = (self.publish.kind, format.key());
        let mut path = format!("v1/documents/{month}/{}?format={format}", kind.key());
        if !is_final {
            path.push_str("&provisional=true");
        }
        if self.display.lang == Lang::En {
            path.push_str("&lang=en");
        }
        let name = format!("{month}-{}.{format}", kind.name().zh);
        vec![Effect::FetchFile { path, name, token }]
    }
}

fn decided(
    device: &mut Device,
    month: Month,
    step: &PublishStep,
    env: &Env,
) -> Result<Vec<Row>, Refusal> {
    let stamp = env.stamp.clone();
    match step {
        PublishStep::Give {
            edition,
            documents,
            remark,
        } => {
            let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
            device.publish(month, (*edition, &documents), remark, stamp)
        }
        PublishStep::Withdraw { number, reason } => {
            device.withdraw_publication(month, *number, reason, stamp)
        }
        PublishStep::ReadRefusal => Ok(device.dismiss_decisions(&PublicationKey::of(month).into())),
        _ => Ok(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::publish::Kind;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::state::testing::{env, state};
    use crate::state::{Action, OfficeStep, Session};

    fn act(state: &mut State, step: PublishStep) -> Vec<Effect> {
        state.update(Action::Office(OfficeStep::Publish(step)), &env())
    }

    fn office() -> State {
        let mut state = state(Role::CityOffice);
        state.update(Action::DismissNotice, &env());
        state
    }

    #[test]
    fn a_file_is_asked_of_the_server_by_whoever_is_logged_in() {
        let mut state = office();
        act(&mut state, PublishStep::Choose(Kind::Bulletin));
        let step = |is_final| PublishStep::File {
            is_final,
            format: FileFormat::Docx,
        };
        state.session = Session::Open {
            user: "wang".to_owned(),
            token: None,
        };
        assert!(act(&mut state, step(true)).is_empty());
        assert_eq!(state.publish.file, Fetching::Failed(SyncFault::LoginNeeded));
        state.session = Session::Open {
            user: "wang".to_owned(),
            token: Some("token".to_owned()),
        };
        let month = state.screen.month.unwrap();
        for (is_final, more) in [(true, ""), (false, "&provisional=true")] {
            let asked = Effect::FetchFile {
                path: format!("v1/documents/{month}/bulletin?format=docx{more}"),
                name: format!("{month}-通报.docx"),
                token: "token".to_owned(),
            };
            assert_eq!(act(&mut state, step(is_final)), [asked]);
            assert_eq!(state.publish.file, Fetching::Waiting);
        }
        act(&mut state, PublishStep::Filed(Err(SyncFault::Unreachable)));
        assert_eq!(state.publish.file, Fetching::Failed(SyncFault::Unreachable));
        act(&mut state, PublishStep::Choose(Kind::Brief));
        assert_eq!(state.publish.file, Fetching::Idle);
    }

    #[test]
    fn it_is_drawn_as_paper_until_it_is_with_the_printer() {
        let mut state = office();
        assert_eq!(act(&mut state, PublishStep::Print), [Effect::PrintDrawn]);
        assert!(state.publish.is_printing);
        act(&mut state, PublishStep::Printed);
        assert!(!state.publish.is_printing);
    }
}
