import { UsageError } from "../../support/usage-error.ts";
import { DEFAULT_REGION } from "../../world/world-options.ts";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import { readAccount } from "../framework/read-account.ts";
import { readBootstrap } from "../framework/read-bootstrap.ts";
import { anySystem, CONFIG, DEFECT, HELP } from "../framework/shared-options.ts";

/** The options of `npm run deploy`. */
export const DEPLOY_OPTIONS = {
  endpoint: {
    kind: "value",
    placeholder: "URL",
    description: "the running cloud: npm run cloud, npm run dev or a LocalStack (default: http://127.0.0.1:4566)",
    read: (text: string) => text,
  },
  "callback-url": {
    kind: "value",
    placeholder: "URL",
    description: "where functions call back (default: http://127.0.0.1:8080, or the server of docker-compose.yml)",
    read: (text: string) => text,
  },
  "callback-secret": {
    kind: "value",
    placeholder: "TEXT",
    description: "what callbacks are signed with (default: that of the examples in server/configs/)",
    read: (text: string) => text,
  },
  system: anySystem("Lambdas and state machines"),
  config: CONFIG,
  defect: DEFECT,
  bootstrap: {
    kind: "list",
    placeholder: "LAMBDA=FILE",
    description: "deploy this executable, as provided.al2023, in place of the replica's Lambda",
    read: readBootstrap,
  },
  variable: {
    kind: "list",
    placeholder: "NAME=VALUE",
    description: "a further environment variable of every function; may be repeated",
    read: readVariable,
  },
  account: { kind: "value", placeholder: "ID", description: "account (default: 000000000000)", read: readAccount },
  region: {
    kind: "value",
    placeholder: "NAME",
    description: `region (default: ${DEFAULT_REGION})`,
    read: (text: string) => text,
  },
  help: HELP,
} as const satisfies OptionTable;

export type DeployOptions = OptionValues<typeof DEPLOY_OPTIONS>;

export const DEPLOY_HELP: HelpParts<typeof DEPLOY_OPTIONS> = {
  usage: ["npm run deploy", "npm run deploy -- [options]"],
  intro:
    "Makes bucket, queues, Lambdas, state machines and the event-source mapping in a running cloud (npm run cloud, npm run dev,\n" +
    "a LocalStack), or brings them up to date: the same that the cloud of a scenario is made of.",
  options: DEPLOY_OPTIONS,
  examples: [
    "npm run deploy",
    "npm run deploy -- --endpoint http://127.0.0.1:4567 --callback-url http://127.0.0.1:8081/api/v2/listings/media/callback",
    "npm run deploy -- --system incident",
    "npm run deploy -- --config ../backend/harness.config.ts --system mine",
    "npm run deploy -- --bootstrap zip=./bin/zip/bootstrap",
  ],
  closing: ["Exit status: 0 done, 2 usage, 3 no cloud answers, 70 a bug of the harness."],
};

function readVariable(text: string): readonly (readonly [string, string])[] {
  const [, name, value] = /^([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--variable: "${text}" is not NAME=VALUE.`);
  return [[name, value]];
}
