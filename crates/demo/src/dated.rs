//! The years of a demo's plan: those that it is shown in, not those of the notice.

use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::holidays;

/// The profile moved by whole plans, so that `through` lies in its years, with the years in its
/// titles moved along. The notice behind it keeps its name, and the figures that it published.
pub fn dated(mut profile: Profile, through: Month) -> Profile {
    let length = profile.last_year - profile.first_year + 1;
    let by = (through.year() - profile.first_year).div_euclid(length) * length;
    for title in [&mut profile.title, &mut profile.title_en] {
        *title = moved(title, profile.first_year, profile.last_year, by);
    }
    profile.first_year += by;
    profile.last_year += by;
    profile.holidays = holidays(&profile, &[]);
    profile
}

/// Plans do not overlap, so that no year that was moved is moved again: unless it stays.
fn moved(title: &str, first: i16, last: i16, by: i16) -> String {
    (first..=last).fold(title.to_owned(), |title, year| {
        title.replace(&year.to_string(), &(year + by).to_string())
    })
}

#[cfg(test)]
mod tests {
    use yuebao_domain::profile_file::{BUILTIN, builtin};

    use super::*;

    #[test]
    fn titles_follow_the_year_that_they_are_shown_in() {
        for (id, through, title, title_en) in [
            (
                "qinzhou-2022",
                "2026-10",
                "钦州市2026年重大项目",
                "Qinzhou major projects 2026",
            ),
            (
                "liuzhou-2022",
                "2021-12",
                "柳州市2021年市级层面统筹推进重大项目",
                "Liuzhou major projects 2021",
            ),
            (
                "guangxi-2020",
                "2027-01",
                "2027年第一批自治区层面统筹推进重大项目",
                "Guangxi region-level major projects 2027, first batch",
            ),
        ] {
            let shown = dated(builtin(id).unwrap(), through.parse().unwrap());
            assert_eq!(
                (shown.title.as_str(), shown.title_en.as_str()),
                (title, title_en)
            );
        }
    }

    #[test]
    fn a_plan_of_several_years_moves_as_a_whole() {
        for (through, years) in [
            ("2021-01", (2021, 2023)),
            ("2023-12", (2021, 2023)),
            ("2024-01", (2024, 2026)),
            ("2026-12", (2024, 2026)),
            ("2020-05", (2018, 2020)),
        ] {
            let shown = dated(builtin("guigang-2021").unwrap(), through.parse().unwrap());
            assert_eq!((shown.first_year, shown.last_year), years, "{through}");
        }
    }

    #[test]
    fn within_its_own_years_nothing_changes() {
        for (id, _) in BUILTIN {
            let profile = builtin(id).unwrap();
            let through = Month::new(profile.first_year, 5).unwrap();
            assert_eq!(dated(profile.clone(), through), profile);
        }
    }
}
