import { expect, test } from "vitest";
import { eventsInCausalOrder, type ObservedHistoryEvent } from "./causal-order.ts";

/** A history of `type name < previous`, numbered in the order written. */
function history(...events: readonly (readonly [text: string, previous: number])[]): ObservedHistoryEvent[] {
  return events.map(([text, previousEventId], index) => {
    const [type = "", name] = text.split(" ");
    return { id: index + 1, previousEventId, type, name };
  });
}

const AROUND_FIRST = history(
  ["ExecutionStarted", 0],
  ["ParallelStateEntered P", 1],
  ["ParallelStateStarted", 2],
  ["PassStateEntered A", 3],
  ["PassStateExited A", 4],
  ["PassStateEntered B", 3],
  ["PassStateExited B", 6],
  ["ParallelStateSucceeded", 7],
  ["ParallelStateExited P", 8],
  ["ExecutionSucceeded", 9],
);
const AROUND_LAST = history(
  ["ExecutionStarted", 0],
  ["ParallelStateEntered P", 1],
  ["ParallelStateStarted", 2],
  ["PassStateEntered B", 3],
  ["PassStateEntered A", 3],
  ["PassStateExited B", 4],
  ["PassStateExited A", 5],
  ["ParallelStateSucceeded", 7],
  ["ParallelStateExited P", 8],
  ["ExecutionSucceeded", 9],
);

test("branches are ordered one after the other, however their events fell", () => {
  const ordered = eventsInCausalOrder(AROUND_FIRST);
  expect(ordered.slice(3, 8)).toEqual([
    "PassStateEntered A",
    "PassStateExited A",
    "PassStateEntered B",
    "PassStateExited B",
    "ParallelStateSucceeded",
  ]);
  expect(eventsInCausalOrder(AROUND_LAST)).toEqual(ordered);
});

test("within one thread the order stays as it was", () => {
  const events = history(
    ["ExecutionStarted", 0],
    ["PassStateEntered B", 1],
    ["PassStateExited B", 2],
    ["PassStateEntered A", 3],
  );
  expect(eventsInCausalOrder(events)).toEqual([
    "ExecutionStarted",
    "PassStateEntered B",
    "PassStateExited B",
    "PassStateEntered A",
  ]);
});

test("an inner Parallel state that has ended does not end the outer one", () => {
  const events = history(
    ["ParallelStateStarted", 0],
    ["ParallelStateStarted", 1],
    ["PassStateEntered inner", 2],
    ["ParallelStateSucceeded", 3],
    ["ParallelStateExited inner", 3],
    ["PassStateEntered after", 5],
    ["ParallelStateSucceeded", 6],
    ["ParallelStateExited outer", 6],
    ["ExecutionSucceeded", 8],
  );
  expect(eventsInCausalOrder(events).slice(-4)).toEqual([
    "PassStateEntered after",
    "ParallelStateSucceeded",
    "ParallelStateExited outer",
    "ExecutionSucceeded",
  ]);
});

test("iterations are ordered by their index, also those that waited for another to end", () => {
  const events: ObservedHistoryEvent[] = [
    { id: 1, previousEventId: 0, type: "MapStateStarted" },
    { id: 2, previousEventId: 1, type: "MapIterationStarted", name: "M", index: 1 },
    { id: 3, previousEventId: 2, type: "FailStateEntered", name: "one" },
    { id: 4, previousEventId: 3, type: "MapIterationSucceeded", name: "M", index: 1 },
    { id: 5, previousEventId: 4, type: "MapIterationStarted", name: "M", index: 0 },
    { id: 6, previousEventId: 5, type: "PassStateEntered", name: "zero" },
    { id: 7, previousEventId: 6, type: "MapStateSucceeded" },
  ];
  expect(eventsInCausalOrder(events)).toEqual([
    "MapStateStarted",
    "MapIterationStarted M",
    "PassStateEntered zero",
    "MapIterationStarted M",
    "FailStateEntered one",
    "MapIterationSucceeded M",
    "MapStateSucceeded",
  ]);
});

test("no event is lost, even when the numbers make no sense", () => {
  const events = history(["A", 3], ["B", 0], ["C", 9], ["D", 4], ["ParallelStateSucceeded", 2]);
  expect(eventsInCausalOrder(events).toSorted()).toEqual(["A", "B", "C", "D", "ParallelStateSucceeded"]);
});

test("an event that names none before it follows the one before it", () => {
  const events = history(
    ["ExecutionStarted", 0],
    ["MapStateEntered M", 1],
    ["MapStateStarted", 0],
    ["MapStateSucceeded", 3],
  );
  expect(eventsInCausalOrder(events)).toEqual([
    "ExecutionStarted",
    "MapStateEntered M",
    "MapStateStarted",
    "MapStateSucceeded",
  ]);
});

test("a long history needs no deep stack", () => {
  const events = history(...Array.from({ length: 25_000 }, (_, index) => ["PassStateEntered A", index] as const));
  expect(eventsInCausalOrder(events)).toHaveLength(25_000);
});
