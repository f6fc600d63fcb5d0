import type { RoomDependencies } from "../../room.ts";

/** Operations that name no mapping apply to all of them. */
export const anyMapping = () => ({ arn: "*", label: "" });

export function mappingResource(at: Pick<RoomDependencies, "accountId" | "region">, uuid: string) {
  return { arn: `arn:aws:lambda:${at.region}:${at.accountId}:event-source-mapping:${uuid}`, label: uuid };
}
