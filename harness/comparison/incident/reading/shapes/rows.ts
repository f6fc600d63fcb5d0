import type { Cell, Fact } from "../../../../scenario/facts/fact.ts";
import { plainName, rowFact, tableOf, tableOfRow } from "../table-of.ts";
import { isObject, type Shape } from "./shape.ts";

/** A row as a client exports it as JSON. */
export const row: Shape = (value, { place }) => {
  const names = Object.keys(value).map((name) => name.toLowerCase());
  if (!names.every((name) => /^\w{1,64}$/.test(name)) || Object.keys(value).some((name) => /[a-z][A-Z]/.test(name))) {
    return undefined;
  }
  const table = names.length > 1 ? tableOf(names) : undefined;
  if (table === undefined) return undefined;
  const columns = Object.fromEntries(Object.entries(value).map(([name, cell]) => [name.toLowerCase(), cellOf(cell)]));
  return [{ kind: "row", place, table: tableOfRow(table, columns), columns }];
};

/** `{"media_processing_jobs": [...]}`, and `{"rows": [...]}`. */
export const rowsByTable: Shape = (value, setting, nested) => {
  const lists = Object.values(value).map((list) => (Array.isArray(list) ? (list as unknown[]) : undefined));
  const facts: Fact[] = [];
  for (const list of lists) {
    if (list === undefined) return undefined;
    for (const one of list) {
      const found = isObject(one) ? nested(one, { ...setting, text: JSON.stringify(one) }) : undefined;
      if (!found?.every(({ kind }) => kind === "row")) return undefined;
      facts.push(...found);
    }
  }
  return facts.length > 0 ? facts : undefined;
};

/** phpMyAdmin's export: what it says of itself and of the database, then an object for each table. */
export const exportedTable: Shape = ({ type, name, data, ...more }, { place }) => {
  if (type === "header" && typeof more.comment === "string") return [];
  if (type === "database" && typeof name === "string") return [];
  if (type !== "table" || typeof name !== "string" || !Array.isArray(data)) return undefined;
  return data.filter(isObject).map((one) => {
    const values = Object.values(one).map((value) => (value === null ? null : String(cellOf(value))));
    return rowFact(place, plainName(name), Object.keys(one).map(plainName), values);
  });
};

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "string" ? value : JSON.stringify(value);
}
