//! What the server tells of the time, and which month is shown for that.

use yuebao_domain::calendar::reporting_month;
use yuebao_domain::device::ServerTime;
use yuebao_domain::ids::Timestamp;
use yuebao_domain::period::Month;
use yuebao_domain::wire::v1::Hello;

use crate::state::{Effect, Env, State, View};

impl State {
    pub(super) fn greet(&mut self, hello: Hello, env: &Env) -> Vec<Effect> {
        self.hear_time(hello.time.clone(), env.stamp.made_at.clone(), env);
        self.sync.batch.meet(&hello);
        self.server.hello = Some(hello);
        self.server.since_hello = 0;
        Vec::new()
    }

    /// The server has told its time.
    pub(super) fn hear_time(&mut self, server: Timestamp, device: Timestamp, env: &Env) {
        if server.is_empty() {
            return;
        }
        let before = self.clock.today;
        self.clock.server_time = Some(ServerTime { server, device });
        self.clock.look(self.device.get(), env);
        if self.clock.today != before {
            self.follow_clock();
        }
    }

    /// What is shown was chosen by a clock that was wrong.
    fn follow_clock(&mut self) {
        let is_filled = matches!(self.screen.view, View::Form(_));
        let stays = self.screen.month.is_none_or(|month| self.may_show(month));
        if !stays || !(self.screen.is_month_chosen || is_filled) {
            self.screen.month = None;
            self.choose_month();
        }
        // As long as reports may be missing, a check would only say that they are.
        if self.device.get().meta.complete {
            self.recheck_all();
        }
    }

    /// The month that is due, unless one is shown.
    pub(super) fn choose_month(&mut self) {
        let (None, Some(today)) = (self.screen.month, self.clock.today) else {
            return;
        };
        // In January it is last year's profile that says until when December is due.
        let ended = Month::of(today).unwrap_or(Month::FIRST).previous();
        if let Some(profile) = self.device.get().profile_at(ended) {
            let due = reporting_month(&profile.calendar, &profile.holidays, today);
            self.screen.month = Some(self.first_month().map_or(due, |first| due.max(first)));
            self.screen.is_month_chosen = false;
        }
    }
}
