import type { HistoryEvent } from "../execution/history.ts";
import type { StateMachineVersion } from "../state-machine.ts";
import type { LogDelivery } from "./log-delivery.ts";
import { isLogged } from "./log-level.ts";
import { logMessage } from "./log-message.ts";
import { logGroupNameOf } from "./parse-logging.ts";

/** Writes the events of one execution that its machine wants logged. */
export type ExecutionLog = (event: HistoryEvent, execution: { arn: string; redriveCount: number }) => void;

/** The log of a machine's executions; `undefined` when it logs nothing. */
export function executionLog(machine: StateMachineVersion, delivery: LogDelivery): ExecutionLog | undefined {
  const { level, includeExecutionData, logGroupArns } = machine.logging;
  const logGroupArn = logGroupArns?.[0];
  if (level === "OFF" || logGroupArn === undefined) return undefined;
  const logGroupName = logGroupNameOf(logGroupArn);
  return (event, execution) => {
    if (!isLogged(level, event.type)) return;
    const message = logMessage(event, execution, includeExecutionData);
    delivery.deliver(logGroupName, streamName(machine.name, event.at), { timestamp: event.at, message });
  };
}

/** One stream an hour: `states/MACHINE/2025-12-03-10/00000000`; AWS numbers further ones of a busy machine. */
function streamName(machineName: string, at: number): string {
  const hour = new Date(at).toISOString().slice(0, 13).replace("T", "-");
  return `states/${machineName}/${hour}/00000000`;
}
