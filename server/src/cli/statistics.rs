//! `yuebao statistics`: what the statistics say of a month, and taking it in from a table.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use serde::Serialize;
use uuid::Uuid;
use yuebao_domain::operation::statistics::{Command, Entered, Log, obstacle};
use yuebao_domain::operation::{OfMonth, Operation, Outcome, Subject};
use yuebao_domain::period::Month;
use yuebao_domain::report::{FORM_VERSION, FieldValues};
use yuebao_domain::rights::over_months;
use yuebao_domain::text::{Lang, Words, words};
use yuebao_store::{Connection, Error, ReadTransaction, transact};

use super::columns::Align::{Left, Right};
use super::columns::{columns, in_beijing};
use super::output::Output;
use super::statistics_file::{at, parse};
use super::{input, values};
use crate::clock::Clock;
use crate::engine;
use crate::import::{Ground, office};
use crate::sync::{Sender, push};

/// The device that figures from files say they come from.
const DEVICE: &str = "import";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_name = "YYYY-MM", value_parser = values::month)]
    month: Month,
    #[arg(long, value_name = "FILE.csv")]
    import: Option<PathBuf>,
    #[arg(long, value_name = "NAME", requires = "import")]
    by: Option<String>,
}

/// Takes in what the file has, if there is one, and lists what stands.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let mut conn = engine::existing(&args.data)?.open(None)?;
    if let Some(file) = &args.import
        && let Err(faults) = import(args, file, &mut *conn)?
    {
        for fault in &faults {
            output.complain(&format!("{}: {fault}", input::name(file)))?;
        }
        bail!("没有录入任何一条 / nothing was taken in");
    }
    let rows = rows(conn.reading(), args.month, output.lang)?;
    output.rows(&rows, &table(&rows, output.lang))?;
    Ok(ExitCode::SUCCESS)
}

/// All of it or nothing; what stands as it is, is left alone.
fn import(
    args: &Args,
    file: &Path,
    conn: &mut dyn Connection,
) -> anyhow::Result<Result<(), Vec<String>>> {
    let text = input::read_text(file).map_err(anyhow::Error::msg)?;
    let Some(ground) = Ground::read(conn.reading())? else {
        bail!("尚未选定地区配置 / no profile is in force");
    };
    let Some(me) = office(conn.reading(), &ground, args.by.as_deref())? else {
        bail!(
            "没有能录入的账号（市重点办）；请用 --by 指明 / there is no account that may enter figures; name \
             one with --by"
        );
    };
    let now = Clock::system().now();
    let profile = ground.profiles.at(args.month);
    let of_month = OfMonth {
        month: args.month,
        profile,
        today: Some(now.today()),
        units: &ground.units,
    };
    let figures = match parse(&text, &of_month) {
        Ok(figures) => figures,
        Err(faults) => return Ok(Err(faults)),
    };
    let may = over_months(me.role, &profile.chain);
    let sender = Sender {
        me,
        device: DEVICE.to_owned(),
        now,
    };
    let taken = transact(conn, |tx| {
        let subject = Subject::Statistics(args.month);
        let (rev, values) =
            (tx.subject(&subject)?).map_or((0, FieldValues::new()), |held| (held.rev, held.values));
        let log = Log::read(&values).unwrap_or_default();
        let held = log.figures();
        let mut faults = Vec::new();
        let mut operations = Vec::new();
        for (line, figure) in figures {
            let stands = held
                .get(&figure.key())
                .is_some_and(|one| one.figure == figure);
            let command = Command::enter(figure);
            if let Err((refusal, detail)) = obstacle(&command, may, &log, &of_month) {
                let words = refusal.words();
                let said = detail.unwrap_or_else(|| format!("{} / {}", words.zh, words.en));
                faults.push(at(line, &said));
            } else if !stands {
                operations.push(operation(&subject, rev, command, &sender));
            }
        }
        if !faults.is_empty() {
            return Ok(Err(faults));
        }
        let receipts = push(tx, &sender, &operations)?;
        let refused = receipts.iter().find(|one| one.outcome != Outcome::Applied);
        Ok::<_, Error>(match refused {
            None => Ok(()),
            Some(receipt) => Err(vec![format!("{receipt:?}")]),
        })
    });
    Ok(taken?)
}

fn operation(subject: &Subject, rev: u64, command: Command, sender: &Sender) -> Operation {
    Operation {
        op_id: Uuid::new_v4().to_string().into(),
        sequence: 0,
        form_version: FORM_VERSION,
        base_rev: rev,
        base_tag: None,
        previous: None,
        made_at: sender.now.rfc3339().into(),
        subject: subject.clone(),
        command: command.into(),
    }
}

/// One figure.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Row {
    month: Month,
    statistic: String,
    title: String,
    /// The code of an area or the id of a unit; empty for the whole.
    of: String,
    who: String,
    value: Option<String>,
    unit: String,
    rank: Option<u32>,
    source: String,
    by: String,
    at: String,
}

fn rows(tx: &dyn ReadTransaction, month: Month, lang: Lang) -> yuebao_store::Result<Vec<Row>> {
    let Some(ground) = Ground::read(tx)? else {
        return Ok(Vec::new());
    };
    let held = tx.subject(&Subject::Statistics(month))?;
    let log = held
        .and_then(|held| Log::read(&held.values))
        .unwrap_or_default();
    let profile = ground.profiles.at(month);
    let row = |Entered { figure, by, at, .. }: Entered| {
        let statistic = profile.statistic(&figure.statistic).unwrap_or_default();
        let unit = ground.units.iter().find(|unit| unit.id == figure.of);
        let area = profile.area_name_in(&figure.of, lang);
        Row {
            month,
            title: statistic.title_in(lang).to_owned(),
            who: unit.map_or(area, |unit| unit.name.as_str()).to_owned(),
            value: figure.value.map(|value| value.to_string()),
            unit: statistic.unit,
            rank: figure.rank,
            source: figure.source,
            statistic: figure.statistic,
            of: figure.of,
            by,
            at: at.as_str().to_owned(),
        }
    };
    Ok(log.figures().into_values().map(row).collect())
}

const HEAD: [Words; 8] = [
    words("指标", "statistic"),
    words("对象", "of"),
    words("数值", "value"),
    words("单位", "unit"),
    words("名次", "rank"),
    words("来源", "source"),
    words("录入", "by"),
    words("时间", "at"),
];

fn table(rows: &[Row], lang: Lang) -> String {
    let head = HEAD.map(|words| words.get(lang).to_owned());
    let cells = rows.iter().map(|row| {
        [
            row.title.clone(),
            row.who.clone(),
            row.value.clone().unwrap_or_default(),
            row.unit.clone(),
            row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            row.source.clone(),
            row.by.clone(),
            in_beijing(&row.at),
        ]
    });
    let cells: Vec<[String; 8]> = cells.collect();
    let sides = [Left, Left, Right, Left, Right, Left, Left, Left];
    columns(&head, &cells, &sides)
}
