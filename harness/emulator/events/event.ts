import type { BusDirectory } from "./bus-directory.ts";

/** What happened, before EventBridge puts it into an envelope. */
export interface Happening {
  /** `aws.states` */
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
  /** Milliseconds since the epoch; absent: now. */
  readonly atMs?: number | undefined;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export interface Event {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

export function envelope({ deps }: BusDirectory, happening: Happening): Event {
  const at = new Date(happening.atMs ?? deps.clock.now()).toISOString();
  return {
    version: "0",
    id: deps.random.stream("events/event-id").uuid(),
    "detail-type": happening.detailType,
    source: happening.source,
    account: deps.accountId,
    time: at.replace(/\.\d{3}Z$/, "Z"),
    region: deps.region,
    resources: happening.resources,
    detail: happening.detail,
  };
}
