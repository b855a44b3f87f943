//! What the portal says is done: whoever brings its token is let in, and what it ends is ended.

mod admit;
mod end;

pub use admit::{admit, foresee};
pub use end::end;
