//! The door for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::drafts::{self, Jurisdictions};
use crate::first::First;
use crate::held::Held;
use crate::office;
use crate::rules::Choice;
use crate::totals;

fn choice(name: &str) -> Choice {
    match name {
        "compared" => Choice::Compared,
        "comparisons" => Choice::Comparisons,
        _ => Choice::Full,
    }
}

/// The set, held in this module's memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Book(Held);

#[wasm_bindgen]
impl Book {
    /// The set grown from `seed`.
    ///
    /// # Errors
    /// When the built-in profile cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(seed: u32) -> Result<Book, String> {
        Held::new(seed).map(Self)
    }

    /// See [`Held::read_all`].
    pub fn read_all(&mut self) -> usize {
        self.0.read_all()
    }

    /// See [`Held::check_all`].
    pub fn check_all(&self, rules: &str) -> usize {
        self.0.check_all(choice(rules))
    }

    /// See [`Held::verdicts`].
    pub fn verdicts(&self, rules: &str) -> Vec<u32> {
        self.0.verdicts(choice(rules))
    }

    /// See [`Held::edit`].
    pub fn edit(&self, index: usize, key: &str, text: &str, rules: &str) -> Option<u32> {
        self.0.edit(index, key, text, choice(rules))
    }
}

/// Totals of the set's size, held in this module's memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Totals(totals::Totals);

#[wasm_bindgen]
impl Totals {
    /// So many projects grown from `seed`.
    ///
    /// # Errors
    /// When the built-in profile cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(seed: u32, projects: usize) -> Result<Totals, String> {
        totals::Totals::new(seed, projects).map(Self)
    }

    /// See [`totals::Totals::all`].
    pub fn all(&self) -> usize {
        self.0.all()
    }

    /// See [`totals::Totals::change`].
    pub fn change(&mut self, project: usize, month: i8) -> usize {
        self.0.change(project, month)
    }

    /// See [`totals::Totals::change_shown`].
    pub fn change_shown(&mut self, project: usize, month: i8) -> usize {
        self.0.change_shown(project, month)
    }
}

/// An office's tablet, held in this module's memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Office(office::Office);

#[wasm_bindgen]
impl Office {
    /// So many projects with a year of reports, grown from `seed`.
    ///
    /// # Errors
    /// When the built-in profile cannot be read, or a month cannot be locked.
    #[wasm_bindgen(constructor)]
    pub fn new(seed: u32, projects: usize) -> Result<Office, String> {
        office::Office::new(seed, projects).map(Self)
    }

    /// See [`office::Office::open`].
    ///
    /// # Errors
    /// When what is made is not the edition, or not sound.
    pub fn open(&self, kind: &str, month: i8) -> Result<usize, String> {
        self.0.open(kind, month)
    }

    /// See [`office::Office::change`].
    pub fn change(&mut self, project: usize) {
        self.0.change(project);
    }
}

/// From texts to the first verdict, as after opening the page.
///
/// # Errors
/// When one of the texts is not what it should be.
#[wasm_bindgen]
pub fn first(profile: &str, plan: &str, values: &str, month: &str) -> Result<u32, String> {
    let first = First {
        profile: profile.to_owned(),
        plan: plan.to_owned(),
        values: values.to_owned(),
        month: month.to_owned(),
    };
    first.verdict().map_err(|error| error.to_string())
}

/// See [`drafts::lines`].
///
/// # Errors
/// When a built-in profile cannot be read.
#[wasm_bindgen]
pub fn draft_lines(seed: u32, count: usize) -> Result<String, String> {
    Ok(drafts::lines(&Jurisdictions::new()?, seed, count))
}

/// See [`drafts::shown`].
///
/// # Errors
/// When a built-in profile cannot be read.
#[wasm_bindgen]
pub fn draft_shown(seed: u32, index: usize) -> Result<String, String> {
    Ok(drafts::shown(&Jurisdictions::new()?, seed, index))
}
