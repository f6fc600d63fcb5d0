import { wrappedText } from "../../report/wrapped-text.ts";
import { wantsColours } from "../../support/colours.ts";
import { EXIT } from "../../support/exit-status.ts";
import { type Palette, palette } from "../../support/palette.ts";
import { printable } from "../../support/printable.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import { HELP } from "../framework/shared-options.ts";
import { checkClock } from "./checks/clock-check.ts";
import { checkDisk } from "./checks/disk-check.ts";
import { checkDocker } from "./checks/docker-check.ts";
import { checkEngine } from "./checks/engine-check.ts";
import { checkFfmpeg } from "./checks/ffmpeg-check.ts";
import { checkNode } from "./checks/node-check.ts";
import { checkPorts } from "./checks/ports-check.ts";
import type { Check, Finding } from "./finding.ts";

const CHECKS: readonly Check[] = [
  checkNode,
  checkEngine,
  () => checkPorts(),
  checkDocker,
  checkFfmpeg,
  () => checkClock(),
  checkDisk,
];

const OPTIONS = {
  json: { kind: "switch", description: "print the findings as JSON" },
  help: HELP,
} as const;

const SUBJECT_WIDTH = "database  ".length;
const MARK_WIDTH = "✓ ".length;
const USUAL_COLUMNS = 100;

/** `npm run doctor`: what this machine has of what the harness needs. Returns the exit status. */
export function doctorCommand(invocation: Invocation): Promise<number> {
  return runCommand(
    {
      name: "doctor",
      help: {
        usage: ["npm run doctor [-- --json]"],
        intro: "Looks at Node, database, ports, Docker, ffmpeg, clock and disk: ok, or why not and what to do.",
        options: OPTIONS,
        examples: ["npm run doctor"],
        closing: [
          "Exit status: 0 npm run scenario has what it needs, 2 usage, 3 this machine lacks something, 70 a bug of the harness.",
          "What runs where: docs/platforms.md; databases: docs/database-engines.md",
        ],
      },
      run: async ({ values, positionals }) => {
        const [surplus] = positionals;
        if (surplus !== undefined) throw new UsageError(`npm run doctor takes no names; "${surplus}" was given.`);
        return diagnose(invocation, values.json);
      },
    },
    invocation,
  );
}

async function diagnose({ environment }: Invocation, asJson: boolean): Promise<number> {
  const paint = palette(wantsColours(process.stdout, environment));
  const columns = process.stdout.isTTY === true ? process.stdout.columns : USUAL_COLUMNS;
  const onProgress = (text: string): void => void process.stderr.write(`${text}\n`);
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    const finding = await check({ environment, onProgress });
    findings.push(finding);
    if (!asJson) process.stdout.write(findingText(finding, paint, columns));
  }
  if (asJson) process.stdout.write(`${JSON.stringify(findings, undefined, 2)}\n`);
  const lacking = findings.filter(({ state }) => state === "lacks").map(({ subject }) => subject);
  if (lacking.length > 0) process.stderr.write(`Exit ${EXIT.environment}: ${lacking.join(" and ")}.\n`);
  return lacking.length > 0 ? EXIT.environment : EXIT.green;
}

const MARKS: Readonly<Record<Finding["state"], (paint: Palette) => string>> = {
  ok: (paint) => paint.green("✓"),
  lacks: (paint) => paint.red("✗"),
  without: (paint) => paint.yellow("○"),
};

function findingText({ subject, state, told, mend }: Finding, paint: Palette, columns: number): string {
  const margin = MARK_WIDTH + SUBJECT_WIDTH;
  const lines = [printable(told), ...(mend === undefined ? [] : [`mend: ${mend}`])]
    .flatMap((text) => text.split("\n"))
    .flatMap((line) => wrappedText(line, columns - margin));
  return lines
    .map((line, index) =>
      index === 0
        ? `${MARKS[state](paint)} ${subject.padEnd(SUBJECT_WIDTH)}${line}\n`
        : `${" ".repeat(margin)}${line}\n`,
    )
    .join("");
}
