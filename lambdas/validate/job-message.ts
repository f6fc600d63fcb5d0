import {
  decodeGoJson,
  decodeGoNode,
  type GoInteger,
  goAnonymousStruct,
  goRaw,
  goSlice,
  goString,
  goUint16,
  goUint64,
} from "../../system/go/json-binding.ts";
import { type JsonNode, JsonSyntaxError } from "../../system/go/json-syntax.ts";
import { failureText } from "../failure-text.ts";
import { type JobAsset, type JobAssets, jobAsset } from "../media/job-asset.ts";
import type { LambdaDependencies, LambdaLogRecord } from "../ports.ts";

/** The queue message that `uploads/process` sends (docs/contract/pipeline.md 3). */
export interface JobMessage {
  readonly jobId: GoInteger;
  readonly listingIdentityId: GoInteger;
  readonly assets: JobAssets;
}

const messageBody = goAnonymousStruct(
  'struct { JobID uint64 "json:\\"jobId\\""; ListingIdentityID uint64 "json:\\"listingIdentityId\\""; ' +
    'Assets json.RawMessage "json:\\"assets\\""; Retry uint16 "json:\\"retry\\"" }',
  { jobId: goUint64, listingIdentityId: goUint64, assets: goRaw, retry: goUint16 },
);

/** Reads a message's body; undefined, with an ERROR line, when it is not one. */
export function readJobMessage(deps: LambdaDependencies, body: string): JobMessage | undefined {
  const message = attempt(deps, "Failed to unmarshal SQS body structure", [["body", body]], () => decodeWhole(body));
  if (!message) return undefined;
  const assets = attempt(deps, "Failed to parse assets as struct or string", [], () =>
    readAssets(deps, message.assets),
  );
  return assets === undefined ? undefined : { ...message, assets };
}

function decodeWhole(body: string) {
  const bytes = Buffer.from(body);
  const { value, end } = decodeGoJson(bytes, messageBody);
  const [stray] = bytes.toString("utf8", end).trim();
  if (stray !== undefined) throw new JsonSyntaxError(`invalid character '${stray}' after top-level value`);
  return value;
}

/** The list of asset objects, or the older plain list of keys. When it is neither, the first reading's error counts. */
function readAssets(deps: LambdaDependencies, node: JsonNode | undefined): JobAssets {
  if (node === undefined) throw new JsonSyntaxError("unexpected end of JSON input");
  try {
    return decodeGoNode(node, goSlice(jobAsset));
  } catch (error) {
    const keys = legacyKeys(node);
    if (keys === undefined) throw error;
    deps.log({ level: "INFO", message: "Detected legacy string assets format", fields: [["count", keys.length]] });
    // The failed first reading leaves one empty asset per element in front (docs/contract/pipeline.md 4.1).
    return [...keys.map(() => jobAsset.zero()), ...keys.map(assetOfKey)];
  }
}

function legacyKeys(node: JsonNode): readonly string[] | undefined {
  try {
    return decodeGoNode(node, goSlice(goString)) ?? [];
  } catch {
    return undefined;
  }
}

function assetOfKey(key: string): JobAsset {
  return { ...jobAsset.zero(), key, type: key.includes("/video/") ? "VIDEO" : "PHOTO" };
}

function attempt<T>(
  deps: LambdaDependencies,
  complaint: string,
  more: LambdaLogRecord["fields"],
  read: () => T,
): T | undefined {
  try {
    return read();
  } catch (error) {
    deps.log({ level: "ERROR", message: complaint, fields: [["error", failureText(error)], ...more] });
    return undefined;
  }
}
