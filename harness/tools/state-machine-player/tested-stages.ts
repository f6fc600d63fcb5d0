import type { MockedResult } from "../../emulator/stepfunctions/execution/state-mocks.ts";
import { parseJson } from "../../emulator/stepfunctions/json/parse.ts";
import { writeJson } from "../../emulator/stepfunctions/json/write.ts";
import { DEFAULT_ACCOUNT_ID } from "../../world/world-options.ts";
import type { MachinePlayer } from "./played-machine.ts";
import type { ShownStage } from "./stage-log.ts";

export interface TestedState {
  readonly definition: string;
  readonly state: string;
  /** JSON text. */
  readonly input: string;
  /** JSON text of an object. */
  readonly variables: string | undefined;
  readonly mock: MockedResult | undefined;
}

/** Stages as TestState shows them, in the order of the data flow. */
const ORDER = [
  "input",
  "afterInputPath",
  "afterItemsPath",
  "afterItemsPointer",
  "afterItemSelector",
  "afterItemBatcher",
  "afterParameters",
  "afterArguments",
  "result",
  "afterResultSelector",
  "afterResultPath",
];

/** Runs one state by the operation TestState. When it is refused, AWS's message takes the place of the stages. */
export async function testedStages(
  player: MachinePlayer,
  { definition, state, input, variables, mock }: TestedState,
): Promise<{ status: string; stages: readonly ShownStage[]; refusal?: string }> {
  const { status, body } = await player.call("TestState", {
    definition,
    stateName: state,
    input,
    inspectionLevel: "DEBUG",
    roleArn: `arn:aws:iam::${DEFAULT_ACCOUNT_ID}:role/state-machine`,
    ...(variables !== undefined && { variables }),
    ...(mock && { mock: mockInput(mock) }),
  });
  if (status !== 200) return { status: "REFUSED", stages: [], refusal: String(body.message) };
  const inspected = typeof body.inspectionData === "object" ? { ...body.inspectionData } : {};
  const data: Record<string, unknown> = inspected as Record<string, unknown>;
  const others = Object.keys(data).filter((name) => !ORDER.includes(name));
  const stages = [...ORDER, ...others].flatMap((name) => shown(name, data[name]));
  const answers = ["output", "error", "cause", "nextState"].flatMap((name) => shown(name, body[name]));
  return { status: String(body.status), stages: [...stages, ...answers] };
}

function shown(stage: string, value: unknown): ShownStage[] {
  if (value === undefined) return [];
  return [{ stage, text: typeof value === "string" ? compact(value) : JSON.stringify(value) }];
}

/** TestState writes blanks between members. */
function compact(text: string): string {
  try {
    return writeJson(parseJson(text));
  } catch {
    return text;
  }
}

function mockInput(mock: MockedResult): unknown {
  if (mock.kind === "result") return { result: mock.result.text, fieldValidationMode: "NONE" };
  return { errorOutput: { error: mock.error, cause: mock.cause }, fieldValidationMode: "NONE" };
}
