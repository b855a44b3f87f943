//! The office's screens are a part of the program of their own: whether it is here.

use yuebao_domain::device::SummaryKey;
use yuebao_domain::period::Month;
use yuebao_domain::rights::Action as Right;

use super::{
    Effect, PersonStep, PlanStep, PublishStep, State, StatisticsStep, SummaryStep, View, Watch,
};

/// Where fetching the part stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OfficePart {
    /// Nobody has needed it.
    #[default]
    Unasked,
    /// It is being fetched.
    Coming,
    /// It can be drawn, without a network too.
    Here,
    /// It could not be fetched.
    Missing,
}

/// What the office does, and what comes of it.
#[derive(Debug, Clone)]
pub enum OfficeStep {
    /// Fetch the part once more.
    Fetch,
    /// It was fetched, or could not be.
    Came(bool),
    /// A screen, of a month.
    ShowOf(View, Month),
    /// Why the server did not take decisions about a month was read.
    ReadRefusal(Month),
    /// 设备与未送达.
    Watch(Watch),
    /// 计划.
    Plan(PlanStep),
    /// 发布.
    Publish(PublishStep),
    /// 统计与函件.
    Statistics(StatisticsStep),
    /// 责任人 of a project.
    Person(String, PersonStep),
    /// 总结 of a unit, or the city's.
    Summary(SummaryKey, SummaryStep),
}

impl State {
    /// Fetches the part for whoever has such screens, before they ask for one: it is there then without
    /// a network too.
    pub(super) fn see_to_office(&mut self) -> Vec<Effect> {
        if self.office != OfficePart::Unasked || !self.session.is_open() || !self.needs_office() {
            return Vec::new();
        }
        self.fetch_office()
    }

    /// Fetches it, once more too.
    pub(super) fn fetch_office(&mut self) -> Vec<Effect> {
        if matches!(self.office, OfficePart::Coming | OfficePart::Here) {
            return Vec::new();
        }
        self.office = OfficePart::Coming;
        vec![Effect::FetchOffice]
    }

    /// Once there is a network again, what could not be fetched can be.
    pub(super) fn fetch_office_again(&mut self) -> Vec<Effect> {
        match self.office {
            OfficePart::Missing => self.fetch_office(),
            _ => Vec::new(),
        }
    }

    fn needs_office(&self) -> bool {
        let is_shown = matches!(
            self.screen.view,
            View::Board
                | View::Review
                | View::Console
                | View::Accounts
                | View::Plan
                | View::Project(_)
                | View::Import
                | View::Ledger(_)
                | View::Publish
                | View::Statistics
                | View::Summaries
        );
        let is_known = self.device.get().meta.me.is_some();
        let works_there = self.may(Right::Review) || !self.may(Right::Report);
        // a letter came to this user's unit
        let has_letters = !self.device.get().letters.is_empty();
        is_shown || is_known && (works_there || has_letters || self.summary_asked().is_some())
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::device::Replica;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::state::Action;
    use crate::state::testing::{env, state};

    /// How often the part is fetched.
    fn fetched(state: &mut State, action: Action) -> usize {
        let effects = state.update(action, &env());
        let fetches = |effect: &&Effect| matches!(effect, Effect::FetchOffice);
        effects.iter().filter(fetches).count()
    }

    #[test]
    fn who_has_its_screens_is_sent_the_part_once_and_a_clerk_is_not() {
        for (role, wanted) in [
            (Role::Clerk, 0),
            (Role::CountyCoordinator, 1),
            (Role::CityOffice, 1),
            (Role::Supervisor, 1),
            (Role::Admin, 1),
        ] {
            let mut state = state(role);
            assert_eq!(
                fetched(&mut state, Action::DismissNotice),
                wanted,
                "{role:?}"
            );
            assert_eq!(fetched(&mut state, Action::DismissNotice), 0, "{role:?}");
        }
    }

    #[test]
    fn a_clerk_whose_unit_was_sent_a_letter_is_sent_the_part() {
        let mut state = state(Role::Clerk);
        let letters = &mut state.device.get_mut().letters;
        letters.insert("2022-05".parse().unwrap(), Replica::default());
        assert_eq!(fetched(&mut state, Action::DismissNotice), 1);
    }

    #[test]
    fn a_screen_that_a_page_names_fetches_the_part_too() {
        let mut state = state(Role::Clerk);
        assert_eq!(fetched(&mut state, Action::Show(View::Board)), 1);
    }

    #[test]
    fn what_could_not_be_fetched_is_fetched_again_when_asked_for_and_with_the_network() {
        let mut state = state(Role::CityOffice);
        fetched(&mut state, Action::DismissNotice);
        fetched(&mut state, Action::Office(OfficeStep::Came(false)));
        assert_eq!(state.office, OfficePart::Missing);
        assert_eq!(fetched(&mut state, Action::Office(OfficeStep::Fetch)), 1);
        fetched(&mut state, Action::Office(OfficeStep::Came(false)));
        assert_eq!(fetched(&mut state, Action::Online(true)), 1);
        fetched(&mut state, Action::Office(OfficeStep::Came(true)));
        assert_eq!(state.office, OfficePart::Here);
        assert_eq!(fetched(&mut state, Action::Office(OfficeStep::Fetch)), 0);
        assert_eq!(fetched(&mut state, Action::Online(true)), 0);
    }
}
