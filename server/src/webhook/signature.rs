//! HMAC-SHA256 over the time and the body.

use ring::hmac;

/// `v1=` and the HMAC of `timestamp.body` in hexadecimal. The time is part of it, so that an old
/// message cannot be sent again by somebody else.
pub fn sign(secret: &[u8], timestamp: i64, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
    let mut context = hmac::Context::with_key(&key);
    context.update(timestamp.to_string().as_bytes());
    context.update(b".");
    context.update(body);
    format!("v1={}", hex::encode(context.sign()))
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn a_signature_is_what_others_make_of_the_same() {
        // printf '1654394400.{"id":"1"}' | openssl dgst -sha256 -hmac secret
        assert_eq!(
            sign(b"secret", 1_654_394_400, b"{\"id\":\"1\"}"),
            "v1=daba268a483ff2acade2dceb33398d6634ae9db7ddca27392bb552d2e6152844"
        );
    }
}
