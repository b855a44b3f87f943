//! 增速 of the statistics, as somebody has typed it into a table.

use std::path::Path;

use anyhow::{Context as _, bail};
use rust_decimal::Decimal;
use yuebao_domain::publish::letters::Growth;

use super::input;

const MONTH: &str = "月份";
const WHO: &str = "单位";
const PERCENT: &str = "增速";
const BY_HAND: &str = "人工提醒原因";

/// Reads it; a cell that is not understood is told with its line, and nothing is taken.
pub(super) fn read(file: &Path) -> anyhow::Result<Vec<Growth>> {
    let text = input::read_text(file).map_err(anyhow::Error::msg)?;
    parse(&text).with_context(|| input::name(file))
}

fn parse(text: &str) -> anyhow::Result<Vec<Growth>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let heads = reader.headers()?.clone();
    let place = |name: &str| heads.iter().position(|head| head == name);
    let (Some(month), Some(who), Some(percent)) = (place(MONTH), place(WHO), place(PERCENT)) else {
        bail!(
            "须有 {MONTH}、{WHO}、{PERCENT} 三列 / the columns {MONTH}, {WHO} and {PERCENT} are needed"
        );
    };
    let by_hand = place(BY_HAND);
    let mut growths: Vec<Growth> = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let at = || format!("第{line}行 / line {line}");
        let growth = Growth {
            month: cell(month).parse().with_context(at)?,
            who: cell(who).to_owned(),
            percent: figure(cell(percent)).with_context(at)?,
            by_hand: by_hand
                .map(cell)
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
        };
        if growth.who.is_empty() {
            bail!("{}：{WHO}是空的 / {WHO} is empty", at());
        }
        let is_same = |known: &&Growth| known.month == growth.month && known.who == growth.who;
        if growths.iter().find(is_same).is_some() {
            bail!(
                "{}：{} {} 重复 / stands twice",
                at(),
                growth.month,
                growth.who
            );
        }
        growths.push(growth);
    }
    Ok(growths)
}

/// An exact percentage; nothing of an empty cell.
fn figure(text: &str) -> anyhow::Result<Option<Decimal>> {
    let text = text.trim_end_matches(['%', '％']);
    if text.is_empty() {
        return Ok(None);
    }
    match Decimal::from_str_exact(text) {
        Ok(percent) => Ok(Some(percent)),
        Err(_) => bail!("“{text}”不是百分数 / is no percentage"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_read_exactly_and_what_is_wrong_is_told_with_its_line() {
        let read = parse(
            "\u{feff}月份,单位,增速,人工提醒原因\n2022-05,灵山县,9.80%,\n2022-05,浦北县,,停工\n",
        );
        let read = read.unwrap();
        assert_eq!(read[0].percent, Decimal::from_str_exact("9.80").ok());
        assert_eq!(
            (read[1].percent, read[1].by_hand.as_deref()),
            (None, Some("停工"))
        );
        for (text, part) in [
            ("月份,单位\n", "增速"),
            ("月份,单位,增速\n5月,灵山县,9\n", "line 2"),
            ("月份,单位,增速\n2022-05,灵山县,约9\n", "约9"),
            ("月份,单位,增速\n2022-05,,9\n", "line 2"),
            ("月份,单位,增速\n2022-05,甲,9\n2022-05,甲,8\n", "line 3"),
        ] {
            let told = format!("{:#}", parse(text).unwrap_err());
            assert!(told.contains(part), "{text}: {told}");
        }
    }
}
