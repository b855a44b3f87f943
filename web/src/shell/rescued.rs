//! The text of a rescue file, where the browser may not have been allowed to download it.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::text::Lang;

use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::js::copy_from;
use crate::state::Action;
use crate::text::shell as text;

/// Props of [`Rescued`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The text.
    pub(super) content: AttrValue,
    /// Language.
    pub(super) lang: Lang,
    /// Where actions go.
    pub(super) send: Dispatch,
}

/// The text to copy, by the button or by hand.
#[component]
pub(super) fn Rescued(props: &Props) -> Html {
    let lang = props.lang;
    let is_copied = use_state(|| false);
    let area = use_node_ref();
    let copy = {
        let (area, is_copied) = (area.clone(), is_copied.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                is_copied.set(copy_from(&area));
            }
        })
    };
    let hide = props.send.reform(|_: MouseEvent| Action::HideRescue);
    html! {
        <div class="yb-banner yb-banner--warn yb-rescued">
            { Icon::Download.view() }
            <p>{ text::RESCUE_TEXT.get(lang) }</p>
            <textarea ref={area} rows="4" readonly=true aria-label={text::RESCUE_LABEL.get(lang)} value={props.content.clone()} />
            <button type="button" class="yb-button" onclick={copy}>
                { if *is_copied { text::COPIED } else { text::COPY }.get(lang) }
            </button>
            <button type="button" class="yb-button" onclick={hide}>{ text::CLOSE.get(lang) }</button>
        </div>
    }
}
