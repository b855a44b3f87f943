//! Names of databases.

/// The name of the database of `user` on `server`; no two pairs share one.
pub(super) fn database(server: &str, user: &str) -> String {
    format!("yuebao:{}:{}", escape(server), escape(user))
}

/// Without colons, so that parts joined by colons stay apart.
pub(crate) fn escape(part: &str) -> String {
    part.replace('%', "%25").replace(':', "%3A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_users_share_a_database() {
        assert_eq!(
            database("http://10.0.0.5:8080", "wang"),
            "yuebao:http%3A//10.0.0.5%3A8080:wang"
        );
        assert_ne!(database("http://a", "b:c"), database("http://a:b", "c"));
        assert_ne!(database("http://a", "b%3Ac"), database("http://a", "b:c"));
    }
}
