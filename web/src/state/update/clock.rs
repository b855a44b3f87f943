//! What day it is, and which month is shown for that.

use yuebao_domain::calendar::reporting_month;
use yuebao_domain::device::{Today, Told};
use yuebao_domain::ids::Timestamp;
use yuebao_domain::wire::v1::Hello;

use crate::state::{Effect, Env, State, View};

impl State {
    /// Looks at the clock, and at what is known of the time.
    pub(super) fn look_at_clock(&mut self, env: &Env) {
        let now = &env.stamp.made_at;
        let today = self.device.get().today(now, self.told.as_ref());
        let (day, latest, wrong) = match today {
            Some(Today { day, latest, wrong }) => (day, latest, wrong),
            None => (env.today, env.today, None),
        };
        self.today = Some(day);
        self.latest_day = Some(latest);
        self.wrong_clock = wrong;
    }

    pub(super) fn greet(&mut self, hello: Hello, env: &Env) -> Vec<Effect> {
        self.hear_time(hello.time.clone(), env.stamp.made_at.clone(), env);
        self.batch.meet(&hello);
        self.hello = Some(hello);
        self.since_hello = 0;
        Vec::new()
    }

    /// The server has told its time.
    pub(super) fn hear_time(&mut self, server: Timestamp, device: Timestamp, env: &Env) {
        if server.is_empty() {
            return;
        }
        let before = self.today;
        self.told = Some(Told { server, device });
        self.look_at_clock(env);
        if self.today != before {
            self.follow_clock();
        }
    }

    /// What is shown was chosen by a clock that was wrong.
    fn follow_clock(&mut self) {
        let is_filled = matches!(self.view, View::Form(_));
        let stays = self.month.is_none_or(|month| self.may_show(month));
        if !stays || !(self.month_chosen || is_filled) {
            self.month = None;
            self.choose_month();
        }
        // As long as reports may be missing, a check would only say that they are.
        if self.device.get().meta.complete {
            self.recheck_all();
        }
    }

    /// The month that is due, unless one is shown.
    pub(super) fn choose_month(&mut self) {
        if let (None, Some(profile), Some(today)) =
            (self.month, &self.device.get().profile, self.today)
        {
            let due = reporting_month(&profile.calendar, today);
            self.month = Some(self.first_month().map_or(due, |first| due.max(first)));
            self.month_chosen = false;
        }
    }
}
