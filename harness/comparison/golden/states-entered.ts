import type { HistoryEvent } from "../../emulator/stepfunctions/execution/history.ts";
import type { RecordedInvocation, RecordedState } from "./recorded-step.ts";

interface Visit {
  readonly event: HistoryEvent;
  readonly state: RecordedState & { attempts?: RecordedInvocation[]; branches?: RecordedState[][] };
}

/**
 * The states that an execution entered, as the recording shows them: in order, each branch of a Parallel by itself.
 * `nextInvocation` returns the next invocation of a function that was not reported yet.
 */
export function statesEntered(
  history: readonly HistoryEvent[],
  nextInvocation: (functionName: string) => RecordedInvocation,
): RecordedState[] {
  const byId = new Map(history.map((event) => [event.id, event]));
  const visits = new Map<number, Visit>();
  const top: RecordedState[] = [];
  /** The sequence that a thread of control adds to, by the event it began with. */
  const sequences = new Map<number, RecordedState[]>();

  for (const event of history) {
    if (event.type.endsWith("StateEntered")) {
      const state: Visit["state"] = { state: nameOf(event), type: event.type.replace("StateEntered", "") };
      visits.set(event.id, { event, state });
      const began = beginningOf(event);
      const known = sequences.get(began.id);
      if (known) known.push(state);
      else sequences.set(began.id, begin(began, state));
    } else if (event.type === "LambdaFunctionScheduled") {
      const { resource } = event.details as { resource: string };
      const { state } = visitOf(event);
      state.attempts = [...(state.attempts ?? []), nextInvocation(resource.split(":").at(-1) ?? resource)];
    }
  }
  return top;

  function begin(began: HistoryEvent, state: RecordedState): RecordedState[] {
    const parallel = byId.get(began.previousEventId);
    const sequence = parallel ? [] : top;
    if (parallel) {
      const around = visitOf(parallel).state;
      around.branches = [...(around.branches ?? []), sequence];
    }
    sequence.push(state);
    return sequence;
  }

  /** The first event of the thread of control that an event belongs to. */
  function beginningOf(event: HistoryEvent): HistoryEvent {
    let at = event;
    for (;;) {
      const before = byId.get(at.previousEventId);
      if (!before || before.type === "ParallelStateStarted") return at;
      // The events around a Parallel's end follow its last branch; the thread is the one that entered it.
      at = before.type === "ParallelStateExited" ? enteredBy(before) : before;
    }
  }

  function enteredBy(exit: HistoryEvent): HistoryEvent {
    const entered = [...visits.values()].findLast(({ state }) => state.state === nameOf(exit));
    if (!entered) throw new Error(`event ${exit.id} leaves a Parallel that was never entered`);
    return entered.event;
  }

  function visitOf(event: HistoryEvent): Visit {
    let at: HistoryEvent | undefined = event;
    while (at) {
      const visit = visits.get(at.id);
      if (visit) return visit;
      at = byId.get(at.previousEventId);
    }
    throw new Error(`event ${event.id} (${event.type}) belongs to no state`);
  }
}

function nameOf(event: HistoryEvent): string {
  const { name } = event.details as { name: string };
  return name;
}
