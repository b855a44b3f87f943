//! 倒排计划 of a row: twelve columns, of which each says what shall be completed in its month, or up to
//! its end.

use std::collections::BTreeMap;

use yuebao_domain::money::Money;

use crate::note::Message;
use crate::vocabulary::header_key;

/// How many columns a whole one has.
pub(super) const COUNT: usize = 12;

/// The amounts to the end of each month. Columns that do not say whether theirs are of the month or to
/// its end are told by the year's plan, which the amounts of the months add up to, or end with.
pub(super) fn settle<'a>(
    by_month: &BTreeMap<u8, Money>,
    mut labels: impl Iterator<Item = &'a str>,
    annual: Option<Money>,
) -> Result<Vec<Money>, Message> {
    let stated: Vec<Money> = by_month.values().copied().collect();
    if stated.len() != COUNT {
        return Err(gaps());
    }
    if labels.all(is_to_the_end) {
        return Ok(stated);
    }
    let mut sum = Money::ZERO;
    let summed = stated.iter().map(|amount| {
        sum = sum + *amount;
        sum
    });
    let summed: Vec<Money> = summed.collect();
    let ends_with = |amounts: &[Money]| annual.is_some() && amounts.last().copied() == annual;
    let is_rising = stated.is_sorted();
    match (ends_with(&summed), ends_with(&stated) && is_rising) {
        (true, _) => Ok(summed),
        (false, true) => Ok(stated),
        (false, false) => Err(unclear(sum, annual)),
    }
}

/// 1-3月计划, 3月末累计.
fn is_to_the_end(label: &str) -> bool {
    let key = header_key(label);
    ["1-N月", "累计", "月末", "月底"]
        .iter()
        .any(|word| key.contains(word))
}

fn gaps() -> Message {
    (
        "倒排计划须十二个月都有数，或全部留空".to_owned(),
        "the monthly plan needs an amount in each of its twelve months, or in none".to_owned(),
    )
}

fn unclear(sum: Money, annual: Option<Money>) -> Message {
    let annual = annual.map_or_else(|| "—".to_owned(), |annual| annual.to_string());
    (
        format!(
            "倒排计划看不出是各月数还是累计数：合计 {sum}，年度计划投资 {annual}；请核对，或在列名写明“累计”"
        ),
        format!(
            "the monthly plan adds up to {sum}, the annual plan is {annual}: whether the amounts are of each \
             month or to its end cannot be told; correct them, or say 累计 in the headers"
        ),
    )
}
