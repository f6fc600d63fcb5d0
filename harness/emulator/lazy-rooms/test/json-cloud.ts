import type { HttpRequest } from "../../../network/http.ts";
import type { Room, RoomDependencies } from "../../room.ts";
import { smallCloud } from "../../sqs/test/small-cloud.ts";
import { ForetoldRoom, type ForetoldService } from "../foretold-room.ts";

/** What a service has refused. */
class Refusal extends Error {
  readonly status: number;

  constructor(name: string, message: string, status: number) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

type Answer = Readonly<Record<string, unknown>>;

export interface JsonCloud {
  readonly cloud: ReturnType<typeof smallCloud>;
  /** One operation over the wire, as the administrator. Throws Refusal. */
  readonly call: (operation: string, input?: object) => Promise<Answer>;
}

/** A scene with one room behind its lazy one, every answer held against the service's published model, as in every small cloud. */
export async function inJsonCloud(
  service: Extract<ForetoldService, { protocol: "json" }>,
  create: (deps: RoomDependencies) => Room,
  scene: (at: JsonCloud) => Promise<void>,
): Promise<void> {
  const cloud = smallCloud((deps) => [new ForetoldRoom(deps, service, () => Promise.resolve(create(deps)))]);
  const call = async (operation: string, input: object = {}): Promise<Answer> => {
    const http: HttpRequest = {
      method: "POST",
      path: "/",
      headers: {
        host: `${service.service}.us-east-1.amazonaws.com`,
        "content-type": `application/x-amz-json-${service.version}`,
        "x-amz-target": `${service.targetPrefix}.${operation}`,
      },
      body: Buffer.from(JSON.stringify(input)),
    };
    const answer = await cloud.sendAs("test", "administrator", http);
    const text = answer.body.toString("utf8");
    const body = (text === "" ? {} : JSON.parse(text)) as Answer;
    if (answer.status === 200) return body;
    throw new Refusal(answer.headers["x-amzn-errortype"] ?? "", String(body.message), answer.status);
  };
  await cloud.clock.drive(() => scene({ cloud, call }));
}
