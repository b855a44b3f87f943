//! Questions (疑问) on the form: each at the box that it is about. Those about boxes that the form does
//! not show stand at the top of their section, or of the form.

use web_sys::Element;
use yew::prelude::*;
use yuebao_domain::device::ReportKey;
use yuebao_domain::operation::question::CommandKind;
use yuebao_domain::report::records::{EXPLANATION, Entries};
use yuebao_domain::report::{FieldKey, Section};

use super::boxes::Boxes;
use super::field;
use super::notices::banner;
use crate::components::focus;
use crate::components::icon::Icon;
use crate::pages::questions::model::Thread;
use crate::pages::questions::view;
use crate::pages::questions::words::Writing;
use crate::state::{Action, Inquiry, question_id};
use crate::text::questions as text;

/// What was asked about the box, and the box for what is being asked.
pub(super) fn at(boxes: &Boxes, key: &FieldKey) -> Html {
    let threads = boxes.questions.iter().filter(|it| it.field == *key);
    let threads: Vec<Html> = threads
        .map(|it| view(it, boxes.context.lang, &boxes.context.send))
        .collect();
    let asking = boxes.asking.iter().find(|(field, _)| field == key);
    let asking = asking.map(|(field, written)| ask(boxes, field, written));
    if threads.is_empty() && asking.is_none() {
        return Html::default();
    }
    html! { <div class="yb-questions">{ threads }{ asking }</div> }
}

/// The small button at a box, for those who review. Of a report that the server has not got nothing
/// can be asked.
pub(super) fn button(boxes: &Boxes, key: &FieldKey, label: &str) -> Html {
    if !boxes.context.may_ask() || !boxes.context.has_history {
        return Html::default();
    }
    let is_open = boxes.asking.iter().any(|(field, _)| field == key);
    let at = Some((boxes.context.key.clone(), key.clone())).filter(|_| !is_open);
    let onclick = boxes
        .context
        .send
        .reform(move |_: MouseEvent| Action::Question(Inquiry::Asking(at.clone())));
    html! {
        <button type="button" class="yb-history-button" aria-label={text::ask_about(label, boxes.context.lang)}
            title={boxes.context.say(text::ASK)} aria-expanded={is_open.to_string()} {onclick}>{ Icon::Ask.view() }</button>
    }
}

fn ask(boxes: &Boxes, field: &FieldKey, written: &str) -> Html {
    let say = |inquiry: fn(ReportKey, FieldKey, String) -> Inquiry| {
        let (key, field) = (boxes.context.key.clone(), field.clone());
        (boxes.context.send)
            .reform(move |text| Action::Question(inquiry(key.clone(), field.clone(), text)))
    };
    let keep = say(|key, field, text| Inquiry::NoteQuestion { key, field, text });
    let step = say(|key, field, text| Inquiry::Ask { key, field, text });
    let step = step.reform(|(_, text)| text);
    let cancel = {
        let (forget, send) = (keep.clone(), boxes.context.send.clone());
        Callback::from(move |_: MouseEvent| {
            forget.emit(String::new());
            send.emit(Action::Question(Inquiry::Asking(None)));
        })
    };
    html! {
        <div class="yb-question yb-question--info">
            <Writing id={format!("{}-question", field::id(field))} lang={boxes.context.lang} label={text::ASK_LABEL}
                hint={text::ASK_HINT} written={written.to_owned()} steps={vec![CommandKind::Ask]} note={keep} {step}>
                <button type="button" class="yb-button yb-button--plain" onclick={cancel}>{ boxes.context.say(text::CANCEL) }</button>
            </Writing>
        </div>
    }
}

/// Those about boxes that are not shown, at the top of a `section`.
pub(super) fn of_section(boxes: &Boxes, section: Section) -> Html {
    strays(boxes, |it| it.field.section() == section)
}

/// At the top of the form: a way to each that waits for this user, and those about what stands in no
/// section.
pub(super) fn of_form(boxes: &Boxes) -> Html {
    html! { <>{ waiting(boxes) }{ strays(boxes, |it| is_explanation(&it.field)) }</> }
}

fn waiting(boxes: &Boxes) -> Html {
    let mut mine = boxes.questions.iter().filter(|it| it.is_mine).peekable();
    if mine.peek().is_none() {
        return Html::default();
    }
    let one = |thread: &Thread| {
        let id = question_id(&thread.key);
        let onclick = Callback::from(move |event: MouseEvent| {
            if let Some(element) = event.target_dyn_into::<Element>() {
                focus::jump(&element, &id, &id);
            }
        });
        let words = [text::ONE.get(boxes.context.lang), &thread.label].join(" ");
        html! { <button type="button" class="yb-button yb-button--small" {onclick}>{ words }{ Icon::Down.view() }</button> }
    };
    let content = html! {
        <>
            <p>{ boxes.context.say(text::WAITING) }</p>
            <p class="yb-questions__jumps">{ for mine.map(|it| one(it)) }</p>
        </>
    };
    banner(&boxes.context, "warn", Icon::Ask, content, None)
}

fn strays(boxes: &Boxes, wanted: impl Fn(&Thread) -> bool) -> Html {
    let threads = boxes.questions.iter();
    let mut threads = threads
        .filter(|it| wanted(it) && !has_place(boxes, &it.field))
        .peekable();
    if threads.peek().is_none() {
        return Html::default();
    }
    let one = |thread: &Thread| {
        html! {
            <div key={thread.key.id.clone()}>
                <p class="yb-questions__of"><strong>{ &thread.label }</strong></p>
                { view(thread, boxes.context.lang, &boxes.context.send) }
            </div>
        }
    };
    html! {
        <div class="yb-questions">
            <p class="yb-muted">{ boxes.context.say(text::ELSEWHERE) }</p>
            { for threads.map(|it| one(it)) }
        </div>
    }
}

/// Whether the form shows the box.
pub(super) fn has_place(boxes: &Boxes, key: &FieldKey) -> bool {
    match key.field() {
        // Whatever is asked about is shown.
        Some(_) => true,
        None => key
            .entry()
            .is_some_and(|(record, id)| match record.entries {
                Entries::Added(_) => boxes.values.contains_key(key),
                Entries::Of(_) => record.name(id, boxes.context.lang).is_some(),
                Entries::Beside => false,
            }),
    }
}

pub(super) fn is_explanation(key: &FieldKey) -> bool {
    key.id_in(&EXPLANATION).is_some()
}

#[cfg(test)]
mod tests {
    use yuebao_domain::operation::question::CommandKind::Ask;
    use yuebao_domain::operation::report::State as Stand;
    use yuebao_domain::plan::Nature;
    use yuebao_domain::report::Field;
    use yuebao_domain::rights::Role;

    use super::super::model::Form;
    use super::*;
    use crate::dispatch::Dispatch;
    use crate::state::State;
    use crate::state::testing::{key, project, question, report, state, values};

    const ASKED: (CommandKind, &str, &str, &str) = (Ask, "office", "2022-05-28T17:00:00Z", "？");

    fn with_questions(nature: Nature, fields: &[&str]) -> State {
        let mut state = state(Role::CountyCoordinator);
        project(&mut state, "a", "滨江大道", nature);
        report(&mut state, "a", Stand::Submitted, &[("problem.1-x", "")]);
        for field in fields {
            question(&mut state, "a", field, &[ASKED]);
        }
        state
    }

    /// Each question that a form shows, by where it stands.
    fn places(state: &State) -> Vec<(&'static str, String)> {
        let send = Dispatch::noop();
        let form = Form::new(state, "a", &send).unwrap();
        let mut places = Vec::new();
        let whole = form
            .boxes
            .questions
            .iter()
            .filter(|it| is_explanation(&it.field));
        places.extend(whole.map(|it| ("form", it.field.to_string())));
        for section in form.sections() {
            let boxes = form.boxes.section(section);
            for thread in &boxes.questions {
                let place = match thread.field.field() {
                    Some(field) if boxes.is_shown(field) => "box",
                    None if has_place(&boxes, &thread.field) => "box",
                    _ => "section",
                };
                places.push((place, thread.field.to_string()));
            }
        }
        places.sort_by(|one, other| one.1.cmp(&other.1));
        places
    }

    #[test]
    fn a_question_about_any_box_stands_once_on_the_form() {
        let mut fields: Vec<&str> = Field::ALL.iter().map(|field| field.key()).collect();
        fields.sort_unstable();
        for nature in [Nature::Continuing, Nature::Preparatory] {
            let state = with_questions(nature, &fields);
            let shown: Vec<String> = places(&state).into_iter().map(|(_, field)| field).collect();
            assert_eq!(shown, fields, "{nature:?}");
            assert!(places(&state).iter().all(|(place, _)| *place == "box"));
        }
    }

    #[test]
    fn questions_about_what_is_not_shown_are_not_lost() {
        let state = with_questions(
            Nature::Continuing,
            &[
                "explanation.M107.since_start",
                "from_a_newer_form",
                "milestone.from_a_newer_form",
                "milestone.permit",
                "problem.1-x",
                "problem.2-x",
            ],
        );
        let places = places(&state);
        let places: Vec<(&str, &str)> = places.iter().map(|(at, of)| (*at, of.as_str())).collect();
        assert_eq!(
            places,
            [
                ("form", "explanation.M107.since_start"),
                ("section", "from_a_newer_form"),
                ("section", "milestone.from_a_newer_form"),
                ("box", "milestone.permit"),
                ("box", "problem.1-x"),
                ("section", "problem.2-x"),
            ]
        );
    }

    #[test]
    fn what_is_being_asked_is_drawn_at_its_box_alone() {
        let mut state = with_questions(Nature::Continuing, &[]);
        state.form.asking = Some((key("a"), FieldKey::from(Field::Remarks)));
        let field = FieldKey::from(Field::Status);
        let stamp = crate::state::testing::env().stamp;
        (state.device)
            .get_mut()
            .note_question(&key("a"), &field, "停工？", &stamp);
        let send = Dispatch::noop();
        let form = Form::new(&state, "a", &send).unwrap();
        let at = |field: Field| form.boxes.only(|key| *key == FieldKey::from(field)).asking;
        assert_eq!(at(Field::Remarks), [(Field::Remarks.into(), String::new())]);
        assert_eq!(at(Field::Status), [(field, "停工？".to_owned())]);
        assert!(at(Field::HaltReason).is_empty());
        assert_eq!(values(&[]), form.boxes.only(|_| false).values);
    }
}
