//! 台账: the letters of the month as they were sent, and where each stands.

use crate::operation::letters::{Sent, Standing};
use crate::publish::document::{Row, RowKind, Table};
use crate::publish::figures::{day_text, head};
use crate::publish::{Cell, Source};
use crate::text::{Lang, words};

/// The ledger.
pub(super) fn table(source: &Source, lang: Lang) -> Table {
    let rows = source
        .ledger
        .letters
        .iter()
        .map(|sent| row(sent, source, lang));
    let word = |key, zh, en, width| head(key, words(zh, en).get(lang), "", None, width);
    let on = day_text(source.ledger.on, lang);
    let note = match lang {
        Lang::Zh => format!(
            "办理情况截至{on}；“依据已更正”指发出之后统计数据有更正，按现在的数会作出不同的决定，函件本身不因此改动。"
        ),
        Lang::En => format!(
            "As of {on}. “Figures corrected”: the statistics were corrected since and lead to another decision now; the letter stays as it was sent."
        ),
    };
    Table {
        id: "ledger".to_owned(),
        title: words("函件台账", "Ledger of letters").get(lang).to_owned(),
        columns: vec![
            word("number", "文号", "No.", 8),
            word("name", "单位", "Who", 10),
            word("kind", "种类", "Letter", 4),
            word("sent", "发出", "Sent", 6),
            word("due", "答复期限", "Due", 6),
            word("standing", "办理情况", "How it stands", 8),
            word("remark", "备注", "Remarks", 12),
        ],
        label_column: "name".into(),
        rows: rows.collect(),
        notes: vec![note],
    }
}

fn row(sent: &Sent, source: &Source, lang: Lang) -> Row {
    let letter = &sent.letter;
    let mut row = Row::new(RowKind::Item, 0, letter.who.as_str());
    row.put("number", Cell::text(letter.number.as_str()));
    row.put("kind", Cell::text(letter.kind.label().get(lang)));
    row.put("sent", Cell::day(Some(letter.sent)));
    row.put("due", Cell::day(Some(letter.due)));
    let standing = standing_text(sent.standing(source.ledger.on), lang);
    row.put("standing", Cell::text(standing));
    row.put("remark", Cell::text(remark(sent, source, lang)));
    row
}

/// Where a letter stands, in words.
fn standing_text(standing: Standing, lang: Lang) -> String {
    match (standing, lang) {
        (Standing::Void, _) => words("已作废", "void").get(lang).to_owned(),
        (Standing::Answered(0), _) => words("已答复", "answered").get(lang).to_owned(),
        (Standing::Answered(late), Lang::Zh) => format!("已答复，迟{late}天"),
        (Standing::Answered(late), Lang::En) => format!("answered {late} days late"),
        (Standing::Waiting(_), _) => words("待答复", "waiting").get(lang).to_owned(),
        (Standing::Overdue(days), Lang::Zh) => format!("逾期{days}天未答复"),
        (Standing::Overdue(days), Lang::En) => format!("overdue for {days} days"),
    }
}

/// What is said of it, and whether its figures lead elsewhere now.
fn remark(sent: &Sent, source: &Source, lang: Lang) -> String {
    let scheme = &source.profile.publication.letters;
    let is_outdated = sent.counts()
        && sent
            .letter
            .is_outdated(&source.growths, source.month, scheme);
    let outdated = words("依据已更正", "figures corrected").get(lang);
    let said = [
        is_outdated.then(|| outdated.to_owned()),
        sent.void.clone(),
        sent.answer.as_ref().and_then(|(_, remark)| remark.clone()),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    said.join(words("；", "; ").get(lang))
}
