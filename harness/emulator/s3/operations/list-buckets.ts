import type { S3Operation } from "../operation.ts";
import { xmlResponse } from "../responses.ts";

export const listBuckets: S3Operation = {
  action: "ListAllMyBuckets",

  perform({ store }) {
    const buckets = store.buckets().map((bucket) => ({
      Name: bucket.name,
      CreationDate: new Date(bucket.createdAtMs).toISOString(),
    }));
    return xmlResponse("ListAllMyBucketsResult", { Buckets: { Bucket: buckets } });
  },
};
