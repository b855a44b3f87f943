//! What was asked for on the command line.

use std::ffi::OsString;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::dist::{DistOptions, extension::Installation};

/// The text of `cargo xtask --help`.
pub(crate) const HELP: &str = "\
The developer's commands of Yuebao. All do their own set-up: the first run installs what is
missing (and says what, and how long it takes), later runs start in seconds.

Usage: cargo xtask <COMMAND> [OPTIONS]

cargo xtask serve     build the widget and the server, and show the demo portal page
  --profile NAME        the jurisdiction to show: a file in crates/domain/profiles
                        [default: qinzhou-2022]
  --port PORT           listen on 127.0.0.1:PORT [default: 8420]
  --release             build the server optimised, with the widget inside the binary
  --fresh               throw this profile's demo data away and make it anew

  The demo data is kept in target/demo/NAME between runs. Ctrl-C stops the server.

cargo xtask build     build the server optimised, with the widget inside the binary

cargo xtask dist      pack everything that is delivered into target/dist: the server as one static
                      file, the Debian package, the widget as an npm package, the browser extension,
                      what is inside (CycloneDX), checksums; on Debian

cargo xtask dist extension
                      build the browser extension for Chromium and Firefox into target/dist, with
                      the policies that administrators hand to the browsers, and renew the checksums
  --portal ADDRESS      build it for the pages that begin with this address; may be given several
                        times. Without it the extension's options page asks for access
  --server ADDRESS      the report server
  --updates ADDRESS     the folder of a web server where browsers will find these files
  --key FILE            sign Chromium's package with this private key (PEM, RSA), and name it by it
  --revision NUMBER     of the packages of one version, which of them this is: browsers only take
                        one that is newer than theirs

cargo xtask test      run every check, the fast ones first, and stop at the first that fails
  --only STEP           run this step only; may be given several times
  --list                list the steps

cargo xtask bench checks
                      measure the check engine and others on the same reports: in Chromium, in
                      Node.js and natively; about 15 minutes, most of them for the slow ones
cargo xtask bench sync
                      put the server under load: a province's plan, up to 500 tablets at once;
                      beside it raw SQLite and pouchdb-server; about 4 minutes once it is built
cargo xtask bench start
                      open the widget in Chromium with a slow processor on a slow line; beside it
                      pages of SurveyJS and Form.io; about 4 minutes once it is built
cargo xtask bench import
                      read, check and preview a plan of 10,000 rows and 30 columns; beside it the
                      bare reading of its cells by calamine and openpyxl; seconds once it is built
cargo xtask bench publish
                      totals in Chromium and of up to two million reports, beside SQLite, DuckDB,
                      Polars and JavaScript; a workbook of 8,500 rows beside xlsxwriter, openpyxl and
                      exceljs; minutes once it is built. YUEBAO_BENCH=small tries it on next to nothing
cargo xtask bench rules
                      what the rules ask of invented right reports, and which mistakes in wrong
                      ones they see; held to crates/years/budget.toml; seconds once it is built

  --json                of each: print one JSON object a line instead of a table

cargo xtask mutants   break each rule in turn and see whether a test of the domain notices; some
                      minutes. What no test can catch is listed in .cargo/mutants.toml
  --only TEXT           only where file, function or source has this text
  --list                list the mutants and run nothing

cargo xtask faults    play seeded schedules of devices and server with crashes, restores, lost
                      and late answers and wrong clocks, on all cores; say what was played, or
                      print the seed and the steps of a schedule that broke a promise
  --long                100,000 schedules instead of 2,000
  --count N             so many schedules
  --seed N              the schedule with this seed alone

cargo xtask fuzz      break real files and texts in seeded ways and read them (xlsx, xls, ods, csv,
                      json, tables, codes, amounts, months): for a minute, on one core; a failure
                      prints its seed. The ordinary tests do so for seconds
  --long                for ten minutes
  --seconds N           for so long
  --seed N              the case with this seed alone

Environment:
  YUEBAO_TOOLS          where build tools are kept
                        [default: $XDG_CACHE_HOME/yuebao/tools or ~/.cache/yuebao/tools]
  CHROMIUM              the browser for the browser tests [default: the first on PATH]
";

/// One run of the command.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// Print [`HELP`].
    Help,
    /// Print the steps of `test`.
    ListSteps,
    /// Build what is delivered.
    Build,
    /// Pack what is handed out.
    Dist(DistOptions),
    /// Show the product.
    Serve(ServeOptions),
    /// Run the checks.
    Test(TestOptions),
    /// Play schedules of faults.
    Faults(FaultsOptions),
    /// Break files and read them.
    Fuzz(FuzzOptions),
    /// Measure something.
    Bench {
        /// What.
        subject: Subject,
        /// One JSON object a line.
        json: bool,
    },
    /// Break the rules one by one; the arguments are handed on.
    Mutants(Vec<OsString>),
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The check engine.
    Checks,
    /// The server under load.
    Sync,
    /// The widget's start.
    Start,
    /// Reading a plan from a file.
    Import,
    /// Totals and workbooks.
    Publish,
    /// The rules, on right and wrong reports.
    Rules,
}

/// Options of `serve`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    /// Name of a profile file, without its ending.
    pub(crate) profile: String,
    /// Port on 127.0.0.1.
    pub(crate) port: u16,
    /// Optimised server with the widget embedded.
    pub(crate) release: bool,
    /// Discard the demo data first.
    pub(crate) fresh: bool,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            profile: "qinzhou-2022".to_owned(),
            port: 8420,
            release: false,
            fresh: false,
        }
    }
}

/// Options of `test`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct TestOptions {
    /// Names of the steps to run; empty means all.
    pub(crate) only: Vec<String>,
}

/// Options of `faults`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FaultsOptions {
    /// So many schedules.
    Count(u64),
    /// The schedule with this seed.
    Seed(u64),
}

/// Options of `fuzz`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum FuzzOptions {
    /// For so many seconds.
    Seconds(u64),
    /// The case with this seed.
    Seed(u64),
}

/// Reads the arguments after the program's name.
pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Request> {
    let mut parser = lexopt::Parser::from_args(args);
    let Some(first) = parser.next()? else {
        return Ok(Request::Help);
    };
    match first {
        Short('h') | Long("help") => Ok(Request::Help),
        Value(command) if command == "help" => Ok(Request::Help),
        Value(command) if command == "bench" => parse_bench(parser),
        Value(command) if command == "build" => parse_build(parser),
        Value(command) if command == "dist" => parse_dist(parser),
        Value(command) if command == "mutants" => {
            Ok(Request::Mutants(parser.raw_args()?.collect()))
        }
        Value(command) if command == "faults" => parse_faults(parser),
        Value(command) if command == "fuzz" => parse_fuzz(parser),
        Value(command) if command == "serve" => parse_serve(parser),
        Value(command) if command == "test" => parse_test(parser),
        Value(command) => bail!("there is no command `{}`", command.display()),
        other => Err(other.unexpected().into()),
    }
}

fn parse_bench(mut parser: lexopt::Parser) -> Result<Request> {
    let mut json = false;
    let mut subject = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(word) if subject.is_none() => {
                subject = Some(match word.to_str() {
                    Some("checks") => Subject::Checks,
                    Some("sync") => Subject::Sync,
                    Some("start") => Subject::Start,
                    Some("import") => Subject::Import,
                    Some("publish") => Subject::Publish,
                    Some("rules") => Subject::Rules,
                    _ => bail!(
                        "`{}` cannot be measured; `checks`, `sync`, `start`, `import`, `publish` and `rules` can",
                        word.display()
                    ),
                });
            }
            Long("json") => json = true,
            Short('h') | Long("help") => return Ok(Request::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    let subject = subject.context(
        "say what to measure: cargo xtask bench checks, sync, start, import, publish or rules",
    )?;
    Ok(Request::Bench { subject, json })
}

fn parse_build(mut parser: lexopt::Parser) -> Result<Request> {
    match parser.next()? {
        None => Ok(Request::Build),
        Some(Short('h') | Long("help")) => Ok(Request::Help),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn parse_dist(mut parser: lexopt::Parser) -> Result<Request> {
    let mut extension = false;
    let mut installation = Installation::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(word) if word == "extension" && !extension => extension = true,
            Long("server") => installation.server = Some(parser.value()?.string()?),
            Long("portal") => installation.portals.push(parser.value()?.string()?),
            Long("updates") => installation.updates = Some(parser.value()?.string()?),
            Long("key") => installation.key = Some(parser.value()?.into()),
            Long("revision") => {
                let value = parser.value()?.string()?;
                let number = value.parse().ok();
                installation.revision = Some(number.with_context(|| {
                    format!("--revision wants a number from 0 to 65535, not `{value}`")
                })?);
            }
            Short('h') | Long("help") => return Ok(Request::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Request::Dist(if extension {
        DistOptions::Extension(installation)
    } else {
        DistOptions::All(installation)
    }))
}

fn parse_faults(mut parser: lexopt::Parser) -> Result<Request> {
    let mut options = FaultsOptions::Count(2_000);
    while let Some(argument) = parser.next()? {
        options = match argument {
            Long("long") => FaultsOptions::Count(100_000),
            Long("count") => FaultsOptions::Count(number("--count", &mut parser)?),
            Long("seed") => FaultsOptions::Seed(number("--seed", &mut parser)?),
            Short('h') | Long("help") => return Ok(Request::Help),
            other => return Err(other.unexpected().into()),
        };
    }
    Ok(Request::Faults(options))
}

fn parse_fuzz(mut parser: lexopt::Parser) -> Result<Request> {
    let mut options = FuzzOptions::Seconds(60);
    while let Some(argument) = parser.next()? {
        options = match argument {
            Long("long") => FuzzOptions::Seconds(600),
            Long("seconds") => FuzzOptions::Seconds(number("--seconds", &mut parser)?),
            Long("seed") => FuzzOptions::Seed(number("--seed", &mut parser)?),
            Short('h') | Long("help") => return Ok(Request::Help),
            other => return Err(other.unexpected().into()),
        };
    }
    Ok(Request::Fuzz(options))
}

fn number(option: &str, parser: &mut lexopt::Parser) -> Result<u64> {
    let value = parser.value()?.string()?;
    value
        .parse()
        .ok()
        .filter(|number| *number > 0)
        .with_context(|| format!("{option} wants a number from 1 on, not `{value}`"))
}

fn parse_serve(mut parser: lexopt::Parser) -> Result<Request> {
    let mut options = ServeOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("profile") => options.profile = parser.value()?.string()?,
            Long("port") => {
                let value = parser.value()?.string()?;
                options.port = value
                    .parse()
                    .ok()
                    .filter(|port| *port > 0)
                    .with_context(|| {
                        format!("--port wants a number from 1 to 65535, not `{value}`")
                    })?;
            }
            Long("release") => options.release = true,
            Long("fresh") => options.fresh = true,
            Short('h') | Long("help") => return Ok(Request::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Request::Serve(options))
}

fn parse_test(mut parser: lexopt::Parser) -> Result<Request> {
    let mut options = TestOptions::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("only") => options.only.push(parser.value()?.string()?),
            Long("list") => return Ok(Request::ListSteps),
            Short('h') | Long("help") => return Ok(Request::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Request::Test(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Request> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn understands_every_command() {
        let serve = |profile: &str, port, release, fresh| {
            Request::Serve(ServeOptions {
                profile: profile.to_owned(),
                port,
                release,
                fresh,
            })
        };
        let test = |only: &[&str]| {
            Request::Test(TestOptions {
                only: only.iter().map(ToString::to_string).collect(),
            })
        };
        let bench = |subject, json| Request::Bench { subject, json };
        for (line, expected) in [
            ("", Request::Help),
            ("--help", Request::Help),
            ("serve -h", Request::Help),
            ("build", Request::Build),
            (
                "dist",
                Request::Dist(DistOptions::All(Installation::default())),
            ),
            (
                "dist extension --portal http://a/ --server=http://b --updates http://c --key d.pem --revision 2",
                Request::Dist(DistOptions::Extension(Installation {
                    server: Some("http://b".to_owned()),
                    portals: vec!["http://a/".to_owned()],
                    updates: Some("http://c".to_owned()),
                    key: Some("d.pem".into()),
                    revision: Some(2),
                })),
            ),
            ("serve", serve("qinzhou-2022", 8420, false, false)),
            (
                "serve --port=9000 --release",
                serve("qinzhou-2022", 9000, true, false),
            ),
            (
                "serve --fresh --profile liuzhou-2022",
                serve("liuzhou-2022", 8420, false, true),
            ),
            ("test", test(&[])),
            ("test --only format --only doc", test(&["format", "doc"])),
            ("test --list", Request::ListSteps),
            ("mutants", Request::Mutants(vec![])),
            (
                "mutants --only m105",
                Request::Mutants(vec!["--only".into(), "m105".into()]),
            ),
            ("bench checks", bench(Subject::Checks, false)),
            ("bench --json sync", bench(Subject::Sync, true)),
            ("bench start", bench(Subject::Start, false)),
            ("bench import", bench(Subject::Import, false)),
            ("bench publish --json", bench(Subject::Publish, true)),
            ("bench rules --json", bench(Subject::Rules, true)),
            ("faults", Request::Faults(FaultsOptions::Count(2_000))),
            (
                "faults --long",
                Request::Faults(FaultsOptions::Count(100_000)),
            ),
            ("faults --count 7", Request::Faults(FaultsOptions::Count(7))),
            ("faults --seed=42", Request::Faults(FaultsOptions::Seed(42))),
            ("fuzz", Request::Fuzz(FuzzOptions::Seconds(60))),
            ("fuzz --long", Request::Fuzz(FuzzOptions::Seconds(600))),
            ("fuzz --seconds 5", Request::Fuzz(FuzzOptions::Seconds(5))),
            ("fuzz --seed 42", Request::Fuzz(FuzzOptions::Seed(42))),
        ] {
            assert_eq!(parsed(line).expect(line), expected, "{line}");
        }
    }

    #[test]
    fn understands_what_the_extension_s_document_says() {
        let document = include_str!("../../../web/extension/README.md").replace("\\\n", " ");
        let mut commands = document
            .lines()
            .filter_map(|line| line.strip_prefix("cargo xtask "));
        let command = commands.next().expect("a command");
        let Request::Dist(DistOptions::Extension(read)) = parsed(command).expect(command) else {
            panic!("{command}")
        };
        assert!(read.server.is_some() && read.updates.is_some() && read.key.is_some());
        assert_eq!(read.portals.len(), 1);
    }

    #[test]
    fn refuses_with_the_word_that_was_wrong() {
        for (line, word) in [
            ("server", "server"),
            ("serve --porte 1", "--porte"),
            ("serve --port 70000", "70000"),
            ("serve --port 0", "`0`"),
            ("serve extra", "extra"),
            ("build --debug", "--debug"),
            ("dist extensions", "extensions"),
            ("dist extension --revision 65536", "65536"),
            ("test --only", "--only"),
            ("faults --count 0", "`0`"),
            ("faults --seed x", "`x`"),
            ("fuzz --long 3", "3"),
            ("bench", "bench checks"),
            ("bench speed", "`speed`"),
            ("bench checks sync", "sync"),
            ("bench checks --jsno", "--jsno"),
        ] {
            let error = parsed(line).expect_err(line).to_string();
            assert!(error.contains(word), "{line}: {error}");
        }
    }
}
