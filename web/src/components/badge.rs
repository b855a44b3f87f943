//! The sync badge: what of the work is with the server, said truthfully.

use yuebao_domain::text::Lang;

use crate::components::icon::Icon;
use crate::fault::{PortalFault, SyncFault};
use crate::state::{Session, State, SyncPhase};
use crate::text::shell as text;

/// What the badge says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Which of its states.
    pub kind: Kind,
    /// Operations that are not with the server.
    pub waiting: usize,
    /// When the server last answered: `09:12`, or with the day before it.
    pub last: Option<String>,
}

/// The states of synchronisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 需登录.
    Login,
    /// 同步中.
    Syncing,
    /// The server is not to be reached.
    Offline,
    /// The server does not take this device's requests.
    Stopped,
    /// Somebody has to look at so many reports and questions.
    Attention(usize),
    /// Connected, but not everything has been sent.
    Waiting,
    /// Everything is with the server.
    Synced,
    /// Nothing has been fetched yet.
    Never,
}

/// The badge of an open store; `None` while nobody is there.
pub fn badge(state: &State) -> Option<Badge> {
    let Session::Open { token, .. } = &state.session else {
        return None;
    };
    let waiting = state.device.waiting();
    let attention = state.device.to_look_at();
    let last = state.device.get().last_sync();
    let kind = match &state.sync.phase {
        _ if token.is_none() && state.portal.is_asking() => Kind::Syncing,
        _ if token.is_none() => Kind::Login,
        SyncPhase::Failed { fault, .. } => match fault {
            SyncFault::Portal(PortalFault::NoAccount(_))
            | SyncFault::TokenTakenOut
            | SyncFault::StillPacked
            | SyncFault::OldServer
            | SyncFault::Blocked(_)
            | SyncFault::TooLarge
            | SyncFault::Refused(_)
            | SyncFault::OtherServer
            | SyncFault::OtherUser => Kind::Stopped,
            SyncFault::LoginNeeded
            | SyncFault::Portal(_)
            | SyncFault::LoginEnded
            | SyncFault::WrongLogin
            | SyncFault::NotKnownHere => Kind::Login,
            SyncFault::Unreachable | SyncFault::NotTheServer | SyncFault::Busy(_) => Kind::Offline,
        },
        _ if !state.sync.online => Kind::Offline,
        SyncPhase::Running | SyncPhase::Retrying { .. } => Kind::Syncing,
        SyncPhase::Idle if state.sync.batch.stuck().is_some() => Kind::Stopped,
        SyncPhase::Idle if attention > 0 => Kind::Attention(attention),
        SyncPhase::Idle if waiting > 0 => Kind::Waiting,
        SyncPhase::Idle if last.is_none() => Kind::Never,
        SyncPhase::Idle => Kind::Synced,
    };
    let last = last.map(|last| text::moment(last.as_str(), state.clock.today, state.display.lang));
    Some(Badge {
        kind,
        waiting,
        last,
    })
}

impl Badge {
    /// The badge in words.
    pub fn words(&self, lang: Lang) -> String {
        let mut parts = vec![match self.kind {
            Kind::Login => text::BADGE_LOGIN.get(lang).to_owned(),
            Kind::Syncing => text::BADGE_SYNCING.get(lang).to_owned(),
            Kind::Offline => text::BADGE_OFFLINE.get(lang).to_owned(),
            Kind::Stopped => text::BADGE_STOPPED.get(lang).to_owned(),
            Kind::Attention(reports) => text::badge_attention(reports, lang),
            Kind::Waiting => text::badge_waiting(self.waiting, lang),
            Kind::Synced => text::BADGE_SYNCED.get(lang).to_owned(),
            Kind::Never => text::BADGE_NEVER.get(lang).to_owned(),
        }];
        if self.waiting > 0 && self.kind != Kind::Waiting {
            parts.push(text::badge_waiting(self.waiting, lang));
        }
        match (&self.last, self.kind) {
            (Some(last), Kind::Synced) => parts.push(last.clone()),
            (Some(last), Kind::Offline | Kind::Stopped | Kind::Login | Kind::Waiting) => {
                parts.push(text::badge_last(last, lang));
            }
            _ => {}
        }
        parts.join(" · ")
    }

    /// What a screen reader is told: not the minute, and not each look at what others did.
    pub fn spoken(&self, lang: Lang) -> String {
        let kind = match self.kind {
            Kind::Syncing if self.waiting == 0 && self.last.is_some() => Kind::Synced,
            kind => kind,
        };
        Self {
            kind,
            waiting: self.waiting,
            last: None,
        }
        .words(lang)
    }

    /// Icon and tone.
    pub fn look(&self) -> (Icon, &'static str) {
        match self.kind {
            Kind::Login => (Icon::Person, "yb-sync--warn"),
            Kind::Syncing => (Icon::Sync, "yb-sync--info"),
            Kind::Offline => (Icon::Offline, "yb-sync--warn"),
            Kind::Stopped => (Icon::Cross, "yb-sync--bad"),
            Kind::Attention(_) => (Icon::Warn, "yb-sync--bad"),
            Kind::Waiting => (Icon::Up, "yb-sync--info"),
            Kind::Synced => (Icon::Check, "yb-sync--good"),
            Kind::Never => (Icon::Circle, "yb-sync--warn"),
        }
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::device::{Delivery, Device, Queued, Refused, Replica, ReportKey};
    use yuebao_domain::operation::Operation;
    use yuebao_domain::operation::report::{Command, CommandKind};
    use yuebao_domain::period::parse_day;
    use yuebao_domain::report::Changes;

    use super::*;

    fn queued(sequence: u64) -> Queued {
        let operation = Operation {
            op_id: sequence.to_string().into(),
            sequence,
            form_version: 1,
            base_rev: 0,
            base_tag: None,
            previous: None,
            made_at: "".into(),
            subject: ReportKey {
                project: "p".to_owned(),
                month: "2022-05".parse().unwrap(),
            }
            .into(),
            command: Command::of(CommandKind::Set, Changes::new()).into(),
        };
        Queued {
            operation,
            delivery: Delivery::Unsent,
        }
    }

    fn state(waiting: u64, change: impl FnOnce(&mut State)) -> State {
        let mut device = Device {
            outbox: (1..=waiting)
                .map(|sequence| (sequence, queued(sequence)))
                .collect(),
            ..Device::default()
        };
        device.meta.last_sync = Some("2022-06-02T09:12:45+08:00".into());
        let mut state = State {
            session: Session::Open {
                user: "wang".to_owned(),
                token: Some("t".to_owned()),
            },
            device: device.into(),
            ..State::default()
        };
        state.sync.online = true;
        state.clock.today = parse_day("2022-06-02").ok();
        change(&mut state);
        state
    }

    fn failed(fault: SyncFault) -> SyncPhase {
        SyncPhase::Failed { fault, retries: 1 }
    }

    fn refuse(state: &mut State) {
        let report = Replica {
            refused: Some(Refused {
                findings: Vec::new(),
                refusal: None,
                detail: None,
            }),
            ..Replica::default()
        };
        let key = ReportKey {
            project: "p".to_owned(),
            month: "2022-05".parse().unwrap(),
        };
        state.device.get_mut().reports.insert(key, report);
    }

    #[test]
    fn it_says_what_is() {
        for (waiting, change, words) in [
            (0, (|_| ()) as fn(&mut State), "已同步 · 09:12"),
            (2, |_| (), "2 项待传 · 上次同步 09:12"),
            (0, |state| state.sync.phase = SyncPhase::Running, "同步中"),
            (
                3,
                |state| state.sync.phase = SyncPhase::Retrying { retries: 2 },
                "同步中 · 3 项待传",
            ),
            (
                3,
                |state| state.sync.online = false,
                "离线 · 3 项待传 · 上次同步 09:12",
            ),
            (
                0,
                |state| state.sync.phase = failed(SyncFault::Unreachable),
                "离线 · 上次同步 09:12",
            ),
            (
                1,
                |state| state.sync.phase = failed(SyncFault::NotTheServer),
                "离线 · 1 项待传 · 上次同步 09:12",
            ),
            (
                1,
                |state| state.sync.phase = failed(SyncFault::OtherUser),
                "无法同步 · 1 项待传 · 上次同步 09:12",
            ),
            (
                1,
                |state| state.sync.phase = failed(SyncFault::LoginNeeded),
                "需登录 · 1 项待传 · 上次同步 09:12",
            ),
            (0, refuse, "需处理 1"),
            (
                0,
                |state| state.device.get_mut().meta.last_sync = None,
                "尚未同步",
            ),
            (
                0,
                |state| state.clock.today = parse_day("2022-06-05").ok(),
                "已同步 · 6月2日 09:12",
            ),
            (
                0,
                |state| {
                    state.session = Session::Open {
                        user: "wang".to_owned(),
                        token: None,
                    }
                },
                "需登录 · 上次同步 09:12",
            ),
        ] {
            let badge = badge(&state(waiting, change)).unwrap();
            assert_eq!(badge.words(Lang::Zh), words);
        }
    }

    #[test]
    fn it_never_says_synced_with_work_unsent() {
        for waiting in 1..4 {
            for sync in [
                SyncPhase::Idle,
                SyncPhase::Running,
                SyncPhase::Retrying { retries: 1 },
                failed(SyncFault::Unreachable),
                failed(SyncFault::Refused(String::new())),
            ] {
                for online in [true, false] {
                    let badge = badge(&state(waiting, |state| {
                        state.sync.phase = sync.clone();
                        state.sync.online = online;
                    }))
                    .unwrap();
                    assert_ne!(badge.kind, Kind::Synced);
                    let said = badge.words(Lang::Zh);
                    assert!(said.contains(&format!("{waiting} 项待传")), "{said}");
                }
            }
        }
    }

    #[test]
    fn a_look_at_what_others_did_is_not_spoken() {
        let spoken = |change: fn(&mut State)| badge(&state(0, change)).unwrap().spoken(Lang::Zh);
        assert_eq!(spoken(|_| ()), "已同步");
        assert_eq!(
            spoken(|state| state.sync.phase = SyncPhase::Running),
            "已同步"
        );
        assert_eq!(spoken(|state| state.sync.online = false), "离线");
    }

    #[test]
    fn nobody_has_no_badge() {
        assert_eq!(badge(&State::default()), None);
    }
}
