//! The secret of HS256 as it stands in a file. Portals hand it over as text, in base64 or in
//! hexadecimal digits, and which of them is not to be seen.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::settings::SecretEncoding;

/// With or without `=` at the end.
const ANY_PADDING: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// The bytes that a text stands for; none if it is not written like that.
pub(super) fn read(text: &[u8], encoding: SecretEncoding) -> Option<Vec<u8>> {
    match encoding {
        SecretEncoding::Text => Some(text.to_vec()),
        SecretEncoding::Base64 => [STANDARD, URL_SAFE]
            .iter()
            .find_map(|alphabet| GeneralPurpose::new(alphabet, ANY_PADDING).decode(text).ok()),
        SecretEncoding::Hex => hex::decode(text).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::{SecretEncoding, read};

    #[test]
    fn a_secret_is_read_as_it_is_said_to_be_written() {
        use SecretEncoding::{Base64, Hex, Text};
        for (text, encoding, expected) in [
            ("+/8=", Text, Some(&b"+/8="[..])),
            ("+/8=", Base64, Some(&[0xfb, 0xff])),
            ("-_8", Base64, Some(&[0xfb, 0xff])),
            ("+_8", Base64, None),
            ("fbFF", Hex, Some(&[0xfb, 0xff])),
            ("fbF", Hex, None),
            ("xy", Hex, None),
        ] {
            let read = read(text.as_bytes(), encoding);
            assert_eq!(read.as_deref(), expected, "{text} {encoding:?}");
        }
    }
}
