/** Volatile values that have no form of their own and are recognised by the member that holds them. */
interface NamedKind {
  readonly kind: string;
  readonly numbered: boolean;
  /** The member's name in lower case, without `-` and `_`. */
  readonly names: ReadonlySet<string>;
  readonly of: "text" | "number";
}

const NAMED: readonly NamedKind[] = [
  { kind: "request id", numbered: true, of: "text", names: names("requestId", "extendedRequestId", "cfId") },
  {
    kind: "request id",
    numbered: true,
    of: "text",
    names: names("x-amzn-requestid", "x-amz-request-id", "x-amz-id-2"),
  },
  { kind: "version id", numbered: true, of: "text", names: names("versionId", "x-amz-version-id") },
  { kind: "version id", numbered: true, of: "text", names: names("copySourceVersionId") },
  { kind: "receipt handle", numbered: true, of: "text", names: names("receiptHandle") },
  { kind: "message id", numbered: true, of: "text", names: names("messageId") },
  { kind: "upload id", numbered: true, of: "text", names: names("uploadId") },
  { kind: "token", numbered: true, of: "text", names: names("token", "accessToken", "refreshToken", "idToken") },
  {
    kind: "token",
    numbered: true,
    of: "text",
    names: names("nextToken", "nextContinuationToken", "continuationToken"),
  },
  { kind: "token", numbered: true, of: "text", names: names("taskToken", "lockToken") },
  { kind: "revision id", numbered: true, of: "text", names: names("revisionId", "stateMachineVersionArn") },
  { kind: "duration", numbered: false, of: "number", names: names("duration", "durationMs", "durationMillis") },
  { kind: "duration", numbered: false, of: "number", names: names("elapsed", "elapsedMs", "billedDuration", "tookMs") },
  { kind: "duration", numbered: false, of: "number", names: names("billedDurationInMilliseconds", "processingTimeMs") },
];

/** Members that count something; their numbers are never taken for instants. */
const COUNTS = /bytes|size|length|count|amount|price|id$/i;
const INSTANTS = /time|date|stamp|expires|(^|_)(iat|exp|nbf)$|at$/i;
const EPOCH_SECONDS = /^1[5-9]\d{8}(\.\d+)?$/;

function names(...spellings: readonly string[]): ReadonlySet<string> {
  return new Set(spellings.map(plainName));
}

function plainName(name: string): string {
  return name.replaceAll(/[-_]/g, "").toLowerCase();
}

/** The kind of a text or number by its member's name; `undefined` when the name says nothing. */
export function kindByName(name: string, value: string | number): { kind: string; numbered: boolean } | undefined {
  const type = typeof value === "string" ? "text" : "number";
  const plain = plainName(name);
  if (value !== "") {
    const found = NAMED.find(({ of, names }) => of === type && names.has(plain));
    if (found) return found;
  }
  if (type === "number" && !COUNTS.test(name)) {
    if (/^1[5-9]\d{11}(\.\d+)?$/.test(String(value))) return { kind: "epoch ms", numbered: false };
    if (EPOCH_SECONDS.test(String(value))) return { kind: "epoch s", numbered: false };
  }
  if (type === "text" && INSTANTS.test(name) && EPOCH_SECONDS.test(String(value))) {
    return { kind: "epoch s", numbered: false };
  }
  return undefined;
}
