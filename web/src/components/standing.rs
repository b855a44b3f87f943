//! The state chip of a report: icon and word.

use yew::{Html, classes, html};
use yuebao_domain::device::Standing;
use yuebao_domain::text::Lang;

use super::icon::Icon;

/// The chip.
pub fn chip(standing: Standing, lang: Lang) -> Html {
    let (icon, tone) = look(standing);
    html! { <span class={classes!("yb-chip", tone)}>{ icon.view() }{ standing.label().get(lang) }</span> }
}

/// Icon and tone of a state.
pub fn look(standing: Standing) -> (Icon, Option<&'static str>) {
    match standing {
        Standing::Conflict => (Icon::Split, Some("yb-chip--bad")),
        Standing::Returned => (Icon::Left, Some("yb-chip--bad")),
        Standing::Refused | Standing::Wrong => (Icon::Cross, Some("yb-chip--bad")),
        Standing::ToExplain => (Icon::Speech, Some("yb-chip--warn")),
        Standing::Draft => (Icon::Pen, Some("yb-chip--info")),
        Standing::Empty => (Icon::Circle, None),
        Standing::Waiting => (Icon::Up, Some("yb-chip--info")),
        Standing::Changed => (Icon::Pen, Some("yb-chip--warn")),
        Standing::Submitted | Standing::Reviewed | Standing::Accepted => {
            (Icon::Check, Some("yb-chip--good"))
        }
        Standing::Amended => (Icon::Split, Some("yb-chip--good")),
        Standing::Void => (Icon::Cross, None),
    }
}
