//! A box that somebody types into: an amount, a day, a line, or a text that grows.
//!
//! While it has the focus it shows exactly what was typed, so that neither an input method nor
//! the cursor is disturbed; without the focus it shows the stored value, formatted.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use yuebao_domain::money;
use yuebao_domain::period::parse_day;

use super::focus;
use super::target::Target;
use crate::state::cells;

/// What the box is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// 万元, shown with at least so many places.
    Amount(u32),
    /// A day between two days, both as `2022-05-08`.
    Day {
        /// The earliest that makes sense.
        min: AttrValue,
        /// The latest that makes sense.
        max: AttrValue,
    },
    /// One line.
    Line,
    /// Several lines.
    Area,
}

impl Form {
    /// What is stored of `typed`; `None` for an empty box. What is not understood is kept as it is.
    fn stored(&self, typed: &str) -> Option<String> {
        match self {
            Self::Amount(_) => match money::parse(typed) {
                Ok(amount) => amount.map(|amount| amount.to_string()),
                Err(_) => Some(typed.to_owned()),
            },
            Self::Day { .. } | Self::Line | Self::Area => {
                (!typed.trim().is_empty()).then(|| typed.to_owned())
            }
        }
    }

    /// What a box without the focus shows of a stored value.
    fn shown(&self, stored: &str) -> String {
        match self {
            Self::Amount(places) => money::parse_plain(stored)
                .map_or_else(|_| stored.to_owned(), |amount| amount.grouped(*places)),
            Self::Day { .. } => {
                parse_day(stored).map_or_else(|_| String::new(), |_| stored.to_owned())
            }
            Self::Line | Self::Area => stored.to_owned(),
        }
    }
}

/// Props of [`Typed`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// What the box is for.
    pub form: Form,
    /// Unique in the form; the label's `for`.
    pub id: AttrValue,
    /// The stored value; empty if there is none.
    pub value: AttrValue,
    /// Where it goes.
    pub target: Target,
    /// Ids of what describes it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// A mandatory finding stands here.
    #[prop_or_default]
    pub invalid: bool,
    /// It may not stay empty.
    #[prop_or_default]
    pub required: bool,
    /// Its name, where no label stands beside it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// What happens to a box.
#[derive(Debug)]
pub enum Message {
    /// It got the focus.
    Focus,
    /// It lost the focus.
    Blur,
    /// It holds this now.
    Input(String),
    /// A column of cells was pasted.
    Paste(Vec<String>),
}

/// See the module.
#[derive(Debug)]
pub struct Typed {
    /// What was typed, while the box has the focus.
    pending: Option<String>,
    /// It has just got the focus.
    is_entered: bool,
    /// The text that it has grown with: to measure it anew makes the browser lay out the page.
    grown: Option<String>,
    element: NodeRef,
}

impl Component for Typed {
    type Message = Message;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self {
            pending: None,
            is_entered: false,
            grown: None,
            element: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Focus => {
                self.pending = Some(ctx.props().value.to_string());
                self.is_entered = true;
            }
            Message::Blur => self.pending = None,
            Message::Paste(cells) => ctx.props().target.paste(cells),
            Message::Input(typed) => {
                let props = ctx.props();
                let stored = props.form.stored(&typed);
                self.pending = Some(typed);
                if stored.as_deref().unwrap_or_default() != props.value.as_str() {
                    // It is drawn when it comes back as the stored value.
                    props.target.put(stored);
                    return false;
                }
                // The box shows it already; but a text may have to grow.
                return props.form == Form::Area;
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Props) -> bool {
        let props = ctx.props();
        if let Some(typed) = &self.pending
            && props.form.stored(typed).unwrap_or_default() != props.value.as_str()
        {
            // The value was changed from elsewhere: a button, another device.
            self.pending = Some(props.value.to_string());
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let value = self
            .pending
            .clone()
            .unwrap_or_else(|| props.form.shown(&props.value));
        let onfocus = link.callback(|_: FocusEvent| Message::Focus);
        let onblur = link.callback(|_: FocusEvent| Message::Blur);
        let oninput = link.callback(|event: InputEvent| Message::Input(text_of(&event)));
        let is_amount = matches!(props.form, Form::Amount(_));
        let onpaste = is_amount.then(|| link.batch_callback(pasted));
        let (id, described_by, label) = (&props.id, &props.described_by, &props.label);
        let invalid = props.invalid.then_some("true");
        let required = props.required.then_some("true");
        if props.form == Form::Area {
            return html! {
                <textarea ref={self.element.clone()} {id} class="yb-input yb-input--area" part="input" rows="2" {value}
                    autocomplete="off" aria-describedby={described_by} aria-invalid={invalid}
                    aria-required={required} aria-label={label} {onfocus} {onblur} {oninput} />
            };
        }
        let class = classes!("yb-input", is_amount.then_some("yb-input--amount"));
        let (min, max) = match &props.form {
            Form::Day { min, max } => (Some(min.clone()), Some(max.clone())),
            _ => (None, None),
        };
        html! {
            <input ref={self.element.clone()} {id} {class} part="input" {value} type={kind(&props.form)} {min} {max}
                inputmode={is_amount.then_some("decimal")}
                enterkeyhint="next" autocomplete="off" spellcheck="false"
                aria-describedby={described_by} aria-invalid={invalid} aria-required={required}
                aria-label={label} {onfocus} {onblur} {oninput} {onpaste} onkeydown={Callback::from(on_enter)} />
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let text = self.pending.as_deref().unwrap_or(&ctx.props().value);
        if ctx.props().form == Form::Area
            && self.grown.as_deref() != Some(text)
            && let Some(area) = self.element.cast::<HtmlTextAreaElement>()
        {
            self.grown = grow(&area).then(|| text.to_owned());
        }
        // The figure without its separators is another text, and the browser's selection is gone:
        // what is typed next would be put beside the old figure instead of in its place.
        if std::mem::take(&mut self.is_entered)
            && matches!(ctx.props().form, Form::Amount(_))
            && let Some(input) = self.element.cast::<HtmlInputElement>()
        {
            input.select();
        }
    }
}

const fn kind(form: &Form) -> &'static str {
    match form {
        Form::Day { .. } => "date",
        _ => "text",
    }
}

/// Enter goes to the next box, unless it ends a word of an input method (key code 229).
fn on_enter(event: KeyboardEvent) {
    if event.key() != "Enter" || event.is_composing() || event.key_code() == 229 {
        return;
    }
    event.prevent_default();
    if let Some(element) = event.target_dyn_into::<Element>() {
        focus::next_box(&element);
    }
}

/// A column is put into the boxes below one another; a single cell is pasted as any text.
fn pasted(event: Event) -> Option<Message> {
    let event = event.dyn_into::<ClipboardEvent>().ok()?;
    let copied = event.clipboard_data()?.get_data("text/plain").ok()?;
    let cells = cells(&copied)?;
    event.prevent_default();
    Some(Message::Paste(cells))
}

fn text_of(event: &InputEvent) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => input.value(),
        Err(target) => target
            .dyn_into::<HtmlTextAreaElement>()
            .map(|area| area.value())
            .unwrap_or_default(),
    }
}

/// As high as its content. A box that is not visible has no height yet and keeps the sheet's: says
/// whether it is.
fn grow(area: &HtmlTextAreaElement) -> bool {
    let style = area.style();
    let _ = style.remove_property("height");
    let height = area.offset_height();
    let border = height - area.client_height();
    if area.scroll_height() > area.client_height() {
        let content = format!("{}px", area.scroll_height() + border);
        let _ = style.set_property("height", &content);
    }
    height > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_stored_plain_and_nothing_typed_is_lost() {
        let amount = Form::Amount(2);
        for (typed, stored) in [
            ("１，２５０．５ 万元", Some("1250.5")),
            ("0.3亿", Some("3000")),
            ("0", Some("0")),
            ("1250.", Some("1250")),
            ("", None),
            ("—", None),
            ("约20", Some("约20")),
            ("1,25", Some("1,25")),
        ] {
            assert_eq!(amount.stored(typed).as_deref(), stored, "{typed}");
        }
    }

    #[test]
    fn without_the_focus_an_amount_has_separators() {
        let amount = Form::Amount(2);
        for (stored, shown) in [
            ("1250.5", "1,250.50"),
            ("1212.68008", "1,212.68008"),
            ("约20", "约20"),
            ("", ""),
        ] {
            assert_eq!(amount.shown(stored), shown);
        }
    }

    #[test]
    fn a_text_of_spaces_is_empty_and_others_stay_as_typed() {
        assert_eq!(Form::Area.stored("  \n"), None);
        assert_eq!(Form::Line.stored(" 甲 乙 ").as_deref(), Some(" 甲 乙 "));
    }

    #[test]
    fn a_day_that_is_none_is_not_put_into_a_date_box() {
        let day = Form::Day {
            min: "2000-01-01".into(),
            max: "2022-05-31".into(),
        };
        assert_eq!(day.shown("2022.5"), "");
        assert_eq!(day.shown("2022-05-08"), "2022-05-08");
        assert_eq!(day.stored("").as_deref(), None);
    }
}
