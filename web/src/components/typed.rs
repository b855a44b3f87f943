//! A box that somebody types into: an amount, a day, a line, or a text that grows.
//!
//! While it has the focus it shows exactly what was typed, so that neither an input method nor
//! the cursor is disturbed; without the focus it shows the stored value, formatted. What an element
//! shows and does not tell, half a date or words in an input method, leaves the stored value alone.

use std::borrow::Cow;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use yuebao_domain::check::Unfinished;
use yuebao_domain::money;
use yuebao_domain::period::parse_day;
use yuebao_domain::text;

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
    /// Marks that nobody sees, and what keeps a spreadsheet from counting, are not stored.
    fn stored(&self, typed: &str) -> Option<String> {
        match self {
            Self::Amount(_) => {
                let typed = text::typed(typed);
                match money::parse(&typed) {
                    Ok(amount) => amount.map(|amount| amount.to_string()),
                    Err(_) => Some(typed.into_owned()),
                }
            }
            Self::Line => filled(text::typed(typed)),
            Self::Day { .. } | Self::Area => filled(text::clean(typed)),
        }
    }

    /// What a box without the focus shows of a stored value.
    fn shown(&self, stored: &str) -> String {
        match self {
            Self::Amount(places) => money::parse_plain(stored)
                .map_or_else(|_| stored.to_owned(), |amount| amount.grouped(*places)),
            Self::Day { .. } | Self::Line | Self::Area => stored.to_owned(),
        }
    }

    /// The element's type. A date box cannot show what is no day: it would look empty.
    fn kind(&self, stored: &str) -> &'static str {
        match self {
            Self::Day { .. } if stored.is_empty() || parse_day(stored).is_ok() => "date",
            _ => "text",
        }
    }
}

fn filled(text: Cow<'_, str>) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.into_owned())
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
    /// What the button is called that turns the sign of an amount; without it there is none.
    #[prop_or_default]
    pub turn: Option<AttrValue>,
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
    /// A key was let go, which may have left half a date behind.
    Look,
    /// An input method has begun, or has ended, to write into it.
    Composes(bool),
    /// The sign is turned.
    Turn,
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
    /// What it shows that is not complete.
    unfinished: Option<Unfinished>,
    /// The element's type, which stays as long as somebody types.
    kind: &'static str,
    /// Of an input method; the framework knows no such events.
    listeners: Vec<EventListener>,
    /// The text that it has grown with: to measure it anew makes the browser lay out the page.
    grown: Option<String>,
    element: NodeRef,
}

impl Component for Typed {
    type Message = Message;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let props = ctx.props();
        Self {
            pending: None,
            is_entered: false,
            unfinished: None,
            kind: props.form.kind(&props.value),
            listeners: Vec::new(),
            grown: None,
            element: NodeRef::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            // Half a date that was left stays as it is.
            Message::Focus if self.pending.is_none() => {
                self.pending = Some(ctx.props().value.to_string());
                self.is_entered = true;
            }
            Message::Focus => return false,
            Message::Blur => {
                self.look(ctx, true);
                if self.unfinished.is_none() {
                    self.pending = None;
                    self.kind = ctx.props().form.kind(&ctx.props().value);
                }
            }
            Message::Look => return self.look(ctx, false),
            Message::Composes(true) => self.note(ctx, Some(Unfinished::Words), false),
            Message::Composes(false) => {
                self.note(ctx, None, false);
                return self.take(ctx, self.typed());
            }
            Message::Turn => self.turn(ctx),
            Message::Paste(cells) => ctx.props().target.paste(cells),
            Message::Input(typed) => {
                if self.is_half() {
                    self.pending = Some(typed);
                    self.note(ctx, Some(Unfinished::Day), false);
                    return false;
                }
                if self.unfinished == Some(Unfinished::Day) {
                    self.note(ctx, None, false);
                }
                return self.take(ctx, typed);
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        let props = ctx.props();
        let is_same = props.value == before.value && self.unfinished.is_some();
        if let Some(typed) = &self.pending
            && !is_same
            && props.form.stored(typed).unwrap_or_default() != props.value.as_str()
        {
            // The value was changed from elsewhere: a button, another device.
            self.pending = Some(props.value.to_string());
            self.note(ctx, None, false);
        }
        if self.pending.is_none() {
            self.kind = props.form.kind(&props.value);
        }
        true
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        self.note(ctx, None, false);
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
        let is_day = matches!(props.form, Form::Day { .. });
        let onkeyup = is_day.then(|| link.callback(|_: KeyboardEvent| Message::Look));
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
        let turn = props.turn.as_ref().map(|label| {
            let onclick = link.callback(|_: MouseEvent| Message::Turn);
            html! { <button type="button" class="yb-button yb-turn" tabindex="-1" aria-label={label} title={label} {onclick}>{ "±" }</button> }
        });
        let input = html! {
            <input ref={self.element.clone()} {id} {class} part="input" {value} type={self.kind} {min} {max}
                inputmode={is_amount.then_some("decimal")}
                enterkeyhint="next" autocomplete="off" spellcheck="false"
                aria-describedby={described_by} aria-invalid={invalid} aria-required={required}
                aria-label={label} {onfocus} {onblur} {oninput} {onpaste} {onkeyup} onkeydown={Callback::from(on_enter)} />
        };
        match turn {
            None => input,
            Some(turn) => html! { <span class="yb-signed">{ input }{ turn }</span> },
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, is_first: bool) {
        if is_first {
            self.listen(ctx);
        }
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

impl Typed {
    /// What the box holds is stored; whether it has to be drawn for that.
    fn take(&mut self, ctx: &Context<Self>, typed: String) -> bool {
        let props = ctx.props();
        let stored = props.form.stored(&typed);
        self.pending = Some(typed);
        if stored.as_deref().unwrap_or_default() != props.value.as_str() {
            // It is drawn when it comes back as the stored value.
            props.target.put(stored);
            return false;
        }
        // The box shows it already; but a text may have to grow.
        props.form == Form::Area
    }

    /// Looks for what no event tells: half a date, or half a date that was cleared to its end.
    fn look(&mut self, ctx: &Context<Self>, is_left: bool) -> bool {
        if self.is_half() {
            self.note(ctx, Some(Unfinished::Day), is_left);
            self.pending.get_or_insert_default().clear();
            return false;
        }
        match self.unfinished {
            None => false,
            Some(what) => {
                self.note(ctx, None, is_left);
                // an input method that was left tells its words late, or never
                (what == Unfinished::Day || is_left) && self.take(ctx, self.typed())
            }
        }
    }

    fn note(&mut self, ctx: &Context<Self>, what: Option<Unfinished>, is_left: bool) {
        if self.unfinished != what || is_left && what.is_some() {
            self.unfinished = what;
            ctx.props().target.halfway(what, is_left);
        }
    }

    /// Whether the element shows something and does not tell it.
    fn is_half(&self) -> bool {
        let input = self.element.cast::<HtmlInputElement>();
        input.is_some_and(|input| input.validity().bad_input())
    }

    fn typed(&self) -> String {
        match self.element.cast::<HtmlInputElement>() {
            Some(input) => input.value(),
            None => (self.element.cast::<HtmlTextAreaElement>())
                .map_or_else(String::new, |area| area.value()),
        }
    }

    /// The keypads of some phones have no minus. In an empty box the figure follows it.
    fn turn(&mut self, ctx: &Context<Self>) {
        let typed = self.pending.take();
        let was_typing = typed.is_some();
        let turned = turned(&typed.unwrap_or_else(|| ctx.props().value.to_string()));
        let waits = turned == "-";
        self.take(ctx, turned);
        if waits && let Some(input) = self.element.cast::<HtmlInputElement>() {
            // Without the focus the minus stands there all the same.
            let _ = input.focus();
        } else if !was_typing {
            self.pending = None;
        }
    }

    fn listen(&mut self, ctx: &Context<Self>) {
        let Some(element) = self.element.cast::<Element>() else {
            return;
        };
        for (name, begins) in [("compositionstart", true), ("compositionend", false)] {
            let tell = ctx.link().callback(move |()| Message::Composes(begins));
            let listener = EventListener::new(&element, name, move |_| tell.emit(()));
            self.listeners.push(listener);
        }
    }
}

/// A figure with its sign turned, as it is typed.
fn turned(typed: &str) -> String {
    let typed = typed.trim();
    let positive = typed.trim_start_matches(['-', '−', '－']);
    if positive.len() < typed.len() {
        positive.to_owned()
    } else {
        format!("-{typed}")
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
    fn marks_that_nobody_sees_and_wrappers_are_not_stored() {
        for (form, typed, stored) in [
            (
                Form::Amount(2),
                "\u{202d}1,\u{200b}250.5\u{202c}",
                Some("1250.5"),
            ),
            (Form::Amount(2), "'120", Some("120")),
            (Form::Amount(2), "=\"120\"", Some("120")),
            (Form::Amount(2), "\u{feff}", None),
            (
                Form::Line,
                "=\"2410-451421-04-01-627218\"",
                Some("2410-451421-04-01-627218"),
            ),
            (Form::Line, "甲\u{ad}路\u{f0a7}", Some("甲路")),
            (Form::Line, "'十四五'工程", Some("'十四五'工程")),
            (Form::Area, "一\u{2060}\n'二", Some("一\n'二")),
            (Form::Area, "\u{200b} ", None),
        ] {
            assert_eq!(form.stored(typed).as_deref(), stored, "{typed:?}");
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
    fn the_sign_of_what_is_typed_is_turned() {
        for (typed, other) in [
            ("120", "-120"),
            ("-120", "120"),
            ("－１２０", "１２０"),
            ("1,250.5", "-1,250.5"),
            ("", "-"),
            ("-", ""),
        ] {
            assert_eq!(turned(typed), other);
        }
    }

    #[test]
    fn a_text_of_spaces_is_empty_and_others_stay_as_typed() {
        assert_eq!(Form::Area.stored("  \n"), None);
        assert_eq!(Form::Line.stored(" 甲 乙 ").as_deref(), Some(" 甲 乙 "));
    }

    #[test]
    fn what_is_no_day_is_shown_as_it_is() {
        let day = Form::Day {
            min: "2000-01-01".into(),
            max: "2022-05-31".into(),
        };
        for (stored, kind) in [
            ("", "date"),
            ("2022-05-08", "date"),
            ("2099-01-01", "date"),
            ("2022.5", "text"),
            ("2022-02-30", "text"),
            ("20222-05-08", "text"),
        ] {
            assert_eq!((day.kind(stored), &*day.shown(stored)), (kind, stored));
        }
        assert_eq!(day.stored("").as_deref(), None);
    }
}
