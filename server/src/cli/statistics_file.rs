//! 统计数据 as somebody has typed them into a table.

use yuebao_domain::operation::OfMonth;
use yuebao_domain::operation::statistics::Figure;
use yuebao_domain::profile::publication::{Per, Statistic};

const STATISTIC: &str = "指标";
const OF: &str = "对象";
const VALUE: &str = "数值";
const RANK: &str = "名次";
const SOURCE: &str = "来源";

/// Reads a table of one month; every line that is not understood is told, and then nothing is taken.
pub(crate) fn parse(text: &str, of_month: &OfMonth<'_>) -> Result<Vec<(u64, Figure)>, Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let heads = reader.headers().cloned().unwrap_or_default();
    let place = |name: &str| heads.iter().position(|head| head == name);
    let (Some(statistic), Some(value)) = (place(STATISTIC), place(VALUE)) else {
        return Err(vec![format!(
            "须有 {STATISTIC}、{VALUE} 两列，可加 {OF}、{RANK}、{SOURCE} / the columns {STATISTIC} and {VALUE} \
             are needed; {OF}, {RANK} and {SOURCE} may be there"
        )]);
    };
    let optional = [OF, RANK, SOURCE].map(place);
    let all = of_month.profile.statistics();
    let (mut figures, mut faults) = (Vec::<(u64, Figure)>::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                faults.push(error.to_string());
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let [of, rank, source] = optional.map(|at| at.map_or("", &cell));
        let read = figure(
            [cell(statistic), of, cell(value), rank, source],
            &all,
            of_month,
        );
        match read {
            Ok(figure) if figures.iter().any(|(_, known)| known.key() == figure.key()) => {
                faults.push(at(line, "重复 / stands twice"));
            }
            Ok(figure) => figures.push((line, figure)),
            Err(fault) => faults.push(at(line, &fault)),
        }
    }
    if faults.is_empty() {
        Ok(figures)
    } else {
        Err(faults)
    }
}

/// A fault with its line.
pub(crate) fn at(line: u64, fault: &str) -> String {
    format!("第{line}行 / line {line}: {fault}")
}

fn figure(
    [statistic, of, value, rank, source]: [&str; 5],
    all: &[Statistic],
    of_month: &OfMonth<'_>,
) -> Result<Figure, String> {
    let is_it = |one: &&Statistic| {
        [&one.key, &one.title, &one.title_en]
            .iter()
            .any(|it| *it == statistic)
    };
    let Some(known) = all.iter().find(is_it) else {
        return Err(format!(
            "没有指标“{statistic}” / there is no statistic “{statistic}”"
        ));
    };
    Ok(Figure {
        statistic: known.key.clone(),
        of: whom(of, known.per(), of_month),
        value: number(value.trim_end_matches(['%', '％']))?,
        rank: number(rank)?,
        source: source.to_owned(),
    })
}

/// A number; nothing of an empty cell.
fn number<T: std::str::FromStr>(text: &str) -> Result<Option<T>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse() {
        Ok(number) => Ok(Some(number)),
        Err(_) => Err(format!("“{text}”不是数 / is no number")),
    }
}

/// The code of an area or the id of a unit by its name; what is not found is told by who decides.
fn whom(name: &str, per: Per, of_month: &OfMonth<'_>) -> String {
    let areas = of_month.profile.areas.iter();
    let mut areas = areas.filter(|area| area.name == name || area.name_en == name);
    let mut units = of_month.units.iter().filter(|unit| unit.name == name);
    let found = match per {
        Per::Unit => units.next().map(|unit| unit.id.clone()),
        _ if name.is_empty() => None,
        _ => areas.next().map(|area| area.code.clone()),
    };
    found.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;
    use yuebao_domain::profile_file::builtin;
    use yuebao_domain::units::Unit;

    use super::*;

    fn exact(text: &str) -> Option<Decimal> {
        Decimal::from_str_exact(text).ok()
    }

    #[test]
    fn figures_are_read_by_the_names_that_people_use_and_faults_are_told_with_their_lines() {
        let profile = builtin("qinzhou-ten-2022").unwrap();
        let units = [Unit {
            id: "u1".to_owned(),
            name: "市交通局".to_owned(),
            parent: None,
            area: None,
        }];
        let of_month = OfMonth {
            month: "2022-05".parse().unwrap(),
            profile: &profile,
            today: None,
            units: &units,
        };
        let read = parse(
            "\u{feff}指标,对象,数值,名次,来源\n投资增速,灵山县,9.80%,3,统计局\nfai_growth_rank,,4,,统计局\n绩效加分,市交通局,2.5,,市里表扬\n",
            &of_month,
        );
        let read = read.unwrap();
        let told: Vec<_> = (read.iter())
            .map(|(line, it)| {
                (
                    *line,
                    it.statistic.as_str(),
                    it.of.as_str(),
                    it.value,
                    it.rank,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (2, "growth", "450721", exact("9.80"), Some(3)),
                (3, "fai_growth_rank", "", exact("4"), None),
                (4, "bonus", "u1", exact("2.5"), None),
            ]
        );
        for (text, parts) in [
            ("指标\n", &["数值"][..]),
            (
                "指标,对象,数值\n茶,,1\n投资增速,灵山县,约9\n投资增速,浦北县,9\n投资增速,浦北县,8\n",
                &["line 2: 没有指标“茶”", "line 3: “约9”", "line 5: 重复"],
            ),
        ] {
            let faults = parse(text, &of_month).unwrap_err();
            assert_eq!(faults.len(), parts.len(), "{faults:?}");
            for (fault, part) in faults.iter().zip(parts) {
                assert!(fault.contains(part), "{fault}");
            }
        }
    }
}
