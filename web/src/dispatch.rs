//! How a screen asks for something.

use yew::Callback;

use crate::state::Action;

/// Takes an action to the program.
pub type Dispatch = Callback<Action>;
