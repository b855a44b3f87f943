//! What only the office does: its part of the program, its board, its console.

use yuebao_domain::period::Month;

use crate::state::{Effect, OfficePart, OfficeStep, State, View};

impl State {
    pub(super) fn office_step(&mut self, step: OfficeStep) -> Vec<Effect> {
        match step {
            OfficeStep::Fetch => self.fetch_office(),
            OfficeStep::Came(came) => self.set(|state| {
                state.office = if came {
                    OfficePart::Here
                } else {
                    OfficePart::Missing
                };
            }),
            OfficeStep::ShowBoard(month) => self.show_board(month),
            OfficeStep::ReadRefusal(month) => self.dismiss_month(month),
            OfficeStep::Watch(what) => self.watch(what),
        }
    }

    fn show_board(&mut self, month: Month) -> Vec<Effect> {
        self.show_month(month);
        self.show(View::Board)
    }
}
