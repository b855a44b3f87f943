//! 项目代码和归属: codes, area, nature, and what every report must hold.

pub(in crate::check) mod c001_required_box_empty;
pub(in crate::check) mod c002_project_code_malformed;
pub(in crate::check) mod c003_project_code_check_character;
pub(in crate::check) mod c004_no_project_code;
pub(in crate::check) mod c005_credit_code_invalid;
pub(in crate::check) mod c006_area_not_in_list;
pub(in crate::check) mod c007_nature_or_category_not_in_list;
pub(in crate::check) mod c010_no_lead_unit;
pub(in crate::check) mod c011_month_outside_plan;
pub(in crate::check) mod c012_box_not_understood;
pub(in crate::check) mod c014_credit_code_check_character;
pub(in crate::check) mod c015_empty_talk;
pub(in crate::check) mod c016_text_too_long;
pub(in crate::check) mod c017_report_too_large;
