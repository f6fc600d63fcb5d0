import type { ShownEvent } from "../../../model/shown-event.ts";
import { bodiesAt } from "../embedded-data.ts";
import { Body } from "./body.tsx";
import { Pairs } from "./pairs.tsx";

interface OperationDetailsProps {
  readonly event: Extract<ShownEvent, { kind: "operation" }>;
  readonly index: number;
}

/** Who called whom, what was sent and what came back. */
export function OperationDetails({ event, index }: OperationDetailsProps) {
  const { source, target, operation, resource, outcome, error, fault, request, response } = event;
  const bodies = request || response ? bodiesAt(index) : undefined;
  return (
    <>
      <Pairs
        pairs={[
          ["Call", `${source} → ${target}`],
          ["Operation", operation],
          ...(resource === "" ? [] : ([["Resource", resource]] as const)),
          ["Outcome", outcome ?? "under way"],
          ...(error === undefined ? [] : ([["Error", error]] as const)),
          ...(fault === undefined ? [] : ([["Fault", `${fault} (of the story)`]] as const)),
        ]}
      />
      {request && <Body title={target === "mysql" ? "Statement" : "Request"} reference={request} bodies={bodies} />}
      {response && <Body title="Answer" reference={response} bodies={bodies} />}
    </>
  );
}
