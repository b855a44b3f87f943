//! Finds the tables of a sheet: their headers and pages, the month and the unit of each, and the columns
//! that are read.

pub(crate) mod columns;
pub(crate) mod header;
pub(crate) mod month;
mod month_fit;
pub(crate) mod pages;
mod unit;

pub(crate) use unit::unit;
