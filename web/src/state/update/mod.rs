//! What every action does: this file sends each to its place, one file a subject.

mod away;
mod calls;
mod clock;
mod history;
mod questions;
mod rescue;
mod review;
mod rule_pages;
mod session;
mod steps;
mod store;
mod sync;
mod work;

pub use store::{BLOCKED, OUTDATED, SILENT};

use yuebao_domain::aggregate::Dimension;
use yuebao_domain::device::ReportKey;
use yuebao_domain::period::Month;
use yuebao_domain::text::Lang;

use super::{Action, Effect, Env, Halfway, HostEvent, Session, State, View};
use crate::text_size::TextSize;

impl State {
    /// Does what `action` asks for, and says what has to happen outside.
    pub fn update(&mut self, action: Action, env: &Env) -> Vec<Effect> {
        self.look_at_clock(env);
        let (told, shown) = (self.sync_event(), self.place_event());
        let settles = matches!(
            action,
            Action::Opened { .. } | Action::Configure { .. } | Action::ChooseLang(_)
        );
        let mut effects = self.react(action, env);
        effects.extend(self.answer_calls(env));
        if self.view == View::Summary {
            self.refresh_audit();
        }
        if settles {
            effects.extend(self.see_to_rule_pages());
        }
        let now = self.sync_event();
        if now != told && matches!(self.session, Session::Open { .. }) {
            effects.push(Effect::Emit(now));
        }
        let here = self.place_event();
        if here != shown {
            effects.extend(here.map(Effect::Emit));
        }
        effects
    }

    fn react(&mut self, action: Action, env: &Env) -> Vec<Effect> {
        match action {
            Action::Left => self.leave(),
            Action::Back => self.come_back(env),
            Action::Configure {
                lang,
                view,
                text_size,
            } => self.configure(lang, view, text_size),
            Action::ChooseTextSize(size) => self.choose_text_size(size),
            Action::ChooseLang(lang) => self.choose_lang(lang),
            Action::Token(token) => self.take_token(token),
            Action::GivesTokens(gives) => self.gives_tokens(gives),
            Action::TokenGiven(token) => self.token_given(token),
            Action::AskPortal => self.ask_portal(),
            Action::ToPortal => self.go_to_portal(),
            Action::Call { number, call } => self.called(number, call, env),
            Action::NoSession => self.no_session(),
            Action::Opened {
                user,
                pass,
                device,
                set_aside,
                stored,
            } => self.opened(user, &pass, *device, set_aside, stored, env),
            Action::LogIn { user, password } => self.log_in(user, password),
            Action::LoggedIn(result) => self.logged_in(result, env),
            Action::LogOut => self.log_out(),
            Action::Forget => self.forget(),
            Action::Hello(hello) => self.greet(hello, env),
            Action::Blocked(why) => self.is_blocked(why),
            Action::Show(view) => self.show(view),
            Action::Stepped(gone) => self.stepped(gone),
            Action::ShowMonth(month) => self.set(|state| state.show_month(month)),
            Action::Open(ReportKey { project, month }) => {
                self.show_month(month);
                self.show(View::Form(project))
            }
            Action::Edit { project, changes } => self.edit(&project, &changes, env),
            Action::Unfinished { project, half } => self.half_filled(&project, half),
            Action::Paste {
                project,
                first,
                cells,
            } => self.paste(&project, first, &cells, env),
            Action::Undo { project } => self.take_back(&project, env),
            Action::Again { month, action } => self.do_again(month, *action, env),
            Action::Submit { project } => self.submit(&project, env),
            Action::Resolve {
                key,
                conflicts,
                chosen,
            } => self.resolve(&key, &conflicts, &chosen, env),
            Action::Comment { key, comment } => self.note_comment(&key, &comment),
            Action::Accept { key, comment } => self.accept(&key, &comment, env),
            Action::SendBack { key, comment } => self.send_back(&key, &comment, env),
            Action::ShowHistory { project, about } => self.show_history(&project, about),
            Action::MoreHistory => self.more_history(),
            Action::HistoryTold { key, answer } => self.history_told(&key, answer),
            Action::ReadRules => self.read_rules(),
            Action::RulePages { lang, text } => self.rule_pages_told(lang, text),
            Action::Dismiss(key) => self.dismiss(&key),
            Action::Question(inquiry) => self.inquire(inquiry, env),
            Action::Amend(project) => self.amend(&project),
            Action::FilterTasks(tasks) => self.set(|state| state.tasks = tasks),
            Action::SummaryBy(by) => self.summarise_by(by),
            Action::SummaryOpen(line) => self.set(|state| state.summary_open = line),
            Action::SummaryUnit(unit) => self.set(|state| state.summary_unit = unit),
            Action::Print => vec![Effect::Print],
            Action::OpenAlone => vec![Effect::OpenAlone],
            Action::Stored { ticket, result } => self.stored(ticket, result, env),
            Action::StoreBlocked => self.set(|state| state.store_blocked = true),
            Action::StoreAgain => self.store_again(),
            Action::Sync => self.sync_now(env),
            Action::Seen => self.seen(env),
            Action::ReadyToSend(request) => self.send(request),
            Action::Synced {
                request,
                answer,
                now,
            } => match answer {
                Ok(answer) => self.synced(&request, *answer, now, env),
                Err(fault) => self.unanswered(&request, fault, env),
            },
            Action::Online(online) => self.went(online, env),
            Action::StoreChanged => self.store_changed(),
            Action::Reloaded {
                device,
                set_aside,
                undone,
                ..
            } => self.reloaded(*device, set_aside, &undone),
            Action::ReloadPage => self.reload_page(),
            Action::Export => self.export(env),
            Action::Downloading { content, arrives } => self.downloading(content, arrives),
            Action::HideRescue => self.set(|state| state.rescue = None),
            Action::Import(text) => self.open_rescue(&text),
            Action::TakeIn(item) => self.take_in(item, env),
            Action::CloseRescue => self.set(|state| state.opened_rescue = None),
            Action::DismissNotice => self.set(|state| state.notice = None),
        }
    }

    fn summarise_by(&mut self, by: Vec<Dimension>) -> Vec<Effect> {
        self.summary_by = by;
        self.summary_open = None;
        Vec::new()
    }

    fn set(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Effect> {
        change(self);
        Vec::new()
    }

    fn reload_page(&self) -> Vec<Effect> {
        let effect = self.may_reload().then_some(Effect::ReloadPage);
        effect.into_iter().collect()
    }

    fn configure(
        &mut self,
        lang: Lang,
        view: Option<View>,
        text_size: Option<TextSize>,
    ) -> Vec<Effect> {
        self.page_text_size = text_size;
        self.lang = self.own_lang.unwrap_or(lang);
        view.map_or_else(Vec::new, |view| self.show(view))
    }

    fn choose_text_size(&mut self, size: TextSize) -> Vec<Effect> {
        self.own_text_size = Some(size);
        vec![Effect::KeepTextSize(size)]
    }

    fn choose_lang(&mut self, lang: Lang) -> Vec<Effect> {
        self.own_lang = Some(lang);
        self.lang = lang;
        vec![Effect::KeepLang(lang)]
    }

    /// The screen that is shown, once there is one.
    fn place_event(&self) -> Option<HostEvent> {
        if !matches!(self.session, Session::Open { .. }) {
            return None;
        }
        let (view, project) = match &self.view {
            View::Tasks => ("tasks", None),
            View::Form(project) => ("form", Some(project.clone())),
            View::Summary => ("summary", None),
            View::Review => ("review", None),
            View::Pending => ("pending", None),
        };
        Some(HostEvent::Navigate {
            view,
            project,
            month: self.month.map(|month| month.to_string()),
        })
    }

    fn show_month(&mut self, month: Month) {
        self.unfinished = Halfway::default();
        self.month = Some(month);
        self.month_chosen = true;
        self.summary_open = None;
        self.recheck_all();
    }

    fn show(&mut self, view: View) -> Vec<Effect> {
        self.notice = None;
        self.history = None;
        self.asking = None;
        self.unfinished = Halfway::default();
        let before = std::mem::replace(&mut self.view, view);
        match (&self.view, before) {
            (View::Form(project), before) => {
                let project = project.clone();
                if !matches!(before, View::Form(_)) {
                    self.form_from = before;
                }
                self.recheck_alone(&project);
                vec![Effect::FocusTitle]
            }
            (View::Tasks, View::Form(project)) => vec![Effect::ReturnToTask(project)],
            _ => vec![Effect::FocusTitle],
        }
    }
}
