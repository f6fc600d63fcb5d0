import type { Clock } from "../clock/clock.ts";
import type { RandomStreams } from "../clock/random-streams.ts";
import type { HttpRequest, HttpResponse } from "../network/http.ts";
import type { Network } from "../network/network.ts";

/** Credential-scope names of the services, as Signature V4 and IAM action prefixes spell them. */
export type ServiceName =
  | "s3"
  | "sqs"
  | "lambda"
  | "states"
  | "mediaconvert"
  | "logs"
  | "sts"
  | "iam"
  | "ssm"
  | "secretsmanager"
  | "dynamodb"
  | "sns"
  | "events"
  | "kms";

/** What a room of the emulated cloud is built from. Rooms hold no module-level state and touch nothing else. */
export interface RoomDependencies {
  readonly clock: Clock;
  readonly random: RandomStreams;
  /** For hops a room makes itself (Lambda → function, Step Functions → Lambda) and for recording notes and states. */
  readonly network: Network;
  readonly accountId: string;
  readonly region: string;
  /** Whether the cloud has another region that is meant where nothing else is said; addresses then name this one. */
  readonly isElsewhere?: boolean;
}

/** Who signed a request. `role` names the policy; `administrator` may do everything. */
export interface Principal {
  readonly role: string;
  readonly accessKeyId: string;
  /** 12 digits; absent: the cloud's own account. */
  readonly accountId?: string | undefined;
  /** `arn:aws:iam::…:user/NAME`, `arn:aws:sts::…:assumed-role/ROLE/SESSION`; absent: the account itself. */
  readonly arn?: string | undefined;
  /** As GetCallerIdentity tells it; absent: the account's id. */
  readonly userId?: string | undefined;
}

/** What a request asks for, read from the wire before it is authorised and performed. */
export interface IdentifiedOperation {
  /** AWS's name: `PutObject`, `SendMessage`. */
  readonly name: string;
  /** IAM action: `s3:PutObject`, `states:StartExecution`. */
  readonly action: string;
  /** ARN the action applies to, for permissions. */
  readonly resource: string;
  /** Short name for people: a key, a queue's name, a function's name. */
  readonly label: string;
  /** The room itself says what nobody in particular may do. */
  readonly admitsAnonymous?: boolean;
  /** Anybody may: whatever signature the request has is not looked at. */
  readonly ignoresSignature?: boolean;
  /** Further permissions the operation needs: CopyObject also reads its source. */
  readonly alsoRequires?: readonly { readonly action: string; readonly resource: string }[];
}

/** One authenticated request on its way through a room. The time is taken once, here. */
export interface RoomCall {
  readonly http: HttpRequest;
  readonly operation: IdentifiedOperation;
  readonly principal: Principal;
  readonly requestId: string;
  readonly receivedAt: number;
  /** The region of the service that sends it with a role; a signature's own comes first. */
  readonly callerRegion?: string | undefined;
}

/**
 * One emulated service: a function from request to response. Wire at the edge, meaning in the middle. Every answer,
 * errors included, is a response in the service's own protocol and words; what `handle` throws is our own bug.
 */
export interface Room {
  readonly service: ServiceName;
  /** Resolves when the room can be asked. Absent, or without a promise: at once. */
  ready?(): Promise<unknown> | undefined;
  /** Returns the response that refuses the request when the operation is unknown or not emulated. */
  identify(http: HttpRequest): IdentifiedOperation | HttpResponse;
  handle(call: RoomCall): Promise<HttpResponse>;
  /** The service's own answer to failed authentication or missing permission. */
  deny(denial: Denial, http: HttpRequest, requestId: string): HttpResponse;
}

/** Why the gateway turned a request away; the room words it as its service does. */
export interface Denial {
  readonly reason:
    | "AccessDenied"
    | "SignatureDoesNotMatch"
    | "InvalidAccessKeyId"
    | "RequestExpired"
    | "RequestTimeTooSkewed"
    | "MissingAuthentication"
    | "UnknownAuthorization"
    | "InvalidToken"
    | "ExpiredToken"
    | "MalformedAuthorization";
  readonly message: string;
  /** Details that S3 puts into its error body (StringToSign, CanonicalRequest …). */
  readonly details?: Readonly<Record<string, string>>;
}
