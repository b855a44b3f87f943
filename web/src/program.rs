//! The program behind what is there first, with all state: gives actions to `State::update` and
//! effects to `Effects`.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;
use yew::{Html, NodeRef};
use yuebao_domain::text::Lang;

use crate::components::focus;
use crate::dispatch::Dispatch;
use crate::effects::place::Place;
use crate::effects::{Effects, Host, answer, clock, connectivity, memory};
use crate::js::add_styles;
use crate::pages;
use crate::shell;
use crate::start::{Internal, Props, Start, Work};
use crate::state::{
    Action, Clock, Display, Effect, Input, LocalStore, Login, OfficeStep, Portal, PublishStep,
    Screen, Server, Session, State, SyncState, TokenCallback, View, fetch_plan_steps,
    fetch_statistics_steps,
};
use crate::style::REST;
use crate::text_size::TextSize;

/// The whole widget once it is here.
pub(crate) struct Program {
    state: State,
    effects: Effects,
    send: Dispatch,
    root: NodeRef,
    turn: Turn,
    left: Option<Place>,
}

/// What the focus has to do with the screen that is drawn next.
enum Turn {
    Stay,
    Title,
    Task(String),
    /// To the first of these ids.
    Box([String; 2]),
    /// To where it is: the paper goes to the printer first.
    Paper,
}

impl Program {
    pub(crate) fn begin(start: Start) -> Self {
        let Start {
            props,
            root,
            internal,
            logs_in,
        } = start;
        add_styles(REST);
        let Props {
            place,
            server,
            lang,
            view,
            text_size,
            token,
            gives_tokens,
        } = props;
        let send_all = internal.reform(|actions: Vec<Action>| Box::new(actions) as Internal);
        let send = send_all.reform(|action| vec![action]);
        let host = Host {
            place,
            server,
            send: send.clone(),
            send_all,
        };
        let state = State {
            display: Display {
                lang: memory::lang().unwrap_or(lang),
                own_lang: memory::lang(),
                own_text_size: memory::text_size(),
                page_text_size: text_size,
            },
            screen: Screen {
                view: view.unwrap_or_default(),
                ..Screen::default()
            },
            clock: Clock {
                today: Some(clock::today()),
                ..Clock::default()
            },
            login: Login {
                entry: memory::entry(&host.server),
                last_user: memory::recall(&host.server).map(|last| last.user),
                ..Login::default()
            },
            session: if logs_in {
                Session::LoggedOut {
                    busy: false,
                    error: None,
                }
            } else {
                Session::Opening
            },
            portal: Portal {
                callback: if gives_tokens {
                    TokenCallback::Ready
                } else {
                    TokenCallback::Absent
                },
                is_only_way: memory::portal_alone(&host.server),
                ..Portal::default()
            },
            store: LocalStore {
                permission: memory::store_permission(),
                ..LocalStore::default()
            },
            server: Server {
                build: crate::js::build(),
                ..Server::default()
            },
            sync: SyncState {
                online: connectivity::is_online(),
                ..SyncState::default()
            },
            ..State::default()
        };
        Self {
            state,
            effects: Effects::start(host, token),
            send,
            root,
            turn: Turn::Stay,
            left: None,
        }
    }

    fn take(&mut self, action: Action) {
        let Some(env) = clock::env() else {
            return;
        };
        self.effects.before(&action);
        let cause = self.state.repeatable(&action);
        if let (View::Tasks, Action::Show(View::Form(project))) = (&self.state.screen.view, &action)
        {
            self.left = self.root().and_then(|root| Place::of(&root, project));
        }
        for effect in self.state.update(action, &env) {
            match effect {
                Effect::FetchOffice => fetch_office(&self.send),
                Effect::FocusTitle => self.turn = Turn::Title,
                Effect::ReturnToTask(project) => self.turn = Turn::Task(project),
                Effect::FocusBox(ids) => self.turn = Turn::Box(ids),
                Effect::PrintDrawn => self.turn = Turn::Paper,
                Effect::Answer {
                    number,
                    answer: outcome,
                } => answer(number, &outcome, self.state.display.lang),
                effect => self.effects.run(effect, cause.as_ref()),
            }
        }
        self.effects.after(&self.state);
    }

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

fn fetch_office(send: &Dispatch) {
    let send = send.clone();
    spawn_local(async move {
        let came = pages::office::fetch().await
            && fetch_plan_steps().await
            && fetch_statistics_steps().await;
        send.emit(Action::Office(OfficeStep::Came(came)));
    });
}

impl Work for Program {
    fn take_input(&mut self, input: Input) {
        self.take(input.into());
    }

    fn take_internal(&mut self, message: Internal) {
        if let Ok(actions) = message.downcast::<Vec<Action>>() {
            for action in *actions {
                self.take(action);
            }
        }
    }

    fn lang(&self) -> Lang {
        self.state.display.lang
    }

    fn text_size(&self) -> TextSize {
        self.state.display.text_size()
    }

    fn may_return(&self) -> bool {
        self.state.may_return(self.effects.remembered().as_ref())
    }

    fn view(&self) -> Html {
        shell::view(&self.state, &self.send)
    }

    fn drawn(&mut self) {
        match std::mem::replace(&mut self.turn, Turn::Stay) {
            Turn::Stay => {}
            Turn::Title => self.focus_on_title(),
            Turn::Paper => {
                self.effects.run(Effect::Print, None);
                let printed = OfficeStep::Publish(PublishStep::Printed);
                self.send.emit(Action::Office(printed));
            }
            Turn::Box([id, fallback]) => {
                self.focus_on_title();
                let form = self.root().and_then(|root| focus::form(&root));
                if let Some(form) = form {
                    focus::jump(&form, &id, &fallback);
                }
            }
            Turn::Task(project) => {
                self.focus_on_title();
                if let Some((place, root)) = self.left.take().zip(self.root()) {
                    place.return_to(&root, &project);
                }
            }
        }
    }
}
