import {
  DescribeExecutionCommand,
  type ExecutionListItem,
  type HistoryEvent,
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
} from "@aws-sdk/client-sfn";
import { eventsInCausalOrder, type ObservedHistoryEvent } from "../causal-order.ts";
import type { Clients } from "../clients.ts";
import type { CloudExecution } from "../cloud.ts";
import type { Namespace } from "./namespace.ts";

/** Executions in a world's namespace of LocalStack, read through the API. */
export class ObservedExecutions {
  readonly #clients: Clients;
  readonly #namespace: Namespace;

  constructor(clients: Clients, namespace: Namespace) {
    this.#clients = clients;
    this.#namespace = namespace;
  }

  /** Names of those that have not ended. */
  async running(): Promise<readonly string[]> {
    const listed = await this.#listed();
    return listed.filter(({ status }) => status === "RUNNING").map(({ name = "" }) => name);
  }

  /** In the order of their start. */
  async all(): Promise<readonly CloudExecution[]> {
    const listed = await this.#listed();
    const inOrder = listed.toSorted((a, b) => Number(a.startDate) - Number(b.startDate));
    return Promise.all(inOrder.map((item) => this.#described(item)));
  }

  /** Events of one execution, by its ARN in LocalStack. */
  async history(executionArn: string): Promise<readonly HistoryEvent[]> {
    const client = await this.#clients.sfn();
    const events: HistoryEvent[] = [];
    for await (const page of paginateGetExecutionHistory({ client }, { executionArn })) {
      events.push(...(page.events ?? []));
    }
    return events;
  }

  async #listed(): Promise<ExecutionListItem[]> {
    const client = await this.#clients.sfn();
    const items: ExecutionListItem[] = [];
    for await (const machines of paginateListStateMachines({ client }, {})) {
      for (const { stateMachineArn } of machines.stateMachines ?? []) {
        for await (const page of paginateListExecutions({ client }, { stateMachineArn })) {
          items.push(...(page.executions ?? []));
        }
      }
    }
    return items;
  }

  async #described({ executionArn = "" }: ExecutionListItem): Promise<CloudExecution> {
    const client = await this.#clients.sfn();
    const [described, history] = await Promise.all([
      client.send(new DescribeExecutionCommand({ executionArn })),
      this.history(executionArn),
    ]);
    return this.#namespace.canonicalValue({
      arn: executionArn,
      machine: described.stateMachineArn?.split(":")[6] ?? "",
      name: described.name ?? "",
      status: described.status ?? "",
      input: described.input ?? "",
      events: eventsInCausalOrder(history.map(observedEvent)),
      ...(described.output !== undefined && { output: described.output }),
      ...(described.error !== undefined && { error: described.error }),
      ...(described.cause !== undefined && { cause: described.cause }),
    });
  }
}

function observedEvent(event: HistoryEvent): ObservedHistoryEvent {
  const { id = 0, previousEventId = 0, type = "" } = event;
  const iteration =
    event.mapIterationStartedEventDetails ??
    event.mapIterationSucceededEventDetails ??
    event.mapIterationFailedEventDetails ??
    event.mapIterationAbortedEventDetails;
  return { id, previousEventId, type, name: stateNameOf(event) ?? iteration?.name, index: iteration?.index };
}

export function stateNameOf(event: HistoryEvent): string | undefined {
  return event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name;
}
