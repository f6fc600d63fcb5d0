import type { Events } from "../events/index.ts";
import type { Room, RoomDependencies } from "../room.ts";
import type { SendAs } from "../service-calls/index.ts";
import { createLazyRoom } from "./lazy-room.ts";
import { DYNAMODB, EVENTS, KMS, SECRETS_MANAGER, SNS, SSM } from "./lazy-services.ts";

/** The rooms of one region that are loaded when they are first used. */
export interface LazyRooms {
  readonly rooms: readonly Room[];
  /** Tells EventBridge what has happened; before it is loaded there is no rule that could ask for it. */
  readonly tellEvents: Events["tell"];
}

export function createLazyRooms(deps: RoomDependencies, sendAs: SendAs): LazyRooms {
  let events: Events | undefined;
  const rooms = [
    createLazyRoom(deps, DYNAMODB, async () => (await import("../dynamodb/index.ts")).createDynamoDb(deps)),
    createLazyRoom(deps, EVENTS, async () => {
      const [{ createEvents }, { createServiceCalls }] = await Promise.all([
        import("../events/index.ts"),
        import("../service-calls/index.ts"),
      ]);
      events = createEvents(deps, createServiceCalls(sendAs));
      return events;
    }),
    createLazyRoom(deps, KMS, async () => (await import("../kms/index.ts")).createKms(deps)),
    createLazyRoom(deps, SECRETS_MANAGER, async () =>
      (await import("../secretsmanager/index.ts")).createSecretsManager(deps),
    ),
    createLazyRoom(deps, SNS, async () =>
      (await import("../sns/index.ts")).createSns(deps, (http) => sendAs("sns", "sns", http)),
    ),
    createLazyRoom(deps, SSM, async () => (await import("../ssm/index.ts")).createSsm(deps)),
  ];
  return { rooms, tellEvents: (happening) => events?.tell(happening) };
}
