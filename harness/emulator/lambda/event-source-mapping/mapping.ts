/** A mapping from a queue to a function, as configured. */
export interface EventSourceMapping {
  readonly uuid: string;
  readonly eventSourceArn: string;
  functionName: string;
  functionArn: string;
  batchSize: number;
  batchingWindowSeconds: number;
  reportBatchItemFailures: boolean;
  /** `undefined`: Lambda's own five pollers. */
  maximumConcurrency: number | undefined;
  /** Event patterns; a message that fits none is deleted. None: every message is for the function. */
  filters: readonly string[];
  enabled: boolean;
  tags: Readonly<Record<string, string>>;
  modifiedAt: number;
}

/** The API's description. `state` says what a change has just begun; without it the mapping is what it is. */
export function describeMapping(
  mapping: EventSourceMapping,
  state?: "Creating" | "Updating" | "Enabling" | "Disabling" | "Deleting",
) {
  return {
    BatchSize: mapping.batchSize,
    EventSourceArn: mapping.eventSourceArn,
    EventSourceMappingArn: mapping.functionArn.replace(/function:.*$/, `event-source-mapping:${mapping.uuid}`),
    ...(mapping.filters.length > 0 && { FilterCriteria: { Filters: mapping.filters.map((Pattern) => ({ Pattern })) } }),
    FunctionArn: mapping.functionArn,
    FunctionResponseTypes: mapping.reportBatchItemFailures ? ["ReportBatchItemFailures"] : [],
    LastModified: mapping.modifiedAt / 1000,
    MaximumBatchingWindowInSeconds: mapping.batchingWindowSeconds,
    ...(mapping.maximumConcurrency === undefined
      ? {}
      : { ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency } }),
    State: state ?? (mapping.enabled ? "Enabled" : "Disabled"),
    StateTransitionReason: "USER_INITIATED",
    UUID: mapping.uuid,
  };
}
