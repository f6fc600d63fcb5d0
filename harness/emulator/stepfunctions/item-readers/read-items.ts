import type { InputType, ItemReader } from "../definition/distributed-map.ts";
import { javaDouble } from "../json/java-double.ts";
import { type Json, NumberAsWritten } from "../json/json.ts";
import { readCsv } from "./csv.ts";
import { type Dataset, firstItems, joinDatasets } from "./dataset.ts";
import { readJsonFile, readJsonLines } from "./json-file.ts";
import { readAthenaManifest, readInventory } from "./manifests.ts";
import { readerFailure } from "./reader-failure.ts";
import type { S3Calls } from "./s3-calls.ts";

/** Reads the items that an ItemReader names. `request` are its evaluated Parameters. Throws States.ItemReaderFailed. */
export async function readItems(
  reader: ItemReader,
  request: Readonly<Record<string, unknown>>,
  maximum: number,
  s3: S3Calls,
): Promise<Dataset> {
  if (reader.operation === "listObjectsV2") return readListed(reader, request, maximum, s3);
  const { inputType, manifestType } = reader;
  const text = await s3.text(request);
  const file = { bucket: String(request.Bucket), key: String(request.Key) };
  if (manifestType === "ATHENA_DATA") {
    return readAthenaManifest(text, maximum, (data, rest) => readObject(reader, data, rest, s3));
  }
  if (manifestType === "S3_INVENTORY" || inputType === "MANIFEST") return readInventory(text, file, maximum, s3);
  return itemsOfFile(reader, inputType, text, file, maximum);
}

/** The items of data that is there already (TestState): a file's text, or a list where the reader would find files by itself. */
export function readGivenData(
  reader: ItemReader,
  request: Readonly<Record<string, unknown>>,
  text: string,
  maximum: number,
): Dataset {
  const file = { bucket: String(request.Bucket), key: String(request.Key) };
  const isFile = reader.operation === "getObject" && reader.inputType !== "MANIFEST" && !reader.manifestType;
  return itemsOfFile(reader, isFile ? reader.inputType : "JSON", text, file, maximum);
}

/** Listed objects as items, or the items inside them (Transformation LOAD_AND_FLATTEN). */
async function readListed(
  reader: ItemReader,
  request: Readonly<Record<string, unknown>>,
  maximum: number,
  s3: S3Calls,
): Promise<Dataset> {
  const bucket = String(request.Bucket);
  const listed = await s3.list(request, maximum);
  if (!reader.flattens) {
    const inJsonata = reader.parameters?.language === "JSONata";
    const values = listed.map((object) => describe(object, inJsonata));
    return firstItems({ values, keys: undefined, sources: `S3://${bucket}` }, maximum);
  }
  const datasets: Dataset[] = [];
  let rest = maximum;
  for (const { Key } of listed) {
    if (rest <= 0) break;
    const dataset = await readObject(reader, { bucket, key: String(Key) }, rest, s3);
    datasets.push(dataset);
    rest -= dataset.values.length;
  }
  return joinDatasets(datasets);
}

/**
 * Members and their spelling as documented (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html).
 * In JSONPath the moment is written as Java writes a double: 1.789180622E9 (measured by third parties).
 */
function describe(object: Readonly<Record<string, unknown>>, inJsonata: boolean): Json {
  const lastModified = Math.floor(Date.parse(String(object.LastModified)) / 1000);
  return new Map<string, Json>([
    ["Etag", String(object.ETag)],
    ["Key", String(object.Key)],
    ["LastModified", inJsonata ? lastModified : new NumberAsWritten(javaDouble(lastModified))],
    ["Size", Number(object.Size)],
    ["StorageClass", String(object.StorageClass)],
  ]);
}

async function readObject(
  reader: ItemReader,
  file: { bucket: string; key: string },
  maximum: number,
  s3: S3Calls,
): Promise<Dataset> {
  return itemsOfFile(reader, reader.inputType, await s3.text({ Bucket: file.bucket, Key: file.key }), file, maximum);
}

function itemsOfFile(
  reader: ItemReader,
  inputType: InputType | undefined,
  text: string,
  file: { bucket: string; key: string },
  maximum: number,
): Dataset {
  const sources = `S3://${file.bucket}/${file.key}`;
  switch (inputType) {
    case "CSV":
      return { values: readCsv(text, reader.csv, maximum), keys: undefined, sources };
    case "JSONL":
      return { values: readJsonLines(text, maximum), keys: undefined, sources };
    case "JSON":
      return firstItems(readJsonFile(text, reader.itemsPointer, sources), maximum);
    default:
      throw readerFailure(`Objects of the type ${inputType ?? "(none)"} cannot be read here.`);
  }
}
