import type { Events } from "../events/index.ts";
import type { RoomDependencies } from "../room.ts";
import type { SendAs } from "../service-calls/index.ts";
import type { KeepableRoom } from "../state-changes.ts";
import { ForetoldRoom, type ForetoldService } from "./foretold-room.ts";
import { DYNAMODB, EVENTS, KMS, SECRETS_MANAGER, SNS, SSM } from "./foretold-services.ts";

/** The rooms of one region that few need. */
export interface ForetoldRooms {
  readonly rooms: readonly ForetoldRoom<KeepableRoom>[];
  /** Tells EventBridge what has happened; before it is made there is no rule that could ask for it. */
  readonly tellEvents: Events["tell"];
}

/** Told of a room that has been made, before the first request reaches it. */
export type OnRoomMade = (room: KeepableRoom) => Promise<void> | undefined;

export function createForetoldRooms(
  deps: RoomDependencies,
  sendAs: SendAs,
  onMade: OnRoomMade = () => undefined,
): ForetoldRooms {
  let events: Events | undefined;
  const foretold = (service: ForetoldService, create: () => Promise<KeepableRoom>) =>
    new ForetoldRoom(deps, service, async () => {
      const room = await create();
      await onMade(room);
      return room;
    });
  const rooms = [
    foretold(DYNAMODB, async () => (await import("../dynamodb/index.ts")).createDynamoDb(deps)),
    foretold(EVENTS, async () => {
      const [{ createEvents }, { createServiceCalls }] = await Promise.all([
        import("../events/index.ts"),
        import("../service-calls/index.ts"),
      ]);
      events = createEvents(deps, createServiceCalls(sendAs));
      return events;
    }),
    foretold(KMS, async () => (await import("../kms/index.ts")).createKms(deps)),
    foretold(SECRETS_MANAGER, async () => (await import("../secretsmanager/index.ts")).createSecretsManager(deps)),
    foretold(SNS, async () => (await import("../sns/index.ts")).createSns(deps, (http) => sendAs("sns", "sns", http))),
    foretold(SSM, async () => (await import("../ssm/index.ts")).createSsm(deps)),
  ];
  return { rooms, tellEvents: (happening) => events?.tell(happening) };
}
