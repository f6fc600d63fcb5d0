import type { NotEmulated } from "../gateway/not-emulated.ts";

/** Operations of EventBridge that are refused by name. */
export const NOT_EMULATED: readonly NotEmulated<string>[] = [
  {
    reason: "there are no archives",
    operations: [
      "CancelReplay",
      "CreateArchive",
      "DeleteArchive",
      "DescribeArchive",
      "DescribeReplay",
      "ListArchives",
      "ListReplays",
      "StartReplay",
      "UpdateArchive",
    ],
  },
  {
    reason: "nothing is sent out of the cloud",
    operations: [
      "CreateApiDestination",
      "CreateConnection",
      "DeauthorizeConnection",
      "DeleteApiDestination",
      "DeleteConnection",
      "DescribeApiDestination",
      "DescribeConnection",
      "ListApiDestinations",
      "ListConnections",
      "UpdateApiDestination",
      "UpdateConnection",
    ],
  },
  {
    reason: "there are no partners",
    operations: [
      "ActivateEventSource",
      "CreatePartnerEventSource",
      "DeactivateEventSource",
      "DeletePartnerEventSource",
      "DescribeEventSource",
      "DescribePartnerEventSource",
      "ListEventSources",
      "ListPartnerEventSourceAccounts",
      "ListPartnerEventSources",
      "PutPartnerEvents",
    ],
  },
  {
    reason: "there are no global endpoints",
    operations: ["CreateEndpoint", "DeleteEndpoint", "DescribeEndpoint", "ListEndpoints", "UpdateEndpoint"],
  },
  {
    reason: "policies of buses are not asked",
    operations: ["PutPermission", "RemovePermission"],
  },
  {
    reason: "a bus has no more to set",
    operations: ["UpdateEventBus"],
  },
];
