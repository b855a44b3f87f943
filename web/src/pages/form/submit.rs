//! The bar with 上报: what still stands in the way, or where the report is.

use web_sys::Element;
use yew::prelude::*;
use yuebao_domain::check::Finding;
use yuebao_domain::device::{Replica, Standing};
use yuebao_domain::rule::RuleCode;

use super::checks;
use super::model::Form;
use crate::components::focus;
use crate::components::icon::Icon;
use crate::pages::pending::when;
use crate::pages::review::bar::{Powers, ReviewBar};
use crate::state::Action;
use crate::text::{form as text, review};

/// What the bar says, and what its button is called; no button if there is nothing to hand in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bar {
    tone: &'static str,
    icon: Icon,
    words: String,
    button: Option<yuebao_domain::text::Words>,
}

pub(super) fn view(form: &Form<'_>) -> Html {
    let powers = Powers::of(form.state.device.get(), &form.boxes.context.key);
    if let Some(powers) = powers.filter(|_| form.boxes.context.may_review()) {
        let has_conflict = form.local.is_some_and(Replica::has_conflict);
        let comment = form.local.map_or("", |local| &local.comment).to_owned();
        return html! {
            <div class="yb-submit">
                <ReviewBar report={form.boxes.context.key.clone()} {powers} {has_conflict} {comment} lang={form.boxes.context.lang} send={form.boxes.context.send.clone()} />
            </div>
        };
    }
    if !form.boxes.context.may_report() {
        return Html::default();
    }
    let bar = bar(form);
    let blocked = !form.state.submission(&form.boxes.context.key).1.is_ready();
    let submit = Action::Submit {
        project: form.boxes.context.project.to_string(),
    };
    let send = form.boxes.context.send.clone();
    let onclick = Callback::from(move |event: MouseEvent| {
        send.emit(submit.clone());
        if let (true, Some(element)) = (blocked, event.target_dyn_into::<Element>()) {
            focus::jump(&element, checks::ID, checks::ID);
        }
    });
    let button = bar.button.map(|words| {
        html! { <button type="button" class="yb-button yb-button--main" part="button" {onclick}>{ Icon::Up.view() }{ form.boxes.context.say(words) }</button> }
    });
    html! {
        <div class="yb-submit">
            <p class={classes!("yb-submit__words", bar.tone)} role="status">{ bar.icon.view() }<span>{ bar.words }</span></p>
            { undo(form) }
            { button }
        </div>
    }
}

/// The button that takes the last change back, and says of which box.
fn undo(form: &Form<'_>) -> Html {
    let back = form
        .state
        .form
        .undo
        .last(&form.boxes.context.key, &form.boxes.values);
    let Some(back) = back.filter(|_| form.boxes.context.may_fill()) else {
        return Html::default();
    };
    let action = Action::Undo {
        project: form.boxes.context.project.to_string(),
    };
    let onclick = form
        .boxes
        .context
        .send
        .reform(move |_: MouseEvent| action.clone());
    let boxes: Vec<String> = back
        .keys()
        .map(|key| key.full_label(form.boxes.context.lang))
        .collect();
    let of_what = text::undo_of(form.boxes.context.lang, &boxes);
    html! {
        <button type="button" class="yb-button yb-button--plain yb-undo" {onclick}
            aria-label={of_what.clone()} title={of_what}>
            { Icon::Undo.view() }{ form.boxes.context.say(text::UNDO) }
        </button>
    }
}

fn bar(form: &Form<'_>) -> Bar {
    let standing = form
        .checked
        .map_or(Standing::Empty, |checked| checked.standing);
    // What is found while typing is listed already; pressing the button may find more.
    let found = form
        .checked
        .is_some_and(|checked| !checked.readiness.is_ready());
    let (_, submission) = form.state.submission(&form.boxes.context.key);
    let counts = (submission.to_correct.len(), submission.to_explain.len());
    let received = form.local.and_then(|local| local.server.as_ref());
    let received = received.map(|server| {
        text::received(
            form.boxes.context.lang,
            &when::show(server.received_at.as_str(), form.boxes.context.lang),
            &server.by,
        )
    });
    let accepted = form.boxes.context.is_accepted();
    let submit = if accepted {
        review::SUBMIT_AMENDMENT
    } else if form.local.is_some_and(Replica::is_handed_in) {
        text::SUBMIT_AGAIN
    } else {
        text::SUBMIT
    };
    let said = |tone, words| Bar {
        tone,
        icon: if tone.is_empty() {
            Icon::Pen
        } else {
            Icon::Check
        },
        words: form.boxes.context.say(words).to_owned(),
        button: None,
    };
    let has_moved = matches!(standing, Standing::Changed | Standing::Waiting);
    if accepted && form.boxes.context.may_fill() && !has_moved && !found {
        return said("", review::AMENDING_EMPTY);
    }
    match (standing, counts) {
        (Standing::Reviewed, _) => said("yb-submit__words--good", review::REVIEWED_BAR),
        (Standing::Accepted, _) => said("yb-submit__words--good", review::ACCEPTED_BAR),
        (Standing::Amended, _) => said("yb-submit__words--good", review::AMENDMENT_WAITS),
        (Standing::Submitted, _) => Bar {
            tone: "yb-submit__words--good",
            icon: Icon::Check,
            words: text::and_again(form.boxes.context.lang, &received.unwrap_or_default()),
            button: None,
        },
        (Standing::Waiting, _) => Bar {
            tone: "yb-submit__words--good",
            icon: Icon::Up,
            words: text::and_again(
                form.boxes.context.lang,
                form.boxes.context.say(text::WAITING),
            ),
            button: None,
        },
        (Standing::Changed, (0, 0)) => Bar {
            tone: "yb-submit__words--warn",
            icon: Icon::Pen,
            words: form.boxes.context.say(text::CHANGED).to_owned(),
            button: Some(submit),
        },
        (Standing::Empty, _) if !found => Bar {
            tone: "",
            icon: Icon::Circle,
            words: form.boxes.context.say(Standing::Empty.label()).to_owned(),
            button: Some(submit),
        },
        (_, (0, 0)) => Bar {
            tone: "yb-submit__words--good",
            icon: Icon::Check,
            words: form.boxes.context.say(text::READY).to_owned(),
            button: Some(submit),
        },
        // Until handing in is tried no finding says so.
        (_, (correct, explain)) if !found => Bar {
            tone: "",
            icon: Icon::Pen,
            words: if explain == 0 && submission.to_correct.iter().all(is_empty_box) {
                text::still_empty(form.boxes.context.lang, correct)
            } else {
                text::on_submitting(form.boxes.context.lang, correct, explain)
            },
            button: Some(submit),
        },
        (_, (correct, explain)) => Bar {
            tone: if correct > 0 {
                "yb-submit__words--bad"
            } else {
                "yb-submit__words--warn"
            },
            icon: if correct > 0 { Icon::Cross } else { Icon::Warn },
            words: text::still(form.boxes.context.lang, correct, explain),
            button: Some(submit),
        },
    }
}

/// Whether it says only that a required box is empty.
fn is_empty_box(finding: &Finding) -> bool {
    const EMPTY: RuleCode = RuleCode::new("C001");
    finding.code == EMPTY && finding.fields.len() == 1
}

#[cfg(test)]
mod tests {
    use yuebao_domain::operation::report::State as Stand;
    use yuebao_domain::plan::Nature;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::dispatch::Dispatch;
    use crate::state::State;
    use crate::state::testing::{env, project, report, state, values};

    fn words(state: &State) -> (bool, Bar) {
        let send = Dispatch::noop();
        let form = Form::new(state, "a", &send).unwrap();
        (form.boxes.context.may_fill(), bar(&form))
    }

    #[test]
    fn ready_is_said_only_of_a_form_whose_required_boxes_are_filled() {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        let fill = |state: &mut State, name: &str, text: &str| {
            let changes = values(&[(name, text)]).into_iter();
            let edit = Action::Edit {
                project: "a".to_owned(),
                changes: changes.map(|(key, value)| (key, Some(value))).collect(),
            };
            state.update(edit, &env());
            words(state).1.words
        };
        assert_eq!(
            fill(&mut state, "remarks", "连日降雨"),
            "上报前还有 4 处要填写或更正，1 处要说明。"
        );
        for (name, text) in [
            ("month_investment", "10"),
            ("since_start", "10"),
            ("year_to_date", "10"),
            ("status", "normal"),
        ] {
            fill(&mut state, name, text);
            says_what_pressing_says(&state);
        }
    }

    /// Presses the button on a copy.
    fn says_what_pressing_says(state: &State) {
        let said = words(state).1.words;
        let mut pressed = state.clone();
        let submit = Action::Submit {
            project: "a".to_owned(),
        };
        pressed.update(submit, &env());
        let handed_in = pressed.screen.notice == Some(crate::state::Notice::HandedIn);
        assert_eq!(
            said == "可以上报",
            handed_in,
            "{said}: {:?}",
            pressed.screen.notice
        );
        if let Some(crate::state::Notice::NotReady {
            to_correct,
            to_explain,
        }) = pressed.screen.notice
        {
            let named = |n: usize| n == 0 || said.contains(&n.to_string());
            assert!(named(to_correct) && named(to_explain), "{said}");
        }
    }

    #[test]
    fn a_completed_project_without_its_days_is_not_ready() {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Completing);
        let boxes = [
            ("month_investment", "100"),
            ("year_to_date", "3000"),
            ("since_start", "10000"),
            ("visual_progress", "已全部完工，正在办理验收手续"),
            ("status", "normal"),
        ];
        let changes = values(&boxes).into_iter();
        let edit = Action::Edit {
            project: "a".to_owned(),
            changes: changes.map(|(key, value)| (key, Some(value))).collect(),
        };
        state.update(edit, &env());
        assert_ne!(words(&state).1.words, "可以上报");
        says_what_pressing_says(&state);
    }

    #[test]
    fn an_accepted_report_opens_when_a_change_is_asked_for() {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Preparatory);
        report(&mut state, "a", Stand::Accepted, &[("remarks", "可研已批")]);
        state.update(Action::ShowMonth(state.screen.month.unwrap()), &env());
        let (open, read) = words(&state);
        assert_eq!((open, read.words.as_str()), (false, "已审定，现为只读。"));
        state.update(Action::OpenBoxes("a".to_owned()), &env());
        let (open, asked) = words(&state);
        assert_eq!((open, asked.button), (true, None));
        assert_eq!(asked.words, "请先改动要修改的栏目，再提交修改申请。");
        let edit = Action::Edit {
            project: "a".to_owned(),
            changes: (values(&[("remarks", "可研、用地已批")]).into_iter())
                .map(|(key, value)| (key, Some(value)))
                .collect(),
        };
        state.update(edit, &env());
        let (open, changed) = words(&state);
        assert!(open);
        assert_eq!(changed.button, Some(review::SUBMIT_AMENDMENT));
    }
}
