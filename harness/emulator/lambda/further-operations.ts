import type { Performance, RestPerformance, RestRequest } from "../gateway/rest-json-protocol.ts";
import { FURTHER_OPERATION_NAMES, type FurtherOperationName } from "./further-operation-names.ts";
import { functionResource, type LambdaState } from "./state.ts";

/** Permission to read a layer's version covers reading it by its ARN, and to invoke a function both ways of it. */
const ACTIONS: Partial<Record<FurtherOperationName, string>> = {
  GetLayerVersionByArn: "GetLayerVersion",
  InvokeWithResponseStream: "InvokeFunction",
};

/** Stand for the operations until they are loaded. */
export function furtherOperations(state: LambdaState): Record<FurtherOperationName, RestPerformance> {
  let loading: Promise<Record<FurtherOperationName, Performance>> | undefined;
  const load = () => {
    loading ??= state.deps.clock
      .run("load Lambda's further operations", 0, () => import("./operations/further.ts"))
      .then(({ createFurtherOperations }) => createFurtherOperations(state));
    return loading;
  };
  const entries = FURTHER_OPERATION_NAMES.map((name): [FurtherOperationName, RestPerformance] => {
    const action = ACTIONS[name];
    return [
      name,
      {
        ...(action !== undefined && { action }),
        resource: (request) => resourceOf(state, request),
        perform: async (request, call) => (await load())[name].perform(request, call),
      },
    ];
  });
  return Object.fromEntries(entries) as Record<FurtherOperationName, RestPerformance>;
}

/** What a path names: a function, a layer or its version, or anything by its ARN. */
function resourceOf(state: LambdaState, { labels, query }: RestRequest): { arn: string; label: string } {
  const { FunctionName, LayerName, VersionNumber, Resource } = labels;
  if (FunctionName !== undefined) return functionResource(state, FunctionName);
  if (LayerName !== undefined) {
    const arn = state.layers.arn(LayerName);
    return { arn: VersionNumber === undefined ? arn : `${arn}:${VersionNumber}`, label: LayerName };
  }
  const arn = Resource ?? query.get("Arn");
  return arn === undefined ? { arn: "*", label: "" } : { arn, label: arn };
}
