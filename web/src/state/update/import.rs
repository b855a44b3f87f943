//! 导入: asked of the server and written there, while there is a connection.

use std::rc::Rc;

use yuebao_domain::json;
use yuebao_domain::text::{Lang, csv};
use yuebao_domain::wire::v2::import::{Import, ImportNote};

use crate::fault::SyncFault;
use crate::state::{Doing, Effect, Env, ImportScreen, ImportStep, OfficeBody, State};
use crate::text::import as text;

impl State {
    /// What somebody does on the screen, and what comes of it.
    pub(super) fn import_step(&mut self, what: ImportStep, env: &Env) -> Vec<Effect> {
        let screen = &mut self.plan.import;
        match what {
            ImportStep::Kind(kind) => {
                screen.kind = kind;
                screen.forget_told();
            }
            ImportStep::File(file) => {
                screen.file = Some(file);
                screen.forget_told();
                return self.preview_import();
            }
            ImportStep::Say(at, words) => {
                screen.said.insert(at, words);
                screen.is_stale = screen.told.is_some();
            }
            ImportStep::Gone(gone) => {
                screen.gone = Some(gone);
                return self.preview_import();
            }
            ImportStep::PersonsGone(gone) => {
                screen.persons_gone = Some(gone);
                return self.preview_import();
            }
            ImportStep::Column {
                sheet,
                column,
                target,
            } => return self.correct_column(sheet, column, &target),
            ImportStep::Preview => return self.preview_import(),
            ImportStep::Write => return self.write_import(),
            ImportStep::Answered(answer) => return self.import_answered(answer, env),
            ImportStep::SaveErrors => return self.save_errors(),
            ImportStep::Saved { content, arrives } => {
                screen.text = (!arrives).then_some(content);
            }
            ImportStep::Close => {
                let kind = screen.kind;
                *screen = ImportScreen {
                    kind,
                    ..ImportScreen::default()
                };
            }
        }
        Vec::new()
    }

    fn preview_import(&mut self) -> Vec<Effect> {
        self.ask_import(Doing::Preview, None)
    }

    fn write_import(&mut self) -> Vec<Effect> {
        let token = self.plan.import.token().map(str::to_owned);
        match token {
            Some(token) => self.ask_import(Doing::Write, Some(&token)),
            None => Vec::new(),
        }
    }

    fn ask_import(&mut self, doing: Doing, token: Option<&str>) -> Vec<Effect> {
        let Some(file) = &self.plan.import.file else {
            return Vec::new();
        };
        let body = OfficeBody::File(file.bytes.clone());
        let path = self.plan.import.address(token);
        self.ask_server(doing, path, body)
    }

    fn correct_column(&mut self, sheet: usize, column: usize, target: &str) -> Vec<Effect> {
        let said = self.plan.import.columns(sheet, column, target);
        // no list of columns fails to serialise
        let said = said.and_then(|said| serde_json::to_string(&said).ok());
        match said {
            Some(said) => {
                let path = "v2/import/columns".to_owned();
                self.ask_server(Doing::Columns, path, OfficeBody::Json(said))
            }
            None => Vec::new(),
        }
    }

    /// Nothing that was chosen or filled in is lost where it cannot be asked.
    fn ask_server(&mut self, doing: Doing, path: String, body: OfficeBody) -> Vec<Effect> {
        let token = self.session.token().map(str::to_owned);
        let is_online = self.sync.online;
        let screen = &mut self.plan.import;
        screen.text = None;
        if doing != Doing::Columns {
            screen.is_stale = true;
        }
        let Some(token) = token.filter(|_| is_online) else {
            screen.doing = None;
            screen.fault = Some(if is_online {
                SyncFault::LoginNeeded
            } else {
                SyncFault::Unreachable
            });
            return Vec::new();
        };
        screen.fault = None;
        screen.doing = Some(doing);
        vec![Effect::AskOffice { path, body, token }]
    }

    fn import_answered(&mut self, answer: Result<String, SyncFault>, env: &Env) -> Vec<Effect> {
        let screen = &mut self.plan.import;
        let Some(doing) = screen.doing.take() else {
            return Vec::new();
        };
        let answer = match (answer, doing) {
            (Ok(_), Doing::Columns) => return self.preview_import(),
            (Ok(text), _) => json::read::<Import>(&text).map_err(|_| SyncFault::NotTheServer),
            (Err(fault), _) => Err(fault),
        };
        match answer {
            Ok(told) => {
                let is_written = told.written;
                screen.told = Some(Rc::new(told));
                screen.is_stale = false;
                if is_written {
                    return self.sync(env);
                }
                Vec::new()
            }
            // what was seen is not what there is now: it is shown anew, with why
            Err(SyncFault::Refused(why)) if doing == Doing::Write => {
                let effects = self.preview_import();
                self.plan.import.fault = Some(SyncFault::Refused(why));
                effects
            }
            Err(fault) => {
                screen.fault = Some(fault);
                Vec::new()
            }
        }
    }

    fn save_errors(&self) -> Vec<Effect> {
        let screen = &self.plan.import;
        let (Some(told), Some(file)) = (&screen.told, &screen.file) else {
            return Vec::new();
        };
        let lang = self.display.lang;
        let content = table(&told.errors, lang);
        let name = text::errors_file(&file.name, lang);
        vec![Effect::Save { name, content }]
    }
}

/// What is wrong, by place.
fn table(notes: &[ImportNote], lang: Lang) -> String {
    let heads = [text::SHEET, text::ROW, text::COLUMN, text::WRONG];
    let heads = vec![heads.map(|head| head.get(lang)).to_vec()];
    let rows: Vec<String> = notes.iter().map(row_of).collect();
    let cells = notes.iter().zip(&rows).map(|(note, row)| {
        let words = match lang {
            Lang::Zh => &note.zh,
            Lang::En => &note.en,
        };
        vec![
            note.sheet.as_str(),
            row.as_str(),
            note.column.as_str(),
            words.as_str(),
        ]
    });
    csv(heads.into_iter().chain(cells))
}

fn row_of(note: &ImportNote) -> String {
    note.row.map_or_else(String::new, |row| row.to_string())
}

impl ImportScreen {
    fn forget_told(&mut self) {
        self.told = None;
        self.fault = None;
        self.text = None;
        self.doing = None;
        self.is_stale = false;
        self.gone = None;
    }
}
