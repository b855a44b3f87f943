use super::*;
use crate::calendar::deadline;
use crate::plan::Nature;
use crate::profile_file::{builtin, from_toml};
use crate::text::Lang;

fn builtin_years() -> Vec<YearOff> {
    BUILTIN
        .iter()
        .map(|text| holidays_from_toml(text).unwrap())
        .collect()
}

/// Counted in the notices themselves: weekdays off and weekend days worked, national and regional.
#[test]
fn every_year_from_2020_to_2026_is_there_with_its_document_and_its_days() {
    let counted: Vec<String> = (builtin_years().iter())
        .map(|file| {
            let notices = file.notices.iter().map(|notice| {
                let days = |holiday: &Holiday| {
                    let all = holiday.from.series(jiff::Span::new().days(1));
                    let off = all.take_while(|day| *day <= holiday.to);
                    off.filter(|day| !crate::calendar::is_weekend(*day)).count()
                };
                let off: usize = notice.holidays.iter().map(days).sum();
                let worked = notice.holidays.iter().flat_map(|one| &one.worked).count();
                assert!(notice.year == file.year && !notice.document.is_empty());
                assert!(notice.area.is_empty() || notice.doubt.is_some());
                format!("{:2} {off}-{worked}", notice.area)
            });
            format!("{} {}", file.year, notices.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        counted,
        [
            "2020    19-6 45 0-0",
            "2021    18-7 45 3-1",
            "2022    18-7 45 3-0",
            "2023    18-7 45 1-0",
            "2024    19-8 45 2-0",
            "2025    18-5 45 4-0",
            "2026    19-6 45 2-0",
        ]
    );
}

#[test]
fn a_profile_has_the_notices_of_its_years_and_its_region() {
    let of = |id: &str| {
        let profile = builtin(id).unwrap();
        (notices(&profile, &[]).iter())
            .map(|notice| format!("{}{}", notice.year, notice.area))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(of("qinzhou-2022"), "2022 2023 202245 202345");
    assert_eq!(
        of("guigang-2021"),
        "2021 2022 2023 2024 202145 202245 202345 202445"
    );
    let elsewhere = from_toml(
        "extends = \"qinzhou-2022\"\nid = \"own\"\nareas = [{ code = \"440700\", name = \"甲\" }]",
    )
    .unwrap();
    let names: Vec<_> = elsewhere
        .holidays
        .list
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert!(names.contains(&"国庆节") && !names.iter().any(|name| name.contains("三月三")));
    // nothing of the last plan year is due in May of the next
    let last = elsewhere.holidays.list.last().unwrap();
    assert_eq!(show_day(last.from), "2023-01-21");
}

/// The last days of QZ and GG, moved by what the notices say.
#[test]
fn the_notices_of_each_year_move_the_days() {
    for (id, month, last_day, because) in [
        ("qinzhou-2022", "2022-04", "2022-05-05", "逢劳动节，顺延"),
        ("qinzhou-2022", "2022-01", "2022-02-07", "逢春节，顺延"),
        ("qinzhou-2022", "2022-09", "2022-10-08", "逢国庆节，顺延"),
        ("qinzhou-2022", "2022-12", "2023-01-03", "逢元旦，顺延"),
        ("guigang-2021", "2021-12", "2022-01-04", "逢元旦，顺延"),
        ("guigang-2021", "2021-03", "2021-04-06", "逢清明节，顺延"),
        ("guigang-2021", "2021-09", "2021-10-08", "逢国庆节，顺延"),
        (
            "guigang-2021",
            "2022-03",
            "2022-04-07",
            "逢三月三、清明节，顺延",
        ),
        ("guigang-2021", "2023-04", "2023-05-04", "逢劳动节，顺延"),
        ("guigang-2021", "2023-08", "2023-09-04", "逢周末，顺延"),
    ] {
        let profile = builtin(id).unwrap();
        let month = month.parse().unwrap();
        let found = deadline(
            &profile.calendar,
            &profile.holidays,
            month,
            Nature::NewStart,
        );
        let found = found.unwrap();
        assert_eq!(show_day(found.last_day), last_day, "{id} {month}");
        assert_eq!(found.because(Lang::Zh).as_deref(), Some(because));
    }
}

#[test]
fn an_installations_file_goes_before_what_comes_with_the_program() {
    let profile = from_toml("extends = \"qinzhou-2022\"\nid = \"own\"\nlast_year = 2027").unwrap();
    assert_eq!(profile.holidays.years, [2022, 2023, 2024, 2025, 2026]);
    let read = |area: &str, day: &str| {
        let text = format!(
            "year = 2027\n[[notices]]\narea = \"{area}\"\ndocument = \"某号\"\n\
             holidays = [{{ name = \"节\", from = \"{day}\", to = \"{day}\" }}]"
        );
        holidays_from_toml(&text).unwrap()
    };
    let files = [
        read("4507", "2027-06-01"),
        read("4508", "2027-06-02"),
        read("", "2027-06-03"),
        read("", "2027-06-04"),
    ];
    let known = holidays(&profile, &files);
    assert_eq!(known.years.last(), Some(&2027));
    let days: Vec<_> = (known.list.iter())
        .filter(|one| one.from.year() == 2027)
        .map(|one| (one.name_en.as_str(), show_day(one.from)))
        .collect();
    // the last national one, then the city's; that of another city is not for it
    let expected = [("节", "2027-06-04"), ("节", "2027-06-01")];
    assert_eq!(days, expected.map(|(name, day)| (name, day.to_owned())));
}

#[test]
fn days_whose_notice_was_not_seen_are_told_to_be_unverified() {
    let profile = from_toml("extends = \"qinzhou-2022\"\nid = \"own\"\nlast_year = 2026").unwrap();
    for (month, because) in [
        ("2025-03", Some("未核对节假日")),
        ("2025-02", Some("逢周末，顺延")),
        ("2025-06", None),
    ] {
        let month = month.parse().unwrap();
        let found = deadline(
            &profile.calendar,
            &profile.holidays,
            month,
            Nature::NewStart,
        );
        assert_eq!(
            found.unwrap().because(Lang::Zh).as_deref(),
            because,
            "{month}"
        );
    }
}

#[test]
fn a_wrong_file_is_refused_at_its_line() {
    let file = |holidays: &str| {
        format!("year = 2022\n[[notices]]\ndocument = \"某号\"\nholidays = [\n{holidays}\n]\n")
    };
    for (text, line, parts) in [
        (
            file("{ name = \"甲\", from = \"2022-02-30\", to = \"2022-03-01\" }"),
            5,
            ["“2022-02-30”不是日期", "“2022-02-30” is not a day"],
        ),
        (
            file("{ name = \"甲\", from = \"2021-12-31\", to = \"2022-01-01\" }"),
            5,
            ["2021-12-31 不在 2022 年", "2021-12-31 is not in 2022"],
        ),
        (
            file("{ name = \"甲\", from = \"2022-05-03\", to = \"2022-05-01\" }"),
            5,
            ["2022-05-01 早于 2022-05-03", "2022-05-01 is before"],
        ),
        (
            file(
                "{ name = \"甲\", from = \"2022-05-01\", to = \"2022-05-04\",\n\
                 worked = [\"2022-04-24\",\n\"2022-05-06\"] }",
            ),
            7,
            ["2022-05-06 是周一至周五", "2022-05-06 is a weekday"],
        ),
        (
            file(
                "{ name = \"甲\", from = \"2022-04-30\", to = \"2022-05-04\" },\n\
                 { name = \"乙\", from = \"2022-06-03\", to = \"2022-06-05\", worked = [\"2022-05-01\"] }",
            ),
            6,
            ["2022-05-01 在“甲”放假期间", "both off (甲) and worked"],
        ),
        (
            file("{ name = \"甲\", from = \"2022-05-01\", till = \"2022-05-04\" }"),
            5,
            ["unknown field `till`", "`to`"],
        ),
        (
            file("").replace("2022", "1999"),
            1,
            ["1999 不是年份", "1999 is no year"],
        ),
        (
            file("").replace("某号", " "),
            2,
            ["没有写通知的文号", "document is empty"],
        ),
        (
            file("").replace("document", "area = \"450702\"\ndocument"),
            2,
            ["“450702”不是地区", "four for a city"],
        ),
        (
            file("") + "[[notices]]\ndocument = \"又一号\"\nholidays = []\n",
            7,
            ["写了两次", "two notices for the same area"],
        ),
        (
            "year = 2022\n[[notice]]\n".to_owned(),
            2,
            ["notice", "`notices`"],
        ),
        (String::new(), 1, ["missing field", "year"]),
    ] {
        let Err(ProfileError::Wrong { line: at, reason }) = holidays_from_toml(&text) else {
            panic!("{text} was read");
        };
        assert_eq!(at, line, "{text}\n{reason}");
        for part in parts {
            assert!(reason.contains(part), "{text}\n{reason}");
        }
    }
}
