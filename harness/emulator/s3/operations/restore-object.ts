import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { element, readDocument, refusedElement, trimmed, whole } from "../document.ts";
import { invalidArgument, invalidObjectState, malformedXml } from "../errors.ts";
import { findVersion } from "../find-object.ts";
import { versionHeader } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";
import { archiveOf, newRestoration, restorationFrom, stateOf } from "../restoration.ts";

const Tier = trimmed.pipe(z.enum(["Expedited", "Standard", "Bulk"]));
const Restore = z.object({
  Days: whole.optional(),
  GlacierJobParameters: element(z.object({ Tier })).optional(),
  Tier: Tier.optional(),
  Type: refusedElement("RestoreRequest.Type"),
  Description: refusedElement("RestoreRequest.Description"),
  SelectParameters: refusedElement("RestoreRequest.SelectParameters"),
  OutputLocation: refusedElement("RestoreRequest.OutputLocation"),
});

/** A copy of an archived object for some days (https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html). */
export const restoreObject: S3Operation = {
  action: "RestoreObject",
  parameters: ["versionId"],
  perform(call) {
    const { request, store, nowMs, events } = call;
    const bucket = store.bucket(request.bucket);
    const object = findVersion(bucket, request, request.method);
    const { Days: days, GlacierJobParameters, Tier: named } = readDocument(call, "RestoreRequest", Restore);
    if (days === undefined) throw malformedXml();
    if (days < 1) throw invalidArgument("restoration days should be at least 1", "Days", String(days));
    const archive = archiveOf(object);
    if (!archive) throw invalidObjectState(object.storageClass ?? "STANDARD");
    const headers = versionHeader(object.versionId, bucket.versioning !== undefined);
    const state = stateOf(object, nowMs);
    if (state === "ongoing") throw restoreInProgress();
    if (state === "restored") {
      object.restoration = restorationFrom(nowMs, days);
      return emptyResponse(200, headers);
    }
    const tier = GlacierJobParameters?.Tier ?? named ?? "Standard";
    object.restoration = newRestoration(archive, tier, days, nowMs);
    if (!object.restoration) {
      throw invalidArgument(`Retrieval option is not supported by this storage class`, "Tier", tier);
    }
    const { key, etag, versionId, body } = object;
    events.push({ name: "ObjectRestore:Post", key, size: body.length, etag, versionId });
    return emptyResponse(202, headers);
  },
};

const restoreInProgress = (): AwsError =>
  new AwsError("RestoreAlreadyInProgress", "Object restore is already in progress", { status: 409 });
