//! What letters stand on and where they stand, as it is shown.

use rust_decimal::Decimal;
use yuebao_domain::device::Letters;
use yuebao_domain::money::printed;
use yuebao_domain::operation::letters::rule::decide;
use yuebao_domain::operation::letters::{
    Change, Fault, Growth, Kind, Letter, Proposal, Sent, Standing,
};
use yuebao_domain::order::Order;
use yuebao_domain::period::Month;
use yuebao_domain::text::Words;

use crate::state::{Desk, LetterBox, LetterDraft, State};
use crate::text::statistics as text;

/// What a decision stood on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stood<'a> {
    /// To whom.
    pub(crate) of: &'a str,
    pub(crate) inputs: &'a [Growth],
    pub(crate) month: Month,
    pub(crate) target: Decimal,
    pub(crate) margin: Decimal,
}

impl<'a> Stood<'a> {
    /// What a letter stood on.
    pub(crate) fn of(letter: &'a Letter, month: Month) -> Self {
        Self {
            of: &letter.of,
            inputs: &letter.inputs,
            month,
            target: letter.target,
            margin: letter.margin,
        }
    }

    /// Its own growths of the year, the oldest first.
    pub(crate) fn own(&self) -> Vec<(Month, Option<Decimal>)> {
        let own = self.inputs.iter().filter(|one| one.who == self.of);
        own.map(|one| (one.month, one.percent)).collect()
    }

    /// The list of the month, the first in it first; who has no figure comes last.
    pub(crate) fn list(&self) -> Vec<(Option<usize>, String, Option<Decimal>)> {
        let all = decide(self.inputs, self.month, self.target, self.margin);
        let list = all.into_iter();
        let mut list: Vec<_> = list.map(|one| (one.rank, one.who, one.percent)).collect();
        list.order_by_key(|(rank, ..)| rank.unwrap_or(usize::MAX));
        list
    }
}

/// Whether any growth of the month is entered.
pub(crate) fn has_growth(letters: &Letters, month: Month) -> bool {
    let mut growths = letters.growths.iter();
    growths.any(|one| one.month == month && one.percent.is_some())
}

/// Growth, rank and streak in a sentence.
pub(crate) fn grounds(state: &State, one: &Proposal) -> String {
    let decided = &one.decided;
    let places = state
        .profile()
        .map_or(1, |profile| profile.decimals.percent);
    let growth = decided
        .percent
        .map_or_else(|| "—".to_owned(), |it| printed(it, places).to_string());
    let ranked = one.inputs.iter().filter(|it| it.percent.is_some());
    let month = one.inputs.iter().map(|it| it.month).max();
    let ranked = ranked.filter(|it| Some(it.month) == month).count();
    let rank = decided.rank.map(|rank| (rank, ranked));
    text::grounds(&growth, rank, decided.streak, state.display.lang)
}

/// A letter of the ledger.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) month: Month,
    pub(crate) sent: Sent,
    pub(crate) standing: Option<Standing>,
    /// 依据已更正: what was, and what the figures lead to now.
    pub(crate) outdated: Option<(Vec<Change>, Option<Kind>)>,
    pub(crate) is_open: bool,
}

/// The ledger of the year, the newest month first, and in it the newest letter.
pub(crate) fn ledger(state: &State, desk: &Desk) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (month, letters) in &desk.ledger {
        for sent in letters.sent.iter().rev() {
            entries.push(entry(state, (*month, letters), sent));
        }
    }
    entries
}

fn entry(state: &State, (month, letters): (Month, &Letters), sent: &Sent) -> Entry {
    let profile = state.device.get().profile_at(month);
    let outdated = letters
        .outdated
        .contains(&sent.id)
        .then_some(profile)
        .flatten();
    let outdated = outdated.map(|profile| {
        let scheme = &profile.publication.letters;
        let changes = sent.letter.changes(&letters.growths, month);
        let now = sent.letter.decided_now(&letters.growths, month, scheme);
        (changes, now)
    });
    let open = state.statistics.open.as_ref();
    Entry {
        month,
        standing: state.clock.today.map(|today| sent.standing(today)),
        outdated,
        is_open: open.is_some_and(|(at, id)| *at == month && *id == sent.id),
        sent: sent.clone(),
    }
}

/// What is wrong with the letter that is written, and at which box; nothing before somebody wants to
/// send it.
pub(crate) fn fault(state: &State, draft: &LetterDraft) -> Vec<(LetterBox, Words)> {
    if !state.statistics.is_letter_tried {
        return Vec::new();
    }
    let Some(letter) = draft.ready() else {
        return draft.gaps().map(|at| (at, gap(at))).collect();
    };
    let fault = state.device.get().letter_fault(draft.month, &letter);
    let fault = fault.map(|fault| (at(fault, draft.is_by_hand), fault.words()));
    fault.into_iter().collect()
}

const fn gap(at: LetterBox) -> Words {
    match at {
        LetterBox::Reason => text::REASON_MISSING,
        _ => text::DAY_MISSING,
    }
}

const fn at(fault: Fault, is_by_hand: bool) -> LetterBox {
    match fault {
        Fault::NumberMissing | Fault::NumberTaken => LetterBox::Number,
        Fault::DueBeforeSent => LetterBox::Due,
        Fault::SentTooEarly => LetterBox::Sent,
        Fault::WhoMissing | Fault::SentAlready if is_by_hand => LetterBox::Who,
        Fault::NotDecided if is_by_hand => LetterBox::Reason,
        _ => LetterBox::Text,
    }
}
