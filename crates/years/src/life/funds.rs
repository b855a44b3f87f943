//! Money that came in: received in all, from the central budget, from special bonds.

use rust_decimal::Decimal;
use yuebao_domain::period::Month;

use super::clerk::Boxes;
use super::office::Life;
use super::truth::Day;
use crate::amount::{rounded, share};
use crate::chance::Chance;

/// Where the money of a project comes from.
pub(crate) struct Funds {
    /// Thousandths of what is spent that have come in; some sites build on credit.
    received: Option<i32>,
    central: Option<Grant>,
    bond: Option<Grant>,
}

/// An amount that is issued once and spent as the work goes on.
struct Grant {
    issued_on: Day,
    issued: Decimal,
    /// A second instalment, next year or later this year.
    again: Option<(Month, Decimal)>,
    /// Thousandths of the issued money spent when the year's work is done.
    speed: i32,
}

impl Funds {
    pub(crate) fn draw(chance: &mut Chance, life: &Life) -> Self {
        let received = chance.weigh(&[
            (40, None),
            (30, Some(1_000)),
            (20, Some(1_120)),
            (7, Some(1_300)),
            (3, Some(880)),
        ]);
        let central = chance.percent(12);
        let bond = chance.percent(14);
        Self {
            received,
            central: central.then(|| Grant::draw(chance, life, (880, 1_150))),
            bond: bond.then(|| Grant::draw(chance, life, (800, 1_250))),
        }
    }

    pub(crate) fn tell(&self, boxes: &mut Boxes, life: &Life, month: Month) {
        if let Some(mille) = self.received {
            let most = life.truth.total.max(life.truth.since_start(month));
            let come = rounded(share(peak(life, month), mille), 2).min(most);
            let pays_on_credit = mille < 1_000;
            let least = if pays_on_credit {
                come
            } else {
                peak(life, month)
            };
            boxes.amount("funds_received", come.max(least));
        }
        if let Some(grant) = self.central.as_ref().filter(|grant| grant.is_known(month)) {
            boxes.text("central_issued_on", &grant.issued_on.to_string());
            boxes.amount("central_issued", grant.issued(month));
            boxes.amount("central_paid", grant.spent(life, month));
        }
        if let Some(grant) = self.bond.as_ref().filter(|grant| grant.is_known(month)) {
            boxes.amount("bond_issued", grant.issued(month));
            boxes.amount("bond_used", grant.spent(life, month));
        }
    }
}

impl Grant {
    fn draw(chance: &mut Chance, life: &Life, (slow, fast): (i32, i32)) -> Self {
        let truth = &life.truth;
        let begins = truth.start.map(|day| day.month).or(truth.planned.0);
        let from = begins.unwrap_or(life.reports_from);
        let month = from.plus(chance.between(-2, 2));
        let issued = rounded(share(truth.total, chance.between(40, 250)), 0);
        let again = chance.percent(30).then(|| {
            let more = rounded(share(issued, chance.between(200, 900)), 0);
            (month.plus(chance.between(5, 12)), more)
        });
        Self {
            issued_on: Day::draw(chance, month),
            issued,
            again,
            speed: chance.between(slow, fast),
        }
    }

    fn is_known(&self, month: Month) -> bool {
        self.issued_on.month <= month
    }

    fn issued(&self, month: Month) -> Decimal {
        let again = self.again.filter(|(from, _)| *from <= month);
        self.issued + again.map(|(_, more)| more).unwrap_or_default()
    }

    /// As far as the work of the months told has come; never less than before.
    fn spent(&self, life: &Life, month: Month) -> Decimal {
        let goal = peak(life, life.reports_to).max(Decimal::ONE);
        let done = (peak(life, month) / goal).min(Decimal::ONE);
        let spent = rounded(share(self.issued * done, self.speed), 2).min(self.issued);
        let Some((from, more)) = self.again.filter(|(from, _)| *from <= month) else {
            return spent;
        };
        let before = (peak(life, from.previous()) / goal).min(Decimal::ONE);
        let since = share(more * (done - before), 1_050);
        spent + rounded(since, 2).min(more).max(Decimal::ZERO)
    }
}

/// The most that was spent up to any month until `month`.
fn peak(life: &Life, month: Month) -> Decimal {
    let months = life.truth.months.range(..=month);
    let mut sum = Decimal::ZERO;
    let peak = months.fold(Decimal::ZERO, |peak: Decimal, (_, amount)| {
        sum += amount;
        peak.max(sum)
    });
    peak.max(life.truth.since_start(month))
}
