// This engine, built for wasm32: its door to the measurements. The set is made inside it, as the
// widget holds its reports inside it.
import init, { Book, Office, Totals, first } from "./engine.js";

export const engine = "yuebao";
let book;

/** From the address of the wasm to the first verdict. */
export async function cold(wasm, { profile, plan, values, month }) {
  await init({ module_or_path: wasm });
  return first(profile, plan, values, month);
}

export async function open(wasm, seed) {
  await init({ module_or_path: wasm });
  book = new Book(seed);
}

export const verdicts = (rules) => book.verdicts(rules);
export const checkAll = (rules) => book.check_all(rules);
export const readAll = () => book.read_all();
export const edit = (index, key, text, rules) => book.edit(index, key, text, rules);

let totals;

export async function openTotals(wasm, seed, projects) {
  await init({ module_or_path: wasm });
  totals = new Totals(seed, projects);
}

export const totalsAll = () => totals.all();
export const totalsChange = (project, month) => totals.change(project, month);
export const totalsShown = (project, month) => totals.change_shown(project, month);

let office;

export async function openOffice(wasm, seed, projects) {
  await init({ module_or_path: wasm });
  office = new Office(seed, projects);
}

export const officeOpen = (kind, month) => office.open(kind, month);
export const officeChange = (project) => office.change(project);
