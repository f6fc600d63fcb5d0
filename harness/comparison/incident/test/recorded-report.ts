import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "../../../database/row-watch.ts";
import type { Report } from "../planting/report.ts";

const FLOWS = join(import.meta.dirname, "../../golden/fixtures");

interface Step {
  readonly request?: { readonly method: string; readonly path: string };
  readonly response?: { readonly status: number; readonly body: string };
  readonly db?: Readonly<Record<string, unknown>>;
  readonly serverLogs?: readonly Readonly<Record<string, unknown>>[];
  readonly execution?: { readonly executionArn: string; readonly status: string; readonly input?: unknown };
  readonly executionInput?: unknown;
  readonly s3Objects?: readonly { readonly key: string }[];
}

/** A recorded flow of the real system as what somebody has of it: the last rows and keys, all of the server's lines. */
export function recordedReport(flow: string): Report {
  const files = readdirSync(join(FLOWS, flow)).toSorted();
  const steps = files.map((file) => JSON.parse(readFileSync(join(FLOWS, flow, file), "utf8")) as Step);
  const tables = Object.entries(steps.findLast(({ db }) => db)?.db ?? {}).filter(([, list]) => Array.isArray(list));
  const objects = steps.findLast(({ s3Objects }) => s3Objects)?.s3Objects ?? [];
  return {
    tables: new Map(
      tables.map(([name, rows]) => [name === "listing" ? "listing_versions" : name, rows as readonly Row[]]),
    ),
    lines: steps.flatMap(({ serverLogs = [] }) =>
      serverLogs.map(({ time, level, msg, ...fields }) => ({
        ...(typeof time === "string" && { time }),
        level: String(level),
        message: String(msg),
        fields: Object.entries(fields),
      })),
    ),
    executions: steps.flatMap(({ execution, executionInput }) => {
      if (!execution) return [];
      const { executionArn: arn, status, input } = execution;
      const text = executionInput ?? input ?? {};
      return [{ arn, status, input: typeof text === "string" ? text : JSON.stringify(text) }];
    }),
    keys: objects.map(({ key }) => key),
    answers: steps.flatMap(({ request, response }) =>
      request && response && /\/(uploads|process|complete|approve)$/.test(request.path)
        ? [{ method: request.method, path: request.path, status: response.status, text: response.body }]
        : [],
    ),
  };
}
