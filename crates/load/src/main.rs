//! The server under load, and beside it, in the same run and on the same disk, raw SQLite as the
//! limit and pouchdb-server as the peer. `cargo xtask bench sync` calls it.
//!
//! Reading order: `province` makes the data, `tablet` is one client, `drive` lets many loose on
//! the server, `run` is what is done and measured in which order.

mod drive;
mod line;
mod peer;
mod province;
mod raw;
mod report;
mod run;
mod served;
mod tablet;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result};
use lexopt::prelude::*;

/// Nothing is waited for any longer: what was printed by then stays.
const LONGEST: Duration = Duration::from_mins(6);

const USAGE: &str = "\
yuebao-load --server PROGRAM --peer FOLDER --work FOLDER
  --server   the program `yuebao`, optimised
  --peer     the folder in whose node_modules pouchdb-server is installed
  --work     an empty folder on the disk that is to be measured
";

fn main() -> Result<()> {
    let [mut server, mut peer, mut work] = [const { None::<PathBuf> }; 3];
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        let place = match argument {
            Long("server") => &mut server,
            Long("peer") => &mut peer,
            Long("work") => &mut work,
            Short('h') | Long("help") => {
                print!("{USAGE}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        };
        *place = Some(parser.value()?.into());
    }
    let places = run::Places {
        server: server.context(USAGE)?,
        // it is started in a folder of its own
        peer: peer.context(USAGE)?.canonicalize()?,
        work: work.context(USAGE)?,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        (tokio::time::timeout(LONGEST, run::run(&places)).await)
            .with_context(|| format!("not done within {LONGEST:?}"))?
    })
}
