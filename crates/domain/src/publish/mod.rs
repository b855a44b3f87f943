//! What is published, as values: 月报表, 通报, 简报 and the rest are each a pure function to a
//! [`Document`], which screen, print and files only draw. A figure is computed once and is the same in
//! all of them.

pub mod document;

pub use document::{Cell, Document, Status, Value};
