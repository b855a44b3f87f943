//! The box for what is said of a question, and the buttons that say it.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::operation::question::CommandKind;
use yuebao_domain::text::{Lang, Words, clean};

use crate::components::icon::Icon;
use crate::text::questions as text;

/// Props of [`Writing`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The id of the box.
    pub(crate) id: AttrValue,
    /// Language.
    pub(crate) lang: Lang,
    /// What the box is called.
    pub(crate) label: Words,
    /// What to write.
    pub(crate) hint: Words,
    /// As far as it is written; it is kept when the screen is left.
    pub(crate) written: AttrValue,
    /// The buttons.
    pub(crate) steps: Vec<CommandKind>,
    /// Where what is written goes.
    pub(crate) note: Callback<String>,
    /// Where a step goes, with the words.
    pub(crate) step: Callback<(CommandKind, String)>,
    /// What else can be done.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// See the module.
#[component]
pub(crate) fn Writing(props: &Props) -> Html {
    let Props { id, lang, .. } = props;
    let lang = *lang;
    let tried = use_state(|| false);
    let area = use_node_ref();
    let missing = *tried && props.written.trim().is_empty();
    let oninput = {
        let note = props.note.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                note.emit(clean(&area.value()).into_owned());
            }
        })
    };
    let press = |step: CommandKind| {
        let (tried, area) = (tried.clone(), area.clone());
        let (say, written) = (props.step.clone(), props.written.clone());
        Callback::from(move |_: MouseEvent| {
            if step.needs_words() && written.trim().is_empty() {
                tried.set(true);
                if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                    // It is on screen beside the button; a refusal changes nothing.
                    let _ = area.focus();
                }
                return;
            }
            say.emit((step, written.to_string()));
        })
    };
    let button = |step: &CommandKind| {
        let main = is_main(*step).then_some("yb-button--main");
        html! {
            <button type="button" class={classes!("yb-button", main)} onclick={press(*step)}>
                { icon(*step).view() }{ text::button(*step).get(lang) }
            </button>
        }
    };
    let hint_id = format!("{id}-hint");
    let hint = if missing {
        text::WORDS_MISSING
    } else {
        props.hint
    };
    html! {
        <div class="yb-writing">
            <label for={id.clone()}>{ props.label.get(lang) }</label>
            <textarea {id} class="yb-input yb-input--area" rows="2" ref={area.clone()} autocomplete="off"
                value={props.written.clone()} {oninput} aria-describedby={hint_id.clone()}
                aria-invalid={missing.then_some("true")} />
            <p id={hint_id} class={classes!("yb-review-bar__hint", missing.then_some("yb-review-bar__error"))}
                role={missing.then_some("alert")}>{ hint.get(lang) }</p>
            <div class="yb-writing__buttons">{ for props.steps.iter().map(button) }{ props.children.clone() }</div>
        </div>
    }
}

/// What is done most often.
const fn is_main(step: CommandKind) -> bool {
    matches!(
        step,
        CommandKind::Ask | CommandKind::Answer | CommandKind::Close
    )
}

const fn icon(step: CommandKind) -> Icon {
    match step {
        CommandKind::Ask | CommandKind::AskAgain => Icon::Ask,
        CommandKind::Answer => Icon::Speech,
        CommandKind::Close => Icon::Check,
        CommandKind::Withdraw => Icon::Undo,
    }
}
