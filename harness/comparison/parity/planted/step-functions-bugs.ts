import type { HistoryEvent } from "../../../emulator/stepfunctions/execution/history.ts";
import type { StepFunctions } from "../../../emulator/stepfunctions/index.ts";
import { alterAnswers, alteredJson, alterJsonRequests, withBody } from "./alterations.ts";
import type { PlantedBug } from "./planted-bug.ts";

type Execution = ReturnType<StepFunctions["executions"]>[number];

const DEFAULT_MAX_ATTEMPTS = 3;
const LOST_EVENT = /^(LambdaFunction|Task)Started$/;

export const STEP_FUNCTIONS_BUGS: readonly PlantedBug[] = [
  {
    id: "one-retry-too-few",
    title: "a retrier's MaxAttempts counts the first attempt",
    shownBy: "executions: events of a state that fails for good",
    plant: ({ stepFunctions }) => {
      const create = stepFunctions.createStateMachine.bind(stepFunctions);
      stepFunctions.createStateMachine = (machine) =>
        create({ ...machine, definition: lessRetries(machine.definition) });
      alterJsonRequests(stepFunctions, ["CreateStateMachine", "UpdateStateMachine"], (input) =>
        typeof input.definition === "string" ? { ...input, definition: lessRetries(input.definition) } : input,
      );
    },
  },
  {
    id: "wrong-error-name",
    title: "a failed function's error is Lambda.Unknown in the machine, whatever the function called it",
    shownBy: "executions: the way past a Retry or Catch that names the error; error of the failed execution",
    plant: ({ lambda }) => {
      const invoke = lambda.invoke.bind(lambda);
      lambda.invoke = async (invocation) => {
        const result = await invoke(invocation);
        if (result.functionError === undefined) return result;
        const rename = (failure: object) => ({ ...failure, errorType: "Lambda.Unknown" });
        return { ...result, payload: alteredJson(Buffer.from(result.payload), rename).toString("utf8") };
      };
    },
  },
  {
    id: "event-missing",
    title: "an execution's history does not tell that a task was started",
    shownBy: "executions: events of every task",
    plant: ({ stepFunctions }) => {
      const executions = stepFunctions.executions.bind(stepFunctions);
      stepFunctions.executions = () => executions().map(forgetful);
      const history = stepFunctions.history.bind(stepFunctions);
      stepFunctions.history = (arn) => withoutLost(history(arn));
      alterAnswers(stepFunctions, ["GetExecutionHistory"], (response) => {
        const forget = (output: Readonly<Record<string, unknown>>) => ({
          ...output,
          events: withoutLost(output.events as readonly Event[]),
        });
        return withBody(response, alteredJson(response.body, forget));
      });
    },
  },
];

/** The definition with one attempt less in every retrier, at any depth. */
function lessRetries(definition: string): string {
  return JSON.stringify(JSON.parse(definition), (name, value: unknown) =>
    name === "Retry" && Array.isArray(value) ? value.map(lessAttempts) : value,
  );
}

function lessAttempts(retrier: { readonly MaxAttempts?: number }): object {
  return { ...retrier, MaxAttempts: Math.max(0, (retrier.MaxAttempts ?? DEFAULT_MAX_ATTEMPTS) - 1) };
}

type Event = Pick<HistoryEvent, "id" | "previousEventId" | "type">;

/** The events but the lost ones, numbered and linked as if those had never been. */
function withoutLost<E extends Event>(events: readonly E[]): E[] {
  const numbers = new Map<number, number>([[0, 0]]);
  const kept: E[] = [];
  for (const event of events.toSorted((a, b) => a.id - b.id)) {
    const previousEventId = numbers.get(event.previousEventId) ?? 0;
    if (LOST_EVENT.test(event.type)) {
      numbers.set(event.id, previousEventId);
      continue;
    }
    kept.push({ ...event, id: kept.length + 1, previousEventId });
    numbers.set(event.id, kept.length);
  }
  return kept;
}

function forgetful(execution: Execution): Execution {
  return new Proxy(execution, {
    get(target, name) {
      if (name === "history") return { events: withoutLost(target.history.events) };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
