import { randomBytes } from "node:crypto";
import type { Pause } from "../../scenario/run-options.ts";
import { loopbackPort } from "../../support/loopback-port.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import { readInteger } from "../framework/read-integer.ts";

/** Node's own default. */
const INSPECTOR_PORT = 9229;

/** How a run is debugged (docs/debugging.md). */
export const DEBUG_OPTIONS = {
  inspect: { kind: "switch", description: "let a debugger attach to the scenarios; one worker, no time limits" },
  "inspect-brk": { kind: "switch", description: "wait for the debugger, and stop where each story begins" },
  "inspect-port": {
    kind: "value",
    placeholder: "N",
    description: `port of the debugger on 127.0.0.1, 0 for any (default: ${INSPECTOR_PORT})`,
    read: (text: string) => readInteger("inspect-port", text, 0, 65_535),
  },
  "pause-on-failure": {
    kind: "switch",
    description: "keep the world of a red scenario, and print how to reach its cloud and database",
  },
} as const satisfies OptionTable;

/** What the command line asks of a debugger and of red worlds. */
export interface DebuggedRun {
  readonly inspector?: { readonly port: number; readonly waits: boolean };
  readonly pause?: Pause;
}

/** Undefined when nothing is debugged. Throws UsageError for what does not go together. */
export function debuggedRun(
  values: OptionValues<typeof DEBUG_OPTIONS> & {
    readonly workers?: number | undefined;
    readonly watch: boolean;
    readonly backend?: string | undefined;
    readonly isForeign?: boolean;
  },
  isTerminal: boolean,
): DebuggedRun | undefined {
  const { inspect, "inspect-brk": waits, "inspect-port": port, "pause-on-failure": pausesOnFailure } = values;
  const isInspected = inspect || waits;
  if (port !== undefined && !isInspected) throw new UsageError("--inspect-port needs --inspect or --inspect-brk.");
  if (!isInspected && !pausesOnFailure) return undefined;
  const flag = pausesOnFailure ? "--pause-on-failure" : waits ? "--inspect-brk" : "--inspect";
  if (values.workers !== undefined && values.workers > 1)
    throw new UsageError(`${flag} runs one scenario at a time: leave out --workers.`);
  if (pausesOnFailure && (values.backend === "localstack" || values.isForeign))
    throw new UsageError(
      "--pause-on-failure keeps worlds of the replica on the embedded cloud; the others have ports of their own.",
    );
  if (values.watch && pausesOnFailure) throw new UsageError("--pause-on-failure and --watch exclude each other.");
  if (pausesOnFailure && !isTerminal)
    throw new UsageError(
      "--pause-on-failure waits for a person and prints credentials: it needs a terminal. In CI the kept run shows what happened (npm run report).",
    );
  return {
    ...(pausesOnFailure && { pause: newPause() }),
    ...(isInspected && { inspector: { port: port ?? INSPECTOR_PORT, waits } }),
  };
}

/** Node would only print that it could not listen, and the run would go on without a debugger. */
export async function requireInspectorPort(debug: DebuggedRun | undefined): Promise<void> {
  const port = debug?.inspector?.port ?? 0;
  if (port === 0 || (await loopbackPort(port)) !== undefined) return;
  throw new UsageError(
    `--inspect: port ${port} of 127.0.0.1 is taken, perhaps by another debugged program: end that, or say --inspect-port 0.`,
  );
}

function newPause(): Pause {
  const hex = (bytes: number): string => randomBytes(bytes).toString("hex");
  return { channel: `pause-${hex(8)}`, accessKeyId: `AKIA${hex(8).toUpperCase()}`, secret: hex(20) };
}
