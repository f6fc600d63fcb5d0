import { hasGrantHeaders } from "../acl.ts";
import { BYPASS_HEADER, LOCK_HEADERS } from "../object-lock.ts";
import type { S3Request } from "../request.ts";
import { TAGGING_HEADER } from "../tags.ts";

/** What a request does besides what it is named for, each with an action of its own. */
interface FurtherActions {
  /** A policy that allows the request must allow these too. */
  readonly needed: readonly string[];
  /** A policy may deny these; that it allows them is not asked. */
  readonly deniable: readonly string[];
}

const WRITES: ReadonlySet<string> = new Set(["CopyObject", "CreateMultipartUpload", "PostObject", "PutObject"]);
const REMOVALS: ReadonlySet<string> = new Set(["DeleteObject", "PutObjectRetention"]);

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html, "Permissions"; object-lock-managing.html. The guide's policies for an
 * access list of the writer's allow `s3:PutObject` alone (example-bucket-policies.html, "Managing object ownership"), so that
 * `s3:PutObjectAcl` is not needed.
 */
export function furtherActions({ headers }: S3Request, operation: string): FurtherActions {
  const when = (condition: boolean, action: string): string[] => (condition ? [`s3:${action}`] : []);
  if (REMOVALS.has(operation)) {
    const bypasses = headers[BYPASS_HEADER]?.toLowerCase() === "true";
    return { needed: when(bypasses, "BypassGovernanceRetention"), deniable: [] };
  }
  if (!WRITES.has(operation)) return { needed: [], deniable: [] };
  const [mode, until, hold] = LOCK_HEADERS.map((name) => headers[name]);
  return {
    needed: [
      ...when(headers[TAGGING_HEADER] !== undefined || headers.tagging !== undefined, "PutObjectTagging"),
      ...when(mode !== undefined || until !== undefined, "PutObjectRetention"),
      ...when(hold !== undefined, "PutObjectLegalHold"),
    ],
    deniable: when(headers["x-amz-acl"] !== undefined || hasGrantHeaders(headers), "PutObjectAcl"),
  };
}
