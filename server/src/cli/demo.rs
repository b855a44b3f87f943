//! `yuebao demo`: a data folder to look around in.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use rust_decimal::Decimal;
use serde::Serialize;
use yuebao_demo::{self as demo, Cell, DemoPlan, DemoUser, Targets};
use yuebao_domain::calendar::reporting_month;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file;
use yuebao_domain::rights::Role;
use yuebao_domain::text::Lang;
use yuebao_store::everything::Schema;
use yuebao_store::transact;

use super::columns::{Align, columns};
use super::output::Output;
use super::values;
use crate::clock::{Clock, Now};
use crate::demo::write;
use crate::engine;

/// The password of every demo account. Printed, published, and good for nothing else.
const PASSWORD: &str = "yuebao-demo";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "ID", value_parser = values::built_in())]
    profile: String,
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_name = "YYYY-MM", value_parser = values::month)]
    through: Option<Month>,
}

/// Builds, writes, reads back and compares.
pub(crate) fn run(args: Args, output: Output) -> anyhow::Result<ExitCode> {
    let now = Clock::system().now();
    let profile = profile_file::builtin(&args.profile)?;
    let through = last_month(args.through, &profile, now)?;
    let profile = demo::dated(profile, through);
    refuse_occupied(&args.data)?;
    let tables = demo::tables(&args.profile)?;
    let plan = demo::plan(&profile, &tables, through, now.today())?;
    let engine = engine::create(&args.data)?;
    // a server that is at work in the folder is not written under
    let lock = engine.lock()?;
    let mut conn = engine.open(Some(&*lock))?;
    transact(&mut *conn, |tx| write(tx, &profile, &plan, PASSWORD, now))?;

    let stored = conn.reading().projects()?;
    let cells = demo::cells(&tables, &profile);
    let made = Made {
        profile: &profile,
        plan: &plan,
        through,
        data: &args.data,
        figures: compare(&profile, &cells, &stored, through),
    };
    output.result(&made.summary(), &made.as_text())?;
    let met = made.figures.iter().all(|figure| figure.met);
    Ok(ExitCode::from(u8::from(!met)))
}

/// Without one that was asked for, the month that a form opens with today.
fn last_month(asked: Option<Month>, profile: &Profile, now: Now) -> anyhow::Result<Month> {
    let current = Month::of(now.today()).context("the clock of this machine is wrong")?;
    match asked {
        Some(month) if month > current => bail!(
            "{month} 尚未开始，不能有月报；请填 {current} 或更早的月份 / \
             {month} has not begun: choose {current} or an earlier month"
        ),
        Some(month) => Ok(month),
        None => {
            let dated = demo::dated(profile.clone(), current);
            Ok(reporting_month(
                &dated.calendar,
                &dated.holidays,
                now.today(),
            ))
        }
    }
}

fn refuse_occupied(data: &Path) -> anyhow::Result<()> {
    let is_empty = match std::fs::read_dir(data) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(error).context(data.display().to_string()),
    };
    if !is_empty && !is_unused(data)? {
        bail!(
            "{data}: 目录不是空的，演示数据不会写入已有数据；请换一个目录或自行清空 / \
             the folder is not empty and demo data is never mixed with other data: \
             name another folder, or empty this one yourself",
            data = data.display()
        );
    }
    Ok(())
}

/// Whether a server was started in the folder and nothing came of it: no unit, plan, account or report.
fn is_unused(data: &Path) -> anyhow::Result<bool> {
    let Some(engine) = engine::alone(data)? else {
        return Ok(false);
    };
    let conn = engine.peek()?;
    let tx = conn.reading();
    Ok(match tx.schema()? {
        Schema::Empty => true,
        Schema::Older => false,
        Schema::Newest => {
            tx.units()?.is_empty()
                && tx.projects()?.is_empty()
                && tx.users()?.is_empty()
                && tx.subjects()?.is_empty()
        }
    })
}

/// A published figure or a target beside what the stored projects add up to.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Figure<'a> {
    table: &'a str,
    label: &'a str,
    measure: &'a str,
    published: Decimal,
    made: Option<Decimal>,
    met: bool,
}

fn compare<'a>(
    profile: &Profile,
    cells: &'a [Cell],
    projects: &[PlanRow],
    month: Month,
) -> Vec<Figure<'a>> {
    let figures = cells.iter().map(|cell| {
        let made = cell.recompute(projects, profile, month);
        Figure {
            table: &cell.table,
            label: &cell.label,
            measure: &cell.measure,
            published: cell.printed.value,
            made,
            met: made == Some(cell.printed.value),
        }
    });
    let reached = Targets::of(profile).reached(projects);
    let targets = reached.into_iter().map(|target| Figure {
        table: "targets",
        label: "≥",
        measure: target.name,
        published: target.least.round_dp(2),
        made: Some(target.made.round_dp(2)),
        met: target.made >= target.least,
    });
    figures.chain(targets).collect()
}

/// What was made, to be told.
struct Made<'a> {
    profile: &'a Profile,
    plan: &'a DemoPlan,
    through: Month,
    data: &'a Path,
    figures: Vec<Figure<'a>>,
}

#[derive(Serialize)]
struct Summary<'a> {
    profile: &'a str,
    projects: usize,
    units: usize,
    reports: usize,
    through: Month,
    password: &'a str,
    accounts: Vec<Account<'a>>,
    figures: &'a [Figure<'a>],
}

#[derive(Serialize)]
struct Account<'a> {
    user: &'a str,
    name: &'a str,
    role: Role,
    unit: &'a str,
}

impl Made<'_> {
    fn summary(&self) -> Summary<'_> {
        Summary {
            profile: &self.profile.id,
            projects: self.plan.projects.len(),
            units: self.plan.units.len(),
            reports: self.plan.reports.len(),
            through: self.through,
            password: PASSWORD,
            accounts: (self.plan.users.iter())
                .map(|user| Account {
                    user: &user.name,
                    name: &user.shown,
                    role: user.role,
                    unit: &user.unit,
                })
                .collect(),
            figures: &self.figures,
        }
    }

    fn as_text(&self) -> String {
        let mut out = format!("{} ({})\n\n", self.profile.title, self.profile.id);
        out.push_str(&self.figures_as_text());
        let _ = writeln!(
            out,
            "\n项目 / projects: {}, 单位 / units: {}, 月报 / reports: {}, {} – {}",
            self.plan.projects.len(),
            self.plan.units.len(),
            self.plan.reports.len(),
            self.through.plus(1 - demo::MONTHS),
            self.through,
        );
        let _ = writeln!(
            out,
            "\n账号，密码均为 / accounts, all with the password: {PASSWORD}"
        );
        out.push_str(&self.accounts_as_text());
        let _ = writeln!(out, "\nyuebao serve --data {}", self.data.display());
        out
    }

    fn figures_as_text(&self) -> String {
        let head = ["table", "row", "measure", "published", "demo", ""].map(str::to_owned);
        let rows: Vec<[String; 6]> = (self.figures.iter())
            .map(|figure| {
                let made = figure
                    .made
                    .map_or_else(|| "—".to_owned(), |made| made.to_string());
                [
                    figure.table.to_owned(),
                    figure.label.to_owned(),
                    figure.measure.to_owned(),
                    figure.published.to_string(),
                    made,
                    if figure.met { "✓" } else { "✗" }.to_owned(),
                ]
            })
            .collect();
        let (left, right) = (Align::Left, Align::Right);
        let mut out = columns(&head, &rows, &[left, left, left, right, right, left]);
        let met = self.figures.iter().filter(|figure| figure.met).count();
        let all = self.figures.len();
        let _ = writeln!(
            out,
            "\n  {met}/{all} 与公布数或目标相符 / published figures or targets met"
        );
        out
    }

    /// Every role; of the many clerks and coordinators the first, and an owner's clerk.
    fn accounts_as_text(&self) -> String {
        let head = ["user", "role", "unit"].map(str::to_owned);
        let mut rows: Vec<[String; 3]> = Vec::new();
        let kinds = Role::ALL.map(|role| [(role, false), (role, true)]);
        for (role, is_owners) in kinds.into_iter().flatten() {
            let users: Vec<&DemoUser> = (self.plan.users.iter())
                .filter(|user| user.role == role && user.owner.is_some() == is_owners)
                .collect();
            let Some(first) = users.first() else { continue };
            let name = match users.last() {
                Some(last) if users.len() > 1 => format!("{} … {}", first.name, last.name),
                _ => first.name.clone(),
            };
            let unit = self.plan.units.iter().find(|unit| unit.id == first.unit);
            let words = role.label();
            let place = (first.owner.as_deref()).or(unit.map(|unit| unit.name.as_str()));
            rows.push([
                name,
                format!("{} / {}", words.get(Lang::Zh), words.get(Lang::En)),
                place.unwrap_or_default().to_owned(),
            ]);
        }
        columns(&head, &rows, &[Align::Left; 3])
    }
}

#[cfg(test)]
#[path = "demo_tests.rs"]
mod tests;
