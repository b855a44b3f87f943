//! A unit writes its summary, and the office decides about it, offline as well.

use super::*;
use crate::device::SummaryKey;
use crate::operation::summary::{Command, CommandKind, Heading, State, Texts};
use crate::publish::Kind;

fn june() -> Month {
    "2022-06".parse().unwrap()
}

fn of_unit() -> SummaryKey {
    SummaryKey::of(june(), "u1")
}

impl Tablet {
    fn writes(&mut self, key: &SummaryKey, texts: &[(Heading, &str)]) -> Result<(), Refusal> {
        let mut all = self.device.summary(key).summary.texts;
        for (heading, text) in texts {
            all.set(*heading, text);
        }
        let stamp = self.stamp();
        let rows = self.device.write_summary(key, &all, stamp);
        self.store(rows.map_err(|(refusal, _)| refusal)?);
        Ok(())
    }

    fn takes(&mut self, key: &SummaryKey, command: Command) -> Result<(), Refusal> {
        let stamp = self.stamp();
        let rows = self.device.decide_summary(key, command, stamp);
        self.store(rows.map_err(|(refusal, _)| refusal)?);
        Ok(())
    }

    fn summary_stands(&self, key: &SummaryKey) -> Option<State> {
        self.device.summary(key).summary.state
    }
}

#[test]
fn a_summary_is_written_and_handed_in_offline_and_accepted_where_the_office_sees_it() {
    let (mut server, mut clerk) = one();
    let mut office = Tablet::new("office", &mut server);
    office.sync(&mut server);
    let key = of_unit();
    assert_eq!(clerk.device.own_summary(june()), Some(key.clone()));
    assert_eq!(
        clerk.device.own_summary(month()),
        None,
        "no half year ends in it"
    );
    clerk
        .writes(
            &key,
            &[
                (Heading::Experience, "早谋划\n早开工"),
                (Heading::Next, "抓开工"),
            ],
        )
        .unwrap();
    clerk.takes(&key, Command::of(CommandKind::HandIn)).unwrap();
    // Nothing is written that stands so already.
    assert_eq!(clerk.writes(&key, &[]), Ok(()));
    clerk.crash();
    assert_eq!(clerk.summary_stands(&key), Some(State::HandedIn));
    assert_eq!(clerk.device.summary(&key).waiting, 2);
    assert_eq!(
        clerk.writes(&key, &[(Heading::Next, "又")]),
        Err(Refusal::SummaryWrong)
    );
    assert_eq!(
        clerk.takes(&key, Command::of(CommandKind::Accept)),
        Err(Refusal::OfficeOnly)
    );
    clerk.sync(&mut server);
    office.sync(&mut server);
    assert_eq!(office.summary_stands(&key), Some(State::HandedIn));
    let city = SummaryKey::of_city(june());
    assert_eq!(office.device.own_summary(june()), Some(city.clone()));
    office.takes(&key, Command::send_back("请补充")).unwrap();
    office
        .writes(&city, &[(Heading::Next, "全市抓开工")])
        .unwrap();
    office.sync(&mut server);
    clerk.sync(&mut server);
    let own = clerk.device.summary(&key).summary;
    assert_eq!(own.returned.as_deref(), Some("请补充"));
    clerk.writes(&key, &[(Heading::Problems, "用地")]).unwrap();
    clerk.takes(&key, Command::of(CommandKind::HandIn)).unwrap();
    clerk.sync(&mut server);
    office.sync(&mut server);
    office
        .takes(&key, Command::of(CommandKind::Accept))
        .unwrap();
    office.sync(&mut server);
    assert_eq!(office.summary_stands(&key), Some(State::Accepted));
    let material = office.device.material(june(), Kind::Summary, None).unwrap();
    let written = &material.source.summaries.written;
    assert_eq!(written.len(), 2);
    assert_eq!(written["u1"].texts.written(Heading::Problems), "用地");
    let of_unit = office.device.material_of_unit(june(), "u1", None).unwrap();
    assert_eq!(of_unit.source.summaries.of.as_deref(), Some("u1"));
}

#[test]
fn what_somebody_else_has_written_since_stays_and_ones_own_is_kept_to_copy() {
    let (mut server, mut a) = one();
    let mut b = Tablet::new("b", &mut server);
    let key = of_unit();
    a.writes(&key, &[(Heading::Next, "先写")]).unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    a.writes(&key, &[(Heading::Next, "甲写")]).unwrap();
    b.writes(&key, &[(Heading::Next, "乙写")]).unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    assert_eq!(
        b.device.summary(&key).summary.texts.written(Heading::Next),
        "甲写"
    );
    assert_eq!(b.device.summaries_to_look_at(), std::slice::from_ref(&key));
    assert!(b.device.has_unsent());
    let subject = Subject::Summary(key);
    let (refused, declined) = b.device.not_taken(&subject).unwrap();
    assert_eq!(refused.refusal, Some(Refusal::SummaryChanged));
    let kept: &Texts = declined[0]
        .command
        .of_summary()
        .unwrap()
        .texts
        .as_ref()
        .unwrap();
    assert_eq!(kept.of(Heading::Next), Some("乙写"));
    let rows = b.device.dismiss_decisions(&subject);
    b.store(rows);
    assert_eq!(b.device.summaries_to_look_at(), []);
}
