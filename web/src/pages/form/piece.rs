//! The boxes and entries of the form, each a component of its own: what is typed into one draws no other
//! again.

use yew::prelude::*;
use yuebao_domain::report::records::Record;
use yuebao_domain::report::{Field, FieldKey};

use super::part::Part;
use super::{added, field, listed};

/// One of them.
#[derive(Clone, PartialEq)]
enum Kind {
    Box(Field),
    Listed(Of, FieldKey),
    /// With its place in the list.
    Added(Of, FieldKey, usize),
}

/// The record of an entry.
#[derive(Clone, Copy)]
struct Of(&'static Record);

impl PartialEq for Of {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}

/// The box of a field.
pub(super) fn of_box(part: &Part, field: Field) -> Html {
    piece(part, &field.into(), Kind::Box(field))
}

/// One entry of a fixed list.
pub(super) fn of_listed(part: &Part, record: &'static Record, key: &FieldKey) -> Html {
    piece(part, key, Kind::Listed(Of(record), key.clone()))
}

/// An entry that was added, the `number`th.
pub(super) fn of_added(
    part: &Part,
    record: &'static Record,
    key: &FieldKey,
    number: usize,
) -> Html {
    piece(part, key, Kind::Added(Of(record), key.clone(), number))
}

fn piece(part: &Part, at: &FieldKey, kind: Kind) -> Html {
    let part = part.only(|key| key == at);
    html! { <Piece key={at.as_str()} {part} {kind} /> }
}

/// Props of [`Piece`].
#[derive(Clone, PartialEq, Properties)]
struct Props {
    /// What stands there.
    part: Part,
    /// Which it is.
    kind: Kind,
}

#[component]
fn Piece(props: &Props) -> Html {
    let Props { part, kind } = props;
    match kind {
        Kind::Box(field) => field::row(part, *field),
        Kind::Listed(of, key) => listed::row(part, of.0, key),
        Kind::Added(of, key, number) => added::entry(part, of.0, key, *number),
    }
}
