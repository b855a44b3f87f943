//! Totals by nature, category, area and unit.
