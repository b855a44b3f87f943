//! The few elements that a document is made of.

/// A part of the file, from its beginning.
#[derive(Debug)]
pub(super) struct Xml(String);

impl Xml {
    /// A part with its outermost element open.
    pub(super) fn part(root: &str) -> Self {
        Self(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <{root} xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
        ))
    }

    /// Closes the outermost element; the whole part.
    pub(super) fn end(mut self, root: &str) -> String {
        self.close(root);
        self.0
    }

    /// Opens an element; `attributes` begin with a space, if there are any.
    pub(super) fn open(&mut self, name: &str, attributes: &str) {
        self.raw(&format!("<{name}{attributes}>"));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.raw(&format!("</{name}>"));
    }

    /// Text that is markup already.
    pub(super) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// A paragraph of a style, with further properties of it and of its text, both markup.
    pub(super) fn paragraph(&mut self, style: &str, properties: &str, text: &str) {
        self.styled(style, properties, "", text);
    }

    /// The same with properties of its letters.
    pub(super) fn styled(&mut self, style: &str, properties: &str, letters: &str, text: &str) {
        self.raw("<w:p>");
        // what ends a paragraph is as high as its letters, also where there are none
        let end = if letters.is_empty() {
            String::new()
        } else {
            format!("<w:rPr>{letters}</w:rPr>")
        };
        if !style.is_empty() || !properties.is_empty() {
            let style = if style.is_empty() {
                String::new()
            } else {
                format!("<w:pStyle w:val=\"{style}\"/>")
            };
            self.raw(&format!("<w:pPr>{style}{properties}{end}</w:pPr>"));
        }
        if !text.is_empty() {
            self.raw("<w:r>");
            if !letters.is_empty() {
                self.raw(&end);
            }
            for (at, line) in text.lines().enumerate() {
                if at > 0 {
                    self.raw("<w:br/>");
                }
                self.raw(&format!(
                    "<w:t xml:space=\"preserve\">{}</w:t>",
                    escaped(line)
                ));
            }
            self.raw("</w:r>");
        }
        self.raw("</w:p>");
    }
}

/// Nothing in a text is taken for markup, and what XML cannot hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
