import type { JsonInput, JsonOperation } from "../gateway/json-protocol.ts";
import { type LogGroupDirectory, nameOfIdentifier } from "./log-group-directory.ts";

/** An operation on the log group that its input names. */
export function groupOperation(groups: LogGroupDirectory, perform: JsonOperation["perform"]): JsonOperation {
  return {
    resource: (input) => {
      const name = namedGroup(input);
      return { arn: groups.arn(name === "" ? "*" : name), label: name };
    },
    perform,
  };
}

function namedGroup({ logGroupName, logGroupIdentifier, resourceArn }: JsonInput): string {
  const identifier = [logGroupName, logGroupIdentifier, resourceArn].find((member) => typeof member === "string");
  return typeof identifier === "string" ? nameOfIdentifier(identifier) : "";
}
