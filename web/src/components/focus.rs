//! Moving the focus within the form: to the next box, or to a named one.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The form that an element stands in.
const FORM: &str = ".yb-form, .yb-figures";
/// The screen within which a finding leads to what it is about.
const SCREEN: &str = ".yb-form, .yb-summary";
/// What can be filled.
const BOXES: &str = "input:not(:disabled), textarea:not(:disabled), select:not(:disabled)";

/// The form that is shown.
pub fn form(root: &Element) -> Option<Element> {
    root.query_selector(FORM).ok().flatten()
}

/// Moves the focus to the next visible box of the form; a group of radio buttons is one box.
pub fn next_box(from: &Element) {
    let Ok(Some(form)) = from.closest(FORM) else {
        return;
    };
    let Ok(boxes) = form.query_selector_all(BOXES) else {
        return;
    };
    let boxes = (0..boxes.length()).filter_map(|at| boxes.item(at)?.dyn_into::<HtmlElement>().ok());
    let group = from.get_attribute("name");
    let next = boxes
        .skip_while(|one| one.as_ref() as &Element != from)
        .skip(1)
        .filter(|one| group.is_none() || one.get_attribute("name") != group)
        .find(|one| one.offset_parent().is_some());
    if let Some(next) = next {
        give(&next);
    }
}

/// Moves the focus to the element with this id on the same screen, opening what hides it. Without
/// such an element, to the `fallback`.
pub fn jump(from: &Element, id: &str, fallback: &str) {
    let Ok(Some(form)) = from.closest(SCREEN) else {
        return;
    };
    let find = |id: &str| {
        form.query_selector(&format!("[id=\"{id}\"]"))
            .ok()
            .flatten()
    };
    let Some(target) = find(id).or_else(|| find(fallback)) else {
        return;
    };
    let mut inside = Some(target.clone());
    while let Some(element) = inside {
        let Ok(Some(details)) = element.closest("details") else {
            break;
        };
        let _ = details.set_attribute("open", "");
        inside = details.parent_element();
    }
    if let Ok(target) = target.dyn_into::<HtmlElement>() {
        give(&target);
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_behavior(ScrollBehavior::Auto);
        target.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// An element that has gone meanwhile cannot take the focus, which then stays where it is.
fn give(element: &HtmlElement) {
    let _ = element.focus();
}
