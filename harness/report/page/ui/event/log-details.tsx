import type { ShownEvent } from "../../../model/shown-event.ts";
import { Pairs } from "./pairs.tsx";
import { valueText } from "./rows-table.tsx";

/** A line of the log with its fields, in the order written. */
export function LogDetails({
  event: { source, level, fields },
}: {
  readonly event: Extract<ShownEvent, { kind: "log" }>;
}) {
  return (
    <>
      <Pairs
        pairs={[
          ["From", source],
          ["Level", level],
        ]}
      />
      <h3>Fields</h3>
      <Pairs pairs={fields.map(([name, value]) => [name, valueText(value)])} />
    </>
  );
}
