import type { QueryOperation } from "../../gateway/query-protocol.ts";
import type { XmlElement } from "../../gateway/xml-elements.ts";
import { alreadyExists, deleteConflict } from "../errors.ts";
import type { IamState, Role } from "../iam-state.ts";
import {
  describeTags,
  encodedDocument,
  entityName,
  optionalText,
  page,
  policyDocument,
  tagsOf,
  text,
} from "../input.ts";
import { DEFAULT_SESSION_SECONDS } from "../limits.ts";

function describeRole(role: Role, whole: boolean): XmlElement {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: new Date(role.createdAtMs).toISOString(),
    AssumeRolePolicyDocument: encodedDocument(role.trustDocument),
    Description: role.description,
    MaxSessionDuration: role.maximumSessionSeconds,
    Tags: whole && role.tags.size > 0 ? describeTags(role.tags) : undefined,
    RoleLastUsed: whole ? {} : undefined,
  };
}

/** Roles (https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html). */
export const roleOperations = (state: IamState) =>
  ({
    CreateRole: {
      perform(input, { principal }) {
        const name = entityName(input, "RoleName");
        if (state.roles.has(name)) throw alreadyExists(`Role with name ${name} already exists.`);
        const accountId = principal.accountId ?? state.dependencies.accountId;
        const path = optionalText(input.Path) ?? "/";
        const role: Role = {
          kind: "role",
          name,
          path,
          accountId,
          id: state.newId("AROA"),
          arn: `arn:aws:iam::${accountId}:role${path}${name}`,
          createdAtMs: state.nowMs,
          trustDocument: policyDocument(input, "AssumeRolePolicyDocument"),
          description: optionalText(input.Description),
          maximumSessionSeconds: Number(optionalText(input.MaxSessionDuration) ?? DEFAULT_SESSION_SECONDS),
          inlinePolicies: new Map(),
          attachedPolicies: new Set(),
          tags: tagsOf(input.Tags),
        };
        state.roles.set(name, role);
        state.register(role);
        return { Role: describeRole(role, true) };
      },
    },
    GetRole: { perform: (input) => ({ Role: describeRole(state.role(text(input, "RoleName")), true) }) },
    ListRoles: {
      perform: (input) =>
        page(
          input,
          "Roles",
          [...state.roles.values()]
            .filter(({ path }) => path.startsWith(optionalText(input.PathPrefix) ?? "/"))
            .sort((a, b) => (a.name < b.name ? -1 : 1))
            .map((role) => describeRole(role, false)),
        ),
    },
    UpdateRole: {
      perform(input) {
        const role = state.role(text(input, "RoleName"));
        role.description = optionalText(input.Description) ?? role.description;
        role.maximumSessionSeconds = Number(optionalText(input.MaxSessionDuration) ?? role.maximumSessionSeconds);
        return {};
      },
    },
    UpdateAssumeRolePolicy: {
      perform(input) {
        state.role(text(input, "RoleName")).trustDocument = policyDocument(input, "PolicyDocument");
        return undefined;
      },
    },
    DeleteRole: {
      perform(input) {
        const role = state.role(text(input, "RoleName"));
        if (role.attachedPolicies.size > 0)
          throw deleteConflict("Cannot delete entity, must detach all policies first.");
        if (role.inlinePolicies.size > 0) throw deleteConflict("Cannot delete entity, must delete policies first.");
        state.roles.delete(role.name);
        state.issued.policies.remove(role.name);
        return undefined;
      },
    },
    ListInstanceProfilesForRole: {
      perform(input) {
        state.role(text(input, "RoleName"));
        return page(input, "InstanceProfiles", []);
      },
    },
  }) satisfies Record<string, QueryOperation>;
