import type { S3Operation } from "../operation.ts";
import { checkDeleteCondition } from "../preconditions.ts";
import { emptyResponse } from "../responses.ts";
import { deleteOne } from "./delete-one.ts";

export const deleteObject: S3Operation = {
  action: "DeleteObject",
  versionAction: "DeleteObjectVersion",
  parameters: ["versionId"],

  perform({ request, store, nowMs }) {
    const bucket = store.bucket(request.bucket);
    checkDeleteCondition(request.headers["if-match"], request.key, bucket.current(request.key));
    const deletion = deleteOne(bucket, request.key, request.query.get("versionId"), nowMs);
    return emptyResponse(204, {
      ...(deletion.versionId !== undefined && { "x-amz-version-id": deletion.versionId }),
      ...(deletion.isDeleteMarker && { "x-amz-delete-marker": "true" }),
    });
  },
};
