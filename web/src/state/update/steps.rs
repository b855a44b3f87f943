//! How deep a screen is, and where the browser's Back leads from it.

use crate::state::{Effect, Session, State, View};

impl State {
    /// How many screens are behind the one that is shown; `None` while nobody is there.
    pub fn depth(&self) -> Option<i32> {
        if !matches!(self.session, Session::Open { .. }) {
            return None;
        }
        Some(match self.view {
            View::Tasks => 0,
            View::Form(_) if self.form_from == View::Review => 2,
            View::Form(_) | View::Summary | View::Review | View::Pending => 1,
        })
    }

    /// The browser's Back and Forward.
    pub(super) fn stepped(&mut self, gone: i32) -> Vec<Effect> {
        if gone > 0 {
            let ahead = self.ahead.take();
            return ahead.map_or_else(Vec::new, |view| self.show(view));
        }
        self.ahead = Some(self.view.clone());
        let mut behind = self.view.clone();
        for _ in gone..0 {
            behind = match behind {
                View::Form(_) => self.form_from.clone(),
                _ => View::Tasks,
            };
        }
        self.show(behind)
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::rights::Role;

    use crate::state::testing::{env, state};
    use crate::state::{Action, State, View};

    fn form() -> View {
        View::Form("a".to_owned())
    }

    fn after(state: &mut State, gone: i32) -> View {
        state.update(Action::Stepped(gone), &env());
        state.view.clone()
    }

    #[test]
    fn back_leads_from_each_screen_to_the_one_that_it_was_opened_from() {
        let mut state = state(Role::CountyCoordinator);
        for (screens, depth, behind) in [
            (vec![View::Summary], 1, View::Tasks),
            (vec![form()], 1, View::Tasks),
            (vec![View::Review], 1, View::Tasks),
            (vec![View::Review, form()], 2, View::Review),
            (vec![View::Pending, View::Summary], 1, View::Tasks),
        ] {
            state.update(Action::Show(View::Tasks), &env());
            for view in screens.clone() {
                state.update(Action::Show(view), &env());
            }
            assert_eq!(state.depth(), Some(depth), "{screens:?}");
            assert_eq!(after(&mut state, -1), behind, "{screens:?}");
            assert_eq!(state.depth(), Some(depth - 1));
        }
    }

    #[test]
    fn several_steps_lead_to_the_list_and_forward_to_what_was_left() {
        let mut state = state(Role::CountyCoordinator);
        state.update(Action::Show(View::Review), &env());
        state.update(Action::Show(form()), &env());
        assert_eq!(after(&mut state, -2), View::Tasks);
        assert_eq!(after(&mut state, 1), form());
        assert_eq!(after(&mut state, 1), form(), "nothing lies further ahead");
    }

    #[test]
    fn nobody_has_no_screens_behind() {
        assert_eq!(State::default().depth(), None);
    }
}
