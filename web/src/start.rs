//! What the program begins with, and how what is there first sees it: so neither names the other.

use web_sys::Element;
use yew::{Callback, Html, NodeRef};
use yuebao_domain::text::Lang;

use crate::state::{Input, View};
use crate::text_size::TextSize;

/// What the element hands over when it mounts.
#[derive(Debug, Clone)]
pub struct Props {
    /// Where it is drawn, inside the element.
    pub place: Element,
    /// Base URL of the server, without a slash at its end.
    pub server: String,
    /// Attribute `lang`.
    pub lang: Lang,
    /// Attribute `view`.
    pub view: Option<View>,
    /// Attribute `text-size`.
    pub text_size: Option<TextSize>,
    /// Property `token`.
    pub token: Option<String>,
    /// Whether there is a property `getToken`.
    pub gives_tokens: bool,
}

/// What the program tells itself.
pub type Internal = Box<dyn std::any::Any>;

/// The program, as what is there first sees it.
pub trait Work {
    /// Something was said from outside.
    fn take_input(&mut self, input: Input);
    /// It told itself something.
    fn take_internal(&mut self, message: Internal);
    /// The language of what is shown.
    fn lang(&self) -> Lang;
    /// How large its text is.
    fn text_size(&self) -> TextSize;
    /// Whether whoever was here before the element was taken out still is.
    fn may_return(&self) -> bool;
    /// What is shown.
    fn view(&self) -> Html;
    /// It was drawn.
    fn drawn(&mut self);
}

/// What the program begins with.
pub struct Start {
    /// What the element has handed over.
    pub props: Props,
    /// Where it is drawn.
    pub root: NodeRef,
    /// The way to itself.
    pub internal: Callback<Internal>,
    /// The screen that is there is the login form.
    pub logs_in: bool,
}
