//! Who may read a file that holds a secret.

use std::path::Path;

/// Whether people who are neither the file's owner nor of its group can read or write it.
pub(crate) fn is_open_to_others(path: &Path) -> bool {
    const OTHERS: u32 = 0o007;
    #[cfg(unix)]
    return std::fs::metadata(path).is_ok_and(|file| {
        std::os::unix::fs::PermissionsExt::mode(&file.permissions()) & OTHERS != 0
    });
    #[cfg(not(unix))]
    false
}
