import type { QueryMembers } from "../../gateway/query-members.ts";
import type { QueryOperation } from "../../gateway/query-protocol.ts";
import { noSuchEntity } from "../errors.ts";
import type { IamState, Identity } from "../iam-state.ts";
import { encodedDocument, entityName, optionalText, page, policyDocument, text } from "../input.ts";

type Finder = (input: QueryMembers) => Identity;

/** Policies that are written into a role or a user. */
const inline = (kind: "Role" | "User", find: Finder) => ({
  put: {
    perform(input) {
      const identity = find(input);
      identity.inlinePolicies.set(entityName(input, "PolicyName"), policyDocument(input, "PolicyDocument"));
      return undefined;
    },
  } satisfies QueryOperation,
  get: {
    perform(input) {
      const identity = find(input);
      const name = text(input, "PolicyName");
      const document = identity.inlinePolicies.get(name);
      if (document === undefined) throw notInlined(kind, name);
      return { [`${kind}Name`]: identity.name, PolicyName: name, PolicyDocument: encodedDocument(document) };
    },
  } satisfies QueryOperation,
  list: {
    perform: (input) => page(input, "PolicyNames", [...find(input).inlinePolicies.keys()].sort()),
  } satisfies QueryOperation,
  delete: {
    perform(input) {
      const identity = find(input);
      const name = text(input, "PolicyName");
      if (!identity.inlinePolicies.delete(name)) throw notInlined(kind, name);
      return undefined;
    },
  } satisfies QueryOperation,
});

const notInlined = (kind: string, name: string) =>
  noSuchEntity(`The ${kind.toLowerCase()} policy with name ${name} cannot be found.`);

/** `/division/` of `arn:aws:iam::123456789012:policy/division/name`. */
const pathOf = (policyArn: string): string => /:policy(\/(?:.*\/)?)[^/]*$/.exec(policyArn)?.[1] ?? "/";

/** Managed policies that a role or a user has. */
const attached = (state: IamState, find: Finder) => ({
  attach: {
    perform(input) {
      const identity = find(input);
      const arn = text(input, "PolicyArn");
      // AWS's own policies are known by their ARN alone.
      if (!arn.startsWith("arn:aws:iam::aws:policy/")) state.policy(arn);
      identity.attachedPolicies.add(arn);
      return undefined;
    },
  } satisfies QueryOperation,
  detach: {
    perform(input) {
      const identity = find(input);
      const arn = text(input, "PolicyArn");
      if (!identity.attachedPolicies.delete(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
      return undefined;
    },
  } satisfies QueryOperation,
  list: {
    perform: (input) =>
      page(
        input,
        "AttachedPolicies",
        [...find(input).attachedPolicies]
          .filter((arn) => pathOf(arn).startsWith(optionalText(input.PathPrefix) ?? "/"))
          .map((arn) => ({ PolicyName: arn.split("/").at(-1), PolicyArn: arn })),
      ),
  } satisfies QueryOperation,
});

/** What roles and users may do, and who may assume a role. */
export const identityPolicyOperations = (state: IamState) => {
  const findRole: Finder = (input) => state.role(text(input, "RoleName"));
  const findUser: Finder = (input) => state.user(text(input, "UserName"));
  const ofRole = inline("Role", findRole);
  const ofUser = inline("User", findUser);
  const roleAttachment = attached(state, findRole);
  const userAttachment = attached(state, findUser);
  return {
    PutRolePolicy: ofRole.put,
    GetRolePolicy: ofRole.get,
    ListRolePolicies: ofRole.list,
    DeleteRolePolicy: ofRole.delete,
    PutUserPolicy: ofUser.put,
    GetUserPolicy: ofUser.get,
    ListUserPolicies: ofUser.list,
    DeleteUserPolicy: ofUser.delete,
    AttachRolePolicy: roleAttachment.attach,
    DetachRolePolicy: roleAttachment.detach,
    ListAttachedRolePolicies: roleAttachment.list,
    AttachUserPolicy: userAttachment.attach,
    DetachUserPolicy: userAttachment.detach,
    ListAttachedUserPolicies: userAttachment.list,
  } satisfies Record<string, QueryOperation>;
};
