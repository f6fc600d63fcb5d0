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
import { furtherOperations } from "./further-operations.ts";
import { type FunctionLogs, type InvocationResult, Invoker } from "./invoker.ts";
import { LayerDirectory } from "./layers/layer-directory.ts";
import { checkingLocatedInput } from "./located-input.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import { createEventSourceMapping } from "./operations/create-event-source-mapping.ts";
import { createFunction } from "./operations/create-function.ts";
import { deleteEventSourceMapping } from "./operations/delete-event-source-mapping.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import { getEventSourceMapping } from "./operations/get-event-source-mapping.ts";
import { getFunction } from "./operations/get-function.ts";
import { getFunctionConfiguration } from "./operations/get-function-configuration.ts";
import { invoke } from "./operations/invoke.ts";
import { listEventSourceMappings } from "./operations/list-event-source-mappings.ts";
import { listFunctions } from "./operations/list-functions.ts";
import { updateEventSourceMapping } from "./operations/update-event-source-mapping.ts";
import { updateFunctionCode } from "./operations/update-function-code.ts";
import { updateFunctionConfiguration } from "./operations/update-function-configuration.ts";
import type { DeployedCode } from "./processes/deployed-code.ts";
import type { FunctionConfiguration, WorldFunction } from "./processes/deployed-function.ts";
import { DeployedFunctions } from "./processes/deployed-functions.ts";
import type { SendAs } from "./processes/process-function.ts";
import { type LambdaOperationName, ROUTES, WIRE_ROUTES } from "./routes.ts";
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
  /** What it holds, for who keeps it across restarts. */
  readonly state: LambdaState;
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
  const asynchronous = new AsynchronousInvocations(
    deps,
    invoker,
    new Destinations(deps, neighbours.sqs, functions, neighbours.sendAs),
  );
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
    routes: [...ROUTES, ...WIRE_ROUTES],
    operations: checkingLocatedInput({
      CreateEventSourceMapping: createEventSourceMapping(state),
      CreateFunction: createFunction(state),
      DeleteEventSourceMapping: deleteEventSourceMapping(state),
      DeleteFunction: deleteFunction(state),
      GetEventSourceMapping: getEventSourceMapping(state),
      GetFunction: getFunction(state),
      GetFunctionConfiguration: getFunctionConfiguration(state),
      ...furtherOperations(state),
      Invoke: invoke(state),
      ListEventSourceMappings: listEventSourceMappings(state),
      ListFunctions: listFunctions(state),
      UpdateEventSourceMapping: updateEventSourceMapping(state),
      UpdateFunctionCode: updateFunctionCode(state),
      UpdateFunctionConfiguration: updateFunctionConfiguration(state),
    } satisfies Record<LambdaOperationName, RestPerformance>),
    notEmulated: operationsIn(NOT_EMULATED),
    errorBody,
  });

  const urlRoom = createUrlRoom(state);
  const download = createCodeDownload(state);
  const servedBy = (http: HttpRequest) =>
    functionUrlId(http) !== undefined ? urlRoom : isCodeDownload(http) ? download : room;

  return {
    ...room,
    state,
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
