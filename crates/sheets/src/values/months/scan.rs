//! Finds every year, month, day and part of a year that a text names.

/// One of them. Places are bytes of the text that was scanned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub(super) at: usize,
    pub(super) end: usize,
    /// As it stands there.
    pub(super) text: String,
    pub(super) year: Option<i16>,
    pub(super) span: Option<Span>,
    pub(super) day: Option<i8>,
    /// 2021年12月至2022年7月.
    pub(super) crosses_years: bool,
}

/// What part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// From a month to a month; one month has both.
    Months { from: i8, to: i8 },
    /// A quarter, a half-year, several months that are listed.
    Part,
}

impl Mention {
    /// The last month, if it is months.
    pub(super) fn end_month(&self) -> Option<i8> {
        match self.span {
            Some(Span::Months { to, .. }) => Some(to),
            _ => None,
        }
    }
}

/// Everything that a text names, which is half-width and has digits for numerals.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut cursor = Cursor { text, at: 0 };
    while cursor.at < text.len() {
        let at = cursor.at;
        let mut scan = cursor;
        match scan.mention() {
            Some(part) => {
                found.push(Mention {
                    at,
                    end: scan.at,
                    text: text[at..scan.at].to_owned(),
                    year: part.year,
                    span: part.span,
                    day: part.day,
                    crosses_years: part.crosses_years,
                });
                cursor.at = scan.at;
            }
            None => cursor.pass(),
        }
    }
    found
}

#[derive(Default)]
struct Part {
    year: Option<i16>,
    span: Option<Span>,
    day: Option<i8>,
    crosses_years: bool,
}

impl Part {
    fn month(year: Option<i16>, month: i8) -> Self {
        Self {
            year,
            span: Some(Span::Months {
                from: month,
                to: month,
            }),
            ..Self::default()
        }
    }

    fn unclear(year: Option<i16>) -> Self {
        Self {
            year,
            span: Some(Span::Part),
            ..Self::default()
        }
    }

    /// This one up to another, which may name its own year.
    fn to(self, year: Option<i16>, month: i8) -> Self {
        let from = match self.span {
            Some(Span::Months { from, .. }) => from,
            _ => month,
        };
        Self {
            crosses_years: year.is_some() && self.year.is_some() && year > self.year,
            year: year.or(self.year),
            span: Some(Span::Months { from, to: month }),
            day: None,
        }
    }
}

#[derive(Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn eat(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word);
        self.at += if is_next { word.len() } else { 0 };
        is_next
    }

    /// A run of digits, whole; nothing is eaten if it is longer.
    fn number(&mut self, most: usize) -> Option<(i16, usize)> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let value = rest[..digits].parse().ok()?;
        if digits == 0 || digits > most {
            return None;
        }
        self.at += digits;
        Some((value, digits))
    }

    fn month_number(&mut self) -> Option<i8> {
        let mut next = *self;
        let (value, _) = next.number(2)?;
        let month = i8::try_from(value).ok().filter(|n| (1..=12).contains(n))?;
        self.at = next.at;
        Some(month)
    }

    fn day_number(&mut self) -> Option<i8> {
        let mut next = *self;
        let (value, _) = next.number(2)?;
        let day = i8::try_from(value).ok().filter(|n| (1..=31).contains(n))?;
        self.at = next.at;
        Some(day)
    }

    fn connector(&mut self) -> bool {
        ["-", "~", "至"].iter().any(|word| self.eat(word))
    }

    /// Past the next character, or past all digits of a run.
    fn pass(&mut self) {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        self.at += digits.max(first);
    }

    fn mention(&mut self) -> Option<Part> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        match digits {
            4 => self.year_first(),
            6 | 8 => self.compact(digits),
            1 | 2 => (self.short_year())
                .or_else(|| self.months(None))
                .or_else(|| self.part_of_year(None)),
            _ => self.part_of_year(None),
        }
    }

    /// 2022年7月, 2022.7, 2022-07-31, 2022年.
    fn year_first(&mut self) -> Option<Part> {
        let mut next = *self;
        let (year, _) = next.number(4)?;
        if !(1990..=2999).contains(&year) {
            return None;
        }
        let part = if next.eat("年") {
            next.eat("度");
            let found = next
                .months(Some(year))
                .or_else(|| next.part_of_year(Some(year)));
            found.unwrap_or(Part {
                year: Some(year),
                ..Part::default()
            })
        } else {
            next.after_bare_year(year)?
        };
        self.at = next.at;
        Some(part)
    }

    fn after_bare_year(&mut self, year: i16) -> Option<Part> {
        if let Some(part) = self.part_of_year(Some(year)) {
            return Some(part);
        }
        for sign in [".", "-", "/", "_"] {
            let mut next = *self;
            if !next.eat(sign) {
                continue;
            }
            if let Some(month) = next.month_number() {
                let part = next.after_month_sign(year, month, sign);
                self.at = next.at;
                return Some(part);
            }
            let is_years = next.number(4).is_some();
            if is_years {
                // 2021-2023年: a span of years speaks of none
                self.at = next.at;
                return Some(Part::default());
            }
        }
        let is_amount = self.rest().starts_with([
            '万', '亿', '元', '个', '项', '家', '%', '吨', '亩', '公', '平', '.',
        ]);
        ((2000..=2099).contains(&year) && !is_amount).then(|| Part {
            year: Some(year),
            ..Part::default()
        })
    }

    /// What follows `2022.7`: a day behind the same sign, or the end of a range.
    fn after_month_sign(&mut self, year: i16, month: i8, sign: &str) -> Part {
        let start = Part::month(Some(year), month);
        let mut next = *self;
        if next.eat(sign) && sign != "_" {
            let is_year = next.rest().bytes().take_while(u8::is_ascii_digit).count() == 4;
            if let Some(day) = next.day_number().filter(|_| !is_year)
                && !next.rest().starts_with('月')
            {
                self.at = next.at;
                return Part {
                    day: Some(day),
                    ..start
                };
            }
        }
        self.eat("月");
        self.range_end(start)
    }

    /// 7月, 1-7月, 1月至7月, 7月31日, 6、7月.
    fn months(&mut self, year: Option<i16>) -> Option<Part> {
        let mut next = *self;
        let from = next.month_number()?;
        if next.eat("、") || next.eat(",") {
            next.month_number()?;
            while next.eat("、") {
                next.month_number()?;
            }
            return next.eat("月").then(|| {
                self.at = next.at;
                Part::unclear(year)
            });
        }
        let part = if next.eat("月") {
            next.eat("份");
            let mut day = next;
            if let Some(number) = day.day_number()
                && (day.eat("日") || day.eat("号"))
            {
                next = day;
                Part {
                    day: Some(number),
                    ..Part::month(year, from)
                }
            } else {
                next.range_end(Part::month(year, from))
            }
        } else {
            if !next.connector() {
                return None;
            }
            let to = next.month_number()?;
            if !next.eat("月") {
                return None;
            }
            Part::month(year, from).to(None, to)
        };
        next.eat("份");
        self.at = next.at;
        Some(part)
    }

    /// `-7月`, `至2022年7月`, `-2022.07` behind a month.
    fn range_end(&mut self, start: Part) -> Part {
        let mut next = *self;
        if !next.connector() {
            return start;
        }
        let mut with_year = next;
        let year = with_year.number(4).filter(|(_, digits)| *digits == 4);
        if let Some((year, _)) = year
            && ["年", ".", "-", "/"].iter().any(|sign| with_year.eat(sign))
            && let Some(month) = with_year.month_number()
        {
            with_year.eat("月");
            self.at = with_year.at;
            return start.to(Some(year), month);
        }
        let Some(month) = next.month_number() else {
            return start;
        };
        next.eat("月");
        self.at = next.at;
        start.to(None, month)
    }

    /// 202207, 20220731, 202201-202207.
    fn compact(&mut self, digits: usize) -> Option<Part> {
        let start = self.compact_month()?;
        if digits == 8 {
            let day = self.rest().get(..2)?.parse().ok()?;
            self.at += 2;
            return (1..=31).contains(&day).then_some(Part {
                day: Some(day),
                ..start
            });
        }
        let mut next = *self;
        if next.connector()
            && next.rest().bytes().take_while(u8::is_ascii_digit).count() == 6
            && let Some(end) = next.compact_month()
            && let Some(Span::Months { to, .. }) = end.span
        {
            self.at = next.at;
            return Some(start.to(end.year, to));
        }
        Some(start)
    }

    fn compact_month(&mut self) -> Option<Part> {
        let year: i16 = self.rest().get(..4)?.parse().ok()?;
        let month: i8 = self.rest().get(4..6)?.parse().ok()?;
        let is_month = (2000..=2099).contains(&year) && (1..=12).contains(&month);
        is_month.then(|| {
            self.at += 6;
            Part::month(Some(year), month)
        })
    }

    /// 22年7月.
    fn short_year(&mut self) -> Option<Part> {
        let mut next = *self;
        let (year, digits) = next.number(2)?;
        if digits != 2 || !next.eat("年") {
            return None;
        }
        let part = next.months(Some(2000 + year))?;
        self.at = next.at;
        Some(part)
    }

    /// 二季度 (its numeral is a digit here), 前三季度, Q2, 上半年.
    fn part_of_year(&mut self, year: Option<i16>) -> Option<Part> {
        let mut next = *self;
        let is_half = ["上半年", "下半年", "半年度", "半年报"]
            .iter()
            .any(|word| next.eat(word));
        let is_part = is_half || {
            let _ = next.eat("第") || next.eat("前");
            let is_letter = next.eat("Q") || next.eat("q");
            let number = next.number(1);
            number.is_some_and(|(n, _)| (1..=4).contains(&n)) && (is_letter || next.eat("季"))
        };
        if !is_part {
            return None;
        }
        next.eat("度");
        self.at = next.at;
        Some(Part::unclear(year))
    }
}
