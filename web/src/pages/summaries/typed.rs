//! What is typed, where somebody else writes the same summary.

use yuebao_domain::operation::summary::{Heading, Texts};

/// What is in the boxes of a summary that is being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// As it stood when the boxes were filled from it.
    pub(super) base: Texts,
    /// As it is typed.
    pub(super) texts: Texts,
}

impl Typed {
    /// Nothing typed yet.
    pub(super) fn of(stands: &Texts) -> Self {
        Self {
            base: stands.clone(),
            texts: stands.clone(),
        }
    }

    /// With what stands now: it comes into those boxes in which nothing was typed since. The others keep
    /// what was typed.
    pub(super) fn seeing(&self, stands: &Texts) -> Self {
        let mut next = Self::of(stands);
        for heading in Heading::ALL {
            let typed = self.texts.written(heading);
            if typed != self.base.written(heading) {
                next.texts.set(heading, typed);
            }
        }
        next
    }

    /// What somebody else has written in the meantime where something else was typed.
    pub(super) fn other<'a>(&self, heading: Heading, stands: &'a Texts) -> Option<&'a str> {
        let (typed, base) = (self.texts.written(heading), self.base.written(heading));
        let now = stands.written(heading);
        (typed != base && now != base && now != typed).then_some(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(text: &str) -> Texts {
        let mut texts = Texts::default();
        texts.set(Heading::Next, text);
        texts
    }

    #[test]
    fn what_others_write_comes_into_boxes_in_which_nothing_was_typed() {
        for (base, typed, now, shown, other) in [
            ("a", "a", "a", "a", None),
            ("a", "a", "b", "b", None),
            ("a", "c", "a", "c", None),
            ("a", "c", "c", "c", None),
            ("a", "c", "b", "c", Some("b")),
            ("", "c", "", "c", None),
        ] {
            let before = Typed {
                base: next(base),
                texts: next(typed),
            };
            let now = next(now);
            assert_eq!(before.other(Heading::Next, &now), other, "{base} {typed}");
            let after = before.seeing(&now);
            assert_eq!(after.texts.written(Heading::Next), shown, "{base} {typed}");
            assert_eq!(after.base, now);
        }
    }
}
