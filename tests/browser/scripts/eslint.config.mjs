// The rules that ESLint recommends, for every script that is delivered, and the words that old browsers
// know, for what they are to read.
import js from "@eslint/js";
import globals from "globals";

/** Read as they are, by browsers without modules. */
const PLAIN = ["web/doors/yuebao-old.js", "web/doors/yuebao-frame.js"];
/** Read as far as the sentence that the browser is too old: nothing is younger than `import()`. */
const EARLY = ["web/src/early.js", "web/src/loader.js", "web/src/packed.js", "web/src/served.js"];
const YOUNGER = {
  ChainExpression: "?.",
  "LogicalExpression[operator='??']": "??",
  "AssignmentExpression[operator=/^(\\?\\?|\\|\\||&&)=$/]": "??= and its like",
  "CatchClause[param=null]": "catch without a name",
  PropertyDefinition: "fields of a class",
  PrivateIdentifier: "private names",
};

export default [
  {
    files: ["web/src/*.js", "web/doors/*.js", "web/extension/*.js"],
    ...js.configs.recommended,
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
  },
  { files: PLAIN, languageOptions: { ecmaVersion: 5, sourceType: "script", globals: globals.es2015 } },
  {
    files: EARLY,
    rules: {
      "no-unused-vars": ["error", { caughtErrors: "none" }],
      "no-restricted-syntax": [
        "error",
        ...Object.entries(YOUNGER).map(([selector, what]) => ({ selector, message: `Old browsers do not know ${what}.` })),
      ],
    },
  },
  { files: ["web/doors/sw.js"], languageOptions: { globals: globals.serviceworker } },
  { files: ["web/extension/*.js"], languageOptions: { globals: globals.webextensions } },
];
