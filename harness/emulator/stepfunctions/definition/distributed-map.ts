import type { JsonataExpression } from "../jsonata/expression.ts";
import type { JsonataTemplate } from "../jsonata/template.ts";
import type { PathQuery } from "../query/query.ts";
import type { Template } from "../query/template.ts";
import type { StateMachineType } from "../state-machine-type.ts";

/** A number in the definition, or where it is found: a path or an expression, by the state's language. */
export type NumberField = number | PathQuery | JsonataExpression | undefined;

/** An object of the definition that is evaluated, in the state's language. */
export type PayloadField =
  | { readonly language: "JSONPath"; readonly template: Template }
  | { readonly language: "JSONata"; readonly template: JsonataTemplate };

/** What a Map has in its distributed mode only. */
export interface DistributedMap {
  readonly executionType: StateMachineType;
  /** Part of the ARNs of its map runs and child executions; AWS makes one up when there is none. */
  readonly label: string | undefined;
  readonly itemReader: ItemReader | undefined;
  readonly itemBatcher: ItemBatcher | undefined;
  readonly resultWriter: ResultWriter | undefined;
  /** The item processor as a definition of its own, as DescribeStateMachineForExecution shows it. */
  readonly definitionText: string;
}

export const INPUT_TYPES = ["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"] as const;
export const CSV_DELIMITERS = { COMMA: ",", PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" } as const;

export type InputType = (typeof INPUT_TYPES)[number];

/** Where the items come from, if not from the state's input. */
export interface ItemReader {
  readonly operation: "getObject" | "listObjectsV2";
  /** Parameters of the S3 call. */
  readonly parameters: PayloadField | undefined;
  readonly maxItems: NumberField;
  readonly inputType: InputType | undefined;
  readonly csv: CsvFormat;
  /** JSON pointer to the items inside a JSON file. */
  readonly itemsPointer: string | undefined;
  readonly manifestType: "ATHENA_DATA" | "S3_INVENTORY" | undefined;
  /** Whether listed objects are read and their items put together, instead of being the items. */
  readonly flattens: boolean;
}

export interface CsvFormat {
  readonly delimiter: string;
  /** `undefined`: the first row is the header. */
  readonly headers: readonly string[] | undefined;
}

/** Groups items into one input of a child execution. */
export interface ItemBatcher {
  readonly maxItemsPerBatch: NumberField;
  readonly maxInputBytesPerBatch: NumberField;
  readonly batchInput: PayloadField | undefined;
}

export const TRANSFORMATIONS = ["NONE", "COMPACT", "FLATTEN"] as const;
export const OUTPUT_TYPES = ["JSON", "JSONL"] as const;

/** Where the results go, and in which form. */
export interface ResultWriter {
  /** Bucket and Prefix; without them the results are the state's result. */
  readonly destination: PayloadField | undefined;
  readonly transformation: (typeof TRANSFORMATIONS)[number];
  readonly outputType: (typeof OUTPUT_TYPES)[number];
}
