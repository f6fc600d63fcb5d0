import type { Fact } from "../../../../scenario/facts/fact.ts";
import { factOfCells } from "../cells.ts";
import { callbackBody, jobMessage } from "./callback-body.ts";
import { execution, executions, history } from "./executions.ts";
import { har } from "./har.ts";
import { logEvents, logLine } from "./log-line.ts";
import { messages } from "./messages.ts";
import { listedObject, objects } from "./objects.ts";
import { queryResults } from "./query-results.ts";
import { exportedTable, row, rowsByTable } from "./rows.ts";
import { isObject, type Setting, type Shape } from "./shape.ts";

/** The most telling first: a row may have a column that another shape has as a key. */
const SHAPES: readonly Shape[] = [
  logLine,
  logEvents,
  queryResults,
  // Before executions: a processing callback says which execution sends it.
  callbackBody,
  execution,
  executions,
  history,
  jobMessage,
  messages,
  objects,
  listedObject,
  har,
  exportedTable,
  row,
  rowsByTable,
];

/** The facts of a JSON value; undefined when it is of no shape that is known. An array is its elements. */
export function factsInJson(value: unknown, setting: Setting): readonly Fact[] | undefined {
  if (Array.isArray(value)) {
    // `--query 'Contents[].Key'`, alone or with further columns.
    const listed = value.map((one) => (Array.isArray(one) ? one : [one]).map(String));
    const facts = listed.map((cells) => factOfCells(cells, setting.place));
    if (facts.length > 0 && facts.every((fact) => fact !== undefined)) return facts;
    const all = value.map((one) => factsInJson(one, { ...setting, text: JSON.stringify(one) }));
    return all.length > 0 && all.every((facts) => facts !== undefined) ? all.flat() : undefined;
  }
  if (!isObject(value)) return undefined;
  for (const shape of SHAPES) {
    const facts = shape(value, setting, factsInJson);
    if (facts !== undefined) return facts;
  }
  return undefined;
}
