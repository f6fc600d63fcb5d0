import { z } from "zod";
import { element, readDocument, refusedElement, trimmed, truth } from "../document.ts";
import type { KmsDefaults } from "../encryption.ts";
import { invalidArgument, malformedXml } from "../errors.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";

const Rule = z.object({
  ApplyServerSideEncryptionByDefault: element(
    z.object({
      SSEAlgorithm: trimmed.pipe(z.enum(["AES256", "aws:kms", "aws:kms:dsse"])),
      KMSMasterKeyID: trimmed.optional(),
    }),
  ).optional(),
  BucketKeyEnabled: truth.optional(),
  BlockedEncryptionTypes: refusedElement("BlockedEncryptionTypes"),
});
const Configuration = z.object({ Rule: z.array(element(Rule)).nonempty() });

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html */
const BY_DEFAULT: KmsDefaults = { algorithm: "AES256", keyId: undefined, bucketKey: false };

export const getBucketEncryption: S3Operation = {
  action: "GetEncryptionConfiguration",
  perform({ request, store }) {
    const { algorithm, keyId, bucketKey } = store.bucket(request.bucket).settings.encryption ?? BY_DEFAULT;
    return xmlResponse("ServerSideEncryptionConfiguration", {
      Rule: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId },
          BucketKeyEnabled: bucketKey,
        },
      ],
    });
  },
};

export const putBucketEncryption: S3Operation = {
  action: "PutEncryptionConfiguration",
  perform(call) {
    const { settings } = call.store.bucket(call.request.bucket);
    const { Rule: rules } = readDocument(call, "ServerSideEncryptionConfiguration", Configuration, ["Rule"]);
    const [rule, ...others] = rules;
    const byDefault = rule?.ApplyServerSideEncryptionByDefault;
    if (!rule || !byDefault || others.length > 0) throw malformedXml();
    const { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId } = byDefault;
    if (algorithm === "AES256" && keyId !== undefined) {
      throw invalidArgument(
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
        "ApplyServerSideEncryptionByDefault",
        "null",
      );
    }
    settings.encryption = { algorithm, keyId, bucketKey: rule.BucketKeyEnabled ?? false };
    return emptyResponse(200);
  },
};

export const deleteBucketEncryption: S3Operation = {
  action: "PutEncryptionConfiguration",
  perform({ request, store }) {
    store.bucket(request.bucket).settings.encryption = undefined;
    return emptyResponse(204);
  },
};
