//! The one component with state: gives actions to `State::update` and effects to `Effects`.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::{Callback, Component, Context, Html, NodeRef, Properties, html};
use yuebao_domain::text::Lang;

use crate::effects::place::Place;
use crate::effects::{Effects, Host, answer, clock};
use crate::shell;
use crate::state::{Action, Effect, Giver, State, View};

/// How a page asks for something.
pub type Send = Callback<Action>;

/// What the element hands over when it mounts.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// The element in the host page.
    pub host: HtmlElement,
    /// Base URL of the server, without a slash at its end.
    pub server: String,
    /// Attribute `lang`.
    pub lang: Lang,
    /// Attribute `view`.
    pub view: Option<View>,
    /// Property `token`.
    pub token: Option<String>,
    /// Whether there is a property `getToken`.
    pub gives_tokens: bool,
}

/// The widget.
pub struct App {
    state: State,
    effects: Effects,
    send: Send,
    root: NodeRef,
    turn: Turn,
    left: Option<Place>,
}

/// What the focus has to do with the screen that is drawn next.
enum Turn {
    Stay,
    Title,
    Task(String),
}

impl Component for App {
    type Message = Action;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props {
            host,
            server,
            lang,
            view,
            token,
            gives_tokens,
        } = ctx.props().clone();
        let send = ctx.link().callback(|action| action);
        let host = Host {
            element: host,
            server,
            send: send.clone(),
            send_all: ctx.link().batch_callback(|actions: Vec<Action>| actions),
        };
        let state = State {
            lang,
            view: view.unwrap_or_default(),
            giver: if gives_tokens {
                Giver::Ready
            } else {
                Giver::Absent
            },
            today: clock::today(),
            build: crate::element::build(),
            online: crate::effects::connectivity::is_online(),
            ..State::default()
        };
        Self {
            state,
            effects: Effects::start(host, token),
            send,
            root: NodeRef::default(),
            turn: Turn::Stay,
            left: None,
        }
    }

    fn update(&mut self, _: &Context<Self>, action: Action) -> bool {
        let Some(env) = clock::env() else {
            return false;
        };
        self.effects.before(&action);
        let cause = is_done_again(&action).then(|| action.clone());
        if let (View::Tasks, Action::Show(View::Form(project))) = (&self.state.view, &action) {
            self.left = self.root().and_then(|root| Place::of(&root, project));
        }
        for effect in self.state.update(action, &env) {
            match effect {
                Effect::FocusTitle => self.turn = Turn::Title,
                Effect::ReturnToTask(project) => self.turn = Turn::Task(project),
                Effect::Answer {
                    number,
                    answer: outcome,
                } => answer(number, &outcome, self.state.lang),
                effect => self.effects.run(effect, cause.as_ref()),
            }
        }
        self.effects.after(&self.state);
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! {
            <div class="yb-root" lang={shell::language_tag(self.state.lang)} ref={&self.root}>
                { shell::view(&self.state, &self.send) }
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        match std::mem::replace(&mut self.turn, Turn::Stay) {
            Turn::Stay => {}
            Turn::Title => self.focus_on_title(),
            Turn::Task(project) => {
                self.focus_on_title();
                if let Some((place, root)) = self.left.take().zip(self.root()) {
                    place.return_to(&root, &project);
                }
            }
        }
    }
}

impl App {
    fn root(&self) -> Option<HtmlElement> {
        self.root.cast::<HtmlElement>()
    }

    /// A screen reader goes on at the title of the new screen, and the title is in sight.
    fn focus_on_title(&self) {
        let title = self
            .root()
            .and_then(|root| root.query_selector("h1").ok().flatten())
            .and_then(|title| title.dyn_into::<HtmlElement>().ok());
        if let Some(title) = title {
            title.set_tab_index(-1);
            // It scrolls into view with the focus; a browser that does not still shows the screen.
            let _ = title.focus();
        }
    }
}

/// Whether a person did this: it is done again if another tab was faster with the store.
fn is_done_again(action: &Action) -> bool {
    matches!(
        action,
        Action::Edit { .. }
            | Action::Submit { .. }
            | Action::Resolve { .. }
            | Action::Accept { .. }
            | Action::SendBack { .. }
            | Action::Import(_)
    )
}
