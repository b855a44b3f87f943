//! Codes that are formed by the rules and can be told from real ones at a glance: made-up project
//! codes end in a serial that begins with 9, made-up companies have an organisation code `MA99…`.

use yuebao_domain::codes::{project, uscc};
use yuebao_domain::period::Month;

/// A project code of the new form: registered in `month`, in the division of `area`.
pub(super) fn project_code(area: &str, month: Month, serial: usize) -> Option<String> {
    let division: String = area.chars().take(6).collect();
    let (year, month) = (month.year() % 100, month.number());
    let body = format!(
        "{year:02}{month:02}-{division}-04-01-9{:04}",
        serial % 10_000
    );
    let check = project::check_digit(&body)?;
    Some(format!("{body}{check}"))
}

/// A unified social credit code of a company in the division of `area`.
pub(super) fn company_code(area: &str, serial: usize) -> Option<String> {
    let division: String = area.chars().take(6).collect();
    let organisation = format!("MA99{:04}", serial % 10_000);
    let body = format!(
        "91{division}{organisation}{}",
        organisation_check(&organisation)?
    );
    let check = uscc::check_character(&body)?;
    Some(format!("{body}{check}"))
}

/// GB 11714: weights 3, 7, 9, 10, 5, 8, 4, 2 modulo 11.
fn organisation_check(organisation: &str) -> Option<char> {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let values = organisation.chars().map(|c| c.to_digit(36));
    let sum = values
        .zip(weights)
        .try_fold(0, |sum, (value, weight)| Some(sum + value? * weight))?;
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        value => char::from_digit(value, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_codes_are_valid() {
        let month: Month = "2022-03".parse().unwrap();
        for serial in [1, 77, 1_132] {
            let code = project_code("450700-Q1", month, serial).unwrap();
            assert_eq!(project::check(&code), Ok(project::Form::New), "{code}");
            assert!(code.starts_with("2203-450700-04-01-9"), "{code}");
            let code = company_code("450721", serial).unwrap();
            assert_eq!(
                uscc::check(&code),
                Ok(uscc::Registrar::MarketRegulation),
                "{code}"
            );
        }
    }

    #[test]
    fn the_organisation_check_follows_a_known_one() {
        // 91350100M000100Y43: organisation code M000100Y-4
        assert_eq!(organisation_check("M000100Y"), Some('4'));
        assert_eq!(organisation_check("60003734"), Some('1'));
    }
}
