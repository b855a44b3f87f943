//! Rows whose months are not the table's.

use yuebao_domain::period::Month;

use crate::note::{Location, Note};
use crate::rows::ProjectRow;
use crate::table::month::Dated;
/// A column 月份 may look back, but its last month is the table's.
pub(super) fn rows_of_other_months(
    project_rows: &mut Vec<(Month, ProjectRow)>,
    dated: &Dated,
    location: &Location,
) -> Option<Note> {
    let month = dated.month.filter(|_| !dated.is_given)?;
    let last = project_rows.iter().map(|(month, _)| *month).max()?;
    if last == month {
        return None;
    }
    project_rows.clear();
    let message = (
        format!(
            "“月份”一列到 {last} 为止，标题、列名或文件名写的是 {month}，未审核；请核对后用 --month 指明是哪个月"
        ),
        format!(
            "the column “月份” ends with {last}, title, columns or file name say {month}; nothing was \
             checked, say with --month which it is"
        ),
    );
    Some(Note::asked(location.clone(), message))
}
