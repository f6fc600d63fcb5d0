import { z } from "zod";
import { ANONYMOUS } from "../../gateway/authenticate.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { refusedElement } from "../document.ts";
import { accessDenied, invalidRequest, malformedXml, noSuchVersion } from "../errors.ts";
import { isVersionId } from "../header-values.ts";
import { verifyIntegrity } from "../integrity.ts";
import { MAXIMUM_DELETED_OBJECTS, MINIMUM_DELETED_OBJECTS, MINIMUM_KEY_CHARACTERS } from "../limits.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { checkDeleteCondition } from "../preconditions.ts";
import { xmlResponse } from "../responses.ts";
import { parseXml, type XmlElement } from "../xml.ts";
import { DELETE_HEADERS, type Deletion, deleteOne } from "./delete-one.ts";

const Entry = z.object({
  Key: z.string().min(MINIMUM_KEY_CHARACTERS),
  VersionId: z.string().optional(),
  ETag: z.string().optional(),
  LastModifiedTime: refusedElement("Object.LastModifiedTime"),
  Size: refusedElement("Object.Size"),
});
const Delete = z.object({
  Object: z.array(Entry).min(MINIMUM_DELETED_OBJECTS).max(MAXIMUM_DELETED_OBJECTS),
  Quiet: z.string().optional(),
});

export const deleteObjects: S3Operation = {
  action: "DeleteObject",
  parameters: ["delete"],
  headers: DELETE_HEADERS,
  withoutPermission: true,

  perform(call) {
    const { request, payload, store, principal } = call;
    store.bucket(request.bucket);
    const claimed = verifyIntegrity(request, payload);
    if (!claimed && request.headers["content-md5"] === undefined) {
      throw invalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
    const parsed = Delete.safeParse(parseXml(payload.body.bytes(), "Delete", ["Object"]));
    if (!parsed.success) throw malformedXml();
    const quiet = parsed.data.Quiet?.trim().toLowerCase() === "true";
    const results = parsed.data.Object.map((entry) => deleteEntry(call, entry));
    // Who has not signed and may nothing is not told key by key.
    const isRefused = results.every((result) => result.Error?.Code === accessDenied().code);
    if (isRefused && principal.role === ANONYMOUS) throw accessDenied();
    return xmlResponse("DeleteResult", {
      Deleted: quiet ? undefined : results.flatMap(({ Deleted }) => (Deleted ? [Deleted] : [])),
      Error: results.flatMap((result) => (result.Error ? [result.Error] : [])),
    });
  },
};

/** One key's refusal does not fail the others. */
function deleteEntry(call: S3Call, entry: z.infer<typeof Entry>): { Deleted?: XmlElement; Error?: XmlElement } {
  const { store, request } = call;
  const bucket = store.bucket(request.bucket);
  let deletion: Deletion;
  try {
    const refusal = call.refusalOfDelete(entry.Key, entry.VersionId || undefined);
    if (refusal) throw refusal;
    // Alone it would be InvalidArgument; among others it is a version that is not there (memory of S3's answers, not verified).
    if (entry.VersionId && !isVersionId(entry.VersionId)) throw noSuchVersion(entry.Key, entry.VersionId);
    checkDeleteCondition(entry.ETag, entry.Key, bucket.current(entry.Key));
    deletion = deleteOne(call, bucket, entry.Key, entry.VersionId || undefined);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { Error: { Key: entry.Key, VersionId: entry.VersionId, Code: error.code, Message: error.message } };
  }
  return {
    Deleted: {
      Key: entry.Key,
      VersionId: entry.VersionId,
      DeleteMarker: deletion.isDeleteMarker ? true : undefined,
      DeleteMarkerVersionId: deletion.isDeleteMarker ? deletion.versionId : undefined,
    },
  };
}
