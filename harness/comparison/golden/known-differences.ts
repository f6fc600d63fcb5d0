import type { FieldRule } from "./unification/field-rules.ts";

/** Every field that is not compared as it stands, with the reason. There are no other exceptions. */
export const KNOWN_DIFFERENCES: readonly FieldRule[] = [
  {
    at: /^serverLogs\[[^\]]+\]\.duration$/,
    rule: /^\d+$/,
    reason: "how long the real machine took, in nanoseconds",
  },
  {
    at: /^serverLogs\[[^\]]+\]\.remote_addr$/,
    rule: /^\d+\.\d+\.\d+\.\d+:\d+$/,
    reason: "address and port of a real socket",
  },
  {
    at: /Records\[\d+\]\.receiptHandle$/,
    rule: /^.+$/,
    reason: "the recording's walker wrote a placeholder",
  },
  {
    at: /Records\[\d+\]\.attributes\.SenderId$/,
    rule: /^[A-Z0-9:a-z-]+$/,
    reason: "moto's own sender",
  },
  {
    // The recorder's state-machine walker built the event by hand; AWS's own order is documented nowhere.
    at: /Records\[\d+\](\.attributes|\.messageAttributes(\.\w+)?)?$/,
    rule: "unordered",
    reason: "the recording's walker made the event",
  },
  {
    at: /^messages\[\d+\]\.MessageAttributes(\.\w+)?$/,
    rule: "unordered",
    reason: "Go's maps come in random order (golden/README)",
  },
  {
    at: /^bootLog\[[^\]]+\]\.user_bucket$/,
    rule: "skip",
    reason: "the bucket of users' pictures is no part of the replica",
  },
  {
    at: /Records\[\d+\]\.md5OfMessageAttributes$/,
    rule: "skip",
    reason: "the recording's walker made the event, without what Lambda puts in",
  },
  {
    // Step Functions writes payload templates in the order of a Java hash map, the walker in the definition's.
    at: /-sm-staging\[\d+ (ConsolidateResults|CreateZipBundle)\]\.attempts\[\d+\]\.input$/,
    rule: "unordered",
    reason: "the recording's walker wrote payload templates in the definition's order",
  },
  {
    at: /finalization-sm-staging\[\d+ FinalizeAndCallback\]\.attempts\[\d+\]\.input\.body$/,
    rule: "unordered",
    reason: "the recording's walker wrote payload templates in the definition's order",
  },
  {
    at: /^zip\[\d+\]\.entries\[\d+\]\.compressed$/,
    rule: "skip",
    reason: "Go's deflate and zlib find different matches, and the photos are others",
  },
  {
    at: /^zip\[\d+\]\.entries\[\d+\]\.crc$/,
    rule: /^[0-9a-f]{8}$/,
    reason: "the photos are others; each entry's content is compared with our original",
  },
  {
    at: /^gets\[4\]\.bytes$/,
    rule: "skip",
    reason: "the error document of moto, which has other elements than S3's",
  },
];
