// What both drivers share.

/** The slow ones last. */
export const PEERS = ["ajv", "json-logic", "formio", "dhis2", "survey"];
export const COLD_RUNS = 7;

export function line(what, engine, where, milliseconds) {
  const value = Number(milliseconds.toFixed(6));
  console.log(JSON.stringify({ what, engine, where, value, unit: "ms" }));
}
