//! A letter as far as it is written. It is in the store until it is sent or put away.

use serde::{Deserialize, Serialize};
use yuebao_domain::device::{Boxes, Device, Row, Subject};
use yuebao_domain::json;
use yuebao_domain::operation::letters::rule::decide;
use yuebao_domain::operation::letters::{Decided, Kind, Letter, Proposal, inputs};
use yuebao_domain::period::{Date, Month, parse_day, show_day};
use yuebao_domain::publish::letters::with_due;
use yuebao_domain::text::clean;

use super::Desk;
use crate::state::CountedDevice;

/// Under which name the letter of a month is kept.
const LETTER: &str = "letter";

/// A letter that is written and not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterDraft {
    /// Of which month.
    pub month: Month,
    /// As it was proposed; of one by hand, with nobody named at first.
    pub letter: Letter,
    /// Whether it is sent by hand, whatever the figures say.
    pub is_by_hand: bool,
    /// The day on which it is sent, as it is typed.
    pub sent: String,
    /// The last day for the answer, as it is typed.
    pub due: String,
    /// Somebody has written the text otherwise than it was drafted.
    is_own_text: bool,
}

/// A box of the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterBox {
    /// To whom: of one by hand.
    Who,
    /// 提醒函 or 约谈: of one by hand.
    Kind,
    /// Why: of one by hand.
    Reason,
    /// 文号.
    Number,
    /// 发出日期.
    Sent,
    /// 答复期限.
    Due,
    /// 正文.
    Text,
}

impl LetterDraft {
    /// The one of a month that is on the device.
    pub fn kept(device: &Device, month: Month) -> Option<Self> {
        let text = device.typed(&Subject::Letters(month)).get(LETTER)?;
        json::read(text).ok()
    }

    /// Keeps it on the device.
    pub(in crate::state) fn keep(&self, device: &mut CountedDevice) -> Vec<Row> {
        let mut boxes = Boxes::new();
        if let Ok(text) = serde_json::to_string(self) {
            boxes.insert(LETTER.to_owned(), text);
        }
        device.keep_typed(&Subject::Letters(self.month), boxes)
    }

    /// The one of a month is sent, or put away.
    pub(in crate::state) fn forget(device: &mut CountedDevice, month: Month) -> Vec<Row> {
        device.keep_typed(&Subject::Letters(month), Boxes::new())
    }

    /// One that is proposed, sent today.
    pub(in crate::state) fn proposed(
        device: &Device,
        month: Month,
        proposal: &Proposal,
        today: Option<Date>,
    ) -> Option<Self> {
        let letter = device.draft_letter(month, proposal)?;
        Some(Self::of(letter, month, false, today))
    }

    /// One by hand, to nobody yet.
    pub(in crate::state) fn by_hand(
        device: &Device,
        month: Month,
        today: Option<Date>,
    ) -> Option<Self> {
        let scheme = &device.profile_at(month)?.publication.letters;
        let letter = Letter {
            by_hand: Some(String::new()),
            ..Letter::proposed(&nobody(), "", scheme, month)
        };
        Some(Self::of(letter, month, true, today))
    }

    fn of(letter: Letter, month: Month, is_by_hand: bool, today: Option<Date>) -> Self {
        let sent = today.filter(|day| *day >= month.first_day());
        Self {
            month,
            letter,
            is_by_hand,
            sent: sent.map(show_day).unwrap_or_default(),
            due: String::new(),
            is_own_text: false,
        }
    }

    /// What a box holds.
    pub fn held(&self, of: LetterBox) -> &str {
        match of {
            LetterBox::Who => &self.letter.of,
            LetterBox::Kind => self.letter.kind.key(),
            LetterBox::Reason => self.letter.by_hand.as_deref().unwrap_or_default(),
            LetterBox::Number => &self.letter.number,
            LetterBox::Sent => &self.sent,
            LetterBox::Due => &self.due,
            LetterBox::Text => &self.letter.text,
        }
    }

    /// A box holds this now. The text follows those that it is drafted from until somebody writes it.
    pub(in crate::state) fn put(
        &mut self,
        of: LetterBox,
        text: &str,
        (device, desk): (&Device, &Desk),
    ) {
        let text = clean(text).into_owned();
        match of {
            LetterBox::Who => {
                self.letter.of = text;
                self.drafted(device, desk);
            }
            LetterBox::Kind => {
                let mut kinds = Kind::ALL.into_iter();
                self.letter.kind = kinds
                    .find(|kind| kind.key() == text)
                    .unwrap_or(Kind::Reminder);
            }
            LetterBox::Reason => {
                self.letter.by_hand = Some(text);
                self.drafted(device, desk);
            }
            LetterBox::Number => self.letter.number = text,
            LetterBox::Sent => self.sent = text,
            LetterBox::Due => {
                let (before, due) = (day(&self.due), day(&text));
                self.letter.text = with_due(&self.letter.text, before, due);
                self.due = text;
            }
            LetterBox::Text => {
                self.letter.text = text;
                self.is_own_text = true;
            }
        }
    }

    /// What a letter by hand says and stands on, once it is known to whom it goes.
    fn drafted(&mut self, device: &Device, desk: &Desk) {
        let growths = &desk.letters.growths;
        let (letter, month) = (&self.letter, self.month);
        let all = decide(growths, month, letter.target, letter.margin);
        let known = all.into_iter().find(|one| one.who == letter.of);
        let decided = Decided {
            who: letter.of.clone(),
            by_hand: letter.by_hand.clone(),
            ..known.unwrap_or_else(|| nobody().decided)
        };
        let proposal = Proposal {
            kind: letter.kind,
            inputs: inputs(&letter.of, growths, month),
            decided,
        };
        let Some(drafted) = device.draft_letter(month, &proposal) else {
            return;
        };
        let text = if self.is_own_text {
            self.letter.text.clone()
        } else {
            with_due(&drafted.text, None, day(&self.due))
        };
        self.letter = Letter {
            number: self.letter.number.clone(),
            text,
            ..drafted
        };
    }

    /// The boxes that cannot stay empty whatever else is wrong: its days, and the reason of one by hand.
    pub fn gaps(&self) -> impl Iterator<Item = LetterBox> {
        let lacks = |of: LetterBox| match of {
            LetterBox::Reason => self.is_by_hand && self.held(of).trim().is_empty(),
            _ => day(self.held(of)).is_none(),
        };
        [LetterBox::Reason, LetterBox::Sent, LetterBox::Due]
            .into_iter()
            .filter(move |of| lacks(*of))
    }

    /// The letter as it would be sent; `None` while one of its [gaps](Self::gaps) is open.
    pub fn ready(&self) -> Option<Letter> {
        if self.gaps().next().is_some() {
            return None;
        }
        let trimmed = |text: &str| text.trim().to_owned();
        Some(Letter {
            number: trimmed(&self.letter.number),
            text: trimmed(&self.letter.text),
            by_hand: self.letter.by_hand.as_deref().map(trimmed),
            sent: day(&self.sent)?,
            due: day(&self.due)?,
            ..self.letter.clone()
        })
    }
}

/// A day as it is typed.
fn day(typed: &str) -> Option<Date> {
    parse_day(typed.trim()).ok()
}

/// A decision about nobody.
fn nobody() -> Proposal {
    Proposal {
        kind: Kind::Reminder,
        inputs: Vec::new(),
        decided: Decided {
            who: String::new(),
            percent: None,
            rank: None,
            is_reminded: false,
            by_hand: None,
            streak: 0,
            is_called_in: false,
        },
    }
}
