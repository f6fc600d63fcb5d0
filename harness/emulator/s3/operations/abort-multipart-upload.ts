import type { S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";

export const abortMultipartUpload: S3Operation = {
  action: "AbortMultipartUpload",
  parameters: ["uploadId"],

  perform({ request, store }) {
    const upload = store.upload(request.query.get("uploadId") ?? "", request.bucket, request.key);
    store.abortUpload(upload.uploadId);
    return emptyResponse(204);
  },
};
