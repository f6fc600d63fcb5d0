import type { Graph, ParallelState } from "../definition/machine.ts";
import { runAttempts } from "../execution/attempts.ts";
import { applyTemplate, chooseInput } from "../execution/data-flow.ts";
import type { Outcome } from "../execution/outcome.ts";
import { finishedOutput, resumeThread } from "../execution/resume.ts";
import { answerMocked } from "../execution/state-mocks.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Thread } from "../execution/thread.ts";
import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { Variables } from "../query/variables.ts";
import { Branches } from "./branches.ts";

type RunGraph = (graph: Graph, input: Document, thread: Thread) => Promise<Document>;

export function runParallel(state: ParallelState, run: StateRun, runGraph: RunGraph): Promise<Outcome> {
  let started = false;
  return runAttempts(
    run,
    state,
    async () => {
      const mocked = run.mocked();
      if (mocked) {
        run.thread.record("ParallelStateStarted");
        started = true;
        const result = await answerMocked(mocked);
        run.thread.recordAside("ParallelStateSucceeded");
        return result;
      }
      if (state.jsonata) {
        const { arguments: template } = state.jsonata;
        const input = template ? new Document(await run.evaluate(template)) : run.input;
        run.inspect("afterArguments", input.value);
        started = true;
        return runBranches(state, input, run, runGraph);
      }
      const chosen = chooseInput(state.inputPath, run);
      const input = applyTemplate(state.parameters, chosen, run);
      run.inspect("afterParameters", input.value);
      started = true;
      return runBranches(state, input, run, runGraph);
    },
    () => {
      if (started) run.thread.record("ParallelStateFailed");
    },
  );
}

async function runBranches(
  state: ParallelState,
  input: Document,
  run: StateRun,
  runGraph: RunGraph,
): Promise<Document> {
  const owner = run.thread;
  const earlier = run.takeResumableThreads();
  const startedId = earlier ? owner.lastEventId : owner.record("ParallelStateStarted");
  const cancellation = owner.cancellation.child();
  const branches = new Branches(owner, cancellation);
  const threads = state.branches.map((_, index) => {
    const resumed = earlier?.[index];
    if (resumed) return finishedOutput(resumed) ? resumed : resumeThread(resumed, cancellation);
    return new Thread({
      execution: owner.execution,
      mapRuns: owner.mapRuns,
      cancellation,
      variables: new Variables(owner.variables),
      lastEventId: startedId,
      mapItem: owner.mapItem,
    });
  });
  run.branchThreads = threads;
  owner.children = threads;
  const results: Json[] = [];
  for (const [index, graph] of state.branches.entries()) {
    const thread = threads[index] as Thread;
    const kept = earlier && finishedOutput(thread);
    if (kept) {
      results[index] = kept.value;
      continue;
    }
    branches.start(
      `branch ${index + 1} of ${state.name} (${owner.execution.name})`,
      async () => {
        results[index] = (await runGraph(graph, input, thread)).value;
        owner.lastEventId = thread.lastEventId;
      },
      () => recordAborts(owner, thread, threads),
    );
  }
  await branches.join();
  owner.recordAside("ParallelStateSucceeded");
  return new Document(results);
}

/** The failing branch's state first, then the others'; all name the failing branch's last event (recorded: SQS_PARALLEL_WAIT_FOR_TASK_TOKEN). */
function recordAborts(owner: Thread, failed: Thread, threads: readonly Thread[]): void {
  owner.lastEventId = failed.lastEventId;
  for (const thread of [failed, ...threads.filter((other) => other !== failed)]) {
    for (const type of thread.abortEvents()) owner.recordAside(type);
  }
}
