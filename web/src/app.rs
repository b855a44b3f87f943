//! What is there first: the login form, or the word that this device's data are being opened.
//!
//! The rest of the widget, `crate::program`, is a part of its own that comes after it. What comes in
//! until then waits for it.

use wasm_bindgen_futures::spawn_local;
use yew::{Component, Context, Html, NodeRef, html};
use yuebao_domain::text::Lang;

use crate::components::icon::Icon;
use crate::effects::{connectivity, memory};
use crate::js::refuse;
use crate::parts;
use crate::shell::first;
use crate::start::{Internal, Props, Start, Work};
use crate::state::Input;
use crate::text::language_tag;
use crate::text::shell as text;
use crate::text_size::TextSize;

/// Where widgets are drawn, one after another. Yew keeps the listeners of a place for ever, so a place
/// that an element has left is kept for the next one.
pub struct App {
    root: NodeRef,
    lang: Lang,
    text_size: TextSize,
    stage: Stage,
    /// Counts those who came, so that what is meant for one who has left reaches nobody.
    turn: u32,
}

enum Stage {
    Empty,
    /// The page has named no server that could be asked, but this.
    Misdirected(String),
    First(Box<First>),
    Working(Box<dyn Work>),
}

/// Before the program is here.
struct First {
    props: Props,
    /// Somebody may be logged in, here or in the host page.
    opens: bool,
    /// The login form was sent.
    busy: bool,
    /// The program could not be fetched.
    missing: bool,
    waiting: Vec<Input>,
}

/// What happens to the widget.
pub enum Message {
    /// An element was put into the page.
    Enter(Box<Props>),
    /// The same, with an attribute `server` that is no address.
    Misdirected {
        /// Attribute `lang`.
        lang: Lang,
        /// Attribute `server`.
        server: String,
    },
    /// It will not come back.
    Leave,
    /// It was taken out of the page and put back, as it is now.
    Back(Box<Props>),
    /// From outside, or by the form that is there first.
    Input(Input),
    /// The program is fetched once more.
    Again,
    /// It was fetched, or could not be, in whose turn.
    Came(u32, bool),
    /// Its own, in whose turn.
    Internal(u32, Internal),
}

impl Component for App {
    type Message = Message;
    type Properties = ();

    fn create(_: &Context<Self>) -> Self {
        Self {
            root: NodeRef::default(),
            lang: Lang::default(),
            text_size: TextSize::default(),
            stage: Stage::Empty,
            turn: 0,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        if let Message::Came(turn, _) | Message::Internal(turn, _) = &message
            && *turn != self.turn
        {
            return false;
        }
        match (&mut self.stage, message) {
            (Stage::Working(work), Message::Back(_)) if work.may_return() => {
                work.take_input(Input::Back);
            }
            (_, Message::Enter(props)) | (Stage::Working(_), Message::Back(props)) => {
                self.enter(ctx, *props);
            }
            (_, Message::Misdirected { lang, server }) => {
                self.turn += 1;
                self.lang = own_lang(lang);
                self.stage = Stage::Misdirected(server);
            }
            (_, Message::Leave) => self.stage = Stage::Empty,
            (Stage::Misdirected(server), Message::Input(Input::Call { number, .. })) => {
                let words = format!("yuebao-report: server=\"{server}\"");
                refuse(number, "not-signed-in", &words);
                return false;
            }
            (Stage::First(first), Message::Input(input)) => {
                if let Input::Configure {
                    lang,
                    text_size: wanted,
                    ..
                } = &input
                {
                    self.lang = own_lang(*lang);
                    self.text_size = text_size(*wanted);
                }
                first.busy |= matches!(input, Input::LogIn { .. });
                if input == Input::Left {
                    first
                        .waiting
                        .retain(|input| !matches!(input, Input::Call { .. }));
                }
                first.waiting.push(input);
            }
            (Stage::First(first), Message::Back(_)) => first.waiting.push(Input::Back),
            (Stage::First(first), Message::Again) => {
                first.missing = false;
                fetch(ctx, self.turn);
            }
            (Stage::First(_), Message::Came(_, came)) => self.came(ctx, came),
            (Stage::Working(work), Message::Input(input)) => work.take_input(input),
            (Stage::Working(work), Message::Internal(_, internal)) => work.take_internal(internal),
            (Stage::First(_), Message::Internal(..))
            | (Stage::Working(_), Message::Again | Message::Came(..))
            | (Stage::Empty | Stage::Misdirected(_), _) => return false,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (lang, size, shown) = match &self.stage {
            Stage::Empty => return Html::default(),
            Stage::Misdirected(server) => {
                let words = first::misdirected(server, self.lang);
                (self.lang, self.text_size, first::alert(Some(words)))
            }
            Stage::First(first) => (self.lang, self.text_size, self.first(ctx, first)),
            Stage::Working(work) => (work.lang(), work.text_size(), work.view()),
        };
        html! {
            <div class="yb-root" lang={language_tag(lang)} data-text-size={size.name()} ref={&self.root}>{ shown }</div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Stage::Working(work) = &mut self.stage {
            work.drawn();
        }
    }
}

impl App {
    fn enter(&mut self, ctx: &Context<Self>, props: Props) {
        self.turn += 1;
        self.lang = own_lang(props.lang);
        self.text_size = text_size(props.text_size);
        let by_portal = props.token.is_some() || props.gives_tokens;
        let opens =
            by_portal || memory::remembers(&props.server) || memory::portal_alone(&props.server);
        self.stage = Stage::First(Box::new(First {
            props,
            opens,
            busy: false,
            missing: false,
            waiting: Vec::new(),
        }));
        fetch(ctx, self.turn);
    }

    fn came(&mut self, ctx: &Context<Self>, came: bool) {
        let Stage::First(first) = &mut self.stage else {
            return;
        };
        let turn = self.turn;
        let start = || Start {
            props: first.props.clone(),
            root: self.root.clone(),
            internal: (ctx.link()).callback(move |internal| Message::Internal(turn, internal)),
            logs_in: !first.opens,
        };
        let Some(work) = came.then(start).and_then(parts::begin_at_once) else {
            first.missing = true;
            return;
        };
        let waiting = std::mem::take(&mut first.waiting);
        self.stage = Stage::Working(work);
        // after what the program tells itself as it begins
        ctx.link()
            .send_message_batch(waiting.into_iter().map(Message::Input).collect());
    }

    /// The program's own screens follow in the same places, so that what is typed stays.
    fn first(&self, ctx: &Context<Self>, first: &First) -> Html {
        let link = ctx.link();
        let again = link.callback(|_| Message::Again);
        let missing = first.missing.then(|| first::missing(self.lang, again));
        if first.opens {
            return missing.map_or_else(
                || first::opening(Icon::Sync, text::OPENING, self.lang),
                |missing| first::alert(Some(missing)),
            );
        }
        first::Login {
            lang: self.lang,
            title: text::PRODUCT.get(self.lang).to_owned(),
            online: connectivity::is_online(),
            storing: memory::store_permission(),
            busy: first.busy && !first.missing,
            wrong: missing,
            ..first::Login::default()
        }
        .view(link.callback(Message::Input))
    }
}

/// What was chosen on this device goes before what the page wants.
fn text_size(wanted: Option<TextSize>) -> TextSize {
    memory::text_size().or(wanted).unwrap_or_default()
}

fn own_lang(wanted: Lang) -> Lang {
    memory::lang().unwrap_or(wanted)
}

fn fetch(ctx: &Context<App>, turn: u32) {
    let link = ctx.link().clone();
    spawn_local(
        async move { link.send_message(Message::Came(turn, parts::fetch_program().await)) },
    );
}
