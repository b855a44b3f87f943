//! Which project of the plan a row of a file is of: by project code, else by identifier, else by the
//! name within the lead unit.

use std::collections::BTreeMap;

use crate::codes::{names, project};
use crate::plan::PlanRow;

/// The plan's rows, to be found again by what files call them.
#[derive(Debug)]
pub struct Known<'a> {
    rows: &'a [PlanRow],
    by_code: BTreeMap<String, Vec<usize>>,
    by_id: BTreeMap<&'a str, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

/// What a row of a file is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// The project at this place of the plan.
    Known(usize),
    /// None that is there.
    New,
    /// One of these, which cannot be told.
    Several(Vec<usize>),
    /// Name and unit are this project's, its code is another.
    OtherCode(usize),
}

impl<'a> Known<'a> {
    /// Of these rows.
    pub fn of(rows: &'a [PlanRow]) -> Self {
        let mut known = Self {
            rows,
            by_code: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for (at, row) in rows.iter().enumerate() {
            if let Some(code) = code_of(row) {
                known.by_code.entry(code).or_default().push(at);
            }
            known.by_id.insert(&row.id, at);
            let name = names::normalise(&row.name);
            known.by_name.entry(name).or_default().push(at);
        }
        known
    }

    /// Which of them a row is of. An empty `id`, no code and no unit say nothing.
    pub fn find(&self, row: &PlanRow) -> Identity {
        let code = code_of(row);
        if let Some(found) = code.as_ref().and_then(|code| self.by_code.get(code)) {
            return self.among(found, row);
        }
        if !row.id.is_empty() {
            let found = self.by_id.get(row.id.as_str());
            return found.map_or(Identity::New, |at| Identity::Known(*at));
        }
        let name = names::normalise(&row.name);
        let named = self.by_name.get(&name).map_or(&[][..], Vec::as_slice);
        let is_of_unit = |at: &usize| {
            let unit = row.lead_unit();
            unit.is_none() || unit == self.rows[*at].lead_unit()
        };
        let mut found: Vec<usize> = named.iter().copied().filter(is_of_unit).collect();
        if found.len() > 1 && code.is_some() {
            found.retain(|at| code_of(&self.rows[*at]).is_none());
        }
        match found.as_slice() {
            [] => Identity::New,
            [only] if code.is_some() && code_of(&self.rows[*only]).is_some() => {
                Identity::OtherCode(*only)
            }
            [only] => Identity::Known(*only),
            _ => Identity::Several(found),
        }
    }

    /// Of several projects with one code the one of this identifier, or of this name.
    fn among(&self, found: &[usize], row: &PlanRow) -> Identity {
        if let [only] = found {
            return Identity::Known(*only);
        }
        let is_it = |at: &&usize| {
            let known = &self.rows[**at];
            if row.id.is_empty() {
                names::normalise(&known.name) == names::normalise(&row.name)
            } else {
                known.id == row.id
            }
        };
        let mut fitting = found.iter().filter(is_it);
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Identity::Known(*only),
            _ => Identity::Several(found.to_vec()),
        }
    }
}

/// The code as it is compared; `None` where there is none.
fn code_of(row: &PlanRow) -> Option<String> {
    let code = row.code.as_deref().map(project::normalise);
    code.filter(|code| !code.is_empty())
}
