//! How each kind of mistake is made.

use rust_decimal::Decimal;
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues};

use super::scene::{Scene, When, put};
use crate::chance::Chance;

/// How far a wrong figure goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The month's box alone.
    Month,
    /// The month's box, and the sums that the form adds up with it.
    Sums,
    /// Every box of the section, each for itself.
    Section,
}

/// A code with a digit to be mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    Owner,
    Project,
    /// Of before November 2020: it has no check character.
    OldProject,
}

/// A kind of mistake.
#[derive(Debug)]
pub(crate) enum Slip {
    /// Another unit: times ten to the power. Until completion, or of a bill after it.
    Unit(Reach, i32),
    UnitOfBill(i32),
    /// An amount box in another unit.
    UnitOf(&'static str, i32),
    /// Two neighbouring digits change places.
    Swapped(Reach),
    /// The same in one sum alone.
    SwappedIn(&'static str),
    /// The minus is not typed.
    Unsigned(Reach),
    /// A minus is typed.
    Signed,
    /// What belongs into one box is typed into another as well.
    Typed {
        from: &'static str,
        into: &'static str,
    },
    /// Boxes are left as they were in the last report; none named: the whole report.
    Copied(&'static [&'static str]),
    /// In January: the year goes on; the sum since the start begins anew.
    YearGoesOn,
    /// The sum since the start begins anew with the year.
    SinceBeginsAnew,
    /// Text in a box; `{…}` stands for days, see [`days`].
    Put(When, &'static str, &'static [&'static str]),
    /// The box is emptied.
    Empty(When, &'static str),
    /// A part of an entry; no texts: it is emptied.
    Part(When, &'static str, &'static str, &'static [&'static str]),
    /// The month as nothing, and the sums as they were.
    Idle,
    /// Percent of what the last report said.
    OfLast(&'static str, i32),
    /// Percent of another box.
    Of {
        from: &'static str,
        into: &'static str,
        percent: i32,
    },
    /// A twentieth of the total investment as the month's amount, carried into the sums.
    Lump(When),
    /// One digit of a code is another.
    Digit(Code),
    /// More decimal places than there are.
    Fine(&'static str),
    /// What is written about findings.
    Explain(&'static [&'static str]),
}

const MONTH: &str = "month_investment";
const YEAR: &str = "year_to_date";
const SINCE: &str = "since_start";

impl Slip {
    /// Whether few reports give occasion to it.
    pub(crate) fn is_rare(&self) -> bool {
        let seldom = |when| {
            matches!(
                when,
                When::Halted | When::Completed | When::LongCompleted | When::Has(_)
            )
        };
        match *self {
            Self::Unsigned(_) | Self::UnitOfBill(_) | Self::YearGoesOn | Self::SinceBeginsAnew => {
                true
            }
            Self::Put(when, ..) | Self::Empty(when, _) | Self::Lump(when) => seldom(when),
            Self::OfLast(key, _) => key != "funds_received",
            _ => false,
        }
    }

    pub(crate) fn make(&self, chance: &mut Chance, scene: &Scene<'_>) -> Option<FieldValues> {
        let mut wrong = scene.right.clone();
        match *self {
            Self::UnitOfBill(power) => {
                scene.is(When::Completed).then_some(())?;
                refigure(&mut wrong, scene, Reach::Sums, |amount| {
                    scaled(amount, power)
                })?;
            }
            Self::Unit(reach, power) => {
                (!scene.is(When::Completed)).then_some(())?;
                let of = |amount| scaled(amount, power);
                refigure(&mut wrong, scene, reach, of)?;
            }
            Self::UnitOf(key, power) => {
                amount(&mut wrong, key, scaled(scene.amount(key)?, power)?)?;
            }
            Self::Swapped(reach) => refigure(&mut wrong, scene, reach, swapped)?,
            Self::SwappedIn(key) => amount(&mut wrong, key, swapped(scene.amount(key)?)?)?,
            Self::Unsigned(reach) => {
                let unsigned = |amount: Decimal| amount.is_sign_negative().then(|| amount.abs());
                refigure(&mut wrong, scene, reach, unsigned)?;
            }
            Self::Signed => amount(&mut wrong, MONTH, -not_zero(scene.amount(MONTH)?)?)?,
            Self::Typed { from, into } => amount(&mut wrong, into, scene.amount(from)?)?,
            Self::Copied(boxes) => copied(&mut wrong, scene, boxes)?,
            Self::YearGoesOn => year_goes_on(&mut wrong, scene)?,
            Self::SinceBeginsAnew => {
                scene.last.filter(|_| scene.month.is_january())?;
                amount(&mut wrong, SINCE, scene.amount(YEAR)?)?;
            }
            Self::Put(when, key, texts) => {
                scene.is(when).then_some(())?;
                put(&mut wrong, key, days(chance.pick::<&str>(texts), scene))?;
            }
            Self::Empty(when, key) => {
                scene.is(when).then_some(())?;
                wrong.remove(&FieldKey::new(key)?)?;
            }
            Self::Part(when, prefix, part, texts) => {
                scene.is(when).then_some(())?;
                part_of(chance, &mut wrong, scene, (prefix, part, texts))?;
            }
            Self::Idle => {
                refigure(&mut wrong, scene, Reach::Sums, |month| {
                    not_zero(month).map(|_| Decimal::ZERO)
                })?;
            }
            Self::OfLast(key, percent) => {
                let last = not_zero(scene.last_amount(key)?)?;
                scene.amount(key)?;
                amount(&mut wrong, key, percent_of(last, percent))?;
            }
            Self::Of {
                from,
                into,
                percent,
            } => {
                let from = not_zero(scene.amount(from)?)?;
                scene.amount(into)?;
                amount(&mut wrong, into, percent_of(from, percent))?;
            }
            Self::Lump(when) => {
                scene.is(when).then_some(())?;
                let lump = percent_of(scene.row.total_investment?.wan(), 5);
                refigure(&mut wrong, scene, Reach::Sums, |_| Some(lump))?;
            }
            Self::Digit(code) => digit(chance, &mut wrong, scene, code)?,
            Self::Fine(key) => put(
                &mut wrong,
                key,
                format!("{}.1234567", scene.amount(key)?.trunc()),
            )?,
            Self::Explain(texts) => explained(chance, &mut wrong, texts)?,
        }
        Some(wrong)
    }
}

/// Another month's figure, as far as the mistake goes.
fn refigure(
    wrong: &mut FieldValues,
    scene: &Scene<'_>,
    reach: Reach,
    of: impl Fn(Decimal) -> Option<Decimal>,
) -> Option<()> {
    let month = scene.amount(MONTH)?;
    let typed = of(month)?;
    amount(wrong, MONTH, typed)?;
    match reach {
        Reach::Month => {}
        Reach::Sums => {
            for sum in [YEAR, SINCE] {
                amount(wrong, sum, scene.amount(sum)? + typed - month)?;
            }
            if scene.is(When::Has("construction")) {
                parts_of(wrong, scene, month, typed)?;
            }
        }
        Reach::Section => {
            for sum in [YEAR, SINCE] {
                amount(wrong, sum, of(scene.amount(sum)?)?)?;
            }
        }
    }
    Some(())
}

/// Who gives the parts gives them of the same sum: what each has grown by is as wrong as the month.
fn parts_of(
    wrong: &mut FieldValues,
    scene: &Scene<'_>,
    month: Decimal,
    typed: Decimal,
) -> Option<()> {
    let mut rest = scene.amount(YEAR)? + typed - month;
    for part in ["construction", "installation", "equipment"] {
        let now = scene.amount(part)?;
        let grown = now - scene.last_of_year(part);
        let wrongly = (grown * typed).checked_div(month)?.round_dp(6);
        let given = now - grown + wrongly;
        rest -= given;
        amount(wrong, part, given)?;
    }
    amount(wrong, "other_cost", rest)
}

fn amount(wrong: &mut FieldValues, key: &str, amount: Decimal) -> Option<()> {
    put(wrong, key, amount.normalize().to_string())
}

fn not_zero(amount: Decimal) -> Option<Decimal> {
    (!amount.is_zero()).then_some(amount)
}

fn percent_of(amount: Decimal, percent: i32) -> Decimal {
    (amount * Decimal::new(percent.into(), 2)).round_dp(2)
}

/// In another unit. People do not type what has more places than the unit allows.
fn scaled(amount: Decimal, power: i32) -> Option<Decimal> {
    let factor = Decimal::from(10_i64.checked_pow(power.unsigned_abs())?);
    let scaled = if power > 0 {
        amount * factor
    } else {
        amount / factor
    };
    not_zero(scaled.round_dp(6))
}

/// The first two digits that differ change places: 1250 becomes 2150.
fn swapped(amount: Decimal) -> Option<Decimal> {
    let mut digits: Vec<char> = amount.normalize().to_string().chars().collect();
    let is_digit = |c: char| c.is_ascii_digit();
    let place = (0..digits.len().checked_sub(1)?).find(|at| {
        let (a, b) = (digits[*at], digits[at + 1]);
        is_digit(a) && is_digit(b) && a != b
    })?;
    digits.swap(place, place + 1);
    digits.into_iter().collect::<String>().parse().ok()
}

fn copied(wrong: &mut FieldValues, scene: &Scene<'_>, boxes: &[&str]) -> Option<()> {
    let (_, last) = scene.last.filter(|_| scene.follows())?;
    // a month without work is rightly a copy, and a copy of one says that there was none
    not_zero(scene.amount(MONTH)?)?;
    not_zero(scene.last_amount(MONTH)?)?;
    if boxes.is_empty() {
        wrong.clone_from(last);
        return Some(());
    }
    for key in boxes {
        let key = FieldKey::new(key)?;
        let value = last.get(&key)?.clone();
        wrong.insert(key, value);
    }
    Some(())
}

/// January's year to date is added to last year's.
fn year_goes_on(wrong: &mut FieldValues, scene: &Scene<'_>) -> Option<()> {
    scene.last.filter(|_| scene.month.is_january())?;
    let last = not_zero(scene.last_amount(YEAR)?)?;
    amount(wrong, YEAR, last + scene.amount(MONTH)?)
}

/// `{next}`: a day of next month; `{soon}`: of this one; `{last}`: two months ago; `{year}` and
/// `{before}`: this year and the last; `{later}`: ten years on.
fn days(text: &str, scene: &Scene<'_>) -> String {
    let month = scene.month;
    text.replace("{next}", &format!("{}-15", month.plus(2)))
        .replace("{soon}", &format!("{month}-15"))
        .replace("{last}", &format!("{}-15", month.plus(-2)))
        .replace("{year}", &month.year().to_string())
        .replace("{before}", &(month.year() - 1).to_string())
        .replace("{later}", &format!("{}-15", month.plus(120)))
}

fn part_of(
    chance: &mut Chance,
    wrong: &mut FieldValues,
    scene: &Scene<'_>,
    (prefix, part, texts): (&str, &str, &[&str]),
) -> Option<()> {
    let entry = wrong
        .iter_mut()
        .find(|(key, value)| {
            let parts = value.record();
            let open = parts.is_some_and(|parts| !parts.contains_key("closed"));
            key.as_str().starts_with(prefix) && open
        })?
        .1;
    let FieldValue::Record(parts) = entry else {
        return None;
    };
    // only who says a thing can say it wrongly, but for days
    let typed = texts.first().is_some_and(|text| text.contains('{'));
    if !typed && !parts.contains_key(part) {
        return None;
    }
    if texts.is_empty() {
        parts.remove(part)?;
    } else {
        parts.insert(part.to_owned(), days(chance.pick::<&str>(texts), scene));
    }
    Some(())
}

fn digit(chance: &mut Chance, wrong: &mut FieldValues, scene: &Scene<'_>, of: Code) -> Option<()> {
    let (key, code) = match of {
        Code::Owner => ("owner_uscc", scene.row.owner_uscc.clone()?),
        Code::Project | Code::OldProject => ("project_code", scene.row.code.clone()?),
    };
    let is_old =
        code.get(..2) == Some("20") && code.get(4..5) == Some("-") && code.as_str() < "2021";
    if of != Code::Owner && is_old != (of == Code::OldProject) {
        return None;
    }
    let mut letters: Vec<char> = code.chars().collect();
    let last = letters.len().checked_sub(2)?;
    let place = last - usize::try_from(chance.between(0, 3)).ok()?;
    let digit = letters.get(place)?.to_digit(10)?;
    letters[place] = char::from_digit((digit + 1) % 10, 10)?;
    put(wrong, key, letters.into_iter().collect::<String>())
}

fn explained(chance: &mut Chance, wrong: &mut FieldValues, texts: &[&str]) -> Option<()> {
    let mut any = None;
    for (key, value) in wrong.iter_mut() {
        if let (true, FieldValue::Record(parts)) = (key.as_str().starts_with("explanation."), value)
        {
            parts.insert("text".to_owned(), (*chance.pick(texts)).to_owned());
            any = Some(());
        }
    }
    any
}
