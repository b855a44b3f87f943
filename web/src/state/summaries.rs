//! 半年、年度总结: what somebody types into one, which is in the store until the box is left, and does
//! about it.

use yuebao_domain::calendar::Deadline;
use yuebao_domain::device::{Boxes, Device, Row, Subject, SummaryKey};
use yuebao_domain::operation::summary::{Heading, Texts};

use super::{CountedDevice, State};

impl State {
    /// Until when this user's summary is due, if one of the time that ends with the month that is shown is
    /// asked for.
    pub fn summary_asked(&self) -> Option<Deadline> {
        let (device, month) = (self.device.get(), self.screen.month?);
        let due = device.summary_due(month)?;
        device.own_summary(month).map(|_| due)
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryStep {
    /// A box holds this now.
    Type(Heading, String),
    /// A box was left: it is written as it is typed.
    Write,
    /// It is handed in as it is written.
    HandIn,
    /// It is taken back, to be written on.
    Withdraw,
    /// It is sent back, for this reason.
    Return(String),
    /// It is accepted.
    Accept,
    /// Why something was not taken has been read.
    Dismiss,
}

/// What is in the boxes of a summary that is being written, where that is not what stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedSummary(Boxes);

impl TypedSummary {
    /// What is on the device.
    pub fn of(device: &Device, key: &SummaryKey) -> Self {
        Self(device.typed(&Subject::Summary(key.clone())).clone())
    }

    /// Keeps it on the device.
    pub(super) fn keep(self, device: &mut CountedDevice, key: &SummaryKey) -> Vec<Row> {
        device.keep_typed(&Subject::Summary(key.clone()), self.0)
    }

    /// A box holds this now, over what `stands` there.
    pub fn put(&mut self, heading: Heading, text: &str, stands: &Texts) {
        let stands = stands.written(heading);
        let (name, over) = (heading.key().to_owned(), over(heading));
        if text == stands {
            self.0.remove(&name);
            self.0.remove(&over);
        } else {
            self.0.insert(name, text.to_owned());
            self.0.entry(over).or_insert_with(|| stands.to_owned());
        }
    }

    /// What a box shows: what somebody else writes comes into those in which nothing is typed.
    pub fn shown<'a>(&'a self, heading: Heading, stands: &'a Texts) -> &'a str {
        self.typed(heading)
            .unwrap_or_else(|| stands.written(heading))
    }

    /// What somebody else has written in the meantime where something else was typed.
    pub fn other<'a>(&self, heading: Heading, stands: &'a Texts) -> Option<&'a str> {
        let (typed, over) = (self.typed(heading)?, self.0.get(&over(heading)));
        let now = stands.written(heading);
        (over.is_some_and(|over| now != over) && now != typed).then_some(now)
    }

    /// Whether anything is typed that is to be written, and nobody has written anything else there.
    pub fn is_left(&self, stands: &Texts) -> bool {
        let mut others = Heading::ALL.into_iter();
        !self.0.is_empty() && others.all(|heading| self.other(heading, stands).is_none())
    }

    /// All of it, as it shall read.
    pub fn texts(&self, stands: &Texts) -> Texts {
        let mut texts = Texts::default();
        for heading in Heading::ALL {
            texts.set(heading, self.shown(heading, stands));
        }
        texts
    }

    fn typed(&self, heading: Heading) -> Option<&str> {
        self.0.get(heading.key()).map(String::as_str)
    }
}

/// Under which name that is kept over which a box was typed.
fn over(heading: Heading) -> String {
    format!("{}.over", heading.key())
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
            let mut boxes = TypedSummary::default();
            for typed in [&format!("{typed}."), typed] {
                boxes.put(Heading::Next, typed, &next(base));
            }
            let now = next(now);
            assert_eq!(boxes.other(Heading::Next, &now), other, "{base} {typed}");
            assert_eq!(boxes.shown(Heading::Next, &now), shown, "{base} {typed}");
            assert_eq!(boxes.texts(&now).written(Heading::Next), shown);
            let is_left = base != typed && other.is_none();
            assert_eq!(boxes.is_left(&now), is_left, "{base} {typed}");
        }
    }
}
