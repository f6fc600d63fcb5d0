import { invalidArgument, invalidRequest, malformedXml } from "./errors.ts";
import type { LifecycleRule, Noncurrent } from "./lifecycle-document.ts";
import {
  MAXIMUM_NEWER_NONCURRENT_VERSIONS,
  MAXIMUM_RULE_ID_CHARACTERS,
  MINIMUM_DAYS_BEFORE_INFREQUENT_ACCESS,
} from "./limits.ts";

/** Throws MalformedXML, InvalidRequest or InvalidArgument for a rule that S3 would not take. */
export function checkLifecycleRule(rule: LifecycleRule): void {
  const { ID = "", Expiration, Filter: filter, Prefix } = rule;
  if (ID.length > MAXIMUM_RULE_ID_CHARACTERS) {
    throw invalidArgument(`ID length should not exceed allowed limit of ${MAXIMUM_RULE_ID_CHARACTERS}`, "ID", ID);
  }
  if ((filter === undefined) === (Prefix === undefined)) throw malformedXml();
  if (filter) checkFilter(filter);
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
  for (const noncurrent of [rule.NoncurrentVersionExpiration, ...(rule.NoncurrentVersionTransition ?? [])]) {
    if (noncurrent) checkNoncurrent(noncurrent);
  }
  const noncurrent = rule.NoncurrentVersionExpiration?.NoncurrentDays;
  if (noncurrent !== undefined && noncurrent <= 0)
    throw notPositive("NoncurrentVersionExpiration", "NoncurrentDays", noncurrent);
  const abort = rule.AbortIncompleteMultipartUpload;
  if (abort && abort.DaysAfterInitiation === undefined) throw malformedXml();
  if (abort?.DaysAfterInitiation !== undefined && abort.DaysAfterInitiation <= 0)
    throw notPositive("AbortIncompleteMultipartUpload", "DaysAfterInitiation", abort.DaysAfterInitiation);
  if (abort && (filter?.Tag ?? filter?.And?.Tag)) {
    throw invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
  }
}

/** One criterion, or two and more of them in And (API_LifecycleRuleFilter.html). */
function checkFilter(filter: NonNullable<LifecycleRule["Filter"]>): void {
  const countOf = ({ Prefix, Tag: tags = [], ...others }: Omit<typeof filter, "And">) => {
    const given = [others.ObjectSizeGreaterThan, others.ObjectSizeLessThan, Prefix];
    return tags.length + given.filter((value) => value !== undefined).length;
  };
  const { And: and, ...alone } = filter;
  if (countOf(alone) + (and ? 1 : 0) > 1 || (and && countOf(and) < 2)) throw malformedXml();
  const { Tag: tags = [], ObjectSizeGreaterThan: above, ObjectSizeLessThan: below } = and ?? alone;
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
    throw invalidRequest("Duplicate Tag Keys are not allowed.");
  if ((above ?? 0) < 0) throw invalidRequest("'ObjectSizeGreaterThan' should be greater than or equal to 0");
  if (below !== undefined && below <= (above ?? 0))
    throw invalidRequest("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'");
}

/** The newest noncurrent versions can only be kept for a number of days (API_NoncurrentVersionExpiration.html). */
function checkNoncurrent({ NoncurrentDays: days, NewerNoncurrentVersions: kept }: Noncurrent): void {
  if (days === undefined) throw malformedXml();
  if (kept === undefined || (kept > 0 && kept <= MAXIMUM_NEWER_NONCURRENT_VERSIONS)) return;
  throw invalidArgument(
    `'NewerNoncurrentVersions' must be a positive integer not greater than ${MAXIMUM_NEWER_NONCURRENT_VERSIONS}`,
    "NewerNoncurrentVersions",
    String(kept),
  );
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
  for (const { Days, Date: date } of Transition)
    if ((Days === undefined) === (date === undefined)) throw malformedXml();
  for (const transitions of [Transition, NoncurrentVersionTransition]) {
    const classes = transitions.map(({ StorageClass: named }) => named);
    const twice = classes.find((named, index) => classes.indexOf(named) < index);
    if (twice !== undefined)
      throw invalidRequest(`'StorageClass' must be different for 'Transition' actions in same 'Rule'`);
  }
  for (const { Days, StorageClass: named } of Transition) {
    if (Days !== undefined && Days < 0) throw tooSoon("Days", "Transition", named, Days);
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
