import { RuntimeFailure } from "../execution/failure.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";
import { type Dataset, datasetOf } from "./dataset.ts";
import { readerFailure } from "./reader-failure.ts";

/** The items of a JSON file: a list, or an object whose members are the items, at `pointer` or at the top. */
export function readJsonFile(text: string, pointer: string | undefined, source: string): Dataset {
  const data = pointer === undefined ? parse(text) : pointedAt(parse(text), pointer);
  const dataset = datasetOf(data, source);
  // AWS's words for a file without a list, as LocalStack passes them on.
  if (!dataset) throw readerFailure("Attempting to map over non-iterable node.");
  return dataset;
}

/** The items of a JSON Lines file: one a line, blank lines aside. */
export function readJsonLines(text: string, maximum: number): Json[] {
  const items: Json[] = [];
  for (const line of text.split("\n")) {
    if (items.length >= maximum) break;
    if (line.trim() !== "") items.push(parse(line));
  }
  return items;
}

function parse(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw readerFailure(`The JSON file could not be parsed: ${error.message}`);
  }
}

/** RFC 6901. */
function pointedAt(data: Json, pointer: string): Json {
  let value: Json | undefined = data;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    if (value === undefined || value === null) break;
    if (isArray(value)) value = /^(?:0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined;
    else value = isObject(value) ? value.get(name) : undefined;
  }
  if (value !== undefined) return value;
  // Measured by third parties, as the state's own failure.
  throw new RuntimeFailure(
    "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.",
    "States.ItemReaderFailed",
  );
}
