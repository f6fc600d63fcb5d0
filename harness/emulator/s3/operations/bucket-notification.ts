import { z } from "zod";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import type { Target } from "../bucket-settings.ts";
import { element, readDocument, trimmed } from "../document.ts";
import { invalidArgument } from "../errors.ts";
import { checkNotificationTargets } from "../notification-checks.ts";
import { notificationsOf, testNotice } from "../notification-messages.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";

const Filter = element(
  z.object({
    S3Key: element(
      z.object({ FilterRule: z.array(z.object({ Name: trimmed, Value: z.string() })).optional() }),
    ).optional(),
  }),
);
const common = { Id: trimmed.optional(), Event: z.array(trimmed).nonempty(), Filter: Filter.optional() };
const Configuration = z.object({
  QueueConfiguration: z.array(z.object({ ...common, Queue: trimmed })).optional(),
  CloudFunctionConfiguration: z.array(z.object({ ...common, CloudFunction: trimmed })).optional(),
  TopicConfiguration: z.array(z.object({ ...common, Topic: trimmed })).optional(),
  EventBridgeConfiguration: element(z.object({})).optional(),
});
const SKIPS_VALIDATION = "x-amz-skip-destination-validation";
const LISTS = ["QueueConfiguration", "CloudFunctionConfiguration", "TopicConfiguration", "Event", "FilterRule"];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
const EVENT =
  /^s3:(?:ObjectCreated:(?:\*|Put|Post|Copy|CompleteMultipartUpload)|ObjectRemoved:(?:\*|Delete|DeleteMarkerCreated)|ObjectRestore:(?:\*|Post|Completed|Delete)|ReducedRedundancyLostObject|Replication:(?:\*|\w+)|LifecycleExpiration:(?:\*|Delete|DeleteMarkerCreated)|LifecycleTransition|IntelligentTiering|ObjectTagging:(?:\*|Put|Delete)|ObjectAcl:Put)$/;

type Common = { Id?: string | undefined; Event: string[]; Filter?: z.infer<typeof Filter> | undefined };

export const putBucketNotificationConfiguration: S3Operation = {
  action: "PutBucketNotification",
  headers: [SKIPS_VALIDATION],
  /** A target must be there (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html). */
  async before(call) {
    if (call.request.headers[SKIPS_VALIDATION]?.toLowerCase() === "true") return;
    call.store.bucket(call.request.bucket);
    for (const target of readTargets(call).targets) {
      if (!(await call.targetExists(target))) throw noSuchTarget(target);
    }
  },
  perform(call) {
    const bucket = call.store.bucket(call.request.bucket);
    const { targets, read } = readTargets(call);
    const content: XmlElement = {
      TopicConfiguration: ofKind(targets, "sns"),
      QueueConfiguration: ofKind(targets, "sqs"),
      CloudFunctionConfiguration: ofKind(targets, "lambda"),
      EventBridgeConfiguration: read.EventBridgeConfiguration && {},
    };
    bucket.settings.notifications =
      targets.length > 0 || read.EventBridgeConfiguration ? notificationsOf(bucket, targets, content) : undefined;
    for (const { kind, arn } of targets) if (kind !== "lambda") call.notices.push(testNotice(call, kind, arn));
    return emptyResponse(200);
  },
};

/** Whom a bucket may tell: the member of documents, the word of refusals, and the ARNs. */
const KINDS = {
  sns: { member: "Topic", word: "topic", arn: /^arn:aws[a-z-]*:sns:[^:]+:\d{12}:.+$/ },
  sqs: { member: "Queue", word: "queue", arn: /^arn:aws[a-z-]*:sqs:[^:]+:\d{12}:.+$/ },
  lambda: { member: "CloudFunction", word: "Lambda", arn: /^arn:aws[a-z-]*:lambda:[^:]+:\d{12}:function:.+$/ },
} as const;

/** Throws what is wrong with the document. */
function readTargets(call: S3Call) {
  const read = readDocument(call, "NotificationConfiguration", Configuration, LISTS);
  const targets = [
    ...(read.TopicConfiguration ?? []).map((one) => target(call, "sns", one.Topic, one)),
    ...(read.QueueConfiguration ?? []).map((one) => target(call, "sqs", one.Queue, one)),
    ...(read.CloudFunctionConfiguration ?? []).map((one) => target(call, "lambda", one.CloudFunction, one)),
  ];
  checkNotificationTargets(targets);
  return { read, targets };
}

function noSuchTarget({ kind, arn }: Target) {
  const message = "Unable to validate the following destination configurations";
  return invalidArgument(message, arn, `The destination ${KINDS[kind].word} does not exist`);
}

function target(call: S3Call, kind: Target["kind"], arn: string, { Id, Event, Filter: filter }: Common): Target {
  if (!KINDS[kind].arn.test(arn)) throw invalidArgument("The ARN could not be parsed", KINDS[kind].member, arn);
  if (arn.split(":")[3] !== call.region) {
    // In AWS's words as clients report them (cloud-custodian/cloud-custodian#1720).
    const message = "The notification destination service region is not valid for the bucket location constraint";
    throw invalidArgument(message, KINDS[kind].member, arn);
  }
  const unknown = Event.find((name) => !EVENT.test(name));
  if (unknown !== undefined)
    throw invalidArgument("A specified event is not supported for notifications.", "Event", unknown);
  const rules = filter?.S3Key?.FilterRule ?? [];
  const bad = rules.find(({ Name }) => !["prefix", "suffix"].includes(Name.toLowerCase()));
  if (bad) throw invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", bad.Name);
  return { kind, id: Id || call.newId(), arn, events: Event, rules };
}

const ofKind = (targets: readonly Target[], kind: Target["kind"]): XmlElement[] =>
  targets.filter((one) => one.kind === kind).map(described);

function described({ kind, id, arn, events, rules }: Target): XmlElement {
  const Filter =
    rules.length === 0
      ? undefined
      : { S3Key: { FilterRule: rules.map(({ Name, Value }) => ({ Name: capital(Name), Value })) } };
  return { Id: id, [KINDS[kind].member]: arn, Event: events, Filter };
}

/** S3 answers the names of rules with a capital letter, whatever was sent. */
const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();

export const getBucketNotificationConfiguration: S3Operation = {
  action: "GetBucketNotification",
  perform: ({ request, store }) =>
    xmlResponse("NotificationConfiguration", store.bucket(request.bucket).settings.notifications?.content ?? {}),
};
