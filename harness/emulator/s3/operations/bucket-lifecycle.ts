import { readDocument } from "../document.ts";
import { invalidArgument, invalidRequest, malformedXml } from "../errors.ts";
import { checkLifecycleRule } from "../lifecycle-checks.ts";
import { LifecycleDocument } from "../lifecycle-document.ts";
import { lifecycleOf } from "../lifecycle-rules.ts";
import { MAXIMUM_LIFECYCLE_RULES } from "../limits.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchLifecycle } from "./configuration-errors.ts";

const MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
const MINIMUM_SIZES: readonly string[] = ["varies_by_storage_class", "all_storage_classes_128K"];

const LISTS = ["Rule", "Tag", "Transition", "NoncurrentVersionTransition"];

export const putBucketLifecycleConfiguration: S3Operation = {
  action: "PutLifecycleConfiguration",
  headers: [MINIMUM_SIZE],
  perform(call) {
    const bucket = call.store.bucket(call.request.bucket);
    const { Rule: rules } = readDocument(call, "LifecycleConfiguration", LifecycleDocument, LISTS);
    if (rules.length > MAXIMUM_LIFECYCLE_RULES) throw malformedXml();
    for (const rule of rules) checkLifecycleRule(rule);
    const ids = rules.flatMap(({ ID }) => (ID === undefined ? [] : [ID]));
    const twice = ids.find((id, index) => ids.indexOf(id) < index);
    if (twice !== undefined) {
      throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", twice);
    }
    const minimumSize = call.request.headers[MINIMUM_SIZE] ?? "all_storage_classes_128K";
    if (!MINIMUM_SIZES.includes(minimumSize)) {
      throw invalidRequest(
        `Invalid TransitionDefaultMinimumObjectSize found: ${minimumSize}. Please use one of the valid values: ${MINIMUM_SIZES.join(", ")}`,
      );
    }
    const named = rules.map((rule) => ({ ...rule, ID: rule.ID || call.newId() }));
    bucket.settings.lifecycle = lifecycleOf(bucket, named, minimumSize);
    return emptyResponse(200, { [MINIMUM_SIZE]: minimumSize });
  },
};

export const getBucketLifecycleConfiguration: S3Operation = {
  action: "GetLifecycleConfiguration",
  perform({ request, store }) {
    const { name, settings } = store.bucket(request.bucket);
    if (!settings.lifecycle) throw noSuchLifecycle(name);
    const { content, minimumSize } = settings.lifecycle;
    return xmlResponse("LifecycleConfiguration", content, { [MINIMUM_SIZE]: minimumSize });
  },
};

export const deleteBucketLifecycle: S3Operation = {
  action: "PutLifecycleConfiguration",
  perform({ request, store }) {
    store.bucket(request.bucket).settings.lifecycle = undefined;
    return emptyResponse(204);
  },
};
