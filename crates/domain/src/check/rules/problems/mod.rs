//! 存在问题, 走访.

pub(in crate::check) mod p401_problem_not_described;
pub(in crate::check) mod p402_coordination_not_specified;
pub(in crate::check) mod p403_open_problem_not_touched;
pub(in crate::check) mod p404_escalation_due;
pub(in crate::check) mod p405_deadline_passed;
pub(in crate::check) mod p406_visit_not_described;
