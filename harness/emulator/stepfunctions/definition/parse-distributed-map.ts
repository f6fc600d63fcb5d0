import type { JsonObject } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { MAXIMUM_BATCH_BYTES, MAXIMUM_MAP_ITEMS, MINIMUM_COUNT } from "../limits.ts";
import {
  CSV_DELIMITERS,
  type CsvFormat,
  type DistributedMap,
  INPUT_TYPES,
  type ItemBatcher,
  type ItemReader,
  OUTPUT_TYPES,
  type PayloadField,
  type ResultWriter,
  TRANSFORMATIONS,
} from "./distributed-map.ts";
import type { Fields } from "./fields.ts";
import { parseNumber, parsePayload } from "./payload-field.ts";

const NOTHING: PayloadField = { language: "JSONPath", template: { kind: "literal", value: new Map() } };
const S3_ACTION = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:s3:(getObject|listObjectsV2|putObject)$/;

/**
 * Reads the distributed mode of a Map; `undefined` for an inline one, in which AWS accepts the other fields (measured)
 * and nothing uses them. `processor` is its item processor as written.
 */
export function parseDistributedMap(name: string, fields: Fields, processor: JsonObject): DistributedMap | undefined {
  const distributed = {
    label: fields.text("Label"),
    itemReader: parseObject(fields, "ItemReader", (reader) => parseItemReader(name, reader)),
    itemBatcher: parseObject(fields, "ItemBatcher", parseItemBatcher),
    resultWriter: parseObject(fields, "ResultWriter", parseResultWriter),
  };
  const configuration = processor.get("ProcessorConfig");
  if (!(configuration instanceof Map) || configuration.get("Mode") !== "DISTRIBUTED") return undefined;
  const executionType = configuration.get("ExecutionType") === "EXPRESS" ? "EXPRESS" : "STANDARD";
  return { executionType, ...distributed, definitionText: writeJson(processor) };
}

/** `ProcessorConfig` of an item processor, which only a distributed one says an ExecutionType in. */
export function checkProcessorConfig(processor: Fields): void {
  const object = processor.object("ProcessorConfig");
  if (!object) return;
  const fields = processor.inside(object, "ProcessorConfig");
  const mode = fields.oneOf("Mode", ["INLINE", "DISTRIBUTED"]);
  if (mode === "DISTRIBUTED" && fields.require("ExecutionType")) fields.oneOf("ExecutionType", ["STANDARD", "EXPRESS"]);
  fields.refuseOthers();
}

function parseObject<T>(fields: Fields, name: string, parse: (fields: Fields) => T): T | undefined {
  const object = fields.object(name);
  if (!object) return undefined;
  const inner = fields.inside(object, name);
  const parsed = parse(inner);
  inner.refuseOthers();
  return parsed;
}

function parseItemReader(state: string, fields: Fields): ItemReader {
  const action = parseAction(fields, ["getObject", "listObjectsV2"]);
  const config = fields.inside(fields.object("ReaderConfig") ?? new Map(), "ReaderConfig");
  const inputType = choice(config, "InputType", INPUT_TYPES);
  const reader: ItemReader = {
    operation: action === "listObjectsV2" ? "listObjectsV2" : "getObject",
    parameters: parsePayload(fields, fields.inJsonata ? "Arguments" : "Parameters"),
    maxItems: parseNumber(config, "MaxItems", { minimum: MINIMUM_COUNT, maximum: MAXIMUM_MAP_ITEMS, integer: true }),
    inputType,
    csv: parseCsvFormat(config, inputType === "CSV"),
    itemsPointer: config.text("ItemsPointer"),
    manifestType: choice(config, "ManifestType", ["ATHENA_DATA", "S3_INVENTORY"] as const),
    flattens: choice(config, "Transformation", ["NONE", "LOAD_AND_FLATTEN"] as const) === "LOAD_AND_FLATTEN",
  };
  config.refuseOthers();
  if (inputType === "PARQUET") {
    fields.problems.notEmulated(state, `InputType PARQUET (at ${fields.location}) is not emulated.`);
  }
  if (inputType === undefined && (reader.flattens || (reader.operation === "getObject" && !reader.manifestType))) {
    fields.problems.schema("These fields are required: [InputType]", config.location);
  }
  return reader;
}

function parseCsvFormat(config: Fields, isCsv: boolean): CsvFormat {
  const location = choice(config, "CSVHeaderLocation", ["FIRST_ROW", "GIVEN"] as const);
  const delimiter = choice(config, "CSVDelimiter", ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"] as const) ?? "COMMA";
  if (!isCsv && location !== undefined) config.refuseField("CSVHeaderLocation");
  const headers = config.has("CSVHeaders") ? config.texts("CSVHeaders") : undefined;
  if (isCsv && location === undefined) {
    config.problems.schema("The field 'CSVHeaderLocation' is required", config.location);
  }
  if (location === "GIVEN" && headers === undefined) {
    config.problems.schema("These fields are required: [CSVHeaders]", config.location);
  }
  return { delimiter: CSV_DELIMITERS[delimiter], headers: location === "GIVEN" ? headers : undefined };
}

function parseItemBatcher(fields: Fields): ItemBatcher {
  return {
    maxItemsPerBatch: parseNumber(fields, "MaxItemsPerBatch", { minimum: MINIMUM_COUNT, integer: true }),
    maxInputBytesPerBatch: parseNumber(fields, "MaxInputBytesPerBatch", {
      minimum: MINIMUM_COUNT,
      maximum: MAXIMUM_BATCH_BYTES,
      integer: true,
    }),
    batchInput: parsePayload(fields, "BatchInput"),
  };
}

function parseResultWriter(fields: Fields): ResultWriter {
  const exports = fields.has("Resource");
  if (exports) parseAction(fields, ["putObject"]);
  const destination = parsePayload(fields, fields.inJsonata ? "Arguments" : "Parameters");
  const object = fields.object("WriterConfig");
  if (!exports && !object) fields.problems.schema("These fields are required: [Resource]", fields.location);
  const config = fields.inside(object ?? new Map(), "WriterConfig");
  const writer: ResultWriter = {
    destination: exports ? (destination ?? NOTHING) : undefined,
    transformation: choice(config, "Transformation", TRANSFORMATIONS) ?? (exports ? "NONE" : "COMPACT"),
    outputType: choice(config, "OutputType", OUTPUT_TYPES) ?? "JSON",
  };
  config.refuseOthers();
  return writer;
}

/** `Resource`: one of the S3 actions that the field allows. */
function parseAction(fields: Fields, allowed: readonly string[]): string {
  if (!fields.require("Resource")) return "";
  const action = S3_ACTION.exec(fields.text("Resource") ?? "")?.[1] ?? "";
  if (!allowed.includes(action)) {
    const examples = allowed.map((name) => `arn:<partition>:states:::s3:${name}`).join(", ");
    fields.problems.schema(
      `The field 'Resource' does not match any of the allowed values. Examples: [${examples}]`,
      fields.at("Resource"),
    );
  }
  return action;
}

function choice<T extends string>(fields: Fields, name: string, values: readonly T[]): T | undefined {
  const text = fields.text(name);
  const chosen = values.find((value) => value === text);
  if (text !== undefined && chosen === undefined) {
    fields.problems.schema(
      `The field '${name}' should have one of these values: [${values.join(", ")}]`,
      fields.at(name),
    );
  }
  return chosen;
}
