import { z } from "zod";
import { readCsv, readCsvRows } from "./csv.ts";
import { type Dataset, joinDatasets } from "./dataset.ts";
import { readerFailure } from "./reader-failure.ts";
import type { S3Calls } from "./s3-calls.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html */
const inventorySchema = z.object({
  destinationBucket: z.string(),
  fileFormat: z.literal("CSV"),
  fileSchema: z.string(),
  files: z.array(z.object({ key: z.string() })),
});

interface StoredFile {
  readonly bucket: string;
  readonly key: string;
}

/** The objects that an S3 inventory lists, with the columns of its schema. */
export async function readInventory(text: string, file: StoredFile, maximum: number, s3: S3Calls): Promise<Dataset> {
  const manifest = inventorySchema.safeParse(parseManifest(text, file));
  if (!manifest.success) throw readerFailure(`${file.key} is not the manifest of an S3 inventory in CSV format.`);
  const { destinationBucket, fileSchema, files } = manifest.data;
  const bucket = destinationBucket.split(":").at(-1) ?? "";
  const headers = fileSchema.split(",").map((column) => column.trim());
  const datasets: Dataset[] = [];
  let rest = maximum;
  for (const { key } of files) {
    if (rest <= 0) break;
    const values = readCsv(await s3.text({ Bucket: bucket, Key: key }), { delimiter: ",", headers }, rest);
    datasets.push({ values, keys: undefined, sources: `S3://${bucket}/${key}` });
    rest -= values.length;
  }
  return joinDatasets(datasets);
}

/** The items of the data files that the manifest of an Athena UNLOAD query lists, one `s3://bucket/key` a row. */
export async function readAthenaManifest(
  text: string,
  maximum: number,
  read: (file: StoredFile, maximum: number) => Promise<Dataset>,
): Promise<Dataset> {
  const datasets: Dataset[] = [];
  let rest = maximum;
  for (const [location = ""] of readCsvRows(text, ",", Number.MAX_SAFE_INTEGER)) {
    if (rest <= 0) break;
    const parts = /^s3:\/\/([^/]+)\/(.+)$/i.exec(location);
    if (!parts) throw readerFailure(`'${location}' in the Athena manifest is not the location of an S3 object.`);
    const dataset = await read({ bucket: parts[1] ?? "", key: parts[2] ?? "" }, rest);
    datasets.push(dataset);
    rest -= dataset.values.length;
  }
  return joinDatasets(datasets);
}

function parseManifest(text: string, file: StoredFile): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw readerFailure(`The manifest ${file.key} is not JSON.`);
  }
}
