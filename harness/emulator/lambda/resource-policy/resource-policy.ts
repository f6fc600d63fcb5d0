import { AwsError } from "../../gateway/aws-error.ts";
import { invalidParameterValue, resourceConflict, revisionMismatch } from "../errors.ts";

/** One statement, as a policy has it. */
export type PolicyStatement = Readonly<Record<string, unknown>> & { readonly Sid: string };

/** Who else may use a function, version, alias or layer. Kept and answered; here the caller's role alone decides. */
export interface ResourcePolicy {
  readonly statements: readonly PolicyStatement[];
  readonly revisionId: string;
}

/** What a request to add a permission says, whichever resource it is about. */
export interface Grant {
  readonly statementId: string;
  readonly action: string;
  readonly principal: string;
  readonly resource: string;
  readonly conditions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The policy with one more statement. Throws ResourceConflictException, InvalidParameterValueException. */
export function withStatement(
  policy: ResourcePolicy | undefined,
  grant: Grant,
  at: { readonly revisionId: string; readonly expectedRevisionId?: string | undefined },
): { policy: ResourcePolicy; statement: PolicyStatement } {
  if (at.expectedRevisionId !== undefined && policy && policy.revisionId !== at.expectedRevisionId) {
    throw revisionMismatch();
  }
  if (policy?.statements.some(({ Sid }) => Sid === grant.statementId)) {
    throw resourceConflict(
      `The statement id (${grant.statementId}) provided already exists. Please provide a new statement id, or remove the ` +
        "existing statement.",
    );
  }
  const hasConditions = Object.keys(grant.conditions).length > 0;
  const statement = {
    Sid: grant.statementId,
    Effect: "Allow",
    Principal: principalOf(grant.principal),
    Action: grant.action,
    Resource: grant.resource,
    ...(hasConditions && { Condition: grant.conditions }),
  };
  const statements = [...(policy?.statements ?? []), statement];
  return { policy: { statements, revisionId: at.revisionId }, statement };
}

/** The policy without a statement; `undefined` when nothing is left. Throws ResourceNotFoundException. */
export function withoutStatement(
  policy: ResourcePolicy | undefined,
  statementId: string,
  at: { readonly revisionId: string; readonly expectedRevisionId?: string | undefined },
): ResourcePolicy | undefined {
  if (!policy) throw notFound("No policy is associated with the given resource.");
  if (at.expectedRevisionId !== undefined && policy.revisionId !== at.expectedRevisionId) throw revisionMismatch();
  const statements = policy.statements.filter(({ Sid }) => Sid !== statementId);
  if (statements.length === policy.statements.length) {
    throw notFound(`Statement ${statementId} is not found in resource policy.`);
  }
  return statements.length === 0 ? undefined : { statements, revisionId: at.revisionId };
}

/** As the API writes it. Throws ResourceNotFoundException when there is none. */
export function describePolicy(
  policy: ResourcePolicy | undefined,
  absent = "The resource you requested does not exist.",
) {
  if (!policy) throw notFound(absent);
  const document = { Version: "2012-10-17", Id: "default", Statement: policy.statements };
  return { Policy: JSON.stringify(document), RevisionId: policy.revisionId };
}

const notFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message, { status: 404 });

function principalOf(principal: string): unknown {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (/^arn:aws[a-z-]*:(?:iam|sts)::/.test(principal)) return { AWS: principal };
  // `s3.amazonaws.com`, `alexa-appkit.amazon.com`
  if (/^[a-z0-9.-]+\.amazon(?:aws)?\.com(?:\.cn)?$/.test(principal)) return { Service: principal };
  throw invalidParameterValue("The provided principal was invalid. Please check the principal and try again.");
}
