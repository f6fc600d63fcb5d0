import { parseArgs } from "node:util";
import { isDefectId } from "../../system/defects.ts";
import { isRevision, REVISIONS, System } from "../../system/revisions.ts";
import { ConfigurationError } from "../configuration.ts";
import type { LogRecord } from "../ports.ts";

export type LogLevel = LogRecord["level"];

/** Settings of the command line; everything else is in the file that it names. */
export interface CommandLine {
  readonly configurationPath: string;
  readonly system: System;
  readonly logLevel: LogLevel;
  /** Whether it starts without what only the real server needs. */
  readonly lenient: boolean;
  /** Whether it only says what it takes. */
  readonly help: boolean;
}

export const USAGE = `npm run server -- [options]      the TOQ server alone

  --config FILE                  its settings (server/configs/env.yaml)
  --revision NAME                incident, current or fixed (current)
  --defect D6                    switches one defect on; may be given several times
  --lenient                      starts without what media do not need: Redis (all stays in memory then), and the
                                 settings of auth, HMAC, e-mail, SMS, CEP, CPF, CNPJ and FCM. Without it the server
                                 refuses as the real one does. npm run scenario needs none of it
  --log-level LEVEL              debug, info, warn or error (info)
  --help                         says this

Exit status: 2 usage or a wrong configuration, 3 this machine lacks something (a port, Redis, a setting), 70 a bug.
docs/running-alone.md tells the rest.`;

const LEVELS: Readonly<Record<string, LogLevel>> = { debug: "DEBUG", info: "INFO", warn: "WARN", error: "ERROR" };

/**
 * Reads the server's flags: ours (`--config`, `--revision`, `--defect`, `--lenient`) and upstream's (docs/contract/config.md 1), of
 * which the replica knows the default only, but for the level.
 *
 * @throws ConfigurationError with one sentence.
 */
export function readCommandLine(parameters: readonly string[]): CommandLine {
  const values = parse(parameters);
  if (values["log-format"] !== "json") {
    throw new ConfigurationError(`--log-format is ${values["log-format"]}; the replica writes json only.`);
  }
  if (values["log-output"] !== "stdout") {
    throw new ConfigurationError(`--log-output is ${values["log-output"]}; the replica writes to stdout only.`);
  }
  const logLevel = LEVELS[values["log-level"].toLowerCase()];
  if (logLevel === undefined) {
    throw new ConfigurationError(
      `--log-level is ${values["log-level"]}; it must be one of ${Object.keys(LEVELS).join(", ")}.`,
    );
  }
  const { config, lenient, help } = values;
  return { configurationPath: config, system: systemOf(values.revision, values.defect), logLevel, lenient, help };
}

function parse(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      options: {
        config: { type: "string", default: "server/configs/env.yaml" },
        revision: { type: "string", default: "current" },
        defect: { type: "string", multiple: true, default: [] },
        lenient: { type: "boolean", default: false },
        help: { type: "boolean", default: false, short: "h" },
        "log-level": { type: "string", default: "info" },
        "log-format": { type: "string", default: "json" },
        "log-output": { type: "string", default: "stdout" },
      },
    }).values;
  } catch (error) {
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new ConfigurationError(
      `${sentence.replace(/\.$/, "")}: the server takes --config, --revision, --defect, --lenient, --log-level and --help.`,
    );
  }
}

function systemOf(revision: string, defects: readonly string[]): System {
  if (!isRevision(revision)) {
    throw new ConfigurationError(`--revision is ${revision}; it must be one of ${Object.keys(REVISIONS).join(", ")}.`);
  }
  const unknown = defects.find((defect) => !isDefectId(defect));
  if (unknown !== undefined) throw new ConfigurationError(`--defect ${unknown} is no defect of the catalogue.`);
  return new System(revision).with({ added: defects.filter(isDefectId) });
}
