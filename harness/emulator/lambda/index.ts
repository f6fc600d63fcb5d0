import type { HttpRequest } from "../../network/http.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { createRestProtocol, type RestPerformance } from "../gateway/rest-json-protocol.ts";
import type { Room, RoomDependencies } from "../room.ts";
import type { Sqs } from "../sqs/index.ts";
import { AsynchronousInvocations } from "./asynchronous.ts";
import { createCodeDownload, isCodeDownload } from "./code-download.ts";
import { errorBody } from "./errors.ts";
import { Destinations } from "./event-invoke/destinations.ts";
import type { EventSourceMapping } from "./event-source-mapping/mapping.ts";
import { MappingDirectory } from "./event-source-mapping/mapping-directory.ts";
import type { CreateMappingInput } from "./event-source-mapping/mapping-input.ts";
import { parseFunctionName } from "./function-name.ts";
import { functionUrlId } from "./function-url/url-of-host.ts";
import { createUrlRoom } from "./function-url/url-room.ts";
import { FunctionDirectory } from "./functions/function-directory.ts";
import type { FunctionRegistration } from "./functions/lambda-function.ts";
import { type FunctionLogs, type InvocationResult, Invoker } from "./invoker.ts";
import { LayerDirectory } from "./layers/layer-directory.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import { addLayerVersionPermission } from "./operations/add-layer-version-permission.ts";
import { addPermission } from "./operations/add-permission.ts";
import { createAlias } from "./operations/create-alias.ts";
import { createEventSourceMapping } from "./operations/create-event-source-mapping.ts";
import { createFunction } from "./operations/create-function.ts";
import { createFunctionUrlConfig } from "./operations/create-function-url-config.ts";
import { deleteAlias } from "./operations/delete-alias.ts";
import { deleteEventSourceMapping } from "./operations/delete-event-source-mapping.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import { deleteFunctionConcurrency } from "./operations/delete-function-concurrency.ts";
import { deleteFunctionEventInvokeConfig } from "./operations/delete-function-event-invoke-config.ts";
import { deleteFunctionUrlConfig } from "./operations/delete-function-url-config.ts";
import { deleteLayerVersion } from "./operations/delete-layer-version.ts";
import { deleteProvisionedConcurrencyConfig } from "./operations/delete-provisioned-concurrency-config.ts";
import { getAccountSettings } from "./operations/get-account-settings.ts";
import { getAlias } from "./operations/get-alias.ts";
import { getEventSourceMapping } from "./operations/get-event-source-mapping.ts";
import { getFunction } from "./operations/get-function.ts";
import { getFunctionConcurrency } from "./operations/get-function-concurrency.ts";
import { getFunctionConfiguration } from "./operations/get-function-configuration.ts";
import { getFunctionEventInvokeConfig } from "./operations/get-function-event-invoke-config.ts";
import { getFunctionRecursionConfig } from "./operations/get-function-recursion-config.ts";
import { getFunctionUrlConfig } from "./operations/get-function-url-config.ts";
import { getLayerVersion } from "./operations/get-layer-version.ts";
import { getLayerVersionByArn } from "./operations/get-layer-version-by-arn.ts";
import { getLayerVersionPolicy } from "./operations/get-layer-version-policy.ts";
import { getPolicy } from "./operations/get-policy.ts";
import { getProvisionedConcurrencyConfig } from "./operations/get-provisioned-concurrency-config.ts";
import { getRuntimeManagementConfig } from "./operations/get-runtime-management-config.ts";
import { invoke } from "./operations/invoke.ts";
import { listAliases } from "./operations/list-aliases.ts";
import { listEventSourceMappings } from "./operations/list-event-source-mappings.ts";
import { listFunctionEventInvokeConfigs } from "./operations/list-function-event-invoke-configs.ts";
import { listFunctionUrlConfigs } from "./operations/list-function-url-configs.ts";
import { listFunctions } from "./operations/list-functions.ts";
import { listLayerVersions } from "./operations/list-layer-versions.ts";
import { listLayers } from "./operations/list-layers.ts";
import { listProvisionedConcurrencyConfigs } from "./operations/list-provisioned-concurrency-configs.ts";
import { listTags } from "./operations/list-tags.ts";
import { listVersionsByFunction } from "./operations/list-versions-by-function.ts";
import { publishLayerVersion } from "./operations/publish-layer-version.ts";
import { publishVersion } from "./operations/publish-version.ts";
import { putFunctionConcurrency } from "./operations/put-function-concurrency.ts";
import { putFunctionEventInvokeConfig } from "./operations/put-function-event-invoke-config.ts";
import { putFunctionRecursionConfig } from "./operations/put-function-recursion-config.ts";
import { putProvisionedConcurrencyConfig } from "./operations/put-provisioned-concurrency-config.ts";
import { putRuntimeManagementConfig } from "./operations/put-runtime-management-config.ts";
import { removeLayerVersionPermission } from "./operations/remove-layer-version-permission.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateAlias } from "./operations/update-alias.ts";
import { updateEventSourceMapping } from "./operations/update-event-source-mapping.ts";
import { updateFunctionCode } from "./operations/update-function-code.ts";
import { updateFunctionConfiguration } from "./operations/update-function-configuration.ts";
import { updateFunctionEventInvokeConfig } from "./operations/update-function-event-invoke-config.ts";
import { updateFunctionUrlConfig } from "./operations/update-function-url-config.ts";
import type { DeployedCode } from "./processes/deployed-code.ts";
import type { FunctionConfiguration, WorldFunction } from "./processes/deployed-function.ts";
import { DeployedFunctions } from "./processes/deployed-functions.ts";
import type { SendAs } from "./processes/process-function.ts";
import { type LambdaOperationName, ROUTES } from "./routes.ts";
import type { LambdaState } from "./state.ts";

export type { FunctionHandler } from "./function-handler.ts";
export type { FunctionRegistration } from "./functions/lambda-function.ts";
export type { InvocationResult } from "./invoker.ts";

export interface DirectInvocation {
  /** Name, partial ARN or ARN. */
  readonly functionName: string;
  /** JSON text. */
  readonly payload: string;
  /** Who calls, for the trace: `states`, `event-source-mapping`. */
  readonly source: string;
  /** Whether the answer shall bring the end of the function's log. */
  readonly logTail?: boolean;
}

/** The Lambda room, and what its neighbours in the same cloud use without a wire. */
export interface Lambda extends Room {
  /** Deploys an in-process function, or replaces it; returns its ARN. */
  registerFunction(registration: FunctionRegistration): string;
  /** Deploys a function that runs in processes of its own, or replaces it. */
  deployFunction(
    functionName: string,
    configuration: FunctionConfiguration,
    code: DeployedCode,
    own: WorldFunction,
  ): Promise<void>;
  /**
   * A synchronous invocation from inside the cloud, recorded as two hops: `source → lambda Invoke` and `lambda → function
   * invocation`. A function's failure is a result; throws AwsError (ResourceNotFoundException, TooManyRequestsException …).
   */
  invoke(invocation: DirectInvocation): Promise<InvocationResult>;
  /** As the operation of that name; also outside a driven world, when its queue is empty. Throws AwsError. */
  createEventSourceMapping(input: CreateMappingInput): EventSourceMapping;
  /** Deletes mappings, and ends the processes of functions. */
  close(): void;
}

/** One account's Lambda in one region. */
export function createLambda(
  deps: RoomDependencies,
  neighbours: { readonly sqs: Sqs; readonly sendAs: SendAs; readonly logs?: FunctionLogs },
): Lambda {
  const functions = new FunctionDirectory(deps);
  const invoker = new Invoker(deps, neighbours.logs);

  const invokeDirectly = async ({
    functionName,
    payload,
    source,
    logTail = false,
  }: DirectInvocation): Promise<InvocationResult> => {
    const { trace } = deps.network;
    const request = trace.keep(Buffer.from(payload));
    return deps.network.operation(
      { source, target: "lambda", operation: "Invoke", resource: parseFunctionName(functionName).name, request },
      () => {
        const { found, arn } = functions.findToInvoke(functionName);
        return invoker.run(found, payload, invoker.newRequestId(), { logTail, invokedArn: arn });
      },
      (result) => ({ outcome: "ok", response: trace.keep(Buffer.from(result.payload)) }),
    );
  };

  const mappings = new MappingDirectory(deps, neighbours.sqs, functions, (functionName, payload) =>
    invokeDirectly({ functionName, payload, source: "event-source-mapping" }),
  );
  const asynchronous = new AsynchronousInvocations(deps, invoker, new Destinations(deps, neighbours.sqs, functions));
  const processes = new DeployedFunctions(deps, functions, neighbours.sendAs);
  const state: LambdaState = {
    deps,
    functions,
    layers: new LayerDirectory(deps),
    invoker,
    asynchronous,
    mappings,
    processes,
    sendAs: neighbours.sendAs,
  };
  const room = createRestProtocol({
    service: "lambda",
    routes: ROUTES,
    operations: {
      AddLayerVersionPermission: addLayerVersionPermission(state),
      AddPermission: addPermission(state),
      CreateAlias: createAlias(state),
      CreateEventSourceMapping: createEventSourceMapping(state),
      CreateFunction: createFunction(state),
      CreateFunctionUrlConfig: createFunctionUrlConfig(state),
      DeleteAlias: deleteAlias(state),
      DeleteEventSourceMapping: deleteEventSourceMapping(state),
      DeleteFunction: deleteFunction(state),
      DeleteFunctionConcurrency: deleteFunctionConcurrency(state),
      DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig(state),
      DeleteFunctionUrlConfig: deleteFunctionUrlConfig(state),
      DeleteLayerVersion: deleteLayerVersion(state),
      DeleteProvisionedConcurrencyConfig: deleteProvisionedConcurrencyConfig(state),
      GetAccountSettings: getAccountSettings(state),
      GetAlias: getAlias(state),
      GetEventSourceMapping: getEventSourceMapping(state),
      GetFunction: getFunction(state),
      GetFunctionConcurrency: getFunctionConcurrency(state),
      GetFunctionConfiguration: getFunctionConfiguration(state),
      GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig(state),
      GetFunctionRecursionConfig: getFunctionRecursionConfig(state),
      GetFunctionUrlConfig: getFunctionUrlConfig(state),
      GetLayerVersion: getLayerVersion(state),
      GetLayerVersionByArn: getLayerVersionByArn(state),
      GetLayerVersionPolicy: getLayerVersionPolicy(state),
      GetPolicy: getPolicy(state),
      GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig(state),
      GetRuntimeManagementConfig: getRuntimeManagementConfig(state),
      Invoke: invoke(state),
      ListAliases: listAliases(state),
      ListEventSourceMappings: listEventSourceMappings(state),
      ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs(state),
      ListFunctionUrlConfigs: listFunctionUrlConfigs(state),
      ListFunctions: listFunctions(state),
      ListLayerVersions: listLayerVersions(state),
      ListLayers: listLayers(state),
      ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs(state),
      ListTags: listTags(state),
      ListVersionsByFunction: listVersionsByFunction(state),
      PublishLayerVersion: publishLayerVersion(state),
      PublishVersion: publishVersion(state),
      PutFunctionConcurrency: putFunctionConcurrency(state),
      PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig(state),
      PutFunctionRecursionConfig: putFunctionRecursionConfig(state),
      PutProvisionedConcurrencyConfig: putProvisionedConcurrencyConfig(state),
      PutRuntimeManagementConfig: putRuntimeManagementConfig(state),
      RemoveLayerVersionPermission: removeLayerVersionPermission(state),
      RemovePermission: removePermission(state),
      TagResource: tagResource(state),
      UntagResource: untagResource(state),
      UpdateAlias: updateAlias(state),
      UpdateEventSourceMapping: updateEventSourceMapping(state),
      UpdateFunctionCode: updateFunctionCode(state),
      UpdateFunctionConfiguration: updateFunctionConfiguration(state),
      UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig(state),
      UpdateFunctionUrlConfig: updateFunctionUrlConfig(state),
    } satisfies Record<LambdaOperationName, RestPerformance>,
    notEmulated: operationsIn(NOT_EMULATED),
    errorBody,
  });

  const urlRoom = createUrlRoom(state);
  const download = createCodeDownload(state);
  const servedBy = (http: HttpRequest) =>
    functionUrlId(http) !== undefined ? urlRoom : isCodeDownload(http) ? download : room;

  return {
    ...room,
    identify: (http) => servedBy(http).identify(http),
    handle: (call) => servedBy(call.http).handle(call),
    registerFunction: (registration) => functions.register(registration, deps.clock.now(), "").functionArn,
    deployFunction: async (functionName, configuration, code, own) => {
      await processes.deploy(functionName, configuration, code, undefined, own);
    },
    invoke: invokeDirectly,
    createEventSourceMapping: (input) => mappings.create(input),
    close: () => {
      for (const { uuid } of mappings.all()) mappings.delete(uuid);
      processes.close();
    },
  };
}
