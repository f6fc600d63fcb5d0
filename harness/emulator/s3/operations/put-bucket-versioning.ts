import { z } from "zod";
import { element } from "../document.ts";
import { illegalVersioning, invalidBucketState, malformedXml, notImplemented } from "../errors.ts";
import { verifyIntegrity } from "../integrity.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";
import { parseXml } from "../xml.ts";

const Configuration = element(
  z.object({ Status: z.enum(["Enabled", "Suspended"]).optional(), MfaDelete: z.string().optional() }),
);

export const putBucketVersioning: S3Operation = {
  action: "PutBucketVersioning",
  parameters: ["versioning"],
  headers: ["x-amz-mfa"],

  perform({ request, payload, store }) {
    const bucket = store.bucket(request.bucket);
    verifyIntegrity(request, payload);
    const parsed = Configuration.safeParse(parseXml(payload.body.bytes(), "VersioningConfiguration", []));
    if (!parsed.success) throw malformedXml();
    if (parsed.data.Status === undefined) throw illegalVersioning();
    if (parsed.data.MfaDelete === "Enabled") throw notImplemented("MfaDelete");
    if (bucket.settings.objectLock && parsed.data.Status === "Suspended") {
      throw invalidBucketState(
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      );
    }
    bucket.versioning = parsed.data.Status;
    return emptyResponse(200);
  },
};
