import type { S3Operation } from "../operation.ts";
import { checkDeleteCondition } from "../preconditions.ts";
import { emptyResponse } from "../responses.ts";
import { DELETE_HEADERS, deleteOne } from "./delete-one.ts";

export const deleteObject: S3Operation = {
  action: "DeleteObject",
  versionAction: "DeleteObjectVersion",
  parameters: ["versionId"],
  headers: DELETE_HEADERS,

  perform(call) {
    const { request, store } = call;
    const bucket = store.bucket(request.bucket);
    checkDeleteCondition(request.headers["if-match"], request.key, bucket.current(request.key));
    const deletion = deleteOne(call, bucket, request.key, request.query.get("versionId"));
    return emptyResponse(204, {
      ...(deletion.versionId !== undefined && { "x-amz-version-id": deletion.versionId }),
      ...(deletion.isDeleteMarker && { "x-amz-delete-marker": "true" }),
    });
  },
};
