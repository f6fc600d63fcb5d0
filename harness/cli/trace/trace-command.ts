import { eventJsonLines } from "../../report/asked-events/event-json.ts";
import { eventLines } from "../../report/asked-events/event-lines.ts";
import { partNames, selectEvents } from "../../report/asked-events/select-events.ts";
import { locateRun, namesRun } from "../../report/kept-runs/locate-run.ts";
import { readKeptRun } from "../../report/kept-runs/read-run.ts";
import type { KeptScenario } from "../../report/kept-runs/read-scenario.ts";
import { EXIT } from "../../support/exit-status.ts";
import { palette } from "../../support/palette.ts";
import { UsageError } from "../../support/usage-error.ts";
import { runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { KEPT_RUNS_FOLDER, type KeptRunsInvocation } from "../framework/kept-runs-folder.ts";
import { writeWhole } from "../framework/write-whole.ts";
import { TRACE_HELP, type TRACE_OPTIONS } from "./trace-options.ts";

type Line = CommandLine<typeof TRACE_OPTIONS>;

/** `npm run trace`: the events of a kept run. Returns the exit status; every failure has been printed. */
export function traceCommand(invocation: KeptRunsInvocation): Promise<number> {
  return runCommand({ name: "trace", help: TRACE_HELP, run: (line) => obey(line, invocation) }, invocation);
}

async function obey({ values, positionals }: Line, invocation: KeptRunsInvocation): Promise<number> {
  const [first, ...rest] = positionals;
  const named = first !== undefined && namesRun(first) ? first : undefined;
  const { root, id } = locateRun(invocation.runs ?? KEPT_RUNS_FOLDER, named);
  const { scenarios } = readKeptRun(root, id, named === undefined ? positionals : rest);
  if (scenarios.length === 0) throw new UsageError(`Run ${id} kept no scenario. Run it without --no-record.`);
  for (const notice of scenarios.flatMap(({ notices }) => notices)) process.stderr.write(`${notice}\n`);
  if (values["cause-of"] !== undefined && scenarios.length > 1) {
    const keys = scenarios.slice(0, 10).map(({ key }) => `  ${key}`);
    throw new UsageError(["--cause-of needs one scenario, because each counts its own events:", ...keys].join("\n"));
  }
  if (values.otlp !== undefined) await exportSpans(id, scenarios, values.otlp);
  if (values.perfetto !== undefined) await exportChromeTrace(scenarios, values.perfetto);
  if (values.otlp === undefined && values.perfetto === undefined) print(scenarios, values, invocation);
  return EXIT.green;
}

function print(
  scenarios: readonly KeptScenario[],
  { grep, service, "cause-of": causeOf, bodies, json }: Line["values"],
  { environment }: KeptRunsInvocation,
): void {
  const paint = palette(process.stdout.isTTY === true && !environment.NO_COLOR);
  const asked = { ...(grep && { grep }), services: service, ...(causeOf !== undefined && { causeOf }) };
  let found = 0;
  for (const kept of scenarios) {
    const events = selectEvents(kept, asked);
    found += events.length;
    if (events.length === 0) continue;
    const head = !json && scenarios.length > 1 ? [paint.bold(kept.key)] : [];
    const lines = json ? eventJsonLines(kept, events, bodies) : eventLines(kept, events, { paint, withBodies: bodies });
    process.stdout.write([...head, ...lines].map((line) => `${line}\n`).join(""));
  }
  if (found > 0) return;
  const parts = [...new Set(scenarios.flatMap(partNames))].sort();
  const hint = service.length > 0 ? ` Parts are: ${parts.join(", ")}.` : "";
  process.stderr.write(`No event is what was asked for.${hint}\n`);
}

async function exportSpans(run: string, scenarios: readonly KeptScenario[], target: string | URL): Promise<void> {
  const { otlpRequest } = await import("../../report/exports/otlp.ts");
  const request = otlpRequest(run, scenarios);
  const count = request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)).length;
  if (typeof target === "string") writeWhole(target, `${JSON.stringify(request)}\n`, "otlp");
  else {
    const { sendSpans } = await import("./send-spans.ts");
    await sendSpans(target, JSON.stringify(request));
  }
  process.stdout.write(`${count} spans: ${typeof target === "string" ? target : target.href}\n`);
}

async function exportChromeTrace(scenarios: readonly KeptScenario[], path: string): Promise<void> {
  const { chromeTrace } = await import("../../report/exports/chrome-trace.ts");
  const trace = chromeTrace(scenarios);
  writeWhole(path, `${JSON.stringify(trace)}\n`, "perfetto");
  process.stdout.write(`${trace.traceEvents.length} events, for ui.perfetto.dev: ${path}\n`);
}
