import { formatRfc3339Nano } from "../../system/go/rfc3339.ts";
import type { LogRecord } from "../ports.ts";

/**
 * One line of the server's log: `time`, `level`, `msg`, then the fields in the order written (docs/contract/logs.md).
 */
export function formatLogLine(record: LogRecord, atMs: number): string {
  const pairs = [
    ["time", formatRfc3339Nano(atMs)] as const,
    ["level", record.level] as const,
    ["msg", record.message] as const,
    ...record.fields,
  ];
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${fieldText(value)}`).join(",")}}`;
}

function fieldText(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Error) return JSON.stringify(value.message);
  return JSON.stringify(value) ?? "null";
}
