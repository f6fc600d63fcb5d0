import type { ReportExecution } from "./report.ts";

/** Executions as the AWS CLI prints them. */
export type ExecutionForm = (executions: readonly ReportExecution[]) => string;

const asDescribed: ExecutionForm = (executions) =>
  executions
    .map(({ arn, status, input, error, cause }) =>
      JSON.stringify({ executionArn: arn, status, input, ...(error !== undefined && { error, cause }) }, undefined, 2),
    )
    .join("\n\n");

/** `--output yaml`. */
const asYaml: ExecutionForm = (executions) =>
  executions
    .map(({ arn, status, input, error, cause }) =>
      [
        `executionArn: ${arn}`,
        `input: '${input.replaceAll("'", "''")}'`,
        ...(error === undefined ? [] : [`error: ${error}`, `cause: '${(cause ?? "").replaceAll("'", "''")}'`]),
        `name: ${arn.split(":").at(-1)}`,
        `status: ${status}`,
      ].join("\n"),
    )
    .join("\n\n");

const asListed: ExecutionForm = (executions) =>
  JSON.stringify({ executions: executions.map(({ arn, status }) => ({ executionArn: arn, status })) }, undefined, 4);

/** `get-execution-history` of each, beside what it is. */
const asHistories: ExecutionForm = (executions) =>
  executions
    .map((execution) => {
      const events = (execution.events ?? []).map((event, index) => {
        const [type = "", ...name] = event.split(" ");
        // States have one member for all types of them, everything else its own.
        const [, side] = /State(Entered|Exited)$/.exec(type) ?? [];
        const details = side === undefined ? type.charAt(0).toLowerCase() + type.slice(1) : `state${side}`;
        return {
          timestamp: 1_764_756_796.5 + index,
          type,
          id: index + 1,
          previousEventId: index,
          ...(name.length > 0 && { [`${details}EventDetails`]: { name: name.join(" ") } }),
        };
      });
      const described = asDescribed([execution]);
      return events.length === 0 ? described : `${described}\n\n${JSON.stringify({ events }, undefined, 4)}`;
    })
    .join("\n\n");

export const EXECUTION_FORMS = {
  described: asDescribed,
  yaml: asYaml,
  listed: asListed,
  histories: asHistories,
} as const satisfies Readonly<Record<string, ExecutionForm>>;
