//! A document of a kind, made and read as proof.

use super::{Document, Source, Unsound, proofread};
use super::{
    brief, bulletin, indicators, letters, lights, monthly_table, reporting, rosters, scores,
    summary,
};
use crate::text::Lang;

pub use crate::profile::publication::Kind;

/// Makes a document and reads it as proof: one whose figures do not follow from one another is not
/// given out.
pub fn publish(kind: Kind, source: &Source, lang: Lang) -> Result<Document, Unsound> {
    let made = match kind {
        Kind::MonthlyTable => monthly_table::monthly_table(source, lang),
        Kind::Bulletin => bulletin::bulletin(source, lang),
        Kind::Brief => brief::brief(source, lang),
        Kind::Lights => lights::lights(source, lang),
        Kind::Letters => letters::letters(source, lang),
        Kind::Reporting => reporting::reporting(source, lang),
        Kind::Lists => rosters::lists(source, lang),
        Kind::Summary => summary::summary(source, lang),
        Kind::Indicators => indicators::indicators(source, lang),
        Kind::Scores => scores::scores(source, lang),
    };
    proofread(made, &source.profile, lang)
}
