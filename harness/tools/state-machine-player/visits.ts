import type { HistoryEvent } from "../../emulator/stepfunctions/execution/history.ts";
import type { ShownStage } from "./stage-log.ts";

/**
 * The data flow of one state: a list of stages for each attempt. Input and output come from the history. Iterations
 * that run at the same time are listed in the order of their stages, so their inputs and outputs may be swapped.
 */
export function visitsOf(
  state: string,
  histories: readonly (readonly HistoryEvent[])[],
  stages: readonly ShownStage[],
): readonly (readonly ShownStage[])[] {
  const of = (suffix: string, member: string): ShownStage[] =>
    histories
      .flat()
      .filter(({ type, details }) => type.endsWith(suffix) && details?.name === state)
      .map(({ details }) => ({ stage: member, text: String(details?.[member] ?? "") }));
  const inputs = of("StateEntered", "input");
  const outputs = of("StateExited", "output");
  const attempts = splitAttempts(stages);
  // A state without stages (Fail), or whose first stage failed, still has its input.
  while (attempts.length < inputs.length) attempts.push([]);
  const retries = attempts.length - inputs.length;
  return attempts.map((attempt, index) => {
    const input = inputs[Math.min(index, inputs.length - 1)];
    const output = index < retries ? undefined : outputs[index - retries];
    return [
      ...(input ? [input] : []),
      ...attempt.filter(({ stage }) => stage !== "input"),
      ...(output ? [output] : []),
    ];
  });
}

/** A stage that comes again begins another attempt. */
function splitAttempts(stages: readonly ShownStage[]): ShownStage[][] {
  const attempts: ShownStage[][] = [];
  let seen = new Set<string>();
  for (const stage of stages) {
    const current = attempts.at(-1);
    if (!current || seen.has(stage.stage)) {
      attempts.push([stage]);
      seen = new Set();
    } else current.push(stage);
    seen.add(stage.stage);
  }
  return attempts;
}
