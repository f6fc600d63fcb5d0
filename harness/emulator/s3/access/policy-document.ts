import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { BucketPolicy, PolicyQuestion } from "../bucket-settings.ts";
import { MAXIMUM_POLICY_BYTES } from "../limits.ts";
import { type Conditions, holdConditions, pinsDown } from "./policy-conditions.ts";

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const principals = z.union([z.literal("*"), z.record(z.string(), texts)]);
const conditionValues = z
  .union([z.string(), z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))])
  .transform((value) => [value].flat().map(String));

const Statement = z.looseObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principals.optional(),
  NotPrincipal: principals.optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), conditionValues)).optional(),
});
type Statement = z.infer<typeof Statement>;

const Document = z.object({
  Version: z.enum(["2012-10-17", "2008-10-17"]).optional(),
  Statement: z.union([Statement, z.array(Statement)]).transform((value) => [value].flat()),
});

const malformed = (message: string): AwsError => new AwsError("MalformedPolicy", message);

/** Reads a bucket's policy. Throws MalformedPolicy, as S3 words it. */
export function readPolicy(text: string, bucket: string): BucketPolicy {
  if (Buffer.byteLength(text) > MAXIMUM_POLICY_BYTES)
    throw malformed("Policy exceeds the maximum allowed document size.");
  const { Statement: statements } = parsePolicy(text);
  for (const statement of statements) checkStatement(statement, bucket);
  return {
    text,
    isPublic: statements.some(isPublic),
    decide(question) {
      const matching = statements.filter((statement) => applies(statement, question));
      if (matching.some(({ Effect }) => Effect === "Deny")) return "deny";
      return matching.length > 0 ? "allow" : undefined;
    },
  };
}

function parsePolicy(text: string): z.infer<typeof Document> {
  if (!text.startsWith("{")) throw malformed("Policies must be valid JSON and the first byte must be '{'");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw malformed("This policy contains invalid Json");
  }
  const document = Document.safeParse(parsed);
  if (document.success) return document.data;
  const path = document.error.issues[0]?.path ?? [];
  const field = path.findLast((part) => typeof part === "string") ?? "Statement";
  throw malformed(`Missing required field ${String(field)}`);
}

function checkStatement(statement: Statement, bucket: string): void {
  if (!statement.Principal && !statement.NotPrincipal) throw malformed("Missing required field Principal");
  const actions = statement.Action ?? statement.NotAction;
  if (!actions) throw malformed("Missing required field Action");
  if (actions.some((action) => action !== "*" && !/^s3[a-z-]*:[A-Za-z*?]+$/i.test(action))) {
    throw malformed("Policy has invalid action");
  }
  const resources = statement.Resource ?? statement.NotResource;
  if (!resources) throw malformed("Missing required field Resource");
  const own = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/`];
  const isOwn = (resource: string) =>
    resource === "*" ||
    resource === own[0] ||
    resource.startsWith(own[1] ?? "") ||
    (/[*?]/.test(resource) && own.some((name) => matches(resource, name) || matches(resource, `${name}x`)));
  if (!resources.every(isOwn)) throw malformed("Policy has invalid resource");
  const named = statement.Principal ?? statement.NotPrincipal;
  if (typeof named === "object" && (named.AWS ?? []).some((name) => !isPrincipal(name))) {
    throw malformed("Invalid principal in policy");
  }
}

function isPrincipal(name: string): boolean {
  return name === "*" || /^\d{12}$/.test(name) || /^arn:aws[a-z-]*:(?:iam|sts)::[^:]*:/.test(name);
}

function applies(statement: Statement, question: PolicyQuestion): boolean {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  if (Principal && !names(Principal, question)) return false;
  if (NotPrincipal && names(NotPrincipal, question)) return false;
  const acts = (patterns: readonly string[]) =>
    patterns.some((pattern) => matches(pattern.toLowerCase(), question.action.toLowerCase()));
  if (Action && !acts(Action)) return false;
  if (NotAction && acts(NotAction)) return false;
  const isMeant = (patterns: readonly string[]) => patterns.some((pattern) => matches(pattern, question.resource));
  if (Resource && !isMeant(Resource)) return false;
  if (NotResource && isMeant(NotResource)) return false;
  return Condition === undefined || holdConditions(Condition as Conditions, question.conditions);
}

/** `"*"`, an account, its root, a user, a role or one of its sessions. */
function names(principal: z.infer<typeof principals>, { accountId, arn }: PolicyQuestion): boolean {
  if (principal === "*") return true;
  return (principal.AWS ?? []).some((name) => {
    if (name === "*") return true;
    if (accountId === undefined) return false;
    const account = /^(?:arn:aws[a-z-]*:iam::)?([^:]*)(?::root)?$/.exec(name)?.[1];
    if (account !== undefined) return account === accountId;
    const role = /^arn:aws[a-z-]*:iam::(\d*):role\/(?:.*\/)?([^/]+)$/.exec(name);
    const session = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(arn ?? "");
    return arn === name || (role !== null && session !== null && role[1] === session[1] && role[2] === session[2]);
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
function isPublic({ Effect, Principal, Condition }: Statement): boolean {
  if (Effect !== "Allow" || Principal === undefined) return false;
  const forAll = Principal === "*" || (Principal.AWS ?? []).includes("*");
  return forAll && !(Condition && pinsDown(Condition as Conditions));
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
