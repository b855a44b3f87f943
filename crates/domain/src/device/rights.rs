//! What this user may do with a project, as the server sees it too.

use super::{Device, ReportKey};
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::{Profile, governing};
use crate::rights::{Action, May, Person, counts_for, over, over_months};

impl Device {
    /// What this user may do with each project, by its id: nothing with one that is not here, and
    /// nothing before the first login. Made once for whoever asks for many.
    pub fn rights(&self) -> impl Fn(&str) -> May {
        let me = self.meta.me.as_ref();
        let person = me.map(|me| Person::new(me, &self.units));
        move |project| {
            let plan = self.projects.get(project);
            let known = person.as_ref().zip(plan);
            known.map_or(May::NOTHING, |(person, plan)| over(person, plan))
        }
    }

    /// Whether totals that this user looks at have a project in them.
    pub fn counts_for_me(&self) -> impl Fn(&PlanRow) -> bool {
        let me = self.meta.me.as_ref();
        let person = me.map(|me| Person::new(me, &self.units));
        move |plan| (person.as_ref()).is_none_or(|person| counts_for(person, plan))
    }

    /// Whether this user is not told what a report holds before it has come to their step: it counts
    /// nowhere here until then.
    pub fn is_withheld(&self, key: &ReportKey) -> bool {
        let role = self.role();
        let Some(profile) =
            (self.profile_at(key.month)).filter(|profile| profile.sees_at_own_step.contains(&role))
        else {
            return false;
        };
        let held = self
            .reports
            .get(key)
            .and_then(|report| report.server.as_ref());
        let (Some(held), Some(plan)) = (held, self.projects.get(&key.project)) else {
            return false;
        };
        let who = (role, self.rights()(&key.project));
        let course = held.course.as_ref();
        let vacant = course.map_or(&[][..], |course| &course.vacant);
        (held.report_state()).is_some_and(|state| !state.shows_boxes(plan, profile, who, vacant))
    }

    /// Whether this user's office is the one that closes months, of some plan year.
    pub fn closes_months(&self) -> bool {
        let role = self.meta.me.as_ref().map(|me| me.role);
        let closes = |role| move |one: &Profile| over_months(role, &one.chain).close;
        role.is_some_and(|role| self.profiles().any(closes(role)))
    }

    /// The jurisdiction as it is in a month: the profile of its plan year.
    pub fn profile_at(&self, month: Month) -> Option<&Profile> {
        let newest = self.profile.as_ref()?;
        Some(governing(newest, &self.earlier_profiles, month))
    }

    /// The profiles of all plan years, the newest first.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.profile.iter().chain(&self.earlier_profiles)
    }

    /// What this user may do with a project; with one that is not here, what they do with some.
    pub(super) fn may_with(&self, project: &str) -> May {
        if self.projects.contains_key(project) {
            self.rights()(project)
        } else {
            self.does()
        }
    }

    /// What this user does with some projects; with which, the server decides.
    pub(super) fn does(&self) -> May {
        May {
            see: true,
            report: self.may(Action::Report),
            review: self.may(Action::Review),
            ask: self.may(Action::Ask),
            close: self.closes_months(),
            file_for: self.role().files_for_others(),
        }
    }
}
