//! What the figures of a month lead to: which letters are proposed, and which sent ones stand on figures
//! that were corrected since.

use std::collections::BTreeMap;

use super::rule::{Decided, Growth, decide};
use super::{Kind, Letter, Log, Sent};
use crate::operation::statistics;
use crate::period::Month;
use crate::profile::Profile;
use crate::profile::publication::{LetterScheme, Per, Statistic};

/// A letter that the figures lead to and that was not sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it is.
    pub kind: Kind,
    /// On which decision.
    pub decided: Decided,
    /// The figures that it stands on.
    pub inputs: Vec<Growth>,
}

/// 增速 of the year up to `month`, as the statistics were typed in: who was reminded by hand is marked so.
/// Those of the month stand in the order of the profile, with everybody who is ranked.
pub fn growths(
    statistics: &BTreeMap<Month, statistics::Log>,
    letters: &BTreeMap<Month, Log>,
    month: Month,
    profile: &Profile,
) -> Vec<Growth> {
    let months = (1..=month.number()).filter_map(|number| Month::new(month.year(), number));
    let ranked = profile.areas_of(Per::List);
    let mut growths = Vec::new();
    for at in months {
        let figures = statistics
            .get(&at)
            .map(|log| log.of(Statistic::GROWTH))
            .unwrap_or_default();
        let sent = letters.get(&at).map(Log::letters).unwrap_or_default();
        let by_hand = |of: &str| {
            let mut live = sent.iter().filter(|sent| sent.counts());
            live.find_map(|sent| sent.letter.by_hand.clone().filter(|_| sent.letter.of == of))
        };
        let mut known: Vec<&str> = ranked.clone();
        for of in (figures.iter().map(|figure| figure.of.as_str()))
            .chain(sent.iter().map(|sent| sent.letter.of.as_str()))
        {
            if !known.contains(&of) {
                known.push(of);
            }
        }
        let of_month = known.into_iter().map(|of| {
            let figure = figures.iter().find(|figure| figure.of == of);
            Growth {
                month: at,
                who: of.to_owned(),
                percent: figure.and_then(|figure| figure.value),
                by_hand: by_hand(of),
            }
        });
        let says = |growth: &Growth| growth.percent.is_some() || growth.by_hand.is_some();
        // an earlier month says nothing of whom it has no figure of
        growths
            .extend(of_month.filter(|growth| at == month && !figures.is_empty() || says(growth)));
    }
    growths
}

/// The letters that a month's figures lead to, in their order, without those that were sent.
pub fn proposals(
    growths: &[Growth],
    month: Month,
    scheme: &LetterScheme,
    sent: &[Sent],
) -> Vec<Proposal> {
    let decided = decide(growths, month, scheme.target, scheme.margin);
    let proposed = decided.into_iter().filter_map(|decided| {
        let kind = decided.kind()?;
        let is_sent = |sent: &Sent| {
            sent.counts() && sent.letter.of == decided.who && sent.letter.kind == kind
        };
        (!sent.iter().any(is_sent)).then(|| Proposal {
            kind,
            inputs: inputs(&decided.who, growths, month),
            decided,
        })
    });
    proposed.collect()
}

/// What a decision about one stands on: their own figures of the year, and everybody's of the month.
pub fn inputs(who: &str, growths: &[Growth], month: Month) -> Vec<Growth> {
    let stands_on = |growth: &&Growth| growth.month == month || growth.who == who;
    growths.iter().filter(stands_on).cloned().collect()
}

impl Letter {
    /// A letter as it is proposed, still without number, days and text.
    pub fn proposed(proposal: &Proposal, who: &str, scheme: &LetterScheme, month: Month) -> Self {
        Self {
            kind: proposal.kind,
            of: proposal.decided.who.clone(),
            who: who.to_owned(),
            number: String::new(),
            sent: month.last_day(),
            due: month.last_day(),
            text: String::new(),
            by_hand: proposal.decided.by_hand.clone(),
            target: scheme.target,
            margin: scheme.margin,
            inputs: proposal.inputs.clone(),
        }
    }
}
