import { UsageError } from "../../support/usage-error.ts";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import { readAccount } from "../framework/read-account.ts";
import { readClock } from "../framework/read-clock.ts";
import { readInteger } from "../framework/read-integer.ts";
import { HELP, port } from "../framework/shared-options.ts";

/** The options of `npm run cloud`. */
export const CLOUD_OPTIONS = {
  port: port("port", { of: "to listen on", usually: 4566 }),
  clock: {
    kind: "value",
    placeholder: "real|virtual",
    description: "real: waits take real time (default); virtual: jumps to the next due time whenever all is idle",
    read: readClock,
  },
  seed: {
    kind: "value",
    placeholder: "N",
    description: "seed of ids, receipt handles and jitter (default: 1)",
    read: (text: string) => readInteger("seed", text, 0, Number.MAX_SAFE_INTEGER),
  },
  account: {
    kind: "value",
    placeholder: "ID",
    description: "account id in ARNs (default: 000000000000)",
    read: readAccount,
  },
  region: {
    kind: "value",
    placeholder: "NAME",
    description: "region of who names none (default: us-east-1)",
    read: (text: string) => text,
  },
  data: {
    kind: "value",
    placeholder: "DIR",
    description:
      "keep S3, SQS, Lambda, Step Functions, CloudWatch Logs and IAM in this folder across restarts: what they have acknowledged is there again, also after kill -9 (default: in memory)",
    read: (text: string) => text,
  },
  users: {
    kind: "value",
    placeholder: "FILE",
    description:
      "JSON of users with accounts of their own: access key, secret, and perhaps account, canonical id, name, email; signatures are verified, and other keys refused",
    read: (text: string) => text,
  },
  "mock-config": {
    kind: "value",
    placeholder: "FILE",
    description:
      "AWS's MockConfigFile.json: executions started on …:stateMachine:NAME#TestCase take their mocks from it (default: the file that SFN_MOCK_CONFIG names)",
    read: (text: string) => text,
  },
  "allow-origin": {
    kind: "list",
    placeholder: "ORIGIN",
    description:
      "a web page's origin (https://app.example) that may send requests, besides those of this machine; null for sandboxed pages and files, * for all; may be repeated",
    read: (text: string) => [readOrigin(text)],
  },
  "allow-host": {
    kind: "list",
    placeholder: "HOST",
    description:
      "a name by which the cloud may be called, besides those of this machine (aws.test, *.test for all below one, * for all); may be repeated",
    read: (text: string) => [readHost(text)],
  },
  verbose: {
    kind: "switch",
    description: "print each request when it has ended: time, caller, service, operation, resource, status, duration",
  },
  help: HELP,
} as const satisfies OptionTable;

export type CloudOptions = OptionValues<typeof CLOUD_OPTIONS>;

export const CLOUD_HELP: HelpParts<typeof CLOUD_OPTIONS> = {
  usage: ["npm run cloud", "npm run cloud -- [options]"],
  intro:
    "Serves S3, SQS, Lambda, Step Functions, CloudWatch Logs, MediaConvert, STS and IAM on 127.0.0.1 for any client, until Ctrl-C.\n" +
    "Any credentials are accepted; signatures of test/test are verified. Web pages from elsewhere and names that are not this\n" +
    "machine's are refused, because functions run here: --allow-origin and --allow-host name exceptions.",
  options: CLOUD_OPTIONS,
  examples: [
    "npm run cloud -- --port 4566",
    "npm run cloud -- --verbose",
    "npm run cloud -- --clock virtual --seed 7",
    "npm run cloud -- --data ./cloud-data",
    "npm run cloud -- --mock-config ./MockConfigFile.json",
    "npm run cloud -- --allow-origin https://app.example --allow-host aws.test",
  ],
  closing: [
    "Exit status: 0 stopped by a signal, 2 usage, 3 the port or the folder of --data cannot be used, 70 a bug of the harness.",
  ],
};

function readOrigin(text: string): string {
  if (text === "*" || text === "null") return text;
  if (URL.canParse(text) && new URL(text).origin === text.toLowerCase()) return text.toLowerCase();
  throw new UsageError(
    `--allow-origin: "${text}" is no origin; write scheme, host and port as in https://app.example:8443.`,
  );
}

function readHost(text: string): string {
  if (text === "*" || /^(?:\*\.)?[a-z0-9_.-]+$/i.test(text) || /^[0-9a-f:.]+$/i.test(text)) return text.toLowerCase();
  throw new UsageError(
    `--allow-host: "${text}" is no host; write a name or an address without a port, as in aws.test.`,
  );
}
