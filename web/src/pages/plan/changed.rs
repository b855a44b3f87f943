//! What differs, before and after, as a table.

use yew::prelude::*;
use yuebao_domain::text::Lang;

use super::value::Changed;
use crate::text::plan as text;

/// The table; on a narrow screen each line by itself.
pub(crate) fn table(changed: &[Changed], lang: Lang) -> Html {
    let (before, after) = (text::BEFORE.get(lang), text::AFTER.get(lang));
    let value = |value: Option<&String>| value.map_or("—", String::as_str).to_owned();
    let one = |one: &Changed| {
        html! {
            <tr>
                <th scope="row">{ &one.label }</th>
                <td data-label={before}>{ value(one.before.as_ref()) }</td>
                <td data-label={after}><strong>{ value(one.after.as_ref()) }</strong></td>
            </tr>
        }
    };
    html! {
        <table class="yb-conflict-table yb-plan-changed">
            <thead>
                <tr><th scope="col">{ text::BOX.get(lang) }</th><th scope="col">{ before }</th><th scope="col">{ after }</th></tr>
            </thead>
            <tbody>{ for changed.iter().map(one) }</tbody>
        </table>
    }
}
