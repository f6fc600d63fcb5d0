import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { type Conditions, isConditionOperator, pinsDown } from "../../gateway/policies/policy-conditions.ts";
import { decide, matches, Statement } from "../../gateway/policies/policy-statements.ts";
import type { BucketPolicy } from "../bucket-settings.ts";
import { MAXIMUM_POLICY_BYTES } from "../limits.ts";
import { isAction } from "./policy-actions.ts";
import { appliesToAny, isConditionKey } from "./policy-words.ts";

const Document = z.object({
  Id: z.string().optional(),
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Statement: z.union([Statement, z.array(Statement)]).transform((value) => [value].flat()),
});

const malformed = (message: string): AwsError => new AwsError("MalformedPolicy", message);

/** Reads a bucket's policy that somebody puts. Throws MalformedPolicy, as S3 words it. */
export function readPolicy(text: string, bucket: string): BucketPolicy {
  if (Buffer.byteLength(text) > MAXIMUM_POLICY_BYTES)
    throw malformed("Policy exceeds the maximum allowed document size.");
  const statements = parsePolicy(text);
  if (statements.length === 0) throw malformed("Could not parse the policy: Statement is empty!");
  for (const statement of statements) checkStatement(statement, bucket);
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  if (new Set(sids).size < sids.length) throw malformed("Statement IDs (SID) in a single policy must be unique.");
  return policyOf(text, statements);
}

/** A policy that was taken once stays taken: rules that came later are for who puts one. */
export function restorePolicy(text: string): BucketPolicy {
  return policyOf(text, Document.parse(JSON.parse(text)).Statement);
}

function policyOf(text: string, statements: readonly Statement[]): BucketPolicy {
  return {
    text,
    isPublic: statements.some(isPublic),
    decide: (question) => decide(statements, question),
  };
}

function parsePolicy(text: string): readonly Statement[] {
  if (!text.startsWith("{")) throw malformed("Policies must be valid JSON and the first byte must be '{'");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw malformed("This policy contains invalid Json");
  }
  const document = Document.safeParse(parsed);
  if (document.success) {
    const fields = Object.keys(Document.shape);
    checkFields(typeof parsed === "object" && parsed !== null ? parsed : {}, fields);
    return document.data.Statement;
  }
  const path = document.error.issues[0]?.path ?? [];
  const field = path.findLast((part) => typeof part === "string") ?? "Statement";
  throw malformed(`Missing required field ${String(field)}`);
}

function checkFields(object: object, known: readonly string[]): void {
  const unknown = Object.keys(object).find((name) => !known.includes(name));
  if (unknown !== undefined) throw malformed(`Unknown field ${unknown}`);
}

function checkConditions(conditions: Conditions): void {
  for (const [operator, keys] of Object.entries(conditions)) {
    if (!isConditionOperator(operator)) throw malformed(`Invalid Condition type : ${operator}`);
    if (!Object.keys(keys).every(isConditionKey)) throw malformed("Policy has an invalid condition key");
  }
}

function checkStatement(statement: Statement, bucket: string): void {
  checkFields(statement, Object.keys(Statement.shape));
  if (!statement.Principal && !statement.NotPrincipal) throw malformed("Missing required field Principal");
  const actions = statement.Action ?? statement.NotAction;
  if (!actions) throw malformed("Missing required field Action");
  if (!actions.every(isAction)) throw malformed("Policy has invalid action");
  const resources = statement.Resource ?? statement.NotResource;
  if (!resources) throw malformed("Missing required field Resource");
  const own = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/`];
  const isOwn = (resource: string) =>
    resource === "*" ||
    resource === own[0] ||
    resource.startsWith(own[1] ?? "") ||
    (/[*?]/.test(resource) && own.some((name) => matches(resource, name) || matches(resource, `${name}x`)));
  if (!resources.every(isOwn)) throw malformed("Policy has invalid resource");
  const isForSome = (statement.Action ?? []).every((action) => appliesToAny(action, statement.Resource ?? ["*"]));
  if (!isForSome) throw malformed("Action does not apply to any resource(s) in statement");
  checkConditions((statement.Condition ?? {}) as Conditions);
  const named = statement.Principal ?? statement.NotPrincipal;
  if (typeof named === "object" && (named.AWS ?? []).some((name) => !isPrincipal(name))) {
    throw malformed("Invalid principal in policy");
  }
}

function isPrincipal(name: string): boolean {
  return name === "*" || /^\d{12}$/.test(name) || /^arn:aws[a-z-]*:(?:iam|sts)::[^:]*:/.test(name);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
function isPublic({ Effect, Principal, NotPrincipal, Condition }: Statement): boolean {
  if (Effect !== "Allow") return false;
  // Everybody but a few is not a fixed set of values either.
  const forAll =
    NotPrincipal !== undefined || Principal === "*" || (Principal !== undefined && (Principal.AWS ?? []).includes("*"));
  return forAll && !(Condition && pinsDown(Condition as Conditions));
}
