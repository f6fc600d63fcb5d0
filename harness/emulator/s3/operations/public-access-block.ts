import { z } from "zod";
import type { PublicAccessBlock } from "../bucket-settings.ts";
import { readDocument, truth } from "../document.ts";
import { malformedXml } from "../errors.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchPublicAccessBlock } from "./configuration-errors.ts";

const flag = truth.optional();
const Configuration = z.object({
  BlockPublicAcls: flag,
  IgnorePublicAcls: flag,
  BlockPublicPolicy: flag,
  RestrictPublicBuckets: flag,
});

/** What S3 tells of a bucket since April 2023 (README.md says how far it is done here). */
const BY_DEFAULT: PublicAccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export const getPublicAccessBlock: S3Operation = {
  action: "GetBucketPublicAccessBlock",
  perform({ request, store }) {
    const { name, settings } = store.bucket(request.bucket);
    if (settings.publicAccessBlock === "deleted") throw noSuchPublicAccessBlock(name);
    return xmlResponse("PublicAccessBlockConfiguration", { ...(settings.publicAccessBlock ?? BY_DEFAULT) });
  },
};

export const putPublicAccessBlock: S3Operation = {
  action: "PutBucketPublicAccessBlock",
  perform(call) {
    const { settings } = call.store.bucket(call.request.bucket);
    const read = readDocument(call, "PublicAccessBlockConfiguration", Configuration);
    if (Object.values(read).every((value) => value === undefined)) throw malformedXml();
    settings.publicAccessBlock = {
      BlockPublicAcls: read.BlockPublicAcls ?? false,
      IgnorePublicAcls: read.IgnorePublicAcls ?? false,
      BlockPublicPolicy: read.BlockPublicPolicy ?? false,
      RestrictPublicBuckets: read.RestrictPublicBuckets ?? false,
    };
    return emptyResponse(200);
  },
};

export const deletePublicAccessBlock: S3Operation = {
  action: "PutBucketPublicAccessBlock",
  perform({ request, store }) {
    store.bucket(request.bucket).settings.publicAccessBlock = "deleted";
    return emptyResponse(204);
  },
};
