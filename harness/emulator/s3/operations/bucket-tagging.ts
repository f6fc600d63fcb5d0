import { readDocument } from "../document.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { Tagging } from "../tagging-document.ts";
import { checkTags, describeTags, type Tags } from "../tags.ts";
import { noSuchTagSet } from "./configuration-errors.ts";

/** Tags of a request's document. Throws MalformedXML, InvalidTag or BadRequest. */
export function readTagging(call: S3Call, of: "object" | "bucket"): Tags {
  const { TagSet } = readDocument(call, "Tagging", Tagging, ["Tag"]);
  return checkTags(
    (TagSet.Tag ?? []).map(({ Key, Value }) => [Key, Value] as const),
    of,
  );
}

export const getBucketTagging: S3Operation = {
  action: "GetBucketTagging",
  perform({ request, store }) {
    const { name, settings } = store.bucket(request.bucket);
    if (!settings.tags) throw noSuchTagSet(name);
    return xmlResponse("Tagging", { TagSet: describeTags(settings.tags) });
  },
};

export const putBucketTagging: S3Operation = {
  action: "PutBucketTagging",
  perform(call) {
    const { settings } = call.store.bucket(call.request.bucket);
    settings.tags = readTagging(call, "bucket");
    return emptyResponse(204);
  },
};

export const deleteBucketTagging: S3Operation = {
  action: "PutBucketTagging",
  perform({ request, store }) {
    store.bucket(request.bucket).settings.tags = undefined;
    return emptyResponse(204);
  },
};
