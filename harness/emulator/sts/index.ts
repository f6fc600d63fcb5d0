import type { IssuedCredentials } from "../gateway/issued-credentials.ts";
import { operationsIn } from "../gateway/not-emulated.ts";
import { createQueryProtocol } from "../gateway/query-protocol.ts";
import type { Room, RoomDependencies } from "../room.ts";
import { NOT_EMULATED } from "./not-emulated.ts";
import { OPERATION_NAMES } from "./operation-names.ts";

/** The STS room. Its operations are loaded when the first is asked for: few worlds need them. */
export function createSts(dependencies: RoomDependencies, issued: IssuedCredentials): Room {
  const { clock } = dependencies;
  return createQueryProtocol({
    service: "sts",
    version: "2011-06-15",
    xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    operationNames: OPERATION_NAMES,
    operations: async () => {
      const { createOperations } = await clock.run("load STS", 0, () => import("./operations/index.ts"));
      return createOperations(dependencies, issued);
    },
    unsigned: ["AssumeRoleWithWebIdentity"],
    notEmulated: operationsIn(NOT_EMULATED),
    resource: (_name, { RoleArn }) =>
      typeof RoleArn === "string" ? { arn: RoleArn, label: RoleArn.split("/").at(-1) ?? "" } : { arn: "*", label: "" },
  });
}
