//! The boxes and entries of the form, each a component of its own: what is typed into one draws no other
//! again.

use yew::prelude::*;
use yuebao_domain::report::records::Record;
use yuebao_domain::report::{Field, FieldKey};

use super::boxes::Boxes;
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
pub(super) fn of_box(boxes: &Boxes, field: Field) -> Html {
    item(boxes, &field.into(), Kind::Box(field))
}

/// One entry of a fixed list.
pub(super) fn of_listed(boxes: &Boxes, record: &'static Record, key: &FieldKey) -> Html {
    item(boxes, key, Kind::Listed(Of(record), key.clone()))
}

/// An entry that was added, the `number`th.
pub(super) fn of_added(
    boxes: &Boxes,
    record: &'static Record,
    key: &FieldKey,
    number: usize,
) -> Html {
    item(boxes, key, Kind::Added(Of(record), key.clone(), number))
}

fn item(boxes: &Boxes, at: &FieldKey, kind: Kind) -> Html {
    let boxes = boxes.only(|key| key == at);
    html! { <Item key={at.as_str()} {boxes} {kind} /> }
}

/// Props of [`Item`].
#[derive(Clone, PartialEq, Properties)]
struct Props {
    /// What stands there.
    boxes: Boxes,
    /// Which it is.
    kind: Kind,
}

#[component]
fn Item(props: &Props) -> Html {
    let Props { boxes, kind } = props;
    match kind {
        Kind::Box(field) => field::row(boxes, *field),
        Kind::Listed(of, key) => listed::row(boxes, of.0, key),
        Kind::Added(of, key, number) => added::entry(boxes, of.0, key, *number),
    }
}
