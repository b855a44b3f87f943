//! The boxes, milestones and problems of the form, each a component of its own: what is typed into one
//! draws no other again.

use yew::prelude::*;
use yuebao_domain::report::{Field, FieldKey, MilestoneKind};

use super::part::Part;
use super::{field, preliminary, problems};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Box(Field),
    Milestone(MilestoneKind),
    /// With its place in the list.
    Problem(FieldKey, usize),
}

/// The box of a field.
pub(super) fn of_box(part: &Part, field: Field) -> Html {
    piece(part, &field.into(), Kind::Box(field))
}

/// A milestone of 前期工作.
pub(super) fn of_milestone(part: &Part, kind: MilestoneKind) -> Html {
    piece(part, &FieldKey::milestone(kind), Kind::Milestone(kind))
}

/// A problem, the `number`th.
pub(super) fn of_problem(part: &Part, key: &FieldKey, number: usize) -> Html {
    piece(part, key, Kind::Problem(key.clone(), number))
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
        Kind::Milestone(kind) => preliminary::row(part, *kind),
        Kind::Problem(key, number) => problems::entry(part, key, *number),
    }
}
