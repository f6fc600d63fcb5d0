/** Actions on objects; all others of S3 are on buckets (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html). */
const OF_OBJECTS =
  /^s3:(?:(?:get|put|delete|restore|replicate|update|rename)object(?!lock)|abortmultipartupload$|listmultipartuploadparts$|bypassgovernanceretention$|replicate(?:delete|tags)$|objectowneroverride)/;

/** Keys of conditions that S3 has itself (the same page), in lower case; a name behind `/` is anybody's. */
const KEYS: ReadonlySet<string> = new Set([
  "s3:accessgrantsinstancearn",
  "s3:accesspointnetworkorigin",
  "s3:accesspointtag",
  "s3:authtype",
  "s3:buckettag",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
  "s3:delimiter",
  "s3:destinationregion",
  "s3:existingjoboperation",
  "s3:existingjobpriority",
  "s3:existingobjecttag",
  "s3:if-match",
  "s3:if-none-match",
  "s3:inventoryaccessibleoptionalfields",
  "s3:isreplicationpauserequest",
  "s3:jobsuspendedcause",
  "s3:locationconstraint",
  "s3:max-keys",
  "s3:object-lock-legal-hold",
  "s3:object-lock-mode",
  "s3:object-lock-remaining-retention-days",
  "s3:object-lock-retain-until-date",
  "s3:objectcreationoperation",
  "s3:prefix",
  "s3:requestjoboperation",
  "s3:requestjobpriority",
  "s3:requestobjecttag",
  "s3:requestobjecttagkeys",
  "s3:resourceaccount",
  "s3:signatureage",
  "s3:signatureversion",
  "s3:tlsversion",
  "s3:versionid",
]);

/** Whether a condition may ask for it; keys of other services are theirs to know. */
export function isConditionKey(key: string): boolean {
  const [name = ""] = key.toLowerCase().split("/");
  return /^[a-z0-9-]+:./.test(name) && (!name.startsWith("s3:") || name.startsWith("s3:x-amz-") || KEYS.has(name));
}

/** Whether an action can be done to one of these resources; one with a wildcard may be any. */
export function appliesToAny(action: string, resources: readonly string[]): boolean {
  if (/[*?]/.test(action)) return true;
  const isOfObjects = OF_OBJECTS.test(action.toLowerCase());
  return resources.some((resource) => {
    const [bucket = "", ...key] = resource.replace(/^arn:aws[a-z-]*:s3:::/, "").split("/");
    return /[*]/.test(bucket) || isOfObjects === key.length > 0;
  });
}
