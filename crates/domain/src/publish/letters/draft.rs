//! The text of a letter, with its figures.

use crate::money::printed;
use crate::operation::letters::Decided;
use crate::period::Month;
use crate::profile::Profile;
use crate::profile::publication::sentence::REMINDER;
use crate::publish::figures::months_text;
use crate::text::Lang;

/// What a letter to somebody (what was decided, and what they are called) says; the day to answer by is
/// filled by hand.
pub fn draft(profile: &Profile, month: Month, (one, who): (&Decided, &str), lang: Lang) -> String {
    if let (Some(reason), true) = (&one.by_hand, one.percent.is_none()) {
        return match lang {
            Lang::Zh => format!("{who}：{reason}。请书面报送措施。"),
            Lang::En => format!("{who}: {reason}. Please answer in writing."),
        };
    }
    let shown = |value| printed(value, profile.decimals.percent).to_string();
    let percent = one.percent.unwrap_or_default();
    let below = profile.publication.letters.target - percent;
    let said = [
        ("unit", who.to_owned()),
        ("months", months_text(month, lang)),
        ("growth", shown(percent)),
        ("below", shown(below)),
        ("reason", one.by_hand.clone().unwrap_or_default()),
    ];
    profile.publication.say(&REMINDER, &said, lang)
}
