//! Changes to an accepted report: chosen against what stands, and taken together.

use yuebao_domain::report::FieldValues;
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome};

use crate::reviewing::{about, resolve, text};
use crate::support::ops::{GOOD, explained, op_id, submit};
use crate::support::{Client, TestServer};

use OperationKind::Accept;
use OperationOutcome::{Applied, Conflict, Rejected};

#[test]
fn whoever_settles_an_amendment_chooses_against_what_stands_now() {
    let server = TestServer::new();
    let [mut zhang, mut li] = [server.client("zhang"), server.client("li")];
    let mut office = server.client("city_office");
    zhang.expect(Applied, &submit("road", 0, GOOD));
    office.expect(Applied, &about(Accept, "road", 1, ""));
    zhang.expect(Conflict, &submit("road", 2, &[("remarks", "张三改")]));
    li.expect(Conflict, &submit("road", 2, &[("remarks", "李四改")]));
    let open = office.report("road", "2022-05").conflicts;
    assert_eq!(open.len(), 2);
    office.expect(Applied, &resolve(4, open[1].id, &[("remarks", "李四改")]));
    let report = office.report("road", "2022-05");
    let left = &report.conflicts[0];
    assert_eq!(left.clash.first, left.clash.group.part(&report.values));
    assert_eq!(left.first_by, "重点办");
    assert_eq!(left.second_by, "张三");
    // To keep what stands is always possible.
    office.expect(Applied, &resolve(5, left.id, &[]));
    assert!(office.report("road", "2022-05").conflicts.is_empty());
}

#[test]
fn figures_and_the_words_that_explain_them_are_taken_together() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let mut office = server.client("city_office");
    let negative = |rev, month, year| {
        submit(
            "road",
            rev,
            &[("month_investment", month), ("year_to_date", year)],
        )
    };
    let explain = |zhang: &mut Client, operation: Operation| {
        let said = zhang.expect(Rejected, &operation);
        let again = Operation {
            op_id: op_id().into(),
            ..operation
        };
        explained(again, &said.findings[0])
    };
    let first = explain(&mut zhang, negative(0, "-5", "395"));
    zhang.expect(Applied, &first);
    office.expect(Applied, &about(Accept, "road", 1, ""));
    let second = explain(&mut zhang, negative(2, "-7", "393"));
    zhang.expect(Conflict, &second);
    let report = zhang.report("road", "2022-05");
    let ids: Vec<u64> = report.conflicts.iter().map(|open| open.id).collect();
    assert_eq!(ids.len(), 2, "the figures and the explanation");
    let take = |open: &[usize]| {
        let parts = open.iter().map(|at| &report.conflicts[*at].clash.second);
        let values = parts.flat_map(FieldValues::clone);
        Operation {
            changes: values.map(|(key, value)| (key, Some(value))).collect(),
            also: open.iter().skip(1).map(|at| ids[*at]).collect(),
            ..resolve(report.rev, ids[open[0]], &[])
        }
    };
    for alone in [0, 1] {
        let refused = office.expect(Rejected, &take(&[alone]));
        assert_eq!(refused.findings[0].code.as_str(), "M102");
    }
    office.expect(Applied, &take(&[0, 1]));
    let report = zhang.report("road", "2022-05");
    assert_eq!(text(&report, "month_investment"), Some("-7"));
    assert!(report.conflicts.is_empty());
}
