//! A menu below its button: a tap outside, Escape, or leaving it with the keyboard closes it.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

/// Props of [`Menu`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Of the whole.
    pub class: AttrValue,
    /// What the button shows.
    pub label: Html,
    /// What the menu holds.
    pub children: Html,
}

/// The menu with its button.
#[component]
pub fn Menu(props: &Props) -> Html {
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            let options = EventListenerOptions::run_in_capture_phase();
            let taps = EventListener::new_with_options(
                &gloo::utils::window(),
                "pointerdown",
                options,
                move |event| {
                    let path = event.composed_path();
                    // by hand: a page may have put its own `includes` into `Array`
                    let inside = |menu: &Element| {
                        let menu: &JsValue = menu.as_ref();
                        (0..path.length()).any(|at| path.get(at) == *menu)
                    };
                    if let Some(menu) = place.cast::<Element>()
                        && !inside(&menu)
                    {
                        close(&menu);
                    }
                },
            );
            move || drop(taps)
        });
    }
    let onkeydown = {
        let place = place.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(menu) = place.cast::<Element>()
                && event.key() == "Escape"
                && menu.has_attribute("open")
            {
                event.stop_propagation();
                close(&menu);
                if let Ok(Some(button)) = menu.query_selector("summary")
                    && let Ok(button) = button.dyn_into::<HtmlElement>()
                {
                    // The button is on screen; a refusal leaves the focus where it is.
                    let _ = button.focus();
                }
            }
        })
    };
    let onfocusout = {
        let place = place.clone();
        Callback::from(move |event: FocusEvent| {
            let to = event
                .related_target()
                .and_then(|to| to.dyn_into::<Node>().ok());
            if let (Some(menu), Some(to)) = (place.cast::<Element>(), to)
                && !menu.contains(Some(&to))
            {
                close(&menu);
            }
        })
    };
    html! {
        <details class={props.class.clone()} ref={place} {onkeydown} {onfocusout}>
            <summary>{ props.label.clone() }</summary>
            { props.children.clone() }
        </details>
    }
}

fn close(menu: &Element) {
    // An attribute that is not there is no fault.
    let _ = menu.remove_attribute("open");
}
