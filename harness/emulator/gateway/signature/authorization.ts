import type { HttpRequest } from "../../../network/http.ts";
import type { Denial } from "../../room.ts";
import { parseRequestTarget, type RequestTarget } from "../request-target.ts";

/** What a request claims about its signer, not yet verified. */
export interface Authorization {
  /** Where the signature is: the Authorization header, or the query of a presigned URL. */
  readonly kind: "header" | "presigned";
  readonly accessKeyId: string;
  /** Absent in signature V2, which knows none. */
  readonly scope?: CredentialScope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20261124T101120Z`; the header form may lack it. */
  readonly amzDate: string | undefined;
  /** `Date` of the header form, which counts where `x-amz-date` is not there. */
  readonly date?: string | undefined;
  /** As sent; only presigned requests carry it. */
  readonly expiresSeconds: string | undefined;
}

export interface CredentialScope {
  /** `20261124` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/** Reads the claim; a denial when there is none or it is not well formed. */
export function readAuthorization(http: HttpRequest): Authorization | Denial {
  const header = http.headers.authorization;
  const query = presignedParameters(http);
  const older = readSignatureV2(http, query);
  if (older) return older;
  if ((header === undefined || header.trim() === "") && !isPresigned(query)) {
    return { reason: "MissingAuthentication", message: "The request is not signed." };
  }
  return header === undefined ? readPresigned(query) : readHeader(header, http);
}

export function isDenial(value: object): value is Denial {
  return "reason" in value;
}

/** The credential scope as far as it can be read, not verified; used to find the room. */
export function credentialScope(http: HttpRequest): CredentialScope | undefined {
  const credential =
    /Credential=([^,\s]+)/.exec(http.headers.authorization ?? "")?.[1] ??
    presignedParameters(http).get("x-amz-credential");
  return parseCredential(credential)?.scope;
}

/** The token of temporary credentials: a header, or a parameter of a presigned request. */
export function securityToken(http: HttpRequest): string | undefined {
  return http.headers["x-amz-security-token"] ?? presignedParameters(http).get("x-amz-security-token");
}

const V2_PARAMETERS = ["Signature", "Expires", "AWSAccessKeyId"];

/**
 * Signature V2, which boto3 and the AWS CLI presign with unless told otherwise
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html).
 */
function readSignatureV2(http: HttpRequest, query: ReadonlyMap<string, string>): Authorization | Denial | undefined {
  const header = http.headers.authorization;
  const [, inHeader, ofHeader] = /^AWS ([^:\s]+):(\S+)$/.exec(header ?? "") ?? [];
  const date = http.headers["x-amz-date"] ?? http.headers.date;
  const common = { signedHeaders: [], amzDate: undefined, date } as const;
  if (inHeader !== undefined && ofHeader !== undefined) {
    return { ...common, kind: "header", accessKeyId: inHeader, signature: ofHeader, expiresSeconds: undefined };
  }
  const accessKeyId = query.get("awsaccesskeyid");
  const signature = query.get("signature");
  const expires = query.get("expires");
  const given = [accessKeyId, signature, expires].filter((value) => value !== undefined).length;
  if (header !== undefined || (accessKeyId === undefined && signature === undefined)) return undefined;
  if (given < V2_PARAMETERS.length || accessKeyId === undefined || signature === undefined) {
    return {
      reason: "AccessDenied",
      message: `Query-string authentication requires the ${V2_PARAMETERS.join(", ").replace(/, (\w+)$/, " and $1")} parameters`,
    };
  }
  return { ...common, kind: "presigned", accessKeyId, signature, expiresSeconds: query.get("expires") };
}

function isPresigned(query: ReadonlyMap<string, string>): boolean {
  return query.has("x-amz-algorithm") || query.has("x-amz-signature") || query.has("x-amz-credential");
}

/** Of a request's query, which is asked for them several times. */
const knownParameters = new WeakMap<RequestTarget["query"], ReadonlyMap<string, string>>();

function presignedParameters(http: HttpRequest): ReadonlyMap<string, string> {
  const { query } = parseRequestTarget(http.path);
  const known = knownParameters.get(query);
  if (known) return known;
  const parameters = new Map(query.map(([name, value]) => [name.toLowerCase(), value]));
  knownParameters.set(query, parameters);
  return parameters;
}

function readHeader(header: string, http: HttpRequest): Authorization | Denial {
  if (!header.startsWith(`${ALGORITHM} `)) {
    return {
      reason: "UnknownAuthorization",
      message: `Unsupported Authorization Type (received: ${header.split(" ")[0]}; ${ALGORITHM} is known)`,
      details: { ArgumentName: "Authorization", ArgumentValue: header },
    };
  }
  const parts = new Map(
    header
      .slice(ALGORITHM.length)
      .split(",")
      .map((part): [string, string] => {
        const equals = part.indexOf("=");
        return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
      }),
  );
  const claimed = parts.get("Credential");
  const credential = parseCredential(claimed);
  const signedHeaders = parts.get("SignedHeaders");
  const signature = parts.get("Signature");
  if (claimed && !credential) return malformed(`The authorization header is malformed; ${credentialMistake(claimed)}`);
  if (!credential || !signedHeaders || !signature) {
    return malformed(
      "The authorization header is malformed; the authorization header requires three components: Credential, SignedHeaders, and Signature.",
    );
  }
  return {
    kind: "header",
    ...credential,
    signedHeaders: signedHeaders.toLowerCase().split(";"),
    signature,
    amzDate: http.headers["x-amz-date"],
    date: http.headers.date,
    expiresSeconds: undefined,
  };
}

const PRESIGNED_PARAMETERS = [
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Signature",
  "X-Amz-Date",
  "X-Amz-SignedHeaders",
  "X-Amz-Expires",
] as const;

function readPresigned(query: ReadonlyMap<string, string>): Authorization | Denial {
  if (PRESIGNED_PARAMETERS.some((name) => !query.get(name.toLowerCase()))) {
    const [last, ...others] = [...PRESIGNED_PARAMETERS].reverse();
    return malformed(
      `Query-string authentication version 4 requires the ${others.reverse().join(", ")}, and ${last} parameters.`,
    );
  }
  if (query.get("x-amz-algorithm") !== ALGORITHM) {
    return malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  }
  const credential = parseCredential(query.get("x-amz-credential"));
  if (!credential) {
    const mistake = credentialMistake(query.get("x-amz-credential") ?? "");
    return malformed(`Error parsing the X-Amz-Credential parameter; ${mistake}`);
  }
  return {
    kind: "presigned",
    ...credential,
    signedHeaders: (query.get("x-amz-signedheaders") ?? "").toLowerCase().split(";"),
    signature: query.get("x-amz-signature") ?? "",
    amzDate: query.get("x-amz-date"),
    expiresSeconds: query.get("x-amz-expires"),
  };
}

function parseCredential(text: string | undefined): { accessKeyId: string; scope: CredentialScope } | undefined {
  const match = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(text ?? "");
  if (!match) return undefined;
  const [, accessKeyId = "", date = "", region = "", service = ""] = match;
  return { accessKeyId, scope: { date, region, service } };
}

/** What is wrong with a credential that cannot be read, in S3's words as users quote them. */
function credentialMistake(credential: string): string {
  const [, date = "", , , terminal, ...more] = credential.split("/");
  if (terminal === undefined || more.length > 0) {
    return 'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';
  }
  return /^\d{8}$/.test(date)
    ? `incorrect terminal "${terminal}". This endpoint uses "aws4_request".`
    : `incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`;
}

export function malformed(message: string): Denial {
  return { reason: "MalformedAuthorization", message };
}
