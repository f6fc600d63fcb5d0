import { z } from "zod";
import { malformedXml, notImplemented } from "../errors.ts";
import { verifyIntegrity } from "../integrity.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";
import { parseXml } from "../xml.ts";

const Configuration = z.object({ Status: z.enum(["Enabled", "Suspended"]), MfaDelete: z.string().optional() });

export const putBucketVersioning: S3Operation = {
  action: "PutBucketVersioning",
  parameters: ["versioning"],

  perform({ request, payload, store }) {
    const bucket = store.bucket(request.bucket);
    verifyIntegrity(request, payload);
    const parsed = Configuration.safeParse(parseXml(payload.body.bytes(), "VersioningConfiguration", []));
    if (!parsed.success) throw malformedXml();
    if (parsed.data.MfaDelete === "Enabled") throw notImplemented("MfaDelete");
    bucket.versioning = parsed.data.Status;
    return emptyResponse(200);
  },
};
