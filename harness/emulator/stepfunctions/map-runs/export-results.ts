import type { ResultWriter } from "../definition/distributed-map.ts";
import { StateFailure } from "../execution/failure.ts";
import type { S3Calls } from "../item-readers/s3-calls.ts";
import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";
import { writeJson } from "../json/write.ts";
import { transformResults } from "./child-result.ts";
import type { MapRun, MapRunChild } from "./map-run.ts";

type ResultFile = MapRun["succeededFiles"][number];

/**
 * Writes the results of a map run to S3: SUCCEEDED_0, FAILED_0 and PENDING_0 as far as there are any, and manifest.json,
 * which names them, and after a redrive also the files of what had succeeded before. The state's result names the
 * manifest. Throws States.ResultWriterFailed.
 */
export async function exportResults(
  run: MapRun,
  writer: ResultWriter,
  destination: Readonly<Record<string, unknown>>,
  s3: S3Calls,
): Promise<Document> {
  const { Bucket: bucket, Prefix: prefix } = destination;
  if (typeof bucket !== "string") {
    throw new StateFailure("States.ResultWriterFailed", "The ResultWriter needs the name of a Bucket.");
  }
  const folder = folderOf(run, typeof prefix === "string" ? prefix : "");
  const files = { FAILED: [], PENDING: [], SUCCEEDED: run.succeededFiles } as Record<string, ResultFile[]>;
  for (const [kind, children] of Object.entries(byOutcome(run.children))) {
    const fresh = children.filter(({ exported }) => !exported);
    if (fresh.length === 0) continue;
    const body = write(transformResults(fresh, writer.transformation), writer.outputType);
    // Lines of JSON too are in a file named .json (AWS documents no other name).
    const key = `${folder}/${kind}_0.json`;
    await s3.put(bucket, key, body);
    files[kind]?.push({ Key: key, Size: Buffer.byteLength(body) });
    for (const child of fresh) child.exported = kind === "SUCCEEDED";
  }
  const manifestKey = `${folder}/manifest.json`;
  const manifest = fromNative({ DestinationBucket: bucket, MapRunArn: run.arn, ResultFiles: files });
  await s3.put(bucket, manifestKey, writeJson(manifest));
  return new Document(fromNative({ MapRunArn: run.arn, ResultWriterDetails: { Bucket: bucket, Key: manifestKey } }));
}

function folderOf(run: MapRun, prefix: string): string {
  const id = run.arn.split(":").at(-1) ?? "";
  const folder = `${prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`}${id}`;
  return run.redriveCount > 0 ? `${folder}/Redrive-${run.redriveCount}` : folder;
}

function byOutcome(children: readonly MapRunChild[]): Record<"FAILED" | "PENDING" | "SUCCEEDED", MapRunChild[]> {
  const groups = { FAILED: [] as MapRunChild[], PENDING: [] as MapRunChild[], SUCCEEDED: [] as MapRunChild[] };
  for (const child of children) {
    const status = child.execution?.status;
    groups[status === undefined ? "PENDING" : status === "SUCCEEDED" ? "SUCCEEDED" : "FAILED"].push(child);
  }
  return groups;
}

function write(results: readonly Json[], outputType: ResultWriter["outputType"]): string {
  return outputType === "JSON" ? writeJson(results) : results.map((result) => `${writeJson(result)}\n`).join("");
}
