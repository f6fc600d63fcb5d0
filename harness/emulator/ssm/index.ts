import { createJsonProtocol, type JsonOperation } from "../gateway/json-protocol.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { refusingParameters } from "../gateway/refusing-parameters.ts";
import { SSM } from "../lazy-rooms/foretold-services.ts";
import type { RoomDependencies } from "../room.ts";
import type { KeepableRoom } from "../state-changes.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import type { SsmOperationName } from "./operation-names.ts";
import { deleteParameter, deleteParameters } from "./operations/delete-parameters.ts";
import { describeParameters, getParameterHistory } from "./operations/describe-parameters.ts";
import { getParameter, getParameters, getParametersByPath } from "./operations/get-parameters.ts";
import { labelParameterVersion, unlabelParameterVersion } from "./operations/labels.ts";
import { putParameter } from "./operations/put-parameter.ts";
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from "./operations/tags.ts";
import { ParameterStore } from "./parameter-store.ts";
import { REFUSED_PARAMETERS } from "./parameters.ts";

/** One account's Parameter Store in one region. */
export function createSsm(deps: RoomDependencies): KeepableRoom {
  const store = new ParameterStore(deps);
  const operations: Record<SsmOperationName, JsonOperation> = {
    AddTagsToResource: addTagsToResource(store),
    DeleteParameter: deleteParameter(store),
    DeleteParameters: deleteParameters(store),
    DescribeParameters: describeParameters(store),
    GetParameter: getParameter(store),
    GetParameterHistory: getParameterHistory(store),
    GetParameters: getParameters(store),
    GetParametersByPath: getParametersByPath(store),
    LabelParameterVersion: labelParameterVersion(store),
    ListTagsForResource: listTagsForResource(store),
    PutParameter: putParameter(store),
    RemoveTagsFromResource: removeTagsFromResource(store),
    UnlabelParameterVersion: unlabelParameterVersion(store),
  };
  return {
    ...createJsonProtocol({
      ...SSM,
      operations: refusingParameters(operations, REFUSED_PARAMETERS),
      notEmulated: operationsIn(NOT_EMULATED),
    }),
    keep: async () => (await import("./kept/kept-ssm.ts")).keepSsm(store),
  };
}
