import { bucketNotEmpty } from "../errors.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";

export const deleteBucket: S3Operation = {
  action: "DeleteBucket",

  perform({ request, store }) {
    const bucket = store.bucket(request.bucket);
    if (!bucket.isEmpty) throw bucketNotEmpty(bucket.name);
    store.deleteBucket(bucket.name);
    return emptyResponse(204);
  },
};
