//! The office types in what the statistics say and sends letters, offline as well.

use rust_decimal::Decimal;

use super::*;
use crate::operation::letters::{self, Kind, Letter};
use crate::operation::statistics::{self, Figure, FigureKey};
use crate::period::parse_day;
use crate::profile::publication::Per;

impl Tablet {
    fn types(&mut self, at: Month, of: &str, percent: &str) -> Result<(), Refusal> {
        let command = statistics::Command::enter(Figure {
            statistic: "growth".to_owned(),
            of: of.to_owned(),
            value: Decimal::from_str_exact(percent).ok(),
            rank: None,
            source: "统计局".to_owned(),
        });
        let stamp = self.stamp();
        let rows = self.device.set_figure(at, command, stamp);
        self.store(rows.map_err(|(refusal, _)| refusal)?);
        Ok(())
    }

    fn says(&mut self, command: letters::Command) -> Result<(), Refusal> {
        let stamp = self.stamp();
        let rows = self.device.set_letter(month(), command, stamp);
        self.store(rows.map_err(|(refusal, _)| refusal)?);
        Ok(())
    }

    fn proposed(&self) -> Vec<(String, Kind)> {
        let proposed = self.device.letters(month()).proposed.into_iter();
        proposed.map(|one| (one.decided.who, one.kind)).collect()
    }
}

/// The areas that are ranked in the profile of the server in memory.
fn areas(device: &Device) -> Vec<String> {
    let profile = device.profile_at(month()).unwrap();
    let areas = profile.areas_of(Per::List);
    areas.into_iter().map(str::to_owned).collect()
}

/// office.md 5 on a tablet without a network: typed in, called in, sent, and the same once it has synced.
#[test]
fn figures_lead_to_letters_before_the_server_has_heard_of_either() {
    let (mut server, _) = one();
    let mut office = Tablet::new("office", &mut server);
    office.sync(&mut server);
    let areas = areas(&office.device);
    assert!(areas.len() >= 3, "{areas:?}");
    let before = month().previous();
    for (at, percents) in [
        (before, ["9.8", "10.0", "10.1"]),
        (month(), ["8", "8", "16"]),
    ] {
        for (of, percent) in areas.iter().zip(percents) {
            office.types(at, of, percent).unwrap();
        }
    }
    let both = [
        (areas[0].clone(), Kind::Talk),
        (areas[1].clone(), Kind::Talk),
    ];
    assert_eq!(office.proposed(), both);
    let letters = office.device.letters(month());
    let letter = Letter {
        number: "8号".to_owned(),
        ..office
            .device
            .draft_letter(month(), &letters.proposed[0])
            .unwrap()
    };
    let who = office
        .device
        .profile_at(month())
        .unwrap()
        .area_name(&areas[0])
        .to_owned();
    let text = "投资增长8.0%，低于目标7.0个百分点，请于　　月　　日前书面报送措施。";
    assert!(
        letter.text.starts_with(&who) && letter.text.ends_with(text),
        "{}",
        letter.text
    );
    office.says(letters::Command::send("l1", letter)).unwrap();
    office.crash();
    assert_eq!(office.proposed(), both[1..]);
    assert_eq!(office.device.statistics(month()).waiting, 3);
    office.sync(&mut server);
    assert_eq!(office.proposed(), both[1..]);
    let letters = office.device.letters(month());
    assert_eq!((letters.waiting, letters.sent.len()), (0, 1));
    assert_eq!(letters.outdated, Vec::<String>::new());
    office.types(before, &areas[0], "10.1").unwrap();
    assert_eq!(office.device.letters(month()).outdated, ["l1"]);
    let day = parse_day("2022-12-01").unwrap();
    office
        .says(letters::Command::answer("l1", day, "已改"))
        .unwrap();
    office.sync(&mut server);
    assert!(office.device.letters(month()).sent[0].answer.is_some());
}

#[test]
fn who_types_over_what_somebody_else_has_corrected_is_told_and_keeps_the_figure() {
    let (mut server, mut clerk) = one();
    let mut a = Tablet::new("office", &mut server);
    let mut b = Tablet::new("office-2", &mut server);
    a.sync(&mut server);
    let area = areas(&a.device)[0].clone();
    assert_eq!(clerk.types(month(), &area, "1"), Err(Refusal::OfficeOnly));
    a.types(month(), &area, "1").unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    a.types(month(), &area, "2").unwrap();
    b.types(month(), &area, "3").unwrap();
    a.sync(&mut server);
    b.sync(&mut server);
    let key = FigureKey {
        statistic: "growth".to_owned(),
        of: area,
    };
    let stands = &b.device.statistics(month()).figures[&key];
    assert_eq!(stands.figure.value, Some(Decimal::from(2)));
    assert_eq!(b.device.statistics_to_look_at(), [month()]);
    let (refused, declined) = b.device.not_taken(&Subject::Statistics(month())).unwrap();
    assert_eq!(refused.refusal, Some(Refusal::StatisticsChanged));
    let kept = declined[0].command.of_statistics().unwrap();
    assert_eq!(kept.figure.value, Some(Decimal::from(3)));
    let rows = b.device.dismiss_decisions(&Subject::Statistics(month()));
    b.store(rows);
    assert_eq!(b.device.statistics_to_look_at(), []);
}
