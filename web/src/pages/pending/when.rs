//! Times as offices write them.

use yuebao_domain::beijing::Beijing;
use yuebao_domain::period::show_day;
use yuebao_domain::text::Lang;

/// An RFC 3339 time as `6月1日 09:12` (`2022-06-01 09:12`) in Beijing; what is no time, as it is.
pub(crate) fn show(rfc3339: &str, lang: Lang) -> String {
    let Some(moment) = Beijing::read(rfc3339) else {
        return rfc3339.to_owned();
    };
    let (day, clock) = (moment.day, moment.clock());
    match lang {
        Lang::Zh => format!("{}月{}日 {clock}", day.month(), day.day()),
        Lang::En => format!("{} {clock}", show_day(day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_in_beijing_time_and_anything_else_as_it_is() {
        for (text, zh, en) in [
            ("2022-05-31T17:12:00Z", "6月1日 01:12", "2022-06-01 01:12"),
            (
                "2022-06-01T09:12:30+08:00",
                "6月1日 09:12",
                "2022-06-01 09:12",
            ),
            ("yesterday", "yesterday", "yesterday"),
        ] {
            assert_eq!(show(text, Lang::Zh), zh);
            assert_eq!(show(text, Lang::En), en);
        }
    }
}
