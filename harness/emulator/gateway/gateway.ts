import type { Clock } from "../../clock/clock.ts";
import type { RandomStreams } from "../../clock/random-streams.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import type { Network } from "../../network/network.ts";
import { isAllowed, type Policies } from "../../network/permissions.ts";
import type { Denial, IdentifiedOperation, Principal, Room } from "../room.ts";
import { ADMINISTRATOR, ANONYMOUS, type AuthenticationRules, authenticate, credentialOf } from "./authenticate.ts";
import { isAwsRegion } from "./aws-regions.ts";
import type { Credential } from "./credential.ts";
import { findService } from "./find-service.ts";
import type { IssuedCredentials } from "./issued-credentials.ts";
import { operationOfUnknown, refuseService } from "./refuse-service.ts";
import { checkSignedRegion, regionOfRequest } from "./region-of-request.ts";
import { responseOutcome } from "./response-outcome.ts";
import { isDenial } from "./signature/authorization.ts";

export interface GatewayOptions {
  readonly clock: Clock;
  readonly random: RandomStreams;
  readonly network: Network;
  readonly policies: Policies;
  readonly credentials: readonly Credential[];
  readonly rooms: readonly Room[];
  /** Access keys that STS and IAM give out. */
  readonly issued?: IssuedCredentials | undefined;
  /** Default `refuse`. */
  readonly unknownAccessKeys?: AuthenticationRules["unknownAccessKeys"];
  /** Default: where unknown access keys are refused. */
  readonly enforcesRoles?: boolean | undefined;
  /** The region of `rooms`. When given, and there are no others, requests signed for another are refused. */
  readonly region?: string;
  /** The rooms of another of AWS's regions; services without one there are global, and answer from `rooms`. */
  readonly elsewhere?: ((region: string) => readonly Room[]) | undefined;
  /**
   * Another time by which clients may sign, milliseconds since the epoch. Clients outside of a virtual world sign by the
   * machine's, until the SDK has learnt the world's from the Date of an answer.
   */
  readonly alsoSignedAt?: () => number;
  /** Holds an answer back until what it acknowledges is on disk; where that fails, another takes its place. */
  readonly acknowledge?: Acknowledge | undefined;
  /** For the ARNs in the words of a refusal. */
  readonly accountId?: string;
}

export type Acknowledge = (
  done: { readonly service: string; readonly operation: string },
  response: HttpResponse,
) => Promise<HttpResponse> | HttpResponse;

/** A request whose service and operation are known; nothing has been checked or done yet. */
export interface RoutedRequest {
  readonly http: HttpRequest;
  /** As the credential scope spells it; also of services that are not emulated. */
  readonly service: string;
  readonly operation: string;
  /** Short name of what it acts on. */
  readonly label: string;
  /** Of the service that sends it, where that has a region. */
  readonly callerRegion?: string | undefined;
  readonly destination:
    | { readonly kind: "room"; readonly room: Room; readonly identified: IdentifiedOperation }
    | { readonly kind: "refused"; readonly response: HttpResponse };
}

/** The whole emulated cloud as one function from request to response. */
export interface Gateway {
  /** Finds room and operation, without side effects. For rooms that are ready. */
  identify(http: HttpRequest): RoutedRequest;
  /** Authenticates, authorises and performs. Refusals are responses; what is thrown is our own bug. */
  execute(routed: RoutedRequest): Promise<HttpResponse>;
  /** Who signs with an access key, and with which secret; without one where any is taken. `undefined`: nobody. */
  credentialOf(
    accessKeyId: string,
  ): { readonly principal: Principal; readonly secretAccessKey: string | undefined } | undefined;
  /**
   * One hop from `source` through the network: recorded, delayed, struck by faults, and executed. A refusal's error code is
   * the outcome; only a fault's own error is thrown.
   */
  send(source: string, http: HttpRequest): Promise<HttpResponse>;
  /**
   * The same hop from a service that acts with a role it has assumed: without a signature, permitted as the role is. Where
   * unknown access keys are accepted there are no policies to know a role from, and every role is. It stays in the caller's
   * region unless the request names another.
   */
  sendAs(source: string, role: string, http: HttpRequest, callerRegion?: string): Promise<HttpResponse>;
}

/** Whom a request is for. */
interface Addressee {
  readonly service: string;
  readonly room: Room | undefined;
  /** Of the service that sends it, where that has a region. */
  readonly callerRegion: string | undefined;
}

export function createGateway(options: GatewayOptions): Gateway {
  const rooms = new Map<string, Room>(options.rooms.map((room) => [room.service, room]));
  const rules: AuthenticationRules = {
    credentials: options.credentials,
    issued: options.issued,
    unknownAccessKeys: options.unknownAccessKeys ?? "refuse",
    enforcesRoles: options.enforcesRoles ?? options.unknownAccessKeys !== "accept-unverified",
    region: options.elsewhere ? undefined : options.region,
  };
  const requestIds = options.random.stream("gateway/request-id");

  function roomOf(service: string, http: HttpRequest, callerRegion: string | undefined): Room | undefined {
    const region = regionOfRequest(http) ?? callerRegion ?? options.region;
    const isElsewhere = region !== undefined && region !== options.region && isAwsRegion(region);
    const there = isElsewhere ? options.elsewhere?.(region).find((room) => room.service === service) : undefined;
    return there ?? rooms.get(service);
  }

  function addresseeOf(http: HttpRequest, callerRegion: string | undefined): Addressee {
    const service = findService(http);
    const room = options.elsewhere ? roomOf(service, http, callerRegion) : rooms.get(service);
    return { service, room, callerRegion };
  }

  function identify(http: HttpRequest, { service, room, callerRegion }: Addressee): RoutedRequest {
    const answer = room ? room.identify(http) : refuseService(service, http, [...rooms.keys()]);
    if (room && !("status" in answer)) {
      const destination = { kind: "room", room, identified: answer } as const;
      return { http, service, operation: answer.name, label: answer.label, callerRegion, destination };
    }
    const operation = room ? (http.headers["x-amz-target"] ?? http.method) : operationOfUnknown(http);
    const label = http.path.split("?")[0] ?? "";
    return { http, service, operation, label, destination: { kind: "refused", response: answer as HttpResponse } };
  }

  async function execute(routed: RoutedRequest, assumed?: Principal): Promise<HttpResponse> {
    const receivedAt = options.clock.now();
    const requestId = routed.service === "s3" ? requestIds.hex(16).toUpperCase() : requestIds.uuid();
    const response = await answer(routed, requestId, receivedAt, assumed);
    const idHeader = routed.service === "s3" ? "x-amz-request-id" : "x-amzn-requestid";
    const date = new Date(receivedAt).toUTCString();
    return { ...response, headers: { date, [idHeader]: requestId, ...response.headers } };
  }

  async function answer(
    routed: RoutedRequest,
    requestId: string,
    receivedAt: number,
    assumed: Principal | undefined,
  ): Promise<HttpResponse> {
    const { http, destination, callerRegion } = routed;
    if (destination.kind === "refused") return destination.response;
    const { room, identified } = destination;
    const principal = assumed ?? whoSent(http, room, identified, receivedAt);
    if (isDenial(principal)) return room.deny(principal, http, requestId);
    const denial = authorise(principal, identified);
    if (denial) return room.deny(denial, http, requestId);
    const response = await room.handle({ http, operation: identified, principal, requestId, receivedAt, callerRegion });
    return options.acknowledge?.({ service: room.service, operation: identified.name }, response) ?? response;
  }

  function whoSent(
    http: HttpRequest,
    room: Room,
    { admitsAnonymous, ignoresSignature }: IdentifiedOperation,
    receivedAt: number,
  ): Principal | Denial {
    if (ignoresSignature) return { role: ANONYMOUS, accessKeyId: "" };
    const principal = authenticate(http, room.service, rules, receivedAt);
    if (admitsAnonymous && isDenial(principal) && principal.reason === "MissingAuthentication") {
      return { role: ANONYMOUS, accessKeyId: "" };
    }
    if (!isDenial(principal)) return refusalOfRegion(http, room) ?? principal;
    if (!options.alsoSignedAt) return principal;
    const late = authenticate(http, room.service, rules, options.alsoSignedAt());
    return isDenial(late) ? late : (refusalOfRegion(http, room) ?? late);
  }

  /** S3 has an answer of its own, and IAM is everywhere. */
  function refusalOfRegion(http: HttpRequest, { service }: Room): Denial | undefined {
    if (!options.elsewhere || service === "s3" || service === "iam") return undefined;
    return checkSignedRegion(http, options.region ?? "");
  }

  function mayRole(role: string, action: string, resource: string): boolean {
    return (
      isAllowed(options.policies, role, action, resource) ||
      options.issued?.policies.isAllowed(role, action, resource) === true
    );
  }

  function authorise(principal: Principal, identified: IdentifiedOperation): Denial | undefined {
    if (principal.role === ADMINISTRATOR || principal.role === ANONYMOUS) return undefined;
    const needed = [{ action: identified.action, resource: identified.resource }, ...(identified.alsoRequires ?? [])];
    const missing = needed.find(({ action, resource }) => !mayRole(principal.role, action, resource));
    if (!missing) return undefined;
    const user = `arn:aws:iam::${options.accountId ?? "000000000000"}:role/${principal.role}`;
    const reason = `because no identity-based policy allows the ${missing.action} action`;
    return {
      reason: "AccessDenied",
      message: `User: ${user} is not authorized to perform: ${missing.action} on resource: ${missing.resource} ${reason}`,
    };
  }

  function sendAs(source: string, role: string, http: HttpRequest, callerRegion?: string): Promise<HttpResponse> {
    const assumed = { role: rules.enforcesRoles ? role : ADMINISTRATOR, accessKeyId: "" };
    return send(source, http, { assumed, callerRegion });
  }

  async function send(
    source: string,
    http: HttpRequest,
    { assumed, callerRegion }: { assumed?: Principal; callerRegion?: string | undefined } = {},
  ): Promise<HttpResponse> {
    const addressee = addresseeOf(http, callerRegion);
    const loading = addressee.room?.ready?.();
    if (loading) await loading;
    const routed = identify(http, addressee);
    const { trace } = options.network;
    const keep = (body: Buffer) => (trace.keepsBodies && body.length > 0 ? trace.keep(body) : undefined);
    const { largeBody } = http;
    const request =
      largeBody && trace.keepsBodies
        ? { sha256: largeBody.digest("sha256"), bytes: largeBody.length }
        : keep(http.body);
    return options.network.operation(
      {
        source,
        target: routed.service,
        operation: routed.operation,
        resource: routed.label,
        ...(request && { request }),
      },
      () => execute(routed, assumed),
      (response) => {
        const kept = keep(response.body);
        return { ...responseOutcome(response), status: response.status, ...(kept && { response: kept }) };
      },
    );
  }

  return {
    identify: (http) => identify(http, addresseeOf(http, undefined)),
    credentialOf: (accessKeyId) => credentialOf(accessKeyId, rules),
    execute: (routed) => execute(routed),
    send: (source, http) => send(source, http),
    sendAs,
  };
}
