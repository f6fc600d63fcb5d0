import { z } from "zod";
import { type Conditions, holdConditions } from "./policy-conditions.ts";

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const principals = z.union([z.literal("*"), z.record(z.string(), texts)]);
const conditionValues = z
  .union([z.string(), z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))])
  .transform((value) => [value].flat().map(String));

/** A statement of a resource's policy (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html). */
export const Statement = z.looseObject({
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
export type Statement = z.infer<typeof Statement>;

/** What a policy says to one request. */
export interface PolicyQuestion {
  /** With its service: `s3:GetObject`. */
  readonly action: string;
  readonly resource: string;
  /** Absent for somebody who has not signed. */
  readonly accountId: string | undefined;
  readonly arn: string | undefined;
  /** Of S3's callers. */
  readonly canonicalId?: string | undefined;
  /** Values of condition keys, by their lower-case names. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

/** An explicit Deny wins; `undefined` where no statement is about the request. */
export function decide(statements: readonly Statement[], question: PolicyQuestion): "allow" | "deny" | undefined {
  const matching = statements.filter((statement) => applies(statement, question));
  if (matching.some(({ Effect }) => Effect === "Deny")) return "deny";
  return matching.length > 0 ? "allow" : undefined;
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

/** `"*"`, a canonical user of S3, an account, its root, a user, a role or one of its sessions. */
function names(principal: z.infer<typeof principals>, { accountId, arn, canonicalId }: PolicyQuestion): boolean {
  if (principal === "*") return true;
  if (canonicalId !== undefined && principal.CanonicalUser?.includes(canonicalId)) return true;
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

/** `*` and `?` stand for any characters, and for one. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
