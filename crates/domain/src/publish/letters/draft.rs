//! The text of a letter, with its figures.

use crate::money::printed;
use crate::operation::letters::Decided;
use crate::period::{Date, Month};
use crate::profile::Profile;
use crate::profile::publication::sentence::REMINDER;
use crate::publish::figures::months_text;
use crate::text::Lang;

/// Where the day to answer by is left open.
const OPEN_DAY: &str = "　　月　　日";

/// The text with the day to answer by, in the place of the one that it names, or of the one that is open.
pub fn with_due(text: &str, before: Option<Date>, due: Option<Date>) -> String {
    let said = |day: Option<Date>| {
        day.map_or_else(
            || OPEN_DAY.to_owned(),
            |day| format!("{}月{}日", day.month(), day.day()),
        )
    };
    text.replacen(
        &format!("于{}前", said(before)),
        &format!("于{}前", said(due)),
        1,
    )
}

/// What a letter to somebody (what was decided, and what they are called) says; the day to answer by is
/// filled by hand.
pub fn draft(profile: &Profile, month: Month, (one, who): (&Decided, &str), lang: Lang) -> String {
    let target = profile.publication.letters.target;
    // growth that is not below the target is no reason
    let is_low = one.percent.is_some_and(|percent| percent < target);
    if let (Some(reason), false) = (&one.by_hand, is_low) {
        let reason = reason.trim_end_matches(['。', '.']);
        return match lang {
            Lang::Zh => format!("{who}：{reason}。请于{OPEN_DAY}前书面报送措施。"),
            Lang::En => format!("{who}: {reason}. Please answer in writing."),
        };
    }
    let shown = |value| printed(value, profile.decimals.percent).to_string();
    let percent = one.percent.unwrap_or_default();
    let below = target - percent;
    let said = [
        ("unit", who.to_owned()),
        ("months", months_text(month, lang)),
        ("growth", shown(percent)),
        ("below", shown(below)),
        ("reason", one.by_hand.clone().unwrap_or_default()),
    ];
    let text = profile.publication.say(&REMINDER, &said, lang);
    // nobody says that something grew by less than nothing
    text.replace("增长-", "下降")
}

#[cfg(test)]
mod tests {
    use super::with_due;
    use crate::period::parse_day;

    #[test]
    fn the_day_to_answer_by_stands_in_the_text_and_follows_its_box() {
        let day = |text: &str| Some(parse_day(text).unwrap());
        let open = "灵山县：请于　　月　　日前书面报送措施。";
        let said = with_due(open, None, day("2022-06-20"));
        assert_eq!(said, "灵山县：请于6月20日前书面报送措施。");
        let later = with_due(&said, day("2022-06-20"), day("2022-07-01"));
        assert_eq!(later, "灵山县：请于7月1日前书面报送措施。");
        assert_eq!(with_due(&later, day("2022-07-01"), None), open);
        let own = "请即来函。";
        assert_eq!(with_due(own, None, day("2022-06-20")), own);
    }
}
