//! `yuebao`: see `yuebao --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    yuebao_server::cli::main()
}
