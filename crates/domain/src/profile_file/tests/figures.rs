//! Figures that what is published is held against: targets, measures, statistics, parameters, words.

use super::*;

const MEASURE: &str =
    "[[measures]]\nkey = \"a\"\nlabel = \"甲\"\nlabel_en = \"a\"\nclause = \"一\"\n";
const STATISTIC: &str =
    "[[publication.statistics]]\nkey = \"a\"\ntitle = \"甲\"\ntitle_en = \"a\"\nunit = \"%\"\n";

#[test]
fn targets_are_known_and_have_a_figure() {
    for (text, line, part) in [
        (
            "[targets]\nindustry_count_share = \"50\"",
            4,
            "there is no target “industry_count_share”; there are annual_growth_pct",
        ),
        (
            "[targets]\nindustry_count_share_pct = \"５０\"",
            4,
            "“５０” is no figure; write it in digits such as 50 or 0.5",
        ),
        (
            "[targets]\nindustry_count_share_pct = \"50%\"",
            4,
            "“50%” is no figure",
        ),
        (
            "[targets]\nthree_year_investment = \"\"",
            4,
            "“” is no figure",
        ),
        (
            "[targets]\nindustry_count_share_pct = \"150\"",
            4,
            "industry_count_share_pct is 150; 0 to 100",
        ),
        (
            "[targets]\nregional_projects_per_year = \"-1\"",
            4,
            "regional_projects_per_year is -1; 0 to 1000000000",
        ),
        (
            "[targets]\nannual_growth_pct = \"-100\"",
            4,
            "annual_growth_pct is -100",
        ),
    ] {
        assert_refused(text, line, part);
    }
}

#[test]
fn measures_have_words_and_figures_that_can_be_compared() {
    for (rest, line, part) in [
        ("target = \"五\"\nunit = \"名次\"", 8, "“五” is no figure"),
        ("target = \"15%\"\nunit = \"%\"", 8, "“15%” is no figure"),
        (
            "target = \"5\"\nstriving = \"三\"\nunit = \"名次\"",
            9,
            "“三” is no figure",
        ),
        (
            "target = \"3\"\nstriving = \"5\"\ngoal = \"at_most\"\nunit = \"名次\"",
            9,
            "striving 5 is easier than target 3",
        ),
        (
            "target = \"5\"\nstriving = \"3\"\nunit = \"%\"",
            9,
            "striving 3 is easier than target 5",
        ),
        ("target = \"5\"\nunit = \" \"", 3, "measure “a” lacks words"),
    ] {
        assert_refused(&format!("{MEASURE}{rest}"), line, part);
    }
    for key in ["growth", "bonus", "a b", ""] {
        let text = format!("{MEASURE}target = \"5\"\nunit = \"%\"")
            .replace("\"a\"\nlabel =", &format!("\"{key}\"\nlabel ="));
        assert_refused(&text, 4, "needs a key of its own");
    }
}

#[test]
fn statistics_have_bounds_that_can_be_met() {
    for (rest, line, part) in [
        ("least = \"5\"\nmost = \"3\"", 8, "least 5 is above most 3"),
        (
            "striving = \"3\"",
            8,
            "striving stands beyond a target; give target too",
        ),
        (
            "target = \"5\"\nstriving = \"3\"",
            9,
            "striving 3 is easier than target 5",
        ),
    ] {
        assert_refused(&format!("{STATISTIC}{rest}"), line, part);
    }
    for (key, per, part) in [
        ("bonus", "city", "of each unit"),
        ("growth", "unit", "of areas"),
    ] {
        let text = format!("{STATISTIC}per = \"{per}\"")
            .replace("\"a\"\ntitle =", &format!("\"{key}\"\ntitle ="));
        assert_refused(&text, 8, part);
    }
    let below = format!("{STATISTIC}per = \"unit\"\nleast = \"-1\"")
        .replace("\"a\"\ntitle =", "\"bonus\"\ntitle =");
    assert_refused(&below, 9, "least -1 of bonus is below 0");
}

#[test]
fn parameters_that_are_months_or_shares_are_such() {
    for (text, part) in [
        (
            "[rules.S504.params]\nby = \"13\"",
            "by of S504 is 13; a whole number from 1 to 12",
        ),
        (
            "[rules.S504.params]\nby = \"8.5\"",
            "by of S504 is 8.5; a whole number from 1 to 12",
        ),
        (
            "[rules.S504.params]\nshare = \"900\"",
            "share of S504 is 900; 0 to 100",
        ),
        (
            "[rules.S503.params]\ntarget = \"850\"",
            "target of S503 is 850; 0 to 100",
        ),
        (
            "[rules.S502.params]\nmonths = \"2.5\"",
            "months of S502 is 2.5; a whole number",
        ),
    ] {
        assert_refused(text, 4, part);
    }
}

#[test]
fn words_can_be_printed() {
    let long = "长".repeat(1001);
    for (text, line, part) in [
        (
            "[publication.sentences]\noverall = \"截至｛month｝月\"",
            4,
            "has full-width braces",
        ),
        (
            "[publication.sentences]\nsettled = \"{raised}个\\n{closed}个\"",
            4,
            "has a line break or another control character",
        ),
        (
            &format!("[publication.sentences]\nsettled = \"{long}\""),
            4,
            "is too long; at most 1000",
        ),
        ("title = \"甲\\n乙\"", 3, "title has a line break"),
        (
            &format!("title = \"{long}\""),
            3,
            "title is too long; at most 200",
        ),
        (
            "[publication]\nlists = [\n{ title = \"县\", title_en = \"c\", areas = [\"450702\"] },\n\
             { title = \"县\", title_en = \"d\", areas = [\"450703\"] }]",
            6,
            "two lists are called “县”",
        ),
        (
            "[publication.letters]\ntarget = \"99999\"",
            4,
            "target 99999 is out of range; -100 to 1000",
        ),
    ] {
        assert_refused(text, line, part);
    }
}

/// Whoever keeps the file reads Chinese: the reason is told in it, not the line alone.
#[test]
fn reasons_are_told_in_chinese_too() {
    for text in [
        "titel = \"x\"",
        "x = [1",
        "[visits]\nlargest = \"20\"",
        "[visits]\nlargest = 99999",
        "[publication.scores]\ninvestment = \"４０\"",
        "[publication.scores]\ninvestment = \"-1\"",
        "[publication]\npaper = \"A3\"\npaper = \"A4\"",
        "[publication]\npaper = “A4”",
        "[publication]\npaper ＝ \"A4\"",
        "[[publication.statistics]]\nkey = \"a\"",
        "[publication]\ncolumns = [\"nam\"]",
        "[publication.sentences]\noverall = \"{y}\"",
        "[rules.S502.params]\nmonths = \"３\"",
        "[targets]\nx = \"1\"",
    ] {
        let text = format!("extends = \"qinzhou-2022\"\nid = \"own\"\n{text}");
        let (_, reason) = refusal(&text);
        let first = reason.chars().next().unwrap();
        assert!(!first.is_ascii() && first != '“', "{text}\n{reason}");
    }
}
