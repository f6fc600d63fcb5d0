import { printable } from "../../support/printable.ts";
import type { ShownStage } from "../../tools/state-machine-player/stage-log.ts";

/** Labels of the stages of the data flow. */
const LABELS: Readonly<Record<string, string>> = {
  input: "input",
  afterInputPath: "after InputPath",
  afterParameters: "after Parameters",
  afterArguments: "after Arguments",
  result: "result",
  afterResultSelector: "after ResultSelector",
  afterResultPath: "after ResultPath",
  afterItemsPath: "after ItemsPath",
  afterItemsPointer: "after ItemsPointer",
  afterItemSelector: "after ItemSelector",
  afterItemBatcher: "after ItemBatcher",
  maxConcurrency: "MaxConcurrency",
  toleratedFailureCount: "ToleratedFailureCount",
  toleratedFailurePercentage: "ToleratedFailurePercentage",
  nextState: "next state",
};

const WIDTH = 24;
/** JSON up to this many characters stays on one line. */
const ONE_LINE = 90;
const LONGEST = 20_000;

/** One stage per line, with its JSON. */
export function stageLines(stages: readonly ShownStage[]): string[] {
  return stages.map(({ stage, text }) => {
    const lines = printable(readable(text), LONGEST).split("\n");
    return lines
      .map((line, index) => `  ${(index === 0 ? (LABELS[stage] ?? stage) : "").padEnd(WIDTH)}${line}`)
      .join("\n");
  });
}

/** Short texts keep the notation of their numbers; longer ones are indented. */
function readable(text: string): string {
  if (text.length <= ONE_LINE) return text;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
