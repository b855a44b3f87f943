//! 汇总表: whether printed totals follow from their rows.

pub(in crate::check) mod x701_count_total;
pub(in crate::check) mod x702_amount_total;
pub(in crate::check) mod x703_rounding_difference;
pub(in crate::check) mod x704_percentage_does_not_follow;
pub(in crate::check) mod x706_cross_table;
pub(in crate::check) mod x707_percentage_averaged;

use crate::check::Arg;
use crate::crossfoot::in_column;
use crate::text::{Words, words};

/// The measure as people call it, else its own name; with its column in a cross table.
pub(crate) fn measure_arg(measure: &str) -> Arg {
    match (in_column(measure), measure_label(in_column(measure).1)) {
        ((None, _), Some(label)) => Arg::phrase(measure, label),
        ((Some(column), _), Some(label)) => Arg::Phrase {
            key: String::new(),
            zh: format!("“{column}”{}", label.zh),
            en: format!("{} of “{column}”", label.en),
        },
        (_, None) => measure.into(),
    }
}

/// What people call a measure of the printed tables; `None` for one of somebody's own.
fn measure_label(measure: &str) -> Option<Words> {
    Some(match measure {
        "count" => words("个数", "count"),
        "reported_count" => words("已报个数", "reported count"),
        "month_investment" => words("本月完成投资", "month's investment"),
        "year_to_date" => words("本年累计完成投资", "year to date"),
        "total_investment" => words("总投资", "total investment"),
        "annual_plan" => words("年度计划投资", "annual plan"),
        "completion" => words("完成率", "completion rate"),
        "upper_level_funds" => words("争取上级资金", "upper-level funds"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::measure_label;
    use crate::aggregate::MEASURES;
    use crate::profile_file::{BUILTIN, builtin};

    #[test]
    fn every_column_of_our_own_print_has_a_name() {
        for measure in MEASURES {
            assert!(measure_label(measure).is_some(), "{measure}");
        }
    }

    #[test]
    fn every_published_measure_has_a_name() {
        for (id, _) in BUILTIN {
            for table in builtin(id).unwrap().published {
                for measure in table.rows.iter().flat_map(|row| row.figures.keys()) {
                    assert!(
                        measure_label(measure).is_some(),
                        "{id} {}: {measure}",
                        table.id
                    );
                }
            }
        }
    }
}
