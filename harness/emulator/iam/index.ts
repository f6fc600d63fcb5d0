import type { IssuedCredentials } from "../gateway/issued-credentials.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { createQueryProtocol, type QueryOperation } from "../gateway/query-protocol.ts";
import type { Room, RoomDependencies } from "../room.ts";
import type { IamState } from "./iam-state.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import { OPERATION_NAMES } from "./operation-names.ts";
import { REFUSED_PARAMETERS } from "./parameters.ts";

export interface Iam extends Room {
  /** Makes what it holds, for who keeps it across restarts, before anything asks for it. */
  hold(make: (dependencies: RoomDependencies, issued: IssuedCredentials) => IamState): void;
}

/** The IAM room. Its operations are loaded when the first is asked for: few worlds need them. */
export function createIam(dependencies: RoomDependencies, issued: IssuedCredentials): Iam {
  let held: IamState | undefined;
  let loading: Promise<Readonly<Record<string, QueryOperation>>> | undefined;
  const load = async () => {
    const { createOperations, IamState } = await dependencies.clock.run("load IAM", 0, () => import("./loaded.ts"));
    held ??= new IamState(dependencies, issued);
    return createOperations(held);
  };
  const protocol = createQueryProtocol({
    service: "iam",
    version: "2010-05-08",
    xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    operationNames: OPERATION_NAMES,
    operations: () => {
      loading ??= load();
      return loading;
    },
    notEmulated: operationsIn(NOT_EMULATED),
    refusedParameters: REFUSED_PARAMETERS,
    resource: (_name, input) => {
      const named = input.PolicyArn ?? input.RoleName ?? input.UserName ?? input.PolicyName;
      const label = typeof named === "string" ? (named.split("/").at(-1) ?? "") : "";
      return { arn: "*", label };
    },
  });
  return {
    ...protocol,
    hold(make) {
      held = make(dependencies, issued);
    },
  };
}
