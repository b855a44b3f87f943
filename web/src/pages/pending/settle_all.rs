//! Several open conflicts of one report, taken by one decision: figures and the words that explain
//! them pass the checks together only.

use yew::prelude::*;
use yuebao_domain::device::ReportKey;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::order::Gather;
use yuebao_domain::report::FieldValues;
use yuebao_domain::text::Lang;

use super::conflict::Conflict;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::Action;
use crate::text::pending as text;

/// What can be taken at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SettleAll {
    pub(super) key: ReportKey,
    pub(super) kind: ClashKind,
    pub(super) conflicts: Vec<u64>,
    /// The second value of each.
    pub(super) chosen: FieldValues,
}

/// All second values of one report's conflicts, unless there is but one, two are about the same
/// boxes, or they are not this user's to settle any more.
pub(super) fn settle_all(conflicts: &[Conflict]) -> Option<SettleAll> {
    let groups = conflicts.iter().map(|it| &it.group).distinct();
    let is_open = |it: &Conflict| it.may_settle && it.chosen.is_none();
    let is_one_decision = groups.len() == conflicts.len() && conflicts.iter().all(is_open);
    let (first, more) = conflicts.split_first()?;
    (is_one_decision && !more.is_empty()).then(|| SettleAll {
        key: first.key.clone(),
        kind: first.kind,
        conflicts: conflicts.iter().map(|it| it.id).collect(),
        chosen: (conflicts.iter())
            .flat_map(|it| it.second.values.clone())
            .into_map(),
    })
}

/// The button, where there is something to be taken at once.
pub(super) fn view(conflicts: &[Conflict], lang: Lang, send: &Dispatch) -> Html {
    let Some(all) = settle_all(conflicts) else {
        return Html::default();
    };
    let count = all.conflicts.len();
    let (help, take) = (
        text::settle_all(all.kind, count, lang),
        text::settle_all_button(all.kind, count, lang),
    );
    let onclick = send.reform(move |_: MouseEvent| Action::Resolve {
        key: all.key.clone(),
        conflicts: all.conflicts.clone(),
        chosen: all.chosen.clone(),
    });
    let project = conflicts.first().map(|it| it.project.clone());
    html! {
        <div class="yb-together">
            <p>{ project }{ "：" }{ help }</p>
            <button type="button" class="yb-button" part="button" {onclick}>{ Icon::Check.view() }{ take }</button>
        </div>
    }
}
