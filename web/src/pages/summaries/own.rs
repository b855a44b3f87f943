//! The summary that is written here: four boxes, with the sentences that are made of the reports above two
//! of them.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::device::{Subject, SummaryKey};
use yuebao_domain::operation::summary::{
    CommandKind, Fault, Heading, LONGEST, State as Stands, Texts,
};
use yuebao_domain::text::{Lang, clean};

use super::model::One;
use super::one::Answer;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::state::{Action, OfficeStep, State, SummaryStep, TypedSummary};
use crate::text::summaries as text;

pub(super) fn view(state: &State, own: &One, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let held = &own.held;
    let stands = held.summary.state;
    let is_citys = own.key.is_citys();
    let name = if is_citys {
        text::CITY.get(lang)
    } else {
        &own.name
    };
    let chip = stands.unwrap_or(Stands::Draft).label().get(lang);
    let is_open = stands.is_none_or(Stands::is_open);
    let button = |icon: Icon, words: &'static str, is_main: bool, step: SummaryStep| {
        let of = own.key.clone();
        let onclick = send.reform(move |_: MouseEvent| {
            Action::Office(OfficeStep::Summary(of.clone(), step.clone()))
        });
        let class = classes!("yb-button", is_main.then_some("yb-button--main"));
        html! { <button type="button" {class} {onclick}>{ icon.view() }{ words }</button> }
    };
    html! {
        <section class="yb-summaries__own">
            <h2>{ name }{ " " }<span class="yb-chip">{ chip }</span></h2>
            { refused(state, &own.key, send) }
            if let Some(reason) = &held.summary.returned {
                <div class="yb-banner yb-banner--warn">{ Icon::Undo.view() }<p>{ text::RETURNED.get(lang) }{ reason }</p></div>
            }
            if !is_open {
                <p class="yb-summaries__line yb-muted">{ Icon::Info.view() }{ text::CLOSED.get(lang) }</p>
            }
            <Boxes key={own.key.month.to_string()} one={own.key.clone()} stands={held.summary.texts.clone()}
                typed={TypedSummary::of(state.device.get(), &own.key)} made={own.made.to_vec()} {is_open} {lang} send={send.clone()} />
            <div class="yb-summaries__answer">
                if is_open && !is_citys { { button(Icon::Up, text::HAND_IN.get(lang), true, SummaryStep::HandIn) } }
                if is_open && is_citys { { button(Icon::Check, text::ACCEPT.get(lang), true, SummaryStep::Accept) } }
                if stands == Some(Stands::HandedIn) { { button(Icon::Undo, text::WITHDRAW.get(lang), false, SummaryStep::Withdraw) } }
            </div>
            // below the buttons: a line that comes when a box is left must not move them from under the finger
            if is_open && !is_citys && held.summary.texts.is_wanting() {
                <p class="yb-summaries__line yb-muted">{ Icon::Info.view() }{ Fault::Wanting.words().get(lang) }</p>
            }
            if held.waiting > 0 {
                <p class="yb-summaries__line yb-muted">{ Icon::Up.view() }{ text::WAITING.get(lang) }</p>
            }
            if is_citys {
                <Answer key={held.log.steps.len()} of={own.key.clone()} stands={stands.map(Stands::key)} {lang} send={send.clone()} />
            }
            { said(own, lang) }
        </section>
    }
}

/// Props of [`Boxes`].
#[derive(Clone, PartialEq, Properties)]
struct Props {
    one: SummaryKey,
    /// What stands there now.
    stands: Texts,
    /// What is typed over it.
    typed: TypedSummary,
    /// The sentences above each box.
    made: Vec<Vec<String>>,
    is_open: bool,
    lang: Lang,
    send: Dispatch,
}

/// What is typed is stored as it is typed, and written whenever a box is left.
#[component]
fn Boxes(props: &Props) -> Html {
    // of a page that was ended while somebody typed
    let is_left = props.is_open && props.typed.is_left(&props.stands);
    let write = props.act(SummaryStep::Write);
    use_effect_with((), move |()| {
        if is_left {
            write();
        }
    });
    let fields = (0..).zip(Heading::ALL);
    let fields = fields.map(|(at, heading)| field(props, at, heading));
    html! { <>{ for fields }</> }
}

impl Props {
    fn act(&self, step: SummaryStep) -> impl Fn() + use<> {
        let (send, of) = (self.send.clone(), self.one.clone());
        move || {
            let step = OfficeStep::Summary(of.clone(), step.clone());
            send.emit(Action::Office(step));
        }
    }
}

fn field(props: &Props, at: usize, heading: Heading) -> Html {
    let lang = props.lang;
    let id = format!("yb-summary-{at}");
    let oninput = {
        let (send, of) = (props.send.clone(), props.one.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                let step = SummaryStep::Type(heading, clean(&area.value()).into_owned());
                send.emit(Action::Office(OfficeStep::Summary(of.clone(), step)));
            }
        })
    };
    // a box is also left when a tablet puts the page into the background, and may end it there
    let onblur = {
        let write = props.act(SummaryStep::Write);
        Callback::from(move |_: FocusEvent| write())
    };
    let made = props.made.get(at).into_iter().flatten();
    let help = if heading.is_prefilled() {
        text::BENEATH
    } else {
        text::BY_HAND
    };
    let other = props.typed.other(heading, &props.stands);
    html! {
        <div class="yb-summaries__part">
            <h3>{ heading.label().get(lang) }</h3>
            { for made.map(|sentence| html! { <p class="yb-summaries__made">{ sentence }</p> }) }
            <label for={id.clone()} class="yb-muted">{ heading.label().get(lang) }{ text::COLON.get(lang) }{ help.get(lang) }</label>
            <textarea {id} class="yb-input yb-input--area" rows="5" maxlength={LONGEST.to_string()} readonly={!props.is_open}
                value={props.typed.shown(heading, &props.stands).to_owned()} {oninput} {onblur} />
            if let Some(other) = other {
                <p class="yb-banner yb-banner--warn" role="status">{ Icon::Split.view() }{ text::OTHER.get(lang) }{ other }</p>
            }
        </div>
    }
}

/// What was decided, the newest first.
pub(super) fn said(one: &One, lang: Lang) -> Html {
    let steps = one.held.log.steps.iter().rev();
    let steps = steps.filter(|step| step.command.kind != CommandKind::Write);
    let lines = steps.map(|step| {
        let reason = step.command.reason.as_deref();
        html! {
            <li>
                { step.command.kind.label().get(lang) }{ " · " }{ &step.by }{ " · " }{ when::show(step.at.as_str(), lang) }
                if let Some(reason) = reason { { text::COLON.get(lang) }{ reason } }
            </li>
        }
    });
    let lines: Vec<Html> = lines.collect();
    if lines.is_empty() {
        return Html::default();
    }
    html! { <ul class="yb-summaries__said">{ for lines }</ul> }
}

/// Why something was not taken, with what was written, to be copied.
pub(super) fn refused(state: &State, key: &SummaryKey, send: &Dispatch) -> Html {
    let subject = Subject::Summary(key.clone());
    let Some((refused, declined)) = state.device.get().not_taken(&subject) else {
        return Html::default();
    };
    let lang = state.display.lang;
    let why = refused.refusal.map(|refusal| refusal.words().get(lang));
    let of = key.clone();
    let read = send.reform(move |_: MouseEvent| {
        Action::Office(OfficeStep::Summary(of.clone(), SummaryStep::Dismiss))
    });
    let wanted = declined.iter().filter_map(|one| one.command.of_summary());
    let kept = wanted.flat_map(|command| {
        let texts = command.texts.as_deref();
        let said = Heading::ALL.into_iter().filter_map(move |heading| {
            let text = texts.and_then(|texts| texts.of(heading))?;
            Some(html! { <p>{ heading.label().get(lang) }{ text::COLON.get(lang) }{ text }</p> })
        });
        std::iter::once(html! { <p>{ command.kind.label().get(lang) }</p> }).chain(said)
    });
    html! {
        <div class="yb-banner yb-banner--warn" role="alert">
            { Icon::Warn.view() }
            <div>
                <p>{ text::REFUSED.get(lang) }{ why.unwrap_or_default() }</p>
                if let Some(detail) = &refused.detail { <p>{ detail }</p> }
                { for kept }
                <button type="button" class="yb-button" onclick={read}>{ text::READ.get(lang) }</button>
            </div>
        </div>
    }
}
