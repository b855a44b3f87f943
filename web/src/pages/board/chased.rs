//! 催报 as a text to copy.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::text::Lang;

use crate::js::copy_from;
use crate::text::board as text;

/// Props of [`Chased`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The list.
    pub(super) text: AttrValue,
    /// Language.
    pub(super) lang: Lang,
}

/// The text, and the button that copies it; by hand where the browser does not.
#[component]
pub(super) fn Chased(props: &Props) -> Html {
    let lang = props.lang;
    let copied = use_state(|| None::<AttrValue>);
    let area = use_node_ref();
    let copy = {
        let (area, copied, text) = (area.clone(), copied.clone(), props.text.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                copied.set(copy_from(&area).then(|| text.clone()));
            }
        })
    };
    let is_copied = copied.as_ref() == Some(&props.text);
    let rows = props.text.lines().count().clamp(3, 16).to_string();
    html! {
        <section class="yb-board-part">
            <div class="yb-board-head">
                <h2>{ text::CHASE.get(lang) }</h2>
                <button type="button" class="yb-button" onclick={copy}>
                    { if is_copied { text::COPIED } else { text::COPY }.get(lang) }
                </button>
            </div>
            <textarea ref={area} class="yb-input yb-input--area yb-board-text" {rows} readonly=true
                aria-label={text::CHASE_LABEL.get(lang)} value={props.text.clone()} />
            <pre class="yb-print-only yb-board-print">{ &props.text }</pre>
        </section>
    }
}
