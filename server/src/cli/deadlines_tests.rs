use serde_json::{Value, json};
use yuebao_domain::profile_file::{builtin, from_toml, holidays_from_toml};

use super::*;

fn lines(id: &str, year: Option<i16>, lang: Lang) -> Vec<Value> {
    let rows = rows(&builtin(id).unwrap(), year, lang).unwrap();
    rows.iter().map(|row| json!(row)).collect()
}

/// The lines of a month.
fn of(lines: &[Value], month: &str) -> Vec<Value> {
    let of_it = lines.iter().filter(|line| line["month"] == month);
    of_it.cloned().collect()
}

#[test]
fn the_worked_figures_of_2022() {
    let qinzhou = lines("qinzhou-2022", Some(2022), Lang::Zh);
    assert_eq!(qinzhou.len(), 12 * 3);
    assert_eq!(
        of(&qinzhou, "2022-04")[0],
        json!({
            "month": "2022-04", "kind": "monthly", "nature": "new_start",
            "last_day": "2022-05-05", "moved_from": "2022-05-01", "because": "逢劳动节，顺延",
        })
    );
    assert_eq!(
        of(&qinzhou, "2022-05")[2],
        json!({
            "month": "2022-05", "kind": "monthly", "nature": "completing",
            "last_day": "2022-06-01", "moved_from": null, "because": null,
        })
    );
    let guigang = lines("guigang-2021", Some(2021), Lang::En);
    assert_eq!(
        of(&guigang, "2021-12")[4],
        json!({
            "month": "2021-12", "kind": "annual", "nature": null, "last_day": "2022-01-04",
            "moved_from": "2022-01-03", "because": "New Year: moved to the next working day",
        })
    );
    let half_year = of(&guigang, "2021-06");
    let half_year = half_year.last().unwrap();
    assert_eq!(
        (&half_year["kind"], &half_year["last_day"]),
        (&json!("half_year"), &json!("2021-07-05"))
    );
}

#[test]
fn every_line_has_the_same_keys_and_every_profile_answers() {
    for (id, _) in yuebao_domain::profile_file::BUILTIN {
        let all = lines(id, None, Lang::Zh);
        assert!(all.len() >= 36, "{id}");
        for line in &all {
            let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
            let expected = [
                "because",
                "kind",
                "last_day",
                "month",
                "moved_from",
                "nature",
            ];
            assert_eq!(keys, expected, "{id}");
            assert!(line["last_day"].is_string(), "{id}: {line}");
        }
    }
    let office = &lines("liuzhou-2022", None, Lang::Zh)[0];
    let because = office["because"].as_str().unwrap();
    assert!(because.contains("由市重点办决定"), "{because}");
}

#[test]
fn a_year_without_a_plan_is_refused_with_the_years_that_there_are() {
    let refused = rows(&builtin("guigang-2021").unwrap(), Some(2024), Lang::Zh);
    let refused = refused.unwrap_err().to_string();
    assert!(
        refused.contains("2021–2023") && refused.contains("guigang-2021"),
        "{refused}"
    );
}

#[test]
fn people_read_one_line_a_day_and_what_the_days_follow() {
    let profile = from_toml(
        "extends = \"qinzhou-ten-2022\"\nid = \"own\"\nlast_year = 2027\n\
         [calendar]\nquarterly = [\"preparatory\"]",
    )
    .unwrap();
    let rows = rows(&profile, Some(2022), Lang::Zh).unwrap();
    let table = table(&rows, &profile, Lang::Zh);
    assert_eq!(table.lines().count(), 1 + 12);
    for line in [
        "  月份     事项                        截止日      原为        说明",
        "  2022-03  月报                        2022-04-01",
        "  2022-04  月报（新开工、续建、竣工）  2022-05-05  2022-05-01  逢劳动节，顺延",
    ] {
        assert!(table.lines().any(|one| one == line), "{table}");
    }
    let note = sources(&profile, None, &[], Lang::Zh);
    for part in [
        "  2022  国办发明电〔2021〕11号\n",
        "（存疑：转载，未见文号）",
        "  2027  未核对节假日\n  2028  未核对节假日",
    ] {
        assert!(note.contains(part), "{note}");
    }
    let note = sources(&profile, Some(2024), &[], Lang::Zh);
    assert!(
        note.contains("〔2023〕7号") && !note.contains("〔2021〕11号"),
        "{note}"
    );
}

#[test]
fn a_file_of_ones_own_settles_its_year() {
    let text = "year = 2027\n[[notices]]\ndocument = \"某号\"\n\
         holidays = [{ name = \"劳动节\", from = \"2027-05-01\", to = \"2027-05-05\" }]";
    let own = [holidays_from_toml(text).unwrap()];
    let mut profile =
        from_toml("extends = \"qinzhou-2022\"\nid = \"own\"\nfirst_year = 2027\nlast_year = 2027")
            .unwrap();
    let april = |profile: &Profile| {
        let rows = rows(profile, None, Lang::Zh).unwrap();
        let april = rows
            .into_iter()
            .find(|row| row.month.number() == 4)
            .unwrap();
        (april.last_day.unwrap(), april.because.unwrap())
    };
    let (day, because) = april(&profile);
    assert_eq!(
        (day.as_str(), because.as_str()),
        ("2027-05-03", "逢周末，顺延；未核对节假日")
    );
    profile.holidays = holidays(&profile, &own);
    let (day, because) = april(&profile);
    assert_eq!(
        (day.as_str(), because.as_str()),
        ("2027-05-06", "逢劳动节，顺延")
    );
    assert!(sources(&profile, None, &own, Lang::En).contains("  2027  某号\n"));
}
