import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonObject } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
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

/** Fields of a distributed Map that an inline one must not have. */
const DISTRIBUTED_ONLY = ["ItemReader", "ItemBatcher", "ResultWriter", "Label"];
const MAXIMUM_LABEL_LENGTH = 40;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the rule forbids
const FORBIDDEN_IN_LABEL = /[\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]/;
const MAXIMUM_ITEMS = 100_000_000;
const MAXIMUM_BATCH_BYTES = 262_144;
const NOTHING: PayloadField = { language: "JSONPath", template: { kind: "literal", value: new Map() } };
const S3_ACTION = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:s3:(getObject|listObjectsV2|putObject)$/;

/** Reads the distributed mode of a Map; `undefined` for an inline one. `processor` is its item processor as written. */
export function parseDistributedMap(fields: Fields, processor: JsonObject): DistributedMap | undefined {
  const configuration = processor.get("ProcessorConfig");
  const mode = configuration instanceof Map ? configuration.get("Mode") : undefined;
  if (mode !== "DISTRIBUTED") {
    for (const name of DISTRIBUTED_ONLY) {
      if (fields.has(name)) fields.problems.schema(`Field '${name}' is not supported`, fields.at(name));
    }
    return undefined;
  }
  const executionType = configuration instanceof Map ? configuration.get("ExecutionType") : undefined;
  return {
    executionType: executionType === "EXPRESS" ? "EXPRESS" : "STANDARD",
    label: parseLabel(fields),
    itemReader: parseObject(fields, "ItemReader", parseItemReader),
    itemBatcher: parseObject(fields, "ItemBatcher", parseItemBatcher),
    resultWriter: parseObject(fields, "ResultWriter", parseResultWriter),
    definitionText: writeJson(processor),
  };
}

function parseObject<T>(fields: Fields, name: string, parse: (fields: Fields) => T): T | undefined {
  const object = fields.object(name);
  if (!object) return undefined;
  const inner = fields.inside(object, name);
  const parsed = parse(inner);
  inner.refuseOthers();
  return parsed;
}

function parseLabel(fields: Fields): string | undefined {
  const label = fields.text("Label");
  if (label === undefined) return undefined;
  if (label === "" || label.length > MAXIMUM_LABEL_LENGTH) {
    fields.problems.schema(`Label must have 1 to ${MAXIMUM_LABEL_LENGTH} characters`, fields.at("Label"));
  } else if (FORBIDDEN_IN_LABEL.test(label)) {
    fields.problems.schema("Label contains characters that are not allowed", fields.at("Label"));
  }
  return label;
}

function parseItemReader(fields: Fields): ItemReader {
  const action = parseAction(fields, ["getObject", "listObjectsV2"]);
  const config = fields.inside(fields.object("ReaderConfig") ?? new Map(), "ReaderConfig");
  const inputType = choice(config, "InputType", INPUT_TYPES);
  const reader: ItemReader = {
    operation: action === "listObjectsV2" ? "listObjectsV2" : "getObject",
    parameters: parsePayload(fields, fields.inJsonata ? "Arguments" : "Parameters"),
    maxItems: parseNumber(config, "MaxItems", { minimum: 0, maximum: MAXIMUM_ITEMS, integer: true }),
    inputType,
    csv: parseCsvFormat(config, inputType === "CSV"),
    itemsPointer: config.text("ItemsPointer"),
    manifestType: choice(config, "ManifestType", ["ATHENA_DATA", "S3_INVENTORY"] as const),
    flattens: choice(config, "Transformation", ["NONE", "LOAD_AND_FLATTEN"] as const) === "LOAD_AND_FLATTEN",
  };
  config.refuseOthers();
  if (inputType === "PARQUET") {
    throw new AwsError("NotImplemented", `InputType PARQUET (at ${fields.location}) is not emulated.`, { status: 501 });
  }
  if (inputType === undefined && (reader.flattens || (reader.operation === "getObject" && !reader.manifestType))) {
    fields.problems.schema("These fields are required: [InputType]", config.location);
  }
  return reader;
}

function parseCsvFormat(config: Fields, isCsv: boolean): CsvFormat {
  const location = choice(config, "CSVHeaderLocation", ["FIRST_ROW", "GIVEN"] as const);
  const delimiter = choice(config, "CSVDelimiter", ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"] as const) ?? "COMMA";
  const headers = config.has("CSVHeaders") ? config.texts("CSVHeaders") : undefined;
  if (isCsv && location === undefined) {
    config.problems.schema("These fields are required: [CSVHeaderLocation]", config.location);
  }
  if (location === "GIVEN" && headers === undefined) {
    config.problems.schema("These fields are required: [CSVHeaders]", config.location);
  }
  return { delimiter: CSV_DELIMITERS[delimiter], headers: location === "GIVEN" ? headers : undefined };
}

function parseItemBatcher(fields: Fields): ItemBatcher {
  const batcher = {
    maxItemsPerBatch: parseNumber(fields, "MaxItemsPerBatch", { minimum: 1, integer: true }),
    maxInputBytesPerBatch: parseNumber(fields, "MaxInputBytesPerBatch", {
      minimum: 1,
      maximum: MAXIMUM_BATCH_BYTES,
      integer: true,
    }),
    batchInput: parsePayload(fields, "BatchInput"),
  };
  if (batcher.maxItemsPerBatch === undefined && batcher.maxInputBytesPerBatch === undefined) {
    fields.problems.schema(
      "At least one of these fields is required: [MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath]",
      fields.location,
    );
  }
  return batcher;
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
  if (!allowed.includes(action)) fields.problems.schema("Value is not a valid resource ARN", fields.at("Resource"));
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
