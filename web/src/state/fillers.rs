//! Who fills a report: several clerks of a unit may, and each sees who else is at it.

use yuebao_domain::operation::report::State as Standing;

use super::State;

impl State {
    /// Whoever else has changed what is being filled of a project's report in the month that is shown,
    /// as far as the server has told.
    pub(crate) fn others_at(&self, project: &str) -> Vec<&str> {
        let key = self.screen.key(project);
        let device = self.device.get();
        let report = key.and_then(|key| device.reports.get(&key));
        let Some(held) = report.and_then(|report| report.server.as_ref()) else {
            return Vec::new();
        };
        if !matches!(
            held.report_state(),
            Some(Standing::Draft | Standing::Returned)
        ) {
            return Vec::new();
        }
        let me = device.meta.me.as_ref().map_or("", |me| me.name.as_str());
        let all: Vec<&str> = held.fillers.iter().map(String::as_str).collect();
        // Of one alone the server says only who it is; of a returned report that is the reviewer.
        let one = (held.report_state() == Some(Standing::Draft)).then_some(held.by.as_str());
        let names = if all.is_empty() {
            one.into_iter().collect()
        } else {
            all
        };
        let others = names.into_iter();
        others
            .filter(|name| !name.is_empty() && *name != me)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::plan::Nature;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::state::testing::{key, project, report, state};

    #[test]
    fn others_who_fill_the_report_are_named_while_it_is_filled() {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "示例路", Nature::Continuing);
        assert!(state.others_at("a").is_empty());
        for (standing, by, fillers, shown) in [
            (Standing::Draft, "李四", &[][..], &["李四"][..]),
            (Standing::Draft, "王敏", &[], &[]),
            (Standing::Draft, "王敏", &["李四", "王敏"], &["李四"]),
            (Standing::Returned, "重点办", &[], &[]),
            (
                Standing::Returned,
                "重点办",
                &["李四", "孙八"],
                &["李四", "孙八"],
            ),
            (Standing::Submitted, "李四", &["李四", "王敏"], &[]),
        ] {
            report(&mut state, "a", standing, &[]);
            let report = state.device.get_mut().reports.get_mut(&key("a")).unwrap();
            let held = report.server.as_mut().unwrap();
            by.clone_into(&mut held.by);
            held.fillers = fillers.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(state.others_at("a"), shown, "{standing:?} {by} {fillers:?}");
        }
    }
}
