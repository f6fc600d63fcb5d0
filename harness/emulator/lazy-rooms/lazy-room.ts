import type { HttpRequest } from "../../network/http.ts";
import { createJsonProtocol, type JsonProtocolOptions } from "../gateway/json-protocol.ts";
import { queryMembers, queryParameter } from "../gateway/query-members.ts";
import { createQueryProtocol, type QueryProtocolOptions } from "../gateway/query-protocol.ts";
import { readJson } from "../gateway/read-json.ts";
import type { Room, RoomDependencies } from "../room.ts";

type Members = Readonly<Record<string, unknown>>;

/** What is known of a service before its room is loaded. */
export type LazyService = (
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
 * A room that few worlds need: its code is loaded when the first request comes. What the trace and permissions ask for is told from the
 * request alone; whether the operation is there, the room says.
 */
export function createLazyRoom(deps: RoomDependencies, service: LazyService, load: () => Promise<Room>): Room {
  const refusing = bareRoom(service);
  let loading: Promise<Room> | undefined;
  const loaded = (): Promise<Room> => {
    loading ??= deps.clock.run(`load ${service.title}`, 0, load);
    return loading;
  };
  return {
    service: service.service,

    identify(http) {
      const name = operationName(service, http);
      if (name === undefined) return refusing.identify(http);
      const label = labelOf(service, service.protocol === "json" ? jsonMembers(http) : queryMembers(http));
      const arn = label.startsWith("arn:")
        ? label
        : `arn:aws:${service.service}:${deps.region}:${deps.accountId}:${service.resource(label)}`;
      const short = label.startsWith("arn:") ? (label.split(/[:/]/).at(-1) ?? "") : label;
      return { name, action: `${service.service}:${name}`, resource: label === "" ? "*" : arn, label: short };
    },

    async handle(call) {
      const room = await loaded();
      const identified = room.identify(call.http);
      return "status" in identified ? identified : room.handle(call);
    },

    deny: (...denied) => refusing.deny(...denied),
  };
}

/** Knows no operation, and says so in the service's protocol. */
function bareRoom(service: LazyService): Room {
  if (service.protocol === "json") return createJsonProtocol({ ...service, operations: {} });
  const resource = () => ({ arn: "*", label: "" });
  return createQueryProtocol({ ...service, operationNames: [], operations: () => ({}), notEmulated: [], resource });
}

function operationName(service: LazyService, http: HttpRequest): string | undefined {
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

function labelOf({ labelMembers }: LazyService, members: Members): string {
  const named = labelMembers.map((name) => (Object.hasOwn(members, name) ? members[name] : undefined));
  return named.find((value) => typeof value === "string") ?? "";
}
