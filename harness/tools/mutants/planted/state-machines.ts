import { bugsIn, type PlantedBug } from "../planted-bug.ts";

const PIPELINE = "contract/pipeline.md";
const CONFIG = "contract/config.md 3";
const FIXED = "fixed-system.md";

/** Both state machines, and what is deployed. */
export const STATE_MACHINES: readonly PlantedBug[] = [
  ...bugsIn("lambdas/state-machines/callback-task.ts", [
    [
      "callback-attempts",
      "IntervalSeconds: 5, MaxAttempts: 6, BackoffRate: 2",
      "IntervalSeconds: 5, MaxAttempts: 3, BackoffRate: 2",
      "The last word is said seven times.",
      `${FIXED}`,
      "callbacks/machine-is-patient",
    ],
    [
      "callback-task-time",
      "TimeoutSeconds: 120,",
      "TimeoutSeconds: 12,",
      "The callback state has 120 seconds.",
      `${PIPELINE} 5`,
      "deployment/machines",
    ],
  ]),
  ...bugsIn("lambdas/state-machines/processing.ts", [
    [
      "validation-caught-wrongly",
      'catchAll("ValidationFailed")',
      'catchAll("ReportFailure")',
      "A validation that fails is reported as VALIDATION_FAILED.",
      `${PIPELINE} 5`,
      "processing/validation-callback",
    ],
    [
      "consolidate-retries",
      'ResultPath: "$.consolidation",\n        Retry: retryTaskFailed(5, 2),',
      'ResultPath: "$.consolidation",\n        Retry: retryTaskFailed(5, 1),',
      "The consolidation is tried three times.",
      `${PIPELINE} 5`,
      "processing/steps-fail",
    ],
    [
      "thumbnails-time",
      "TimeoutSeconds: 600,",
      "TimeoutSeconds: 60,",
      "The derivatives have ten minutes.",
      `${PIPELINE} 5`,
      "deployment/machines",
    ],
    [
      "failure-without-arn",
      '    ...executionFields(system),\n    provider: "STEP_FUNCTIONS",',
      '    provider: "STEP_FUNCTIONS",',
      "A failure names its execution.",
      `${PIPELINE} 5`,
      "processing/steps-fail",
    ],
  ]),
  ...bugsIn("lambdas/state-machines/finalization.ts", [
    [
      "zip-state-time",
      "TimeoutSeconds: 1800,",
      "TimeoutSeconds: 180,",
      "The ZIP has half an hour.",
      `${PIPELINE} 6`,
      "deployment/machines",
    ],
    [
      "zip-state-interval",
      "Retry: retryTaskFailed(10, 2),",
      "Retry: retryTaskFailed(1, 2),",
      "The ZIP is tried again after ten seconds.",
      `${PIPELINE} 6`,
      "deployment/machines",
    ],
    [
      "zip-sizes-in-callback",
      '"zipSizeBytes.$": "$.zipResult.body.zipSizeBytes"',
      '"zipSizeBytes.$": "$.zipResult.body.unzippedSizeBytes"',
      "The callback tells the archive's size.",
      `${PIPELINE} 6`,
      "finalization/what-is-started",
    ],
  ]),
  ...bugsIn("lambdas/state-machines/definition.ts", [
    [
      "back-off",
      "BackoffRate: 2,\n    },",
      "BackoffRate: 1,\n    },",
      "Each pause is twice the one before.",
      `${PIPELINE} 5`,
      "deployment/machines",
    ],
  ]),
  ...bugsIn("lambdas/state-machines/report-started.ts", [
    [
      "start-time-missing",
      '            "startedAt.$": "$$.Execution.StartTime",\n',
      "",
      "The start is reported with its time.",
      `${FIXED}`,
      "callbacks/start-announced-late",
    ],
  ]),
  ...bugsIn("system/infrastructure.ts", [
    [
      "zip-function-time",
      'defined("zip", 3008, 900, storage)',
      'defined("zip", 3008, 90, storage)',
      "The zip Lambda has fifteen minutes.",
      CONFIG,
      "deployment/functions",
    ],
    [
      "queue-visibility",
      "visibilityTimeoutSeconds: 60,",
      "visibilityTimeoutSeconds: 6,",
      "A message is hidden for sixty seconds.",
      CONFIG,
      "deployment/queues listing-28/redelivery",
    ],
    [
      "queue-receives",
      "maxReceiveCount: 5 }",
      "maxReceiveCount: 3 }",
      "Five receives in vain make a dead letter.",
      CONFIG,
      "deployment/queues listing-28/redelivery",
    ],
    [
      "backend-may-not-delete",
      '"s3:GetObject", "s3:PutObject", "s3:DeleteObject"',
      '"s3:GetObject", "s3:PutObject"',
      "The server may delete objects.",
      CONFIG,
      "deletion/metadata-is-no-key deployment/rights",
    ],
    [
      "callback-url-missing",
      "const callback = { CALLBACK_URL: options.callbackUrl, ",
      "const callback = { ",
      "The callback Lambda knows the server.",
      "contract/config.md 2",
      "deployment/functions listing-28/fixed",
    ],
  ]),
];
