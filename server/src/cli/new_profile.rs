//! `yuebao profile new`: the text of a jurisdiction's own profile, to be filled in.

use std::fmt::Write as _;
use std::process::ExitCode;

use yuebao_domain::period::Month;
use yuebao_domain::profile::{Area, Profile};
use yuebao_domain::profile_file::{builtin, from_toml};

use super::output::Output;
use super::{areas, profile, values};
use crate::clock::Clock;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "ID", value_parser = values::built_in())]
    from: String,
    #[arg(long, value_name = "ID", default_value = "my-city")]
    id: String,
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    #[arg(long, value_name = "YEAR", value_parser = values::number(2000..=2999_i16))]
    year: Option<i16>,
    #[arg(long, value_name = "CODE|NAME")]
    areas: Option<String>,
}

/// Prints it.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let this_year = Month::of(Clock::system().now().today()).map(Month::year);
    let text = written(args, args.year.or(this_year).unwrap_or(2000))?;
    // What was given on the command line may be no id or no year.
    from_toml(&text)?;
    profile::write(&args.id, &text, output)?;
    Ok(ExitCode::SUCCESS)
}

fn written(args: &Args, year: i16) -> anyhow::Result<String> {
    let base = builtin(&args.from)?;
    let (city, areas) = match &args.areas {
        Some(wanted) => counties(wanted)?,
        None => (None, base.areas.clone()),
    };
    let city = city.unwrap_or("我市");
    let title = (args.title.clone()).unwrap_or_else(|| format!("{city}{year}年重大项目"));
    let mut text = format!(
        "# 未写的各项沿用 {from}（见 yuebao profile show {from}）；改后请用 yuebao profile check 核对。\n\
         # What is not said here is taken from {from} (yuebao profile show {from}); check changes with\n\
         # yuebao profile check.\n\
         extends = {from_quoted}\n\
         id = {}\n\
         title = {}\n\
         title_en = {}\n\
         # 依据的文件及文号 / the notice behind it\n\
         source = \"（请填写文号）\"\n\
         first_year = {year}\n\
         last_year = {year}\n\
         # 原文件公布的数字和事项不沿用 / figures and measures of the other notice are not taken over\n\
         published = []\n\
         measures = []\n\n",
        quoted(&args.id),
        quoted(&title),
        quoted(&format!("Major projects {year}")),
        from = base.id,
        from_quoted = quoted(&base.id),
    );
    write_areas(&mut text, &areas);
    write_calendar(&mut text, &base);
    Ok(text)
}

/// The city that is meant, and its counties.
fn counties(wanted: &str) -> anyhow::Result<(Option<&'static str>, Vec<Area>)> {
    let found = areas::find(wanted)?;
    let mut cities: Vec<&str> = found.iter().map(|one| &one.code[..4]).collect();
    cities.dedup();
    anyhow::ensure!(
        cities.len() == 1,
        "“{wanted}”可指多个市，请写市的代码或全名（见 yuebao areas） / “{wanted}” may be in several cities: \
         give the city's code or full name (see yuebao areas)"
    );
    let city = found.iter().find(|one| one.is_city());
    let below = match city {
        Some(city) => areas::find(&city.code[..4])?,
        None => found.clone(),
    };
    let areas = below.iter().filter(|one| !one.is_city()).map(|one| Area {
        code: one.code.to_owned(),
        name: one.name.to_owned(),
        name_en: String::new(),
    });
    Ok((city.map(|city| city.name), areas.collect()))
}

fn write_areas(text: &mut String, areas: &[Area]) {
    text.push_str(
        "# 区划代码见 yuebao areas；没有代码的园区、市直等在市代码后加“-”和 1–4 个大写字母或数字。\n\
         # Codes: yuebao areas; what has none takes the city's with “-” and 1–4 capital letters or digits.\n\
         areas = [\n",
    );
    for area in areas {
        let (code, name) = (quoted(&area.code), quoted(&area.name));
        let _ = match area.name_en.as_str() {
            "" => writeln!(text, "    {{ code = {code}, name = {name} }},"),
            name_en => writeln!(
                text,
                "    {{ code = {code}, name = {name}, name_en = {} }},",
                quoted(name_en)
            ),
        };
    }
    text.push_str("]\n\n");
}

fn write_calendar(text: &mut String, base: &Profile) {
    text.push_str("# 每月几日前上报；month_offset 为 1 指次月 / due by this day; offset 1: of the month after\n[calendar]\n");
    if let Some(day) = base.calendar.day {
        let _ = writeln!(text, "day = {day}");
    }
    if let Some(role) = base.calendar.decided_by {
        text.push_str("# 通知未定日期、由谁决定；通知定了就删去 / who decided it, where the notice names no day\n");
        let _ = writeln!(text, "decided_by = {}", quoted(role.key()));
    }
    let _ = writeln!(text, "month_offset = {}", base.calendar.month_offset);
}

/// As TOML writes a text.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use yuebao_domain::profile_file::BUILTIN;

    use super::*;

    fn args(from: &str, areas: Option<&str>) -> Args {
        Args {
            from: from.to_owned(),
            id: "own-2027".to_owned(),
            title: None,
            year: None,
            areas: areas.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_written_can_be_used_as_it_is() {
        for (id, _) in BUILTIN {
            let base = builtin(id).unwrap();
            let own = from_toml(&written(&args(id, None), 2027).unwrap()).unwrap();
            assert_eq!(own.id, "own-2027");
            assert_eq!((own.first_year, own.last_year), (2027, 2027));
            assert_eq!((&own.areas, &own.calendar), (&base.areas, &base.calendar));
            assert!(own.published.is_empty() && own.measures.is_empty());
        }
    }

    #[test]
    fn a_city_brings_its_counties_whether_by_code_or_by_name() {
        for wanted in ["4509", "450900", "玉林"] {
            let text = written(&args("qinzhou-2022", Some(wanted)), 2027).unwrap();
            let own = from_toml(&text).unwrap();
            assert_eq!(own.title, "玉林市2027年重大项目");
            assert_eq!(own.area_name("450902"), "玉州区");
            assert!(own.areas.iter().all(|area| area.code.starts_with("4509")));
        }
        let mut odd = args("qinzhou-2022", None);
        odd.title = Some("“甲\"乙\\丙”".to_owned());
        let own = from_toml(&written(&odd, 2027).unwrap()).unwrap();
        assert_eq!(Some(own.title), odd.title);
    }

    #[test]
    fn a_refusal_names_what_there_is() {
        let refused = written(&args("atlantis", None), 2027)
            .unwrap_err()
            .to_string();
        assert!(refused.contains("没有地区配置“atlantis”"), "{refused}");
        assert!(refused.contains("qinzhou-2022"), "{refused}");
        let refused = written(&args("qinzhou-2022", Some("4407")), 2027).unwrap_err();
        assert!(refused.to_string().contains("450900 玉林市"), "{refused}");
        for several in ["45", "450", "江"] {
            let refused = written(&args("qinzhou-2022", Some(several)), 2027).unwrap_err();
            assert!(refused.to_string().contains("several cities"), "{refused}");
        }
    }
}
