//! Who gets a place, and who gives way.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use super::Limits;
use super::activity::{Activity, Phase};

/// The table of all connections.
#[derive(Debug)]
pub(super) struct Places {
    limits: Limits,
    held: Mutex<Held>,
    counts: Arc<Counts>,
}

/// How many connections there are, and how many there could not be.
#[derive(Debug, Default)]
pub struct Counts {
    open: AtomicUsize,
    gave_way: AtomicU64,
    refused: AtomicU64,
}

impl Counts {
    /// Connections that are open.
    pub fn open(&self) -> usize {
        self.open.load(Relaxed)
    }

    /// Idle connections that were closed for new ones, since the start.
    pub fn gave_way(&self) -> u64 {
        self.gave_way.load(Relaxed)
    }

    /// Connections for which there was no place, since the start.
    pub fn refused(&self) -> u64 {
        self.refused.load(Relaxed)
    }
}

#[derive(Debug, Default)]
struct Held {
    next: u64,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    number: u64,
    address: IpAddr,
    activity: Arc<Activity>,
}

/// A connection's place, free again when this is gone.
#[derive(Debug)]
pub(super) struct Place {
    number: u64,
    activity: Arc<Activity>,
    places: Arc<Places>,
}

impl Place {
    pub(super) fn activity(&self) -> &Arc<Activity> {
        &self.activity
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.places.held();
        held.entries.retain(|entry| entry.number != self.number);
        self.places.count(&held);
    }
}

impl Places {
    pub(super) fn new(limits: &Limits, counts: Arc<Counts>) -> Self {
        Self {
            limits: limits.clone(),
            held: Mutex::default(),
            counts,
        }
    }

    /// A place for a connection from this address; none if everybody is at work who could give way.
    pub(super) fn take(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let address = household(peer);
        let mut held = self.held();
        let Some(goes) = self.must_go(&held, peer, address) else {
            self.counts.refused.fetch_add(1, Relaxed);
            return None;
        };
        if let Some(number) = goes {
            self.counts.gave_way.fetch_add(1, Relaxed);
            let at = held
                .entries
                .iter()
                .position(|entry| entry.number == number)?;
            held.entries.swap_remove(at).activity.cut();
        }
        let number = held.next;
        held.next += 1;
        let activity = Arc::new(Activity::new(self.limits.clone()));
        held.entries.push(Entry {
            number,
            address,
            activity: Arc::clone(&activity),
        });
        self.count(&held);
        Some(Place {
            number,
            activity,
            places: Arc::clone(self),
        })
    }

    /// Who has to give way, if anybody has; none at all if nobody can.
    #[expect(
        clippy::option_option,
        reason = "whether there is room, and at whose cost"
    )]
    fn must_go(&self, held: &Held, peer: IpAddr, address: IpAddr) -> Option<Option<u64>> {
        let own = held.entries.iter().filter(|entry| entry.address == address);
        let is_proxy = self.limits.proxies.contains(&peer);
        if !is_proxy && own.clone().count() >= self.limits.per_address {
            return gives_way(own.map(Entry::standing)).map(Some);
        }
        if held.entries.len() >= self.limits.most {
            return gives_way(held.entries.iter().map(Entry::standing)).map(Some);
        }
        Some(None)
    }

    fn count(&self, held: &Held) {
        self.counts.open.store(held.entries.len(), Relaxed);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn standing(&self) -> (Phase, Instant, u64) {
        let (phase, since) = self.activity.phase();
        (phase, since, self.number)
    }
}

/// The connection that is least far, and of these the oldest; never one that is worked on.
fn gives_way(standing: impl Iterator<Item = (Phase, Instant, u64)>) -> Option<u64> {
    standing
        .filter(|(phase, ..)| *phase != Phase::Working)
        .min()
        .map(|(_, _, number)| number)
}

/// Whoever has one IPv6 address has all of its network.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from(network))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{Limits, Places, gives_way, household};
    use crate::connections::activity::{Activity, Phase};

    fn places(most: usize, per_address: usize) -> Arc<Places> {
        Arc::new(Places::new(
            &Limits {
                most,
                per_address,
                proxies: vec![ip("10.0.0.9")],
                ..Limits::default()
            },
            Arc::default(),
        ))
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn who_is_least_far_gives_way_and_of_these_the_oldest() {
        use Phase::{Receiving, Silent, Stalled, Working};
        let start = Instant::now();
        for (standing, goes) in [
            (&[][..], None),
            (&[(Working, 0)], None),
            (&[(Working, 0), (Stalled, 9)], Some(1)),
            (&[(Stalled, 0), (Receiving, 9)], Some(1)),
            (&[(Receiving, 0), (Silent, 9), (Silent, 8)], Some(2)),
        ] {
            let numbered = (0..).zip(standing).map(|(number, (phase, second))| {
                (*phase, start + Duration::from_secs(*second), number)
            });
            assert_eq!(gives_way(numbered), goes, "{standing:?}");
        }
    }

    #[tokio::test]
    async fn a_place_is_free_again_when_its_connection_ends_and_work_is_never_cut_off() {
        let places = places(2, 2);
        let first = places.take(ip("10.0.0.1")).unwrap();
        let second = places.take(ip("10.0.0.2")).unwrap();
        let work = [&first, &second].map(|place| Activity::begin(place.activity()));
        for underway in &work {
            underway.is_received();
        }
        assert!(places.take(ip("10.0.0.3")).is_none(), "both are at work");
        let counted = |open, gave_way, refused| {
            let counts = &places.counts;
            let found = (counts.open(), counts.gave_way(), counts.refused());
            assert_eq!(found, (open, gave_way, refused));
        };
        counted(2, 0, 1);
        drop(first);
        let third = places.take(ip("10.0.0.3")).unwrap();
        let fourth = places.take(ip("10.0.0.4")).unwrap();
        assert!(third.activity().is_cut(), "it was silent");
        counted(2, 1, 1);
        assert!(!second.activity().is_cut() && !fourth.activity().is_cut());
        drop(third);
        assert_eq!(
            places.held().entries.len(),
            2,
            "its place was taken already"
        );
    }

    #[tokio::test]
    async fn who_has_used_up_a_share_gives_way_to_oneself_only() {
        let places = places(9, 2);
        let other = places.take(ip("10.0.0.1")).unwrap();
        let own: Vec<_> = (0..5)
            .map(|_| places.take(ip("10.0.0.2")).unwrap())
            .collect();
        let cut: Vec<bool> = own.iter().map(|place| place.activity().is_cut()).collect();
        assert_eq!(cut, [true, true, true, false, false]);
        assert!(!other.activity().is_cut());
        let through: Vec<_> = (0..5)
            .map(|_| places.take(ip("10.0.0.9")).unwrap())
            .collect();
        assert!(
            through.iter().all(|place| !place.activity().is_cut()),
            "a proxy is many"
        );
    }

    #[test]
    fn a_network_of_ipv6_is_one_household() {
        assert_eq!(
            household(ip("2001:db8::1")),
            household(ip("2001:db8::ffff:1"))
        );
        assert_ne!(
            household(ip("2001:db8::1")),
            household(ip("2001:db8:0:1::1"))
        );
        assert_ne!(household(ip("10.0.0.1")), household(ip("10.0.0.2")));
    }
}
