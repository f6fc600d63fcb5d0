import { isArray, type Json } from "../json/json.ts";
import type { MapRunChild } from "./map-run.ts";

const INCLUDED: Json = new Map([["Included", true]]);

/**
 * What a child execution did, with its metadata, members in alphabetical order
 * (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html).
 */
function describeChild(child: MapRunChild): Json {
  const { execution } = child;
  const input: [string, Json][] = [
    ["Input", child.input.text],
    ["InputDetails", INCLUDED],
  ];
  if (!execution) return new Map<string, Json>([...input, ["Status", "PENDING"]]);
  const { ending, status } = execution;
  const members = new Map<string, Json>();
  if (ending && "cause" in ending && ending.cause !== undefined) members.set("Cause", ending.cause);
  if (ending && "error" in ending && ending.error !== undefined) members.set("Error", ending.error);
  members.set("ExecutionArn", execution.arn);
  for (const [name, value] of input) members.set(name, value);
  members.set("Name", execution.name);
  if (ending?.status === "SUCCEEDED") {
    members.set("Output", ending.output.text);
    members.set("OutputDetails", INCLUDED);
  }
  members.set("RedriveCount", execution.redriveCount);
  if (status === "SUCCEEDED") {
    members.set("RedriveStatus", "NOT_REDRIVABLE");
    members.set("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
  } else {
    members.set("RedriveStatus", "REDRIVABLE");
  }
  members.set("StartDate", new Date(execution.startedAt).toISOString());
  members.set("StateMachineArn", execution.machine.arn);
  members.set("Status", status);
  if (execution.endedAt !== undefined) members.set("StopDate", new Date(execution.endedAt).toISOString());
  return members;
}

/**
 * The results of children as a Transformation shapes them: NONE with metadata, COMPACT the outputs, FLATTEN the outputs
 * with lists opened. Children that failed are always shown with their metadata.
 */
export function transformResults(
  children: readonly MapRunChild[],
  transformation: "NONE" | "COMPACT" | "FLATTEN",
): Json[] {
  const results: Json[] = [];
  for (const child of children) {
    const ending = child.execution?.ending;
    if (transformation === "NONE" || ending?.status !== "SUCCEEDED") {
      results.push(describeChild(child));
      continue;
    }
    const output = ending.output.value;
    if (transformation === "FLATTEN" && isArray(output)) for (const element of output) results.push(element);
    else results.push(output);
  }
  return results;
}
