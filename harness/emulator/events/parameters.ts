import type { ParametersOf } from "../gateway/refusing-parameters.ts";
import type { EventsOperationName } from "./operation-names.ts";

/** Parameters of answered operations that are refused by name. */
export const REFUSED_PARAMETERS: ParametersOf<EventsOperationName> = {
  CreateEventBus: ["DeadLetterConfig", "EventSourceName", "KmsKeyIdentifier", "LogConfig"],
  PutEvents: ["EndpointId"],
  PutTargets: [
    "Target.AppSyncParameters",
    "Target.BatchParameters",
    "Target.EcsParameters",
    "Target.HttpParameters",
    "Target.KinesisParameters",
    "Target.RedshiftDataParameters",
    "Target.RunCommandParameters",
    "Target.SageMakerPipelineParameters",
  ],
};

/** Parameters that are kept, and answered where AWS answers them, and change nothing here. */
export const PARAMETERS_WITHOUT_EFFECT: ParametersOf<EventsOperationName> = {
  DeleteRule: ["Force"],
  PutEvents: ["PutEventsRequestEntry.TraceHeader"],
  PutTargets: ["Target.RetryPolicy"],
  RemoveTargets: ["Force"],
};
