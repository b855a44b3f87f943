//! Where a list was left, to come back to it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Where the list was when one of its rows was opened.
#[derive(Debug)]
pub(crate) struct Place {
    scrolled: i32,
    row: Option<i32>,
}

impl Place {
    /// Remembers where the list in `root` is, and where the row of `project` is on screen.
    pub(crate) fn of(root: &Element, project: &str) -> Option<Self> {
        Some(Self {
            scrolled: scroller(root)?.scroll_top(),
            row: row(root, project).map(|row| top(&row)),
        })
    }

    /// Shows the list as it was, and gives the row the focus if it is still where it was.
    pub(crate) fn return_to(&self, root: &Element, project: &str) {
        let Some(scroller) = scroller(root) else {
            return;
        };
        scroller.set_scroll_top(self.scrolled);
        let Some((row, before)) = row(root, project).zip(self.row) else {
            return;
        };
        // Rows that were not drawn yet have a height that is only guessed.
        let moved = top(&row) - before;
        if moved.abs() > scroller.client_height() {
            return; // it stands under another heading now
        }
        scroller.set_scroll_top(scroller.scroll_top() + moved);
        // A row that refuses the focus is on screen all the same.
        let _ = row.focus();
    }
}

/// Where an element is on screen, in whole pixels.
fn top(element: &Element) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a page is not two thousand million pixels high; the cast saturates"
    )]
    let top = element.get_bounding_client_rect().top().round() as i32;
    top
}

fn row(root: &Element, project: &str) -> Option<HtmlElement> {
    let rows = root.query_selector_all("[data-project]").ok()?;
    (0..rows.length())
        .filter_map(|at| rows.item(at)?.dyn_into::<HtmlElement>().ok())
        .find(|row| row.get_attribute("data-project").as_deref() == Some(project))
}

/// What scrolls around the widget: an element of the host page, or the page itself.
fn scroller(root: &Element) -> Option<Element> {
    let window = gloo::utils::window();
    let mut inside = Some(root.clone());
    while let Some(element) = inside {
        let style = window.get_computed_style(&element).ok().flatten();
        let overflow = style.and_then(|style| style.get_property_value("overflow-y").ok());
        let scrolls = overflow.is_some_and(|overflow| overflow == "auto" || overflow == "scroll");
        if scrolls && element.scroll_height() > element.client_height() {
            return Some(element);
        }
        let host = || {
            element
                .get_root_node()
                .dyn_into::<web_sys::ShadowRoot>()
                .ok()
        };
        inside = (element.parent_element()).or_else(|| host().map(|root| root.host()));
    }
    gloo::utils::document().scrolling_element()
}
