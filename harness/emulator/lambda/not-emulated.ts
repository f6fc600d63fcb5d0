import type { NotEmulated } from "../gateway/not-emulated.ts";
import type { RestRoute } from "../gateway/rest-json-protocol.ts";

/** Operations of Lambda that are refused by name: client-lambda 3.1164. */
export const NOT_EMULATED: readonly NotEmulated<RestRoute>[] = [
  {
    reason: "there are no layers",
    operations: [
      ["AddLayerVersionPermission", "POST", "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy"],
      ["DeleteLayerVersion", "DELETE", "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}"],
      ["GetLayerVersion", "GET", "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}"],
      ["GetLayerVersionByArn", "GET", "/2018-10-31/layers"],
      ["GetLayerVersionPolicy", "GET", "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy"],
      ["ListLayerVersions", "GET", "/2018-10-31/layers/{LayerName}/versions"],
      ["ListLayers", "GET", "/2018-10-31/layers"],
      ["PublishLayerVersion", "POST", "/2018-10-31/layers/{LayerName}/versions"],
      [
        "RemoveLayerVersionPermission",
        "DELETE",
        "/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}",
      ],
    ],
  },
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
      ["GetFunctionCodeSigningConfig", "GET", "/2020-06-30/functions/{FunctionName}/code-signing-config"],
      ["ListCodeSigningConfigs", "GET", "/2020-04-22/code-signing-configs"],
      ["ListFunctionsByCodeSigningConfig", "GET", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}/functions"],
      ["PutFunctionCodeSigningConfig", "PUT", "/2020-06-30/functions/{FunctionName}/code-signing-config"],
      ["UpdateCodeSigningConfig", "PUT", "/2020-04-22/code-signing-configs/{CodeSigningConfigArn}"],
    ],
  },
  {
    reason: "functions have no URLs",
    operations: [
      ["CreateFunctionUrlConfig", "POST", "/2021-10-31/functions/{FunctionName}/url"],
      ["DeleteFunctionUrlConfig", "DELETE", "/2021-10-31/functions/{FunctionName}/url"],
      ["GetFunctionUrlConfig", "GET", "/2021-10-31/functions/{FunctionName}/url"],
      ["ListFunctionUrlConfigs", "GET", "/2021-10-31/functions/{FunctionName}/urls"],
      ["UpdateFunctionUrlConfig", "PUT", "/2021-10-31/functions/{FunctionName}/url"],
    ],
  },
  {
    reason: "there is no cold start",
    operations: [
      ["DeleteProvisionedConcurrencyConfig", "DELETE", "/2019-09-30/functions/{FunctionName}/provisioned-concurrency"],
      ["GetProvisionedConcurrencyConfig", "GET", "/2019-09-30/functions/{FunctionName}/provisioned-concurrency"],
      ["ListProvisionedConcurrencyConfigs", "GET", "/2019-09-30/functions/{FunctionName}/provisioned-concurrency"],
      ["PutProvisionedConcurrencyConfig", "PUT", "/2019-09-30/functions/{FunctionName}/provisioned-concurrency"],
    ],
  },
  {
    reason: "a function has one version, $LATEST",
    operations: [
      ["CreateAlias", "POST", "/2015-03-31/functions/{FunctionName}/aliases"],
      ["DeleteAlias", "DELETE", "/2015-03-31/functions/{FunctionName}/aliases/{Name}"],
      ["GetAlias", "GET", "/2015-03-31/functions/{FunctionName}/aliases/{Name}"],
      ["ListAliases", "GET", "/2015-03-31/functions/{FunctionName}/aliases"],
      ["ListVersionsByFunction", "GET", "/2015-03-31/functions/{FunctionName}/versions"],
      ["PublishVersion", "POST", "/2015-03-31/functions/{FunctionName}/versions"],
      ["UpdateAlias", "PUT", "/2015-03-31/functions/{FunctionName}/aliases/{Name}"],
    ],
  },
  {
    reason: "asynchronous invocations have AWS's defaults",
    operations: [
      ["DeleteFunctionEventInvokeConfig", "DELETE", "/2019-09-25/functions/{FunctionName}/event-invoke-config"],
      ["GetFunctionEventInvokeConfig", "GET", "/2019-09-25/functions/{FunctionName}/event-invoke-config"],
      ["ListFunctionEventInvokeConfigs", "GET", "/2019-09-25/functions/{FunctionName}/event-invoke-config/list"],
      ["PutFunctionEventInvokeConfig", "PUT", "/2019-09-25/functions/{FunctionName}/event-invoke-config"],
      ["UpdateFunctionEventInvokeConfig", "POST", "/2019-09-25/functions/{FunctionName}/event-invoke-config"],
    ],
  },
  {
    reason: "functions have no policies: the caller's role alone decides",
    operations: [
      ["AddPermission", "POST", "/2015-03-31/functions/{FunctionName}/policy"],
      ["DeleteResourcePolicy", "DELETE", "/2026-07-09/resource-policy/{ResourceArn}"],
      ["GetPolicy", "GET", "/2015-03-31/functions/{FunctionName}/policy"],
      ["GetResourcePolicy", "GET", "/2026-07-09/resource-policy/{ResourceArn}"],
      ["PutResourcePolicy", "PUT", "/2026-07-09/resource-policy/{ResourceArn}"],
      ["RemovePermission", "DELETE", "/2015-03-31/functions/{FunctionName}/policy/{StatementId}"],
    ],
  },
  {
    reason: "functions carry no tags",
    operations: [
      ["ListTags", "GET", "/2017-03-31/tags/{Resource}"],
      ["TagResource", "POST", "/2017-03-31/tags/{Resource}"],
      ["UntagResource", "DELETE", "/2017-03-31/tags/{Resource}"],
    ],
  },
  {
    reason: "reserved concurrency is given when an in-process function is registered",
    operations: [
      ["DeleteFunctionConcurrency", "DELETE", "/2017-10-31/functions/{FunctionName}/concurrency"],
      ["GetFunctionConcurrency", "GET", "/2019-09-30/functions/{FunctionName}/concurrency"],
      ["PutFunctionConcurrency", "PUT", "/2017-10-31/functions/{FunctionName}/concurrency"],
    ],
  },
  {
    reason: "Invoke is there",
    operations: [
      ["InvokeAsync", "POST", "/2014-11-13/functions/{FunctionName}/invoke-async"],
      ["InvokeWithResponseStream", "POST", "/2021-11-15/functions/{FunctionName}/response-streaming-invocations"],
    ],
  },
  {
    reason: "not needed yet",
    operations: [
      ["GetAccountSettings", "GET", "/2016-08-19/account-settings"],
      ["GetFunctionRecursionConfig", "GET", "/2024-08-31/functions/{FunctionName}/recursion-config"],
      ["GetRuntimeManagementConfig", "GET", "/2021-07-20/functions/{FunctionName}/runtime-management-config"],
      ["PutFunctionRecursionConfig", "PUT", "/2024-08-31/functions/{FunctionName}/recursion-config"],
      ["PutRuntimeManagementConfig", "PUT", "/2021-07-20/functions/{FunctionName}/runtime-management-config"],
    ],
  },
];
