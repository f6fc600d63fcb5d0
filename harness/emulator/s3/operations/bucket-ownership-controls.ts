import { z } from "zod";
import { isPublicAcl } from "../acl.ts";
import { readDocument, trimmed } from "../document.ts";
import { invalidBucketAclWithOwnership, malformedXml } from "../errors.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchOwnership } from "./configuration-errors.ts";

const Ownership = trimmed.pipe(z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]));
const Controls = z.object({ Rule: z.array(z.object({ ObjectOwnership: Ownership })).nonempty() });

export const getBucketOwnershipControls: S3Operation = {
  action: "GetBucketOwnershipControls",
  perform({ request, store }) {
    const { name, settings } = store.bucket(request.bucket);
    if (settings.ownershipDeleted && settings.ownership === undefined) throw noSuchOwnership(name);
    const ObjectOwnership = settings.ownership ?? "BucketOwnerEnforced";
    return xmlResponse("OwnershipControls", { Rule: [{ ObjectOwnership }] });
  },
};

export const putBucketOwnershipControls: S3Operation = {
  action: "PutBucketOwnershipControls",
  perform(call) {
    const { settings, acl, owner } = call.store.bucket(call.request.bucket);
    const { Rule: rules } = readDocument(call, "OwnershipControls", Controls, ["Rule"]);
    const [rule, ...others] = rules;
    if (others.length > 0) throw malformedXml();
    const ownership = rule?.ObjectOwnership;
    const givesAway = isPublicAcl(acl) || acl.grants.some(({ grantee }) => "id" in grantee && grantee.id !== owner.id);
    if (ownership === "BucketOwnerEnforced" && givesAway) throw invalidBucketAclWithOwnership();
    settings.ownership = ownership;
    return emptyResponse(200);
  },
};

export const deleteBucketOwnershipControls: S3Operation = {
  action: "PutBucketOwnershipControls",
  perform({ request, store }) {
    const { settings } = store.bucket(request.bucket);
    settings.ownership = undefined;
    settings.ownershipDeleted = true;
    return emptyResponse(204);
  },
};
