//! How a build of the widget is told from another: by the hash in the names of its files.

/// The hash in the name of a file, such as `web-0123456789abcdef_bg.wasm`: a dash, at least 16
/// hexadecimal digits, then none. A name with it never means another content.
pub fn hash_in_name(name: &str) -> Option<&str> {
    name.split('-').skip(1).find_map(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        let ends = matches!(part.as_bytes().get(digits), None | Some(b'.' | b'_'));
        (digits >= 16 && ends).then(|| &part[..digits])
    })
}

/// The build of the widget that a script or an address names: the first hash in it.
pub fn build_named_in(text: &str) -> Option<&str> {
    text.split(['/', '"', '\'', '?', '#'])
        .find_map(hash_in_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hash_is_taken_for_one() {
        for (name, hash) in [
            ("web-1f0c3d5e7a9b2c4d.js", Some("1f0c3d5e7a9b2c4d")),
            ("web-1f0c3d5e7a9b2c4d_bg.wasm", Some("1f0c3d5e7a9b2c4d")),
            (
                "yuebao-web-1f0c3d5e7a9b2c4d0.css",
                Some("1f0c3d5e7a9b2c4d0"),
            ),
            ("snippets-1f0c3d5e7a9b2c4d", Some("1f0c3d5e7a9b2c4d")),
            ("index.html", None),
            ("web-cafe.js", None),
            ("1f0c3d5e7a9b2c4d.js", None),
            ("web-1f0c3d5e7a9b2c4dx.js", None),
            ("", None),
        ] {
            assert_eq!(hash_in_name(name), hash, "{name}");
        }
    }

    #[test]
    fn the_loader_and_the_address_of_the_script_name_the_same_build() {
        let loader = r#"const { default: init } = await import("./web-1f0c3d5e7a9b2c4d.js");"#;
        let address = "http://10.0.0.5:8420/yuebao/web-1f0c3d5e7a9b2c4d.js?again";
        assert_eq!(build_named_in(loader), Some("1f0c3d5e7a9b2c4d"));
        assert_eq!(build_named_in(address), Some("1f0c3d5e7a9b2c4d"));
        assert_eq!(build_named_in("http://10.0.0.5:8420/yuebao.js"), None);
    }
}
