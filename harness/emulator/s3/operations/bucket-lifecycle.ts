import { z } from "zod";
import { element, readDocument, trimmed, truth, whole } from "../document.ts";
import { invalidArgument, invalidRequest, malformedXml } from "../errors.ts";
import { lifecycleOf } from "../lifecycle-rules.ts";
import {
  MAXIMUM_LIFECYCLE_RULES,
  MAXIMUM_RULE_ID_CHARACTERS,
  MINIMUM_DAYS_BEFORE_INFREQUENT_ACCESS,
} from "../limits.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchLifecycle } from "./configuration-errors.ts";

const MINIMUM_SIZE = "x-amz-transition-default-minimum-object-size";

const Tag = z.object({ Key: z.string(), Value: z.string() });
const bounds = { ObjectSizeGreaterThan: whole.optional(), ObjectSizeLessThan: whole.optional() };
const And = z.object({ Prefix: z.string().optional(), Tag: z.array(Tag).optional(), ...bounds });
const Filter = z.object({
  Prefix: z.string().optional(),
  Tag: z.array(Tag).optional(),
  ...bounds,
  And: element(And).optional(),
});
const StorageClass = trimmed.pipe(
  z.enum(["GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"]),
);
const Rule = z.object({
  ID: trimmed.optional(),
  Filter: element(Filter).optional(),
  Prefix: z.string().optional(),
  Status: trimmed.pipe(z.enum(["Enabled", "Disabled"])),
  Expiration: element(
    z.object({ Days: whole.optional(), Date: trimmed.optional(), ExpiredObjectDeleteMarker: truth.optional() }),
  ).optional(),
  Transition: z.array(z.object({ Days: whole.optional(), Date: trimmed.optional(), StorageClass })).optional(),
  NoncurrentVersionExpiration: element(
    z.object({ NoncurrentDays: whole.optional(), NewerNoncurrentVersions: whole.optional() }),
  ).optional(),
  NoncurrentVersionTransition: z
    .array(z.object({ NoncurrentDays: whole.optional(), NewerNoncurrentVersions: whole.optional(), StorageClass }))
    .optional(),
  AbortIncompleteMultipartUpload: element(z.object({ DaysAfterInitiation: whole.optional() })).optional(),
});
export type LifecycleRule = z.infer<typeof Rule>;
const Configuration = z.object({ Rule: z.array(Rule).nonempty() });
const LISTS = ["Rule", "Tag", "Transition", "NoncurrentVersionTransition"];

export const putBucketLifecycleConfiguration: S3Operation = {
  action: "PutLifecycleConfiguration",
  headers: [MINIMUM_SIZE],
  perform(call) {
    const bucket = call.store.bucket(call.request.bucket);
    const { Rule: rules } = readDocument(call, "LifecycleConfiguration", Configuration, LISTS);
    if (rules.length > MAXIMUM_LIFECYCLE_RULES) throw malformedXml();
    for (const rule of rules) checkRule(rule);
    const ids = rules.flatMap(({ ID }) => (ID === undefined ? [] : [ID]));
    const twice = ids.find((id, index) => ids.indexOf(id) < index);
    if (twice !== undefined) {
      throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule", "ID", twice);
    }
    const minimumSize = call.request.headers[MINIMUM_SIZE] ?? "all_storage_classes_128K";
    const named = rules.map((rule) => ({ ...rule, ID: rule.ID || call.newId() }));
    bucket.settings.lifecycle = lifecycleOf(bucket, named, minimumSize);
    return emptyResponse(200, { [MINIMUM_SIZE]: minimumSize });
  },
};

function checkRule(rule: LifecycleRule): void {
  const { ID = "", Expiration, Filter: filter, Prefix } = rule;
  if (ID.length > MAXIMUM_RULE_ID_CHARACTERS) {
    throw invalidArgument(`ID length should not exceed allowed limit of ${MAXIMUM_RULE_ID_CHARACTERS}`, "ID", ID);
  }
  if ((filter === undefined) === (Prefix === undefined)) throw malformedXml();
  const criteria = Object.values(filter ?? {}).filter((value) => value !== undefined);
  if (criteria.length > 1) throw malformedXml();
  const dates = (rule.Transition ?? []).flatMap(({ Date: date }) => (date === undefined ? [] : [date]));
  if (dates.some((date) => Number.isNaN(Date.parse(date)))) throw malformedXml();
  const actions = [
    Expiration,
    rule.Transition,
    rule.NoncurrentVersionExpiration,
    rule.NoncurrentVersionTransition,
    rule.AbortIncompleteMultipartUpload,
  ];
  if (actions.every((action) => action === undefined)) {
    throw invalidRequest("At least one action needs to be specified in a rule");
  }
  if (Expiration) checkExpiration(Expiration, filter);
  checkTransitions(rule);
  const noncurrent = rule.NoncurrentVersionExpiration?.NoncurrentDays;
  if (noncurrent !== undefined && noncurrent <= 0)
    throw notPositive("NoncurrentVersionExpiration", "NoncurrentDays", noncurrent);
  const abort = rule.AbortIncompleteMultipartUpload;
  if (abort && (filter?.Tag ?? filter?.And?.Tag)) {
    throw invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
  }
}

function checkExpiration(expiration: NonNullable<LifecycleRule["Expiration"]>, filter: LifecycleRule["Filter"]): void {
  const { Days, Date: date, ExpiredObjectDeleteMarker } = expiration;
  const given = [Days, date, ExpiredObjectDeleteMarker].filter((value) => value !== undefined);
  if (given.length !== 1) throw malformedXml();
  if (Days !== undefined && Days <= 0) throw notPositive("Expiration", "Days", Days);
  if (date !== undefined) {
    const ms = Date.parse(date);
    if (Number.isNaN(ms)) throw malformedXml();
    if (new Date(ms).toISOString().slice(11) !== "00:00:00.000Z") {
      throw invalidArgument("'Date' must be at midnight GMT", "Date", date);
    }
  }
  if (ExpiredObjectDeleteMarker !== undefined && (filter?.Tag ?? filter?.And?.Tag)) {
    throw invalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.");
  }
}

/** Classes that an object enters no sooner than after so many days (lifecycle-transition-general-considerations.html). */
function checkTransitions({ Transition = [], NoncurrentVersionTransition = [], Expiration }: LifecycleRule): void {
  for (const { Days, StorageClass: named } of Transition) {
    if (Days !== undefined && Days < leastDays(named)) throw tooSoon("Days", "Transition", named, Days);
  }
  for (const { NoncurrentDays, StorageClass: named } of NoncurrentVersionTransition) {
    if (NoncurrentDays !== undefined && NoncurrentDays < leastDays(named)) {
      throw tooSoon("NoncurrentDays", "NoncurrentVersionTransition", named, NoncurrentDays);
    }
  }
  const byDate = [...Transition, ...(Expiration ? [Expiration] : [])].filter(({ Date: date }) => date !== undefined);
  const byDays = [...Transition, ...(Expiration ? [Expiration] : [])].filter(({ Days }) => Days !== undefined);
  if (byDate.length > 0 && byDays.length > 0) {
    throw invalidRequest(
      "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter ''",
    );
  }
  const last = Math.max(...Transition.map(({ Days = -1 }) => Days));
  if (Expiration?.Days !== undefined && Expiration.Days <= last) {
    throw invalidArgument(
      "'Days' in the Expiration action for filter '' must be greater than 'Days' in the Transition action",
      "Days",
      String(Expiration.Days),
    );
  }
}

const leastDays = (storageClass: string): number =>
  storageClass === "STANDARD_IA" || storageClass === "ONEZONE_IA" ? MINIMUM_DAYS_BEFORE_INFREQUENT_ACCESS : 0;

const tooSoon = (name: string, action: string, storageClass: string, days: number) =>
  invalidArgument(
    `'${name}' in ${action} action must be greater than or equal to ${leastDays(storageClass)} for storageclass '${storageClass}'`,
    name,
    String(days),
  );

const notPositive = (action: string, name: string, value: number) =>
  invalidArgument(`'${name}' for ${action} action must be a positive integer`, name, String(value));

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
