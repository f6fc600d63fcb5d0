import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { createJsonProtocol, type JsonProtocolOptions } from "../gateway/json-protocol.ts";
import { queryMembers, queryParameter } from "../gateway/query-members.ts";
import { createQueryProtocol, type QueryProtocolOptions } from "../gateway/query-protocol.ts";
import { readJson } from "../gateway/read-json.ts";
import type { Denial, IdentifiedOperation, Room, RoomCall, RoomDependencies } from "../room.ts";
import { LazyRoom } from "./lazy-room.ts";

type Members = Readonly<Record<string, unknown>>;

/** What is known of a service before its room is loaded. */
export type ForetoldService = (
  | ({ readonly protocol: "json" } & Pick<JsonProtocolOptions, "service" | "targetPrefix" | "version" | "namespace">)
  | ({ readonly protocol: "query" } & Pick<QueryProtocolOptions, "service" | "version" | "xmlNamespace">)
) & {
  /** For people, in the trace: `load DynamoDB`. */
  readonly title: string;
  /** Members that name what a request acts on, the first that is a text counts. */
  readonly labelMembers: readonly string[];
  /** The ARN behind `arn:aws:SERVICE:REGION:ACCOUNT:`, of a name; an ARN stays what it is. */
  readonly resource: (name: string) => string;
};

/**
 * A lazy room that is ready at once: what the trace and permissions ask for is told from the request alone, and only the first request
 * that is performed has the room made. Whether the operation is there, the room says.
 */
export class ForetoldRoom<R extends Room> extends LazyRoom<R> {
  readonly #deps: RoomDependencies;
  readonly #foretold: ForetoldService;
  #loading: Promise<R> | undefined;
  /** Knows no operation, and refuses in the service's words. */
  readonly #refusing: Room;

  constructor(deps: RoomDependencies, service: ForetoldService, make: () => Promise<R>) {
    super(service.service, make);
    this.#deps = deps;
    this.#foretold = service;
    this.#refusing = bareRoom(service);
  }

  override ready(): undefined {
    return undefined;
  }

  override identify(http: HttpRequest): IdentifiedOperation | HttpResponse {
    const service = this.#foretold;
    const name = operationName(service, http);
    if (name === undefined) return this.#refusing.identify(http);
    const label = labelOf(service, service.protocol === "json" ? jsonMembers(http) : queryMembers(http));
    const { region, accountId } = this.#deps;
    const arn = label.startsWith("arn:")
      ? label
      : `arn:aws:${service.service}:${region}:${accountId}:${service.resource(label)}`;
    const short = label.startsWith("arn:") ? (label.split(/[:/]/).at(-1) ?? "") : label;
    return { name, action: `${service.service}:${name}`, resource: label === "" ? "*" : arn, label: short };
  }

  override async handle(call: RoomCall): Promise<HttpResponse> {
    const room = this.made ?? (await this.#loaded());
    const identified = room.identify(call.http);
    return "status" in identified ? identified : room.handle(call);
  }

  override deny(denial: Denial, http: HttpRequest, requestId: string): HttpResponse {
    return this.#refusing.deny(denial, http, requestId);
  }

  /** Real work that takes no virtual time. */
  async #loaded(): Promise<R> {
    this.#loading ??= this.#deps.clock.run(`load ${this.#foretold.title}`, 0, () => this.needed());
    try {
      return await this.#loading;
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }
}

/** Knows no operation, and says so in the service's protocol. */
function bareRoom(service: ForetoldService): Room {
  if (service.protocol === "json") return createJsonProtocol({ ...service, operations: {} });
  const resource = () => ({ arn: "*", label: "" });
  return createQueryProtocol({ ...service, operationNames: [], operations: () => ({}), notEmulated: [], resource });
}

function operationName(service: ForetoldService, http: HttpRequest): string | undefined {
  const target = http.headers["x-amz-target"] ?? "";
  const named =
    service.protocol === "json" ? target.slice(service.targetPrefix.length + 1) : queryParameter(http, "Action");
  const isOurs = service.protocol === "query" || target.startsWith(`${service.targetPrefix}.`);
  return isOurs && named !== undefined && /^[A-Z][A-Za-z]{1,63}$/.test(named) ? named : undefined;
}

function jsonMembers(http: HttpRequest): Members {
  try {
    const body = readJson(http.body.toString("utf8"));
    return typeof body === "object" && body !== null ? (body as Members) : {};
  } catch {
    // The room refuses it, after authorisation.
    return {};
  }
}

function labelOf({ labelMembers }: ForetoldService, members: Members): string {
  const named = labelMembers.map((name) => (Object.hasOwn(members, name) ? members[name] : undefined));
  return named.find((value) => typeof value === "string") ?? "";
}
