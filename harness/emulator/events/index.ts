import { Deliveries } from "../deliveries.ts";
import { createJsonProtocol, type JsonOperation } from "../gateway/json-protocol.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { refusingParameters } from "../gateway/refusing-parameters.ts";
import { EVENTS } from "../lazy-rooms/foretold-services.ts";
import type { RoomDependencies } from "../room.ts";
import type { KeepableRoom } from "../state-changes.ts";
import { BusDirectory } from "./bus-directory.ts";
import { type CallService, send, sendToTargets, sendToTargetsOf, type TargetCall } from "./deliver.ts";
import { envelope, type Happening } from "./event.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import type { EventsOperationName } from "./operation-names.ts";
import {
  createEventBus,
  deleteEventBus,
  describeEventBus,
  listEventBuses,
  listTagsForResource,
  tagResource,
  untagResource,
} from "./operations/buses.ts";
import { putEvents, testEventPattern } from "./operations/put-events.ts";
import { deleteRule, describeRule, listRuleNamesByTarget, listRules, putRule, setEnabled } from "./operations/rules.ts";
import { listTargetsByRule, putTargets, removeTargets } from "./operations/targets.ts";
import { REFUSED_PARAMETERS } from "./parameters.ts";
import { ScheduledRules } from "./schedules/scheduled-rules.ts";

/** The EventBridge room, and how the services of the same cloud tell it what happens to them. */
export interface Events extends KeepableRoom {
  /** Sends what has happened to the targets of the default bus; takes no virtual time itself. */
  tell(happening: Happening): void;
}

/** One account's EventBridge in one region; `call` reaches the targets. */
export function createEvents(deps: RoomDependencies, call: CallService): Events {
  const buses = new BusDirectory(deps);
  const deliveries = new Deliveries(deps.clock, (sent: TargetCall) => send(call, sent));
  const scheduled = new ScheduledRules(buses, (rule) => {
    const happening = { source: "aws.events", detailType: "Scheduled Event", resources: [rule.arn], detail: {} };
    sendToTargetsOf(buses, rule, envelope(buses, happening), deliveries);
  });
  const operations: Record<EventsOperationName, JsonOperation> = {
    CreateEventBus: createEventBus(buses),
    DeleteEventBus: deleteEventBus(buses),
    DeleteRule: deleteRule(buses, scheduled),
    DescribeEventBus: describeEventBus(buses),
    DescribeRule: describeRule(buses),
    DisableRule: setEnabled(buses, scheduled, false),
    EnableRule: setEnabled(buses, scheduled, true),
    ListEventBuses: listEventBuses(buses),
    ListRuleNamesByTarget: listRuleNamesByTarget(buses),
    ListRules: listRules(buses),
    ListTagsForResource: listTagsForResource(buses),
    ListTargetsByRule: listTargetsByRule(buses),
    PutEvents: putEvents(buses, deliveries),
    PutRule: putRule(buses, scheduled),
    PutTargets: putTargets(buses),
    RemoveTargets: removeTargets(buses),
    TagResource: tagResource(buses),
    TestEventPattern: testEventPattern(),
    UntagResource: untagResource(buses),
  };
  return {
    ...createJsonProtocol({
      ...EVENTS,
      operations: refusingParameters(operations, REFUSED_PARAMETERS),
      notEmulated: operationsIn(NOT_EMULATED),
    }),
    tell: (happening) => sendToTargets(buses, buses.default, envelope(buses, happening), deliveries),
    keep: async (changes) => (await import("./kept/kept-events.ts")).keepEvents(buses, deliveries, scheduled, changes),
    close: () => scheduled.close(),
  };
}
