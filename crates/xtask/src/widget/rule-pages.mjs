// What the widget has to read about the rules, taken from the catalogue's page: for each language a
// line a rule, its code and five parts, with tabs in between (see web/src/state/rule_pages.rs).

// Of the parts that the page has for a rule, in its order: what, why, source, fires, silent.
const PARTS = { all: 12, first: 2, end: 7 };

/** The lines of both languages, from the text of CHECKS.md. */
export function rulePages(catalogue) {
  const pages = { zh: "", en: "" };
  for (const [, code, language, list] of catalogue.matchAll(/^### <a id="(\w+)-(zh|en)">.*\n\n((?:- .*\n)+)/gm)) {
    const parts = list.trimEnd().split("\n").map((line) => line.replace(/^- \*\*[^*]+\*\* /, ""));
    if (parts.length !== PARTS.all) throw new Error(`${code} has ${parts.length} parts in CHECKS.md, not ${PARTS.all}`);
    pages[language] += `${[code.toUpperCase(), ...parts.slice(PARTS.first, PARTS.end)].join("\t")}\n`;
  }
  return pages;
}
