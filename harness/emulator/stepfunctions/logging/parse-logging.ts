import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import type { LogDelivery } from "./log-delivery.ts";
import { type LoggingConfiguration, NO_LOGGING } from "./logging-configuration.ts";

const LEVELS = ["ALL", "ERROR", "FATAL", "OFF"] as const;

const LOGGING = z.object({
  level: z.string().nullish(),
  includeExecutionData: z.boolean().nullish(),
  destinations: z
    .array(z.object({ cloudWatchLogsLogGroup: z.object({ logGroupArn: z.string().nullish() }).nullish() }))
    .nullish(),
});

const TRACING = z.object({ enabled: z.boolean().nullish() });

const LOG_GROUP_ARN = /^arn:aws[a-z-]*:logs:[a-z0-9-]*:\d*:log-group:/;

/**
 * `loggingConfiguration` of CreateStateMachine and UpdateStateMachine; `undefined` when it is not given. Throws
 * InvalidLoggingConfiguration (recorded: test_deleted_log_group, test_multiple_destinations,
 * test_update_logging_configuration) and ValidationException.
 */
export function parseLogging(input: JsonInput, delivery: LogDelivery): LoggingConfiguration | undefined {
  if (input.loggingConfiguration === undefined || input.loggingConfiguration === null) return undefined;
  const given = parse(LOGGING, input.loggingConfiguration, "loggingConfiguration");
  const level = parseLevel(given.level);
  const destinations = given.destinations ?? undefined;
  if ((destinations?.length ?? 0) > 1 || (level !== "OFF" && !destinations?.length)) {
    throw invalid("Must specify exactly one Log Destination.");
  }
  const logGroupArns = destinations?.map(({ cloudWatchLogsLogGroup }) =>
    checkDestination(cloudWatchLogsLogGroup?.logGroupArn ?? undefined, delivery),
  );
  return { level, includeExecutionData: given.includeExecutionData ?? NO_LOGGING.includeExecutionData, logGroupArns };
}

/** `tracingConfiguration`; `undefined` when it is not given. */
export function parseTracing(input: JsonInput): boolean | undefined {
  if (input.tracingConfiguration === undefined || input.tracingConfiguration === null) return undefined;
  return parse(TRACING, input.tracingConfiguration, "tracingConfiguration").enabled ?? false;
}

/** `arn:…:log-group:NAME:*` → `NAME`. */
export function logGroupNameOf(logGroupArn: string): string {
  return logGroupArn.replace(LOG_GROUP_ARN, "").replace(/:\*$/, "");
}

/** The words for wrong ARNs are quoted by users; the one for a group that is not there is recorded. */
function checkDestination(arn: string | undefined, delivery: LogDelivery): string {
  if (!arn?.startsWith("arn:")) throw invalid("Must set valid CloudWatch Log Group ARN.");
  if (!LOG_GROUP_ARN.test(arn)) throw invalid("Provided ARN is not CloudWatch Logs Log Group ARN.");
  if (!arn.endsWith(":*")) throw invalid("Log Group ARN must be provided with '*' qualifier.");
  if (!delivery.subscribe(logGroupNameOf(arn))) throw invalid("Log Destination not found.");
  return arn;
}

function parseLevel(text: string | null | undefined): LoggingConfiguration["level"] {
  if (text === undefined || text === null) return NO_LOGGING.level;
  const level = LEVELS.find((known) => known === text);
  if (level !== undefined) return level;
  throw new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${text}' at 'loggingConfiguration.level' failed to satisfy constraint: Member must satisfy enum value set: [${LEVELS.join(", ")}]`,
  );
}

function parse<T extends z.ZodType>(schema: T, value: unknown, member: string): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = [member, ...(parsed.error.issues[0]?.path ?? [])].join(".");
  throw new AwsError("SerializationException", `${path} can not be converted: ${parsed.error.issues[0]?.message}`);
}

function invalid(reason: string): AwsError {
  return new AwsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${reason}`);
}
