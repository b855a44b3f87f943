//! A document of a month: made of what the database has, and read as proof before it is given out.

use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::publish::letters::Growth;
use yuebao_domain::publish::{Document, Kind, Project, Unsound, publish};
use yuebao_domain::rights::{Me, Person, over};
use yuebao_domain::text::{Lang, Words, words};
use yuebao_store::ReadTransaction;

use crate::publish::{Asked, SourceError, Wanted, source};

/// How many faults of a document are told; the others are counted.
const MOST_TOLD: usize = 20;

const PREVIEW: Words = words(
    "口径：按拟用配置试排，不作发布。",
    "Basis: a preview by a profile that is not in force; not to be published.",
);

/// A document that is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// Which.
    pub(crate) kind: Kind,
    /// Of which month.
    pub(crate) month: Month,
    /// Of what it is made.
    pub(crate) wanted: Wanted,
    /// The unit whose summary it is; of all where none is named.
    pub(crate) unit: Option<String>,
    /// Who asks, unless they see every project.
    pub(crate) reader: Option<Me>,
    /// 增速 that stands in for what was entered of the statistics.
    pub(crate) growths: Option<Vec<Growth>>,
    /// 试排: a profile that is not in force, by which it is made.
    pub(crate) profile: Option<Profile>,
    /// In which language.
    pub(crate) lang: Lang,
}

/// Why a document was not made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotMade {
    /// There is nothing to make it of.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It stands on growth that nobody has given.
    #[error(
        "提醒函须有统计增速，而这里没有；请先录入统计数据（yuebao statistics --import） / letters stand on growth \
         of the statistics, of which there is none: enter it first (yuebao statistics --import)"
    )]
    NoGrowth,
    /// It is asked for of a unit, of which there is none or no such document.
    #[error(
        "没有这个单位，或这份文件不分单位；只有总结（summary）可按单位制作 / there is no such unit, or the \
         document is of all of them: only the summary is made of one"
    )]
    NoUnit,
    /// Its figures do not follow from one another.
    #[error("{}", faults(.0))]
    Unsound(Unsound),
}

/// Makes it. `today` is when it is judged which reports are late, unless the month is closed.
pub(crate) fn make(
    tx: &dyn ReadTransaction,
    order: Order,
    today: Date,
) -> Result<Document, NotMade> {
    let kind = order.kind;
    let mut source = source(tx, order.month, order.wanted, Asked::by(kind, today))?;
    if let Some(growths) = order.growths {
        source.growths = growths;
    }
    if let Some(unit) = &order.unit {
        let units = tx.units().map_err(SourceError::from)?;
        if kind != Kind::Summary || !units.iter().any(|known| known.id == *unit) {
            return Err(NotMade::NoUnit);
        }
        source = source.of_unit(unit, &units);
    }
    if let Some(me) = &order.reader {
        let units = tx.units().map_err(SourceError::from)?;
        let person = Person::new(me, &units);
        let sees = |unit: &String| person.over_summary(unit, &[]).see;
        let is_hidden = |one: &Project| !over(&person, &one.plan).see;
        if !order.unit.as_ref().is_some_and(sees) || source.projects.iter().any(is_hidden) {
            return Err(NotMade::NoUnit);
        }
    }
    if kind.needs_growth() && source.growths.is_empty() {
        return Err(NotMade::NoGrowth);
    }
    let Some(profile) = order.profile else {
        return publish(kind, &source, order.lang).map_err(NotMade::Unsound);
    };
    let document = publish(kind, &source.by_profile(&profile), order.lang);
    let document = document.map_err(NotMade::Unsound)?;
    Ok(Document {
        basis: PREVIEW.get(order.lang).to_owned(),
        ..document
    })
}

/// What was found, one fault a line, in both languages.
fn faults(unsound: &Unsound) -> String {
    let findings = &unsound.findings;
    let mut lines = vec![
        "表内数据不符；请先用 yuebao verify 检查数据 / the figures of the document do not follow from one \
         another; look at the data with yuebao verify first"
            .to_owned(),
    ];
    lines.extend(findings.iter().take(MOST_TOLD).map(|one| {
        let (zh, en) = (one.message(Lang::Zh), one.message(Lang::En));
        format!("{} {zh} / {en}", one.code)
    }));
    if findings.len() > MOST_TOLD {
        lines.push(format!("… +{}", findings.len() - MOST_TOLD));
    }
    lines.join("\n")
}
