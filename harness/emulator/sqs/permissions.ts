import { z } from "zod";
import { invalidParameterValue, invalidValue, overLimit } from "./errors.ts";
import { MAX_PERMISSION_ACTIONS, MAX_PERMISSION_LABEL_CHARACTERS, MAX_PERMISSION_STATEMENTS } from "./limits.ts";
import { SHARED_ACTIONS } from "./shared-actions.ts";

/** Actions that are the owner's alone; what is neither of these nor shared is no action. */
const OWNERS = [
  "AddPermission",
  "CancelMessageMoveTask",
  "CreateQueue",
  "DeleteQueue",
  "ListMessageMoveTasks",
  "ListQueues",
  "ListQueueTags",
  "RemovePermission",
  "SetQueueAttributes",
  "StartMessageMoveTask",
  "TagQueue",
  "UntagQueue",
];

/** A policy as AddPermission writes it; statements that a client has written itself may be anything. */
const policySchema = z.looseObject({ Statement: z.array(z.looseObject({ Sid: z.string().optional() })) });

type Policy = z.infer<typeof policySchema>;

function readPolicy(text: string | undefined, queueArn: string): Policy {
  const parsed = text === undefined ? undefined : policySchema.safeParse(JSON.parse(text));
  return parsed?.data ?? { Version: "2008-10-17", Id: `${queueArn}/SQSDefaultPolicy`, Statement: [] };
}

export interface Permission {
  readonly label: string;
  readonly accountIds: readonly string[];
  readonly actions: readonly string[];
}

/** The text of the policy with one more statement. Throws InvalidParameterValue, OverLimit. */
export function withPermission(text: string | undefined, queueArn: string, permission: Permission): string {
  const { label, accountIds, actions } = permission;
  checkPermission(permission);
  const policy = readPolicy(text, queueArn);
  if (policy.Statement.some(({ Sid }) => Sid === label)) throw invalidValue("Label", label, "Already exists.");
  if (policy.Statement.length >= MAX_PERMISSION_STATEMENTS) {
    throw overLimit(
      `${policy.Statement.length + 1} Statements were found, maximum allowed is ${MAX_PERMISSION_STATEMENTS}`,
    );
  }
  const statement = {
    Sid: label,
    Effect: "Allow",
    Principal: { AWS: oneOrAll(accountIds.map((account) => `arn:aws:iam::${account}:root`)) },
    Action: oneOrAll(actions.map((action) => `SQS:${action}`)),
    Resource: queueArn,
  };
  return JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] });
}

/** The text of the policy without the statement; `undefined` when nothing is left. Throws InvalidParameterValue. */
export function withoutPermission(text: string | undefined, queueArn: string, label: string): string | undefined {
  const policy = readPolicy(text, queueArn);
  const Statement = policy.Statement.filter(({ Sid }) => Sid !== label);
  if (Statement.length === policy.Statement.length) {
    throw invalidValue("Label", label, "can't find label on existing policy.");
  }
  return Statement.length === 0 ? undefined : JSON.stringify({ ...policy, Statement });
}

function checkPermission({ label, accountIds, actions }: Permission): void {
  if (!/^[A-Za-z0-9_-]+$/.test(label) || label.length > MAX_PERMISSION_LABEL_CHARACTERS) {
    throw invalidValue(
      "Label",
      label,
      `Can only include alphanumeric characters, hyphens, or underscores. 1 to ${MAX_PERMISSION_LABEL_CHARACTERS} in length`,
    );
  }
  if (actions.length > MAX_PERMISSION_ACTIONS) {
    throw overLimit(`${actions.length} Actions were found, maximum allowed is ${MAX_PERMISSION_ACTIONS}`);
  }
  const owners = actions.find((action) => OWNERS.includes(action));
  if (owners !== undefined) {
    throw invalidValue("ActionName", owners, "Only the queue owner is allowed to invoke this action.");
  }
  const unknown = actions.find((action) => action !== "*" && !SHARED_ACTIONS.includes(action));
  if (unknown !== undefined) {
    throw invalidParameterValue(
      `Value SQS:${unknown} for parameter ActionName is invalid. Reason: Please refer to the appropriate WSDL for a ` +
        "list of valid actions. ",
    );
  }
  const account = accountIds.find((id) => !/^\d{12}$/.test(id));
  if (account !== undefined) {
    throw invalidValue("PrincipalId", `[${account}]`, "Unable to verify.");
  }
}

const oneOrAll = (texts: readonly string[]): string | readonly string[] =>
  texts.length === 1 ? (texts[0] ?? "") : texts;
