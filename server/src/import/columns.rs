//! What people have said of columns: kept by the shape of a table, its headers in their order, and
//! taken again for the next file of that shape.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use yuebao_sheets::plan_table::SheetColumns;
use yuebao_store::{Error, ReadTransaction};

/// Most columns of a table that something is said of.
pub(crate) const MOST_COLUMNS: usize = 200;

/// By the header's words, what a column is read as.
pub(crate) type Corrections = BTreeMap<String, String>;

/// What a shape is stored by.
pub(crate) fn shape_of(columns: &SheetColumns) -> String {
    hex::encode(Sha256::digest(&columns.shape))
}

/// All that was said of tables of these shapes.
pub(crate) fn remembered(
    tx: &dyn ReadTransaction,
    sheets: &[SheetColumns],
) -> Result<Corrections, Error> {
    let mut corrections = Corrections::new();
    for sheet in sheets {
        corrections.extend(tx.columns_of(&shape_of(sheet))?.unwrap_or_default());
    }
    Ok(corrections)
}

/// Gives tables that were read once more the shapes that they had at first, by which what was said of
/// them is found again.
pub(crate) fn keep_shapes(sheets: &mut [SheetColumns], first: &[SheetColumns]) {
    if sheets.len() == first.len() {
        for (sheet, first) in sheets.iter_mut().zip(first) {
            sheet.shape.clone_from(&first.shape);
        }
    }
}
