import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import { MAXIMUM_ARN_CHARACTERS, MAXIMUM_LOG_DESTINATIONS, MINIMUM_CHARACTERS } from "../limits.ts";
import { optionalBoolean, optionalChoice, optionalList, optionalStructure, optionalText } from "../request.ts";
import type { LogDelivery } from "./log-delivery.ts";
import { type LoggingConfiguration, NO_LOGGING } from "./logging-configuration.ts";

const MEMBER = "loggingConfiguration";
const LEVELS = ["ALL", "ERROR", "FATAL", "OFF"] as const;
const LOG_GROUP_ARN = /^arn:aws[a-z-]*:logs:[a-z0-9-]*:\d*:log-group:/;

/**
 * `loggingConfiguration` of CreateStateMachine and UpdateStateMachine; `undefined` when it is not given. Throws
 * InvalidLoggingConfiguration (recorded: test_deleted_log_group, test_multiple_destinations,
 * test_update_logging_configuration) and ValidationException.
 */
export function parseLogging(input: JsonInput, delivery: LogDelivery): LoggingConfiguration | undefined {
  const given = optionalStructure(input, MEMBER);
  if (!given) return undefined;
  const level = optionalChoice(given, "level", LEVELS, `${MEMBER}.level`) ?? NO_LOGGING.level;
  const includeExecutionData =
    optionalBoolean(given, "includeExecutionData", `${MEMBER}.includeExecutionData`) ?? NO_LOGGING.includeExecutionData;
  const arns = optionalList(given, "destinations")?.map(destinationArn);
  if ((arns?.length ?? 0) > MAXIMUM_LOG_DESTINATIONS || (level !== "OFF" && !arns?.length)) {
    throw invalid("Must specify exactly one Log Destination.");
  }
  return { level, includeExecutionData, logGroupArns: arns?.map((arn) => checkDestination(arn, delivery)) };
}

/** `tracingConfiguration`; `undefined` when it is not given. */
export function parseTracing(input: JsonInput): boolean | undefined {
  const given = optionalStructure(input, "tracingConfiguration");
  return given && (optionalBoolean(given, "enabled", "tracingConfiguration.enabled") ?? false);
}

/** `arn:…:log-group:NAME:*` → `NAME`. */
export function logGroupNameOf(logGroupArn: string): string {
  return logGroupArn.replace(LOG_GROUP_ARN, "").replace(/:\*$/, "");
}

function destinationArn(destination: JsonInput, index: number): string | undefined {
  const path = `${MEMBER}.destinations.${index + 1}.member.cloudWatchLogsLogGroup`;
  const group = optionalStructure(destination, "cloudWatchLogsLogGroup", path);
  return (
    group &&
    optionalText(group, "logGroupArn", {
      minimum: MINIMUM_CHARACTERS,
      maximum: MAXIMUM_ARN_CHARACTERS,
      path: `${path}.logGroupArn`,
    })
  );
}

/** The words for wrong ARNs are quoted by users; the one for a group that is not there is recorded. */
function checkDestination(arn: string | undefined, delivery: LogDelivery): string {
  if (arn === undefined) throw invalid("Must set valid CloudWatch Log Group ARN.");
  // What AWS says of a text that is no ARN at all is not known.
  if (!arn.startsWith("arn:")) throw invalid("Log Destination not found.");
  if (!LOG_GROUP_ARN.test(arn)) throw invalid("Provided ARN is not CloudWatch Logs Log Group ARN.");
  if (!arn.endsWith(":*")) throw invalid("Log Group ARN must be provided with '*' qualifier.");
  if (!delivery.subscribe(logGroupNameOf(arn))) throw invalid("Log Destination not found.");
  return arn;
}

function invalid(reason: string): AwsError {
  return new AwsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${reason}`);
}
