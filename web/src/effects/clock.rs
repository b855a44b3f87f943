//! The only place that reads the clock or asks for random numbers.

use js_sys::Date as JsDate;
use uuid::Builder;
use yuebao_domain::device::Stamp;
use yuebao_domain::ids::Timestamp;
use yuebao_domain::period::Date;

use crate::state::Env;

/// What one action needs; `None` in a browser without random numbers.
pub(crate) fn env() -> Option<Env> {
    let [a, b, ..] = random::<2>()?;
    Some(Env {
        stamp: Stamp {
            op_id: ordered_id()?.into(),
            made_at: now(),
        },
        nonce: random_id()?,
        today: today(),
        dice: u32::from(u16::from_be_bytes([a, b])) % 1_000,
    })
}

/// Today in Beijing, as far as the device's clock can be believed; a year that no calendar has is
/// taken for the first of all days.
pub(crate) fn today() -> Date {
    now().in_beijing().map_or(Date::MIN, |moment| moment.day)
}

/// The time where the device is, RFC 3339.
pub(crate) fn now() -> Timestamp {
    let now = JsDate::new_0();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole minutes, less than a day"
    )]
    let ahead = -(now.get_timezone_offset() as i32);
    let sign = if ahead < 0 { '-' } else { '+' };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date(),
        now.get_hours(),
        now.get_minutes(),
        now.get_seconds(),
        ahead.abs() / 60,
        ahead.abs() % 60,
    )
    .into()
}

/// A `UUIDv4`.
pub(crate) fn random_id() -> Option<String> {
    Some(
        Builder::from_random_bytes(random()?)
            .into_uuid()
            .to_string(),
    )
}

/// A `UUIDv7`.
fn ordered_id() -> Option<String> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole milliseconds since 1970; a clock before that counts as 1970"
    )]
    let millis = JsDate::now() as u64;
    let id = Builder::from_unix_timestamp_millis(millis, &random()?);
    Some(id.into_uuid().to_string())
}

fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
