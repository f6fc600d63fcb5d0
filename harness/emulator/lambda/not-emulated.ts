import type { NotEmulated } from "../gateway/not-emulated.ts";
import type { RestRoute } from "../gateway/rest-json-protocol.ts";

/** Operations of Lambda that are refused by name: client-lambda 3.1164. */
export const NOT_EMULATED: readonly NotEmulated<RestRoute>[] = [
  {
    reason: "there are no durable executions",
    operations: [
      ["CheckpointDurableExecution", "POST", "/2025-12-01/durable-executions/{DurableExecutionArn}/checkpoint"],
      ["GetDurableExecution", "GET", "/2025-12-01/durable-executions/{DurableExecutionArn}"],
      ["GetDurableExecutionHistory", "GET", "/2025-12-01/durable-executions/{DurableExecutionArn}/history"],
      ["GetDurableExecutionState", "GET", "/2025-12-01/durable-executions/{DurableExecutionArn}/state"],
      ["ListDurableExecutionsByFunction", "GET", "/2025-12-01/functions/{FunctionName}/durable-executions"],
      ["SendDurableExecutionCallbackFailure", "POST", "/2025-12-01/durable-execution-callbacks/{CallbackId}/fail"],
      [
        "SendDurableExecutionCallbackHeartbeat",
        "POST",
        "/2025-12-01/durable-execution-callbacks/{CallbackId}/heartbeat",
      ],
      ["SendDurableExecutionCallbackSuccess", "POST", "/2025-12-01/durable-execution-callbacks/{CallbackId}/succeed"],
      ["StopDurableExecution", "POST", "/2025-12-01/durable-executions/{DurableExecutionArn}/stop"],
    ],
  },
  {
    reason: "there are no capacity providers",
    operations: [
      ["CreateCapacityProvider", "POST", "/2025-11-30/capacity-providers"],
      ["DeleteCapacityProvider", "DELETE", "/2025-11-30/capacity-providers/{CapacityProviderName}"],
      ["GetCapacityProvider", "GET", "/2025-11-30/capacity-providers/{CapacityProviderName}"],
      ["GetFunctionScalingConfig", "GET", "/2025-11-30/functions/{FunctionName}/function-scaling-config"],
      ["ListCapacityProviders", "GET", "/2025-11-30/capacity-providers"],
      [
        "ListFunctionVersionsByCapacityProvider",
        "GET",
        "/2025-11-30/capacity-providers/{CapacityProviderName}/function-versions",
      ],
      ["PutFunctionScalingConfig", "PUT", "/2025-11-30/functions/{FunctionName}/function-scaling-config"],
      ["UpdateCapacityProvider", "PUT", "/2025-11-30/capacity-providers/{CapacityProviderName}"],
    ],
  },
  {
    reason: "packages are not signed",
    operations: [
      ["CreateCodeSigningConfig", "POST", "/2020-04-22/code-signing-configs"],
      ["DeleteCodeSigningConfig", "DELETE", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}"],
      ["DeleteFunctionCodeSigningConfig", "DELETE", "/2020-06-30/functions/{FunctionName}/code-signing-config"],
      ["GetCodeSigningConfig", "GET", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}"],
      ["ListCodeSigningConfigs", "GET", "/2020-04-22/code-signing-configs"],
      ["ListFunctionsByCodeSigningConfig", "GET", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions"],
      ["PutFunctionCodeSigningConfig", "PUT", "/2020-06-30/functions/{FunctionName}/code-signing-config"],
      ["UpdateCodeSigningConfig", "PUT", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}"],
    ],
  },
  {
    reason: "functions have no policies: the caller's role alone decides",
    operations: [
      ["DeleteResourcePolicy", "DELETE", "/2026-07-09/resource-policy/{ResourceArn}"],
      ["GetResourcePolicy", "GET", "/2026-07-09/resource-policy/{ResourceArn}"],
      ["PutResourcePolicy", "PUT", "/2026-07-09/resource-policy/{ResourceArn}"],
    ],
  },
];
