//! What bears on publishing a month: what was decided about it, and the documents as they come out of
//! its edition.

use yuebao_domain::operation::month::MonthBook;
use yuebao_domain::operation::publication::{Facts, Made, is_acceptable};
use yuebao_domain::operation::{Operation, Subject};
use yuebao_domain::publish::Kind;
use yuebao_domain::rights::May;
use yuebao_domain::text::Lang;
use yuebao_store::Error;

use super::push::Desk;
use crate::documents::{NotMade, Order, make};
use crate::publish::{SourceError, Wanted};

/// What was read and made for one operation.
#[derive(Debug)]
pub(super) struct Known {
    month: MonthBook,
    made: Vec<Made>,
}

/// Reads it, and makes the documents if nothing else stands against publishing them.
pub(super) fn known(
    desk: &Desk<'_>,
    operation: &Operation,
    may: May,
) -> Result<Option<Known>, Error> {
    let (Subject::Publication(key), Some(command)) =
        (&operation.subject, operation.command.of_publication())
    else {
        return Ok(None);
    };
    let held = desk.tx.subject(&key.month.into())?;
    let month = held.and_then(|held| MonthBook::read(&held.values));
    let month = month.unwrap_or_default();
    let is_new = desk.tx.operation(operation.op_id.as_str())?.is_none();
    let documents: &[String] = if is_new && is_acceptable(command, may, &month) {
        &command.documents
    } else {
        &[]
    };
    let made = documents.iter().map(|document| {
        Ok(Made {
            value: value(desk, operation, document)?,
            document: document.clone(),
        })
    });
    Ok(Some(Known {
        made: made.collect::<Result<_, Error>>()?,
        month,
    }))
}

/// A document as JSON; or why it cannot be published, in both languages.
fn value(
    desk: &Desk<'_>,
    operation: &Operation,
    document: &str,
) -> Result<Result<String, String>, Error> {
    let Some(kind) = Kind::from_key(document) else {
        return Ok(Err("没有这种文件 / there is no such document".to_owned()));
    };
    let order = Order {
        kind,
        month: operation.subject.month(),
        wanted: Wanted::Final,
        unit: None,
        reader: None,
        growths: None,
        profile: None,
        lang: Lang::Zh,
    };
    match make(desk.tx, order, desk.sender.now.today()) {
        Ok(made) => yuebao_store::json::to_text("document", &made).map(Ok),
        Err(NotMade::Source(SourceError::Db(error))) => Err(error),
        Err(why) => Ok(Err(why.to_string())),
    }
}

/// What deciding needs.
pub(super) fn facts(known: Option<&Known>) -> Option<Facts<'_>> {
    known.map(|known| Facts {
        month: &known.month,
        made: &known.made,
    })
}
