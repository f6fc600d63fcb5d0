import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type FuzzReport, fuzz, repeat } from "../../tools/fuzz/fuzz.ts";
import type { Command } from "../framework/command.ts";
import type { OptionTable } from "../framework/options.ts";
import { readInteger } from "../framework/read-integer.ts";
import { HELP } from "../framework/shared-options.ts";

const OPTIONS = {
  seed: {
    kind: "value",
    placeholder: "N",
    description: "seed of all requests (default: 1)",
    read: (text: string) => readInteger("seed", text, 0, Number.MAX_SAFE_INTEGER),
  },
  requests: {
    kind: "value",
    placeholder: "N",
    description: "how many (default: 10000)",
    read: (text: string) => readInteger("requests", text, 1, 100_000_000),
  },
  only: {
    kind: "value",
    placeholder: "N",
    description: "sends the request of this number alone to a new cloud, and shows it with its answer",
    read: (text: string) => readInteger("only", text, 1, 100_000_000),
  },
  help: HELP,
} as const satisfies OptionTable;

/** Of all requests, so many must be answered by an operation, or the run tells little. */
const LEAST_REACHED = 0.6;
const MOST_MEMORY_RATIO = 1.1;
/** In a shorter run the trace is still growing to the length that it keeps. */
const TELLING_REQUESTS = 50_000;

/** `npm run fuzz`: hostile requests to a cloud that is served on loopback. */
export const fuzzCommand: Command<typeof OPTIONS> = {
  name: "fuzz",
  help: {
    usage: ["npm run fuzz -- [options]"],
    intro:
      "Starts the emulated cloud on a free port and sends it hostile requests of all services, and broken HTTP. It must not end,\n" +
      "must not answer 5xx (but 501 for what is not emulated), and must not keep memory.",
    options: OPTIONS,
    examples: ["npm run fuzz -- --seed 7 --requests 100000", "npm run fuzz -- --seed 7 --only 4711"],
    closing: ["Exit status: 0 all well, 1 a mistake was found, 2 usage."],
  },
  async run({ values, positionals: [surplus] }) {
    if (surplus !== undefined) throw new UsageError(`"${surplus}": the command takes options only.`);
    const seed = values.seed ?? 1;
    if (values.only !== undefined) return showOne(seed, values.only);
    const report = await fuzz(seed, values.requests ?? 10_000, (line) => process.stdout.write(`${line}\n`));
    const faults = faultsOf(report);
    process.stdout.write(`${reportLines(seed, report).join("\n")}\n`);
    for (const fault of faults) process.stdout.write(`✗ ${fault}\n`);
    return faults.length === 0 ? EXIT.green : EXIT.red;
  },
};

async function showOne(seed: number, number: number): Promise<number> {
  const { request, answer, said } = await repeat(seed, number);
  const shown =
    request.kind === "raw"
      ? request.bytes.toString("latin1")
      : `${request.method} ${request.path}\n${JSON.stringify(request.headers, null, 2)}\n\n${request.body.toString("utf8").slice(0, 5000)}`;
  process.stdout.write(`${shown}\n\n→ ${answer.status ?? "closed"}\n${answer.body.slice(0, 5000)}\n${said}`);
  return EXIT.green;
}

function faultsOf({ requests, reached, mistakes, complaints, exitStatus, memory }: FuzzReport): string[] {
  const ratio = memory.after / memory.before;
  return [
    ...(exitStatus === undefined ? [] : [`the cloud ended with status ${exitStatus}: ${complaints.at(-1) ?? ""}`]),
    ...(reached / requests < LEAST_REACHED ? [`only ${percent(reached / requests)} reached an operation`] : []),
    ...(mistakes.length > 0 ? [`${mistakes.length} answers are mistakes of ours`] : []),
    ...(complaints.length > 0 ? [`the cloud complained: ${complaints[0]}`] : []),
    ...(requests >= TELLING_REQUESTS && ratio > MOST_MEMORY_RATIO ? [`memory grew to ${ratio.toFixed(2)} times`] : []),
  ];
}

function reportLines(seed: number, report: FuzzReport): string[] {
  const { before, after } = report.memory;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    ...report.mistakes
      .slice(0, 20)
      .map(
        ({ number, status, said }) =>
          `${status}: npm run fuzz -- --seed ${seed} --only ${number}\n    ${said.replaceAll("\n", "\n    ")}`,
      ),
    ...[...report.byService].map(
      ([service, row]) =>
        `${service.padEnd(14)} ${row.sent} sent, ${percent(row.reached / row.sent)} reached an operation`,
    ),
    [...report.byStatus]
      .sort()
      .map(([status, count]) => `${status}: ${count}`)
      .join("  "),
    `${report.requests} requests of seed ${seed} in ${report.seconds.toFixed(0)} s, ${percent(report.reached / report.requests)} reached an operation`,
    `memory after a collection: ${megabytes(before)} when warm, ${megabytes(after)} at the end (${(after / before).toFixed(3)})`,
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
