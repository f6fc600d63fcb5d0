import type { ShownEvent } from "../../../model/shown-event.ts";
import { Diff } from "./diff.tsx";
import { valueText } from "./rows-table.tsx";

/** A row before and after. */
export function RowDetails({
  event: { table, key, change, before, after },
}: {
  readonly event: Extract<ShownEvent, { kind: "row" }>;
}) {
  const columns = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const lines = columns.map((path) => {
    const left = before === null ? undefined : valueText(before[path]);
    const right = after === null ? undefined : valueText(after[path]);
    return { path, left, right, same: left === right };
  });
  return <Diff title={`Row ${key} of ${table}: ${change}`} left="Before" right="After" lines={lines} />;
}
