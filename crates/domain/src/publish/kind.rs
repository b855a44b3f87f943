//! A document of a kind, made and read as proof.

use super::document::Block;
use super::proof::POINTS;
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
    let sound = proofread(made, &source.profile, lang)?;
    Ok(match lang {
        Lang::Zh => sound,
        Lang::En => with_english_units(sound),
    })
}

/// What figures count, in English; 万元 and 亿元 are called so in both languages.
fn with_english_units(mut document: Document) -> Document {
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for column in tables.flat_map(|table| &mut table.columns) {
        let english = match column.unit.as_str() {
            "项" => "projects",
            POINTS => "points",
            _ => continue,
        };
        english.clone_into(&mut column.unit);
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Nature;
    use crate::publish::testing::{project, source};

    #[test]
    fn units_of_figures_are_in_the_language_of_the_document() {
        let one = project("a", Nature::Continuing, "100").reporting(&[("year_to_date", "50")]);
        let source = source("2022-05", vec![one]);
        let units = |lang| {
            let made = publish(Kind::Brief, &source, lang).unwrap();
            let columns = made.tables().flat_map(|table| table.columns.clone());
            let mut units: Vec<String> = columns.map(|column| column.unit).collect();
            units.sort();
            units.dedup();
            units
        };
        assert_eq!(units(Lang::Zh), ["", "%", "个百分点", "亿元", "项"]);
        assert_eq!(units(Lang::En), ["", "%", "points", "projects", "亿元"]);
    }
}
