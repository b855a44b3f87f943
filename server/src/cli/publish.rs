//! `yuebao publish`: the documents of a month as files.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;
use serde_json::json;
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::publish::letters::Growth;
use yuebao_domain::publish::{Document, Kind, Status};
use yuebao_domain::text::Lang;
use yuebao_store::{Limit, read};

use super::output::Output;
use super::values;
use super::{growth_file, profile};
use crate::clock::Clock;
use crate::documents::{Order, make};
use crate::engine;
use crate::publish::Wanted;
use crate::render::FileFormat;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_name = "YYYY-MM", value_parser = values::month)]
    month: Month,
    #[arg(long, value_name = "DOCUMENT", value_parser = kinds())]
    document: String,
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: String,
    #[arg(long, conflicts_with = "edition")]
    provisional: bool,
    #[arg(long, value_name = "N", value_parser = values::number(1..=9_999_u32))]
    edition: Option<u32>,
    #[arg(long, value_name = "ID")]
    unit: Option<String>,
    #[arg(long, value_name = "FILE.csv")]
    growth: Option<PathBuf>,
    #[arg(long, value_name = "FILE.toml")]
    profile: Option<PathBuf>,
    #[arg(long)]
    english: bool,
    #[arg(short, long = "output", value_name = "FILE")]
    output: PathBuf,
}

fn formats() -> impl clap::builder::TypedValueParser<Value = String> {
    PossibleValuesParser::new(FileFormat::ALL.map(FileFormat::key)).map(|key| key)
}

fn kinds() -> impl clap::builder::TypedValueParser<Value = String> {
    PossibleValuesParser::new(Kind::ALL.map(Kind::key)).map(|key| key)
}

impl Args {
    fn wanted(&self) -> Wanted {
        match (self.provisional, self.edition) {
            (true, _) => Wanted::Provisional,
            (false, Some(number)) => Wanted::Edition(number),
            (false, None) => Wanted::Final,
        }
    }
}

/// Makes the document and writes the file.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let (Some(kind), Some(format)) = (
        Kind::from_key(&args.document),
        FileFormat::from_key(&args.format),
    ) else {
        bail!("{} {}", args.document, args.format);
    };
    let order = Order {
        kind,
        month: args.month,
        wanted: args.wanted(),
        unit: args.unit.clone(),
        reader: None,
        growths: growths(kind, args.growth.as_deref())?,
        profile: preview(args)?,
        lang: if args.english { Lang::En } else { Lang::Zh },
    };
    let today = Clock::system().now().today();
    let mut conn = engine::existing(&args.data)?.open_reader()?;
    let document = read(&mut *conn, Limit::Unlimited, |tx| {
        Ok(make(tx, order, today))
    })??;
    let bytes = format.draw(&document)?;
    write_whole(&args.output, &bytes)?;
    tell(args, &document, output)?;
    Ok(ExitCode::SUCCESS)
}

/// 试排: a profile of the month's plan year that is not in force.
fn preview(args: &Args) -> anyhow::Result<Option<Profile>> {
    let Some(file) = &args.profile else {
        return Ok(None);
    };
    let profile = profile::of_file(file).map_err(anyhow::Error::msg)?;
    let year = args.month.year();
    if !(profile.first_year..=profile.last_year).contains(&year) {
        bail!(
            "{}：配置的计划年度不含 {year} 年 / the plan years of this profile do not have {year}",
            file.display()
        );
    }
    Ok(Some(profile))
}

/// What a file says of growth, in the place of what was entered, for the document that asks for it.
fn growths(kind: Kind, file: Option<&Path>) -> anyhow::Result<Option<Vec<Growth>>> {
    match (kind.needs_growth(), file) {
        (true, Some(file)) => growth_file::read(file).map(Some),
        (_, None) => Ok(None),
        (false, Some(_)) => bail!(
            "这个文件不用增速，请去掉 --growth / this document asks for no growth: leave --growth away"
        ),
    }
}

/// Writes a file beside its place first, so that nobody finds half of it there.
fn write_whole(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let write = || -> std::io::Result<()> {
        let mut part = File::create(&beside)?;
        part.write_all(bytes)?;
        part.sync_all()?;
        fs::rename(&beside, file)
    };
    let written = write();
    if written.is_err() {
        // what is left of it is of no use; the first error is the one to tell
        let _ = fs::remove_file(&beside);
    }
    written.with_context(|| format!("{}：不能写入 / cannot be written", file.display()))
}

fn tell(args: &Args, document: &Document, output: Output) -> anyhow::Result<()> {
    let edition = match &document.status {
        Status::Provisional => None,
        Status::Final { edition, .. } => Some(*edition),
    };
    let told = json!({
        "document": document.id, "month": document.month, "edition": edition,
        "format": args.format, "file": args.output,
    });
    let text = format!("{}\n{}\n", document.title, document.basis);
    output.result(&told, &text)
}

#[cfg(test)]
mod tests {
    use super::write_whole;

    #[test]
    fn what_cannot_be_written_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("表.csv");
        write_whole(&file, b"one").unwrap();
        write_whole(&file, b"two").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
        let folder_there = folder.path().join("folder");
        std::fs::create_dir(&folder_there).unwrap();
        let refused = write_whole(&folder_there, b"three").unwrap_err();
        assert!(refused.to_string().contains("不能写入"), "{refused}");
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }
}
