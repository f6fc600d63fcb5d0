import type { S3Operation } from "../operation.ts";
import { xmlResponse } from "../responses.ts";

export const getBucketVersioning: S3Operation = {
  action: "GetBucketVersioning",
  parameters: ["versioning"],

  perform({ request, store }) {
    return xmlResponse("VersioningConfiguration", { Status: store.bucket(request.bucket).versioning });
  },
};
