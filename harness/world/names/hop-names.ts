import { FUNCTIONS } from "../../../system/infrastructure.ts";
import { TABLE_COLUMNS, type TableName } from "../../database/table-columns.ts";
import { ROUTES as LAMBDA_ROUTES, type LambdaOperationName } from "../../emulator/lambda/routes.ts";
import { ROUTES as MEDIA_CONVERT_ROUTES, type MediaConvertOperationName } from "../../emulator/mediaconvert/routes.ts";
import { OPERATION_NAMES as S3, type S3OperationName } from "../../emulator/s3/operation-names.ts";
import { OPERATION_NAMES as SQS, type SqsOperationName } from "../../emulator/sqs/operation-names.ts";
import { OPERATION_NAMES as STATES } from "../../emulator/stepfunctions/operation-names.ts";
import type { OwnFunctions } from "../../support/own-names.ts";
import { SERVER_REQUESTS, type ServerRequest } from "./server-requests.ts";

type DeployedFunction = (typeof FUNCTIONS)[keyof typeof FUNCTIONS] | "listing-media-callback-staging";

/** Functions of the system, and those of the story's own. */
export type FunctionName = DeployedFunction | (keyof OwnFunctions & string);

const VERBS = ["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE"] as const;
/** Statements that name no table. */
const WITHOUT_TABLE = ["BEGIN", "COMMIT", "ROLLBACK", "CONNECT", "SELECT", "SET"] as const;

/** A kind of SQL statement as the trace names it: `UPDATE media_assets`, `COMMIT`. */
export type StatementKind = `${(typeof VERBS)[number]} ${TableName}` | (typeof WITHOUT_TABLE)[number];

/** Who can be called, and the operations that each is called for. */
export type OperationsOf = {
  readonly s3: S3OperationName;
  readonly sqs: SqsOperationName;
  readonly states: (typeof STATES)[number];
  readonly lambda: LambdaOperationName;
  readonly mediaconvert: MediaConvertOperationName;
  readonly mysql: StatementKind;
  readonly server: ServerRequest;
  readonly push: "Send";
} & { readonly [F in FunctionName]: "invocation" };

/** Who is called in a hop. */
export type HopTarget = keyof OperationsOf;

/** Every operation that a hop may have. */
export type OperationName = OperationsOf[HopTarget];

export const PEOPLE = ["photographer", "owner", "realtor", "nobody", "stranger"] as const;
const CALLERS = ["server", "pipeline", "scenario", "event-source-mapping", "lambda", "states", "mediaconvert"] as const;

/** Who calls in a hop. `pipeline` sends the callbacks that a story makes up. */
export type HopSource = (typeof CALLERS)[number] | (typeof PEOPLE)[number] | FunctionName;

/** `listing-media-callback-staging` is the one that only D20 deploys. */
const DEPLOYED: readonly DeployedFunction[] = [...Object.values(FUNCTIONS), "listing-media-callback-staging"];

/** What the names of a world depend on beside the replica's own. */
export interface OwnNames {
  /** Tables of the world's database. */
  readonly tables: Iterable<string>;
  /** Functions that the story has deployed. */
  readonly functions: Iterable<string>;
  /** The server is the user's own and may answer more than the replica's. */
  readonly foreignServer: boolean;
}

export function functionNames({ functions }: Pick<OwnNames, "functions">): readonly string[] {
  return [...DEPLOYED, ...functions];
}

export function tableNames({ tables }: Pick<OwnNames, "tables">): readonly string[] {
  return [...new Set([...Object.keys(TABLE_COLUMNS), ...tables])];
}

const SERVICES: Readonly<Record<string, readonly string[]>> = {
  s3: S3,
  sqs: SQS,
  states: STATES,
  lambda: LAMBDA_ROUTES.map(([name]) => name),
  mediaconvert: MEDIA_CONVERT_ROUTES.map(([name]) => name),
  push: ["Send"],
};

export function hopTargets(own: OwnNames): readonly string[] {
  return [...Object.keys(SERVICES), "mysql", "server", ...functionNames(own)];
}

export function hopSources(own: OwnNames): readonly string[] {
  return [...CALLERS, ...PEOPLE, ...functionNames(own)];
}

/** The operations for which `target` is called; undefined when they cannot be told. */
export function operationsOf(target: string, own: OwnNames): readonly string[] | undefined {
  if (target === "mysql") return statementKinds(own);
  if (target === "server") return own.foreignServer ? undefined : SERVER_REQUESTS;
  return SERVICES[target] ?? ["invocation"];
}

/** All operations of all targets. */
export function allOperations(own: OwnNames): readonly string[] {
  return [...Object.keys(SERVICES), "mysql", "server", "function"].flatMap((target) => operationsOf(target, own) ?? []);
}

function statementKinds(own: OwnNames): readonly string[] {
  return [...WITHOUT_TABLE, ...tableNames(own).flatMap((table) => VERBS.map((verb) => `${verb} ${table}`))];
}
