//! Amounts in 万元 and shares of them in thousandths; never a float.

use rust_decimal::{Decimal, RoundingStrategy};

/// `permille` thousandths of an amount.
pub(crate) fn share(of: Decimal, permille: i32) -> Decimal {
    of * Decimal::new(permille.into(), 3)
}

/// How many thousandths of `whole` an amount is; 0 of nothing.
pub(crate) fn permille(part: Decimal, whole: Decimal) -> Decimal {
    let share = part.checked_div(whole).unwrap_or_default();
    rounded(share * Decimal::ONE_THOUSAND, 0)
}

/// Rounded half away from zero, as people do.
pub(crate) fn rounded(amount: Decimal, places: u32) -> Decimal {
    let half_up = RoundingStrategy::MidpointAwayFromZero;
    amount.round_dp_with_strategy(places, half_up).normalize()
}
