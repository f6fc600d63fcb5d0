import type { S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";

export const headBucket: S3Operation = {
  action: "ListBucket",

  perform({ request, store }) {
    const { region } = store.bucket(request.bucket);
    return emptyResponse(200, { "x-amz-bucket-region": region, "x-amz-access-point-alias": "false" });
  },
};
