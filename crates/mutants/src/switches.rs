//! The switches of the mutants: this file becomes a module of the copy that is broken on purpose.
//!
//! A mutant has a number; the one that `YUEBAO_MUTANT` names is on, and all others do what the
//! source says.

use std::cmp::Ordering;
use std::env;
use std::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, Sub, SubAssign};
use std::sync::LazyLock;

static ON: LazyLock<usize> = LazyLock::new(|| {
    let number = env::var("YUEBAO_MUTANT").ok();
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or(usize::MAX)
});

/// Whether this mutant is on.
pub(crate) fn on(id: usize) -> bool {
    *ON == id
}

/// `==`, or `!=` where the mutant is on.
pub(crate) fn equal<T: PartialEq<U> + ?Sized, U: ?Sized>(id: usize, a: &T, b: &U) -> bool {
    on(id) ^ (a == b)
}

/// `!=`, or `==` where the mutant is on.
pub(crate) fn unequal<T: PartialEq<U> + ?Sized, U: ?Sized>(id: usize, a: &T, b: &U) -> bool {
    on(id) ^ (a != b)
}

/// A comparison that holds where `usual` has the bit of the order: 4 for less, 2 for equal, 1 for
/// greater. Mutant `id` has the bits `others[0]`, the next one `others[1]`, …
pub(crate) fn compare<T: PartialOrd<U> + ?Sized, U: ?Sized>(
    id: usize,
    a: &T,
    b: &U,
    usual: u8,
    others: [u8; 3],
) -> bool {
    let other = ON.checked_sub(id).and_then(|place| others.get(place));
    let bit = a.partial_cmp(b).map_or(0, |order| match order {
        Ordering::Less => 4,
        Ordering::Equal => 2,
        Ordering::Greater => 1,
    });
    other.unwrap_or(&usual) & bit != 0
}

/// `+`, or `-`.
pub(crate) fn plus<T, U, O>(id: usize, a: T, b: U) -> O
where
    T: Add<U, Output = O> + Sub<U, Output = O>,
{
    if on(id) { a - b } else { a + b }
}

/// `-`, or `+`.
pub(crate) fn minus<T, U, O>(id: usize, a: T, b: U) -> O
where
    T: Add<U, Output = O> + Sub<U, Output = O>,
{
    if on(id) { a + b } else { a - b }
}

/// `*`, or `/`.
pub(crate) fn times<T, U, O>(id: usize, a: T, b: U) -> O
where
    T: Mul<U, Output = O> + Div<U, Output = O>,
{
    if on(id) { a / b } else { a * b }
}

/// `/`, or `*`.
pub(crate) fn over<T, U, O>(id: usize, a: T, b: U) -> O
where
    T: Mul<U, Output = O> + Div<U, Output = O>,
{
    if on(id) { a * b } else { a / b }
}

/// `%`, or `/`.
pub(crate) fn rest<T, U, O>(id: usize, a: T, b: U) -> O
where
    T: Rem<U, Output = O> + Div<U, Output = O>,
{
    if on(id) { a / b } else { a % b }
}

/// `+=`, or `-=`.
pub(crate) fn add<T: AddAssign<U> + SubAssign<U>, U>(id: usize, a: &mut T, b: U) {
    if on(id) { *a -= b } else { *a += b }
}

/// `-=`, or `+=`.
pub(crate) fn subtract<T: AddAssign<U> + SubAssign<U>, U>(id: usize, a: &mut T, b: U) {
    if on(id) { *a += b } else { *a -= b }
}

/// `*=`, or `/=`.
pub(crate) fn multiply<T: MulAssign<U> + DivAssign<U>, U>(id: usize, a: &mut T, b: U) {
    if on(id) { *a /= b } else { *a *= b }
}

/// What was negated, as it is, or negated once more.
pub(crate) fn negated<T: Neg<Output = T>>(id: usize, a: T) -> T {
    if on(id) { -a } else { a }
}
