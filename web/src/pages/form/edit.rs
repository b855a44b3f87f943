//! Buttons that fill several boxes at once.

use yew::prelude::*;
use yuebao_domain::report::{Changes, FieldValues};

use super::before::Last;
use super::part::Part;
use crate::components::icon::Icon;
use crate::state::Action;

/// A button that makes `changes`.
pub(super) fn button(
    part: &Part,
    class: &'static str,
    icon: Icon,
    label: &str,
    changes: Changes,
) -> Html {
    let action = Action::Edit {
        project: part.project.to_string(),
        changes,
    };
    let onclick = part.send.reform(move |_: MouseEvent| action.clone());
    html! { <button type="button" {class} {onclick}>{ icon.view() }{ label.to_owned() }</button> }
}

/// A button that takes over from last month what `carried` picks; none if that is nothing.
pub(super) fn carry(
    part: &Part,
    class: &'static str,
    carried: fn(&FieldValues, &FieldValues) -> Changes,
    label: impl FnOnce(usize) -> String,
) -> Html {
    let Last::Report(last) = &part.last else {
        return Html::default();
    };
    let changes = carried(last, &part.values);
    if changes.is_empty() {
        return Html::default();
    }
    let label = label(changes.len());
    button(part, class, Icon::Down, &label, changes)
}
