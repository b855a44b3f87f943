//! What every action does: this file sends each to its place, one file a subject.

mod accounts;
mod away;
mod calls;
mod clock;
mod console;
mod history;
mod import;
mod months;
mod office;
mod persons;
mod plan;
mod portal;
mod publish;
mod questions;
mod rescue;
mod review;
mod rule_pages;
mod session;
mod statistics;
mod store;
mod summaries;
mod sync;
mod work;

pub(crate) use plan::fetch as fetch_plan_steps;
pub(crate) use statistics::fetch as fetch_statistics_steps;

use yuebao_domain::device::ReportKey;
use yuebao_domain::period::Month;
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v1::ReportHistory;

use super::{
    About, Action, Administer, Effect, Env, HostEvent, State, UnfinishedBoxes, View, Watch,
};
use crate::fault::SyncFault;
use crate::text_size::TextSize;

impl State {
    /// Does what `action` asks for, and says what has to happen outside.
    pub fn update(&mut self, action: Action, env: &Env) -> Vec<Effect> {
        self.clock.look(self.device.get(), env);
        let (sync_before, place_before) = (self.sync_event(), self.place_event());
        let settles = matches!(
            action,
            Action::Opened { .. } | Action::Configure { .. } | Action::ChooseLang(_)
        );
        let mut effects = self.react(action, env);
        effects.extend(self.answer_calls(env));
        effects.extend(self.see_to_office());
        if self.screen.view == View::Totals {
            let (month, lang) = (self.screen.month, self.display.lang);
            self.totals.refresh_audit(self.device.get(), month, lang);
        }
        if settles {
            effects.extend(self.see_to_rule_pages());
        }
        let now = self.sync_event();
        if now != sync_before && self.session.is_open() {
            effects.push(Effect::Emit(now));
        }
        let here = self.place_event();
        if here != place_before {
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
            Action::ChooseTextSize(size) => self.display.choose_text_size(size),
            Action::ChooseLang(lang) => self.display.choose_lang(lang),
            Action::Token(token) => self.take_token(token),
            Action::GivesTokens(gives) => self.gives_tokens(gives),
            Action::TokenGiven(token) => self.token_given(token),
            Action::AskPortal => self.ask_portal(),
            Action::ToPortal => self.portal.visit(self.server.portal_login()),
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
            Action::Open(key) => self.open_report(key),
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
            Action::SendBack { key, to, comment } => self.send_back(&key, to, &comment, env),
            Action::Pass { key, seen } => self.pass(&key, seen, env),
            Action::Void { key, reason } => self.void(&key, &reason, env),
            Action::FilterReviews(filter) => self.set(|state| state.reviews = filter),
            Action::ShowHistory { project, about } => self.show_history(&project, about),
            Action::MoreHistory => self.form.more_history(self.session.token()),
            Action::HistoryFetched { key, answer } => self.history_fetched(&key, answer),
            Action::ReadRules => self.read_rules(),
            Action::RulePages { lang, text } => self.rule_pages_fetched(lang, text),
            Action::Dismiss(key) => self.dismiss(&key),
            Action::Administer(what) => self.administer(what),
            Action::Office(step) => self.office_step(step, env),
            Action::Question(inquiry) => self.inquire(inquiry, env),
            Action::OpenBoxes(project) => self.open_boxes(&project),
            Action::FilterTasks(tasks) => self.set(|state| state.tasks = tasks),
            Action::Totals(choice) => self.set(|state| state.totals.choose(choice)),
            Action::BoardOpen(cell) => self.set(|state| state.board.open = cell),
            Action::Month(step) => self.decide_month(&step, env),
            Action::Print => vec![Effect::Print],
            Action::OpenAlone => vec![Effect::OpenAlone],
            Action::Stored { ticket, result } => self.stored(ticket, result, env),
            Action::StoreBlocked => self.set(|state| state.store.is_blocked = true),
            Action::StoreAgain => self.store.write_again(self.device.get()),
            Action::Sync => self.sync_now(env),
            Action::Seen => self.seen(env),
            Action::ReadyToSend(request) => self.send(request),
            Action::Synced {
                request,
                answer,
                now,
            } => self.answered(&request, answer, now, env),
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
            Action::HideRescue => self.set(|state| state.rescue.text = None),
            Action::Import(text) => self.open_rescue(&text),
            Action::TakeIn(item) => self.take_in(item, env),
            Action::CloseRescue => self.set(|state| state.rescue.opened = None),
            Action::DismissNotice => self.set(|state| state.screen.notice = None),
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut Self)) -> Vec<Effect> {
        change(self);
        Vec::new()
    }

    fn show_history(&mut self, project: &str, about: About) -> Vec<Effect> {
        let key = self.screen.key(project);
        self.form.show_history(key, about, self.session.token())
    }

    fn history_fetched(
        &mut self,
        key: &ReportKey,
        answer: Result<Box<ReportHistory>, SyncFault>,
    ) -> Vec<Effect> {
        self.set(|state| state.form.take_history(key, answer))
    }

    fn reload_page(&self) -> Vec<Effect> {
        let effect = self.may_reload().then_some(Effect::ReloadPage);
        effect.into_iter().collect()
    }

    fn show_month(&mut self, month: Month) {
        self.form.unfinished = UnfinishedBoxes::default();
        self.screen.month = Some(month);
        self.screen.is_month_chosen = true;
        self.totals.open = None;
        self.board.open = None;
        self.recheck_all();
    }

    fn configure(
        &mut self,
        lang: Lang,
        view: Option<View>,
        text_size: Option<TextSize>,
    ) -> Vec<Effect> {
        self.display.configure(lang, text_size);
        view.map_or_else(Vec::new, |view| self.show(view))
    }

    fn show(&mut self, view: View) -> Vec<Effect> {
        self.form.leave();
        self.accounts.leave();
        self.console.leave();
        self.plan.leave();
        let mut effects = vec![self.screen.show(view)];
        match &self.screen.view {
            View::Accounts => effects.extend(self.administer(Administer::Load)),
            View::Console => effects.extend(self.watch(Watch::Load)),
            View::Form(project) => {
                let project = project.clone();
                self.recheck_alone(&project);
            }
            _ => {}
        }
        effects
    }

    fn open_report(&mut self, ReportKey { project, month }: ReportKey) -> Vec<Effect> {
        self.show_month(month);
        self.show(View::Form(project))
    }

    /// The browser's Back and Forward.
    fn stepped(&mut self, steps: i32) -> Vec<Effect> {
        let view = self.screen.stepped(steps);
        view.map_or_else(Vec::new, |view| self.show(view))
    }

    /// The screen that is shown, once there is one.
    fn place_event(&self) -> Option<HostEvent> {
        self.session.is_open().then(|| self.screen.event())
    }
}
