//! 作废 by those who report: what they filed by mistake, with a reason.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::operation::report::{Command, CommandKind, State as Stand, obstacle};
use yuebao_domain::text::clean;

use super::context::FormContext;
use super::model::Form;
use crate::components::icon::Icon;
use crate::state::Action;
use crate::text::form as text;

/// Nothing where there is nothing of theirs to declare void.
pub(super) fn view(form: &Form<'_>) -> Html {
    if !may_void(form) {
        return Html::default();
    }
    let reason = form
        .local
        .map_or_else(String::new, |local| local.comment.clone());
    html! { <VoidReport context={form.boxes.context.clone()} {reason} /> }
}

fn may_void(form: &Form<'_>) -> bool {
    let (device, key) = (form.state.device.get(), &form.boxes.context.key);
    let state = device.ahead(key);
    let command = Command::saying(CommandKind::Void, Some("-".to_owned()));
    let admits = |state: Stand| {
        !state.is_passed()
            && state != Stand::Void
            && obstacle(&command, &device.reviewer(key), Some(state), false).is_none()
    };
    form.boxes.context.may_report() && state.is_some_and(admits)
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    context: Rc<FormContext>,
    /// As far as it is written; it is kept when the screen is left.
    reason: AttrValue,
}

#[component]
fn VoidReport(props: &Props) -> Html {
    let Props { context, reason } = props;
    let tried = use_state(|| false);
    let area = use_node_ref();
    let unsaid = *tried && reason.trim().is_empty();
    let oninput = {
        let (send, key) = (context.send.clone(), context.key.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                let comment = clean(&area.value()).into_owned();
                let key = key.clone();
                send.emit(Action::Comment { key, comment });
            }
        })
    };
    let onclick = {
        let (send, key, reason) = (context.send.clone(), context.key.clone(), reason.clone());
        let (tried, area) = (tried.clone(), area.clone());
        Callback::from(move |_: MouseEvent| {
            if !reason.trim().is_empty() {
                let (key, reason) = (key.clone(), reason.to_string());
                send.emit(Action::Void { key, reason });
                return;
            }
            tried.set(true);
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                // It is on screen beside the button; a refusal changes nothing.
                let _ = area.focus();
            }
        })
    };
    html! {
        <details class="yb-details">
            <summary class="yb-details__summary">{ context.say(text::VOID_TITLE) }</summary>
            <p class="yb-muted">{ context.say(text::VOID_HELP) }</p>
            <label for="yb-void-reason">{ context.say(text::VOID_REASON) }</label>
            <textarea id="yb-void-reason" class="yb-input yb-input--area" rows="2" ref={area} autocomplete="off"
                value={reason.clone()} {oninput} aria-invalid={unsaid.then_some("true")}
                aria-describedby={unsaid.then_some("yb-void-unsaid")} />
            if unsaid {
                <p id="yb-void-unsaid" class="yb-review-bar__error" role="alert">{ context.say(text::VOID_UNSAID) }</p>
            }
            <button type="button" class="yb-button" {onclick}>{ Icon::Cross.view() }{ context.say(text::VOID_CONFIRM) }</button>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::plan::Nature;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::dispatch::Dispatch;
    use crate::state::testing::{project, report, state};

    #[test]
    fn who_reports_may_void_what_no_reviewer_has_passed() {
        let cases = [
            (Role::Clerk, None, false),
            (Role::Clerk, Some(Stand::Draft), true),
            (Role::Clerk, Some(Stand::Submitted), true),
            (Role::Clerk, Some(Stand::Returned), true),
            (Role::Clerk, Some(Stand::Reviewed(1)), false),
            (Role::Clerk, Some(Stand::Accepted), false),
            (Role::Clerk, Some(Stand::Void), false),
            (Role::Supervisor, Some(Stand::Submitted), false),
        ];
        for (role, stands, expected) in cases {
            let mut state = state(role);
            project(&mut state, "a", "滨江大道", Nature::Continuing);
            if let Some(stands) = stands {
                report(&mut state, "a", stands, &[("remarks", "误报")]);
            }
            let send = Dispatch::noop();
            let form = Form::new(&state, "a", &send).unwrap();
            assert_eq!(may_void(&form), expected, "{role:?} {stands:?}");
        }
    }
}
