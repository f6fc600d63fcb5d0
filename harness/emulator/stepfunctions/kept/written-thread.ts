import type { Cancellation } from "../execution/cancellation.ts";
import type { Execution } from "../execution/execution.ts";
import { lastActive } from "../execution/resume.ts";
import type { Standing } from "../execution/standing.ts";
import { StateRun } from "../execution/state-run.ts";
import { type EnteredState, Thread } from "../execution/thread.ts";
import { Document } from "../json/document.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import type { MapRuns } from "../map-runs/map-runs.ts";
import { Variables } from "../query/variables.ts";

/** A thread of control as plain data; values of the machine are JSON texts. */
export interface WrittenThread {
  readonly lastEventId: number;
  readonly variables: readonly { readonly name: string; readonly text: string; readonly bytes: number }[];
  readonly mapItem: { readonly index: number; readonly key: string | undefined; readonly text: string } | undefined;
  readonly current: WrittenState | undefined;
  readonly left: { readonly text: string; readonly next: string | undefined } | undefined;
}

interface WrittenState extends Omit<EnteredState, "input" | "branchThreads" | "standing"> {
  readonly text: string;
  readonly branchThreads: readonly WrittenThread[] | undefined;
  readonly standing: Standing | undefined;
}

export function writtenThread(thread: Thread): WrittenThread {
  const { lastEventId, variables, mapItem } = thread;
  const { current, left } = lastActive(thread);
  return {
    lastEventId,
    variables: variables.own().map(({ name, value, bytes }) => ({ name, text: writeJson(value), bytes })),
    mapItem: mapItem && { index: mapItem.index, key: mapItem.key, text: writeJson(mapItem.value) },
    current: current && writtenState(current),
    left: left && { text: left.output.text, next: left.next },
  };
}

function writtenState(state: EnteredState): WrittenState {
  const { name, type, input, enteredAt, enteredEventId, previousEventId, branchThreads } = state;
  return {
    name,
    type,
    text: input.text,
    enteredAt,
    enteredEventId,
    previousEventId,
    branchThreads: branchThreads?.map(writtenThread),
    standing: state instanceof StateRun ? state.standsAt : state.standing,
  };
}

/** What the threads of one execution share. */
interface Surroundings {
  readonly execution: Execution;
  readonly mapRuns: MapRuns;
  readonly cancellation: Cancellation;
}

export function restoredThread(written: WrittenThread, surroundings: Surroundings, outer?: Variables): Thread {
  const variables = new Variables(outer);
  for (const { name, text, bytes } of written.variables) variables.restore(name, parseJson(text), bytes);
  const { lastEventId, mapItem, left } = written;
  const thread = new Thread({
    ...surroundings,
    variables,
    lastEventId,
    mapItem: mapItem && { index: mapItem.index, key: mapItem.key, value: parseJson(mapItem.text) },
  });
  const { current } = written;
  if (current) {
    const { text, branchThreads, standing, ...entered } = current;
    thread.current = {
      ...entered,
      // A redrive begins its attempts anew.
      standing: surroundings.execution.status === "RUNNING" ? standing : undefined,
      input: Document.parse(text),
      branchThreads: branchThreads?.map((branch) => restoredThread(branch, surroundings, variables)),
    };
  }
  if (left) thread.left = { output: Document.parse(left.text), next: left.next };
  return thread;
}
