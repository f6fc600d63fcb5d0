import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { element, readDocument, refusedElement, trimmed, whole } from "../document.ts";
import { invalidBucketState, malformedXml } from "../errors.ts";
import { findVersion } from "../find-object.ts";
import { MAXIMUM_RETENTION_DAYS } from "../limits.ts";
import { BYPASS_HEADER, inThePast, lockedObject, missingLock } from "../object-lock.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchLock, noSuchLockConfiguration } from "./configuration-errors.ts";

const Mode = trimmed.pipe(z.enum(["GOVERNANCE", "COMPLIANCE"]));
const Configuration = z.object({
  ObjectLockEnabled: trimmed.pipe(z.literal("Enabled")).optional(),
  Rule: element(
    z.object({
      DefaultRetention: element(
        z.object({
          Mode,
          Days: whole.optional(),
          Years: whole.optional(),
          DefaultEventHold: refusedElement("DefaultEventHold"),
        }),
      ),
    }),
  ).optional(),
});

export const getObjectLockConfiguration: S3Operation = {
  action: "GetBucketObjectLockConfiguration",
  perform({ request, store }) {
    const { name, settings } = store.bucket(request.bucket);
    if (!settings.objectLock) throw noSuchLockConfiguration(name);
    const { defaultRetention: byDefault } = settings.objectLock;
    return xmlResponse("ObjectLockConfiguration", {
      ObjectLockEnabled: "Enabled",
      Rule: byDefault && {
        DefaultRetention: { Mode: byDefault.mode, Days: byDefault.days, Years: byDefault.years },
      },
    });
  },
};

export const putObjectLockConfiguration: S3Operation = {
  action: "PutBucketObjectLockConfiguration",
  headers: ["x-amz-bucket-object-lock-token"],
  perform(call) {
    const { settings, versioning } = call.store.bucket(call.request.bucket);
    const { ObjectLockEnabled, Rule } = readDocument(call, "ObjectLockConfiguration", Configuration);
    if (!ObjectLockEnabled) throw malformedXml();
    const { Mode: mode, Days: days, Years: years } = Rule?.DefaultRetention ?? {};
    if (mode !== undefined && (days === undefined) === (years === undefined)) throw malformedXml();
    const period = days ?? years;
    if (period !== undefined && period <= 0) {
      throw new AwsError("InvalidArgument", "Default retention period must be a positive integer value.", {
        fields: { ArgumentName: days === undefined ? "Years" : "Days", ArgumentValue: String(period) },
      });
    }
    if ((days ?? (years ?? 0) * 365) > MAXIMUM_RETENTION_DAYS) {
      throw new AwsError("InvalidArgument", "Default retention period is too large.", {
        fields: { ArgumentName: days === undefined ? "Years" : "Days", ArgumentValue: String(period) },
      });
    }
    if (versioning !== "Enabled") {
      throw invalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
    }
    settings.objectLock = mode
      ? {
          defaultRetention: { mode, ...(days !== undefined && { days }), ...(years !== undefined && { years }) },
        }
      : {};
    return emptyResponse(200);
  },
};

/** The version whose lock is asked for, in a bucket whose objects can be locked. */
function lockable({ request, store }: S3Call) {
  const bucket = store.bucket(request.bucket);
  const object = findVersion(bucket, request, request.method);
  if (!bucket.settings.objectLock) throw missingLock();
  return object;
}

export const getObjectRetention: S3Operation = {
  action: "GetObjectRetention",
  parameters: ["versionId"],
  perform(call) {
    const { retention } = lockable(call);
    if (!retention) throw noSuchLock();
    const RetainUntilDate = new Date(retention.untilMs).toISOString();
    return xmlResponse("Retention", { Mode: retention.mode, RetainUntilDate });
  },
};

const Retention = z.object({
  Mode: Mode.optional(),
  RetainUntilDate: trimmed.optional(),
  EventHold: refusedElement("Retention.EventHold"),
  EventHoldDuration: refusedElement("Retention.EventHoldDuration"),
});

export const putObjectRetention: S3Operation = {
  action: "PutObjectRetention",
  parameters: ["versionId"],
  headers: [BYPASS_HEADER],
  perform(call) {
    const object = lockable(call);
    const { Mode: mode, RetainUntilDate: until } = readDocument(call, "Retention", Retention);
    if ((mode === undefined) !== (until === undefined)) throw malformedXml();
    const untilMs = Date.parse(until ?? "");
    if (until !== undefined && Number.isNaN(untilMs)) throw malformedXml();
    if (until !== undefined && untilMs <= call.nowMs) throw inThePast(until, "RetainUntilDate");
    const { retention } = object;
    if (retention && retention.untilMs > call.nowMs) {
      const loosens = mode === undefined || mode !== retention.mode || untilMs < retention.untilMs;
      const bypasses = call.request.headers[BYPASS_HEADER]?.toLowerCase() === "true";
      const mayLoosen = retention.mode === "GOVERNANCE" && bypasses;
      if (loosens && !mayLoosen) throw lockedObject();
    }
    object.retention = mode && { mode, untilMs };
    return emptyResponse(200);
  },
};

export const getObjectLegalHold: S3Operation = {
  action: "GetObjectLegalHold",
  parameters: ["versionId"],
  perform(call) {
    const { legalHold } = lockable(call);
    if (!legalHold) throw noSuchLock();
    return xmlResponse("LegalHold", { Status: legalHold });
  },
};

const LegalHold = z.object({ Status: trimmed.pipe(z.enum(["ON", "OFF"])) });

export const putObjectLegalHold: S3Operation = {
  action: "PutObjectLegalHold",
  parameters: ["versionId"],
  perform(call) {
    const object = lockable(call);
    object.legalHold = readDocument(call, "LegalHold", LegalHold).Status;
    return emptyResponse(200);
  },
};
