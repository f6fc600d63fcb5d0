import type { Graph, State } from "../definition/machine.ts";
import type { Document } from "../json/document.ts";
import { runChoice } from "../states/choice.ts";
import { runFail } from "../states/fail.ts";
import { runMap } from "../states/map.ts";
import { isNeverEntered, standStill } from "../states/never-entered-map.ts";
import { runParallel } from "../states/parallel.ts";
import { runPass } from "../states/pass.ts";
import { runSucceed } from "../states/succeed.ts";
import { runTask } from "../states/task.ts";
import { runWait } from "../states/wait.ts";
import { RuntimeFailure } from "./failure.ts";
import type { Outcome } from "./outcome.ts";
import { resumePoint } from "./resume.ts";
import { StateRun } from "./state-run.ts";
import type { EnteredState, Thread } from "./thread.ts";

/** Runs a graph from its start to its end by one thread. Throws `StateFailure` or `Cancelled`. */
export async function runGraph(graph: Graph, input: Document, thread: Thread): Promise<Document> {
  let name: string | undefined = graph.startAt;
  let document = input;
  let entered: EnteredState | undefined;
  if (thread.resumes) ({ next: name, document, entered } = resumePoint(thread.resumes, graph, input));
  while (name !== undefined) {
    const state = graph.states.get(name);
    if (!state) throw new Error(`State '${name}' does not exist in a definition that was found valid.`);
    if (state.type === "Map" && isNeverEntered(state, document.value)) await standStill(state, thread);
    const outcome = runState(state, document, thread, entered);
    entered = undefined;
    // States without waiting stay in this turn: awaiting each would cost more than running it.
    const { output, next }: Outcome = outcome instanceof Promise ? await outcome : outcome;
    document = output;
    name = next;
  }
  return document;
}

function runState(
  state: State,
  input: Document,
  thread: Thread,
  entered: EnteredState | undefined,
): Outcome | Promise<Outcome> {
  const run = new StateRun(thread, state.name, state.type, input, entered);
  try {
    const outcome = dispatch(state, run);
    return outcome instanceof Promise ? outcome.catch((error: unknown) => raise(run, error)) : outcome;
  } catch (error) {
    return raise(run, error);
  }
}

function raise(run: StateRun, error: unknown): never {
  throw error instanceof RuntimeFailure ? run.failureOf(error) : error;
}

/** Runs a state that has been entered. Throws `StateFailure`, `RuntimeFailure` or `Cancelled`. */
export function dispatch(state: State, run: StateRun): Outcome | Promise<Outcome> {
  switch (state.type) {
    case "Pass":
      return runPass(state, run);
    case "Task":
      return runTask(state, run);
    case "Choice":
      return runChoice(state, run);
    case "Wait":
      return runWait(state, run);
    case "Succeed":
      return runSucceed(state, run);
    case "Fail":
      return runFail(state, run);
    case "Parallel":
      return runParallel(state, run, runGraph);
    case "Map":
      return runMap(state, run, runGraph);
  }
}
