//! Changes that do not go by themselves, because somebody has handed the report in meanwhile.

use yew::prelude::*;
use yuebao_domain::operation::Refusal;
use yuebao_domain::report::{Changes, FieldKey, FieldValue, difference};

use super::model::Form;
use super::notices::banner;
use crate::components::icon::Icon;
use crate::pages::pending::when;
use crate::state::Action;
use crate::text::{form as text, review};

/// What somebody else has handed in, what lies on top of it here, and what can be done.
pub(super) fn view(form: &Form<'_>) -> Html {
    let Some(back) = back(form) else {
        return Html::default();
    };
    let server = form.local.and_then(|local| local.server.as_ref());
    let received = server.map(|server| {
        let at = when::show(server.received_at.as_str(), form.boxes.context.lang);
        text::received(form.boxes.context.lang, &at, &server.by)
    });
    let one = |(key, theirs): (&FieldKey, &Option<FieldValue>)| {
        let own = shown(form, key, form.boxes.values.get(key));
        let theirs = shown(form, key, theirs.as_ref());
        let words = text::held_box(
            form.boxes.context.lang,
            &key.full_label(form.boxes.context.lang),
            &theirs,
            &own,
        );
        html! { <li key={key.to_string()}>{ words }</li> }
    };
    let button = if form.boxes.context.is_accepted() {
        review::SUBMIT_AMENDMENT
    } else {
        text::SUBMIT_AGAIN
    };
    let boxes: Html = back.iter().map(one).collect();
    let action = Action::Edit {
        project: form.boxes.context.project.to_string(),
        changes: back,
    };
    let discard = (form.boxes.context.send).reform(move |_: MouseEvent| action.clone());
    let content = html! {
        <>
            <p><strong>{ form.boxes.context.say(text::HELD) }</strong></p>
            if let Some(received) = received { <p>{ received }</p> }
            <ul class="yb-bullets">{ boxes }</ul>
            <p>{ text::held_advice(form.boxes.context.lang, form.boxes.context.say(button)) }</p>
            <button type="button" class="yb-button" onclick={discard}>{ form.boxes.context.say(text::DISCARD) }</button>
        </>
    };
    banner(&form.boxes.context, "warn", Icon::Pen, content, None)
}

/// Whether it is said here instead of among the refusals.
pub(super) fn is_shown(form: &Form<'_>) -> bool {
    back(form).is_some()
}

/// What makes the boxes say again what was handed in; `None` if there is nothing to tell.
fn back(form: &Form<'_>) -> Option<Changes> {
    let local = form.local.filter(|local| local.is_handed_in())?;
    let refused = local.refused.as_ref().and_then(|refused| refused.refusal);
    let is_news = local.is_overtaken() || refused == Some(Refusal::AlreadySubmitted);
    let is_held = form.boxes.context.may_report()
        && form
            .state
            .device
            .get()
            .is_held_back(&form.boxes.context.key);
    let server = local.server.as_ref()?;
    (is_news && is_held).then(|| difference(&form.boxes.values, &server.values))
}

fn shown(form: &Form<'_>, key: &FieldKey, value: Option<&FieldValue>) -> String {
    let lines = value.map(|value| {
        key.shown(
            value,
            form.boxes.context.decimals.shown,
            form.boxes.context.lang,
        )
    });
    match lines {
        Some(lines) => lines.join("; "),
        None => form.boxes.context.say(text::NOT_FILLED).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::device::{Refused, ReportKey};
    use yuebao_domain::operation::report::State as Stand;
    use yuebao_domain::plan::Nature;
    use yuebao_domain::report::Field;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::dispatch::Dispatch;
    use crate::state::State;
    use crate::state::testing::{env, key, project, report, state, values};

    fn discarding(state: &State) -> Option<Changes> {
        let send = Dispatch::noop();
        back(&Form::new(state, "a", &send).unwrap())
    }

    #[test]
    fn a_draft_that_another_tablet_forestalled_is_told_until_it_is_taken_back() {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        let theirs = [("month_investment", "260"), ("remarks", "x")];
        report(&mut state, "a", Stand::Submitted, &theirs);
        let draft = values(&[("month_investment", "250"), ("remarks", "x")]);
        let held: &mut dyn FnMut(ReportKey) = &mut |key| {
            let report = state.device.get_mut().reports.get_mut(&key).unwrap();
            report.draft = Some(draft.clone());
            report.refused = Some(Refused {
                findings: Vec::new(),
                refusal: Some(Refusal::AlreadySubmitted),
                detail: None,
            });
        };
        held(key("a"));
        let changes = discarding(&state).unwrap();
        let month = (Field::MonthInvestment.into(), Some("260".into()));
        assert_eq!(changes, Changes::from([month]));
        let discard = Action::Edit {
            project: "a".to_owned(),
            changes,
        };
        state.update(discard, &env());
        assert_eq!(
            (discarding(&state), state.device.needs_attention()),
            (None, 0)
        );
    }

    #[test]
    fn an_own_correction_of_what_was_handed_in_needs_no_news() {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        report(&mut state, "a", Stand::Submitted, &[("remarks", "x")]);
        let edit = Action::Edit {
            project: "a".to_owned(),
            changes: [(Field::Remarks.into(), Some("y".into()))].into(),
        };
        state.update(edit, &env());
        assert_eq!(discarding(&state), None);
        assert_eq!(state.device.needs_attention(), 1, "it is not handed in");
    }
}
