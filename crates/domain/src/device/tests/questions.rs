//! Questions (疑问) between an office's tablet and a clerk's, each offline in turn.

use super::*;
use crate::operation::question::{Command, CommandKind, State as Stand};
use crate::report::Field;

const WHY: &str = "本月完成投资为何少于上月？";

/// An office that has asked about a box, and a clerk who has heard of it.
fn asked() -> (Server, Tablet, Tablet, QuestionKey) {
    let mut server = Server::new();
    let mut office = Tablet::new("office", &mut server);
    let mut clerk = Tablet::new("clerk", &mut server);
    let stamp = office.stamp();
    let rows = (office.device).ask(&key(), &Field::MonthInvestment.into(), WHY, stamp);
    office.store(rows.unwrap());
    office.crash();
    let waiting = office.device.all_asked().next().unwrap();
    assert_eq!((waiting.state, waiting.waiting), (Stand::Open, 1));
    let name = waiting.key.clone();
    office.sync(&mut server);
    clerk.sync(&mut server);
    (server, office, clerk, name)
}

impl Tablet {
    fn say(&mut self, name: &QuestionKey, kind: CommandKind, words: &str) -> Result<(), Refusal> {
        let stamp = self.stamp();
        let rows = self.device.say(name, Command::saying(kind, words), stamp)?;
        self.store(rows);
        Ok(())
    }

    fn stands(&self, name: &QuestionKey) -> Option<Stand> {
        self.device.asked(name).map(|asked| asked.state)
    }

    fn said(&self, name: &QuestionKey) -> Vec<String> {
        let remarks = self.device.asked(name).unwrap().question.remarks;
        remarks.into_iter().map(|remark| remark.text).collect()
    }
}

#[test]
fn asked_answered_and_closed_with_both_ends_offline_in_turn() {
    let (mut server, mut office, mut clerk, name) = asked();
    assert_eq!(clerk.device.questions_to_look_at(), 1);
    assert_eq!(office.device.questions_to_look_at(), 0);
    let heard = clerk.device.asked_about(&key()).next().unwrap();
    assert_eq!(heard.question.field, Field::MonthInvestment.into());
    assert_eq!(heard.question.asked().unwrap().text, WHY);

    clerk.say(&name, CommandKind::Answer, "雨季停工").unwrap();
    clerk.crash();
    assert_eq!(clerk.stands(&name), Some(Stand::Answered));
    assert!(clerk.device.has_unsent());
    assert_eq!(clerk.device.questions_to_look_at(), 0);
    // The same answer arrives twice: one remark.
    clerk.sync_answer_lost(&mut server);
    clerk.sync(&mut server);
    office.sync(&mut server);
    assert_eq!(office.said(&name), [WHY, "雨季停工"]);
    assert_eq!(office.device.questions_to_look_at(), 1);

    assert_eq!(
        clerk.say(&name, CommandKind::Close, ""),
        Err(Refusal::ReviewersOnly)
    );
    office.say(&name, CommandKind::Close, "").unwrap();
    office.sync(&mut server);
    clerk.sync(&mut server);
    assert_eq!(clerk.stands(&name), Some(Stand::Closed));
    assert_eq!(
        clerk.say(&name, CommandKind::Answer, "再说一句"),
        Err(Refusal::QuestionOver)
    );
}

#[test]
fn an_answer_to_what_was_taken_back_meanwhile_stays_until_it_is_read() {
    let (mut server, mut office, mut clerk, name) = asked();
    clerk.say(&name, CommandKind::Answer, "雨季停工").unwrap();
    office
        .say(&name, CommandKind::Withdraw, "问错了项目")
        .unwrap();
    office.sync(&mut server);
    clerk.sync(&mut server);
    clerk.crash();
    let replica = &clerk.device.questions[&name];
    let refused = replica.refused.as_ref().and_then(|refused| refused.refusal);
    assert_eq!(refused, Some(Refusal::QuestionOver));
    assert_eq!(replica.declined[0].command.words(), Some("雨季停工"));
    assert_eq!(clerk.device.questions_to_look_at(), 1);
    let rescue = clerk.device.rescue("user", &[]);
    assert_eq!(rescue.decisions[0].command.words(), Some("雨季停工"));
    let rows = clerk.device.dismiss_question(&name);
    clerk.store(rows);
    assert_eq!(clerk.device.questions_to_look_at(), 0);
    assert_eq!(clerk.stands(&name), Some(Stand::Withdrawn));
}

#[test]
fn nobody_closes_over_an_answer_that_was_not_read() {
    let (mut server, mut office, mut clerk, name) = asked();
    clerk.say(&name, CommandKind::Answer, "雨季停工").unwrap();
    clerk.sync(&mut server);
    office.sync(&mut server);
    let mut other = Tablet::new("colleague", &mut server);
    office.say(&name, CommandKind::Close, "").unwrap();
    other.say(&name, CommandKind::Answer, "还有征地").unwrap();
    other.sync(&mut server);
    office.sync(&mut server);
    let refused = office.device.questions[&name].refused.as_ref();
    assert_eq!(refused.and_then(|it| it.refusal), Some(Refusal::Overtaken));
    assert_eq!(office.said(&name), [WHY, "雨季停工", "还有征地"]);
    assert_eq!(office.stands(&name), Some(Stand::Answered));
}

#[test]
fn a_restored_server_is_told_again_what_was_said() {
    let (mut server, mut office, mut clerk, name) = asked();
    let backup = server.restored();
    clerk.say(&name, CommandKind::Answer, "雨季停工").unwrap();
    clerk.sync(&mut server);
    office.sync(&mut server);
    let mut server = backup;
    clerk.sync(&mut server);
    office.sync(&mut server);
    clerk.sync(&mut server);
    for tablet in [&office, &clerk] {
        assert_eq!(tablet.said(&name), [WHY, "雨季停工"], "{}", tablet.name);
    }
}

#[test]
fn a_question_typed_offline_goes_to_another_tablet_in_a_rescue_file() {
    let mut server = Server::new();
    let mut office = Tablet::new("office", &mut server);
    let stamp = office.stamp();
    let rows = (office.device).ask(&key(), &Field::Remarks.into(), WHY, stamp);
    office.store(rows.unwrap());
    let rescue = office.device.rescue("user", &[]);
    let text = serde_json::to_string(&rescue).unwrap();
    let mut other = Tablet::new("office", &mut server);
    let opened = other.device.open_rescue(&text, "user").unwrap();
    let stamp = Stamp {
        op_id: "other-1".into(),
        made_at: "".into(),
    };
    for expected in [1, 0] {
        let decision = &opened.rescue.decisions[0];
        let taken = other.device.take_decision(decision, stamp.clone());
        assert_eq!(taken.taken, expected);
        other.store(taken.rows);
    }
    other.sync(&mut server);
    let name = other.device.questions.keys().next().unwrap().clone();
    assert_eq!(other.said(&name), [WHY]);
}
