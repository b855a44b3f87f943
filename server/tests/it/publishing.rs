//! `yuebao publish` over folders of the demo.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use yuebao_domain::publish::Kind;

fn yuebao(folder: &Path, line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yuebao"))
        .args(line.split(' '))
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap()
}

pub(crate) fn done(folder: &Path, line: &str) {
    let output = yuebao(folder, line);
    assert!(output.status.success(), "{line}: {output:?}");
}

/// What is told of a command that does nothing.
fn refused(folder: &Path, line: &str) -> String {
    let output = yuebao(folder, line);
    assert_eq!(output.status.code(), Some(1), "{line}: {output:?}");
    String::from_utf8(output.stderr).unwrap()
}

pub(crate) const GROWTH: &str =
    "月份,单位,增速\n2022-04,甲县,9.8\n2022-05,甲县,8\n2022-05,乙县,20\n2022-05,丙县,\n";

/// Three months of a profile's demo, of which May is open.
pub(crate) fn demo(profile: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let year = profile.rsplit('-').next().unwrap();
    done(
        folder.path(),
        &format!("demo --profile {profile} --data d --through {year}-05"),
    );
    folder
}

/// Every document of a profile, of an open month and of a locked one: each is read as proof before it is
/// written.
fn every_document_of(profile: &str) {
    let folder = demo(profile);
    let folder = folder.path();
    let year = profile.rsplit('-').next().unwrap();
    fs::write(folder.join("growth.csv"), GROWTH).unwrap();
    for kind in Kind::ALL {
        let growth = if kind.needs_growth() {
            " --growth growth.csv"
        } else {
            ""
        };
        let kind = kind.key();
        for (month, more) in [("05", " --provisional"), ("04", "")] {
            let line =
                format!("publish --data d --month {year}-{month} --document {kind}{more}{growth}");
            done(folder, &format!("{line} --format json -o made.json"));
            let text = fs::read_to_string(folder.join("made.json")).unwrap();
            let made: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(made["id"], kind);
            assert_eq!(made["profile"], profile);
            assert!(!made["blocks"].as_array().unwrap().is_empty(), "{kind}");
            let is_final = made["status"]["is"] == "final";
            // what is typed in is of no edition
            let may_be_final = more.is_empty() && growth.is_empty();
            assert_eq!(is_final, may_be_final, "{kind} {month}");
        }
    }
}

#[test]
fn every_document_of_the_region_is_sound() {
    every_document_of("guangxi-2020");
}

#[test]
fn every_document_of_a_plan_of_three_years_is_sound() {
    every_document_of("guigang-2021");
}

#[test]
fn every_document_of_a_plan_with_a_reserve_is_sound() {
    every_document_of("liuzhou-2022");
}

#[test]
fn every_document_of_a_plan_of_counties_is_sound() {
    every_document_of("qinzhou-2022");
}

#[test]
fn every_document_of_the_ten_measures_is_sound() {
    every_document_of("qinzhou-ten-2022");
}

#[test]
fn what_is_final_is_the_same_to_the_byte_whatever_comes_after() {
    let folder = demo("guigang-2021");
    let folder = folder.path();
    let kinds = Kind::ALL.into_iter().filter(|kind| !kind.needs_growth());
    let kinds: Vec<&str> = kinds.map(Kind::key).collect();
    let all = |at: &str| {
        for (kind, format) in
            (kinds.iter()).flat_map(|kind| ["csv", "html", "json"].map(|it| (kind, it)))
        {
            let made = "publish --data d --month 2021-04 --document";
            done(
                folder,
                &format!("{made} {kind} --format {format} -o {at}-{kind}.{format}"),
            );
        }
    };
    all("one");
    // a unit gets another name: what it was called when the month was closed stays
    let units = yuebao(folder, "unit list --data d --json");
    let units = String::from_utf8(units.stdout).unwrap();
    let last: Value = serde_json::from_str(units.lines().last().unwrap()).unwrap();
    let id = last["id"].as_str().unwrap();
    done(folder, &format!("unit change --data d {id} --name 某单位"));
    all("two");
    for kind in kinds {
        for format in ["csv", "html", "json"] {
            let read = |at: &str| fs::read(folder.join(format!("{at}-{kind}.{format}"))).unwrap();
            assert!(read("one") == read("two"), "{kind} {format}");
        }
    }
    let page = fs::read_to_string(folder.join("one-monthly-table.html")).unwrap();
    assert!(page.contains("口径：封账数第1版"), "{page}");
    let sheet = fs::read_to_string(folder.join("one-monthly-table.csv")).unwrap();
    assert!(
        sheet.starts_with('\u{feff}') && sheet.contains("\n,合计（实施项目"),
        "{sheet}"
    );
}

#[test]
fn what_is_not_there_is_refused_in_words_and_writes_nothing() {
    let folder = demo("guigang-2021");
    let folder = folder.path();
    let made = "publish --data d --format json -o out.json --document monthly-table --month";
    for (line, words) in [
        ("2021-05", "尚未封账"),
        ("2021-05 --edition 1", "没有这一版"),
        ("2021-04 --edition 2", "没有这一版"),
        ("2020-12 --provisional", "没有在计划内的项目"),
    ] {
        let told = refused(folder, &format!("{made} {line}"));
        assert!(told.contains(words), "{line}: {told}");
    }
    let without = refused(
        folder,
        "publish --data d --format json -o out.json --document letters --month 2021-04",
    );
    assert!(without.contains("yuebao statistics --import"), "{without}");
    let nowhere = refused(
        folder,
        "publish --data d --format json -o no/out.json --document monthly-table --month 2021-04",
    );
    assert!(nowhere.contains("no/out.json"), "{nowhere}");
    let there: Vec<_> = fs::read_dir(folder).unwrap().collect();
    assert_eq!(there.len(), 1, "{there:?}");
}

#[test]
fn a_profile_is_tried_on_a_month_before_it_is_in_force() {
    let folder = demo("qinzhou-2022");
    let folder = folder.path();
    let tried = "extends = \"qinzhou-2022\"\nid = \"tried-2022\"\n[publication]\ncolumns = [\"name\", \"annual_plan\", \"gap\"]\n";
    fs::write(folder.join("tried.toml"), tried).unwrap();
    let line = "publish --data d --month 2022-04 --document monthly-table --format json";
    done(folder, &format!("{line} -o now.json"));
    done(
        folder,
        &format!("{line} --profile tried.toml -o tried.json"),
    );
    done(folder, &format!("{line} -o after.json"));
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert!(
        read("now.json") == read("after.json"),
        "nothing was changed"
    );
    let made: Value = serde_json::from_str(&read("tried.json")).unwrap();
    assert_eq!(made["status"]["is"], "provisional");
    assert!(made["basis"].as_str().unwrap().contains("试排"));
    let columns = made["blocks"][0]["columns"].as_array().unwrap();
    let keys: Vec<&str> = columns
        .iter()
        .filter_map(|one| one["key"].as_str())
        .collect();
    assert_eq!(keys, ["name", "annual_plan", "gap"]);

    fs::write(
        folder.join("next.toml"),
        tried.replace("[pub", "first_year = 2023\nlast_year = 2023\n[pub"),
    )
    .unwrap();
    let other = refused(folder, &format!("{line} --profile next.toml -o next.json"));
    assert!(other.contains("2022"), "{other}");
    fs::write(folder.join("wrong.toml"), tried.replace("gap", "gasp")).unwrap();
    let wrong = refused(
        folder,
        &format!("{line} --profile wrong.toml -o wrong.json"),
    );
    assert!(
        wrong.contains("wrong.toml:4") && wrong.contains("gasp"),
        "{wrong}"
    );
}
