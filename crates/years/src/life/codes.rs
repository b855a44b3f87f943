//! Project codes and credit codes as they are given out, with the check characters of their standards.

use crate::chance::Chance;
use yuebao_domain::period::Month;

/// A project code: before November 2020 of the old form, which has no check character.
pub(crate) fn project_code(chance: &mut Chance, given: Month, area: &str) -> String {
    let area: String = area.chars().take(6).collect();
    let (department, kind) = (chance.between(1, 89), chance.between(1, 6));
    if (given.year(), given.number()) < (2020, 11) {
        let year = given.year().clamp(2013, 2020);
        let serial = chance.between(1, 99_999);
        return format!("{year}-{area}-{department:02}-{kind:02}-{serial:06}");
    }
    let (year, month) = (given.year() % 100, given.number());
    let serial = chance.between(10_000, 99_999);
    let plain = format!("{year:02}{month:02}{area}{department:02}{kind:02}{serial:05}");
    let check = iso_7064_mod_11_10(&plain);
    format!("{year:02}{month:02}-{area}-{department:02}-{kind:02}-{serial:05}{check}")
}

fn iso_7064_mod_11_10(digits: &str) -> u32 {
    let step = |product: u32, digit: u32| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    };
    let digits = digits.chars().filter_map(|c| c.to_digit(10));
    (11 - digits.fold(10, step)) % 10
}

/// A unified social credit code of a company.
pub(crate) fn credit_code(chance: &mut Chance, area: &str) -> String {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut code = format!("91{}", area.chars().take(6).collect::<String>());
    for _ in 0..9 {
        code.push(char::from(*chance.pick(&LETTERS[..10])));
    }
    let mut weight = 1;
    let mut sum = 0;
    for letter in code.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter);
        sum += value.unwrap_or_default() * weight;
        weight = weight * 3 % 31;
    }
    code.push(char::from(LETTERS[(31 - sum % 31) % 31]));
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_characters_are_those_of_known_codes() {
        assert_eq!(iso_7064_mod_11_10("2410451421040162721"), 8);
        assert_eq!(iso_7064_mod_11_10("2509320193890154406"), 0);
        assert_eq!(iso_7064_mod_11_10("2603141124890534694"), 8);
    }
}
